/* The curve of Choose K with the band of its restarts; what is suggested is written where it hides
 * nothing. */
#include "view/chart.h"
#include "view/choose_k_part.h"

#include <math.h>

enum { ID_CHART = 200 };

bool choose_k_at_end(const sweep *s)
{
    return s->kind != EM_KMEANS && s->n_ks > 1 && s->suggested >= 0 &&
           (size_t)s->suggested + 1 == s->n_ks;
}

static double curve_value(const sweep_k *k, int curve)
{
    switch (curve) {
    case CURVE_SILHOUETTE: return k->silhouette;
    case CURVE_BIC: return k->bic;
    case CURVE_AIC: return k->aic;
    default: return k->best;
    }
}

control choose_k_load(pen *p, size_t id, const sweep_k *k)
{
    return (control){.id = control_id(GROUP_PANEL, 0, id),
                     .command = command_n(COMMAND_LOAD_K, -1, (long)k->k),
                     .tooltip = pen_printf(p,
                                           "Load the best solution for K = %zu (focus with F6, "
                                           "then Enter)",
                                           k->k),
                     .disabled = !isfinite(k->best)};
}

/* What a label must not hide: the curve with its band, the lines of places. */
typedef struct obstacles {
    const chart *chart;
    const double *x, *y, *worst;
    size_t n;
    double now_x, x0, y0; /* pixels: line of the K shown, the marked point */
} obstacles;

/* Do curve or band between values i and i + 1 come into box? */
static bool segment_hits(const obstacles *o, size_t i, rect box)
{
    double xa = chart_x(o->chart, o->x[i]), xb = chart_x(o->chart, o->x[i + 1]);
    double from = fmax(xa, box.x), to = fmin(xb, box.x + box.w);
    if (from > to || !isfinite(o->y[i] + o->y[i + 1]))
        return false;
    double top = HUGE_VAL, bottom = -HUGE_VAL;
    for (int end = 0; end < 2; end++) {
        double t = xb > xa ? ((end ? to : from) - xa) / (xb - xa) : 0;
        double a = chart_y(o->chart, o->y[i] + t * (o->y[i + 1] - o->y[i]));
        double b = chart_y(o->chart, o->worst[i] + t * (o->worst[i + 1] - o->worst[i]));
        b = isfinite(b) ? b : a;
        top = fmin(top, fmin(a, b));
        bottom = fmax(bottom, fmax(a, b));
    }
    return bottom >= box.y && top <= box.y + box.h;
}

static bool is_free(const obstacles *o, rect box, double u)
{
    rect wide = rect_inset(box, -4 * u), mark = {o->x0 - 8 * u, o->y0 - 8 * u, 16 * u, 16 * u};
    bool at_mark = wide.x < mark.x + mark.w && mark.x < wide.x + wide.w &&
                   wide.y < mark.y + mark.h && mark.y < wide.y + wide.h;
    if (at_mark || (o->now_x >= wide.x && o->now_x <= wide.x + wide.w))
        return false;
    for (size_t i = 0; i + 1 < o->n; i++)
        if (segment_hits(o, i, wide))
            return false;
    return true;
}

/* The free place nearest to the mark. False: there is none. */
static bool find_place(const obstacles *o, double u, rect *box)
{
    enum { ACROSS = 48, DOWN = 24 };
    const rect plot = o->chart->plot;
    double nearest = HUGE_VAL;
    rect best = {0, 0, box->w, box->h};
    for (int i = 0; i <= ACROSS; i++)
        for (int j = 0; j <= DOWN; j++) {
            rect at = {plot.x + (plot.w - box->w) * i / ACROSS,
                       plot.y + (plot.h - box->h) * j / DOWN, box->w, box->h};
            double dx = fmax(0, fmax(at.x - o->x0, o->x0 - at.x - at.w));
            double dy = fmax(0, fmax(at.y - o->y0, o->y0 - at.y - at.h));
            if (hypot(dx, dy) < nearest && is_free(o, at, u)) {
                nearest = hypot(dx, dy);
                best = at;
            }
        }
    *box = best;
    return nearest < HUGE_VAL;
}

