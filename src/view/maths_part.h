/* Parts of the Maths panel. */
#ifndef VIEW_MATHS_PART_H
#define VIEW_MATHS_PART_H

#include "view/widgets.h"

enum { MATHS_ROWS = 10 };

/* Formulas and sentences under each other, made before they are drawn so that a card can be as high
 * as they need; brief: without what the numbers were put into. */
typedef struct maths_row {
    const char *text;  /* formula markup, or a sentence */
    const char *brief; /* in its place where there is little room; NULL: nothing */
    bool words;
} maths_row;

typedef struct maths_sheet {
    maths_row row[MATHS_ROWS];
    size_t n;
} maths_sheet;

void maths_general(maths_sheet *s, const char *markup); /* without numbers: not in brief */
void maths_formula(maths_sheet *s, const char *markup);
void maths_either(maths_sheet *s, const char *markup, const char *brief);
void maths_words(maths_sheet *s, const char *text);
void maths_aside(maths_sheet *s, const char *text); /* words that are not in brief */
double maths_height(pen *p, const maths_sheet *s, double width, bool brief);
void maths_draw(pen *p, const maths_sheet *s, rect box, bool brief);

/* The E-step worked for one point, the M-step for one component, the objective. */
void maths_fill_e(pen *p, const view_pane *pane, maths_sheet *out);
void maths_fill_m(pen *p, const view_pane *pane, maths_sheet *out);
void maths_fill_objective(pen *p, const view_pane *pane, maths_sheet *out);

/* Component whose M-step is worked: the one the inspected point belongs to most, else the first. */
size_t maths_component(const pen *p, const view_pane *pane);

#endif
