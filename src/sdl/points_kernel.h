/* The inner loops over points. */
#ifndef SDL_POINTS_KERNEL_H
#define SDL_POINTS_KERNEL_H

#include "sdl/stamp.h"

/* Rows y0..y1 of a layer: premultiplied pixels, row pitch in pixels. Pixel (0, 0) of the layer is
 * the picture's (left, top). A stamp may reach beyond the columns by the margin on both sides. */
typedef struct points_band {
    const draw_points *points;
    const stamp_set *stamps;
    uint32_t *pixels; /* of column -margin, row 0 */
    size_t pitch;
    int margin, left, top, width, y0, y1;
    size_t first, last; /* the points to draw, last exclusive */
} points_band;

/* Draws the points in order, each as its stamp in its colour; only rows y0..y1 are written. */
void points_stamp(const points_band *band);

/* Counts the points of each pixel and sums their colours: width words a row, from the layer's row
 * 0, four 16-bit lanes of blue, green, red, count. A pixel takes DENSITY_MOST points, later ones
 * are not seen. Rows y0..y1 must be zero before. */
enum { DENSITY_MOST = 250, DENSITY_PARTS = 2 };
void points_count(const points_band *band, uint64_t *sum);

/* Turns the counts of DENSITY_PARTS parts of the points (their fields of rows x width words one
 * behind the other) into what as many discs of this radius would look like: the mean colour, as
 * opaque as discs at random would be dense. Rows y0..y1 are written, the rows beside them read.
 * False: out of memory. */
bool points_shade(const points_band *band, const uint64_t *sum, int rows, double radius);

#endif
