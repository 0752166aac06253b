/* Tables: columns by weight of width, numbers right-aligned with fixed decimals so that the points
 * stand under each other. */
#ifndef VIEW_TABLE_H
#define VIEW_TABLE_H

#include "view/widgets.h"

enum { TABLE_COLUMNS_MAX = 12 };

typedef struct table_column {
    const char *title; /* rich text; "" none */
    double width;      /* style-sheet pixels wanted; columns share what is left or missing */
    pen_align align;
} table_column;

typedef struct table {
    const table_column *column;
    size_t n;
    double left[TABLE_COLUMNS_MAX], width[TABLE_COLUMNS_MAX]; /* pixels */
} table;

table table_make(const pen *p, rect box, const table_column *column, size_t n);
void table_head(pen *p, const table *t, rect row);
rect table_cell(const table *t, rect row, size_t i);
void table_text(pen *p, const table *t, rect row, size_t i, pen_style style, const char *text);

double table_row_height(const pen *p); /* of one line */

/* Swatch and number of component c as the panes draw it. */
void table_component(pen *p, rect cell, const view_pane *pane, size_t c);

#endif
