/* Drives an app without pixels: keys and mouse in, frames and pictures out. */
#ifndef TESTS_APP_DRIVER_H
#define TESTS_APP_DRIVER_H

#include "app/app.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* An app on a generated or built-in data set with so many panes of one spec. */
app *driver_open(const char *data, em_kind kind, size_t k, size_t panes);
app *driver_open_spec(const char *data, const em_spec *spec, size_t panes, bool use_settings);

/* "Right", "ctrl+shift+p": one key press. */
void driver_key(app *a, const char *name);
void driver_repeat(app *a, const char *name);  /* as a held key repeats it */
void driver_keys(app *a, const char *names);   /* separated by blanks */
em_status driver_do(app *a, const char *line); /* a command's text form */

void driver_mouse(app *a, input_kind kind, double x, double y);
void driver_click(app *a, double x, double y);
void driver_drag(app *a, double x1, double y1, double x2, double y2);

/* Ticks until nothing moves and no work is going on. */
void driver_settle(app *a);

/* The picture as text; the caller frees it. */
char *driver_dump(app *a);
/* Do these words stand in the picture? */
bool driver_shows(app *a, const char *words);
const draw_text *driver_find_text(app *a, const char *text); /* the whole text; NULL: none */
void driver_resize(app *a, double width, double height);
rect driver_canvas(app *a, size_t pane);

#endif
