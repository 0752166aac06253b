#include "app/jobs.h"

#include <stdlib.h>
#include <string.h>

em_status jobs_init(jobs *all, void (*wake)(void *), void *wake_context, em_error *error)
{
    job_lane *const lanes[] = {&all->runs, &all->sweep, &all->aside};
    em_status status = em_pool_create(0, &all->runs.pool, error);
    all->wake = wake;
    all->wake_context = wake_context;
    for (size_t i = 0; i < sizeof lanes / sizeof lanes[0] && status == EM_OK; i++)
        status = worker_create(wake, wake_context, &lanes[i]->worker, error);
    return status;
}

/* Cancels, waits for the end, and drops the job. */
static void job_end(struct app *a, job_lane *lane)
{
    em_status status = EM_OK;
    em_error error = {0};
    job *j = lane->job;
    if (j == NULL)
        return;
    worker_cancel(lane->worker);
    worker_wait(lane->worker);
    worker_take(lane->worker, &status, &error);
    lane->job = NULL;
    em_fail(&error, EM_ERR_INTERRUPTED, "stopped");
    j->done(a, j, EM_ERR_INTERRUPTED, &error);
}

static void lane_finish(struct app *a, job_lane *lane)
{
    job_end(a, lane);
    worker_destroy(lane->worker);
    lane->worker = NULL;
}

void jobs_finish(struct app *a, jobs *all)
{
    lane_finish(a, &all->aside);
    lane_finish(a, &all->sweep);
    lane_finish(a, &all->runs);
}

void jobs_free_pools(jobs *all)
{
    em_pool_destroy(all->runs.pool);
    em_pool_destroy(all->sweep.pool);
    all->runs.pool = all->sweep.pool = NULL;
}

static em_status run(void *context, const em_control *control, em_error *error)
{
    job *j = context;
    return j->work(j, j->pool, control, error);
}

em_status job_start(struct app *a, job_lane *lane, job *j, double cost)
{
    j->pool = lane->pool;
    if (cost <= JOB_COST_MAX || !worker_start(lane->worker, run, j)) {
        em_error error = {0};
        const em_status status = j->work(j, lane->pool, NULL, &error);
        return j->done(a, j, status, &error);
    }
    lane->job = j;
    return EM_OK;
}

bool jobs_any(const jobs *all)
{
    return job_busy(&all->runs) || job_busy(&all->sweep) || job_busy(&all->aside);
}

bool job_busy(const job_lane *lane)
{
    return lane->job != NULL;
}

void job_cancel(job_lane *lane)
{
    if (lane->job != NULL)
        worker_cancel(lane->worker);
}

double job_progress(const job_lane *lane)
{
    return lane->job != NULL ? worker_progress(lane->worker) : 0.0;
}

static bool poll_lane(struct app *a, job_lane *lane)
{
    em_status status = EM_OK;
    em_error error = {0};
    if (lane->job == NULL || !worker_take(lane->worker, &status, &error))
        return false;
    job *j = lane->job;
    lane->job = NULL;
    j->done(a, j, status, &error);
    return true;
}

bool jobs_poll(struct app *a, jobs *all)
{
    const bool runs = poll_lane(a, &all->runs);
    const bool swept = poll_lane(a, &all->sweep);
    const bool aside = poll_lane(a, &all->aside);
    return runs || swept || aside;
}
