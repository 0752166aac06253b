/* A layer's pixels: discs or density, shared out over threads in bands of rows. */
#ifndef SDL_POINTS_PAINT_H
#define SDL_POINTS_PAINT_H

#include "em/parallel.h"
#include "sdl/points_kernel.h"

/* Draws points first..last of band over what is there (rows 0..rows are shared out; y0, y1 of band
 * are not used). clear: the layer is emptied before. */
void points_paint_discs(em_pool *pool, const points_band *band, int rows, bool clear);

/* All points as density. sum: room for points_density_words(width, rows) words. */
size_t points_density_words(int width, int rows);
void points_paint_density(em_pool *pool, const points_band *band, int rows,
                          const points_overlap *overlap, uint64_t *sum);

#endif
