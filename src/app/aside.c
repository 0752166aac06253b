/* What a panel wants to know beyond the run itself, found out beside it: the telling members of
 * each component. Many points are read on a worker of their own, from copies of what the run
 * changes. */
#include "app/aside.h"

#include "app/state.h"

#include <stdlib.h>

typedef struct aside_job {
    job job;
    session_frame frame; /* params and resp are copies; the data outlive the job (edits.h) */
    em_params *params;
    em_resp *resp;
    members *found;
    uint64_t stamp;
} aside_job;

static void drop(aside_job *j)
{
    em_params_destroy(j->params);
    em_resp_destroy(j->resp);
    members_destroy(j->found);
    free(j);
}

static em_status work(job *base, em_pool *pool, const em_control *control, em_error *error)
{
    aside_job *j = (aside_job *)base;
    (void)pool;
    if (em_control_cancelled(control))
        return em_fail(error, EM_ERR_INTERRUPTED, "stopped");
    return members_create(&j->frame, &j->found);
}

static em_status done(app *a, job *base, em_status status, const em_error *error)
{
    aside_job *j = (aside_job *)base;
    (void)error;
    if (status == EM_OK && j->stamp == a->aside_stamp) {
        members_destroy(a->members);
        a->members = j->found;
        j->found = NULL;
        a->members_data = j->frame.data;
        a->members_stamp = j->stamp;
    }
    drop(j);
    app_touch(a);
    return EM_OK; /* the panel does without */
}

static aside_job *create(const session_frame *f)
{
    aside_job *j = calloc(1, sizeof *j);
    if (j == NULL)
        return NULL;
    if (em_params_create(f->params->kind, f->params->cov_kind, f->params->k, f->params->d,
                         &j->params, NULL) != EM_OK ||
        em_resp_create(f->params->kind, f->data->n, f->params->k, &j->resp, NULL) != EM_OK) {
        drop(j);
        return NULL;
    }
    em_params_copy(f->params, j->params);
    em_resp_copy(session_frame_reported(f), j->resp);
    j->frame = (session_frame){.data = f->data,
                               .params = j->params,
                               .before = j->params,
                               .start = j->params,
                               .resp = j->resp,
                               .next = f->next};
    j->job = (job){.work = work, .done = done, .words = "looking for telling members"};
    return j;
}

void aside_forget(app *a)
{
    a->aside_stamp++;
}

bool aside_wanted(const app *a)
{
    return a->aside_asked && a->members_stamp != a->aside_stamp && !job_busy(&a->jobs.aside) &&
           !app_gliding(a);
}

void aside_tick(app *a)
{
    const session_frame f = scene_frame(a->scene, a->scene->active);
    if (!aside_wanted(a))
        return;
    a->aside_asked = false;
    aside_job *j = f.params != NULL && f.resp != NULL ? create(&f) : NULL;
    if (j == NULL)
        return;
    j->stamp = a->aside_stamp;
    job_start(a, &a->jobs.aside, &j->job, 2.0 * JOB_COST_MAX);
}

/* On the spot; nothing is found if memory is short. */
static void find(app *a, const session_frame *f)
{
    members_destroy(a->members);
    a->members = NULL;
    if (members_create(f, &a->members) == EM_OK)
        a->members_data = f->data;
    a->members_stamp = a->aside_stamp;
}

/* Those of the step before stay until the new ones are there, if they still fit. */
const members *aside_members(app *a, bool now)
{
    const session_frame f = scene_frame(a->scene, a->scene->active);
    if (f.params == NULL || f.resp == NULL || f.data->image_w == 0)
        return NULL;
    const double cost = (double)(f.data->n * f.data->d) * (double)f.params->k;
    const bool stale = a->members_stamp != a->aside_stamp;
    if (stale && (now || cost <= JOB_COST_MAX))
        find(a, &f);
    else if (stale)
        a->aside_asked = true;
    const bool fits =
        a->members != NULL && a->members->k == f.params->k && a->members_data == f.data;
    return fits ? a->members : NULL;
}
