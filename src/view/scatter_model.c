/* The model's own marks: ellipses, ghosts, means. */
#include "view/scatter_part.h"

#include <math.h>

static const double FILL[3] = {0.14, 0.10, 0.07}, LINE[3] = {0.95, 0.60, 0.35};
static const double LINE_CONTRAST[3] = {1, 0.85, 0.7}; /* in the high-contrast theme */

/* How strongly a component is drawn: an equal share fully, an almost empty one a quarter. */
static double presence(const scatter *s, size_t c)
{
    const em_params *p = s->pane->flat;
    if (!p->weight)
        return 1;
    return fmin(1, fmax(0.25, sqrt(p->weight[c] * (double)s->k)));
}

/* Many components: 1 sigma filled, 2 sigma as a thin line, no third: the points stay in sight. */
enum { CROWD = 6 };

void scatter_draw_ellipses(const scatter *s)
{
    shape_gauss g;
    if (s->strip || !scatter_shows(s, OVERLAY_ELLIPSES))
        return;
    bool crowd = s->k > CROWD;
    const double *line = s->in->theme == THEME_CONTRAST ? LINE_CONTRAST : LINE;
    for (int n = crowd ? 2 : 3; n >= 1; n--) {
        for (size_t c = 0; c < s->k; c++) {
            if (!scatter_gauss(s, false, c, &g))
                continue;
            double strength = presence(s, c);
            double fill = crowd && n > 1 ? 0 : FILL[n - 1] * strength;
            draw_path look = {.fill = rgba_fade(scatter_colour(s, c), fill),
                              .stroke =
                                  rgba_fade(scatter_line_colour(s, c), line[n - 1] * strength),
                              .width = (n == 1 ? 1.8 : 1.2) * s->u};
            scatter_ellipse(s, &g, n, &look);
        }
    }
}

/* The step before: its means as pale discs, its 1-sigma outlines dashed. */
void scatter_draw_ghosts(const scatter *s)
{
    const em_params *before = s->pane->flat_before;
    if (!scatter_shows(s, OVERLAY_GHOSTS) || !before || before->k != s->k)
        return;
    for (size_t c = 0; c < s->k; c++) {
        shape_gauss g;
        double x, y;
        rgba colour = scatter_line_colour(s, c);
        draw_path look = {.stroke = rgba_fade(colour, 0.75),
                          .width = 1.4 * s->u,
                          .dash_on = 5 * s->u,
                          .dash_off = 4 * s->u};
        if (!s->strip && scatter_shows(s, OVERLAY_ELLIPSES) && scatter_gauss(s, true, c, &g))
            scatter_ellipse(s, &g, 1, &look);
        scatter_place(s, before->mean + 2 * c, &x, &y);
        draw_add_circle(s->list, x, y, 6 * s->mark, rgba_fade(scatter_colour(s, c), 0.45),
                        rgba_fade(s->theme->surface, 0.9), 1.5 * s->u);
    }
}

/* After an E-step the parameters are still those of the M-step before. */
const em_event *scatter_event(const scatter *s, size_t c)
{
    const session_frame *f = &s->pane->frame;
    const trace_step *row = f->step;
    if (row && row->phase == TRACE_E && f->cursor > 0)
        row = &f->steps[f->cursor - 1];
    if (!row || row->phase != TRACE_M)
        return NULL;
    for (size_t i = 0; i < row->n_events; i++) {
        const em_event *e = &row->events[i];
        bool both = e->kind == EM_EVENT_EQUAL_COMPONENTS && e->other == (int32_t)c;
        if (e->component == (int32_t)c || both)
            return e;
    }
    return NULL;
}

void scatter_draw_sign(const scatter *s, double x, double y)
{
    double r = 6.5 * s->mark;
    rgba ink = palette_ink(s->theme->warning);
    draw_add_circle(s->list, x, y, r + 1.3 * s->mark, s->theme->surface, 0, 0);
    draw_add_circle(s->list, x, y, r, s->theme->warning, 0, 0);
    draw_add_line(s->list, x, y - 3.4 * s->mark, x, y + 0.4 * s->mark, 1.8 * s->mark, ink);
    draw_add_circle(s->list, x, y + 3.4 * s->mark, 1.15 * s->mark, ink, 0, 0);
}

void scatter_draw_means(const scatter *s)
{
    for (size_t c = 0; c < s->k; c++) {
        double x, y, r = 9 * s->mark;
        scatter_place(s, s->pane->flat->mean + 2 * c, &x, &y);
        rgba colour = scatter_colour(s, c);
        draw_add_circle(s->list, x, y, r + 2.6 * s->mark, s->theme->mark_hairline, 0, 0);
        draw_add_circle(s->list, x, y, r + 1.2 * s->mark, s->theme->mark_ring, 0, 0);
        draw_add_circle(s->list, x, y, r - 1 * s->mark, colour, 0, 0);
        shape_cross(s->list, x, y, 4.2 * s->mark, 2.2 * s->mark, palette_cross(colour));
        if (scatter_event(s, c))
            scatter_draw_sign(s, x - 9 * s->mark, y - 9 * s->mark);
    }
}
