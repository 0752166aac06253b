/* The half-steps on data small enough for the blackboard. */
#include "em/model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct bench_run {
    em_dataset *data;
    em_spec spec;
    em_params *params;
    em_resp *resp;
    em_work *work;
    em_m_report report;
} bench_run;

static void setup(bench_run *run, em_kind kind, em_cov cov, const double *x, size_t n, size_t d,
                  size_t k)
{
    assert_int_equal(em_dataset_create(n, d, false, &run->data, NULL), EM_OK);
    memcpy(run->data->x, x, n * d * sizeof *x);
    assert_int_equal(em_dataset_finish(run->data, NULL), EM_OK);
    em_spec_init(&run->spec, kind);
    run->spec.cov_kind = cov;
    run->spec.k = k;
    run->spec.reg_covar = 0;
    assert_int_equal(em_params_create(kind, cov, k, d, &run->params, NULL), EM_OK);
    assert_int_equal(em_resp_create(kind, n, k, &run->resp, NULL), EM_OK);
    assert_int_equal(em_work_create(&run->spec, run->data, NULL, &run->work, NULL), EM_OK);
}

static void teardown(bench_run *run)
{
    em_work_destroy(run->work);
    em_resp_destroy(run->resp);
    em_params_destroy(run->params);
    em_spec_finish(&run->spec);
    em_dataset_destroy(run->data);
}

static void e_step(bench_run *run)
{
    assert_int_equal(em_e_step(run->params, run->data, run->work, run->resp, NULL), EM_OK);
}

static void m_step(bench_run *run)
{
    assert_int_equal(em_m_step(run->resp, run->data, run->work, run->params, &run->report), EM_OK);
}

static void hand_mixture(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3};
    static const double expected[] = {-4.3893, -3.5492, -3.4868, -3.4183};
    bench_run run;
    setup(&run, EM_GMM, EM_COV_SPHERICAL, x, 3, 1, 2);
    run.params->mean[0] = 1;
    run.params->mean[1] = 3;
    for (int c = 0; c < 2; c++) {
        run.params->weight[c] = 0.5;
        run.params->cov[c] = 1;
    }
    for (int t = 0; t < 4; t++) {
        e_step(&run);
        assert_true(fabs(run.resp->objective - expected[t]) < 5e-5);
        m_step(&run);
        double after;
        em_log_likelihood(run.params, run.data, run.work, &after);
        assert_true(run.report.objective > run.resp->objective);
        assert_true(after >= run.report.objective);
    }
    teardown(&run);
}

static void hand_kmeans(void **state)
{
    (void)state;
    static const double x[] = {0, 0, 1, 0, 4, 0, 5, 0};
    bench_run run;
    setup(&run, EM_KMEANS, EM_COV_FULL, x, 4, 2, 2);
    run.params->mean[0] = 0;
    run.params->mean[2] = 1;
    e_step(&run);
    static const int32_t first[] = {0, 1, 1, 1};
    assert_memory_equal(run.resp->label, first, sizeof first);
    assert_true(run.resp->objective == 9 + 16);
    m_step(&run);
    assert_true(run.params->mean[2] == 10.0 / 3);
    assert_true(run.report.n_events == 0);
    e_step(&run);
    static const int32_t second[] = {0, 0, 1, 1};
    assert_memory_equal(run.resp->label, second, sizeof second);
    m_step(&run);
    assert_true(run.report.objective == 1);
    teardown(&run);
}

static void ties_go_to_the_lowest_index(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 2};
    bench_run run;
    setup(&run, EM_KMEANS, EM_COV_FULL, x, 3, 1, 2);
    run.params->mean[0] = 2;
    run.params->mean[1] = 0;
    e_step(&run);
    static const int32_t label[] = {1, 0, 0};
    assert_memory_equal(run.resp->label, label, sizeof label);
    teardown(&run);
}

static void empty_cluster_takes_the_farthest_point(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 2, 10, 12};
    bench_run run;
    setup(&run, EM_KMEANS, EM_COV_FULL, x, 5, 1, 3);
    run.params->mean[0] = 1;
    run.params->mean[1] = 10;
    run.params->mean[2] = 100;
    e_step(&run);
    m_step(&run);
    assert_int_equal(run.report.n_events, 1);
    assert_int_equal(run.report.event[0].kind, EM_EVENT_RELOCATED);
    assert_int_equal(run.report.event[0].point, 4);
    assert_true(run.params->mean[0] == 1 && run.params->mean[1] == 10 && run.params->mean[2] == 12);
    run.spec.empty = EM_EMPTY_KEEP;
    run.params->mean[2] = 100;
    e_step(&run);
    m_step(&run);
    assert_int_equal(run.report.event[0].kind, EM_EVENT_EMPTY);
    assert_true(run.params->mean[1] == 11 && run.params->mean[2] == 100);
    teardown(&run);
}

static void collapse_leaves_the_parameters(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3};
    bench_run run;
    setup(&run, EM_GMM, EM_COV_FULL, x, 3, 1, 1);
    run.params->mean[0] = 2;
    run.params->weight[0] = run.params->cov[0] = 1;
    e_step(&run);
    run.resp->gamma[0] = run.resp->gamma[2] = 0;
    em_status status = em_m_step(run.resp, run.data, run.work, run.params, &run.report);
    assert_int_equal(status, EM_ERR_COLLAPSE);
    assert_true(run.report.collapsed);
    assert_int_equal(run.report.event[0].kind, EM_EVENT_SINGULAR);
    assert_true(run.params->mean[0] == 2 && run.params->cov[0] == 1 && run.params->weight[0] == 1);
    teardown(&run);
}

