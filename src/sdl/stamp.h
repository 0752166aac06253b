/* The picture of one point, made once for each shape and each of 4 x 4 sub-pixel places. */
#ifndef SDL_STAMP_H
#define SDL_STAMP_H

#include "view/draw.h"

enum { STAMP_PHASES = 16, STAMP_LANES = 8 };

/* Pixels come in groups of eight along a row; a group is four runs of eight words: the weight that
 * stays of what is there, the weight of the point's colour (16 bits, doubled into both halves of
 * the word), and the outline's red/blue and alpha/green times its weight, with the rounding added.
 */
typedef struct stamp {
    uint32_t *group[STAMP_PHASES];            /* rows x groups x 32 words; NULL until made */
    int from[STAMP_PHASES], to[STAMP_PHASES]; /* rows with anything to blend */
} stamp;

typedef struct stamp_set {
    double radius, outline;
    rgba outline_colour;
    int reach; /* pixels from a stamp's first row and column to the point's own pixel */
    size_t rows, groups;
    stamp shape[SHAPE_COUNT];
} stamp_set;

/* Sizes beyond 200 pixels are limited. */
void stamp_init(stamp_set *set, double radius, double outline, rgba outline_colour);
void stamp_finish(stamp_set *set);

/* Makes all phases of a shape unless they are there. False: out of memory. */
bool stamp_make(stamp_set *set, point_shape shape);

#endif
