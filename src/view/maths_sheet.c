#include "view/formula.h"
#include "view/layout.h"
#include "view/maths_part.h"

#include <math.h>
#include <string.h>

static void add(maths_sheet *s, const char *text, const char *brief, bool words)
{
    if (s->n < MATHS_ROWS)
        s->row[s->n++] = (maths_row){text, brief, words};
}

void maths_general(maths_sheet *s, const char *markup)
{
    add(s, markup, NULL, false);
}

void maths_formula(maths_sheet *s, const char *markup)
{
    add(s, markup, markup, false);
}

void maths_either(maths_sheet *s, const char *markup, const char *brief)
{
    add(s, markup, brief, false);
}

void maths_words(maths_sheet *s, const char *text)
{
    add(s, text, text, true);
}

void maths_aside(maths_sheet *s, const char *text)
{
    add(s, text, NULL, true);
}

/* Size with which the formula is no wider than width, but never too small to read. */
static double fit_size(pen *p, const char *markup, double width)
{
    double size = pen_size(p, TYPE_STEP) * 0.95;
    double w = formula_measure(p->in->metrics, size, markup).width;
    return w > width ? fmax(size * width / w, pen_size(p, TYPE_AXIS)) : size;
}

/* "a = b = c" without what stands between: "a = c"; so each formula of a list. */
static const char *results(pen *p, const char *markup)
{
    const char *out = "", *const comma = ",\\; ";
    while (*markup) {
        const char *end = strstr(markup, comma), *first = strstr(markup, " = "), *last = first;
        size_t length = end ? (size_t)(end - markup) : strlen(markup);
        for (const char *at = first; at && at < markup + length; at = strstr(at + 1, " = "))
            last = at;
        if (first && first < markup + length)
            out = pen_printf(p, "%s%.*s%.*s", out, (int)(first - markup), markup,
                             (int)(markup + length - last), last);
        else
            out = pen_printf(p, "%s%.*s", out, (int)length, markup);
        out = end ? pen_printf(p, "%s%s", out, comma) : out;
        markup += length + (end ? strlen(comma) : 0);
    }
    return out;
}

/* The text of a row in a width: a formula too wide for any size is given by its results. */
static const char *row_text(pen *p, const maths_row *row, double width, bool brief)
{
    const char *text = brief ? row->brief : row->text;
    if (!text || row->words)
        return text;
    double w = formula_measure(p->in->metrics, pen_size(p, TYPE_AXIS), text).width;
    return w > width + 1 ? results(p, text) : text;
}

static const double GAP = 6;

static double row_height(pen *p, const char *text, bool words, double width)
{
    if (words)
        return pen_paragraph_height(p, width, pen_caption(p), text);
    formula_box box = formula_measure(p->in->metrics, fit_size(p, text, width), text);
    return box.ascent + box.descent;
}

double maths_height(pen *p, const maths_sheet *s, double width, bool brief)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++) {
        const char *text = row_text(p, &s->row[i], width, brief);
        if (text)
            sum += row_height(p, text, s->row[i].words, width) + GAP * p->u;
    }
    return sum;
}

void maths_draw(pen *p, const maths_sheet *s, rect box, bool brief)
{
    for (size_t i = 0; i < s->n; i++) {
        const char *text = row_text(p, &s->row[i], box.w, brief);
        if (!text)
            continue;
        double h = row_height(p, text, s->row[i].words, box.w);
        if (h > box.h + 2 * p->u)
            return;
        rect line = layout_cut_top(&box, h);
        layout_cut_top(&box, GAP * p->u);
        if (s->row[i].words) {
            pen_paragraph(p, (rect){line.x, line.y, line.w, h + p->u}, pen_caption(p), text);
            continue;
        }
        double size = fit_size(p, text, line.w);
        formula_box at = formula_measure(p->in->metrics, size, text);
        if (at.width > line.w + 1)
            continue;
        formula_draw(p->draw, p->in->metrics, line.x, line.y + at.ascent, size, p->theme->text,
                     text);
    }
}
