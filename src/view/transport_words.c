/* What the next half-step does, why the run stopped or where the panes disagree: a sentence and its
 * formula, below it or, where they have a row of their own, beside it. */
#include "view/formula.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/parts.h"

#include "session/report.h"

#include <math.h>
#include <string.h>

enum { BELOW = 5, BESIDE = 28 }; /* from the words to the formula */

static const char *stop_formula(const session_frame *f)
{
    if (f->stop == EM_STOP_UNCHANGED)
        return "r^{(t)} = r^{(t-1)}";
    if (f->stop != EM_STOP_TOLERANCE)
        return NULL;
    if (f->params->kind == EM_KMEANS)
        return "\\sum_{k} \\|\\mu_{k}^{(t)} - \\mu_{k}^{(t-1)}\\|^{2} \\leq \\epsilon";
    return "\\frac{1}{N} | \\ln p^{(t)} - \\ln p^{(t-1)} | < \\epsilon";
}

/* The name of the half-step in bold, then the rest of the sentence. */
static const char *next_sentence(pen *p, const session_frame *f, const char *words)
{
    const char *name = f->next == TRACE_M ? "M-step" : "E-step";
    size_t lead = strcspn(words, ".") + 1;
    if (strncmp(words, "Next", 4) == 0 && lead < strlen(words))
        return pen_printf(p, "**%.*s**%s", (int)lead, words, words + lead);
    return pen_printf(p, "**Next: %s.** %s", name, words);
}

/* The list of formulas ("a = b,  c = d") without its last one; "" if there was one only. */
static const char *drop_last(pen *p, const char *list)
{
    size_t bytes = strlen(list);
    while (bytes > 0 && strncmp(list + bytes, ",  ", 3) != 0)
        bytes--;
    return pen_printf(p, "%.*s", (int)bytes, list);
}

/* As large as fits between two sizes; 0: not at all. */
static double fit_size(const pen *p, const char *formula, rect room, double least, formula_box *out)
{
    for (double size = pen_size(p, TYPE_STEP); size >= least; size -= 0.5 * p->u) {
        *out = formula_measure(p->in->metrics, size, formula);
        if (out->width <= room.w && out->ascent + out->descent <= room.h)
            return size;
    }
    return 0;
}

/* As many of the formulas as fit at the size of text, else smaller; nothing where they would be too
 * small to read. */
static const char *fit_formula(pen *p, const char *formula, rect room, double *size,
                               formula_box *out)
{
    static const type_role least[] = {TYPE_BODY, TYPE_AXIS};
    for (size_t i = 0; i < 2; i++)
        for (const char *part = formula; *part; part = drop_last(p, part))
            if ((*size = fit_size(p, part, room, pen_size(p, least[i]), out)) > 0)
                return part;
    *out = (formula_box){0};
    return "";
}

static bool text_fits(const pen *p, rect room, const char *text)
{
    return pen_paragraph_height(p, room.w, pen_body(p), text) <= room.h;
}

/* What the rings of the overlay mean, and what comes next; NULL if it is off or there is nothing to
 * compare. */
static const char *disagreement(pen *p, rect room, const session_frame *f)
{
    const view_pane *pane = &p->in->pane[p->in->active];
    size_t n = 0;
    if (p->in->panes < 2 || !(p->in->overlays >> OVERLAY_DISAGREE & 1) || !pane->flag_disagree)
        return NULL;
    for (size_t i = 0; i < pane->frame.data->n; i++)
        n += pane->flag_disagree[i];
    bool kmeans = false, mixture = false;
    for (size_t i = 0; i < p->in->panes; i++)
        if (p->in->pane[i].frame.params) {
            kmeans = kmeans || p->in->pane[i].frame.params->kind == EM_KMEANS;
            mixture = mixture || p->in->pane[i].frame.params->kind == EM_GMM;
        }
    const char *text =
        pen_printf(p,
                   "**%s** of %s points get different components in different "
                   "panes (ringed).",
                   number_count(p->draw, n), number_count(p->draw, pane->frame.data->n));
    const char *why = pen_printf(
        p, "%s K-means cuts by distance alone; the mixture learns the clusters' shapes.", text);
    const char *next = next_sentence(p, f, report_next_short(f));
    bool differ = kmeans && mixture;
    const char *choice[] = {differ ? pen_printf(p, "%s\n%s", why, next) : NULL,
                            pen_printf(p, "%s\n%s", text, next), differ ? why : NULL};
    for (size_t i = 0; i < 3; i++)
        if (choice[i] && text_fits(p, room, choice[i]))
            return choice[i];
    return text;
}

