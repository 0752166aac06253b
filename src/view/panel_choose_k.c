/* Choose K: the objective over K with the band of its restarts, silhouette, BIC and AIC; what is
 * suggested and why; a row or a place on the chart loads that solution. */
#include "view/choose_k_part.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/panel.h"
#include "view/table.h"

#include <math.h>

enum { ID_CURVE = 100, ID_START = 110, ID_CANCEL, ID_WORDS, ID_ROW = 400 };
enum { MORE = 12 }; /* the largest K to try where BIC falls on */

static bool accepts(const session_frame *frame)
{
    return frame->data != NULL;
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

/* most: the largest K to try, 0: as far as usual. */
static void start_button(pen *p, rect *row, const char *label, size_t most, bool right)
{
    control start = {.id = control_id(GROUP_PANEL, 0, ID_START),
                     .command = command_n(COMMAND_SWEEP, -1, (long)most),
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
        "The objective of the best run for each K (Shift+S: next curve)",
        "How much closer points are to their own cluster than to the next (Shift+S)",
        "\xE2\x88\x92"
        "2 ln p(X) + parameters \xC3\x97 ln N: lower is better (Shift+S)",
        "\xE2\x88\x92"
        "2 ln p(X) + 2 \xC3\x97 parameters: lower is better (Shift+S)"};
    bool kmeans = s->kind == EM_KMEANS;
    size_t most = s->ks[s->n_ks - 1].k, n_points = p->in->pane[p->in->active].frame.data->n;
    bool more = choose_k_at_end(s) && most < MORE && most < n_points;
    start_button(p, &row, more ? "Try more" : "Again", more ? MORE : most, true);
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
    choose_k_plot(p, inside, s, curve, now);
    if (p->in->sweep_busy)
        draw_progress(p, row);
    else
        draw_choices(p, row, s, curve);
}

static void draw_sweep_row(pen *p, const table *t, rect row, const sweep *s, size_t i)
{
    const sweep_k *k = &s->ks[i];
    control press = choose_k_load(p, ID_ROW + i, k);
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
    int decimals = s->kind == EM_KMEANS ? 3 : fabs(more) < 1e6 ? 1 : 0;
    table_text(p, t, row, 4, style, number_text(p->draw, more, decimals));
}

static const char *reason(pen *p, const sweep *s)
{
    bool found = s->suggested >= 0 && (size_t)s->suggested < s->n_ks;
    size_t k = found ? s->ks[s->suggested].k : 0;
    if (p->in->sweep_busy)
        return "The runs go on in the background: step and look around meanwhile.";
    if (choose_k_at_end(s))
        return pen_printf(p,
                          "**No suggestion yet:** BIC is still falling at K = %zu, the largest K "
                          "tried. Its lowest point may lie beyond: try more%s.",
                          k, k < MORE ? "" : " (emstep sweep --k 1..30)");
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

/* The same in one line, for the rest in a tooltip. */
static const char *short_reason(pen *p, const sweep *s)
{
    bool found = s->suggested >= 0 && (size_t)s->suggested < s->n_ks;
    size_t k = found ? s->ks[s->suggested].k : 0;
    if (p->in->sweep_busy)
        return "The runs go on in the background.";
    if (choose_k_at_end(s))
        return pen_printf(p, "**BIC still falling at K = %zu,** the largest tried: try more.", k);
    if (!found)
        return s->kind == EM_KMEANS ? "**No clear elbow:** J bends nowhere sharply."
                                    : "**No suggestion:** no run has finished.";
    return pen_printf(p,
                      s->kind == EM_KMEANS ? "**K = %zu** is the elbow of J."
                                           : "**K = %zu** has the smallest BIC.",
                      k);
}

/* Where there is no room for a sentence. */
static const char *found_words(pen *p, const sweep *s)
{
    if (p->in->sweep_busy)
        return "trying";
    if (s->suggested < 0)
        return "no clear elbow";
    return pen_printf(p, choose_k_at_end(s) ? "BIC still falling at K = %zu" : "suggested K = %zu",
                      s->ks[s->suggested].k);
}

/* How the room below the tabs is shared out. */
typedef struct plan {
    double chart, row; /* heights; of one row of the table */
    size_t columns;    /* the table is cut in two where it is low */
    bool long_words;
} plan;

static double card_height(const pen *p)
{
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u;
}

/* Every K has its row before the words are long, the rows high and the chart large. */
static plan make_plan(pen *p, rect box, const sweep *s)
{
    double line = pen_line(p, TYPE_CAPTION), width = box.w - 28 * p->u;
    double room = box.h - 12 * p->u - card_height(p) - 8 * p->u;
    double words = pen_paragraph_height(p, width, pen_caption(p), reason(p, s));
    double brief = pen_paragraph_height(p, width, pen_caption(p), short_reason(p, s));
    double good = card_height(p) + 132 * p->u, least = card_height(p) + 88 * p->u;
    plan out = {.columns = room - least - brief < (double)(s->n_ks + 1) * line ? 2 : 1};
    double rows = ceil((double)s->n_ks / (double)out.columns) + 1;
    out.long_words = room - good - rows * line >= words;
    if (!out.long_words)
        words = brief;
    out.row = fmin(table_row_height(p), fmax(line, (room - good - words) / rows));
    out.chart = fmin(340 * p->u, fmax(least, room - words - rows * out.row));
    return out;
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

static void draw_words(pen *p, rect box, const sweep *s, bool long_words)
{
    control note = {.id = control_id(GROUP_PANEL, 0, ID_WORDS), .tooltip = NULL};
    if (!long_words) {
        note.tooltip = reason(p, s);
        control_add(p, box, HIT_NOTE, &note);
    }
    pen_paragraph(p, box, pen_caption(p), long_words ? reason(p, s) : short_reason(p, s));
}

/* Rows from first to before last. */
static void draw_table(pen *p, rect box, const sweep *s, const plan *how, size_t first, size_t last)
{
    bool narrow = box.w < 24 * pen_size(p, TYPE_CAPTION), kmeans = s->kind == EM_KMEANS;
    bool half = how->columns > 1; /* J or BIC alone then */
    const table_column column[] = {{"K", 34, PEN_LEFT},
                                   {half && !kmeans ? ""
                                    : kmeans        ? "best J"
                                                    : "best ln p",
                                    half && !kmeans ? 0 : 84, PEN_RIGHT},
                                   {narrow ? "" : "worst off by", narrow ? 0 : 92, PEN_RIGHT},
                                   {half ? "" : "found best", half ? 0 : 92, PEN_RIGHT},
                                   {half && kmeans ? ""
                                    : kmeans       ? "silhouette"
                                                   : "BIC",
                                    half && kmeans ? 0 : 84, PEN_RIGHT}};
    table t = table_make(p, box, column, 5);
    table_head(p, &t, layout_cut_top(&box, how->row));
    for (size_t i = first; i < last; i++)
        draw_sweep_row(p, &t, layout_cut_top(&box, how->row), s, i);
}

static void draw_rows_card(pen *p, rect box, const sweep *s, const plan *how)
{
    const char *note = how->columns > 1 ? found_words(p, s) : "press a row to load its best";
    rect inside = widget_titled_card(p, box, "Restarts", note);
    size_t room = (size_t)fmax(1, inside.h / how->row - 0.9), each = s->n_ks;
    if (how->columns > 1)
        each = (s->n_ks + 1) / 2;
    each = each < room ? each : room;
    size_t first = first_row(s, each * how->columns), end = first + each * how->columns;
    end = end < s->n_ks ? end : s->n_ks;
    rect rows = layout_cut_top(&inside, (double)(each + 1) * how->row);
    for (size_t c = 0; c < how->columns && first + c * each < end; c++) {
        size_t from = first + c * each, to = from + each < end ? from + each : end;
        draw_table(p, layout_column(rows, c, how->columns, 24 * p->u), s, how, from, to);
    }
    layout_cut_top(&inside, 8 * p->u);
    draw_words(p, inside, s, how->long_words);
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
        start_button(p, &row, "Try every K", 0, false);
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
    plan how = make_plan(&p, box, s);
    draw_curve_card(&p, layout_cut_top(&box, how.chart), s, in->pane->frame.params->k);
    layout_cut_top(&box, 12 * p.u);
    if (box.h > 70 * p.u)
        draw_rows_card(&p, box, s, &how);
}

const panel panel_choose_k = {.name = "Choose K",
                              .tooltip = "Elbow, silhouette, BIC and AIC over K ([ and ])",
                              .accepts = accepts,
                              .draw = draw};
