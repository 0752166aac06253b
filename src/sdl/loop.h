/* The window: events in, pictures out. Sleeps while nothing moves. */
#ifndef SDL_LOOP_H
#define SDL_LOOP_H

#include "app/app.h"

#include <stdatomic.h>
#include <stdio.h>

typedef struct loop_options {
    FILE *script;            /* --script: one command a line; NULL */
    const char *script_name; /* for messages */
    double width, height;    /* of the window to open, in window units; 0: not given */
    atomic_size_t *pictures; /* counts what was drawn, for another thread to read; NULL */
} loop_options;

/* Opens a window, creates the app from options, runs until it quits. EM_ERR_FILE with a message
 * naming `emstep render` when there is no display. Script faults: EM_ERR_USAGE with the line's
 * number. */
em_status loop_run(const app_options *given, const loop_options *options, em_error *error);

/* "SDL 2.26.5, x11: the window's surface, changed tiles only (why)": for --version --verbose. Opens
 * no window. */
const char *loop_describe(char *buffer, size_t size);

#endif
