#include "em/fit.h"
#include "em/generate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static em_dataset *generate(const char *name)
{
    em_dataset *data = NULL;
    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return data;
}

static em_fit *run(const em_spec *spec, const em_dataset *data)
{
    em_fit *out = NULL;
    em_error error = {0};
    em_status status = em_spec_check(spec, data, &error);
    if (status == EM_OK)
        status = em_fit_run(spec, data, NULL, NULL, &out, &error);
    if (status != EM_OK)
        fail_msg("%s", error.text);
    return out;
}

/* The same run by hand: E, M, test, until it ends; then E. */
static void step_by_hand(const em_spec *spec, const em_dataset *data, const em_fit *want)
{
    em_work *work;
    em_params *p;
    em_resp *resp, *before;
    em_m_report report;
    em_convergence state;
    size_t k = spec->k, n = data->n, iterations = 0;
    assert_int_equal(em_start(spec, data, NULL, NULL, &p, NULL), EM_OK);
    assert_true(em_params_equal(p, want->start));
    assert_int_equal(em_work_create(spec, data, NULL, &work, NULL), EM_OK);
    assert_int_equal(em_resp_create(spec->kind, n, k, &resp, NULL), EM_OK);
    assert_int_equal(em_resp_create(spec->kind, n, k, &before, NULL), EM_OK);
    em_convergence_start(&state, spec, data);
    em_stop stop = EM_STOP_NONE;
    while (stop == EM_STOP_NONE) {
        double objective;
        assert_int_equal(em_e_step(p, data, work, resp, &objective), EM_OK);
        size_t changed = iterations ? em_resp_changed(before, resp) : n;
        em_resp_copy(resp, before);
        assert_int_equal(em_m_step(resp, data, work, p, &report), EM_OK);
        stop = em_convergence_test(&state, spec, data, objective, changed, report.shift);
        iterations++;
    }
    assert_int_equal(em_e_step(p, data, work, resp, NULL), EM_OK);
    assert_true(em_params_equal(p, want->params));
    assert_true(resp->objective == want->resp->objective);
    assert_memory_equal(resp->label, want->resp->label, n * sizeof *resp->label);
    assert_int_equal(iterations, want->iterations);
    assert_int_equal(stop, want->stop);
    em_resp_destroy(before);
    em_resp_destroy(resp);
    em_work_destroy(work);
    em_params_destroy(p);
}

static void test_a_fit_is_its_half_steps(void **state)
{
    (void)state;
    em_dataset *data = generate("varied");
    for (int i = 0; i < 6; i++) {
        em_spec spec;
        em_spec_init(&spec, i < 3 ? EM_KMEANS : EM_GMM);
        spec.init = i % 3 ? EM_INIT_RANDOM : EM_INIT_KMEANSPP;
        spec.n_init = i % 3 == 2 ? 4 : 1;
        spec.seed = (uint32_t)i;
        em_fit *fit = run(&spec, data);
        assert_true(fit->converged);
        step_by_hand(&spec, data, fit);
        em_fit_destroy(fit);
    }
    em_dataset_destroy(data);
}

static void test_no_iterations_is_the_start_seen_by_an_e_step(void **state)
{
    (void)state;
    em_dataset *data = generate("aniso");
    for (em_kind kind = EM_KMEANS; kind <= EM_GMM; kind++) {
        em_spec spec;
        em_spec_init(&spec, kind);
        spec.max_iter = 0;
        spec.n_init = 3;
        em_fit *fit = run(&spec, data);
        assert_int_equal(fit->iterations, 0);
        assert_int_equal(fit->stop, EM_STOP_MAX_ITER);
        assert_false(fit->converged);
        assert_true(em_params_equal(fit->start, fit->params));
        assert_true(isfinite(fit->resp->objective));
        em_fit_destroy(fit);
    }
    em_dataset_destroy(data);
}

static void test_max_iter_ends_a_run_that_has_not_converged(void **state)
{
    (void)state;
    em_dataset *data = generate("aniso");
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.init = EM_INIT_POINTS;
    spec.points = (size_t[]){10, 100, 300};
    spec.init_cov = 5;
    spec.max_iter = 25;
    em_fit *fit = run(&spec, data);
    assert_int_equal(fit->iterations, 25);
    assert_int_equal(fit->stop, EM_STOP_MAX_ITER);
    assert_false(fit->converged);
    em_fit_destroy(fit);
    spec.max_iter = 26;
    fit = run(&spec, data);
    assert_int_equal(fit->stop, EM_STOP_TOLERANCE);
    assert_true(fit->converged);
    em_fit_destroy(fit);
    em_dataset_destroy(data);
}

