/* Labels: the components against the true labels, following every half-step: contingency table
 * reordered to the diagonal, scores with a sentence each, histograms both ways. */
#include "view/layout.h"
#include "view/number.h"
#include "view/palette.h"
#include "view/panel.h"
#include "view/prototypes_part.h"
#include "view/table.h"

#include <math.h>
#include <string.h>

enum { STRIP_MIN = 34, STRIP_MAX = 100 }; /* side of a mean on top, style-sheet pixels */

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
    g.w = fmin(g.cells.w / (double)l->scores->k, 96 * p->u);
    g.h = fmin(g.cells.h / (double)l->scores->classes, 44 * p->u);
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

enum { SCORES = 7, ID_SCORE = 700 };

static void list_scores(const em_scores *s, score_row out[SCORES])
{
    const score_row row[SCORES] = {
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
    memcpy(out, row, sizeof row);
}

static double score_line(const pen *p)
{
    return pen_line(p, TYPE_BODY) + 2 * p->u;
}

/* Of the whole card without explanations. */
static double scores_height(const pen *p)
{
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u + SCORES * score_line(p);
}

static void draw_score(pen *p, rect row, const score_row *score)
{
    pen_label(p, row, pen_strong(p), PEN_RIGHT, number_text(p->draw, score->value, 4));
    layout_cut_right(&row, pen_width(p, pen_strong(p), "0.0000") + 10 * p->u);
    pen_label(p, row, pen_body(p), PEN_LEFT, score->name);
}

/* Those there is no room for are in a tooltip of the card. */
static void draw_first_scores(pen *p, rect box, rect inside, const score_row *row)
{
    const char *all = "";
    for (size_t i = 0; i < SCORES; i++)
        all = pen_printf(p, "%s%s%s %s", all, i ? " \xC2\xB7 " : "", row[i].name,
                         number_text(p->draw, row[i].value, 4));
    control note = {.id = control_id(GROUP_PANEL, 0, ID_SCORE + SCORES), .tooltip = all};
    control_add(p, box, HIT_NOTE, &note);
    for (size_t i = 0; i < SCORES && inside.h >= pen_line(p, TYPE_BODY); i++)
        draw_score(p, layout_cut_top(&inside, score_line(p)), &row[i]);
}

/* Every score; the explanations of as many as there is room for, the others' in their tooltips. */
static void draw_scores(pen *p, rect box, const labels *l)
{
    const bool closing = l->pane->frame.closing && box.w > 270 * p->u;
    rect inside =
        widget_titled_card(p, box, "Against the true labels", closing ? "closing E-step" : NULL);
    score_row row[SCORES];
    list_scores(&l->scores->scores, row);
    double line = fmin(score_line(p), inside.h / SCORES), gap = 5 * p->u;
    double spare = inside.h - SCORES * line;
    if (line < 0.8 * pen_line(p, TYPE_BODY)) {
        draw_first_scores(p, box, inside, row);
        return;
    }
    for (size_t i = 0; i < SCORES; i++) {
        rect top = layout_cut_top(&inside, line);
        control note = {.id = control_id(GROUP_PANEL, 0, ID_SCORE + i), .tooltip = row[i].meaning};
        control_add(p, top, HIT_NOTE, &note);
        draw_score(p, top, &row[i]);
        double words = pen_paragraph_height(p, inside.w, pen_muted(p), row[i].meaning);
        spare -= words + (i + 1 < SCORES ? gap : 0);
        if (spare < 0)
            continue;
        pen_paragraph(p, layout_cut_top(&inside, words), pen_muted(p), row[i].meaning);
        layout_cut_top(&inside, gap);
    }
}

static void draw_waiting(pen *p, rect box)
{
    rect inside = widget_titled_card(p, box, "Labels", NULL);
    pen_paragraph(p, inside, pen_caption(p),
                  "No point has a component yet. The first E-step (press **Right**) assigns them; "
                  "from then on everything here follows each half-step.");
}

/* Heights of the cards below each other; 0: left out. */
typedef struct plan {
    double strip, both_ways, one_way;
} plan;

static double bars_height(const pen *p, double bars)
{
    return (28 + 6) * p->u + pen_line(p, TYPE_BODY) + pen_line(p, TYPE_AXIS) + bars;
}

/* Images: the prototypes on top, if the confusion, every score and both histograms keep room. */
static bool plan_strip(const pen *p, rect box, const labels *l, proto *s, plan *out)
{
    double gap = 12 * p->u, width = box.w - 28 * p->u;
    s->columns = s->params->k;
    s->pitch = width / (double)s->columns;
    double middle = fmax(heat_height(p, l), scores_height(p));
    double room = box.h - 3 * gap - middle - prototypes_height(p, 0) - 2 * bars_height(p, 0);
    double bars = fmin(fmax((room - STRIP_MAX * p->u) / 2, 40 * p->u), 51 * p->u);
    s->cell = fmin(fmin(s->pitch - 6 * p->u, STRIP_MAX * p->u), room - 2 * bars);
    if (s->cell < STRIP_MIN * p->u)
        return false;
    out->strip = prototypes_height(p, s->cell);
    out->one_way = out->both_ways = bars_height(p, bars);
    return true;
}

/* Before the first E-step the means have no labels yet. */
static void draw_start(pen *p, rect *box, proto *s)
{
    s->columns = s->params->k;
    s->pitch = (box->w - 28 * p->u) / (double)s->columns;
    s->cell = fmin(s->pitch - 6 * p->u, STRIP_MAX * p->u);
    double height = prototypes_height(p, s->cell);
    if (s->cell < STRIP_MIN * p->u || box->h < height + 140 * p->u)
        return;
    prototypes_draw(p, layout_cut_top(box, height), s, "");
    layout_cut_top(box, 12 * p->u);
}

static plan make_plan(const pen *p, rect box, const labels *l, bool wide)
{
    plan s = {0};
    double bars = bars_height(p, 64 * p->u), gap = 12 * p->u;
    double below = heat_height(p, l) + gap + scores_height(p); /* not beside each other */
    if (box.h - 2 * (bars + gap) > (wide ? 200 * p->u : below))
        s.one_way = s.both_ways = bars;
    else if (box.h - bars - gap > (wide ? 208 * p->u : below))
        s.one_way = bars;
    return s;
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    labels l;
    rect box = in->box;
    double gap = 12 * p.u;
    const session_frame *f = &in->pane->frame;
    bool wide = box.w > 600 * p.u;
    proto means = {.pane = in->pane, .data = f->data, .params = f->params};
    if (!labels_make(&p, in->pane, &l)) {
        if (wide && prototypes_accept(f))
            draw_start(&p, &box, &means);
        draw_waiting(&p, layout_cut_top(&box, fmin(box.h, 130 * p.u)));
        return;
    }
    means.l = &l;
    plan s = make_plan(&p, box, &l, wide);
    if (wide && prototypes_accept(f) && plan_strip(&p, box, &l, &means, &s)) {
        prototypes_draw(&p, layout_cut_top(&box, s.strip), &means, "");
        layout_cut_top(&box, gap);
    }
    if (s.both_ways > 0) {
        labels_bars_draw(&p, layout_cut_bottom(&box, s.both_ways), &l, true);
        layout_cut_bottom(&box, gap);
    }
    if (s.one_way > 0) {
        labels_bars_draw(&p, layout_cut_bottom(&box, s.one_way), &l, false);
        layout_cut_bottom(&box, gap);
    }
    double least = fmin(heat_height(&p, &l), box.h - 92 * p.u); /* a row is left for the scores */
    double want = fmax(least, fmin(box.h * 0.55, box.h - gap - scores_height(&p)));
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
