/* How many discs lie over each other: where it is many, opaque discs would hide how dense the
 * points are, and a picture of their density says more. */
#ifndef SDL_POINTS_OVERLAP_H
#define SDL_POINTS_OVERLAP_H

#include "sdl/canvas.h"
#include "view/draw.h"

/* Discs over a place, as a point of the sample sees it. */
typedef struct points_overlap {
    double mean;
    double high; /* in the densest parts */
} points_overlap;

/* From a sample of the points within area; both 0 if there are none. */
points_overlap points_overlap_of(const draw_points *p, box area);

/* Are there so many that their density is to be shown? */
bool points_overlap_heavy(const points_overlap *o);

/* Opacity where lambda discs are expected: that of discs at random, 1 - exp(-lambda), where few
 * lie over each other; with more of them the less the sparser a place is, by the logarithm, never
 * so little that a single point is lost. */
double points_overlap_opacity(const points_overlap *o, double lambda);

#endif
