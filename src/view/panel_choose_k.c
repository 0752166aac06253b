/* Choose K: the objective over K with the band of its restarts, silhouette, BIC and AIC; what is
 * suggested and why; a row or a place on the chart loads that solution. */
#include "view/chart.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/panel.h"
#include "view/table.h"

#include <math.h>

enum { CURVE_OBJECTIVE, CURVE_SILHOUETTE, CURVE_BIC, CURVE_AIC, CURVES };
enum { ID_CURVE = 100, ID_START = 110, ID_CANCEL, ID_CHART = 200, ID_ROW = 400 };

static bool accepts(const session_frame *frame)
{
    return frame->data != NULL;
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

static int chosen_curve(const view_input *in)
{
    bool kmeans = in->sweep && in->sweep->kind == EM_KMEANS;
    int curve = in->sweep_curve;
    return curve < 0 || curve >= CURVES || (kmeans && curve > CURVE_SILHOUETTE) ? 0 : curve;
}

static const char *curve_title(const sweep *s, int curve)
{
    static const char *const name[] = {"", "Silhouette by K", "BIC by K", "AIC by K"};
    if (curve == CURVE_OBJECTIVE)
        return s->kind == EM_KMEANS ? "Distortion J by K" : "Log-likelihood by K";
    return name[curve];
}

static const char *curve_note(pen *p, const sweep *s, int curve)
{
    if (curve == CURVE_OBJECTIVE)
        return pen_printf(p, "line: best; band: to the worst of %zu", s->restarts);
    return curve == CURVE_SILHOUETTE ? "higher is better" : "lower is better";
}

static control load_control(pen *p, size_t id, const sweep_k *k)
{
    return (control){.id = control_id(GROUP_PANEL, 0, id),
                     .command = command_n(COMMAND_LOAD_K, -1, (long)k->k),
                     .tooltip = pen_printf(p,
                                           "Load the best solution for K = %zu (focus with F6, "
                                           "then Enter)",
                                           k->k),
                     .disabled = !isfinite(k->best)};
}

static void mark_suggestion(pen *p, const chart *c, double x, double y, size_t k)
{
    pen_style strong = {FACE_SEMIBOLD, TYPE_CAPTION, p->theme->text};
    const char *text = pen_printf(p, "suggested K = %zu", k);
    double w = pen_width(p, strong, text), line = pen_line(p, TYPE_CAPTION);
    draw_add_circle(p->draw, x, y, 7 * p->u, p->theme->accent, p->theme->surface, 2 * p->u);
    double left = x + 12 * p->u;
    if (left + w > c->plot.x + c->plot.w)
        left = x - 12 * p->u - w;
    double top = fmax(c->plot.y, y - line - 6 * p->u);
    draw_add_rect(p->draw, (rect){left - 3 * p->u, top, w + 6 * p->u, line}, 3 * p->u,
                  rgba_fade(p->theme->surface, 0.85));
    pen_label(p, (rect){left, top, w + p->u, line}, strong, PEN_LEFT, text);
}

static void draw_values(pen *p, const chart *c, const sweep *s, const double *x, const double *y)
{
    for (size_t i = 0; i < s->n_ks; i++)
        if (isfinite(y[i]))
            draw_add_circle(p->draw, chart_x(c, x[i]), chart_y(c, y[i]), 3.6 * p->u,
                            p->theme->accent, 0, 0);
    int best = s->suggested;
    if (best >= 0 && (size_t)best < s->n_ks && isfinite(y[best]))
        mark_suggestion(p, c, chart_x(c, x[best]), chart_y(c, y[best]), s->ks[best].k);
}

/* The whole column above a K is pressed for it. */
static void draw_columns(pen *p, const chart *c, const sweep *s, size_t now)
{
    double w = s->n_ks > 1 ? c->plot.w / (double)(s->n_ks - 1) : c->plot.w;
    for (size_t i = 0; i < s->n_ks; i++) {
        double x = chart_x(c, (double)s->ks[i].k);
        rect box = {fmax(x - w / 2, c->plot.x), c->plot.y, 0, c->plot.h};
        box.w = fmax(0, fmin(x + w / 2, c->plot.x + c->plot.w) - box.x);
        control press = load_control(p, ID_CHART + i, &s->ks[i]);
        bool over = control_add(p, box, HIT_BUTTON, &press);
        if (over)
            draw_add_rect(p->draw, box, 4 * p->u, rgba_fade(p->theme->text, 0.06));
        if (s->ks[i].k == now)
            draw_add_line(p->draw, x, c->plot.y, x, c->plot.y + c->plot.h, p->u, p->theme->second);
        control_focus_ring(p, rect_inset(box, 3 * p->u), 4, &press);
    }
}

static void draw_plot(pen *p, rect box, const sweep *s, int curve, size_t now)
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
    draw_values(p, &c, s, x, y);
}

