/* The objective per half-step: for mixtures the bound, and above it the log-likelihood after each
 * M-step; the wedge between is the KL gap that the next E-step closes. Where a bad start dwarfs all
 * that follows, the scale is that of what follows, and what is beyond it is said. */
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

static bool beyond(const chart *c, double value)
{
    return isfinite(value) && (value > c->y1 || value < c->y0);
}

/* Where a curve leaves the plot: a triangle that points on. */
static void draw_exit(pen *p, const chart *c, double x, bool up, rgba colour)
{
    double edge = up ? c->plot.y : c->plot.y + c->plot.h, tip = (up ? -6 : 6) * p->u;
    const double xy[6] = {x - 4 * p->u, edge, x + 4 * p->u, edge, x, edge + tip};
    draw_add_polygon(p->draw, xy, 3, colour);
}

static void draw_exits(pen *p, const chart *c, const series *s)
{
    for (size_t i = 0; i + 1 < s->n; i++) {
        const double *y = &s->bound[i];
        if (!isfinite(y[0]) || !isfinite(y[1]) || beyond(c, y[0]) == beyond(c, y[1]))
            continue;
        bool up = y[0] > c->y1 || y[1] > c->y1;
        double share = ((up ? c->y1 : c->y0) - y[0]) / (y[1] - y[0]);
        draw_exit(p, c, chart_x(c, s->x[i] + share), up, pen_of(p, s).colour);
    }
}

/* One line per edge that says what lies beyond it. */
static void say_beyond(pen *p, const chart *c, const series *s, size_t n, bool up)
{
    double farthest = 0, x = 0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < s[i].n; j++) {
            double value = s[i].bound[j];
            if (!beyond(c, value) || (value > c->y1) != up)
                continue;
            if (count == 0 || (up ? value > farthest : value < farthest))
                farthest = value, x = s[i].x[j];
            count++;
        }
    if (count == 0)
        return;
    const char *number = number_text(p->draw, farthest, c->y_decimals);
    const char *text = count == 1 ? pen_printf(p, "off scale at half-step %.0f: %s", x, number)
                                  : pen_printf(p, "%zu values off scale, %s %s", count,
                                               up ? "up to" : "down to", number);
    double line = pen_line(p, TYPE_AXIS), y = c->plot.y + 2 * p->u;
    if (!up)
        y = c->plot.y + c->plot.h - line - 2 * p->u;
    double w = fmin(pen_width(p, pen_axis(p), text) + 1, c->plot.w);
    rect box = {c->plot.x + c->plot.w - w, y, w, line};
    draw_add_rect(p->draw, box, 0, p->theme->surface);
    pen_label(p, box, pen_axis(p), PEN_RIGHT, text);
}

static void draw_marks(pen *p, const chart *c, const series *s)
{
    const session_frame *f = &s->pane->frame;
    if (s->n <= 40)
        for (size_t i = 0; i < s->n; i++)
            if (isfinite(s->bound[i]) && !beyond(c, s->bound[i]))
                draw_add_circle(p->draw, chart_x(c, s->x[i]), chart_y(c, s->bound[i]),
                                (f->steps[i].phase == TRACE_M ? 2.6 : 1.9) * p->u,
                                pen_of(p, s).colour, 0, 0);
    double now = s->bound[f->cursor];
    if (isfinite(now))
        draw_add_circle(p->draw, chart_x(c, (double)f->cursor),
                        chart_y(c, fmin(fmax(now, c->y0), c->y1)), 5.5 * p->u, p->theme->surface,
                        p->theme->accent, 2.2 * p->u);
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

/* Of all values; of those after the first iteration where the first ones would flatten them, if
 * there is room to say so. */
static chart_range range_of(const series *s, size_t n, bool room)
{
    enum { FIRST_ITERATION = 2 };
    chart_range all = chart_range_none(), rest = chart_range_none();
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < s[i].n; j++) {
            chart_range_add(&all, s[i].bound[j]);
            chart_range_add(&all, s[i].value[j]);
            if (j <= FIRST_ITERATION)
                continue;
            chart_range_add(&rest, s[i].bound[j]);
            chart_range_add(&rest, s[i].value[j]);
        }
    double span = all.high - all.low, part = rest.high - rest.low;
    return room && part > 1e-3 * span && part < 0.15 * span ? rest : all;
}

/* All panes whose objective is a log-likelihood (or a distortion), in one plot. */
static void draw_family(pen *p, rect box, const series *s, size_t n)
{
    chart_range range = range_of(s, n, box.h > 6 * pen_line(p, TYPE_AXIS));
    double last = 1;
    for (size_t i = 0; i < n; i++)
        last = fmax(last, (double)(s[i].n - 1));
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
    for (size_t i = 0; i < n; i++)
        draw_exits(p, &c, &s[i]);
    draw_pop_clip(p->draw);
    say_beyond(p, &c, s, n, true);
    say_beyond(p, &c, s, n, false);
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
    /* Where the plot is low the panes' numbers beside it reach up to the note. */
    bool low = p->in->panes > 1 && box.h < 9 * pen_line(p, TYPE_AXIS);
    rect inside = widget_titled_card(p, box, title, low ? NULL : note_of(p, pane));
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
