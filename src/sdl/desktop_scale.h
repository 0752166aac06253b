/* The scale the desktop asks for where SDL does not tell it. */
#ifndef SDL_DESKTOP_SCALE_H
#define SDL_DESKTOP_SCALE_H

#include <SDL.h>

/* Under X11 the Xft.dpi of the resources that desktops set there, by 96, in quarters from 1 to 3;
 * 1 without one and elsewhere. As it was when the display was opened. */
double desktop_scale(SDL_Window *window);

/* The same of a resource string, "Xft.dpi:\t144\n...". NULL: 1. */
double desktop_scale_of(const char *resources);

#endif
