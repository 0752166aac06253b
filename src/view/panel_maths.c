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
    const char *held; /* in its place where the covariances are not learnt; NULL: the same */
} code_line;

static const code_line kmeans_code[LINES_MAX] = {
    {"choose K centroids \xCE\xBC_{k}", 0, PART_START, NULL},
    {"**repeat**", 0, PART_REPEAT, NULL},
    {"**E:** r_{n} \xE2\x86\x90 the k whose \xCE\xBC_{k} is nearest to x_{n}", 1, PART_E, NULL},
    {"**M:** \xCE\xBC_{k} \xE2\x86\x90 mean of the points with r_{n} = k", 1, PART_M, NULL},
    {"**until** no r_{n} changes, or no \xCE\xBC_{k} moves", 0, PART_UNTIL, NULL}};

static const code_line gmm_code[LINES_MAX] = {
    {"choose \xCF\x80_{k}, \xCE\xBC_{k}, \xCE\xA3_{k}", 0, PART_START, NULL},
    {"**repeat**", 0, PART_REPEAT, NULL},
    {"**E:** \xCE\xB3_{nk} \xE2\x86\x90 share of component k in x_{n}", 1, PART_E, NULL},
    {"**M:** N_{k} \xE2\x86\x90 sum over n of \xCE\xB3_{nk}", 1, PART_M, NULL},
    {"\xCE\xBC_{k} \xE2\x86\x90 weighted mean", 2, PART_M, NULL},
    {"\xCE\xA3_{k} \xE2\x86\x90 weighted covariance", 2, PART_M,
     "\xCE\xA3_{k} = \xCE\xB5 I is held"},
    {"\xCF\x80_{k} \xE2\x86\x90 N_{k} / N", 2, PART_M, NULL},
    {"**until** ln p(X) hardly rises", 0, PART_UNTIL, NULL}};

static const code_line bernoulli_code[LINES_MAX] = {
    {"choose \xCF\x80_{k} and probabilities \xCE\xBC_{kj}", 0, PART_START, NULL},
    {"**repeat**", 0, PART_REPEAT, NULL},
    {"**E:** \xCE\xB3_{nk} \xE2\x86\x90 share of component k in x_{n}", 1, PART_E, NULL},
    {"**M:** N_{k} \xE2\x86\x90 sum over n of \xCE\xB3_{nk}", 1, PART_M, NULL},
    {"\xCE\xBC_{kj} \xE2\x86\x90 how often feature j is 1, weighted", 2, PART_M, NULL},
    {"\xCF\x80_{k} \xE2\x86\x90 N_{k} / N", 2, PART_M, NULL},
    {"**until** ln p(X) hardly rises", 0, PART_UNTIL, NULL}};

static const code_line gmm_short[LINES_MAX] = {
    {"choose \xCF\x80_{k}, \xCE\xBC_{k}, \xCE\xA3_{k}", 0, PART_START, NULL},
    {"**repeat**", 0, PART_REPEAT, NULL},
    {"**E:** \xCE\xB3_{nk} \xE2\x86\x90 share of component k in x_{n}", 1, PART_E, NULL},
    {"**M:** \xCF\x80_{k}, \xCE\xBC_{k}, \xCE\xA3_{k} \xE2\x86\x90 weighted by \xCE\xB3_{nk}", 1,
     PART_M, NULL},
    {"**until** ln p(X) hardly rises", 0, PART_UNTIL, NULL}};

static const code_line bernoulli_short[LINES_MAX] = {
    {"choose \xCF\x80_{k} and probabilities \xCE\xBC_{kj}", 0, PART_START, NULL},
    {"**repeat**", 0, PART_REPEAT, NULL},
    {"**E:** \xCE\xB3_{nk} \xE2\x86\x90 share of component k in x_{n}", 1, PART_E, NULL},
    {"**M:** \xCF\x80_{k}, \xCE\xBC_{kj} \xE2\x86\x90 weighted by \xCE\xB3_{nk}", 1, PART_M, NULL},
    {"**until** ln p(X) hardly rises", 0, PART_UNTIL, NULL}};

typedef enum code_form { CODE_NONE, CODE_SHORT, CODE_LONG } code_form;

static bool accepts(const session_frame *frame)
{
    return frame->data != NULL;
}

static const code_line *code_of(em_kind kind, code_form form)
{
    if (kind == EM_KMEANS)
        return kmeans_code;
    if (form == CODE_SHORT)
        return kind == EM_GMM ? gmm_short : bernoulli_short;
    return kind == EM_GMM ? gmm_code : bernoulli_code;
}

static double line_height(const pen *p, code_form form)
{
    return pen_line(p, TYPE_BODY) + (form == CODE_LONG ? 3 * p->u : 0);
}

static double card_height(const pen *p)
{
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u;
}

static double code_height(const pen *p, em_kind kind, code_form form)
{
    size_t n = 0;
    while (n < LINES_MAX && code_of(kind, form)[n].text)
        n++;
    return form == CODE_NONE ? 0 : card_height(p) + (double)n * line_height(p, form);
}

static part current_part(const session_frame *f)
{
    bool stopped = (f->converged && f->stop_row == f->cursor) || f->ended;
    return stopped ? PART_UNTIL : f->next == TRACE_M ? PART_M : PART_E;
}

