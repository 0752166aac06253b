#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/generate.h"
#include "session/session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 20 };

typedef struct family {
    em_kind kind;
    em_cov cov;
    em_init init;
    const char *data;
} family;

static const family families[] = {
    {EM_KMEANS, EM_COV_FULL, EM_INIT_RANDOM, "blobs:n=400,k=5,d=2,std=3,seed=3"},
    {EM_GMM, EM_COV_FULL, EM_INIT_RANDOM, "aniso"},
    {EM_GMM, EM_COV_TIED, EM_INIT_KMEANSPP, "aniso"},
    {EM_GMM, EM_COV_DIAG, EM_INIT_KMEANS, "aniso"},
    {EM_GMM, EM_COV_SPHERICAL, EM_INIT_PARTITION, "aniso"},
    {EM_BERNOULLI, EM_COV_FULL, EM_INIT_RANDOM, "blobs:n=300,k=4,d=6,std=4,seed=1"},
};
enum { FAMILIES = sizeof families / sizeof *families };

static em_dataset *open_data(const char *name, bool binary)
{
    em_dataset *raw = NULL, *out = NULL;
    const em_prepare how = {.binarize = binary, .threshold_given = true, .threshold = 0.0};

    assert_int_equal(em_generate(name, &raw, NULL), EM_OK);
    if (!binary) {
        return raw;
    }
    assert_int_equal(em_dataset_prepare(raw, &how, &out, NULL), EM_OK);
    em_dataset_destroy(raw);
    return out;
}

static em_spec spec_of(const family *f)
{
    em_spec spec;

    em_spec_init(&spec, f->kind);
    spec.cov_kind = f->cov;
    spec.init = f->init;
    spec.k = 4;
    spec.seed = 5;
    return spec;
}

static session *open_session(const em_dataset *data, const em_spec *spec)
{
    session *s = NULL;
    em_error error = {.status = EM_OK};

    if (session_create(data, spec, NULL, NULL, &s, &error) != EM_OK) {
        fail_msg("%s", error.text);
    }
    return s;
}

/* Everything a frame shows, as one run of bytes. */
typedef struct picture {
    unsigned char *bytes;
    size_t length;
} picture;

static void put(picture *p, const void *bytes, size_t count)
{
    p->bytes = realloc(p->bytes, p->length + count + 1);
    assert_non_null(p->bytes);
    if (count > 0) {
        memcpy(p->bytes + p->length, bytes, count);
    }
    p->length += count;
}

static void put_params(picture *p, const em_params *params)
{
    put(p, params->block, params->block_len * sizeof(double));
}

static void put_resp(picture *p, const em_resp *r)
{
    const bool there = r != NULL;

    put(p, &there, sizeof there);
    if (r) {
        put(p, r->label, r->n * sizeof *r->label);
        put(p, &r->objective, sizeof r->objective);
        put(p, &r->entropy, sizeof r->entropy);
        if (r->gamma) {
            put(p, r->gamma, r->n * r->k * sizeof *r->gamma);
        }
    }
}

static picture take_picture(const session *s, bool with_before)
{
    const session_frame f = session_look(s);
    const trace_step *t = f.step;
    picture p = {NULL, 0};
    const double numbers[] = {t->objective,
                              t->shift,
                              t->adjusted_rand,
                              (double)t->changed,
                              (double)t->iteration,
                              (double)t->phase,
                              (double)t->n_events,
                              (double)t->stop,
                              (double)f.cursor,
                              (double)f.e_row,
                              f.converged,
                              (double)f.stop,
                              (double)f.stop_row,
                              (double)f.next,
                              f.ended};

    put(&p, numbers, sizeof numbers);
    put(&p, t->events, t->n_events * sizeof *t->events);
    put_params(&p, f.params);
    put_params(&p, f.before);
    put_params(&p, f.start);
    put_resp(&p, f.resp);
    put_resp(&p, f.closing);
    if (with_before) {
        put_resp(&p, f.resp_before);
    }
    return p;
}

