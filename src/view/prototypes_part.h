/* The component means as pictures: the Prototypes panel's first card and the strip on the Labels
 * panel. */
#ifndef VIEW_PROTOTYPES_PART_H
#define VIEW_PROTOTYPES_PART_H

#include "view/labels_part.h"

typedef struct proto {
    const view_pane *pane;
    const em_dataset *data;
    const em_params *params;
    const labels *l; /* NULL: no labels, or nothing assigned yet */
    size_t columns;  /* components shown */
    double left;     /* pixels kept free at the left of the first column */
    double cell;     /* side of a picture, pixels */
    double pitch;    /* distance of two columns, pixels */
} proto;

bool prototypes_accept(const session_frame *frame); /* rows are images */

rect prototypes_cell(const proto *s, rect row, size_t column);
/* Component c in a column of row: its mark and number, its mean in its colour, its verdict. */
void prototypes_mean_draw(pen *p, const proto *s, rect row, size_t column, size_t c);
double prototypes_mean_height(const pen *p, double cell);

/* The card of all means; name stands left of them where room is kept. */
double prototypes_height(const pen *p, double cell);
void prototypes_draw(pen *p, rect box, const proto *s, const char *name);

#endif
