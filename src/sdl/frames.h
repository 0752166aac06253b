/* The figures of `emstep bench frames`: how long pictures take on this machine. */
#ifndef SDL_FRAMES_H
#define SDL_FRAMES_H

#include "em/status.h"

#include <stdbool.h>

/* Called with the samples of one case in unit; they may be sorted. */
typedef void frames_line(void *context, const char *name, double *sample, size_t n,
                         const char *unit);

/* Runs all cases in a window of 1600 x 1000 that nobody sees (SDL's dummy driver). quick: without
 * the cases above a million points and those that start the program again. */
em_status frames_bench(bool quick, frames_line *line, void *context, em_error *error);

#endif
