/* Which way a picture in memory takes to the screen, and why. */
#ifndef SDL_WAY_H
#define SDL_WAY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct way {
    const char *driver; /* SDL's name of the display */
    bool texture;       /* a renderer's streaming texture; else the window's own surface */
    const char *why;
} way;

/* For a display SDL has opened or, by way_driver, is going to open. */
way way_choose(const char *driver);

/* What SDL is asked for: "wayland,x11", of which it takes the first that works. NULL: there is no
 * display to be seen in the environment. */
const char *way_driver(void);

/* "x11: the window's surface, changed tiles only (why)". Opens nothing. */
const char *way_describe(char *buffer, size_t size);

#endif
