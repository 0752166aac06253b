/* Labels: the components against the true labels, following every half-step: contingency table
 * reordered to the diagonal, scores with a sentence each, histograms both ways. */
#include "view/labels_part.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/palette.h"
#include "view/panel.h"
#include "view/table.h"

#include <math.h>

static bool accepts(const session_frame *frame)
{
    return frame->data && frame->data->label && frame->data->classes > 0;
}

/* Columns so that the matched component of class t stands in column t; then the others. */
static bool order_columns(pen *p, const session_scores *s, size_t *order)
{
    double *gain = draw_alloc(p->draw, s->classes * s->k * sizeof *gain);
    int32_t *match = draw_alloc(p->draw, s->classes * sizeof *match);
    bool *used = draw_alloc(p->draw, s->k * sizeof *used);
    if (!gain || !match || !used)
        return false;
    for (size_t i = 0; i < s->classes * s->k; i++)
        gain[i] = (double)s->table[i];
    if (em_match(gain, s->classes, s->k, match) != EM_OK)
        return false;
    size_t n = 0;
    for (size_t c = 0; c < s->k; c++)
        used[c] = false;
    for (size_t t = 0; t < s->classes; t++)
        if (match[t] >= 0) {
            order[n++] = (size_t)match[t];
            used[match[t]] = true;
        }
    for (size_t c = 0; c < s->k; c++)
        if (!used[c])
            order[n++] = c;
    return true;
}

bool labels_make(pen *p, const view_pane *pane, labels *out)
{
    const session_scores *s = p->in->scores;
    if (!s || s->classes == 0 || s->k == 0 || s->k != pane->frame.params->k)
        return false;
    *out = (labels){.pane = pane, .scores = s, .data = pane->frame.data};
    out->order = draw_alloc(p->draw, s->k * sizeof *out->order);
    out->class_total = draw_alloc(p->draw, s->classes * sizeof *out->class_total);
    out->component_total = draw_alloc(p->draw, s->k * sizeof *out->component_total);
    if (!out->order || !out->class_total || !out->component_total)
        return false;
    for (size_t c = 0; c < s->k; c++)
        out->component_total[c] = 0;
    for (size_t t = 0; t < s->classes; t++) {
        out->class_total[t] = 0;
        for (size_t c = 0; c < s->k; c++) {
            out->class_total[t] += s->table[t * s->k + c];
            out->component_total[c] += s->table[t * s->k + c];
        }
    }
    return order_columns(p, s, out->order);
}

int32_t labels_palette(const labels *l, size_t component)
{
    return l->pane->match ? l->pane->match[component] : (int32_t)component;
}

const char *labels_class(pen *p, const labels *l, size_t t)
{
    return l->data->class_name ? l->data->class_name[t] : pen_printf(p, "%zu", t);
}

/* Where the cells of the table stand. */
typedef struct heat_grid {
    rect cells;
    double w, h, label_w;
} heat_grid;

static heat_grid make_grid(pen *p, rect box, const labels *l)
{
    heat_grid g = {0};
    double head = pen_line(p, TYPE_CAPTION) + 4 * p->u;
    for (size_t t = 0; t < l->scores->classes; t++)
        g.label_w = fmax(g.label_w, pen_width(p, pen_caption(p), labels_class(p, l, t)));
    g.label_w = fmin(g.label_w + 10 * p->u, box.w * 0.3);
    g.cells =
        (rect){box.x + g.label_w, box.y + head, fmax(0, box.w - g.label_w), fmax(0, box.h - head)};
    g.w = fmin(g.cells.w / (double)l->scores->k, 64 * p->u);
    g.h = fmin(g.cells.h / (double)l->scores->classes, 40 * p->u);
    return g;
}

static void draw_grid_head(pen *p, rect box, const labels *l, const heat_grid *g)
{
    rect head = {box.x, box.y, box.w, g->cells.y - box.y};
    for (size_t i = 0; i < l->scores->k; i++) {
        pen_style style = {FACE_BOLD, TYPE_AXIS, 0};
        style.colour = palette_text(labels_palette(l, l->order[i]), p->in->theme);
        rect cell = {g->cells.x + (double)i * g->w, head.y, g->w, head.h};
        pen_label(p, cell, style, PEN_CENTRE, pen_printf(p, "%zu", l->order[i] + 1));
    }
}

/* Of the whole card, with rows just high enough for their numbers. */
static double heat_height(const pen *p, const labels *l)
{
    return 32 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u + pen_line(p, TYPE_CAPTION) +
           (double)l->scores->classes * 1.15 * pen_size(p, TYPE_CAPTION);
}

