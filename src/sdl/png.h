/* Pictures as PNG files. */
#ifndef SDL_PNG_H
#define SDL_PNG_H

#include "sdl/raster.h"

/* Written whole or not at all; "-" is standard output. */
em_status png_write(const char *path, const raster_image *image, em_error *error);

#endif
