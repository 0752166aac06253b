#include "app/state.h"

bool app_has_runs(const app *a)
{
    for (size_t i = 0; i < a->scene->panes; i++)
        if (a->scene->run[i] == NULL)
            return false;
    return true;
}

bool app_take_pause(app *a)
{
    const bool was = a->playing;
    a->playing = false;
    if (was)
        app_touch(a);
    return was;
}

static em_status back_iteration(app *a)
{
    const session_frame f = scene_frame(a->scene, a->scene->active);
    size_t row = f.cursor;
    while (row > 0 && (row == f.cursor || f.steps[row].phase == TRACE_E))
        row--;
    const size_t moved = f.cursor - row;
    return transport_seek(a, a->scene->position > moved ? a->scene->position - moved : 0, false);
}

static em_status back(app *a)
{
    return transport_seek(a, a->scene->position > 0 ? a->scene->position - 1 : 0, false);
}

static em_status seek(app *a, const command *c)
{
    const session_frame f = scene_frame(a->scene, a->scene->active);
    if (c->pane == -2)
        return transport_seek(a, c->n < 0 ? 0 : (size_t)c->n, false);
    const size_t row = c->n < 0 ? 0 : (size_t)c->n < f.length ? (size_t)c->n : f.length - 1;
    return transport_seek(a, row + a->scene->offset[a->scene->active], false);
}

static em_status play(app *a)
{
    if (app_take_pause(a))
        return EM_OK;
    if (transport_all_stopped(a))
        return app_refuse_text(
            a, EM_OK, "The run has ended. Home goes back to the start, Right goes on by hand.");
    a->playing = true;
    a->play_clock = pace_period(a->settings.pace);
    app_touch(a);
    return EM_OK;
}

static em_status pace(app *a, const command *c)
{
    a->settings.pace = pace_clamp(a->settings.pace + (c->n > 0 ? 1 : -1));
    app_notice(a, false, "Pace %d of %d: %.3g seconds a half-step.", a->settings.pace, PACE_MAX,
               pace_period(a->settings.pace));
    return EM_OK;
}

/* Work is going on: a scrub is remembered, the rest waits for the user. */
static em_status while_busy(app *a, const command *c)
{
    const long offset = c->pane == -2 ? (long)a->scene->offset[a->scene->active] : 0;
    if (c->kind == COMMAND_SEEK)
        a->wanted_seek = c->n > offset ? c->n - offset : 0;
    else if (c->kind == COMMAND_PLAY && app_take_pause(a))
        return EM_OK;
    else
        return app_still_at_work(a);
    return EM_OK;
}

em_status apply_time(app *a, const command *c)
{
    if (c->kind == COMMAND_CANCEL) {
        a->wanted_seek = -1;
        job_cancel(&a->jobs.runs);
        job_cancel(&a->jobs.sweep);
        return EM_OK;
    }
    if (c->kind == COMMAND_PACE)
        return pace(a, c);
    if (job_busy(&a->jobs.runs))
        return while_busy(a, c);
    if (!app_has_runs(a))
        return app_refuse_text(a, EM_ERR_DATA, "There is no run to step. R makes it anew.");
    app_finish_glides(a);
    if (c->kind == COMMAND_PLAY)
        return play(a);
    app_take_pause(a);
    switch (c->kind) {
    case COMMAND_FORWARD: return transport_on(a, MOVE_NEXT, false);
    case COMMAND_FORWARD_ITERATION: return transport_on(a, MOVE_ITERATION, false);
    case COMMAND_CONVERGE: return transport_on(a, MOVE_CONVERGE, false);
    case COMMAND_BACK: return back(a);
    case COMMAND_BACK_ITERATION: return back_iteration(a);
    case COMMAND_HOME: return transport_seek(a, 0, true);
    case COMMAND_SEEK: return seek(a, c);
    default: return EM_ERR_USAGE;
    }
}
