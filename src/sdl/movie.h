/* A film of pictures: GIF or MP4 through an ffmpeg child, or numbered PNG files. */
#ifndef SDL_MOVIE_H
#define SDL_MOVIE_H

#include "em/fit.h"
#include "sdl/raster.h"

typedef struct movie movie;

/* By the path's ending: .gif, .mp4, or "name-%04d.png" (one %d with an optional width) for numbered
 * pictures. EM_ERR_USAGE: another ending; EM_ERR_FILE: ffmpeg is missing (the message says what
 * else there is). All pictures must be w x h. */
em_status movie_open(const char *path, size_t w, size_t h, double per_second, movie **out,
                     em_error *error);
bool movie_knows(const char *path); /* true for those endings */

/* Appends a picture shown `times` frames long (numbered pictures: one file). Blocks while ffmpeg is behind. */
em_status movie_add(movie *m, const raster_image *image, size_t times, em_error *error);

/* For a loop that must not wait: begin gives the picture (copied), pump sends what fits now and
 * sets *done when all of it is gone. */
em_status movie_begin(movie *m, const raster_image *image, size_t times, em_error *error);
em_status movie_pump(movie *m, bool *done, em_error *error);

/* Ends the film and puts it under its name; frees m. On failure, also EM_ERR_INTERRUPTED, nothing is
 * left behind. control may be NULL. */
em_status movie_finish(movie *m, const em_control *control, em_error *error);

/* The same without waiting: call until *done or an error; then m is gone. */
em_status movie_try_finish(movie *m, bool *done, em_error *error);
void movie_abandon(movie *m);

#endif
