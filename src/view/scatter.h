/* A pane's picture: grid, regions, points, ellipses, means, trails, labels; a strip with curves if
 * the data has one feature. */
#ifndef VIEW_SCATTER_H
#define VIEW_SCATTER_H

#include "view/view.h"

/* Draws into box (below the pane's header), clipped to it. */
/* Where there is no run yet: points and axes. */
void scatter_draw_data(const view_pane *pane, rect box, const view_input *in, draw_list *list);

void scatter_draw(const view_pane *pane, rect box, const view_input *in, draw_list *list);

/* What is under the mouse. scale: the interface scale. */
long scatter_row_at(const view_pane *pane, rect box, double scale, double px,
                    double py); /* -1: none */

typedef enum grip_kind {
    GRIP_NONE,
    GRIP_MEAN,
    GRIP_LONG_AXIS,
    GRIP_SHORT_AXIS,
    GRIP_TURN /* a knob beyond the long axis: where the covariance type can be tilted */
} grip_kind;
typedef struct scatter_grip {
    grip_kind kind;
    size_t component;
    int side;    /* +1 or -1: which end of the axis */
    double x, y; /* its middle, pixels */
} scatter_grip;
/* Means first, then (Gaussian mixtures only) the knobs and the ends of the 1-sigma axes. axes: also
 * those. */
scatter_grip scatter_grip_at(const view_pane *pane, rect box, double scale, bool axes, double px,
                             double py);

/* Handles of a component that shows them stay while the mouse is on their ellipse or near it. */
bool scatter_grip_stays(const view_pane *pane, rect box, double scale, size_t component, double px,
                        double py);

/* Camera that shows all points, the strip's axis low in the box if the data has one feature. */
camera scatter_fit(const view_pane *pane, rect box);

/* Radius of a point's mark in pixels: smaller for many points and small boxes. */
double scatter_point_radius(size_t n, rect box, double scale);

#endif
