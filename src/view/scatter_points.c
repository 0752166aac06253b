/* The points and what is drawn on and from single points. */
#include "view/scatter_part.h"

#include <math.h>

static const double TAU = 6.283185307179586;
enum { LINKS_MAX = 2000, PIES_MAX = 600, RINGS_MAX = 4000, RINGS_FINE = 20000 };

void scatter_draw_points(const scatter *s)
{
    const camera *c = &s->pane->camera;
    double x0, y0;
    scatter_place(s, (double[2]){0, 0}, &x0, &y0);
    draw_add_points(s->list, &(draw_points){.xy = s->pane->xy,
                                            .colour = s->pane->colour,
                                            .shape = s->pane->shape,
                                            .n = s->n,
                                            .scale_x = c->zoom,
                                            .scale_y = -c->zoom,
                                            .shift_x = x0,
                                            .shift_y = y0,
                                            .radius = s->radius,
                                            .outline = s->n > 10000  ? 0
                                                       : s->n > 1000 ? 0.5 * s->u
                                                                     : 0.8 * s->u,
                                            .outline_colour = s->theme->surface,
                                            .clip = s->box,
                                            .version = s->pane->version});
}

void scatter_draw_links(const scatter *s)
{
    const em_resp *r = s->pane->frame.resp;
    const em_params *p = s->pane->flat;
    if (!scatter_shows(s, OVERLAY_LINKS) || !r || !r->label)
        return;
    size_t stride = s->n / LINKS_MAX + 1;
    for (size_t i = 0; i < s->n; i += stride) {
        size_t c = (size_t)r->label[i];
        double x, y, mx, my;
        scatter_place(s, s->pane->xy + 2 * i, &x, &y);
        scatter_place(s, p->mean + 2 * c, &mx, &my);
        draw_add_line(s->list, x, y, mx, my, s->u, rgba_fade(scatter_line_colour(s, c), 0.28));
    }
}

static void draw_rings(const scatter *s, const bool *flag, double radius, double width, rgba colour)
{
    size_t drawn = 0;
    for (size_t i = 0; i < s->n && drawn < RINGS_MAX; i++) {
        double x, y;
        if (!flag[i])
            continue;
        scatter_place(s, s->pane->xy + 2 * i, &x, &y);
        if (!scatter_near(s, x, y, radius))
            continue;
        draw_add_circle(s->list, x, y, radius, 0, colour, width);
        drawn++;
    }
}

static void draw_inspected(const scatter *s)
{
    long row = s->in->inspect_row;
    double x, y;
    if (row < 0 || (size_t)row >= s->n)
        return;
    scatter_place(s, s->pane->xy + 2 * (size_t)row, &x, &y);
    double radius = s->radius + 5.5 * s->u;
    draw_add_circle(s->list, x, y, radius, 0, s->theme->surface, 4.2 * s->u);
    draw_add_circle(s->list, x, y, radius, 0, s->theme->text, 1.8 * s->u);
}

/* When every point changed, as in the first E-step, rings would say nothing. */
void scatter_draw_flags(const scatter *s)
{
    const view_pane *p = s->pane;
    const trace_step *e = p->frame.steps ? &p->frame.steps[p->frame.e_row] : NULL;
    bool all = e && e->changed == s->n;
    bool many = s->n > RINGS_FINE;
    /* Rings on rings would be a black band: the more, the paler. */
    double changed = e ? fmax(1, (double)e->changed) : 1;
    double ink = many ? fmax(0.05, fmin(0.3, 150 / changed)) : fmax(0.35, fmin(0.8, 200 / changed));
    if (scatter_shows(s, OVERLAY_CHANGED) && p->flag_changed && !all)
        draw_rings(s, p->flag_changed, s->radius + (many ? 1.2 : 2.4) * s->u,
                   (many ? 0.7 : 1.3) * s->u, rgba_fade(s->theme->text, ink));
    if (scatter_shows(s, OVERLAY_DISAGREE) && p->flag_disagree)
        draw_rings(s, p->flag_disagree, s->radius + 4 * s->u, 1.5 * s->u, s->theme->second);
    draw_inspected(s);
}

static void draw_pie(const scatter *s, size_t i, double x, double y, double radius)
{
    const em_resp *r = s->pane->frame.resp;
    const double *gamma = r->gamma + i * r->k;
    draw_add_circle(s->list, x, y, radius + 0.8 * s->u, s->theme->surface, 0, 0);
    draw_add_circle(s->list, x, y, radius, scatter_colour(s, (size_t)r->label[i]), 0, 0);
    double from = 0;
    for (size_t c = 0; c < r->k; c++) {
        double to = from + TAU * gamma[c];
        if (gamma[c] > 0.003 && gamma[c] < 0.997)
            shape_sector(s->list, x, y, radius, from, to, scatter_colour(s, c));
        from = to;
    }
}

void scatter_draw_pies(const scatter *s)
{
    const em_resp *r = s->pane->frame.resp;
    if (!scatter_shows(s, OVERLAY_PIES) || !r || !r->gamma || r->k != s->k)
        return;
    double radius = fmax(s->radius * 1.9, 6 * s->u);
    size_t seen = 0;
    for (int pass = 0; pass < 2; pass++) { /* first count: too many pies would hide each other */
        for (size_t i = 0; i < s->n && seen <= PIES_MAX; i++) {
            double x, y;
            scatter_place(s, s->pane->xy + 2 * i, &x, &y);
            if (!scatter_near(s, x, y, radius))
                continue;
            if (pass == 0)
                seen++;
            else
                draw_pie(s, i, x, y, radius);
        }
    }
}
