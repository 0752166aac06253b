/* One point under the current parameters, with the numbers worked out: density, times the weight,
 * normalised to a share, and the pull that share gives the point on the next mean. */
#include "view/images.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/palette.h"
#include "view/panel.h"
#include "view/table.h"

#include <math.h>

enum { ROWS_MAX = 12 };
static const double SMALLEST = -650; /* ln p(x|k): below it a density is no number */

typedef struct worked {
    const view_pane *pane;
    const session_point *point;
    size_t row;
    bool mixture, logs; /* logs: densities too small or large to be read as numbers */
    bool lost;          /* out of reach of every component */
    bool narrow;        /* no room for the weighted density */
} worked;

static const char *place_words(pen *p, const worked *w)
{
    const em_dataset *data = w->pane->frame.data;
    const double *x = data->x + w->row * data->d;
    const char *text;
    if (data->d == 1)
        text = pen_printf(p, "x = %s", number_short(p->draw, x[0]));
    else if (data->d == 2)
        text = pen_printf(p, "x = (%s, %s)", number_text(p->draw, x[0], 2),
                          number_text(p->draw, x[1], 2));
    else
        text = pen_printf(p, "%zu features", data->d);
    if (data->label && data->class_name && data->label[w->row] >= 0)
        text =
            pen_printf(p, "%s \xC2\xB7 true label %s", text, data->class_name[data->label[w->row]]);
    return text;
}

static double density_of(const worked *w, size_t c)
{
    return w->point->log_density ? w->point->log_density[c] : (double)NAN;
}

static const char *log_text(pen *p, double ln)
{
    return fabs(ln) < 1e4 ? number_text(p->draw, ln, 2) : number_short(p->draw, ln);
}

static const char *density_text(pen *p, const worked *w, size_t c)
{
    double ln = density_of(w, c);
    if (!w->mixture)
        return number_short(p->draw, -ln);
    return w->logs ? log_text(p, ln) : number_short(p->draw, exp(ln));
}

static const char *weighted_text(pen *p, const worked *w, size_t c)
{
    const em_params *params = w->pane->frame.params;
    double ln = density_of(w, c) + log(params->weight[c]);
    return w->logs ? log_text(p, ln) : number_short(p->draw, exp(ln));
}

static void draw_share(pen *p, rect cell, const worked *w, size_t c)
{
    double share = w->point->responsibility ? w->point->responsibility[c] : (double)NAN;
    const int32_t *match = w->pane->match;
    pen_style strong = pen_with(pen_caption(p), FACE_SEMIBOLD, p->theme->text);
    double slot = pen_width(p, strong, "0.000") + 8 * p->u;
    pen_label(p, layout_cut_right(&cell, slot), strong, PEN_RIGHT, number_text(p->draw, share, 3));
    layout_cut_left(&cell, 10 * p->u);
    double h = fmin(13 * p->u, cell.h);
    rect bar = {cell.x, cell.y + (cell.h - h) / 2, cell.w, h};
    if (bar.w > 8 * p->u)
        widget_bar(p, bar, share, palette_colour(match ? match[c] : (int32_t)c, p->in->theme));
}

static void draw_row(pen *p, const table *t, rect row, const worked *w, size_t c)
{
    pen_style style = pen_with(pen_caption(p), FACE_REGULAR, p->theme->text);
    table_component(p, table_cell(t, row, 0), w->pane, c);
    table_text(p, t, row, 1, style, density_text(p, w, c));
    size_t next = 2;
    if (w->mixture && !w->narrow)
        table_text(p, t, row, next++, style, weighted_text(p, w, c));
    draw_share(p, table_cell(t, row, next++), w, c);
    double pull = w->point->pull ? w->point->pull[c] : (double)NAN;
    table_text(p, t, row, next, style,
               isfinite(pull) ? pen_printf(p, "%s %%", number_text(p->draw, 100 * pull, 2))
                              : number_text(p->draw, pull, 2));
}

/* Components in index order; if there is no room for all, those with the largest shares. */
static size_t choose_rows(const worked *w, size_t room, size_t out[ROWS_MAX])
{
    size_t k = w->pane->frame.params->k, n = 0;
    room = room < ROWS_MAX ? room : ROWS_MAX;
    const double *share = w->point->responsibility;
    for (size_t c = 0; c < k; c++) {
        size_t larger = 0;
        for (size_t o = 0; share && o < k; o++)
            larger += share[o] > share[c] || (share[o] == share[c] && o < c);
        if (n < room && (share ? larger : c) < room)
            out[n++] = c;
    }
    return n;
}