static void draw_heat(pen *p, rect box, const labels *l)
{
    rect inside =
        widget_titled_card(p, box, "Confusion", "rows: true label \xC2\xB7 columns: component");
    if (inside.h < 40 * p->u)
        return;
    heat_grid g = make_grid(p, inside, l);
    draw_grid_head(p, inside, l, &g);
    for (size_t t = 0; t < l->scores->classes; t++) {
        double y = g.cells.y + (double)t * g.h;
        pen_label(p, (rect){inside.x, y, g.label_w - 8 * p->u, g.h}, pen_caption(p), PEN_LEFT,
                  labels_class(p, l, t));
        for (size_t i = 0; i < l->scores->k; i++) {
            size_t count = l->scores->table[t * l->scores->k + l->order[i]];
            rect cell = {g.cells.x + (double)i * g.w, y, g.w, g.h};
            draw_add_rect(p->draw, rect_inset(cell, p->u), 3 * p->u,
                          rgba_mix(p->theme->surface, p->theme->track, 0.55));
            double share = (double)count / fmax(1, (double)l->class_total[t]);
            widget_heat_cell(p, cell, share, count ? number_count(p->draw, count) : "");
        }
    }
}

typedef struct score_row {
    const char *name, *meaning;
    double value;
} score_row;

static void draw_scores(pen *p, rect box, const labels *l)
{
    const em_scores *s = &l->scores->scores;
    const score_row row[] = {
        {"Adjusted Rand index", "The Rand index with chance taken out: 0 is random, 1 is perfect.",
         s->adjusted_rand},
        {"Rand index",
         "Share of point pairs on which the two groupings agree; even chance scores high.",
         s->rand},
        {"Accuracy", "Share of points that are right when each component stands for one label.",
         s->accuracy},
        {"Purity", "Share of points that carry their component's commonest label.", s->purity},
        {"NMI", "How much the component tells about the label: 0 nothing, 1 everything.", s->nmi},
        {"Homogeneity", "1 if every component holds points of one label only.", s->homogeneity},
        {"Completeness", "1 if every label's points lie in one component only.", s->completeness}};
    size_t rows = sizeof row / sizeof row[0];
    rect inside =
        widget_titled_card(p, box, "Against the true labels",
                           l->pane->frame.closing && box.w > 270 * p->u ? "closing E-step" : NULL);
    double line = pen_line(p, TYPE_BODY) + 2 * p->u, gap = 5 * p->u;
    double words = 0;
    for (size_t i = 0; i < rows; i++)
        words += line + gap + pen_paragraph_height(p, inside.w, pen_muted(p), row[i].meaning);
    bool explain = inside.h >= words * 0.7;
    for (size_t i = 0; i < rows && inside.h >= line; i++) {
        double h = explain ? pen_paragraph_height(p, inside.w, pen_muted(p), row[i].meaning) : 0;
        if (inside.h < line + h)
            return;
        rect top = layout_cut_top(&inside, line);
        pen_label(p, top, pen_strong(p), PEN_RIGHT, number_text(p->draw, row[i].value, 4));
        layout_cut_right(&top, pen_width(p, pen_strong(p), "0.0000") + 10 * p->u);
        pen_label(p, top, pen_body(p), PEN_LEFT, row[i].name);
        pen_paragraph(p, layout_cut_top(&inside, h), pen_muted(p), row[i].meaning);
        layout_cut_top(&inside, explain ? gap : 0);
    }
}

static void draw_waiting(pen *p, rect box)
{
    rect inside = widget_titled_card(p, box, "Labels", NULL);
    pen_paragraph(p, inside, pen_caption(p),
                  "No point has a component yet. The first E-step (press **Right**) assigns them; "
                  "from then on everything here follows each half-step.");
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    labels l;
    rect box = in->box;
    double gap = 12 * p.u;
    if (!labels_make(&p, in->pane, &l)) {
        draw_waiting(&p, layout_cut_top(&box, fmin(box.h, 130 * p.u)));
        return;
    }
    bool wide = box.w > 600 * p.u;
    double bars = (pen_line(&p, TYPE_BODY) + pen_line(&p, TYPE_AXIS) + (28 + 6 + 64) * p.u);
    double both = 2 * (bars + gap);
    if (box.h - both > 200 * p.u) {
        labels_bars_draw(&p, layout_cut_bottom(&box, bars), &l, true);
        layout_cut_bottom(&box, gap);
        labels_bars_draw(&p, layout_cut_bottom(&box, bars), &l, false);
        layout_cut_bottom(&box, gap);
    } else if (box.h - bars > (wide ? 220 : 340) * p.u) {
        labels_bars_draw(&p, layout_cut_bottom(&box, bars), &l, false);
        layout_cut_bottom(&box, gap);
    }
    double want = fmax(box.h * 0.55, fmin(heat_height(&p, &l), box.h - 84 * p.u));
    rect heat = wide ? layout_cut_left(&box, box.w * 0.58) : layout_cut_top(&box, want);
    if (wide)
        layout_cut_left(&box, gap);
    else
        layout_cut_top(&box, gap);
    draw_heat(&p, heat, &l);
    draw_scores(&p, box, &l);
}

const panel panel_labels = {
    .name = "Labels",
    .tooltip = "Components against the true labels ([ and ])",
    .accepts = accepts,
    .draw = draw,
    .refusal = "This data has no true labels, so there is nothing to compare the components with. "
               "Data with a label column (iris, digits, a file of your own) has."};
