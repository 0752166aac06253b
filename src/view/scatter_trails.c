/* Where the means came from: a hollow ring at the start, a dashed line to now with a dot at each
 * iteration. On a strip, where all would lie on one line, the past hangs below the axis, one level
 * an iteration. */
#include "view/scatter_part.h"

#include <math.h>

/* Dots stand at least so many style-sheet pixels apart; a level of a strip is at most so high. */
static const double DOT_APART = 5, LEVEL = 16;

/* Pixels that the place of t levels ago lies below the axis. */
static double drop(const scatter *s, size_t levels)
{
    size_t all = s->pane->trail_n;
    if (!s->strip || all < 2)
        return 0;
    double x, y, floor_y = s->box.y + s->box.h - 38 * s->u;
    scatter_place(s, s->pane->flat->mean, &x, &y);
    double level = fmin(LEVEL * s->u, (floor_y - y) / (double)(all - 1));
    return fmax(level, 0) * (double)levels;
}

static void draw_line(const scatter *s, const double *xy, size_t n)
{
    draw_path line = {.xy = xy, .n = n};
    line.stroke = rgba_fade(s->theme->surface, 0.7);
    line.width = 3.6 * s->u;
    draw_add_path(s->list, &line);
    line.stroke = rgba_fade(s->theme->text, 0.62);
    line.width = 1.6 * s->u;
    line.dash_on = 5 * s->u;
    line.dash_off = 4.5 * s->u;
    draw_add_path(s->list, &line);
}

static void draw_trail(const scatter *s, size_t c)
{
    const view_pane *p = s->pane;
    double *xy = draw_alloc(s->list, p->trail_n * 2 * sizeof *xy);
    if (!xy)
        return;
    for (size_t t = 0; t < p->trail_n; t++) {
        /* It ends at the mean as it is drawn, on its way too. */
        const double *at =
            t + 1 < p->trail_n ? p->trail_xy + 2 * (t * s->k + c) : p->flat->mean + 2 * c;
        scatter_place(s, at, &xy[2 * t], &xy[2 * t + 1]);
        xy[2 * t + 1] += drop(s, p->trail_n - 1 - t);
    }
    draw_line(s, xy, p->trail_n);
    double x = xy[0], y = xy[1];
    for (size_t t = 1; t + 1 < p->trail_n; t++) {
        if (hypot(xy[2 * t] - x, xy[2 * t + 1] - y) < DOT_APART * s->u)
            continue;
        x = xy[2 * t];
        y = xy[2 * t + 1];
        draw_add_circle(s->list, x, y, 2.6 * s->mark, scatter_colour(s, c), s->theme->mark_ring,
                        s->u);
    }
}

static void draw_start(const scatter *s, size_t c)
{
    double x, y, r = 7 * s->mark;
    scatter_place(s, s->pane->start_xy + 2 * c, &x, &y);
    y += drop(s, s->pane->trail_n ? s->pane->trail_n - 1 : 0);
    draw_add_circle(s->list, x, y, r, rgba_fade(s->theme->surface, 0.55), s->theme->surface,
                    4.6 * s->mark);
    draw_add_circle(s->list, x, y, r, 0, scatter_line_colour(s, c), 2.4 * s->mark);
}

void scatter_draw_trails(const scatter *s)
{
    if (!scatter_shows(s, OVERLAY_TRAILS))
        return;
    if (s->pane->trail_xy && s->pane->trail_n > 1)
        for (size_t c = 0; c < s->k; c++)
            draw_trail(s, c);
    if (s->pane->start_xy)
        for (size_t c = 0; c < s->k; c++)
            draw_start(s, c);
}
