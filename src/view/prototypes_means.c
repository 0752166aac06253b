#include "view/images.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/palette.h"
#include "view/prototypes_part.h"
#include "view/shapes.h"

#include <math.h>

static int32_t palette_of(const proto *s, size_t c)
{
    return s->pane->match ? s->pane->match[c] : (int32_t)c;
}

bool prototypes_accept(const session_frame *frame)
{
    return frame->data && frame->data->image_w > 0 &&
           frame->data->image_w * frame->data->image_h == frame->data->d;
}

rect prototypes_cell(const proto *s, rect row, size_t column)
{
    double x = row.x + s->left + (double)column * s->pitch + (s->pitch - s->cell) / 2;
    return (rect){x, row.y, s->cell, s->cell};
}

static void draw_number(pen *p, const proto *s, rect row, size_t c)
{
    pen_style style = pen_with(pen_axis(p), FACE_MEDIUM, p->theme->second);
    const char *text = pen_printf(p, "%zu", c + 1);
    double mark = 4 * p->u, w = pen_width(p, style, text) + 12 * p->u;
    double x = row.x + (row.w - w) / 2;
    int32_t index = palette_of(s, c);
    shape_draw_mark(p->draw, palette_shape(index), x + mark, row.y + row.h / 2, mark,
                    palette_colour(index, p->in->theme), 0, 0);
    pen_label(p, (rect){x + 12 * p->u, row.y, w, row.h}, style, PEN_LEFT, text);
}

static double share_of(const labels *l, size_t c)
{
    size_t best = labels_commonest(l, c), total = l->component_total[c];
    return 100 * (double)l->scores->table[best * l->scores->k + c] / (double)total;
}

static const char *long_verdict(pen *p, const labels *l, size_t c)
{
    return pen_printf(p, "\xE2\x80\x9C%s\xE2\x80\x9D %.0f %%",
                      labels_class(p, l, labels_commonest(l, c)), share_of(l, c));
}

/* All verdicts of a row say the same: label and share of how many, or label over share. */
static bool long_verdicts_fit(pen *p, const proto *s)
{
    pen_style strong = pen_with(pen_axis(p), FACE_BOLD, p->theme->text);
    for (size_t c = 0; c < s->params->k; c++)
        if (s->l->component_total[c] > 0 &&
            pen_width(p, strong, long_verdict(p, s->l, c)) > s->pitch - 5 * p->u)
            return false;
    return true;
}

/* "7" 93 % of 182 in two lines; without labels the component's weight. */
static void draw_verdict(pen *p, const proto *s, rect box, size_t c)
{
    double line = pen_line(p, TYPE_AXIS);
    pen_style strong = pen_with(pen_axis(p), FACE_BOLD, p->theme->text), plain = pen_axis(p);
    rect first = layout_cut_top(&box, line), second = layout_cut_top(&box, line);
    if (!s->l) {
        const double *w = s->params->weight;
        if (w)
            pen_label(p, first, strong, PEN_CENTRE,
                      pen_printf(p, "%s %%", number_text(p->draw, 100 * w[c], 1)));
        return;
    }
    size_t total = s->l->component_total[c];
    if (total == 0) {
        pen_label(p, first, plain, PEN_CENTRE, "empty");
        return;
    }
    bool both = long_verdicts_fit(p, s);
    const char *name = labels_class(p, s->l, labels_commonest(s->l, c));
    pen_label(p, first, strong, PEN_CENTRE,
              both ? long_verdict(p, s->l, c) : pen_printf(p, "\xE2\x80\x9C%s\xE2\x80\x9D", name));
    pen_label(p, second, plain, PEN_CENTRE,
              both ? pen_printf(p, "of %s", number_count(p->draw, total))
                   : pen_printf(p, "%.0f %%", share_of(s->l, c)));
}

static double number_height(const pen *p)
{
    return pen_line(p, TYPE_AXIS) + 2 * p->u;
}

double prototypes_mean_height(const pen *p, double cell)
{
    return number_height(p) + cell + 4 * p->u + 2 * pen_line(p, TYPE_AXIS);
}

void prototypes_mean_draw(pen *p, const proto *s, rect row, size_t column, size_t c)
{
    rect number = layout_cut_top(&row, number_height(p)), cell = prototypes_cell(s, row, column);
    draw_number(p, s, (rect){cell.x, number.y, cell.w, number.h}, c);
    images_draw_row(p, cell, s->data, s->params->mean + c * s->params->d,
                    palette_colour(palette_of(s, c), p->in->theme));
    rect below = {cell.x - (s->pitch - s->cell) / 2, cell.y + cell.h + 4 * p->u, s->pitch,
                  2 * pen_line(p, TYPE_AXIS)};
    draw_verdict(p, s, below, c);
}

double prototypes_height(const pen *p, double cell)
{
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u + prototypes_mean_height(p, cell);
}

void prototypes_draw(pen *p, rect box, const proto *s, const char *name)
{
    const char *note = s->l                ? "component means, with their commonest label"
                       : s->params->weight ? "component means, with their share of the points"
                                           : "component means";
    if (s->columns < s->params->k)
        note = pen_printf(p, "the first %zu of %zu component means", s->columns, s->params->k);
    rect inside = widget_titled_card(p, box, "Prototypes", note);
    rect left = {inside.x, inside.y + number_height(p), fmax(0, s->left - 6 * p->u), s->cell};
    pen_label(p, left, pen_muted(p), PEN_LEFT, name);
    for (size_t c = 0; c < s->columns; c++)
        prototypes_mean_draw(p, s, inside, c, c);
}
