/* A pane's camera: data to pixels, equal axes, y up in the data. All in double, so that an ellipse
 * stays exact however deep the zoom. */
#ifndef VIEW_CAMERA_H
#define VIEW_CAMERA_H

#include "view/draw.h"

typedef struct camera {
    double centre_x, centre_y; /* data coordinates at the middle of the box */
    double zoom;               /* pixels per data unit */
} camera;

/* The points' bounding box with a margin, inside box; a single point or N = 0 gives a unit window. */
camera camera_fit(const double *xy, size_t n, rect box);
void camera_to_pixel(const camera *c, rect box, double x, double y, double *px, double *py);
void camera_to_data(const camera *c, rect box, double px, double py, double *x, double *y);
void camera_zoom_at(camera *c, rect box, double px, double py, double factor); /* that place stays */
void camera_pan(camera *c, double dx, double dy); /* pixels */

/* About count round tick values over [low, high]: first tick and step (1, 2 or 5 times a power of ten). */
void camera_ticks(double low, double high, int count, double *first, double *step);

#endif
