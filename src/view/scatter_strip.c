/* One feature: the points lie on an axis; above it stand a histogram and pi_c N(x | mu_c, s_c) of
 * each component with their sum, all on one scale of density. */
#include "view/number.h"
#include "view/scatter_part.h"

#include <math.h>

static const double TAU = 6.283185307179586;
/* The highest curve takes this share of the box's height; bars need at least so many points. */
static const double HEIGHT = 0.56, NARROW = 5;
enum { BARS_FROM = 20, BARS_MAX = 60, STEP = 2, PEAKS = 256 };

typedef struct strip {
    const scatter *s;
    double base; /* pixels: of the axis */
    double unit; /* pixels per unit of density */
    size_t bins;
    double low, width; /* of the bins */
    size_t count[BARS_MAX];
} strip;

static double curve(const em_params *p, size_t c, double x)
{
    double variance = em_params_cov(p, c, 0, 0), d = x - p->mean[2 * c];
    if (!(variance > 0))
        return 0;
    return p->weight[c] * exp(-d * d / (2 * variance)) / sqrt(TAU * variance);
}

static double sum_of_curves(const em_params *p, double x)
{
    double sum = 0;
    for (size_t c = 0; c < p->k; c++)
        sum += curve(p, c, x);
    return sum;
}

static bool has_curves(const scatter *s)
{
    return s->pane->flat->kind == EM_GMM;
}

/* Sturges would be too coarse for a picture: sqrt(n), between 8 and 60 bars. */
static void count_bars(strip *t)
{
    const scatter *s = t->s;
    const em_dataset *d = s->pane->frame.data;
    double range = d->maximum[0] - d->minimum[0];
    if (s->n < BARS_FROM || !(range > 0))
        return;
    t->bins = (size_t)fmin(fmax(sqrt((double)s->n), 8), BARS_MAX);
    t->low = d->minimum[0];
    t->width = range / (double)t->bins;
    for (size_t i = 0; i < s->n; i++) {
        double place = (s->pane->xy[2 * i] - t->low) / t->width;
        size_t b = place > 0 ? (size_t)place : 0;
        t->count[b < t->bins ? b : t->bins - 1]++;
    }
}

static double bar_density(const strip *t, size_t b)
{
    return (double)t->count[b] / ((double)t->s->n * t->width);
}

static double wide_curves(const scatter *s, double x, double least)
{
    const em_params *p = s->pane->flat;
    double sum = 0;
    for (size_t c = 0; c < p->k; c++)
        if (sqrt(fmax(em_params_cov(p, c, 0, 0), 0)) * s->pane->camera.zoom >= least)
            sum += curve(p, c, x);
    return sum;
}

/* The highest place of the curves' sum; those narrower than least pixels do not count: a component
 * that collapses runs out of the picture instead of pressing all others flat. Looked for between
 * the outermost means, so that zooming in does not change the scale. */
static double highest_curve(const scatter *s, double least)
{
    const em_params *p = s->pane->flat;
    double top = 0, low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t c = 0; has_curves(s) && c < p->k; c++) {
        low = fmin(low, p->mean[2 * c]);
        high = fmax(high, p->mean[2 * c]);
        top = fmax(top, wide_curves(s, p->mean[2 * c], least));
    }
    for (size_t i = 1; i < PEAKS && low < high; i++)
        top = fmax(top, wide_curves(s, low + (high - low) * (double)i / PEAKS, least));
    return top;
}

static void set_scale(strip *t)
{
    double top = highest_curve(t->s, NARROW * t->s->u);
    if (top <= 0)
        top = highest_curve(t->s, 0);
    for (size_t b = 0; b < t->bins; b++)
        top = fmax(top, bar_density(t, b));
    t->unit = top > 0 ? HEIGHT * t->s->box.h / top : 0;
}

static void draw_bars(const strip *t)
{
    const scatter *s = t->s;
    for (size_t b = 0; b < t->bins; b++) {
        double x0, x1, y, h = t->unit * bar_density(t, b);
        scatter_place(s, (double[2]){t->low + (double)b * t->width, 0}, &x0, &y);
        scatter_place(s, (double[2]){t->low + (double)(b + 1) * t->width, 0}, &x1, &y);
        draw_add_rect(s->list, (rect){x0 + 0.5, t->base - h, fmax(x1 - x0 - 1, 1), h}, 0,
                      rgba_fade(s->theme->muted, 0.22));
    }
}