static const char *stop_sentence(pen *p, const session_frame *f)
{
    char buffer[256];
    report_stop(f, buffer, sizeof buffer);
    size_t lead = strcspn(buffer, " ");
    if (strncmp(buffer, "not ", 4) == 0)
        lead = 4 + strcspn(buffer + 4, " ");
    const char *mark = lead < strlen(buffer) ? "**" : "";
    return pen_printf(p, "%s%.*s%s%s", mark, (int)lead, pen_sentence(p, buffer), mark,
                      pen_plain(p, buffer + lead));
}

/* A sentence with its formula, measured. */
typedef struct said {
    const char *text, *formula;
    double words_w, words_h, size;
    formula_box box; /* 0: no room for the formula */
    bool beside;     /* the formula stands right of the words, else below */
} said;

/* The least width in which the text takes no more height than there is. */
static double column_width(const pen *p, rect room, const char *text)
{
    double line = pen_line(p, TYPE_BODY), whole = pen_rich_width(p, pen_body(p), text);
    double w = whole / fmax(1, floor(room.h / line));
    while (w < room.w && pen_paragraph_height(p, w, pen_body(p), text) > room.h)
        w += line / 2;
    return fmin(w + 1, room.w);
}

static said say(pen *p, rect room, bool beside, const char *text, const char *formula)
{
    bool with = formula && *formula;
    said s = {.text = text, .formula = "", .words_w = room.w, .beside = beside};
    if (beside && with)
        s.words_w = column_width(p, room, text);
    s.words_h = pen_paragraph_height(p, s.words_w, pen_body(p), text);
    rect rest = {0, 0, room.w, room.h - s.words_h - BELOW * p->u};
    if (beside)
        rest = (rect){0, 0, room.w - s.words_w - BESIDE * p->u, room.h};
    if (with)
        s.formula = fit_formula(p, formula, rest, &s.size, &s.box);
    if (!*s.formula)
        s.words_w = room.w;
    return s;
}

/* What the next half-step does; in few words where that leaves more room to its formula. */
static said say_next(pen *p, rect room, bool beside, const session_frame *f)
{
    const char *formula = report_next_formula(f);
    said full = say(p, room, beside, next_sentence(p, f, report_next(f)), formula);
    if (strlen(full.formula) == strlen(formula))
        return full;
    said brief = say(p, room, beside, next_sentence(p, f, report_next_short(f)), formula);
    bool more = strlen(brief.formula) > strlen(full.formula);
    return more || full.words_h > room.h ? brief : full;
}

static said say_frame(pen *p, rect room, bool beside, const session_frame *f)
{
    const char *text = disagreement(p, room, f);
    if (text)
        return say(p, room, beside, text, NULL);
    if ((f->stop_row == f->cursor && f->stop != EM_STOP_NONE) || f->ended)
        return say(p, room, beside, stop_sentence(p, f), stop_formula(f));
    return say_next(p, room, beside, f);
}

void transport_words_draw(pen *p, rect box, bool beside)
{
    said s = say_frame(p, box, beside, &p->in->pane[p->in->active].frame);
    double formula_h = s.box.ascent + s.box.descent;
    bool below = !s.beside && formula_h > 0;
    double total = s.words_h + (below ? BELOW * p->u + formula_h : 0);
    rect words = box;
    layout_cut_top(&words, fmax(0, (box.h - total) / 2));
    words.w = s.words_w;
    double y = words.y + pen_paragraph(p, words, pen_body(p), s.text) + BELOW * p->u;
    if (formula_h <= 0)
        return;
    double x = below ? box.x : box.x + s.words_w + BESIDE * p->u;
    y = below ? y : box.y + (box.h - formula_h) / 2;
    formula_draw(p->draw, p->in->metrics, x, y + s.box.ascent, s.size, p->theme->text, s.formula);
}
