/* What is to be exported: a format and a size, asked for before the file's name is. */
#ifndef APP_EXPORT_WISH_H
#define APP_EXPORT_WISH_H

#include "app/app.h"

typedef struct export_wish {
    const char *ending;   /* ".png", "-%03d.png"; "": by the name */
    size_t width, height; /* pixels; 0: as the window */
    char title[160];      /* of the line or dialog that asks for the name */
} export_wish;

/* "1920x1080", also with blanks or a multiplication sign: numbers only, not yet their range. */
bool export_read_size(const char *text, size_t *width, size_t *height);

/* A name of this ending that is not taken, after the data and, for pictures and tables, the step:
 * "aniso-step-9.png", "aniso-step-9-2.png", "aniso.json". */
void export_suggest(const app *a, const char *ending, char *out, size_t size);

/* The file a typed name means: without the size behind it, with the ending asked for if it has none.
 */
void export_path(const app *a, const char *text, char *path, size_t size);

/* What was typed as a size: then the name is asked for. EM_ERR_USAGE: no size, or out of range. */
em_status export_give_size(app *a, const char *text);

#endif
