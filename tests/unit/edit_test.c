#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/generate.h"
#include "session/report.h"
#include "session/session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    em_dataset *data;
    em_spec spec;
    session *s;
    em_params *edited; /* the start with mean 1 far away */
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    assert_int_equal(em_generate("aniso", &f->data, NULL), EM_OK);
    em_spec_init(&f->spec, EM_GMM);
    f->spec.init = EM_INIT_RANDOM;
    assert_int_equal(session_create(f->data, &f->spec, NULL, NULL, &f->s, NULL), EM_OK);
    const em_params *start = session_look(f->s).params;
    assert_int_equal(
        em_params_create(start->kind, start->cov_kind, start->k, start->d, &f->edited, NULL),
        EM_OK);
    em_params_copy(start, f->edited);
    f->edited->mean[0] += 30.0;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;

    em_params_destroy(f->edited);
    session_destroy(f->s);
    em_spec_finish(&f->spec);
    em_dataset_destroy(f->data);
    free(f);
    return 0;
}

static void forward(session *s, size_t steps)
{
    for (size_t i = 0; i < steps; i++) {
        assert_int_equal(session_forward(s), EM_OK);
    }
}

static void an_edit_truncates_the_future(void **state)
{
    fixture *f = *state;

    forward(f->s, 12);
    assert_int_equal(session_seek(f->s, 5), EM_OK);
    assert_int_equal(session_edit(f->s, f->edited, "mean 1 moved by hand", NULL), EM_OK);
    const session_frame now = session_look(f->s);
    assert_int_equal(now.length, 7);
    assert_int_equal(now.cursor, 6);
    assert_int_equal(now.step->phase, TRACE_EDIT);
    assert_string_equal(now.step->edit, "mean 1 moved by hand");
    assert_true(em_params_equal(now.params, f->edited));
    assert_true(em_params_equal(now.start, f->edited));
    assert_int_equal(now.next, TRACE_E);
    assert_int_equal(now.e_row, 5);
    assert_false(now.converged);
}

static void an_objective_an_edit_made_worse_is_flagged(void **state)
{
    fixture *f = *state;
    char words[256];

    forward(f->s, 10);
    assert_int_equal(session_edit(f->s, f->edited, "mean 1 moved by hand", NULL), EM_OK);
    forward(f->s, 1);
    const session_frame now = session_look(f->s);
    assert_int_equal(now.step->n_events, 1);
    assert_int_equal(now.step->events[0].kind, EM_EVENT_OBJECTIVE_MOVED_WRONG);
    assert_int_equal(now.step->events[0].other, TRACE_CAUSE_EDIT);
    report_event(&now.step->events[0], now.data, words, sizeof words);
    assert_non_null(strstr(words, "changed by hand"));
}

static void undo_and_redo_restore_both_futures(void **state)
{
    fixture *f = *state;
    em_params *after = NULL;

    forward(f->s, 12);
    const double last = session_look(f->s).step->objective;
    assert_int_equal(session_seek(f->s, 6), EM_OK);
    assert_int_equal(session_edit(f->s, f->edited, "edit", NULL), EM_OK);
    forward(f->s, 4);
    assert_int_equal(em_params_create(f->edited->kind, f->edited->cov_kind, f->edited->k,
                                      f->edited->d, &after, NULL),
                     EM_OK);
    em_params_copy(session_look(f->s).params, after);
    assert_true(session_can_undo(f->s) && !session_can_redo(f->s));

    assert_int_equal(session_undo(f->s), EM_OK);
    assert_int_equal(session_look(f->s).cursor, 6);
    assert_int_equal(session_look(f->s).length, 13);
    assert_int_equal(session_seek(f->s, 11), EM_OK);
    assert_int_equal(session_seek(f->s, 12), EM_OK);
    assert_true(session_look(f->s).step->objective == last);

    assert_true(session_can_redo(f->s) && !session_can_undo(f->s));
    assert_int_equal(session_redo(f->s), EM_OK);
    assert_int_equal(session_look(f->s).length, 12);
    assert_int_equal(session_look(f->s).cursor, 11);
    assert_true(em_params_equal(session_look(f->s).params, after));
    assert_int_equal(session_undo(f->s), EM_OK);
    assert_int_equal(session_undo(f->s), EM_OK); /* nothing left */
    assert_int_equal(session_look(f->s).length, 13);
    em_params_destroy(after);
}