static void draw_progress(pen *p, rect row)
{
    control cancel = {.id = control_id(GROUP_PANEL, 0, ID_CANCEL),
                      .command = command_n(COMMAND_CANCEL, -1, 0),
                      .tooltip = "Stop trying (Esc)"};
    double w = widget_button_width(p, "Cancel", false);
    widget_button(p, layout_cut_right(&row, w), &cancel, "Cancel", false);
    layout_cut_right(&row, 12 * p->u);
    const char *text = pen_printf(p, "%.0f %%", 100 * p->in->sweep_progress);
    pen_label(p, layout_cut_right(&row, pen_width(p, pen_caption(p), "100 %")), pen_caption(p),
              PEN_RIGHT, text);
    layout_cut_right(&row, 10 * p->u);
    widget_progress(p, (rect){row.x, row.y + row.h / 2 - 4 * p->u, row.w, 8 * p->u},
                    p->in->sweep_progress);
}

static void start_button(pen *p, rect *row, const char *label, bool right)
{
    control start = {.id = control_id(GROUP_PANEL, 0, ID_START),
                     .command = command_n(COMMAND_SWEEP, -1, 0),
                     .tooltip = "Try every K with several restarts each (S)",
                     .selected = !right};
    double w = fmin(widget_button_width(p, label, false), row->w);
    widget_button(p, right ? layout_cut_right(row, w) : layout_cut_left(row, w), &start, label,
                  false);
}

static void draw_choices(pen *p, rect row, const sweep *s, int curve)
{
    static const char *const name[CURVES] = {"J", "silhouette", "BIC", "AIC"};
    static const char *const tip[CURVES] = {
        "The objective of the best run for each K",
        "How much closer points are to their own cluster than to the next",
        "\xE2\x88\x92"
        "2 ln p(X) + parameters \xC3\x97 ln N: lower is better",
        "\xE2\x88\x92"
        "2 ln p(X) + 2 \xC3\x97 parameters: lower is better"};
    bool kmeans = s->kind == EM_KMEANS;
    start_button(p, &row, "Again", true);
    layout_cut_right(&row, 10 * p->u);
    control c[CURVES];
    const char *label[CURVES];
    size_t n = kmeans ? 2 : CURVES;
    for (size_t i = 0; i < n; i++) {
        c[i] = (control){.id = control_id(GROUP_PANEL, 0, ID_CURVE + i),
                         .command = command_n(COMMAND_SWEEP_VIEW, -1, (long)i),
                         .tooltip = tip[i],
                         .selected = curve == (int)i};
        label[i] = i == 0 && !kmeans ? "ln p(X)" : name[i];
    }
    row.w = fmin(row.w, (kmeans ? 180 : 300) * p->u);
    widget_segments(p, row, c, label, n);
}

static void draw_curve_card(pen *p, rect box, const sweep *s, size_t now)
{
    int curve = chosen_curve(p->in);
    rect inside = widget_titled_card(p, box, curve_title(s, curve), curve_note(p, s, curve));
    rect row = layout_cut_bottom(&inside, fmin(32 * p->u, inside.h * 0.4));
    layout_cut_bottom(&inside, 10 * p->u);
    draw_plot(p, inside, s, curve, now);
    if (p->in->sweep_busy)
        draw_progress(p, row);
    else
        draw_choices(p, row, s, curve);
}

static void draw_sweep_row(pen *p, const table *t, rect row, const sweep *s, size_t i)
{
    const sweep_k *k = &s->ks[i];
    control press = load_control(p, ID_ROW + i, k);
    bool over = control_add(p, row, HIT_BUTTON, &press), best = (int)i == s->suggested;
    rect wide = {row.x - 6 * p->u, row.y, row.w + 12 * p->u, row.h};
    if (over || best)
        draw_add_rect(p->draw, wide, 5 * p->u,
                      best ? rgba_fade(p->theme->accent, over ? 0.24 : 0.14)
                           : rgba_fade(p->theme->text, 0.07));
    control_focus_ring(p, rect_inset(wide, 3 * p->u), 3, &press);
    pen_style style = pen_with(pen_caption(p), best ? FACE_SEMIBOLD : FACE_REGULAR, p->theme->text);
    double worse = 100 * fabs(k->worst - k->best) / fabs(k->best);
    table_text(p, t, row, 0, style, pen_printf(p, "%zu", k->k));
    table_text(p, t, row, 1, style, number_text(p->draw, k->best, fabs(k->best) < 1e5 ? 1 : 0));
    table_text(p, t, row, 2, style,
               isfinite(worse) ? pen_printf(p, "%s %%", number_text(p->draw, worse, 1)) : "");
    if (isfinite(k->best))
        table_text(p, t, row, 3, style, pen_printf(p, "%zu of %zu", k->found_best, k->done));
    double more = s->kind == EM_KMEANS ? k->silhouette : k->bic;
    table_text(p, t, row, 4, style, number_text(p->draw, more, s->kind == EM_KMEANS ? 3 : 1));
}

