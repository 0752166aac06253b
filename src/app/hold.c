#include "app/hold.h"

#include "app/shape.h"
#include "app/state.h"

#include <math.h>
#include <stdio.h>

/* What the view would be asked to draw for a pane: the scatter's own hit tests read it. */
static view_pane look_at(app *a, size_t pane)
{
    view_input in;
    build_input(a, &in, false);
    in.pane[pane].camera = a->pane[pane].camera;
    return in.pane[pane];
}

static bool may_hold(const app *a, const view_pane *v)
{
    return v->frame.params != NULL && a->tool == TOOL_NONE && !job_busy(&a->jobs.runs);
}

static bool has_axes(const app *a, const view_pane *v)
{
    return v->frame.params->kind == EM_GMM && (a->settings.overlays >> OVERLAY_ELLIPSES & 1U) != 0;
}

scatter_grip hold_at(app *a, size_t pane, double x, double y)
{
    const view_pane v = look_at(a, pane);
    if (!may_hold(a, &v))
        return (scatter_grip){.kind = GRIP_NONE};
    return scatter_grip_at(&v, a->pane[pane].box, app_scale(a), has_axes(a, &v), x, y);
}

static void show(app *a, size_t pane, long component, grip_kind kind)
{
    if (component == a->grip_component && (int)kind == a->grip_part && pane == a->grip_pane)
        return;
    a->grip_component = component;
    a->grip_part = (int)kind;
    a->grip_pane = pane;
    app_touch(a);
}

/* Once: nothing else on the screen tells that the model can be taken hold of. */
static void hint(app *a, size_t pane)
{
    const em_params *params = scene_frame(a->scene, pane).params;
    if (a->hinted || a->toast_seconds > 0.0 || params == NULL)
        return;
    a->hinted = true;
    app_notice(a, false, "Drag the mean to move it%s.",
               params->kind != EM_GMM ? ""
               : shape_turns(params)  ? ", a square to size its ellipse, the round knob to turn it"
                                      : ", a square to size its ellipse");
}

void hold_show(app *a, size_t pane, scatter_grip grip)
{
    show(a, pane, grip.kind == GRIP_NONE ? -1 : (long)grip.component, grip.kind);
}

void hold_hover(app *a, size_t pane, double x, double y)
{
    const scatter_grip grip = hold_at(a, pane, x, y);
    if (grip.kind == GRIP_NONE && a->grip_component >= 0 && a->grip_pane == pane) {
        const view_pane v = look_at(a, pane);
        if (may_hold(a, &v) && has_axes(a, &v) &&
            scatter_grip_stays(&v, a->pane[pane].box, app_scale(a), (size_t)a->grip_component, x,
                               y)) {
            show(a, pane, a->grip_component, GRIP_NONE);
            return;
        }
    }
    hold_show(a, pane, grip);
    if (grip.kind != GRIP_NONE)
        hint(a, pane);
}

void hold_begin(app *a, const scatter_grip *grip)
{
    pointer *p = &a->pointer;
    p->component = grip->component;
    p->part = (int)grip->kind;
    p->side = grip->side;
    p->grab_x = grip->x - p->x;
    p->grab_y = grip->y - p->y;
    p->drag = grip->kind == GRIP_MEAN ? DRAG_MEAN : DRAG_SHAPE;
    if (p->drag == DRAG_SHAPE)
        p->shape = shape_of(a->pane[p->pane].flat->cov + 4 * p->component);
    app_take_pause(a);
}

/* Where the middle of what is held has been brought to, in the plane. */
static void held_place(const app *a, double *x, double *y)
{
    const pointer *p = &a->pointer;
    const app_pane *shown = &a->pane[p->pane];
    camera_to_data(&shown->camera, shown->box, p->x + p->grab_x, p->y + p->grab_y, x, y);
}

/* An end of an axis moves along its axis, which alone changes its length; the knob only turns. */
static half_axes wanted_shape(const app *a)
{
    const pointer *p = &a->pointer;
    const double *mean = a->pane[p->pane].flat->mean + 2 * p->component;
    const double least = 2.0 / fmax(a->pane[p->pane].camera.zoom, 1e-300);
    half_axes e = p->shape;
    double x, y;
    held_place(a, &x, &y);
    if (p->part == GRIP_TURN) {
        e.angle = atan2(y - mean[1], x - mean[0]) * 180.0 / M_PI;
    } else {
        const bool first = p->part == GRIP_LONG_AXIS;
        const double turn = (e.angle + (first ? 0.0 : 90.0)) * M_PI / 180.0;
        const double along = (x - mean[0]) * cos(turn) + (y - mean[1]) * sin(turn);
        *(first ? &e.a : &e.b) = fmax(along * (p->side < 0 ? -1.0 : 1.0), least);
        if (scene_frame(a->scene, p->pane).params->cov_kind == EM_COV_SPHERICAL)
            e.a = e.b = first ? e.a : e.b;
    }
    e.a = fmax(e.a, 1e-9 * e.b);
    e.b = fmax(e.b, 1e-9 * e.a);
    return e;
}

/* What an edit would lead to is shown before anything is committed. */
void hold_preview(app *a)
{
    const pointer *p = &a->pointer;
    app_pane *shown = &a->pane[p->pane];
    const em_params *params = scene_frame(a->scene, p->pane).params;
    const em_projection *plane = scene_plane(a->scene, p->pane)->projection;
    double x, y, cov[4];
    if (!shown->ready || params == NULL || p->component >= shown->k)
        return;
    if (p->drag == DRAG_MEAN) {
        held_place(a, &x, &y);
        shape_try_mean(plane, params, p->component, x, y, shown->flat->mean + 2 * p->component);
    } else {
        const half_axes wanted = wanted_shape(a);
        const bool all = params->cov_kind == EM_COV_TIED;
        if (shape_try(plane, params, p->component, &wanted, cov) != EM_OK)
            return;
        for (size_t c = all ? 0 : p->component; c < (all ? shown->k : p->component + 1); c++)
            for (size_t i = 0; i < 4; i++)
                shown->flat->cov[4 * c + i] = cov[i];
    }
    app_touch(a);
}

em_status hold_release(app *a)
{
    const pointer *p = &a->pointer;
    char text[96];
    command c = {.pane = (int)p->pane, .n = (long)p->component};
    if (p->drag == DRAG_MEAN) {
        c.kind = COMMAND_MOVE_MEAN;
        held_place(a, &c.x, &c.y);
    } else {
        const half_axes wanted = wanted_shape(a);
        snprintf(text, sizeof text, "%.17g %.17g %.17g", wanted.a, wanted.b, wanted.angle);
        c.kind = COMMAND_SHAPE;
        c.text = text;
    }
    return app_apply(a, &c);
}
