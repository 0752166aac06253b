/* Fractions, sums, accents, roots: pieces whose place depends on the size of their groups, which
 * are measured first. */
#include "view/formula_part.h"

#include <math.h>

/* AXIS: height of fraction bars. */
static const double AXIS = 0.26, BAR = 0.055, FRACTION_GAP = 0.14, BIG = 1.35, LIMIT = 0.68;

void formula_fraction(setter *s, row *p, const char **at)
{
    double inner = p->size * (s->depth > 2 ? FORMULA_SCRIPT : 0.92), pad = 0.14 * p->size;
    const char *below = *at;
    formula_box top = formula_measure_group(s, *at, inner);
    formula_skip_group(s, &below);
    formula_box bottom = formula_measure_group(s, below, inner);
    double width = fmax(top.width, bottom.width) + 2 * pad;
    double axis = AXIS * p->size, gap = FRACTION_GAP * p->size;
    double up = axis + gap + top.descent, down = gap - axis + bottom.ascent;
    formula_group(s, at, p->x + (width - top.width) / 2, p->y - up, inner);
    formula_group(s, at, p->x + (width - bottom.width) / 2, p->y + down, inner);
    if (s->list)
        draw_add_line(s->list, p->x + BAR, p->y - axis, p->x + width - BAR, p->y - axis,
                      BAR * p->size, s->colour);
    formula_extend(p, width, up + top.ascent, down + bottom.descent);
    p->operand = true;
}

static void draw_bracket(setter *s, const row *p, double x, double hook, double up, double down)
{
    const double xy[8] = {x + hook, p->y - up, x, p->y - up, x, p->y + down, x + hook, p->y + down};
    draw_path path = {.xy = xy, .n = 4, .stroke = s->colour, .width = BAR * p->size};
    if (s->list)
        draw_add_path(s->list, &path);
}

void formula_matrix(setter *s, row *p, const char **at)
{
    double inner = 0.86 * p->size, gap = 0.5 * p->size, hook = 0.16 * p->size, width[2] = {0, 0};
    double axis = AXIS * p->size, line = 1.15 * inner, base = axis - 0.36 * inner;
    formula_box box[4];
    const char *group[4];
    for (int i = 0; i < 4; i++) {
        group[i] = *at;
        box[i] = formula_measure_group(s, *at, inner);
        formula_skip_group(s, at);
        width[i % 2] = fmax(width[i % 2], box[i].width);
    }
    double up = axis + line, down = line - axis, left = p->x + 2 * hook;
    for (int i = 0; i < 4; i++) {
        double right = left + width[0] + (i % 2 ? gap + width[1] : 0);
        formula_group(s, &group[i], right - box[i].width, p->y - base + (i < 2 ? -0.5 : 0.5) * line,
                      inner);
    }
    double all = width[0] + gap + width[1] + 4 * hook;
    draw_bracket(s, p, p->x + 0.5 * hook, hook, up, down);
    draw_bracket(s, p, p->x + all - 0.5 * hook, -hook, up, down);
    formula_extend(p, all, up, down);
    p->operand = true;
}

/* Sum or product with its limits above and below. */
void formula_big(setter *s, row *p, const char **at, const char *sign)
{
    double size = BIG * p->size, small = LIMIT * p->size, drop = 0.1 * size;
    const char *group[2] = {NULL, NULL}; /* below, above */
    formula_box box[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        int which = **at == '_' ? 0 : **at == '^' ? 1 : -1;
        if (which < 0)
            break;
        ++*at;
        group[which] = *at;
        box[which] = formula_measure_group(s, *at, small);
        formula_skip_group(s, at);
    }
    double own = text_width(s->metrics, FACE_REGULAR, size, sign);
    formula_extend(p, 0.06 * p->size, 0, 0);
    double width = fmax(own, fmax(box[0].width, box[1].width)), x = p->x,
           up = FORMULA_ASCENT * size - drop, down = 0.12 * size + drop;
    double lower = p->y + down + box[0].ascent, upper = p->y - up - box[1].descent;
    p->x = x + (width - own) / 2;
    if (s->list)
        draw_add_text(s->list, p->x, p->y + drop, FACE_REGULAR, size, s->colour, sign);
    if (group[0])
        formula_group(s, &group[0], x + (width - box[0].width) / 2, lower, small);
    if (group[1])
        formula_group(s, &group[1], x + (width - box[1].width) / 2, upper, small);
    p->x = x;
    formula_extend(p, width + FORMULA_THIN * p->size, up + box[1].ascent + box[1].descent,
                   down + box[0].ascent + box[0].descent);
}

void formula_accent(setter *s, row *p, const char **at, accent kind)
{
    formula_box box = formula_group(s, at, p->x, p->y, p->size);
    double middle = p->x + box.width / 2 + 0.06 * p->size, top = p->y - 0.64 * p->size;
    double w = 0.16 * p->size, h = 0.12 * p->size;
    double hat[6] = {middle - w, top, middle, top - h, middle + w, top};
    double bar[4] = {p->x + 0.06 * p->size, top - h / 2, p->x + box.width, top - h / 2};
    double tilde[8] = {middle - w,     top,         middle - w / 3, top - h / 2,
                       middle + w / 3, top - h / 8, middle + w,     top - h / 1.6};
    if (s->list)
        draw_add_path(s->list, &(draw_path){.xy = kind == ACCENT_HAT   ? hat
                                                  : kind == ACCENT_BAR ? bar
                                                                       : tilde,
                                            .n = kind == ACCENT_HAT   ? 3
                                                 : kind == ACCENT_BAR ? 2
                                                                      : 4,
                                            .stroke = s->colour,
                                            .width = BAR * p->size});
    formula_extend(p, box.width, box.ascent + 0.06 * p->size, box.descent);
}

void formula_root(setter *s, row *p, const char **at)
{
    formula_box box = formula_measure_group(s, *at, p->size);
    double hook = 0.5 * p->size, top = p->y - box.ascent - 0.06 * p->size;
    double xy[10] = {p->x,
                     p->y - 0.25 * p->size,
                     p->x + 0.12 * p->size,
                     p->y - 0.3 * p->size,
                     p->x + 0.27 * p->size,
                     p->y + 0.1 * p->size,
                     p->x + 0.44 * p->size,
                     top,
                     p->x + hook + box.width,
                     top};
    if (s->list)
        draw_add_path(s->list,
                      &(draw_path){.xy = xy, .n = 5, .stroke = s->colour, .width = BAR * p->size});
    formula_group(s, at, p->x + hook, p->y, p->size);
    formula_extend(p, hook + box.width, box.ascent + 0.12 * p->size, box.descent);
}
