/* What the files of the formula setter share. Private to formula*.c. Sizes in em of the piece's own
 * size. */
#ifndef VIEW_FORMULA_PART_H
#define VIEW_FORMULA_PART_H

#include "view/formula.h"

#define FORMULA_SCRIPT  0.70
#define FORMULA_ASCENT  0.74
#define FORMULA_DESCENT 0.22
#define FORMULA_THIN    0.17

typedef struct setter {
    draw_list *list; /* NULL: measure */
    const text_metrics *metrics;
    rgba colour;
    double main;       /* size of the main line: smaller rows are set tight */
    font_face letters; /* face of letters: italic, or that of \mathrm, \mathbf */
    int depth;
} setter;

typedef struct row {
    double x, y, size;
    formula_box box;
    bool operand; /* something stands before: a minus sign is then an operator */
} row;

/* The row grows by a piece of that width and height. */
void formula_extend(row *p, double width, double ascent, double descent);
/* A group in braces, or one glyph or command, as a row of its own; measure and skip draw nothing.
 */
formula_box formula_group(setter *s, const char **at, double x, double y, double size);
formula_box formula_measure_group(const setter *s, const char *at, double size);
void formula_skip_group(const setter *s, const char **at);

/* Pieces made of groups. */
typedef enum accent { ACCENT_HAT, ACCENT_BAR, ACCENT_TILDE } accent;
void formula_fraction(setter *s, row *p, const char **at);
void formula_big(setter *s, row *p, const char **at, const char *sign); /* sum, product */
void formula_accent(setter *s, row *p, const char **at, accent kind);
void formula_matrix(setter *s, row *p, const char **at); /* 2 x 2, four groups by rows */
void formula_root(setter *s, row *p, const char **at);

/* Text of a named symbol ("pi", "le"); NULL: unknown. */
const char *formula_symbol(const char *name);

#endif
