/* Draw list to pixels: the one rasteriser for the window and for exported pictures, so that both
 * are the same. Analytic coverage anti-aliasing; no GPU, no video driver needed. */
#ifndef SDL_RASTER_H
#define SDL_RASTER_H

#include "em/parallel.h"
#include "view/draw.h"

typedef struct raster_image {
    uint32_t *pixels; /* w x h, 0xFFRRGGBB, row-major, pitch = w */
    size_t w, h;
} raster_image;

typedef struct glyphs glyphs; /* sdl/text.h */
typedef struct raster raster; /* caches: points layers, glyph masks */

em_status raster_create(glyphs *g, em_pool *pool, raster **out,
                        em_error *error); /* both borrowed */
void raster_destroy(raster *r);

/* Draws the whole list over whatever image holds. False: memory ran out and something is missing.
 */
bool raster_draw(raster *r, const draw_list *list, raster_image *image);

/* While something moves: more than a million or two points are drawn as a density. */
void raster_hurry(raster *r, bool hurry);
bool raster_was_coarse(const raster *r); /* the last picture could be drawn finer at rest */

/* A blank image; pixels NULL: out of memory. */
raster_image raster_image_create(size_t w, size_t h);
void raster_image_finish(raster_image *image);

#endif
