#include "view/labels_part.h"
#include "view/layout.h"
#include "view/palette.h"
#include "view/shapes.h"

#include <math.h>

/* Bars of one little histogram: of components in their colours, or of labels, the commonest in the
 * text colour and named. */
static void draw_bars(pen *p, rect box, const labels *l, size_t which, bool by_component)
{
    const session_scores *s = l->scores;
    size_t n = by_component ? s->classes : s->k;
    double total = (double)(by_component ? l->component_total[which] : l->class_total[which]);
    double w = box.w / (double)n, base = box.y + box.h, most = 0;
    for (size_t i = 0; by_component && i < n; i++)
        most = fmax(most, (double)s->table[i * s->k + which]);
    for (size_t i = 0; i < n; i++) {
        size_t c = by_component ? which : l->order[i], t = by_component ? i : which;
        double count = (double)s->table[t * s->k + c];
        double h = total > 0 ? count / total * box.h : 0;
        rgba colour = by_component ? (count == most ? p->theme->text : p->theme->muted)
                                   : palette_colour(labels_palette(l, c), p->in->theme);
        if (h > 0)
            draw_add_rect(p->draw,
                          (rect){box.x + (double)i * w + w * 0.1, base - fmax(h, p->u), w * 0.8,
                                 fmax(h, p->u)},
                          fmin(p->u, w * 0.2), colour);
    }
    draw_add_line(p->draw, box.x, base, box.x + box.w, base, p->u, p->theme->border);
}

size_t labels_commonest(const labels *l, size_t c)
{
    size_t best = 0;
    for (size_t t = 1; t < l->scores->classes; t++)
        if (l->scores->table[t * l->scores->k + c] > l->scores->table[best * l->scores->k + c])
            best = t;
    return best;
}

static const char *component_words(pen *p, const labels *l, size_t c)
{
    if (l->component_total[c] == 0)
        return pen_printf(p, "%zu: empty", c + 1);
    return pen_printf(p, "%zu: \xE2\x80\x9C%s\xE2\x80\x9D", c + 1,
                      labels_class(p, l, labels_commonest(l, c)));
}

/* Left of a component's words there is room for its mark, in every foot or in none. */
static bool marks_fit(pen *p, const labels *l, double width)
{
    pen_style style = pen_with(pen_axis(p), FACE_MEDIUM, p->theme->second);
    for (size_t c = 0; c < l->scores->k; c++)
        if (pen_width(p, style, component_words(p, l, c)) + 18 * p->u > width)
            return false;
    return true;
}

static void draw_foot(pen *p, rect row, const labels *l, size_t which, bool by_component)
{
    pen_style style = pen_with(pen_axis(p), FACE_MEDIUM, p->theme->second);
    const char *text = by_component ? component_words(p, l, which) : labels_class(p, l, which);
    if (!by_component || !marks_fit(p, l, row.w)) {
        pen_label(p, row, style, PEN_CENTRE, text);
        return;
    }
    double mark = 4 * p->u, w = pen_width(p, style, text) + 12 * p->u;
    double x = row.x + (row.w - w) / 2;
    int32_t index = labels_palette(l, which);
    shape_draw_mark(p->draw, palette_shape(index), x + mark, row.y + row.h / 2, mark,
                    palette_colour(index, p->in->theme), 0, 0);
    pen_label(p, (rect){x + 12 * p->u, row.y, w - 12 * p->u, row.h}, style, PEN_LEFT, text);
}

void labels_bars_draw(pen *p, rect box, const labels *l, bool by_component)
{
    const char *title =
        by_component ? "True label, for each component" : "Component, for each true label";
    rect inside = widget_titled_card(p, box, title, "bars: share of the group");
    size_t n = by_component ? l->scores->k : l->scores->classes;
    rect foot = layout_cut_bottom(&inside, pen_line(p, TYPE_AXIS));
    if (inside.h < 12 * p->u || inside.w / (double)n < 12 * p->u)
        return;
    double gap = fmin(14 * p->u, inside.w / (double)n * 0.2);
    for (size_t i = 0; i < n; i++) {
        size_t which = by_component && i < l->scores->k ? l->order[i] : i;
        rect cell = layout_column(inside, i, n, gap);
        if (cell.w > 90 * p->u) {
            cell.x += (cell.w - 90 * p->u) / 2;
            cell.w = 90 * p->u;
        }
        draw_bars(p, cell, l, which, by_component);
        rect words = layout_column(foot, i, n, gap);
        words.x -= gap / 2 - p->u;
        words.w += gap - 2 * p->u;
        draw_foot(p, words, l, which, by_component);
    }
}