/* Curve c, or their sum for c = k, over the box's width; the last two vertices close it on the
 * axis. */
static size_t curve_path(const strip *t, size_t c, double **xy)
{
    const scatter *s = t->s;
    const em_params *p = s->pane->flat;
    size_t n = (size_t)(s->box.w / STEP) + 2;
    *xy = draw_alloc(s->list, (n + 2) * 2 * sizeof **xy);
    if (!*xy)
        return 0;
    for (size_t i = 0; i < n; i++) {
        double px = s->box.x + (double)i * STEP, x, y;
        camera_to_data(&s->pane->camera, s->box, px, t->base, &x, &y);
        double v = c < p->k ? curve(p, c, x) : sum_of_curves(p, x);
        (*xy)[2 * i] = px;
        (*xy)[2 * i + 1] = t->base - t->unit * v;
    }
    double *end = *xy + 2 * n;
    end[0] = end[-2];
    end[1] = end[3] = t->base;
    end[2] = (*xy)[0];
    return n;
}

/* From a mean up to its curve. */
static void draw_stem(const strip *t, size_t c)
{
    const scatter *s = t->s;
    double x, y;
    scatter_place(s, s->pane->flat->mean + 2 * c, &x, &y);
    double top = t->base - t->unit * curve(s->pane->flat, c, s->pane->flat->mean[2 * c]);
    double xy[4] = {x, y, x, top};
    draw_add_path(s->list, &(draw_path){.xy = xy,
                                        .n = 2,
                                        .width = 1.6 * s->u,
                                        .dash_on = 2 * s->u,
                                        .dash_off = 4 * s->u,
                                        .stroke = scatter_line_colour(s, c)});
}

static void draw_curves(const strip *t)
{
    const scatter *s = t->s;
    double *xy;
    for (size_t c = 0; c < s->k; c++) {
        size_t n = curve_path(t, c, &xy);
        if (n == 0)
            return;
        draw_stem(t, c);
        draw_add_polygon(s->list, xy, n + 2, rgba_fade(scatter_colour(s, c), 0.16));
        draw_add_path(
            s->list,
            &(draw_path){.xy = xy, .n = n, .width = 2 * s->u, .stroke = scatter_line_colour(s, c)});
    }
    size_t n = curve_path(t, s->k, &xy);
    if (n > 0 && s->k > 1)
        draw_add_path(s->list, &(draw_path){.xy = xy,
                                            .n = n,
                                            .width = 1.6 * s->u,
                                            .dash_on = 6 * s->u,
                                            .dash_off = 4 * s->u,
                                            .stroke = rgba_fade(s->theme->text, 0.7)});
}

/* Behind it all: bands in the colour of whoever answers for the place. */
static void draw_bands(const strip *t)
{
    const scatter *s = t->s;
    em_field *field;
    const em_params *p = s->pane->frame.params;
    if (!scatter_shows(s, OVERLAY_REGIONS) || p->d != 1 || em_field_create(p, &field) != EM_OK)
        return;
    int32_t last = -1;
    double from = s->box.x, end = s->box.x + s->box.w;
    for (double px = s->box.x; px <= end + 1; px += 1) {
        double x, y;
        int32_t best = -1;
        camera_to_data(&s->pane->camera, s->box, px, t->base, &x, &y);
        if (px <= end)
            em_field_fill(field, &x, 1, &best, NULL);
        if (best == last)
            continue;
        if (last >= 0)
            draw_add_rect(s->list, (rect){from, s->box.y, px - from, s->box.h}, 0,
                          rgba_fade(scatter_colour(s, (size_t)last), 0.13));
        last = best;
        from = px;
    }
    em_field_destroy(field);
}

void scatter_draw_strip(const scatter *s)
{
    strip t = {.s = s};
    double x;
    scatter_place(s, (double[2]){0, 0}, &x, &t.base);
    count_bars(&t);
    set_scale(&t);
    draw_bands(&t);
    draw_bars(&t);
    if (has_curves(s) && scatter_shows(s, OVERLAY_ELLIPSES))
        draw_curves(&t);
    draw_add_line(s->list, s->box.x, t.base, s->box.x + s->box.w, t.base, 1.5 * s->u,
                  s->theme->border);
}
