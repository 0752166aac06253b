/* The figures of `emstep bench frames`: how long pictures take on this machine. */
#ifndef SDL_FRAMES_H
#define SDL_FRAMES_H

#include "em/status.h"

#include <stdbool.h>
#include <stddef.h>

#define FRAMES_NO_GOAL (-1.0)

/* The samples of one case (they may be sorted) and what is wanted of their median, or their worst.
 */
typedef struct frames_line {
    const char *name;
    double *sample;
    size_t n;
    const char *unit;
    double goal; /* or FRAMES_NO_GOAL */
    bool worst;
} frames_line;

typedef void frames_report(void *context, const frames_line *line);

/* Runs all cases in a window of 1600 x 1000 that nobody sees (SDL's dummy driver); the window at
 * rest is one on the display, if there is one, for some seconds. */
em_status frames_bench(frames_report *report, void *context, em_error *error);

/* The program with nothing to do, in a window for some seconds: pictures drawn in the last two, and
 * the share of one processor they took, in percent. driver: SDL's name of the display used. */
em_status frames_at_rest(double *pictures, double *percent, char driver[32], em_error *error);

#endif
