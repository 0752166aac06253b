/* What the mouse can hold: means, ends of axes, points; and how the held component shows it. */
#include "view/scatter_part.h"

#include <math.h>

enum { END_COUNT = 4, KNOB = 4, HANDLES = 5 };
static const double KNOB_DISTANCE = 26, NEAR = 44; /* style-sheet pixels */

/* Only these keep a tilt that is given to them. */
static bool can_turn(const view_pane *pane)
{
    const em_params *p = pane->frame.params;
    return p && (p->cov_kind == EM_COV_FULL || p->cov_kind == EM_COV_TIED);
}

static bool has_handles(const view_pane *pane)
{
    return pane->frame.params && pane->frame.params->kind == EM_GMM;
}

/* Ends of the 1-sigma axes in pixels: long +, long -, short +, short -; and the knob. */
static void handle_places(const scatter *s, const shape_gauss *g, double at[HANDLES][2])
{
    double a, b, angle, zoom = fmax(s->pane->camera.zoom, 1e-300);
    shape_axes(g, &a, &b, &angle);
    double knob = a + KNOB_DISTANCE * s->u / zoom;
    double dx[HANDLES] = {a * cos(angle), -a * cos(angle), -b * sin(angle), b * sin(angle),
                          knob * cos(angle)};
    double dy[HANDLES] = {a * sin(angle), -a * sin(angle), b * cos(angle), -b * cos(angle),
                          knob * sin(angle)};
    for (int i = 0; i < HANDLES; i++)
        scatter_place(s, (double[2]){g->mean[0] + dx[i], g->mean[1] + dy[i]}, &at[i][0], &at[i][1]);
}

static void draw_handle(const scatter *s, const double at[2], bool held, bool round)
{
    double r = (held ? 6.5 : 5) * s->u;
    rgba fill = held ? s->theme->accent : s->theme->surface;
    if (round)
        draw_add_circle(s->list, at[0], at[1], 1.15 * r, fill, s->theme->accent, 2 * s->u);
    else
        draw_add_frame(s->list, (rect){at[0] - r, at[1] - r, 2 * r, 2 * r}, 2 * s->u, fill,
                       s->theme->accent, 2 * s->u);
}

static void draw_handles(const scatter *s, const shape_gauss *g, double x, double y)
{
    double at[HANDLES][2];
    int held = s->pane->grip_part, n = can_turn(s->pane) ? HANDLES : END_COUNT;
    handle_places(s, g, at);
    for (int i = 0; i < n; i++)
        draw_add_line(s->list, x, y, at[i][0], at[i][1], 1.4 * s->u, s->theme->accent);
    for (int i = 0; i < END_COUNT; i++)
        draw_handle(s, at[i], i < 2 ? held == GRIP_LONG_AXIS : held == GRIP_SHORT_AXIS, false);
    if (n == HANDLES)
        draw_handle(s, at[KNOB], held == GRIP_TURN, true);
}

void scatter_draw_grips(const scatter *s)
{
    long c = s->pane->grip_component;
    if (c < 0 || (size_t)c >= s->k)
        return;
    shape_gauss g;
    double x, y;
    scatter_place(s, s->pane->flat->mean + 2 * c, &x, &y);
    if (!s->strip && has_handles(s->pane) && scatter_shows(s, OVERLAY_ELLIPSES) &&
        scatter_gauss(s, false, (size_t)c, &g))
        draw_handles(s, &g, x, y);
    draw_add_circle(s->list, x, y, 13.5 * s->u, 0, s->theme->accent, 2.4 * s->u);
}

/* The eraser's reach, the place of a new point. */
static const double ERASER = 14;

void scatter_draw_tool(const scatter *s)
{
    double x = s->in->mouse_x, y = s->in->mouse_y, r = ERASER * s->u;
    if (s->in->tool == TOOL_NONE || !rect_has(s->box, x, y))
        return;
    bool add = s->in->tool == TOOL_ADD;
    rgba colour = add ? s->theme->accent : s->theme->error;
    draw_add_circle(s->list, x, y, r, rgba_fade(colour, 0.1), colour, 1.6 * s->u);
    if (add)
        shape_cross(s->list, x, y, r / 2, 1.6 * s->u, colour);
}

