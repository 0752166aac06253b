#include "app/state.h"

#include <math.h>

#define FRAME        (1.0 / 60.0)
#define POLL_SECONDS 0.1 /* how often progress is looked at without a wake-up */

static void tick_glides(app *a, double seconds)
{
    /* The clock ran while nothing moved: a glide's first tick is one frame, however long ago. */
    if (a->fresh_glide)
        seconds = FRAME;
    seconds = fmin(seconds, TICK_MAX);
    a->fresh_glide = false;
    const double share = seconds / pace_glide(a->settings.pace, a->playing);
    for (size_t i = 0; i < a->scene->panes; i++)
        if (pane_advance(&a->pane[i], share))
            app_touch(a);
}

static em_status tick_play(app *a, double seconds)
{
    if (!a->playing || job_busy(&a->jobs.runs))
        return EM_OK;
    a->play_clock += seconds;
    if (a->play_clock + 1e-9 < pace_period(a->settings.pace))
        return EM_OK;
    app_finish_glides(a);
    app_touch(a);
    if (transport_all_stopped(a) || !app_has_runs(a)) {
        a->playing = false;
        return EM_OK;
    }
    a->play_clock = 0.0;
    return transport_on(a, MOVE_NEXT, true);
}

static void tick_toast(app *a, double seconds)
{
    if (a->toast_seconds <= 0.0)
        return;
    a->toast_seconds -= a->toast_of_work && !job_busy(&a->jobs.runs) ? a->toast_seconds : seconds;
    if (a->toast_seconds <= 0.0)
        app_touch(a);
}

em_status app_tick(app *a, double seconds)
{
    if (!(seconds >= 0.0) || !isfinite(seconds))
        seconds = 0.0;
    if (job_busy(&a->jobs.runs) || job_busy(&a->jobs.sweep))
        app_touch(a); /* progress */
    jobs_poll(a, &a->jobs);
    sweep_poll(a);
    aside_tick(a);
    if (a->wanted_seek >= 0 && !job_busy(&a->jobs.runs)) {
        const command c = {.kind = COMMAND_SEEK, .pane = -1, .n = a->wanted_seek};
        a->wanted_seek = -1;
        app_apply(a, &c);
    }
    tick_glides(a, seconds);
    tick_toast(a, seconds);
    pointer_tick(a, seconds);
    autosave_tick(a, seconds);
    return tick_play(a, seconds);
}

double app_wait(const app *a)
{
    if (app_gliding(a))
        return 0.0;
    double wait = HUGE_VAL;
    if (a->playing && !job_busy(&a->jobs.runs))
        wait = fmax(0.0, pace_period(a->settings.pace) - a->play_clock);
    if (aside_wanted(a))
        return 0.0;
    if (jobs_any(&a->jobs))
        wait = fmin(wait, POLL_SECONDS);
    if (a->toast_seconds > 0.0)
        wait = fmin(wait, a->toast_seconds);
    return fmin(fmin(wait, autosave_wait(a)), pointer_wait(a));
}
