#include "app/state.h"

#include <stdlib.h>
#include <string.h>

enum { GUESSED_ITERATIONS = 50 };

typedef struct step_job {
    job job;
    session *run[VIEW_PANES];
    session_goal goal;
    size_t target[VIEW_PANES]; /* SESSION_SEEK */
    unsigned mask;
    size_t rounds_left; /* after this one */
    size_t position;    /* SESSION_SEEK: of the clock, when done */
    bool home, glide;
} step_job;

static bool stopped(const session_frame *f)
{
    return f->stop != EM_STOP_NONE || f->ended;
}

bool transport_all_stopped(const app *a)
{
    for (size_t i = 0; i < a->scene->panes; i++) {
        const session_frame f = scene_frame(a->scene, i);
        if (!stopped(&f))
            return false;
    }
    return true;
}

static size_t row_at(const scene *s, size_t pane, size_t position)
{
    return position > s->offset[pane] ? position - s->offset[pane] : 0;
}

/* Panes that move with the next half-step: those with a row ahead, and those that still have
 * something to compute; past convergence only when all have got there. */
static unsigned movers(const app *a, transport_move move)
{
    const bool all = transport_all_stopped(a);
    unsigned mask = 0;
    for (size_t i = 0; i < a->scene->panes; i++) {
        const session_frame f = scene_frame(a->scene, i);
        const bool ahead =
            f.cursor + 1 < f.length && row_at(a->scene, i, a->scene->position + 1) > f.cursor;
        const bool fresh = f.cursor + 1 == f.length && !f.ended && (!stopped(&f) || all);
        if (move == MOVE_CONVERGE ? !stopped(&f) : ahead || fresh)
            mask |= 1U << i;
    }
    return mask;
}

static em_status work(job *j, em_pool *pool, const em_control *control, em_error *error)
{
    step_job *s = (step_job *)j;
    em_status status = EM_OK;
    (void)pool;
    for (size_t i = 0; i < VIEW_PANES && status != EM_ERR_INTERRUPTED && status != EM_ERR_MEMORY;
         i++)
        if ((s->mask >> i & 1U) != 0)
            status = session_compute(s->run[i], control);
    if (status == EM_ERR_MEMORY)
        return em_fail_memory(error);
    if (status == EM_ERR_INTERRUPTED)
        return em_fail(error, status, "stopped");
    return EM_OK;
}

static void advance_clock(scene *s, const step_job *j)
{
    if (j->goal == SESSION_SEEK) {
        s->position = j->position;
        if (j->home)
            memset(s->offset, 0, sizeof s->offset);
        return;
    }
    if (j->goal == SESSION_NEXT)
        s->position++;
    for (size_t i = 0; i < s->panes; i++) {
        const session_frame f = scene_frame(s, i);
        if ((j->mask >> i & 1U) == 0)
            continue;
        if (j->goal == SESSION_NEXT && f.cursor <= s->position)
            s->offset[i] = s->position - f.cursor;
        else if (f.cursor + s->offset[i] > s->position)
            s->position = f.cursor + s->offset[i];
    }
}

static em_status start(app *a, step_job *j);

static em_status done(app *a, job *base, em_status status, const em_error *error)
{
    step_job *j = (step_job *)base;
    for (size_t i = 0; i < VIEW_PANES; i++)
        if ((j->mask >> i & 1U) != 0) {
            const em_status end = session_commit(j->run[i]);
            if (end == EM_ERR_MEMORY)
                status = end;
        }
    if (status == EM_OK)
        advance_clock(a->scene, j);
    if (status == EM_OK && j->rounds_left > 0) {
        j->mask = movers(a, MOVE_NEXT) & j->mask;
        j->rounds_left--;
        for (size_t i = 0; i < a->scene->panes; i++)
            if (scene_frame(a->scene, i).next == TRACE_E)
                j->mask &= ~(1U << i); /* this pane's iteration is complete */
        if (j->mask != 0)
            return start(a, j);
    }
    app_refresh(a, j->glide ? j->mask | j->job.panes : 0);
    free(j);
    if (status != EM_OK) {
        a->playing = false;
        const em_error memory = {.status = status, .text = "Not enough memory for this step."};
        return app_refuse(a, error->status == status ? error : &memory);
    }
    return EM_OK;
}

static em_status start(app *a, step_job *j)
{
    double cost = 0.0;
    for (size_t i = 0; i < a->scene->panes; i++) {
        if ((j->mask >> i & 1U) == 0)
            continue;
        session_begin(j->run[i], j->goal, j->target[i]);
        const double step = spec_step_cost(&a->scene->spec[i], scene_data(a->scene, i));
        cost += j->goal == SESSION_CONVERGE ? 2.0 * GUESSED_ITERATIONS * step
                : j->goal == SESSION_NEXT   ? step
                : j->target[i] == 0         ? 0.0
                                            : 2.0 * step;
    }
    return job_start(a, &a->jobs.runs, &j->job, cost);
}

static step_job *create(app *a, unsigned mask, session_goal goal, const char *words)
{
    step_job *j = calloc(1, sizeof *j);
    if (j == NULL)
        return NULL;
    j->job = (job){.work = work, .done = done, .words = words, .panes = mask};
    j->goal = goal;
    j->mask = mask;
    memcpy(j->run, a->scene->run, sizeof j->run);
    return j;
}

static em_status nothing_ahead(app *a, transport_move move, bool quiet)
{
    if (quiet)
        return EM_OK;
    const session_frame f = scene_frame(a->scene, a->scene->active);
    if (f.ended)
        return app_refuse_text(a, EM_OK,
                               "The run ends here: a covariance has collapsed. Left goes back.");
    if (move == MOVE_CONVERGE)
        app_notice(a, false, "The run has ended already. Home goes back to the start.");
    return EM_OK;
}

em_status transport_on(app *a, transport_move move, bool quiet)
{
    const unsigned mask = movers(a, move);
    if (mask == 0)
        return nothing_ahead(a, move, quiet);
    const char *words = move == MOVE_CONVERGE ? "running to convergence"
                        : scene_frame(a->scene, a->scene->active).next == TRACE_E ? "E-step"
                                                                                  : "M-step";
    step_job *j = create(a, mask, move == MOVE_CONVERGE ? SESSION_CONVERGE : SESSION_NEXT, words);
    if (j == NULL)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this step.");
    j->rounds_left = move == MOVE_ITERATION ? 1 : 0;
    j->glide = true;
    return start(a, j);
}

em_status transport_converge(app *a, unsigned mask)
{
    mask &= movers(a, MOVE_CONVERGE);
    if (mask == 0)
        return EM_OK;
    step_job *j = create(a, mask, SESSION_CONVERGE, "running to convergence");
    return j != NULL ? start(a, j)
                     : app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this step.");
}

em_status transport_seek(app *a, size_t position, bool home)
{
    scene *s = a->scene;
    step_job *j = create(a, 0, SESSION_SEEK, "going back in the run");
    if (j == NULL)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this step.");
    j->position = position;
    j->home = home;
    for (size_t i = 0; i < s->panes; i++) {
        const session_frame f = scene_frame(s, i);
        const size_t row = row_at(s, i, position);
        j->target[i] = row < f.length ? row : f.length - 1;
        if (j->target[i] != f.cursor)
            j->mask |= 1U << i;
    }
    j->job.panes = j->mask;
    return start(a, j);
}
