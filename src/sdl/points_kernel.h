/* The inner loops over points. */
#ifndef SDL_POINTS_KERNEL_H
#define SDL_POINTS_KERNEL_H

#include "sdl/points_overlap.h"
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
 * are not seen. used: density_blocks bytes a row, 1 where a block of pixels has points. Rows y0..y1
 * of both must be zero before. */
enum { DENSITY_MOST = 250, DENSITY_PARTS = 2, DENSITY_BLOCK = 64, DENSITY_TABLE = 4096 };
static inline size_t density_blocks(int width)
{
    return ((size_t)width + DENSITY_BLOCK - 1) / DENSITY_BLOCK;
}
void points_count(const points_band *band, uint64_t *sum, uint8_t *used);

/* Turns the counts of DENSITY_PARTS parts of the points (their fields of rows x width words, and of
 * used, one behind the other) into what as many discs of this radius would look like: the mean
 * colour, as opaque as share has it. Rows y0..y1 are written, the rows beside them read. */
void points_shade(const points_band *band, const uint64_t *sum, const uint8_t *used, int rows,
                  const float *share);

/* Opacity of n sixteenths of a point by points_overlap_opacity, divided by n. */
void points_share(const points_overlap *overlap, double radius, float share[DENSITY_TABLE]);

#endif
