#include "edge.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

em_spec edge_spec(em_kind kind, size_t k, em_init init)
{
    em_spec spec;
    em_spec_init(&spec, kind);
    spec.k = k;
    spec.init = init;
    return spec;
}

em_dataset *edge_data(size_t n, size_t d, const double *x)
{
    em_dataset *data = NULL;
    assert_int_equal(em_dataset_create(n, d, false, &data, NULL), EM_OK);
    memcpy(data->x, x, n * d * sizeof *x);
    em_dataset_set_name(data, "edge");
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    return data;
}

static void check_resp(const em_resp *r)
{
    assert_true(isfinite(r->objective) && isfinite(r->entropy));
    for (size_t i = 0; i < r->n; i++) {
        double sum = 0;
        assert_in_range(r->label[i], 0, r->k - 1);
        for (size_t c = 0; r->gamma && c < r->k; c++) {
            double gamma = r->gamma[i * r->k + c];
            assert_true(gamma >= 0 && gamma <= 1);
            sum += gamma;
        }
        assert_true(!r->gamma || fabs(sum - 1) <= 1e-12);
    }
}

static void check_params(const em_params *p, const em_dataset *data)
{
    em_error error;
    for (size_t v = 0; v < p->block_len; v++)
        assert_true(isfinite(p->block[v]));
    for (size_t i = 0; i < p->k * p->d; i++) {
        size_t j = i % p->d;
        double slack = 1e-9 * (fabs(data->maximum[j]) + fabs(data->minimum[j]));
        assert_true(p->mean[i] >= data->minimum[j] - slack &&
                    p->mean[i] <= data->maximum[j] + slack);
    }
    if (em_params_check(p, &error) != EM_OK)
        fail_msg("%s", error.text);
}

static void note_events(edge_run *run, const em_m_report *report)
{
    for (size_t e = 0; e < report->n_events; e++) {
        em_event_kind kind = report->event[e].kind;
        if (run->seen[kind]++ == 0)
            run->first[kind] = report->event[e];
    }
    if (report->collapsed && report->n_events)
        run->collapse = report->event[report->n_events - 1];
}

typedef struct stepper {
    em_work *work;
    em_params *params;
    em_resp *resp, *before;
    em_convergence state;
} stepper;

static em_stop one_iteration(stepper *s, const em_spec *spec, const em_dataset *data, edge_run *run)
{
    em_m_report report;
    double objective, last = s->resp->objective;
    bool first = s->state.iteration == 0;
    assert_int_equal(em_e_step(s->params, data, s->work, s->resp, &objective), EM_OK);
    check_resp(s->resp);
    size_t changed = first ? data->n : em_resp_changed(s->resp, s->before);
    if (!first)
        run->moved_wrong += em_objective_wrong(spec->kind, last, objective);
    em_resp_copy(s->resp, s->before);
    em_status status = em_m_step(s->resp, data, s->work, s->params, &report);
    note_events(run, &report);
    check_params(s->params, data);
    if (status == EM_ERR_COLLAPSE)
        return EM_STOP_COLLAPSE;
    assert_int_equal(status, EM_OK);
    assert_true(isfinite(report.objective) && isfinite(report.shift));
    return em_convergence_test(&s->state, spec, data, objective, changed, report.shift);
}

static void step_all(const em_spec *spec, const em_dataset *data, edge_run *run)
{
    stepper s;
    assert_int_equal(em_start(spec, data, NULL, NULL, &s.params, NULL), EM_OK);
    check_params(s.params, data);
    assert_int_equal(em_work_create(spec, data, NULL, &s.work, NULL), EM_OK);
    assert_int_equal(em_resp_create(spec->kind, data->n, spec->k, &s.resp, NULL), EM_OK);
    assert_int_equal(em_resp_create(spec->kind, data->n, spec->k, &s.before, NULL), EM_OK);
    em_convergence_start(&s.state, spec, data);
    em_stop stop = EM_STOP_NONE;
    for (size_t i = 0; i < em_spec_max_iter(spec) && stop == EM_STOP_NONE; i++)
        stop = one_iteration(&s, spec, data, run);
    assert_int_equal(stop == EM_STOP_NONE ? EM_STOP_MAX_ITER : stop, run->fit->stop);
    assert_true(em_params_equal(s.params, run->fit->params));
    em_resp_destroy(s.before);
    em_resp_destroy(s.resp);
    em_work_destroy(s.work);
    em_params_destroy(s.params);
}

edge_run edge_fit(const em_spec *spec, const em_dataset *data)
{
    edge_run run = {0};
    em_error error = {0};
    em_status status = em_spec_check(spec, data, &error);
    if (status == EM_OK)
        status = em_fit_run(spec, data, NULL, NULL, &run.fit, &error);
    if (status != EM_OK)
        fail_msg("%s", error.text);
    check_params(run.fit->params, data);
    check_resp(run.fit->resp);
    step_all(spec, data, &run);
    return run;
}

void edge_finish(edge_run *run)
{
    em_fit_destroy(run->fit);
}

void edge_refuse(const em_spec *spec, const em_dataset *data, em_status status, const char *word)
{
    em_error error = {0};
    assert_int_equal(em_spec_check(spec, data, &error), status);
    if (!strstr(error.text, word))
        fail_msg("'%s' does not say '%s'", error.text, word);
}