static bool close_to(const double at[2], double px, double py, double reach)
{
    return hypot(at[0] - px, at[1] - py) <= reach;
}

static scatter_grip handle_at(const scatter *s, size_t c, double px, double py)
{
    static const struct {
        grip_kind kind;
        int side;
    } handle[HANDLES] = {{GRIP_LONG_AXIS, 1},
                         {GRIP_LONG_AXIS, -1},
                         {GRIP_SHORT_AXIS, 1},
                         {GRIP_SHORT_AXIS, -1},
                         {GRIP_TURN, 1}};
    shape_gauss g;
    double at[HANDLES][2];
    if (!scatter_gauss(s, false, c, &g))
        return (scatter_grip){.kind = GRIP_NONE};
    handle_places(s, &g, at);
    for (int i = can_turn(s->pane) ? HANDLES : END_COUNT; i-- > 0;)
        if (close_to(at[i], px, py, 9 * s->u))
            return (scatter_grip){handle[i].kind, c, handle[i].side, at[i][0], at[i][1]};
    return (scatter_grip){.kind = GRIP_NONE};
}

scatter_grip scatter_grip_at(const view_pane *pane, rect box, double scale, bool axes, double px,
                             double py)
{
    scatter_grip found = {.kind = GRIP_NONE};
    if (!pane->flat)
        return found;
    scatter s = {.pane = pane, .box = box, .u = scale, .k = pane->flat->k};
    for (size_t i = s.k; i-- > 0;) { /* the mean drawn last lies on top */
        double at[2];
        scatter_place(&s, pane->flat->mean + 2 * i, &at[0], &at[1]);
        if (close_to(at, px, py, 13 * scale))
            return (scatter_grip){GRIP_MEAN, i, 0, at[0], at[1]};
    }
    long shown = pane->grip_component; /* its handles are the ones that can be seen */
    if (axes && shown >= 0 && (size_t)shown < s.k)
        found = handle_at(&s, (size_t)shown, px, py);
    for (size_t i = s.k; axes && found.kind == GRIP_NONE && i-- > 0;) {
        found = handle_at(&s, i, px, py);
        if (found.kind == GRIP_TURN) /* a knob nobody sees is not there */
            found.kind = GRIP_NONE;
    }
    return found;
}

bool scatter_grip_stays(const view_pane *pane, rect box, double scale, size_t component, double px,
                        double py)
{
    scatter s = {.pane = pane, .box = box, .u = scale, .k = pane->flat ? pane->flat->k : 0};
    shape_gauss g;
    double x, y, a, b, angle, near = NEAR * scale;
    if (component >= s.k || !has_handles(pane) || !scatter_gauss(&s, false, component, &g))
        return false;
    scatter_place(&s, g.mean, &x, &y);
    shape_axes(&g, &a, &b, &angle);
    double dx = px - x, dy = y - py;
    double along = dx * cos(angle) + dy * sin(angle), across = dy * cos(angle) - dx * sin(angle);
    return hypot(along / (a * pane->camera.zoom + near), across / (b * pane->camera.zoom + near)) <=
           1;
}

long scatter_row_at(const view_pane *pane, rect box, double scale, double px, double py)
{
    size_t n = pane->frame.data->n;
    double reach = scatter_point_radius(n, box, scale) + 5 * scale, x, y;
    double best = pow(reach / pane->camera.zoom, 2);
    camera_to_data(&pane->camera, box, px, py, &x, &y);
    long row = -1;
    for (size_t i = 0; i < n; i++) {
        double dx = pane->xy[2 * i] - x, dy = pane->xy[2 * i + 1] - y, d = dx * dx + dy * dy;
        if (d < best) {
            best = d;
            row = (long)i;
        }
    }
    return row;
}
