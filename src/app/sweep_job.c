/* Choose K: the sweep runs in its own lane on a copy of the data's address and of the spec; what it
 * has so far is handed over through a locked letter box. */
#include "app/sweep_job.h"

#include "app/start.h"
#include "app/state.h"
#include "session/spec.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SWEEP_K_MOST = 8, SWEEP_RESTARTS = 10 };

typedef struct sweep_job {
    job job;
    em_spec spec;
    const em_dataset *data;
    size_t most; /* largest K */
    pthread_mutex_t lock;
    sweep *so_far; /* newest report nobody has fetched; behind lock */
    sweep *result;
} sweep_job;

static void drop(sweep_job *j)
{
    pthread_mutex_destroy(&j->lock);
    sweep_destroy(j->so_far);
    sweep_destroy(j->result);
    em_spec_finish(&j->spec);
    free(j);
}

static void report(void *context, const sweep *so_far)
{
    sweep_job *j = context;
    sweep *copy = sweep_clone(so_far);
    if (copy == NULL)
        return;
    pthread_mutex_lock(&j->lock);
    sweep *old = j->so_far;
    j->so_far = copy;
    pthread_mutex_unlock(&j->lock);
    sweep_destroy(old);
}

static em_status work(job *base, em_pool *pool, const em_control *control, em_error *error)
{
    sweep_job *j = (sweep_job *)base;
    return sweep_run(&j->spec, j->data, 1, j->most, SWEEP_RESTARTS, pool, control, report, j,
                     &j->result, error);
}

static void show(app *a, sweep *s)
{
    if (s == NULL)
        return;
    sweep_destroy(a->sweep);
    a->sweep = s;
    app_touch(a);
}

static em_status done(app *a, job *base, em_status status, const em_error *error)
{
    sweep_job *j = (sweep_job *)base;
    if (j->data == a->sweep_data) {
        show(a, status == EM_OK ? j->result : j->so_far);
        if (status == EM_OK)
            j->result = NULL;
        else
            j->so_far = NULL;
        if (status == EM_ERR_INTERRUPTED)
            app_notice(a, false, "The sweep over K was stopped.");
        else if (status != EM_OK)
            app_refuse(a, error);
    }
    drop(j);
    app_touch(a);
    return status;
}

void sweep_poll(app *a)
{
    sweep_job *j = (sweep_job *)a->jobs.sweep.job;
    if (j == NULL) {
        if (!job_busy(&a->jobs.aside))
            edits_bury(&a->edits);
        if (a->sweep_wanted)
            sweep_start(a, a->sweep_most);
        return;
    }
    pthread_mutex_lock(&j->lock);
    sweep *fresh = j->so_far;
    j->so_far = NULL;
    pthread_mutex_unlock(&j->lock);
    if (j->data == a->sweep_data)
        show(a, fresh);
    else
        sweep_destroy(fresh);
}

/* K and seed are what a sweep varies. */
static bool same_family(const em_spec *a, const em_spec *b)
{
    em_spec x = *a, y = *b;
    x.k = y.k = 1;
    x.seed = y.seed = 0;
    x.n_init = y.n_init = 1;
    x.points = y.points = NULL;
    x.means = y.means = NULL;
    x.path = y.path = NULL;
    x.means_d = y.means_d = 0;
    x.init = spec_uses_seed(a) ? x.init : EM_INIT_RANDOM;
    y.init = spec_uses_seed(b) ? y.init : EM_INIT_RANDOM;
    return em_spec_equal(&x, &y);
}

void app_check_sweep(app *a)
{
    const scene *s = a->scene;
    a->sweep_fits = a->sweep_data != NULL && a->sweep_data == scene_data(s, s->active) &&
                    same_family(&a->sweep_spec, &s->spec[s->active]);
    app_touch(a);
}

void sweep_forget(app *a)
{
    job_cancel(&a->jobs.sweep);
    sweep_destroy(a->sweep);
    a->sweep = NULL;
    a->sweep_data = NULL;
    a->sweep_fits = a->sweep_wanted = false;
}

static em_status remember_spec(app *a, const em_spec *spec)
{
    em_spec copy;
    if (em_spec_copy(spec, &copy) != EM_OK)
        return EM_ERR_MEMORY;
    if (!spec_uses_seed(&copy))
        spec_set_start(&copy, EM_INIT_RANDOM);
    copy.n_init = 1;
    em_spec_finish(&a->sweep_spec);
    a->sweep_spec = copy;
    return EM_OK;
}

em_status sweep_start(app *a, size_t most)
{
    const scene *s = a->scene;
    a->tab = TAB_CHOOSE_K;
    if (job_busy(&a->jobs.sweep)) {
        if (a->sweep_fits)
            return app_refuse_text(a, EM_OK, "The sweep over K is already running. Esc stops it.");
        sweep_forget(a);
        a->sweep_most = most;
        a->sweep_wanted = true; /* as soon as the lane is free */
        return EM_OK;
    }
    a->sweep_wanted = false;
    if (s->run[s->active] == NULL)
        return app_refuse_text(a, EM_ERR_DATA, "There is no run to choose K for.");
    sweep_job *j = calloc(1, sizeof *j);
    if (j == NULL || remember_spec(a, &s->spec[s->active]) != EM_OK ||
        em_spec_copy(&a->sweep_spec, &j->spec) != EM_OK) {
        free(j);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for the sweep.");
    }
    if (a->jobs.sweep.pool == NULL)
        em_pool_create(0, &a->jobs.sweep.pool, NULL); /* without one it is slower, not wrong */
    sweep_destroy(a->sweep);
    a->sweep = NULL;
    j->job = (job){.work = work, .done = done, .words = "trying every K"};
    j->data = scene_data(s, s->active);
    j->most = most > 0 ? most : SWEEP_K_MOST;
    j->most = j->most < j->data->n ? j->most : j->data->n;
    a->sweep_data = j->data;
    pthread_mutex_init(&j->lock, NULL);
    app_check_sweep(a);
    return job_start(a, &a->jobs.sweep, &j->job, JOB_COST_MAX * 2.0);
}

static void converge_loaded(app *a, build_job *j)
{
    transport_converge(a, j->mask);
}

em_status load_solution(app *a, size_t pane, em_spec *spec)
{
    build_job *j = build_create(a, true, "loading the solution");
    if (j == NULL) {
        em_spec_finish(spec);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
    }
    em_spec_finish(&j->next->spec[pane]);
    j->next->spec[pane] = *spec;
    j->mask = 1U << pane;
    j->after = converge_loaded;
    return build_start(a, j, scene_cost(j->next, j->mask));
}
