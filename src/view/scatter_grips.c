/* What the mouse can hold: means, ends of axes, points; and how the held component shows it. */
#include "view/scatter_part.h"

#include <math.h>

/* Ends of the 1-sigma axes in pixels: long +, long -, short +, short -. */
static void axis_ends(const scatter *s, const shape_gauss *g, double end[4][2])
{
    double a, b, angle;
    shape_axes(g, &a, &b, &angle);
    double dx[4] = {a * cos(angle), -a * cos(angle), -b * sin(angle), b * sin(angle)};
    double dy[4] = {a * sin(angle), -a * sin(angle), b * cos(angle), -b * cos(angle)};
    for (int i = 0; i < 4; i++)
        scatter_place(s, (double[2]){g->mean[0] + dx[i], g->mean[1] + dy[i]}, &end[i][0],
                      &end[i][1]);
}

static void draw_handle(const scatter *s, const double at[2], bool held)
{
    double r = (held ? 6.5 : 5) * s->u;
    draw_add_frame(s->list, (rect){at[0] - r, at[1] - r, 2 * r, 2 * r}, 2 * s->u,
                   held ? s->theme->accent : s->theme->surface, s->theme->accent, 2 * s->u);
}

void scatter_draw_grips(const scatter *s)
{
    long c = s->pane->grip_component;
    if (c < 0 || (size_t)c >= s->k)
        return;
    shape_gauss g;
    double x, y;
    scatter_place(s, s->pane->flat->mean + 2 * c, &x, &y);
    if (!s->strip && scatter_shows(s, OVERLAY_ELLIPSES) && scatter_gauss(s, false, (size_t)c, &g)) {
        double end[4][2];
        int held = s->pane->grip_part;
        axis_ends(s, &g, end);
        for (int i = 0; i < 4; i++)
            draw_add_line(s->list, x, y, end[i][0], end[i][1], 1.4 * s->u, s->theme->accent);
        for (int i = 0; i < 4; i++)
            draw_handle(s, end[i], i < 2 ? held == GRIP_LONG_AXIS : held == GRIP_SHORT_AXIS);
    }
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

scatter_grip scatter_grip_at(const view_pane *pane, rect box, double scale, bool axes, double px,
                             double py)
{
    scatter_grip none = {GRIP_NONE, 0, 0};
    if (!pane->flat)
        return none;
    scatter s = {.pane = pane, .box = box, .u = scale, .k = pane->flat->k};
    for (size_t i = s.k; i-- > 0;) { /* the mean drawn last lies on top */
        double at[2];
        scatter_place(&s, pane->flat->mean + 2 * i, &at[0], &at[1]);
        if (close_to(at, px, py, 13 * scale))
            return (scatter_grip){GRIP_MEAN, i, 0};
    }
    for (size_t i = s.k; axes && i-- > 0;) {
        shape_gauss g;
        double end[4][2];
        if (!scatter_gauss(&s, false, i, &g))
            continue;
        axis_ends(&s, &g, end);
        for (int e = 0; e < 4; e++)
            if (close_to(end[e], px, py, 9 * scale))
                return (scatter_grip){e < 2 ? GRIP_LONG_AXIS : GRIP_SHORT_AXIS, i, e % 2 ? -1 : 1};
    }
    return none;
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
