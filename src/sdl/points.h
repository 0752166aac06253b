/* Points as cached layers: a transparent picture of all points of an item, redone only when the
 * data, their colours, the camera or the size change. */
#ifndef SDL_POINTS_H
#define SDL_POINTS_H

#include "em/parallel.h"
#include "sdl/canvas.h"

typedef struct points_cache points_cache;
typedef struct points_layer points_layer;

points_cache *points_create(void); /* NULL: out of memory */
void points_destroy(points_cache *cache);

/* Between pictures: layers the last one did not use are given back. */
void points_begin(points_cache *cache);

/* The layer holds what lies within visible; NULL: out of memory, or nothing to be seen. At the
 * paces that do not wait, more than a million or two points are a density until they have been
 * refined. */
const points_layer *points_layer_draw(points_cache *cache, em_pool *pool, const draw_points *points,
                                      box visible, raster_pace pace);
bool points_is_coarse(const points_layer *layer); /* it is a density now */

void canvas_points(canvas *c, const points_layer *layer);

#endif
