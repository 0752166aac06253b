/* The objective per half-step: for mixtures the bound, and above it the log-likelihood after each
 * M-step; the wedge between is the KL gap that the next E-step closes. */
#include "view/chart.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/panel.h"
#include "view/words.h"

#include <math.h>

typedef struct series {
    const view_pane *pane;
    size_t number; /* 1..4 */
    size_t n;
    double *x, *bound, *value; /* per row; value: the log-likelihood, = bound for K-means */
} series;

static bool make_series(pen *p, const view_pane *pane, size_t number, series *out)
{
    const session_frame *f = &pane->frame;
    *out = (series){.pane = pane, .number = number, .n = f->length};
    double *room = draw_alloc(p->draw, 3 * f->length * sizeof *room);
    if (!room)
        return false;
    out->x = room;
    out->bound = room + f->length;
    out->value = room + 2 * f->length;
    for (size_t i = 0; i < f->length; i++) {
        out->x[i] = (double)i;
        out->bound[i] = f->steps[i].objective;
        out->value[i] = words_value(f, i);
    }
    return true;
}

/* Dashes tell the panes apart without colour. */
static chart_pen pen_of(const pen *p, const series *s)
{
    static const double dash[VIEW_PANES][2] = {{0, 0}, {8, 4}, {2, 4}, {12, 3}};
    bool active = s->pane->active || p->in->panes == 1;
    const double *d = dash[(s->number - 1) % VIEW_PANES];
    return (chart_pen){active ? p->theme->accent : p->theme->second, (active ? 2.2 : 1.6) * p->u,
                       d[0] * p->u, d[1] * p->u};
}

static void draw_gap(pen *p, const chart *c, const series *s)
{
    chart_band(p, c, s->x, s->bound, s->value, s->n, rgba_fade(p->theme->warning, 0.28));
    chart_pen thin = {p->theme->warning, 1.3 * p->u, 0, 0};
    chart_line(p, c, s->x, s->value, s->n, thin);
}

static void draw_marks(pen *p, const chart *c, const series *s)
{
    const session_frame *f = &s->pane->frame;
    if (s->n <= 40)
        for (size_t i = 0; i < s->n; i++)
            if (isfinite(s->bound[i]))
                draw_add_circle(p->draw, chart_x(c, s->x[i]), chart_y(c, s->bound[i]),
                                (f->steps[i].phase == TRACE_M ? 2.6 : 1.9) * p->u,
                                pen_of(p, s).colour, 0, 0);
    double now = s->bound[f->cursor];
    if (isfinite(now))
        draw_add_circle(p->draw, chart_x(c, (double)f->cursor), chart_y(c, now), 5.5 * p->u,
                        p->theme->surface, p->theme->accent, 2.2 * p->u);
}

static void draw_numbers(pen *p, const chart *c, const series *s, size_t n)
{
    double y[VIEW_PANES];
    for (size_t i = 0; i < n; i++) {
        double last = (double)NAN;
        for (size_t j = 0; j < s[i].n; j++)
            last = isfinite(s[i].bound[j]) ? s[i].bound[j] : last;
        y[i] = isfinite(last) ? chart_y(c, last) : c->plot.y + c->plot.h;
    }
    double line = pen_line(p, TYPE_AXIS);
    chart_place_apart(y, n, line * 0.95, c->plot.y + line / 2, c->plot.y + c->plot.h - line / 2);
    for (size_t i = 0; i < n; i++) {
        rect box = {c->plot.x + c->plot.w + 9 * p->u, y[i] - line / 2, 14 * p->u, line};
        pen_style style = {FACE_SEMIBOLD, TYPE_AXIS, pen_of(p, &s[i]).colour};
        pen_label(p, box, style, PEN_LEFT, pen_printf(p, "%zu", s[i].number));
    }
}

