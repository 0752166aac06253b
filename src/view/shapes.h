/* Outlines and marks made of paths. */
#ifndef VIEW_SHAPES_H
#define VIEW_SHAPES_H

#include "view/camera.h"
#include "view/draw.h"

/* A Gaussian of the plane: mean, covariance {xx, xy, yy}. */
typedef struct shape_gauss {
    double mean[2], cov[3];
} shape_gauss;

/* Semi-axes of the 1-sigma ellipse, long first, and the angle of the long one (radians,
 * counter-clockwise in data coordinates). Negative eigenvalues (rounding) count as 0. */
void shape_axes(const shape_gauss *g, double *a, double *b, double *angle);

/* The sigma-outline as a closed polygon in pixels, from the list's memory: *xy 2n. Every vertex has
 * Mahalanobis radius sigma; edges stay within a twentieth of a pixel of the curve wherever it
 * crosses box; pieces far outside are coarse. 0 if out of memory or nothing of it can touch box. */
size_t shape_ellipse(draw_list *list, const shape_gauss *g, double sigma, const camera *view,
                     rect box, const double **xy);

/* Upright cross of two lines; regular marks of point_shape as a closed polygon (2n <= 40 doubles).
 */
void shape_cross(draw_list *list, double x, double y, double arm, double width, rgba colour);
size_t shape_mark(point_shape shape, double x, double y, double radius, double xy[40]);

/* A point mark of a component, for legends and tables: filled, outlined. */
void shape_draw_mark(draw_list *list, point_shape shape, double x, double y, double radius,
                     rgba fill, rgba outline, double width);

/* Sector of a disc from angle a0 to a1 (radians, clockwise from the top). */
void shape_sector(draw_list *list, double x, double y, double radius, double a0, double a1,
                  rgba fill);

#endif