static void assert_same_picture(const picture *a, const picture *b, size_t row)
{
    if (a->length != b->length || memcmp(a->bytes, b->bytes, a->length) != 0) {
        fail_msg("the frame of step %zu differs from its first visit", row);
    }
}

static void check_visit(const session *s, const picture *first, size_t row)
{
    picture now = take_picture(s, true);

    assert_same_picture(&now, &first[row], row);
    free(now.bytes);
}

static void replay_law(const family *f, size_t history_limit)
{
    em_dataset *data = open_data(f->data, f->kind == EM_BERNOULLI);
    em_spec spec = spec_of(f);
    session *s = open_session(data, &spec);
    picture first[STEPS + 1];
    unsigned random = 9;

    session_set_history_limit(s, history_limit);
    first[0] = take_picture(s, true);
    for (size_t i = 1; i <= STEPS; i++) {
        assert_int_equal(session_forward(s), EM_OK);
        first[i] = take_picture(s, true);
    }
    for (size_t i = STEPS; i > 0; i--) {
        assert_int_equal(session_back(s), EM_OK);
        check_visit(s, first, i - 1);
    }
    assert_int_equal(session_back(s), EM_OK); /* at the start: nothing */
    check_visit(s, first, 0);
    for (size_t i = 1; i <= STEPS; i++) {
        assert_int_equal(session_forward(s), EM_OK);
        check_visit(s, first, i);
    }
    for (size_t i = 0; i < 60; i++) {
        random = random * 1664525U + 1013904223U;
        const size_t row = (random >> 16) % (STEPS + 1);
        assert_int_equal(session_seek(s, row), EM_OK);
        check_visit(s, first, row);
    }
    assert_int_equal(session_look(s).length, STEPS + 1);
    for (size_t i = 0; i <= STEPS; i++) {
        free(first[i].bytes);
    }
    session_destroy(s);
    em_spec_finish(&spec);
    em_dataset_destroy(data);
}

static void every_frame_equals_its_first_visit(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        replay_law(&families[i], (size_t)64 << 20);
    }
}

static void also_when_the_history_is_thinned_out(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        replay_law(&families[i], 1);
        replay_law(&families[i], 1200);
    }
}

static void thinning_drops_states_and_keeps_rows(void **state)
{
    em_dataset *data = open_data("aniso", false);
    em_spec spec = spec_of(&families[1]);
    session *s = open_session(data, &spec);
    size_t kept = 0;

    session_set_history_limit(s, 1200);
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(session_forward(s), EM_OK);
    }
    const session_frame f = session_look(s);
    for (size_t i = 0; i < f.length; i++) {
        kept += f.steps[i].phase != TRACE_E && f.history[i];
        assert_true(f.steps[i].phase == TRACE_INIT || isfinite(f.steps[i].objective));
    }
    assert_int_equal(f.length, 41);
    assert_true(kept >= 1 && kept * f.params->block_len * sizeof(double) <= 1200);
    session_destroy(s);
    em_spec_finish(&spec);
    em_dataset_destroy(data);
}

