/* A copy of the session beside the settings, for the case that the program dies: written a while
 * after the last change, removed on a clean end. The next start finds the copies of dead programs
 * and offers them among the data opened lately. */
#ifndef APP_AUTOSAVE_H
#define APP_AUTOSAVE_H

#include "app/app.h"

void autosave_changed(app *a); /* something worth keeping has happened */
void autosave_tick(app *a, double seconds);
double autosave_wait(const app *a); /* seconds until a tick would write; INFINITY */
void autosave_remove(app *a);       /* a clean end */

/* Finds what dead programs left; remembers it and says so in the window. */
void autosave_rescue(app *a);
bool autosave_is_rescued(const char *path);

#endif
