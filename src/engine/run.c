#include "run.h"

bool em_control_cancelled(const em_control *control)
{
    return control && control->cancel && atomic_load(control->cancel);
}

/* What a run needs while it lasts. */
typedef struct scratch {
    em_work *work;
    em_m_report *report;
} scratch;

static em_status one_iteration(em_run *run, scratch *s, em_convergence *state)
{
    em_status status = em_e_step(run->params, run->data, s->work, run->resp, &run->e_objective);
    if (status != EM_OK)
        return status;
    size_t changed = run->iterations > 0 ? run->resp->changed : run->data->n;
    run->iterations++;
    if (em_m_step(run->resp, run->data, s->work, run->params, s->report) != EM_OK)
        run->stop = EM_STOP_COLLAPSE;
    else
        run->stop = em_convergence_test(state, run->spec, run->data, run->e_objective, changed,
                                        s->report->shift);
    return EM_OK;
}

static em_status iterate(em_run *run, scratch *s, em_error *error)
{
    em_convergence state;
    size_t max_iter = em_spec_max_iter(run->spec);
    em_convergence_start(&state, run->spec, run->data);
    while (run->stop == EM_STOP_NONE && run->iterations < max_iter) {
        if (em_control_cancelled(run->control))
            return em_fail(error, EM_ERR_INTERRUPTED, "interrupted");
        em_status status = one_iteration(run, s, &state);
        if (status != EM_OK)
            return em_fail(error, status, "a covariance of the start cannot be factored");
        if (run->control && run->control->progress)
            run->control->progress(run->control->context,
                                   (double)run->iterations / (double)max_iter);
    }
    run->converged = run->stop == EM_STOP_UNCHANGED || run->stop == EM_STOP_TOLERANCE;
    if (run->stop == EM_STOP_NONE)
        run->stop = EM_STOP_MAX_ITER;
    em_status status = em_e_step(run->params, run->data, s->work, run->resp, NULL);
    if (status != EM_OK)
        return em_fail(error, status, "a covariance of the start cannot be factored");
    if (run->iterations == 0)
        run->e_objective = run->resp->objective;
    return EM_OK;
}

em_status em_run_to_end(em_run *run, em_error *error)
{
    em_m_report report;
    scratch s = {.report = &report};
    run->iterations = 0;
    run->stop = EM_STOP_NONE;
    em_status status = em_work_create(run->spec, run->data, run->pool, &s.work, error);
    if (status == EM_OK)
        status = iterate(run, &s, error);
    em_work_destroy(s.work);
    return status;
}
