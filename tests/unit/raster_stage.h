/* A small canvas for tests of the rasteriser. */
#ifndef TESTS_UNIT_RASTER_STAGE_H
#define TESTS_UNIT_RASTER_STAGE_H

#include "sdl/raster.h"
#include "sdl/text.h"

#include <stdlib.h>

enum { W = 300, H = 200 };

typedef struct bench {
    glyphs *glyphs;
    raster *raster;
    raster_image image;
    draw_list list;
} bench;

static inline int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    em_error error;
    if (!b || glyphs_create(&b->glyphs, &error) ||
        raster_create(b->glyphs, NULL, &b->raster, &error)) {
        return -1;
    }
    b->image = raster_image_create(W, H);
    draw_init(&b->list);
    *state = b;
    return 0;
}

static inline int tear_down(void **state)
{
    bench *b = *state;
    raster_destroy(b->raster);
    glyphs_destroy(b->glyphs);
    raster_image_finish(&b->image);
    draw_finish(&b->list);
    free(b);
    return 0;
}

static inline void start(bench *b)
{
    draw_reset(&b->list);
    draw_add_rect(&b->list, (rect){0, 0, W, H}, 0, 0xffffffffu);
}

#endif
