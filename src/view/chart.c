#include "view/chart.h"

#include "view/number.h"

#include <math.h>
#include <stdlib.h>

/* Pixels between drawn vertices: more of them would not be seen on long runs. */
static const double LEAST_STEP = 0.4;

chart_range chart_range_none(void)
{
    return (chart_range){HUGE_VAL, -HUGE_VAL};
}

void chart_range_add(chart_range *r, double value)
{
    if (!isfinite(value))
        return;
    r->low = fmin(r->low, value);
    r->high = fmax(r->high, value);
}

static chart_range with_margin(chart_range y)
{
    if (!(y.low <= y.high))
        return (chart_range){0, 1};
    double span = y.high - y.low;
    double least = fmax(fabs(y.low), fabs(y.high)) * 1e-5;
    if (!(span > least))
        span = fmax(fabs(y.high) * 0.01, 1);
    if (!isfinite(span))
        return (chart_range){0, 1};
    return (chart_range){y.low - 0.07 * span, y.high + 0.07 * span};
}

static double label_width(const pen *p, const chart *c)
{
    double widest = 0;
    for (double v = c->y_first; v <= c->y1; v += c->y_step)
        widest = fmax(widest, pen_width(p, pen_axis(p), number_text(p->draw, v, c->y_decimals)));
    return widest;
}

chart chart_make(const pen *p, rect box, double x0, double x1, chart_range y)
{
    y = with_margin(y);
    chart c = {.x0 = x0, .x1 = x1 > x0 ? x1 : x0 + 1, .y0 = y.low, .y1 = y.high};
    double line = pen_line(p, TYPE_AXIS);
    int count = (int)fmax(2, fmin(5, box.h / (2.6 * line)));
    camera_ticks(c.y0, c.y1, count, &c.y_first, &c.y_step);
    c.y_decimals = c.y_step < 1 ? (int)fmin(6, ceil(-log10(c.y_step) - 1e-9)) : 0;
    double left = fmin(label_width(p, &c) + 8 * p->u, box.w * 0.4);
    double right = fmin(8 * p->u, box.w * 0.1);
    double bottom = fmin(line + 2 * p->u, box.h * 0.4);
    c.plot = (rect){box.x + left, box.y + 4 * p->u, fmax(1, box.w - left - right),
                    fmax(1, box.h - bottom - 4 * p->u)};
    return c;
}

double chart_x(const chart *c, double value)
{
    return c->plot.x + (value - c->x0) / (c->x1 - c->x0) * c->plot.w;
}

double chart_y(const chart *c, double value)
{
    return c->plot.y + (c->y1 - value) / (c->y1 - c->y0) * c->plot.h;
}

static void x_labels(pen *p, const chart *c)
{
    double slot = pen_width(p, pen_axis(p), number_text(p->draw, c->x1, 0)) + 12 * p->u, first,
           step;
    int count = (int)fmax(1, fmin(12, c->plot.w / slot));
    camera_ticks(c->x0, c->x1, count, &first, &step);
    if (step < 1) {
        step = 1;
        first = ceil(c->x0);
    }
    double line = pen_line(p, TYPE_AXIS);
    for (double v = first; v <= c->x1 + 1e-9; v += step) {
        rect box = {chart_x(c, v) - slot / 2, c->plot.y + c->plot.h + 2 * p->u, slot, line};
        pen_label(p, box, pen_axis(p), PEN_CENTRE, number_text(p->draw, v, 0));
    }
}

void chart_axes(pen *p, const chart *c)
{
    double line = pen_line(p, TYPE_AXIS), last = HUGE_VAL;
    for (double v = c->y_first; v <= c->y1; v += c->y_step) {
        double y = chart_y(c, v);
        if (last - y < 0.9 * line)
            continue;
        last = y;
        draw_add_line(p->draw, c->plot.x, y, c->plot.x + c->plot.w, y, p->u, p->theme->hairline);
        rect box = {c->plot.x - 200 * p->u, y - line / 2, 192 * p->u, line};
        pen_label(p, box, pen_axis(p), PEN_RIGHT, number_text(p->draw, v, c->y_decimals));
    }
    x_labels(p, c);
}

void chart_line(pen *p, const chart *c, const double *x, const double *y, size_t n, chart_pen how)
{
    double *xy = draw_alloc(p->draw, 2 * n * sizeof *xy);
    if (!xy)
        return;
    for (size_t i = 0; i < n;) {
        size_t used = 0;
        for (; i < n && isfinite(y[i]); i++) {
            double at = chart_x(c, x[i]);
            bool last = i + 1 == n || !isfinite(y[i + 1]);
            if (used > 0 && !last && at - xy[2 * used - 2] < LEAST_STEP)
                continue;
            xy[2 * used] = at;
            xy[2 * used++ + 1] = chart_y(c, y[i]);
        }
        draw_path path = {.xy = xy,
                          .n = used,
                          .stroke = how.colour,
                          .width = how.width,
                          .dash_on = how.dash_on,
                          .dash_off = how.dash_off};
        if (used > 1)
            draw_add_path(p->draw, &path);
        while (i < n && !isfinite(y[i]))
            i++;
    }
}

static bool has_band(const double *low, const double *high, size_t i)
{
    return isfinite(low[i]) && isfinite(high[i]);
}

void chart_band(pen *p, const chart *c, const double *x, const double *low, const double *high,
                size_t n, rgba fill)
{
    double *xy = draw_alloc(p->draw, 4 * n * sizeof *xy);
    if (!xy)
        return;
    for (size_t from = 0, to; from < n; from = to + 1) {
        for (to = from; to < n && has_band(low, high, to);)
            to++;
        const size_t run = to - from;
        for (size_t i = 0; i < run; i++) {
            xy[2 * i] = xy[2 * (2 * run - 1 - i)] = chart_x(c, x[from + i]);
            xy[2 * i + 1] = chart_y(c, high[from + i]);
            xy[2 * (2 * run - 1 - i) + 1] = chart_y(c, low[from + i]);
        }
        if (run > 1)
            draw_add_polygon(p->draw, xy, 2 * run, fill);
        xy += 4 * run;
    }
}

void chart_place_apart(double *y, size_t n, double gap, double top, double bottom)
{
    size_t order[64];
    n = n < 64 ? n : 64;
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at > 0 && y[order[at - 1]] > y[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    double least = top;
    for (size_t i = 0; i < n; i++) {
        y[order[i]] = fmax(y[order[i]], least);
        least = y[order[i]] + gap;
    }
    double most = bottom;
    for (size_t i = n; i-- > 0;) {
        y[order[i]] = fmin(y[order[i]], most);
        most = y[order[i]] - gap;
    }
}
