/* A tile of the picture while it is drawn, and the coverage buffer shapes are gathered in before
 * they are blended once. One canvas belongs to one thread. */
#ifndef SDL_CANVAS_H
#define SDL_CANVAS_H

#include "sdl/raster.h"

enum { TILE_W = 256, TILE_H = 64, TILE_WORDS = TILE_W / 64 + 1 };

typedef struct box {
    int x0, y0, x1, y1; /* x1, y1 exclusive */
} box;

static inline box box_cross(box a, box b)
{
    return (box){a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0, a.x1 < b.x1 ? a.x1 : b.x1,
                 a.y1 < b.y1 ? a.y1 : b.y1};
}

static inline bool box_empty(box b)
{
    return b.x0 >= b.x1 || b.y0 >= b.y1;
}

/* The smallest whole-pixel box around (or, for clips, nearest to) a rectangle; safe for any double.
 */
box box_around(double x0, double y0, double x1, double y1);
box box_nearest(rect r);

/* cell is indexed [row - tile.y0][column - tile.x0]; all zero between shapes. A set bit in touched
 * marks a cell that may be non-zero. */
typedef struct canvas {
    raster_image *image;
    box tile; /* at most TILE_W x TILE_H */
    box clip; /* within tile */
    float cell[TILE_H][TILE_W + 2];
    uint64_t touched[TILE_H][TILE_WORDS];
} canvas;

static inline uint32_t *canvas_row(canvas *c, int y)
{
    return c->image->pixels + (size_t)y * c->image->w;
}

/* Non-zero winding fill. xy: 2n pixels, closed by itself; NaN vertices are left out. */
void canvas_fill(canvas *c, const double *xy, size_t n, rgba colour);

/* The union of the path's thick segments with round joins and caps, blended once. */
void canvas_stroke(canvas *c, const draw_path *path);

void canvas_rect(canvas *c, const draw_rect *r);
void canvas_picture(canvas *c, const draw_image *image);

#endif
