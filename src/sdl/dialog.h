/* The desktop's file dialog, run as a child so that the window goes on meanwhile. */
#ifndef SDL_DIALOG_H
#define SDL_DIALOG_H

#include "sdl/child.h"

typedef struct dialog {
    child child;
    char path[4096];
    size_t length;
    int messages; /* what it says on standard error; -1: not kept */
    bool open;
} dialog;

typedef enum dialog_result {
    DIALOG_WAITS,
    DIALOG_CHOSEN,
    DIALOG_CANCELLED,
    DIALOG_FAILED
} dialog_result;

/* suggestion: a path to begin with, or "". False: there is no dialog program. */
bool dialog_open(dialog *d, bool save, const char *title, const char *suggestion);

/* Never waits. DIALOG_CHOSEN: d->path. After any other answer than DIALOG_WAITS it is closed. */
dialog_result dialog_poll(dialog *d);
void dialog_close(dialog *d); /* ends it if it is open */

#endif