/* Two points far apart and two components: without reg_covar each collapses on its point. */
static void test_collapse_keeps_the_last_good_parameters(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    assert_int_equal(em_dataset_create(4, 1, false, &data, NULL), EM_OK);
    memcpy(data->x, (const double[]){0, 0, 100, 101}, sizeof(double[4]));
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.k = 2;
    spec.init = EM_INIT_POINTS;
    spec.points = (size_t[]){0, 2};
    spec.init_cov = 1;
    spec.reg_covar = 0;
    em_fit *fit = run(&spec, data);
    assert_int_equal(fit->stop, EM_STOP_COLLAPSE);
    assert_false(fit->converged);
    assert_true(fit->iterations >= 1);
    assert_int_equal(em_params_check(fit->params, NULL), EM_OK);
    assert_true(isfinite(fit->resp->objective));
    em_fit_destroy(fit);
    em_dataset_destroy(data);
}

/* Each of the R runs, made one by one on the same stream, never beats the kept one. */
static void test_n_init_keeps_the_best_of_one_stream(void **state)
{
    (void)state;
    em_dataset *data = generate("blobs:n=300,k=7,d=2,std=1.5,seed=3");
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.k = 7;
    spec.init = EM_INIT_RANDOM;
    double last = HUGE_VAL;
    bool fell = false;
    for (spec.n_init = 1; spec.n_init <= 8; spec.n_init++) {
        em_fit *fit = run(&spec, data);
        assert_true(fit->resp->objective <= last);
        fell = fell || (spec.n_init > 1 && fit->resp->objective < last);
        last = fit->resp->objective;
        em_fit_destroy(fit);
    }
    assert_true(fell);
    em_dataset_destroy(data);
}

static void test_a_given_start_is_run_once(void **state)
{
    (void)state;
    em_dataset *data = generate("aniso");
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.init = EM_INIT_POINTS;
    spec.points = (size_t[]){10, 100, 300};
    spec.n_init = 1000000000;
    em_fit *fit = run(&spec, data);
    assert_int_equal(fit->iterations, 7);
    em_fit_destroy(fit);
    em_dataset_destroy(data);
}

typedef struct watch {
    double last;
    size_t calls, stop_at;
    bool fell;
    atomic_bool cancel;
} watch;

static void look(void *context, double fraction)
{
    watch *w = context;
    w->fell = w->fell || fraction < w->last || fraction > 1;
    w->last = fraction;
    if (++w->calls == w->stop_at)
        atomic_store(&w->cancel, true);
}

static void test_progress_rises_and_cancel_stops(void **state)
{
    (void)state;
    em_dataset *data = generate("varied");
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.n_init = 3;
    spec.tol = 0;
    spec.max_iter = 10;
    watch w = {.stop_at = 1000};
    em_control control = {.cancel = &w.cancel, .progress = look, .context = &w};
    em_fit *fit = NULL;
    assert_int_equal(em_fit_run(&spec, data, NULL, &control, &fit, NULL), EM_OK);
    assert_int_equal(w.calls, 30);
    assert_true(!w.fell && w.last == 1);
    em_fit_destroy(fit);
    fit = NULL;
    w = (watch){.stop_at = 14};
    em_error error;
    assert_int_equal(em_fit_run(&spec, data, NULL, &control, &fit, &error), EM_ERR_INTERRUPTED);
    assert_null(fit);
    assert_int_equal(w.calls, 14);
    em_params *start = NULL;
    assert_int_equal(em_start(&spec, data, NULL, &control, &start, &error), EM_ERR_INTERRUPTED);
    em_dataset_destroy(data);
}

static void test_fixed_covariances_stay_and_lead_to_kmeans(void **state)
{
    (void)state;
    em_dataset *data = generate("blobs");
    em_spec spec, hard;
    em_spec_init(&spec, EM_GMM);
    spec.init = EM_INIT_POINTS;
    spec.points = (size_t[]){0, 1, 2};
    spec.fixed_epsilon = 1e-4;
    spec.equal_weights = true;
    spec.tol = 1e-12;
    spec.max_iter = 300;
    em_spec_init(&hard, EM_KMEANS);
    hard.init = EM_INIT_POINTS;
    hard.points = spec.points;
    hard.tol = 0;
    em_fit *soft = run(&spec, data), *kmeans = run(&hard, data);
    assert_memory_equal(soft->resp->label, kmeans->resp->label, data->n * sizeof(int32_t));
    for (size_t c = 0; c < 3; c++) {
        assert_true(soft->params->weight[c] == 1.0 / 3);
        assert_true(em_params_cov(soft->params, c, 0, 0) == 1e-4);
        assert_true(em_params_cov(soft->params, c, 0, 1) == 0);
    }
    em_fit_destroy(kmeans);
    em_fit_destroy(soft);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fit_is_its_half_steps),
        cmocka_unit_test(test_no_iterations_is_the_start_seen_by_an_e_step),
        cmocka_unit_test(test_max_iter_ends_a_run_that_has_not_converged),
        cmocka_unit_test(test_collapse_keeps_the_last_good_parameters),
        cmocka_unit_test(test_n_init_keeps_the_best_of_one_stream),
        cmocka_unit_test(test_a_given_start_is_run_once),
        cmocka_unit_test(test_progress_rises_and_cancel_stops),
        cmocka_unit_test(test_fixed_covariances_stay_and_lead_to_kmeans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
