/* --script: a window driven by lines of text, for tests and demonstrations. The lines of a file are
 * all read and checked before the first one is obeyed; a pipe is obeyed line by line as it comes.
 */
#ifndef SDL_SCRIPT_H
#define SDL_SCRIPT_H

#include "em/status.h"

#include <stdbool.h>
#include <stdio.h>

typedef enum script_kind {
    SCRIPT_KEY,    /* text = key, with ctrl, shift, alt */
    SCRIPT_TEXT,   /* text */
    SCRIPT_CLICK,  /* number: x y; button */
    SCRIPT_DRAG,   /* number: x1 y1 x2 y2 */
    SCRIPT_WHEEL,  /* number: x y notches */
    SCRIPT_HOVER,  /* number: x y */
    SCRIPT_RESIZE, /* number: w h */
    SCRIPT_WAIT,   /* number: seconds */
    SCRIPT_IDLE,   /* wait until nothing moves or works */
    SCRIPT_SHOT,   /* text = file */
    SCRIPT_DUMP,   /* text = file */
    SCRIPT_RESET,  /* the renderer loses everything: text = "targets" or "device" */
    SCRIPT_QUIT
} script_kind;

typedef struct script_step {
    script_kind kind;
    size_t line;
    double number[4];
    int button; /* 1 left, 3 right */
    bool ctrl, shift, alt;
    char *text; /* owned by the script */
} script_step;

typedef struct script {
    script_step *step;
    size_t n, capacity;
    const char *name; /* for messages; borrowed */
    size_t lines;     /* read so far */
    int pipe;         /* more may come from here; -1 */
    char *part;       /* the beginning of a line whose end has not come yet */
    size_t part_length;
} script;

/* EM_ERR_USAGE with name and line for a line that is no command. *out is to be finished either
 * way. */
em_status script_open(FILE *file, const char *name, script *out, em_error *error);

/* Takes what a pipe has brought meanwhile; never waits. */
em_status script_feed(script *s, em_error *error);
void script_finish(script *s);

#endif
