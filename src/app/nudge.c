/* Means and ellipses by key: presses in a row on one component are one edit. */
#include "app/shape.h"
#include "app/state.h"
#include "view/scatter.h"

#include <math.h>
#include <stdio.h>

static void hold(app *a, long component)
{
    a->grip_component = component;
    a->grip_part = GRIP_MEAN;
    a->grip_pane = a->scene->active;
    app_touch(a);
}

static bool holds(const app *a)
{
    return a->grip_component >= 0 && a->grip_pane == a->scene->active &&
           (size_t)a->grip_component < a->pane[a->grip_pane].k;
}

static em_status grip(app *a, long direction)
{
    const long k = (long)a->pane[a->scene->active].k;
    if (!a->pane[a->scene->active].ready)
        return EM_OK;
    const long now = holds(a) ? a->grip_component : direction > 0 ? -1 : 0;
    hold(a, (now + (direction > 0 ? 1 : k - 1)) % k);
    const em_params *params = scene_frame(a->scene, a->scene->active).params;
    app_notice(a, false, "Component %ld: Ctrl+arrows move it%s.", a->grip_component + 1,
               params->kind != EM_GMM ? ""
               : shape_turns(params)  ? ", Ctrl+Shift+arrows turn and size it"
                                      : ", Ctrl+Shift+Up and Down size it");
    return EM_OK;
}

static em_status change(const app *a, const command *c, em_params *params, em_error *error)
{
    const app_pane *p = &a->pane[a->grip_pane];
    const em_projection *plane = scene_plane(a->scene, a->grip_pane)->projection;
    const size_t component = (size_t)a->grip_component;
    const double *mean = p->flat_to->mean + 2 * component;
    if (c->n == 0)
        return shape_move_mean(plane, params, component, mean[0] + c->x / p->camera.zoom,
                               mean[1] - c->y / p->camera.zoom, error);
    if (p->flat_to->cov == NULL || params->kind != EM_GMM)
        return em_fail(error, EM_ERR_DATA, "only a Gaussian mixture has ellipses to shape");
    if (c->x != 0.0 && !shape_turns(params))
        return em_fail(error, EM_ERR_DATA,
                       "%s covariances do not turn; Ctrl+Shift+Up and Down size them",
                       params->cov_kind == EM_COV_DIAG ? "diagonal" : "spherical");
    half_axes e = shape_of(p->flat_to->cov + 4 * component);
    const double factor = c->y > 0.0 ? c->y : 1.0;
    e.a *= factor;
    e.b *= factor;
    e.angle += c->x;
    return shape_set(plane, params, component, &e, error);
}

/* Takes the last nudge back first, so that a row of them stays one edit. */
static em_status commit(app *a, const em_params *params)
{
    session *run = a->scene->run[a->grip_pane];
    const long component = a->grip_component;
    const session_frame f = session_look(run);
    char what[64];
    edit_entry entry;
    if (a->nudge_rows == f.length && a->nudged == component && f.step->phase == TRACE_EDIT &&
        session_can_undo(run) && session_undo(run) == EM_OK)
        edit_stack_pop(&a->edits.undo, &entry);
    snprintf(what, sizeof what, "component %ld set by hand", component + 1);
    const em_status status = app_commit_edit(a, a->grip_pane, params, what);
    hold(a, component);
    if (status != EM_OK)
        return status;
    a->nudge_rows = session_look(run).length;
    a->nudged = component;
    return EM_OK;
}

static em_status nudge(app *a, const command *c)
{
    em_error error = {0};
    em_params *params = NULL;
    if (!holds(a))
        return app_refuse_text(a, EM_OK, "K takes hold of a component first.");
    if (job_busy(&a->jobs.runs))
        return app_still_at_work(a);
    app_finish_glides(a);
    app_take_pause(a);
    const em_params *now = scene_frame(a->scene, a->grip_pane).params;
    if (em_params_create(now->kind, now->cov_kind, now->k, now->d, &params, &error) != EM_OK)
        return app_refuse(a, &error);
    em_params_copy(now, params);
    em_status status = change(a, c, params, &error);
    status = status == EM_OK ? commit(a, params) : app_refuse(a, &error);
    em_params_destroy(params);
    return status;
}

em_status apply_nudge(app *a, const command *c)
{
    if (c->kind == COMMAND_GRIP)
        return grip(a, c->n);
    return isfinite(c->x) && isfinite(c->y) ? nudge(a, c) : EM_ERR_USAGE;
}
