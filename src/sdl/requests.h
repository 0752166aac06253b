/* What the app asks of the platform: full screen, files to be chosen, pictures to be written. */
#ifndef SDL_REQUESTS_H
#define SDL_REQUESTS_H

#include "app/app.h"
#include "sdl/text.h"
#include "sdl/window.h"

typedef struct requests requests;

/* Everything is borrowed. */
em_status requests_create(app *a, window *w, glyphs *g, raster *r, requests **out, em_error *error);
void requests_destroy(requests *r); /* ends children that still run */

/* Takes what is asked for and does it, or a piece of it; never waits. *quit is set if that was it.
 */
void requests_serve(requests *r, bool *quit);
double requests_wait(const requests *r); /* seconds until requests_serve is needed again */

#endif
