/* K-means where points tie and clusters empty, against exact fractions and direct differences:
 * parity/oracle_reference.py. */
#include "em/model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct reference {
    size_t n, d, k;
    em_empty empty;
    const double *x;
    const size_t *points;
    size_t iterations;
    size_t relocated, emptied; /* events over all iterations */
    double objective;          /* of the closing E-step */
    const int32_t *label;
    const double *mean;
};

#include "parity/oracle_reference.h"

/* All that a run needs. */
typedef struct bench {
    em_dataset *data;
    em_work *work;
    em_params *params;
    em_resp *resp, *before;
    em_spec spec;
} bench;

static void prepare(const struct reference *r, bench *b)
{
    assert_int_equal(em_dataset_create(r->n, r->d, false, &b->data, NULL), EM_OK);
    memcpy(b->data->x, r->x, r->n * r->d * sizeof *r->x);
    assert_int_equal(em_dataset_finish(b->data, NULL), EM_OK);
    em_spec_init(&b->spec, EM_KMEANS);
    b->spec.k = r->k;
    b->spec.empty = r->empty;
    assert_int_equal(em_params_create(EM_KMEANS, EM_COV_FULL, r->k, r->d, &b->params, NULL), EM_OK);
    for (size_t c = 0; c < r->k; c++)
        memcpy(b->params->mean + c * r->d, r->x + r->points[c] * r->d, r->d * sizeof *r->x);
    assert_int_equal(em_work_create(&b->spec, b->data, NULL, &b->work, NULL), EM_OK);
    assert_int_equal(em_resp_create(EM_KMEANS, r->n, r->k, &b->resp, NULL), EM_OK);
    assert_int_equal(em_resp_create(EM_KMEANS, r->n, r->k, &b->before, NULL), EM_OK);
}

static void finish(bench *b)
{
    em_resp_destroy(b->before);
    em_resp_destroy(b->resp);
    em_work_destroy(b->work);
    em_params_destroy(b->params);
    em_dataset_destroy(b->data);
}

static size_t count_events(const em_m_report *report, em_event_kind kind)
{
    size_t count = 0;
    for (size_t e = 0; e < report->n_events; e++)
        count += report->event[e].kind == kind;
    return count;
}

static void compare(const struct reference *r, bench *b)
{
    em_convergence state;
    em_m_report report;
    size_t iterations = 0, relocated = 0, emptied = 0;
    em_stop stop = EM_STOP_NONE;
    em_convergence_start(&state, &b->spec, b->data);
    while (stop == EM_STOP_NONE) {
        double objective;
        assert_int_equal(em_e_step(b->params, b->data, b->work, b->resp, &objective), EM_OK);
        size_t changed = iterations++ ? em_resp_changed(b->resp, b->before) : r->n;
        em_resp_copy(b->resp, b->before);
        assert_int_equal(em_m_step(b->resp, b->data, b->work, b->params, &report), EM_OK);
        relocated += count_events(&report, EM_EVENT_RELOCATED);
        emptied += count_events(&report, EM_EVENT_EMPTY);
        stop = em_convergence_test(&state, &b->spec, b->data, objective, changed, report.shift);
    }
    assert_int_equal(em_e_step(b->params, b->data, b->work, b->resp, NULL), EM_OK);
    assert_int_equal(iterations, r->iterations);
    assert_int_equal(relocated, r->relocated);
    assert_int_equal(emptied, r->emptied);
    assert_memory_equal(b->resp->label, r->label, r->n * sizeof *r->label);
    assert_true(fabs(b->resp->objective - r->objective) <= 1e-12 * (1 + r->objective));
    for (size_t i = 0; i < r->k * r->d; i++)
        assert_true(fabs(b->params->mean[i] - r->mean[i]) <= 1e-12);
}

static void test_ties_and_empty_clusters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reference / sizeof *reference; i++) {
        bench b;
        prepare(&reference[i], &b);
        compare(&reference[i], &b);
        finish(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ties_and_empty_clusters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