static void mark_suggestion(pen *p, const obstacles *o, const sweep *s)
{
    pen_style strong = {FACE_SEMIBOLD, TYPE_CAPTION, p->theme->text};
    const size_t k = s->ks[s->suggested].k;
    const char *text = choose_k_at_end(s) ? pen_printf(p, "BIC still falling at K = %zu", k)
                                          : pen_printf(p, "suggested K = %zu", k);
    rect box = {0, 0, pen_width(p, strong, text) + p->u, pen_line(p, TYPE_CAPTION)};
    draw_add_circle(p->draw, o->x0, o->y0, 7 * p->u, p->theme->accent, p->theme->surface, 2 * p->u);
    if (box.w > o->chart->plot.w || box.h > o->chart->plot.h || !find_place(o, p->u, &box))
        return;
    draw_add_rect(p->draw, rect_inset(box, -2 * p->u), 3 * p->u,
                  rgba_fade(p->theme->surface, 0.85));
    pen_label(p, box, strong, PEN_LEFT, text);
}

static void draw_values(pen *p, const obstacles *o, const sweep *s)
{
    for (size_t i = 0; i < o->n; i++)
        if (isfinite(o->y[i]))
            draw_add_circle(p->draw, chart_x(o->chart, o->x[i]), chart_y(o->chart, o->y[i]),
                            3.6 * p->u, p->theme->accent, 0, 0);
    int best = s->suggested;
    if (best < 0 || (size_t)best >= s->n_ks || !isfinite(o->y[best]))
        return;
    obstacles at = *o;
    at.x0 = chart_x(o->chart, o->x[best]);
    at.y0 = chart_y(o->chart, o->y[best]);
    mark_suggestion(p, &at, s);
}

/* The whole column above a K is pressed for it. */
static void draw_columns(pen *p, const chart *c, const sweep *s, size_t now)
{
    double w = s->n_ks > 1 ? c->plot.w / (double)(s->n_ks - 1) : c->plot.w;
    for (size_t i = 0; i < s->n_ks; i++) {
        double x = chart_x(c, (double)s->ks[i].k);
        rect box = {fmax(x - w / 2, c->plot.x), c->plot.y, 0, c->plot.h};
        box.w = fmax(0, fmin(x + w / 2, c->plot.x + c->plot.w) - box.x);
        control press = choose_k_load(p, ID_CHART + i, &s->ks[i]);
        bool over = control_add(p, box, HIT_BUTTON, &press);
        if (over)
            draw_add_rect(p->draw, box, 4 * p->u, rgba_fade(p->theme->text, 0.06));
        if (s->ks[i].k == now)
            draw_add_line(p->draw, x, c->plot.y, x, c->plot.y + c->plot.h, p->u, p->theme->second);
        control_focus_ring(p, rect_inset(box, 3 * p->u), 4, &press);
    }
}

void choose_k_plot(pen *p, rect box, const sweep *s, int curve, size_t now)
{
    double *room = draw_alloc(p->draw, 3 * s->n_ks * sizeof *room);
    if (!room || box.h < 40 * p->u || box.w < 60 * p->u)
        return;
    double *x = room, *y = room + s->n_ks, *worst = room + 2 * s->n_ks;
    chart_range range = chart_range_none();
    for (size_t i = 0; i < s->n_ks; i++) {
        x[i] = (double)s->ks[i].k;
        y[i] = curve_value(&s->ks[i], curve);
        worst[i] = curve == CURVE_OBJECTIVE ? s->ks[i].worst : y[i];
        chart_range_add(&range, y[i]);
        chart_range_add(&range, worst[i]);
    }
    if (curve == CURVE_OBJECTIVE && s->kind == EM_KMEANS && range.low <= range.high)
        range.low = 0;
    chart c = chart_make(p, box, x[0], x[s->n_ks - 1], range);
    chart_axes(p, &c);
    draw_columns(p, &c, s, now);
    if (curve == CURVE_OBJECTIVE)
        chart_band(p, &c, x, y, worst, s->n_ks, rgba_fade(p->theme->accent, 0.22));
    chart_line(p, &c, x, y, s->n_ks, (chart_pen){p->theme->accent, 2.2 * p->u, 0, 0});
    obstacles o = {.chart = &c, .x = x, .y = y, .worst = worst, .n = s->n_ks};
    o.now_x =
        now >= s->ks[0].k && now <= s->ks[s->n_ks - 1].k ? chart_x(&c, (double)now) : -HUGE_VAL;
    draw_values(p, &o, s);
}