static void stepping_and_fitting_agree(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        em_dataset *data = open_data(families[i].data, families[i].kind == EM_BERNOULLI);
        em_spec spec = spec_of(&families[i]);
        session *s = open_session(data, &spec), *by_hand = open_session(data, &spec);
        em_fit *fit = NULL;
        em_resp *closing = NULL;
        assert_int_equal(em_fit_run(&spec, data, NULL, NULL, &fit, NULL), EM_OK);
        assert_int_equal(session_converge(s, NULL), EM_OK);
        while (session_look(by_hand).stop == EM_STOP_NONE) {
            assert_int_equal(session_forward(by_hand), EM_OK);
        }
        const session_frame f = session_look(s), g = session_look(by_hand);
        assert_true(em_params_equal(f.params, fit->params));
        assert_true(em_params_equal(g.params, fit->params));
        assert_int_equal(f.step->iteration, fit->iterations);
        assert_int_equal(f.stop, fit->stop);
        assert_int_equal(g.stop, fit->stop);
        assert_int_equal(f.converged, fit->converged);
        assert_int_equal(f.cursor, 2 * fit->iterations);
        assert_int_equal(em_resp_create(spec.kind, data->n, spec.k, &closing, NULL), EM_OK);
        assert_int_equal(session_close(s, closing), EM_OK);
        assert_true(closing->objective == fit->resp->objective);
        assert_memory_equal(closing->label, fit->resp->label, data->n * sizeof(int32_t));
        assert_ptr_equal(session_frame_reported(&f), f.closing);
        assert_true(f.closing->objective == fit->resp->objective);
        assert_true(g.closing->objective == fit->resp->objective);
        assert_memory_equal(f.closing->label, closing->label, data->n * sizeof(int32_t));
        em_resp_destroy(closing);
        em_fit_destroy(fit);
        session_destroy(s);
        session_destroy(by_hand);
        em_spec_finish(&spec);
        em_dataset_destroy(data);
    }
}

static void one_can_step_on_past_convergence(void **state)
{
    em_dataset *data = open_data("aniso", false);
    em_spec spec = spec_of(&families[0]);
    session *s = open_session(data, &spec);

    assert_int_equal(session_converge(s, NULL), EM_OK);
    const size_t stop = session_look(s).cursor;
    assert_true(session_look(s).converged);
    assert_int_equal(session_converge(s, NULL), EM_OK);
    assert_int_equal(session_look(s).cursor, stop);
    assert_int_equal(session_forward(s), EM_OK);
    assert_int_equal(session_look(s).cursor, stop + 1);
    assert_true(session_look(s).converged);
    assert_int_equal(session_look(s).stop_row, stop);
    assert_null(session_look(s).closing);
    assert_int_equal(session_seek(s, stop - 1), EM_OK);
    assert_false(session_look(s).converged);
    assert_null(session_look(s).closing);
    assert_int_equal(session_converge(s, NULL), EM_OK);
    assert_int_equal(session_look(s).cursor, stop);
    assert_int_equal(session_look(s).length, stop + 2);
    assert_non_null(session_look(s).closing);
    assert_int_equal(session_edit(s, session_look(s).before, "by hand", NULL), EM_OK);
    assert_null(session_look(s).closing);
    assert_int_equal(session_undo(s), EM_OK);
    assert_non_null(session_look(s).closing);
    session_destroy(s);
    em_spec_finish(&spec);
    em_dataset_destroy(data);
}

static void scores_where_a_run_stopped_are_those_of_a_closing_e_step(void **state)
{
    em_dataset *data = open_data("varied", false);
    em_spec spec;
    em_fit *fit = NULL;
    session_scores before, closed;
    size_t *table = calloc(data->classes * 3, sizeof *table);

    em_spec_init(&spec, EM_GMM);
    spec.init = EM_INIT_RANDOM;
    spec.k = 3;
    session *s = open_session(data, &spec);
    assert_non_null(table);
    assert_int_equal(session_converge(s, NULL), EM_OK);
    assert_int_equal(em_fit_run(&spec, data, NULL, NULL, &fit, NULL), EM_OK);
    em_contingency(data->label, data->classes, fit->resp->label, 3, data->n, table);
    assert_int_equal(session_look_scores(s, &closed), EM_OK);
    assert_memory_equal(closed.table, table, data->classes * 3 * sizeof *table);
    assert_true(closed.scores.adjusted_rand == session_look(s).closing_rand);
    assert_int_equal(session_back(s), EM_OK);
    assert_int_equal(session_look_scores(s, &before), EM_OK);
    assert_true(before.scores.adjusted_rand == session_look(s).step->adjusted_rand);
    assert_int_equal(session_forward(s), EM_OK);
    assert_int_equal(session_look_scores(s, &closed), EM_OK);
    assert_memory_equal(closed.table, table, data->classes * 3 * sizeof *table);
    free(table);
    em_fit_destroy(fit);
    session_destroy(s);
    em_spec_finish(&spec);
    em_dataset_destroy(data);
}