static const char *sentence(pen *p, const worked *w)
{
    const double *share = w->point->responsibility;
    size_t k = w->pane->frame.params->k, best = 0, second = 0;
    if (!share)
        return "";
    if (w->lost)
        return "**Out of reach of every component:** its densities all vanish, so it is shared "
               "evenly.";
    for (size_t c = 1; c < k; c++)
        best = share[c] > share[best] ? c : best;
    second = best == 0 && k > 1 ? 1 : 0;
    for (size_t c = 0; c < k; c++)
        second = c != best && share[c] > share[second] ? c : second;
    if (!w->mixture)
        return pen_printf(p,
                          "K-means gives the whole point to the nearest centroid, %zu. "
                          "Its pull on that centroid is one over the number of its points.",
                          best + 1);
    if (k == 1 || share[best] > 0.95)
        return pen_printf(p, "Shares sum to 1. Component %zu claims this point almost alone.",
                          best + 1);
    return pen_printf(p,
                      "Shares sum to 1. The point lies between components %zu and %zu: both claim "
                      "it, and both means are pulled towards it in the next M-step.",
                      (best < second ? best : second) + 1, (best < second ? second : best) + 1);
}

static void draw_hint(pen *p, rect box)
{
    rect inside = widget_titled_card(p, box, "Point", "none chosen");
    pen_paragraph(p, inside, pen_caption(p),
                  "Rest the mouse on a point, or press **P**, to see how its responsibilities are "
                  "worked out: density, times the weight, divided by the sum.");
}

static size_t choose_columns(const worked *w, table_column out[5])
{
    size_t n = 0;
    out[n++] = (table_column){"k", 44, PEN_LEFT};
    if (!w->mixture) {
        out[n++] = (table_column){"squared distance", 120, PEN_RIGHT};
        out[n++] = (table_column){"r", 150, PEN_RIGHT};
    } else {
        out[n++] =
            (table_column){w->logs ? "ln p(x|k)" : "density", w->narrow ? 96 : 74, PEN_RIGHT};
        if (!w->narrow)
            out[n++] = (table_column){w->logs ? "+ ln \xCF\x80" : "\xC3\x97 weight", 74, PEN_RIGHT};
        out[n++] = (table_column){"share \xCE\xB3", 136, PEN_RIGHT};
    }
    out[n++] = (table_column){"pull", 68, PEN_RIGHT};
    return n;
}

double run_inspector_height(const pen *p, const view_pane *pane)
{
    double rows = fmin((double)pane->frame.params->k, 5) + 1;
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u + rows * table_row_height(p);
}

static void draw_picture(pen *p, rect *inside, const em_dataset *data, size_t row);

void run_inspector_draw(pen *p, rect box, const view_pane *pane)
{
    const view_input *in = p->in;
    const session_frame *f = &pane->frame;
    if (!in->inspect || in->inspect_row < 0 || (size_t)in->inspect_row >= f->data->n) {
        draw_hint(p, box);
        return;
    }
    worked w = {.pane = pane,
                .point = in->inspect,
                .row = (size_t)in->inspect_row,
                .mixture = f->params->kind != EM_KMEANS};
    double largest = -HUGE_VAL;
    for (size_t c = 0; c < f->params->k; c++)
        largest = fmax(largest, density_of(&w, c));
    w.lost = w.mixture && em_out_of_reach(largest);
    w.logs = f->params->d > 4 || largest > 20 || largest < SMALLEST;
    rect inside =
        widget_titled_card(p, box, pen_printf(p, "Point #%zu", w.row), place_words(p, &w));
    draw_picture(p, &inside, f->data, w.row);
    w.narrow = inside.w < 24 * pen_size(p, TYPE_CAPTION);
    table_column column[5];
    size_t columns = choose_columns(&w, column);
    table t = table_make(p, inside, column, columns);
    double h = table_row_height(p);
    table_head(p, &t, layout_cut_top(&inside, h));
    size_t chosen[ROWS_MAX], room = (size_t)fmax(0, inside.h / h);
    size_t n = choose_rows(&w, room, chosen);
    for (size_t i = 0; i < n; i++)
        draw_row(p, &t, layout_cut_top(&inside, h), &w, chosen[i]);
    if (n < f->params->k && n > 0 && inside.h > h)
        pen_label(p, layout_cut_top(&inside, h), pen_muted(p), PEN_LEFT,
                  pen_printf(p, "and %zu more with smaller shares", f->params->k - n));
    layout_cut_top(&inside, 6 * p->u);
    pen_paragraph(p, inside, pen_caption(p), sentence(p, &w));
}

/* The point's image at the right, if its row is one and there is room. */
static void draw_picture(pen *p, rect *inside, const em_dataset *data, size_t row)
{
    double side = 96 * p->u;
    if (!data->image_w || inside->h < side || inside->w < 4 * side)
        return;
    rect box = layout_cut_right(inside, side);
    layout_cut_right(inside, 12 * p->u);
    images_draw_row(p, (rect){box.x, box.y, side, side}, data, data->x + row * data->d, 0);
}
