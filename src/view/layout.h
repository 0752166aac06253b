/* Where the parts of the window are, in pixels. Pure arithmetic on the input's size, scale, panes
 * and tab: the app asks the same function where a pane's picture is. No rectangle is ever negative,
 * all lie inside the window, parts that do not fit have w or h 0. */
#ifndef VIEW_LAYOUT_H
#define VIEW_LAYOUT_H

#include "view/view.h"

typedef struct layout {
    double unit;              /* pixels per style-sheet pixel */
    rect top, transport;      /* bars over the whole width */
    rect side, tabs, content; /* side panel, its tab strip, and what is below the strip */
    rect pane[VIEW_PANES];    /* whole card */
    rect header[VIEW_PANES];  /* chips and readouts, inside the card */
    rect canvas[VIEW_PANES];  /* picture, inside the card: the box of the pane's camera */
    bool two_rows;            /* the pane headers have a second row for the readouts */
    bool words_below;         /* narrow: what the next half-step does has a row of the transport */
} layout;

void layout_fill(const view_input *in, layout *out);

/* Cuts a strip off box and returns it; never more than there is. */
rect layout_cut_top(rect *box, double h);
rect layout_cut_bottom(rect *box, double h);
rect layout_cut_left(rect *box, double w);
rect layout_cut_right(rect *box, double w);

/* Cell i of n side by side (or stacked) in box with gaps between. */
rect layout_column(rect box, size_t i, size_t n, double gap);
rect layout_row(rect box, size_t i, size_t n, double gap);

#endif