static void bernoulli_hand(void **state)
{
    (void)state;
    static const double x[] = {1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1};
    bench_run run;
    setup(&run, EM_BERNOULLI, EM_COV_FULL, x, 4, 3, 3);
    static const double mean[] = {0.9, 0.8, 0.1, 0.1, 0.2, 0.9, 0.5, 0.5, 0.5};
    memcpy(run.params->mean, mean, sizeof mean);
    run.params->weight[0] = run.params->weight[1] = 0.5;
    e_step(&run);
    static const int32_t label[] = {0, 0, 1, 1};
    assert_memory_equal(run.resp->label, label, sizeof label);
    double both = run.resp->gamma[0] + run.resp->gamma[3] + run.resp->gamma[6] + run.resp->gamma[9];
    m_step(&run);
    assert_true(fabs(run.params->weight[0] - both / 4) < 1e-15);
    assert_int_equal(run.report.event[0].kind, EM_EVENT_EMPTY);
    assert_int_equal(run.report.event[0].component, 2);
    assert_true(run.params->mean[6] == 0.5 && run.params->weight[2] == 0);
    assert_true(run.report.objective >= run.resp->objective);
    e_step(&run);
    assert_true(run.resp->gamma[2] == 0);
    teardown(&run);
}

/* A share too small to learn from: mean and covariance stay, and still count in the bound. */
static void an_empty_component_keeps_its_covariance(void **state)
{
    (void)state;
    enum { N = 8, D = 3, K = 2 };
    double x[N * D];
    for (size_t t = 0; t < N * D; t++)
        x[t] = (double)(t * 29 % 23) / 7 + (double)(t % D);
    bench_run run;
    setup(&run, EM_GMM, EM_COV_FULL, x, N, D, K);
    for (size_t t = 0; t < K * D; t++)
        run.params->mean[t] = t < D ? (double)t : 1e4; /* far: 1e-12 of it shows */
    for (size_t t = 0; t < K * D * D; t++)
        run.params->cov[t] = t % (D * D) % (D + 1) == 0 ? 2 : 0.5;
    run.params->weight[0] = run.params->weight[1] = 0.5;
    run.resp->entropy = 0.25;
    for (size_t i = 0; i < N; i++) {
        run.resp->gamma[K * i] = 1 - 1e-12;
        run.resp->gamma[K * i + 1] = 1e-12;
    }
    m_step(&run);
    assert_int_equal(run.report.event[0].kind, EM_EVENT_EMPTY);
    assert_true(run.params->mean[3] == 1e4 && run.params->cov[9] == 2 &&
                run.params->cov[10] == 0.5);
    double expected = run.resp->entropy;
    for (size_t i = 0; i < N; i++) {
        double each[K];
        assert_int_equal(em_point_log_density(run.params, x + i * D, each), EM_OK);
        for (size_t c = 0; c < K; c++)
            expected += run.resp->gamma[K * i + c] * (log(run.params->weight[c]) + each[c]);
    }
    assert_true(fabs(expected - run.report.objective) <= 1e-10 * fabs(expected));
    teardown(&run);
}

static void responsibilities_are_counted_and_compared(void **state)
{
    (void)state;
    em_resp *a, *b;
    assert_int_equal(em_resp_create(EM_GMM, 4, 2, &a, NULL), EM_OK);
    assert_int_equal(em_resp_create(EM_GMM, 4, 2, &b, NULL), EM_OK);
    a->label[1] = a->label[3] = 1;
    a->gamma[5] = 0.25;
    assert_int_equal(em_resp_changed(a, b), 2);
    em_resp_copy(a, b);
    assert_int_equal(em_resp_changed(a, b), 0);
    assert_true(b->gamma[5] == 0.25);
    size_t count[2];
    em_resp_counts(b, count);
    assert_true(count[0] == 2 && count[1] == 2);
    em_resp_destroy(a);
    em_resp_destroy(b);
    em_resp_destroy(NULL);
}

static void many_labels_are_compared(void **state)
{
    (void)state;
    em_resp *a, *b;
    assert_int_equal(em_resp_create(EM_KMEANS, 1003, 5, &a, NULL), EM_OK);
    assert_int_equal(em_resp_create(EM_KMEANS, 1003, 5, &b, NULL), EM_OK);
    size_t expected = 0;
    for (size_t i = 0; i < a->n; i++) {
        a->label[i] = (int32_t)(i * 7 % 5);
        b->label[i] = (int32_t)(i * 3 % 5);
        expected += a->label[i] != b->label[i];
    }
    assert_int_equal(em_resp_changed(a, b), expected);
    em_resp_destroy(a);
    em_resp_destroy(b);
}

static void events_have_names(void **state)
{
    (void)state;
    assert_string_equal(em_event_name(EM_EVENT_EMPTY), "empty");
    assert_string_equal(em_event_name(EM_EVENT_OBJECTIVE_MOVED_WRONG), "objective_moved_wrong");
    for (em_event_kind kind = 0; kind < EM_EVENT_KINDS; kind++)
        assert_non_null(em_event_name(kind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hand_mixture),
        cmocka_unit_test(hand_kmeans),
        cmocka_unit_test(ties_go_to_the_lowest_index),
        cmocka_unit_test(empty_cluster_takes_the_farthest_point),
        cmocka_unit_test(collapse_leaves_the_parameters),
        cmocka_unit_test(bernoulli_hand),
        cmocka_unit_test(an_empty_component_keeps_its_covariance),
        cmocka_unit_test(responsibilities_are_counted_and_compared),
        cmocka_unit_test(many_labels_are_compared),
        cmocka_unit_test(events_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
