/* How many panes, which is active, and the sweep of Choose K. */
#include "app/start.h"
#include "app/state.h"

#include <string.h>

static void set_active(app *a, size_t pane)
{
    if (a->scene->active == pane)
        return;
    a->scene->active = pane;
    app_refresh_scores(a);
    app_refresh_inspect(a);
    app_check_sweep(a);
}

static void close_last(app *a)
{
    scene *s = a->scene;
    const size_t last = s->panes - 1;
    session_destroy(s->run[last]);
    s->run[last] = NULL;
    em_spec_finish(&s->spec[last]);
    memset(&s->spec[last], 0, sizeof s->spec[last]);
    s->offset[last] = 0;
    pane_reset(&a->pane[last]);
    edits_forget_pane(&a->edits, last);
    s->panes = last;
    if (s->active >= last)
        set_active(a, last - 1);
}

static void say_what_next(app *a, build_job *j)
{
    (void)j;
    app_notice(a, false,
               "Pane %zu is a copy: give it another model (M), K (Up) or seed (N), then step.",
               a->scene->active + 1);
}

/* New panes copy the active one: its spec, its history, its place in it, its camera. */
static em_status open_more(app *a, size_t wanted)
{
    scene *s = a->scene;
    build_job *j = build_create(a, true, "copying the run");
    em_error error = {0};
    em_status status = j != NULL ? EM_OK : em_fail_memory(&error);
    const session_frame f = scene_frame(s, s->active);
    for (size_t i = s->panes; i < wanted && status == EM_OK; i++) {
        if (em_spec_copy(&s->spec[s->active], &j->next->spec[i]) != EM_OK) {
            memset(&j->next->spec[i], 0, sizeof j->next->spec[i]);
            status = em_fail_memory(&error);
        } else if (f.params != NULL) {
            status = story_tell(&f, &j->next->story[i], &error);
        }
        j->next->panes = i + 1;
        j->mask |= 1U << i;
    }
    if (status != EM_OK) {
        if (j != NULL)
            build_drop(j);
        return app_refuse(a, &error);
    }
    j->next->active = wanted - 1;
    j->after = say_what_next;
    return build_start(a, j, scene_cost(j->next, j->mask));
}

static em_status set_panes(app *a, long n)
{
    if (n < 1 || n > VIEW_PANES)
        return app_refuse_text(a, EM_ERR_USAGE, "The window has 1 to %d panes.", VIEW_PANES);
    if (job_busy(&a->jobs.runs))
        return app_still_at_work(a);
    app_finish_glides(a);
    if ((size_t)n > a->scene->panes)
        return open_more(a, (size_t)n);
    while (a->scene->panes > (size_t)n)
        close_last(a);
    app_refresh(a, 0);
    return EM_OK;
}

static em_status set_pane(app *a, long n)
{
    const long panes = (long)a->scene->panes;
    if (n >= panes)
        return EM_ERR_USAGE;
    if (n < 0 && panes == 1)
        return app_refuse_text(a, EM_OK,
                               "There is one pane: 2 opens another, F6 goes through the controls.");
    set_active(a, n >= 0 ? (size_t)n : (a->scene->active + 1) % a->scene->panes);
    return EM_OK;
}

em_status apply_panes(app *a, const command *c)
{
    if (c->kind == COMMAND_PANES)
        return set_panes(a, c->n);
    if (c->kind == COMMAND_PANE)
        return set_pane(a, c->n);
    return sweep_start(a, c->n > 0 ? (size_t)c->n : 0);
}
