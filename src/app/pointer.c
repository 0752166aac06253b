/* The mouse: buttons and sliders through the list of controls, drags in a pane's picture. */
#include "app/hold.h"
#include "app/state.h"

#include <math.h>

#define TIP_SECONDS 0.5
#define REACH       5.0  /* pixels at scale 1 beyond a point's mark */
#define TREMBLE     4.0  /* pixels at scale 1 a click may move */
#define ERASER      14.0 /* radius in pixels at scale 1 */
#define BRUSH_STEP  18.0 /* pixels at scale 1 between painted points */

static em_status send(app *a, command c)
{
    return app_apply(a, &c);
}

/* What the view would be asked to draw for a pane: the scatter's own hit tests read it. */
static view_pane look_at(app *a, size_t pane)
{
    view_input in;
    build_input(a, &in, false);
    in.pane[pane].camera = a->pane[pane].camera;
    return in.pane[pane];
}

static void to_data(const app *a, size_t pane, double px, double py, double *x, double *y)
{
    const app_pane *p = &a->pane[pane];
    camera_to_data(&p->camera, p->box, px, py, x, y);
}

static long row_at(app *a, size_t pane, double px, double py)
{
    const app_pane *p = &a->pane[pane];
    const nearest *grid = scene_plane(a->scene, pane)->grid;
    const double scale = app_scale(a);
    if (grid == NULL) {
        const view_pane v = look_at(a, pane);
        return scatter_row_at(&v, p->box, scale, px, py);
    }
    const double reach = scatter_point_radius(p->n, p->box, scale) + REACH * scale;
    double x, y;
    to_data(a, pane, px, py, &x, &y);
    return nearest_find(grid, x, y, reach / p->camera.zoom);
}

static void hover_canvas(app *a, size_t pane, double x, double y)
{
    if (!a->pane[pane].ready)
        return;
    hold_hover(a, pane, x, y);
    if (a->grip_part != GRIP_NONE)
        return; /* a point below a handle stays below it */
    const long row = row_at(a, pane, x, y);
    if (row >= 0 && row != a->inspect_row) {
        a->inspect_row = row;
        app_refresh_inspect(a);
    }
}

static void hover(app *a)
{
    pointer *p = &a->pointer;
    const ui_hit *hit = ui_at(&a->ui, p->x, p->y);
    const uint32_t over = hit != NULL ? hit->id : 0;
    if (over != p->over || p->tip || hit == NULL || hit->kind != HIT_CANVAS)
        app_touch(a);
    if (over != p->over) {
        p->over = over;
        p->over_seconds = 0.0;
        p->tip = false;
    }
    if (hit != NULL && hit->kind == HIT_CANVAS && hit->command.pane >= 0 &&
        (size_t)hit->command.pane < a->scene->panes)
        hover_canvas(a, (size_t)hit->command.pane, p->x, p->y);
    else
        hold_show(a, 0, (scatter_grip){.kind = GRIP_NONE});
}

static em_status slide(app *a)
{
    const pointer *p = &a->pointer;
    const double share = p->hit.box.w > 0.0 ? (p->x - p->hit.box.x) / p->hit.box.w : 0.0;
    const double place = fmin(fmax(share, 0.0), 1.0);
    command c = p->hit.command;
    c.n = p->hit.low + lround(place * (double)(p->hit.high - p->hit.low));
    return send(a, c);
}

static em_status paint(app *a)
{
    pointer *p = &a->pointer;
    double x, y;
    p->from_x = p->x;
    p->from_y = p->y;
    to_data(a, p->pane, p->x, p->y, &x, &y);
    if (p->drag == DRAG_ADD)
        return send(a, (command){.kind = COMMAND_ADD_POINT, .pane = (int)p->pane, .x = x, .y = y});
    return send(a, (command){.kind = COMMAND_ERASE,
                             .pane = (int)p->pane,
                             .x = x,
                             .y = y,
                             .n = lround(ERASER * app_scale(a))});
}

static em_status press_canvas(app *a, size_t pane, const app_input_event *e)
{
    pointer *p = &a->pointer;
    p->pane = pane;
    if (pane != a->scene->active)
        send(a, (command){.kind = COMMAND_PANE, .pane = -1, .n = (long)pane});
    p->drag = DRAG_DEAD;
    if (!a->pane[pane].ready)
        return EM_OK;
    if (e->clicks >= 2 && a->tool == TOOL_NONE)
        return send(a, (command){.kind = COMMAND_FIT, .pane = (int)pane});
    if (a->tool != TOOL_NONE && e->button == 1) {
        p->drag = a->tool == TOOL_ADD ? DRAG_ADD : DRAG_ERASE;
        return paint(a);
    }
    app_finish_glides(a);
    const scatter_grip grip = hold_at(a, pane, e->x, e->y);
    hold_show(a, pane, grip);
    p->drag = DRAG_PAN;
    if (e->button == 1 && grip.kind != GRIP_NONE)
        hold_begin(a, &grip);
    return EM_OK;
}

void pointer_hush(app *a)
{
    a->pointer.tip = false;
    a->pointer.over_seconds = -HUGE_VAL;
}

