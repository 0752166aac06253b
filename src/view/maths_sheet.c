#include "view/formula.h"
#include "view/layout.h"
#include "view/maths_part.h"

#include <math.h>

static void add(maths_sheet *s, const char *text, bool words)
{
    if (s->n < MATHS_ROWS)
        s->row[s->n++] = (maths_row){text, words};
}

void maths_formula(maths_sheet *s, const char *markup)
{
    add(s, markup, false);
}

void maths_words(maths_sheet *s, const char *text)
{
    add(s, text, true);
}

/* Size with which the formula is no wider than width, but never too small to read. */
static double fit_size(pen *p, const char *markup, double width)
{
    double size = pen_size(p, TYPE_STEP) * 0.95;
    double w = formula_measure(p->in->metrics, size, markup).width;
    return w > width ? fmax(size * width / w, pen_size(p, TYPE_AXIS)) : size;
}

static double row_height(pen *p, const maths_row *row, double width)
{
    if (row->words)
        return pen_paragraph_height(p, width, pen_caption(p), row->text);
    formula_box box = formula_measure(p->in->metrics, fit_size(p, row->text, width), row->text);
    return box.ascent + box.descent;
}

static const double GAP = 7;

double maths_height(pen *p, const maths_sheet *s, double width)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        sum += row_height(p, &s->row[i], width) + GAP * p->u;
    return sum;
}

void maths_draw(pen *p, const maths_sheet *s, rect box)
{
    for (size_t i = 0; i < s->n; i++) {
        const maths_row *row = &s->row[i];
        double h = row_height(p, row, box.w);
        if (h > box.h + 2 * p->u)
            return;
        rect line = layout_cut_top(&box, h);
        layout_cut_top(&box, GAP * p->u);
        if (row->words) {
            pen_paragraph(p, (rect){line.x, line.y, line.w, h + p->u}, pen_caption(p), row->text);
            continue;
        }
        double size = fit_size(p, row->text, line.w);
        formula_box at = formula_measure(p->in->metrics, size, row->text);
        if (at.width > line.w + 1)
            continue;
        formula_draw(p->draw, p->in->metrics, line.x, line.y + at.ascent, size, p->theme->text,
                     row->text);
    }
}