static const char *reason(pen *p, const sweep *s)
{
    bool found = s->suggested >= 0 && (size_t)s->suggested < s->n_ks;
    size_t k = found ? s->ks[s->suggested].k : 0;
    if (p->in->sweep_busy)
        return "The runs go on in the background: step and look around meanwhile.";
    if (s->kind != EM_KMEANS)
        return found ? pen_printf(p,
                                  "**K = %zu** has the smallest BIC. The likelihood alone always "
                                  "rises with K; BIC charges ln N for every parameter.",
                                  k)
                     : "**No suggestion:** no run has finished.";
    if (!found)
        return "**No clear elbow.** J always falls as K grows, and here it bends nowhere sharply: "
               "no K lies far enough below the straight line from first to last.";
    return pen_printf(p,
                      "**K = %zu** is the elbow: it lies farthest below the straight line from "
                      "first to last (%s of the range). J always falls as K grows, so its smallest "
                      "value says nothing.",
                      k, number_text(p->draw, s->knee, 2));
}

/* Where the table begins if only some rows fit: the suggested K is among them. */
static size_t first_row(const sweep *s, size_t rows)
{
    if (rows >= s->n_ks || s->suggested < 0)
        return 0;
    size_t middle = (size_t)s->suggested, before = rows / 2;
    size_t first = middle > before ? middle - before : 0;
    return first + rows > s->n_ks ? s->n_ks - rows : first;
}

static void draw_rows_card(pen *p, rect box, const sweep *s)
{
    rect inside = widget_titled_card(p, box, "Restarts", "press a row to load its best");
    bool narrow = inside.w < 24 * pen_size(p, TYPE_CAPTION), kmeans = s->kind == EM_KMEANS;
    const table_column column[] = {{"K", 34, PEN_LEFT},
                                   {kmeans ? "best J" : "best ln p", 84, PEN_RIGHT},
                                   {narrow ? "" : "worst off by", narrow ? 0 : 92, PEN_RIGHT},
                                   {"found best", 92, PEN_RIGHT},
                                   {kmeans ? "silhouette" : "BIC", 84, PEN_RIGHT}};
    table t = table_make(p, inside, column, 5);
    double h = table_row_height(p);
    table_head(p, &t, layout_cut_top(&inside, h));
    for (size_t i = first_row(s, (size_t)(inside.h / h + 0.1)); i < s->n_ks && inside.h > 0.9 * h;
         i++)
        draw_sweep_row(p, &t, layout_cut_top(&inside, h), s, i);
    layout_cut_top(&inside, 8 * p->u);
    pen_paragraph(p, inside, pen_caption(p), reason(p, s));
}

static void draw_invitation(pen *p, rect box)
{
    const char *text =
        "The objective improves with every component more, so its best value says nothing. Run "
        "every K from several starts and look for the place where the improvement stops being "
        "worth it: the elbow of J, the highest silhouette, the lowest BIC.";
    double words = pen_paragraph_height(p, box.w - 28 * p->u, pen_caption(p), text);
    box.h = fmin(box.h, words + pen_line(p, TYPE_BODY) + 86 * p->u);
    rect inside = widget_titled_card(p, box, "How many clusters?", NULL);
    layout_cut_top(&inside, pen_paragraph(p, inside, pen_caption(p), text) + 14 * p->u);
    if (inside.h < 34 * p->u)
        return;
    rect row = layout_cut_top(&inside, 34 * p->u);
    if (p->in->sweep_busy)
        draw_progress(p, row);
    else
        start_button(p, &row, "Try every K", false);
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    const sweep *s = in->view->sweep;
    rect box = in->box;
    if (!s || s->n_ks == 0) {
        draw_invitation(&p, box);
        return;
    }
    double rows =
        28 * p.u + pen_line(&p, TYPE_BODY) + 6 * p.u + (double)(s->n_ks + 1) * table_row_height(&p);
    double least = fmax(box.h * 0.42, fmin(box.h * 0.6, 220 * p.u));
    double top = fmin(fmax(least, box.h - rows - 90 * p.u), 340 * p.u);
    draw_curve_card(&p, layout_cut_top(&box, top), s, in->pane->frame.params->k);
    layout_cut_top(&box, 12 * p.u);
    if (box.h > 70 * p.u)
        draw_rows_card(&p, box, s);
}

const panel panel_choose_k = {.name = "Choose K",
                              .tooltip = "Elbow, silhouette, BIC and AIC over K ([ and ])",
                              .accepts = accepts,
                              .draw = draw};
