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
} points_band;

/* Draws all points in order, each as its stamp in its colour; only rows y0..y1 are written. */
void points_stamp(const points_band *band);

#endif