static void max_iter_stops_and_the_next_run_goes_on(void **state)
{
    em_dataset *data = open_data("aniso", false);
    em_spec spec = spec_of(&families[1]);
    session *s = NULL;

    spec.max_iter = 3;
    spec.tol = 0.0;
    s = open_session(data, &spec);
    assert_int_equal(session_converge(s, NULL), EM_OK);
    assert_int_equal(session_look(s).cursor, 6);
    assert_int_equal(session_look(s).stop, EM_STOP_MAX_ITER);
    assert_false(session_look(s).converged);
    assert_int_equal(session_converge(s, NULL), EM_OK);
    assert_int_equal(session_look(s).cursor, 12);
    session_destroy(s);
    em_spec_finish(&spec);
    em_dataset_destroy(data);
}

static em_status stop_at_once(session *s)
{
    const atomic_bool cancel = true;
    const em_control control = {.cancel = &cancel};

    assert_int_equal(session_begin(s, SESSION_CONVERGE, 0), EM_OK);
    (void)session_compute(s, &control);
    return session_commit(s);
}

static void a_cancelled_run_leaves_the_frame_alone(void **state)
{
    em_dataset *data = open_data("aniso", false);
    em_spec spec = spec_of(&families[2]);
    session *s = open_session(data, &spec);

    assert_int_equal(session_forward(s), EM_OK);
    picture before = take_picture(s, true);
    assert_int_equal(stop_at_once(s), EM_ERR_INTERRUPTED);
    picture after = take_picture(s, true);
    assert_same_picture(&before, &after, 1);
    assert_int_equal(session_look(s).length, 2);
    free(before.bytes);
    free(after.bytes);
    session_destroy(s);
    em_spec_finish(&spec);
    em_dataset_destroy(data);
}

static void collapse_ends_the_run_and_is_kept(void **state)
{
    em_dataset *data = open_data("hand", false);
    em_spec spec;
    session *s = NULL;

    em_spec_init(&spec, EM_GMM);
    spec.k = 3;
    spec.init = EM_INIT_RANDOM;
    spec.init_cov = 0.01;
    spec.reg_covar = 0.0;
    spec.tol = 0.0;
    s = open_session(data, &spec);
    assert_int_equal(session_converge(s, NULL), EM_OK);
    const session_frame f = session_look(s);
    assert_int_equal(f.stop, EM_STOP_COLLAPSE);
    assert_true(f.ended && !f.converged);
    assert_int_equal(f.step->phase, TRACE_M);
    assert_true(isnan(f.step->objective));
    assert_true(f.step->n_events > 0 && f.step->events[0].kind == EM_EVENT_SINGULAR);
    assert_true(em_params_equal(f.params, f.before));
    const size_t length = f.length;
    assert_int_equal(session_forward(s), EM_ERR_COLLAPSE);
    assert_int_equal(session_look(s).length, length);
    assert_int_equal(session_back(s), EM_OK);
    assert_false(session_look(s).ended);
    assert_int_equal(session_forward(s), EM_OK);
    assert_true(session_look(s).ended);
    session_destroy(s);
    em_spec_finish(&spec);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frame_equals_its_first_visit),
        cmocka_unit_test(also_when_the_history_is_thinned_out),
        cmocka_unit_test(thinning_drops_states_and_keeps_rows),
        cmocka_unit_test(stepping_and_fitting_agree),
        cmocka_unit_test(one_can_step_on_past_convergence),
        cmocka_unit_test(scores_where_a_run_stopped_are_those_of_a_closing_e_step),
        cmocka_unit_test(max_iter_stops_and_the_next_run_goes_on),
        cmocka_unit_test(a_cancelled_run_leaves_the_frame_alone),
        cmocka_unit_test(collapse_ends_the_run_and_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
