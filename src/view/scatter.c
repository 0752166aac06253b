#include "view/scatter_part.h"

#include <math.h>

/* Share of the box's height that lies below a strip's axis. */
static const double STRIP_BELOW = 0.28;
/* A strip shows more than its points: the curves' flanks. */
static const double STRIP_ZOOM = 0.66;

bool scatter_shows(const scatter *s, view_overlay overlay)
{
    return s->in->overlays >> overlay & 1u;
}

int32_t scatter_index(const scatter *s, size_t c)
{
    return s->pane->match ? s->pane->match[c] : (int32_t)c;
}

rgba scatter_colour(const scatter *s, size_t c)
{
    return s->colour[c];
}

rgba scatter_line_colour(const scatter *s, size_t c)
{
    return s->line[c];
}

void scatter_place(const scatter *s, const double xy[2], double *px, double *py)
{
    camera_to_pixel(&s->pane->camera, s->box, xy[0], xy[1], px, py);
}

bool scatter_near(const scatter *s, double px, double py, double margin)
{
    return rect_has(rect_inset(s->box, -margin), px, py);
}

double scatter_text_size(const scatter *s, type_role role)
{
    return theme_text(role, s->u, s->in->presentation, s->in->height);
}

bool scatter_gauss(const scatter *s, bool ghost, size_t c, shape_gauss *out)
{
    const em_params *p = ghost ? s->pane->flat_before : s->pane->flat;
    if (!p || p->kind != EM_GMM || p->d != 2 || c >= p->k)
        return false;
    *out = (shape_gauss){
        {p->mean[2 * c], p->mean[2 * c + 1]},
        {em_params_cov(p, c, 0, 0), em_params_cov(p, c, 0, 1), em_params_cov(p, c, 1, 1)}};
    return true;
}

void scatter_ellipse(const scatter *s, const shape_gauss *g, double sigma, const draw_path *look)
{
    draw_path path = *look;
    path.n = shape_ellipse(s->list, g, sigma, &s->pane->camera, s->box, &path.xy);
    path.closed = true;
    if (path.n)
        draw_add_path(s->list, &path);
}

camera scatter_fit(const view_pane *pane, rect box)
{
    camera c = camera_fit(pane->xy, pane->frame.data->n, box);
    if (pane->frame.data->d == 1) {
        c.zoom *= STRIP_ZOOM;
        c.centre_y += (0.5 - STRIP_BELOW) * box.h / c.zoom;
    }
    return c;
}

/* Marks shrink a little where the box is small. */
static double mark_unit(rect box, double scale)
{
    double room = sqrt(box.w * box.h) / (800 * scale);
    return scale * fmin(1, fmax(0.72, room));
}

double scatter_point_radius(size_t n, rect box, double scale)
{
    double r = n <= 50 ? 6 : n <= 1000 ? 4.2 : n <= 10000 ? 2.6 : n <= 100000 ? 1.7 : 1.1;
    return r * mark_unit(box, scale);
}

static bool fill_colours(scatter *s)
{
    rgba *colour = draw_alloc(s->list, s->k * sizeof *colour);
    rgba *line = draw_alloc(s->list, s->k * sizeof *line);
    if (!colour || !line)
        return false;
    for (size_t c = 0; c < s->k; c++) {
        colour[c] = palette_colour(scatter_index(s, c), s->in->theme);
        line[c] = palette_line(scatter_index(s, c), s->in->theme);
    }
    s->colour = colour;
    s->line = line;
    return true;
}

static scatter make(const view_pane *pane, rect box, const view_input *in, draw_list *list)
{
    const em_dataset *data = pane->frame.data;
    return (scatter){.pane = pane,
                     .in = in,
                     .list = list,
                     .theme = theme_look(in->theme),
                     .box = box,
                     .u = in->scale,
                     .mark = mark_unit(box, in->scale),
                     .radius = scatter_point_radius(data->n, box, in->scale),
                     .n = data->n,
                     .k = pane->flat ? pane->flat->k : 0,
                     .strip = data->d == 1,
                     .images = data->image_w > 0 && pane->frame.params &&
                               pane->flat->k <= PROTOTYPES_MAX};
}

void scatter_draw_data(const view_pane *pane, rect box, const view_input *in, draw_list *list)
{
    if (!pane->data || !pane->xy || !pane->colour || box.w < 2 || box.h < 2)
        return;
    view_pane only = *pane;
    only.frame = (session_frame){.data = pane->data};
    scatter s = make(&only, box, in, list);
    draw_push_clip(list, box);
    scatter_draw_grid(&s);
    scatter_draw_points(&s);
    scatter_draw_numbers(&s);
    draw_pop_clip(list);
}

void scatter_draw(const view_pane *pane, rect box, const view_input *in, draw_list *list)
{
    if (!pane->frame.data || !pane->flat || !pane->xy || box.w < 2 || box.h < 2)
        return;
    scatter s = make(pane, box, in, list);
    if (!fill_colours(&s))
        return;
    draw_push_clip(list, box);
    scatter_draw_regions(&s);
    scatter_draw_grid(&s);
    if (s.strip)
        scatter_draw_strip(&s);
    else
        scatter_draw_contours(&s);
    scatter_draw_ellipses(&s);
    scatter_draw_links(&s);
    scatter_draw_points(&s);
    scatter_draw_pies(&s);
    scatter_draw_flags(&s);
    scatter_draw_ghosts(&s);
    scatter_draw_trails(&s);
    scatter_draw_grips(&s);
    if (s.images)
        scatter_draw_prototypes(&s);
    else
        scatter_draw_means(&s);
    scatter_draw_numbers(&s);
    if (!s.images)
        scatter_draw_labels(&s);
    scatter_draw_tool(&s);
    scatter_draw_card(&s);
    draw_pop_clip(list);
}