/* All panes whose objective is a log-likelihood (or a distortion), in one plot. */
static void draw_family(pen *p, rect box, const series *s, size_t n)
{
    chart_range range = chart_range_none();
    double last = 1;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < s[i].n; j++) {
            chart_range_add(&range, s[i].bound[j]);
            chart_range_add(&range, s[i].value[j]);
        }
        last = fmax(last, (double)(s[i].n - 1));
    }
    if (!(range.low <= range.high)) {
        pen_paragraph(p, box, pen_caption(p), "The first E-step gives the first value.");
        return;
    }
    if (p->in->panes > 1)
        layout_cut_right(&box, 16 * p->u);
    chart c = chart_make(p, box, 0, fmax(last, 8), range);
    chart_axes(p, &c);
    draw_push_clip(p->draw, rect_inset(c.plot, -8 * p->u));
    for (size_t i = 0; i < n; i++)
        if (s[i].pane->frame.params->kind != EM_KMEANS && (n == 1 || s[i].pane->active))
            draw_gap(p, &c, &s[i]);
    for (size_t i = 0; i < n; i++)
        chart_line(p, &c, s[i].x, s[i].bound, s[i].n, pen_of(p, &s[i]));
    for (size_t i = 0; i < n; i++)
        if (n == 1 || s[i].pane->active)
            draw_marks(p, &c, &s[i]);
    draw_pop_clip(p->draw);
    if (p->in->panes > 1)
        draw_numbers(p, &c, s, n);
}

static const char *note_of(pen *p, const view_pane *pane)
{
    const session_frame *f = &pane->frame;
    if (f->params->kind == EM_KMEANS)
        return p->in->panes > 1 ? "all panes, per half-step" : "falls at every half-step";
    double bound = f->step->objective, value = words_value(f, f->cursor);
    if (f->step->phase == TRACE_M && isfinite(bound) && isfinite(value) && value >= bound)
        return pen_printf(p, "KL gap %s", number_text(p->draw, value - bound, 2));
    if (f->step->phase == TRACE_E)
        return "KL gap 0.00";
    return p->in->panes > 1 ? "all panes, per half-step" : "never falls under EM";
}

/* Two words and their pens, below the plot. */
static void draw_legend(pen *p, rect row)
{
    double x = row.x, y = row.y + row.h / 2;
    draw_add_line(p->draw, x, y, x + 16 * p->u, y, 2.2 * p->u, p->theme->accent);
    x += 21 * p->u;
    x += pen_width(p, pen_axis(p), "bound") + 16 * p->u;
    pen_label(p, (rect){row.x + 21 * p->u, row.y, 90 * p->u, row.h}, pen_axis(p), PEN_LEFT,
              "bound");
    draw_add_line(p->draw, x, y, x + 16 * p->u, y, 1.3 * p->u, p->theme->warning);
    x += 21 * p->u;
    rect words = {x, row.y, fmax(0, row.x + row.w - x), row.h};
    double used = pen_width(p, pen_axis(p), "log-likelihood; between: KL gap") + 16 * p->u;
    pen_label(p, words, pen_axis(p), PEN_LEFT, "log-likelihood; between: KL gap");
    layout_cut_left(&words, used);
    if (words.w > pen_width(p, pen_axis(p), "half-step"))
        pen_label(p, words, pen_axis(p), PEN_RIGHT, "half-step");
}

void run_chart_draw(pen *p, rect box, const view_pane *pane)
{
    series all[2][VIEW_PANES];
    size_t n[2] = {0, 0};
    for (size_t i = 0; i < p->in->panes; i++) {
        const view_pane *other = &p->in->pane[i];
        if (!other->frame.data)
            continue;
        size_t family = other->frame.params->kind == EM_KMEANS ? 0 : 1;
        if (make_series(p, other, i + 1, &all[family][n[family]]))
            n[family]++;
    }
    bool both = n[0] > 0 && n[1] > 0, mixture = pane->frame.params->kind != EM_KMEANS;
    const char *title = both ? "Objectives" : mixture ? "Log-likelihood ln p(X)" : "Distortion J";
    rect inside = widget_titled_card(p, box, title, note_of(p, pane));
    double line = pen_line(p, TYPE_AXIS);
    if (inside.h < 50 * p->u || inside.w < 60 * p->u)
        return;
    if (mixture && inside.h > 110 * p->u)
        draw_legend(p, layout_cut_bottom(&inside, line));
    for (size_t family = 0, k = 0; family < 2; family++)
        if (n[family]) {
            rect part = both ? layout_row(inside, k++, 2, 10 * p->u) : inside;
            draw_family(p, part, all[family], n[family]);
        }
}
