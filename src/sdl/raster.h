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

/* As raster_draw for a picture that is drawn over and over: only tiles in which something differs
 * from the last call are touched. image must be as that call left it, or of another size or
 * address. */
bool raster_update(raster *r, const draw_list *list, raster_image *image);
void raster_forget(raster *r); /* the next update draws everything */

typedef struct raster_box {
    int x, y, w, h;
} raster_box;

/* What the last call changed: boxes that do not overlap, at most room. Returns how many. */
size_t raster_changed(const raster *r, raster_box *out, size_t room);

/* How much time a picture may take where there are more than a million or two points. */
typedef enum raster_pace {
    RASTER_FINE,   /* every point its disc, however long it takes: files (the default) */
    RASTER_MOVING, /* a density stands in for the discs */
    RASTER_REFINE  /* at rest: some hundredths of a second of work towards the discs */
} raster_pace;
void raster_set_pace(raster *r, raster_pace pace);
bool raster_was_coarse(const raster *r); /* the last picture showed a density: it can be refined */

/* A blank image; pixels NULL: out of memory. */
raster_image raster_image_create(size_t w, size_t h);
void raster_image_finish(raster_image *image);

#endif