static void draw_code(pen *p, rect box, const session_frame *f, code_form form)
{
    part now = current_part(f);
    const char *note = now == PART_UNTIL ? "the rule holds"
                       : now == PART_M   ? "next: the M-step"
                                         : "next: the E-step";
    rect inside = widget_titled_card(p, box, "Algorithm", note);
    const code_line *code = code_of(f->params->kind, form);
    for (size_t i = 0; i < LINES_MAX && code[i].text && inside.h > 0.8 * line_height(p, form);
         i++) {
        rect row = layout_cut_top(&inside, line_height(p, form));
        if (code[i].part == now) {
            rect back = {row.x - 6 * p->u, row.y, row.w + 12 * p->u, row.h};
            draw_add_rect(p->draw, back, 0, rgba_fade(p->theme->accent, 0.15));
            draw_add_rect(p->draw, (rect){back.x, back.y, 3 * p->u, back.h}, 0, p->theme->accent);
        }
        const char *text = code[i].held && f->spec->fixed_epsilon > 0 ? code[i].held : code[i].text;
        layout_cut_left(&row, (6 + 18 * code[i].indent) * p->u);
        pen_style style = pen_with(pen_body(p), FACE_REGULAR,
                                   code[i].part == now ? p->theme->text : p->theme->second);
        if (pen_rich(p, row, style, PEN_LEFT, text) <= 0) {
            style.role = TYPE_CAPTION;
            pen_paragraph(p, (rect){row.x, row.y + 3 * p->u, row.w, row.h}, style, text);
        }
    }
}

typedef enum sheet_form { SHEET_NONE, SHEET_BRIEF, SHEET_FULL } sheet_form;

/* What is shown of each card; the first that fits is taken. */
typedef struct plan {
    code_form code;
    sheet_form next, other, objective; /* next: of the half-step that comes next */
} plan;

static const plan plans[] = {{CODE_LONG, SHEET_FULL, SHEET_FULL, SHEET_FULL},
                             {CODE_LONG, SHEET_FULL, SHEET_FULL, SHEET_BRIEF},
                             {CODE_SHORT, SHEET_FULL, SHEET_FULL, SHEET_FULL},
                             {CODE_SHORT, SHEET_FULL, SHEET_FULL, SHEET_BRIEF},
                             {CODE_SHORT, SHEET_FULL, SHEET_FULL, SHEET_NONE},
                             {CODE_SHORT, SHEET_FULL, SHEET_BRIEF, SHEET_NONE},
                             {CODE_SHORT, SHEET_BRIEF, SHEET_BRIEF, SHEET_NONE},
                             {CODE_SHORT, SHEET_FULL, SHEET_NONE, SHEET_NONE},
                             {CODE_SHORT, SHEET_BRIEF, SHEET_NONE, SHEET_NONE},
                             {CODE_NONE, SHEET_BRIEF, SHEET_BRIEF, SHEET_NONE},
                             {CODE_NONE, SHEET_BRIEF, SHEET_NONE, SHEET_NONE}};

typedef struct sheets {
    maths_sheet e, m, objective;
} sheets;

static double sheet_height(pen *p, const maths_sheet *s, double width, sheet_form form)
{
    if (form == SHEET_NONE)
        return 0;
    return 12 * p->u + card_height(p) + maths_height(p, s, width - 28 * p->u, form == SHEET_BRIEF);
}

/* Whichever half-step comes next: the cards must not change their form at every step. */
static plan choose_plan(pen *p, rect box, em_kind kind, sheets *s)
{
    const size_t last = sizeof plans / sizeof plans[0] - 1;
    for (size_t i = 0; i < last; i++) {
        const plan *o = &plans[i];
        double rest = code_height(p, kind, o->code) + (o->code ? 0 : -12 * p->u) +
                      sheet_height(p, &s->objective, box.w, o->objective);
        double e = sheet_height(p, &s->e, box.w, o->next) + sheet_height(p, &s->m, box.w, o->other);
        double m = sheet_height(p, &s->m, box.w, o->next) + sheet_height(p, &s->e, box.w, o->other);
        if (rest + fmax(e, m) <= box.h)
            return *o;
    }
    return plans[last];
}

static void draw_sheet(pen *p, rect *box, const char *title, const char *note, const maths_sheet *s,
                       sheet_form form)
{
    double want = sheet_height(p, s, box->w, form) - 12 * p->u;
    if (form == SHEET_NONE || box->h < 60 * p->u)
        return;
    rect inside = widget_titled_card(p, layout_cut_top(box, want), title, note);
    maths_draw(p, s, inside, form == SHEET_BRIEF);
    layout_cut_top(box, 12 * p->u);
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    const session_frame *f = &in->pane->frame;
    rect box = in->box;
    sheets s = {0};
    maths_fill_e(&p, in->pane, &s.e);
    maths_fill_m(&p, in->pane, &s.m);
    maths_fill_objective(&p, in->pane, &s.objective);
    plan how = choose_plan(&p, box, f->params->kind, &s);
    if (how.code != CODE_NONE) {
        draw_code(&p, layout_cut_top(&box, code_height(&p, f->params->kind, how.code)), f,
                  how.code);
        layout_cut_top(&box, 12 * p.u);
    }
    long row = in->view->inspect ? in->view->inspect_row : 0;
    const char *point = pen_printf(&p, "for point #%ld", row);
    const char *component = pen_printf(&p, "for component %zu", maths_component(&p, in->pane) + 1);
    bool m_first = f->next == TRACE_M && !f->ended;
    if (m_first)
        draw_sheet(&p, &box, "M-step", component, &s.m, how.next);
    draw_sheet(&p, &box, "E-step", point, &s.e, m_first ? how.other : how.next);
    if (!m_first)
        draw_sheet(&p, &box, "M-step", component, &s.m, how.other);
    draw_sheet(&p, &box, f->params->kind == EM_KMEANS ? "Distortion" : "Log-likelihood and bound",
               NULL, &s.objective, how.objective);
}

const panel panel_maths = {.name = "Maths",
                           .tooltip = "The algorithm and its formulas with numbers ([ and ])",
                           .accepts = accepts,
                           .draw = draw};
