#include "view/layout.h"

#include <math.h>

/* Style-sheet pixels. */
enum {
    TOP_H = 56,
    TRANSPORT_H = 116,
    TRANSPORT_LOW_H = 96,
    LOW_WINDOW = 600,       /* below this height the transport is lower */
    TRANSPORT_ROWS_H = 120, /* with the words in a row of their own */
    TRANSPORT_ROWS_LOW_H = 114,
    TRANSPORT_ROWS_VERY_LOW_H = 102,
    TRANSPORT_ONE_ROW = 1100, /* narrower windows have that row */
    VERY_LOW_WINDOW = 440,
    GAP = 12,
    HEADER_H = 44,
    HEADER_ROW_H = 26,
    HEADER_ONE_ROW = 880, /* narrower panes put their readouts in a second row */
    SIDE_W = 420,
    SIDE_MIN_W = 288,
    SIDE_HIDE = 640, /* narrower windows have no side panel */
    SIDE_WIDE = 780,
    PANE_KEEP = 600, /* a wide side panel leaves the panes at least this */
    TABS_H = 36
};

static double at_least_zero(double v)
{
    return v > 0 ? v : 0;
}

static rect cut(rect box, double x, double y, double w, double h)
{
    return (rect){box.x + x, box.y + y, at_least_zero(w), at_least_zero(h)};
}

rect layout_cut_top(rect *box, double h)
{
    h = fmin(at_least_zero(h), box->h);
    rect strip = cut(*box, 0, 0, box->w, h);
    *box = cut(*box, 0, h, box->w, box->h - h);
    return strip;
}

rect layout_cut_bottom(rect *box, double h)
{
    h = fmin(at_least_zero(h), box->h);
    rect strip = cut(*box, 0, box->h - h, box->w, h);
    box->h = at_least_zero(box->h - h);
    return strip;
}

rect layout_cut_left(rect *box, double w)
{
    w = fmin(at_least_zero(w), box->w);
    rect strip = cut(*box, 0, 0, w, box->h);
    *box = cut(*box, w, 0, box->w - w, box->h);
    return strip;
}

rect layout_cut_right(rect *box, double w)
{
    w = fmin(at_least_zero(w), box->w);
    rect strip = cut(*box, box->w - w, 0, w, box->h);
    box->w = at_least_zero(box->w - w);
    return strip;
}

rect layout_column(rect box, size_t i, size_t n, double gap)
{
    gap = fmin(gap, n > 1 ? box.w / (double)(n - 1) : 0);
    double w = at_least_zero((box.w - gap * (double)(n - 1)) / (double)n);
    return cut(box, (double)i * (w + gap), 0, w, box.h);
}

rect layout_row(rect box, size_t i, size_t n, double gap)
{
    gap = fmin(gap, n > 1 ? box.h / (double)(n - 1) : 0);
    double h = at_least_zero((box.h - gap * (double)(n - 1)) / (double)n);
    return cut(box, 0, (double)i * (h + gap), box.w, h);
}

/* In style-sheet pixels, for a window of that width. */
static double side_width(double w, view_tab tab)
{
    if (w < SIDE_HIDE)
        return 0;
    double normal = fmin(SIDE_W, fmax(SIDE_MIN_W, w * 0.3));
    if (tab != TAB_LABELS && tab != TAB_PROTOTYPES)
        return normal;
    return fmax(normal, fmin(SIDE_WIDE, w - PANE_KEEP - 3 * GAP));
}

/* In style-sheet pixels, for a window of that height. */
static double transport_height(double h, bool rows)
{
    if (h < VERY_LOW_WINDOW || (!rows && h < LOW_WINDOW))
        return rows ? TRANSPORT_ROWS_VERY_LOW_H : TRANSPORT_LOW_H;
    return !rows ? TRANSPORT_H : h < LOW_WINDOW ? TRANSPORT_ROWS_LOW_H : TRANSPORT_ROWS_H;
}

static rect pane_cell(rect area, size_t i, size_t panes, double gap)
{
    if (panes <= 1)
        return area;
    if (panes == 2)
        return area.w >= area.h ? layout_column(area, i, 2, gap) : layout_row(area, i, 2, gap);
    rect row = layout_row(area, i / 2, 2, gap);
    if (panes == 3 && i == 2)
        return row;
    return layout_column(row, i % 2, 2, gap);
}

static void fill_pane(layout *out, size_t i, rect cell, double u)
{
    out->pane[i] = cell;
    rect inner = rect_inset(cell, fmin(1.5 * u, fmin(cell.w, cell.h) / 4));
    double head = (HEADER_H + (out->two_rows ? HEADER_ROW_H : 0)) * u;
    if (inner.h < head + 60 * u)
        head = fmin(head, inner.h * 0.5);
    out->header[i] = layout_cut_top(&inner, head);
    out->canvas[i] = inner;
}

void layout_fill(const view_input *in, layout *out)
{
    double u = in->scale > 0.05 ? in->scale : 0.05;
    double gap = GAP * u;
    *out = (layout){.unit = u};
    rect rest = {0, 0, at_least_zero(in->width), at_least_zero(in->height)};
    out->top = layout_cut_top(&rest, fmin(TOP_H * u, rest.h * 0.3));
    out->words_below = in->width / u < TRANSPORT_ONE_ROW;
    double bar = transport_height(in->height / u, out->words_below) * u;
    out->transport = layout_cut_bottom(&rest, fmin(bar, rest.h * 0.4));
    double edge = fmin(gap, fmin(rest.w, rest.h) / 8);
    rest = rect_inset(rest, edge);
    double side = side_width(in->width / u, in->tab) * u;
    if (side > 0) {
        out->side = layout_cut_right(&rest, side);
        layout_cut_right(&rest, gap);
        rect below = out->side;
        out->tabs = layout_cut_top(&below, TABS_H * u);
        layout_cut_top(&below, gap);
        out->content = below;
    }
    size_t panes = in->panes < 1 ? 1 : in->panes > VIEW_PANES ? VIEW_PANES : in->panes;
    for (size_t i = 0; i < panes; i++) {
        rect cell = pane_cell(rest, i, panes, gap);
        out->two_rows = out->two_rows || cell.w < HEADER_ONE_ROW * u;
    }
    for (size_t i = 0; i < panes; i++)
        fill_pane(out, i, pane_cell(rest, i, panes, gap), u);
}
