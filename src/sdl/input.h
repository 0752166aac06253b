/* SDL events to the app's input. */
#ifndef SDL_INPUT_H
#define SDL_INPUT_H

#include "app/app.h"

#include <SDL.h>

/* Fills *out; false: the event is no input. ratio: pixels of the picture per window unit. text of
 * the result points into the event, whose own text may be changed. */
bool input_translate(const SDL_Event *event, double ratio, app_input_event *out);

#endif
