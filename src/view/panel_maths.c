/* Maths: the algorithm with the line that comes next marked, and the formulas of both half-steps
 * with the current numbers put in. */
#include "view/layout.h"
#include "view/maths_part.h"
#include "view/panel.h"

#include <math.h>

enum { LINES_MAX = 8 };

typedef enum part { PART_START, PART_REPEAT, PART_E, PART_M, PART_UNTIL } part;

typedef struct code_line {
    const char *text; /* rich text; NULL ends the list */
    int indent;
    part part;
} code_line;

static const code_line kmeans_code[LINES_MAX] = {
    {"choose K centroids \xCE\xBC_{k}", 0, PART_START},
    {"**repeat**", 0, PART_REPEAT},
    {"**E:** r_{n} \xE2\x86\x90 the k whose \xCE\xBC_{k} is nearest to x_{n}", 1, PART_E},
    {"**M:** \xCE\xBC_{k} \xE2\x86\x90 mean of the points with r_{n} = k", 1, PART_M},
    {"**until** no r_{n} changes, or no \xCE\xBC_{k} moves", 0, PART_UNTIL}};

static const code_line gmm_code[LINES_MAX] = {
    {"choose \xCF\x80_{k}, \xCE\xBC_{k}, \xCE\xA3_{k}", 0, PART_START},
    {"**repeat**", 0, PART_REPEAT},
    {"**E:** \xCE\xB3_{nk} \xE2\x86\x90 share of component k in x_{n}", 1, PART_E},
    {"**M:** N_{k} \xE2\x86\x90 sum over n of \xCE\xB3_{nk}", 1, PART_M},
    {"\xCE\xBC_{k} \xE2\x86\x90 weighted mean", 2, PART_M},
    {"\xCE\xA3_{k} \xE2\x86\x90 weighted covariance", 2, PART_M},
    {"\xCF\x80_{k} \xE2\x86\x90 N_{k} / N", 2, PART_M},
    {"**until** ln p(X) hardly rises", 0, PART_UNTIL}};

static const code_line bernoulli_code[LINES_MAX] = {
    {"choose \xCF\x80_{k} and probabilities \xCE\xBC_{kj}", 0, PART_START},
    {"**repeat**", 0, PART_REPEAT},
    {"**E:** \xCE\xB3_{nk} \xE2\x86\x90 share of component k in x_{n}", 1, PART_E},
    {"**M:** N_{k} \xE2\x86\x90 sum over n of \xCE\xB3_{nk}", 1, PART_M},
    {"\xCE\xBC_{kj} \xE2\x86\x90 how often feature j is 1, weighted", 2, PART_M},
    {"\xCF\x80_{k} \xE2\x86\x90 N_{k} / N", 2, PART_M},
    {"**until** ln p(X) hardly rises", 0, PART_UNTIL}};

static bool accepts(const session_frame *frame)
{
    return frame->data != NULL;
}

static const code_line *code_of(em_kind kind)
{
    return kind == EM_KMEANS ? kmeans_code : kind == EM_GMM ? gmm_code : bernoulli_code;
}

static double line_height(const pen *p)
{
    return pen_line(p, TYPE_BODY) + 3 * p->u;
}

static double code_height(const pen *p, em_kind kind)
{
    size_t n = 0;
    while (n < LINES_MAX && code_of(kind)[n].text)
        n++;
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u + (double)n * line_height(p);
}

static part current_part(const session_frame *f)
{
    bool stopped = (f->converged && f->stop_row == f->cursor) || f->ended;
    return stopped ? PART_UNTIL : f->next == TRACE_M ? PART_M : PART_E;
}

static void draw_code(pen *p, rect box, const session_frame *f)
{
    part now = current_part(f);
    const char *note = now == PART_UNTIL ? "the rule holds"
                       : now == PART_M   ? "next: the M-step"
                                         : "next: the E-step";
    rect inside = widget_titled_card(p, box, "Algorithm", note);
    const code_line *code = code_of(f->params->kind);
    for (size_t i = 0; i < LINES_MAX && code[i].text && inside.h > 0.8 * line_height(p); i++) {
        rect row = layout_cut_top(&inside, line_height(p));
        if (code[i].part == now) {
            rect back = {row.x - 6 * p->u, row.y, row.w + 12 * p->u, row.h};
            draw_add_rect(p->draw, back, 0, rgba_fade(p->theme->accent, 0.15));
            draw_add_rect(p->draw, (rect){back.x, back.y, 3 * p->u, back.h}, 0, p->theme->accent);
        }
        layout_cut_left(&row, (6 + 18 * code[i].indent) * p->u);
        pen_style style = pen_with(pen_body(p), FACE_REGULAR,
                                   code[i].part == now ? p->theme->text : p->theme->second);
        if (pen_rich(p, row, style, PEN_LEFT, code[i].text) <= 0) {
            style.role = TYPE_CAPTION;
            pen_paragraph(p, (rect){row.x, row.y + 3 * p->u, row.w, row.h}, style, code[i].text);
        }
    }
}

static void draw_sheet(pen *p, rect *box, const char *title, const char *note, const maths_sheet *s)
{
    double width = box->w - 28 * p->u;
    double want = 28 * p->u + pen_line(p, TYPE_BODY) + 8 * p->u + maths_height(p, s, width);
    if (box->h < 80 * p->u)
        return;
    rect inside = widget_titled_card(p, layout_cut_top(box, want), title, note);
    layout_cut_top(&inside, 2 * p->u);
    maths_draw(p, s, inside);
    layout_cut_top(box, 12 * p->u);
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    const session_frame *f = &in->pane->frame;
    rect box = in->box;
    draw_code(&p, layout_cut_top(&box, code_height(&p, f->params->kind)), f);
    layout_cut_top(&box, 12 * p.u);
    maths_sheet e = {0}, m = {0}, objective = {0};
    maths_fill_e(&p, in->pane, &e);
    maths_fill_m(&p, in->pane, &m);
    maths_fill_objective(&p, in->pane, &objective);
    long row = in->view->inspect ? in->view->inspect_row : 0;
    const char *point = pen_printf(&p, "for point #%ld", row);
    const char *component = pen_printf(&p, "for component %zu", maths_component(&p, in->pane) + 1);
    bool m_first = f->next == TRACE_M && !f->ended;
    if (m_first)
        draw_sheet(&p, &box, "M-step", component, &m);
    draw_sheet(&p, &box, "E-step", point, &e);
    if (!m_first)
        draw_sheet(&p, &box, "M-step", component, &m);
    draw_sheet(&p, &box, f->params->kind == EM_KMEANS ? "Distortion" : "Log-likelihood and bound",
               NULL, &objective);
}

const panel panel_maths = {.name = "Maths",
                           .tooltip = "The algorithm and its formulas with numbers ([ and ])",
                           .accepts = accepts,
                           .draw = draw};
