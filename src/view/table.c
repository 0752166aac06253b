#include "view/table.h"

#include "view/palette.h"
#include "view/shapes.h"

#include <math.h>

table table_make(const pen *p, rect box, const table_column *column, size_t n)
{
    table t = {.column = column, .n = n < TABLE_COLUMNS_MAX ? n : TABLE_COLUMNS_MAX};
    double wanted = 0;
    for (size_t i = 0; i < t.n; i++)
        wanted += column[i].width;
    double factor = wanted > 0 ? fmax(0, box.w) / wanted : 0, x = box.x;
    for (size_t i = 0; i < t.n; i++) {
        t.left[i] = x;
        t.width[i] = column[i].width * factor;
        x += t.width[i];
    }
    return t;
}

rect table_cell(const table *t, rect row, size_t i)
{
    return (rect){t->left[i], row.y, t->width[i], row.h};
}

void table_head(pen *p, const table *t, rect row)
{
    for (size_t i = 0; i < t->n; i++)
        if (*t->column[i].title)
            pen_rich(p, table_cell(t, row, i), pen_muted(p), t->column[i].align,
                     t->column[i].title);
}

void table_text(pen *p, const table *t, rect row, size_t i, pen_style style, const char *text)
{
    pen_label(p, table_cell(t, row, i), style, t->column[i].align, text);
}

double table_row_height(const pen *p)
{
    return fmax(23 * p->u, pen_line(p, TYPE_CAPTION));
}

void table_component(pen *p, rect cell, const view_pane *pane, size_t c)
{
    int32_t index = pane->match ? pane->match[c] : (int32_t)c;
    double half = 5.5 * p->u;
    shape_draw_mark(p->draw, palette_shape(index), cell.x + half + p->u, cell.y + cell.h / 2, half,
                    palette_colour(index, p->in->theme), 0, 0);
    cell.x += 18 * p->u;
    cell.w = fmax(0, cell.w - 18 * p->u);
    pen_label(p, cell, pen_with(pen_caption(p), FACE_MEDIUM, p->theme->text), PEN_LEFT,
              pen_printf(p, "%zu", c + 1));
}