static void a_run_after_undo_is_the_run_without_the_edit(void **state)
{
    fixture *f = *state;
    session *plain = NULL;

    assert_int_equal(session_create(f->data, &f->spec, NULL, NULL, &plain, NULL), EM_OK);
    assert_int_equal(session_converge(plain, NULL), EM_OK);
    forward(f->s, 7);
    assert_int_equal(session_edit(f->s, f->edited, "edit", NULL), EM_OK);
    forward(f->s, 5);
    assert_int_equal(session_undo(f->s), EM_OK);
    assert_int_equal(session_converge(f->s, NULL), EM_OK);
    assert_int_equal(session_look(f->s).cursor, session_look(plain).cursor);
    assert_true(em_params_equal(session_look(f->s).params, session_look(plain).params));
    session_destroy(plain);
}

static void wrong_parameters_are_refused(void **state)
{
    fixture *f = *state;
    em_error error = {.status = EM_OK};

    f->edited->weight[0] = 5.0;
    forward(f->s, 3);
    assert_int_equal(session_edit(f->s, f->edited, "edit", &error), EM_ERR_DATA);
    assert_int_equal(session_look(f->s).length, 4);
    assert_false(session_can_undo(f->s));
}

static void a_point_can_be_inspected(void **state)
{
    fixture *f = *state;
    double log_density[3], weighted[3], responsibility[3], pull[3];
    const session_point out = {log_density, weighted, responsibility, pull};
    session_point copy = out;

    assert_int_equal(session_inspect(f->s, 103, &copy), EM_OK);
    assert_true(isnan(pull[0]) && isnan(pull[1]) && isnan(pull[2])); /* before any E-step */
    forward(f->s, 1);
    assert_int_equal(session_inspect(f->s, 103, &copy), EM_OK);
    const em_resp *r = session_look(f->s).resp;
    for (size_t c = 0; c < 3; c++) {
        double total = 0.0;
        for (size_t i = 0; i < r->n; i++) {
            total += r->gamma[3 * i + c];
        }
        assert_true(fabs(responsibility[c] - r->gamma[3 * 103 + c]) < 1e-12);
        assert_true(fabs(pull[c] - r->gamma[3 * 103 + c] / total) < 1e-15);
    }
    assert_true(fmax(weighted[0], fmax(weighted[1], weighted[2])) == 1.0);
}

static void the_log_likelihood_is_that_of_the_next_e_step(void **state)
{
    fixture *f = *state;
    double value = 0.0;

    forward(f->s, 4);
    assert_true(isnan(session_look(f->s).step->log_likelihood));
    assert_int_equal(session_log_likelihood(f->s, &value), EM_OK);
    assert_true(session_look(f->s).step->log_likelihood == value);
    forward(f->s, 1);
    assert_true(session_look(f->s).step->objective == value);
}

static void scores_follow_every_step(void **state)
{
    fixture *f = *state;
    session_scores scores;

    assert_int_equal(session_look_scores(f->s, &scores), EM_ERR_DATA);
    for (size_t i = 1; i <= 9; i++) {
        forward(f->s, 1);
        const session_frame now = session_look(f->s);
        assert_int_equal(session_look_scores(f->s, &scores), EM_OK);
        assert_true(scores.scores.adjusted_rand == now.steps[now.e_row].adjusted_rand);
    }
    assert_int_equal(session_seek(f->s, 1), EM_OK);
    assert_int_equal(session_look_scores(f->s, &scores), EM_OK);
    assert_true(scores.scores.adjusted_rand == session_look(f->s).steps[1].adjusted_rand);
}

static void words_name_what_happened(void **state)
{
    fixture *f = *state;
    char words[256];
    session_frame now = session_look(f->s);

    assert_non_null(strstr(report_next(&now), "Next: E-step."));
    report_last(&now, words, sizeof words);
    assert_string_equal(words, "start: random");
    forward(f->s, 1);
    now = session_look(f->s);
    report_last(&now, words, sizeof words);
    assert_string_equal(words, "450 points assigned");
    assert_non_null(strstr(report_next(&now), "Next: M-step."));
    forward(f->s, 1);
    now = session_look(f->s);
    report_last(&now, words, sizeof words);
    assert_non_null(strstr(words, " moved "));
    assert_int_equal(session_converge(f->s, NULL), EM_OK);
    now = session_look(f->s);
    report_stop(&now, words, sizeof words);
    assert_non_null(strstr(words, "converged after "));
    assert_non_null(strstr(words, "less than 0.001"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_edit_truncates_the_future, setup, teardown),
        cmocka_unit_test_setup_teardown(an_objective_an_edit_made_worse_is_flagged, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(undo_and_redo_restore_both_futures, setup, teardown),
        cmocka_unit_test_setup_teardown(a_run_after_undo_is_the_run_without_the_edit, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(wrong_parameters_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_point_can_be_inspected, setup, teardown),
        cmocka_unit_test_setup_teardown(the_log_likelihood_is_that_of_the_next_e_step, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(scores_follow_every_step, setup, teardown),
        cmocka_unit_test_setup_teardown(words_name_what_happened, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