static em_status press(app *a, const app_input_event *e)
{
    pointer *p = &a->pointer;
    const ui_hit *hit = ui_at(&a->ui, e->x, e->y);
    a->focus = 0;
    p->down = true;
    p->button = e->button;
    p->drag = DRAG_DEAD;
    pointer_hush(a);
    p->from_x = e->x;
    p->from_y = e->y;
    p->moved = false;
    p->strokes = 0;
    app_touch(a);
    if (hit == NULL)
        return EM_OK;
    p->hit = *hit;
    p->hit.tooltip = NULL;
    if (hit->kind == HIT_CANVAS && hit->command.pane >= 0 &&
        (size_t)hit->command.pane < a->scene->panes)
        return press_canvas(a, (size_t)hit->command.pane, e);
    if (e->button != 1 || !hit->enabled)
        return EM_OK;
    if (hit->kind == HIT_SLIDER) {
        p->drag = DRAG_SLIDER;
        return slide(a);
    }
    if (hit->kind == HIT_BUTTON || (hit->kind == HIT_BLOCK && hit->command.kind != COMMAND_NONE))
        p->drag = DRAG_BUTTON;
    return EM_OK;
}

static em_status drag(app *a, double was_x, double was_y)
{
    pointer *p = &a->pointer;
    const double far = hypot(p->x - p->from_x, p->y - p->from_y);
    p->moved = p->moved || far > TREMBLE * app_scale(a);
    switch (p->drag) {
    case DRAG_SLIDER: return slide(a);
    case DRAG_PAN:
        if (!p->moved)
            return EM_OK;
        return send(a, (command){.kind = COMMAND_PAN,
                                 .pane = (int)p->pane,
                                 .x = p->x - was_x,
                                 .y = p->y - was_y});
    case DRAG_MEAN:
    case DRAG_SHAPE:
        if (p->moved)
            hold_preview(a);
        return EM_OK;
    case DRAG_ADD: return far >= BRUSH_STEP * app_scale(a) ? paint(a) : EM_OK;
    case DRAG_ERASE: return far >= ERASER * app_scale(a) / 2.0 ? paint(a) : EM_OK;
    case DRAG_NONE:
    case DRAG_BUTTON:
    case DRAG_DEAD: return EM_OK;
    }
    return EM_OK;
}

/* A click in the picture away from everything lets the inspected point go. */
static em_status click_canvas(app *a)
{
    const long row = row_at(a, a->pointer.pane, a->pointer.x, a->pointer.y);
    return send(a, (command){.kind = COMMAND_INSPECT, .pane = -1, .n = row});
}

static em_status let_go(app *a)
{
    const pointer *p = &a->pointer;
    if (p->drag == DRAG_BUTTON) {
        /* The control of the latest picture: the one that was pressed may have lost its texts. */
        const ui_hit *hit = ui_find(&a->ui, p->hit.id);
        return hit != NULL && hit->enabled && rect_has(hit->box, p->x, p->y) ? send(a, hit->command)
                                                                             : EM_OK;
    }
    if (p->drag == DRAG_PAN && !p->moved)
        return click_canvas(a);
    return (p->drag == DRAG_MEAN || p->drag == DRAG_SHAPE) && p->moved ? hold_release(a) : EM_OK;
}

static em_status release(app *a)
{
    const em_status status = let_go(a);
    a->pointer.drag = DRAG_NONE;
    a->pointer.down = false;
    a->pointer.strokes = 0;
    app_touch(a);
    if (a->built)
        hover(a); /* what was let go of can be taken again */
    return status;
}

void pointer_cancel(app *a)
{
    pointer *p = &a->pointer;
    const bool holds = p->drag == DRAG_MEAN || p->drag == DRAG_SHAPE;
    if (p->drag != DRAG_NONE)
        p->drag = DRAG_DEAD;
    if (holds)
        app_refresh(a, 0);
}

/* Touch pads send parts of a notch: they add up. */
static em_status wheel(app *a, const app_input_event *e)
{
    pointer *p = &a->pointer;
    const ui_hit *hit = ui_at(&a->ui, e->x, e->y);
    if (hit == NULL || hit->kind != HIT_CANVAS || !isfinite(e->amount))
        return EM_OK;
    p->notches += fmin(fmax(e->amount, -20.0), 20.0);
    const long whole = (long)p->notches;
    p->notches -= (double)whole;
    if (whole == 0)
        return EM_OK;
    return send(
        a, (command){
               .kind = COMMAND_ZOOM, .pane = hit->command.pane, .x = e->x, .y = e->y, .n = whole});
}

em_status pointer_event(app *a, const app_input_event *e)
{
    pointer *p = &a->pointer;
    const double was_x = p->x, was_y = p->y;
    if (e->kind == INPUT_LEAVE) {
        p->x = p->y = -1.0;
        hover(a);
        return EM_OK;
    }
    if (!isfinite(e->x) || !isfinite(e->y))
        return EM_OK;
    if (!a->built)
        build_picture(a);
    p->x = e->x;
    p->y = e->y;
    if (e->kind == INPUT_PRESS)
        return p->down ? EM_OK : press(a, e);
    if (e->kind == INPUT_RELEASE)
        return p->down && e->button == p->button ? release(a) : EM_OK;
    if (e->kind == INPUT_MOVE) {
        if (p->down)
            return drag(a, was_x, was_y);
        hover(a);
        return EM_OK;
    }
    return e->kind == INPUT_WHEEL ? wheel(a, e) : EM_OK;
}

void pointer_tick(app *a, double seconds)
{
    pointer *p = &a->pointer;
    if (p->over == 0 || p->tip || p->down)
        return;
    p->over_seconds += seconds;
    if (p->over_seconds < TIP_SECONDS)
        return;
    p->tip = true;
    app_touch(a);
}

double pointer_wait(const app *a)
{
    const pointer *p = &a->pointer;
    const ui_hit *hit = ui_find(&a->ui, p->over);
    if (p->over == 0 || p->tip || p->down || hit == NULL || hit->tooltip == NULL)
        return HUGE_VAL;
    return fmax(0.0, TIP_SECONDS - p->over_seconds);
}
