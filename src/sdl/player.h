/* Obeys a script inside the real loop, one step at a time. */
#ifndef SDL_PLAYER_H
#define SDL_PLAYER_H

#include "app/app.h"
#include "sdl/script.h"
#include "sdl/window.h"

typedef struct player {
    script script;
    size_t at;         /* next step */
    double wait_until; /* seconds of the loop's clock; 0: not waiting */
} player;

/* What the loop has to know after a step. */
typedef enum player_result {
    PLAYER_NOTHING,
    PLAYER_ACTED,
    PLAYER_QUIT,
    PLAYER_FAILED
} player_result;

/* Does the next step if it is time for it. shown: the screen shows the app's present state.
 * PLAYER_FAILED: error says which line could not be done. */
player_result player_step(player *p, app *a, window *w, bool shown, double now, em_error *error);

/* Seconds until the next step can be done or looked for: 0 now, INFINITY at the end or while
 * waiting for rest. */
double player_wait(const player *p, double now);

#endif
