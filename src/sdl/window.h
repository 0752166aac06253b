/* The window and its way to the screen. One picture in memory; only tiles that changed are sent. */
#ifndef SDL_WINDOW_H
#define SDL_WINDOW_H

#include "sdl/raster.h"

#include <SDL.h>

typedef struct window window;

/* Hints and SDL_Init. EM_ERR_FILE with a message that names `emstep render` when there is no
 * display. */
em_status window_start_video(em_error *error);

/* width, height in window units; 0: 1600 x 1000 times the scale of the desktop, as far as the screen
 * has room. The video must have been started. */
em_status window_create(double width, double height, window **out, em_error *error);
void window_destroy(window *w); /* stops the video too */

/* Pixels of the picture, and of it to a window unit (HiDPI). */
void window_size(const window *w, size_t *width, size_t *height);
double window_ratio(const window *w);

/* What an interface should be scaled by on this display: the ratio, or X11's text scaling. */
double window_device_scale(const window *w);
double window_frame_seconds(const window *w); /* of one refresh of the display */

/* False while minimised, hidden or without area: nothing is to be drawn. */
bool window_visible(const window *w);

/* Notes what a window, display or renderer event changes. True if it was one of those. */
bool window_event(window *w, const SDL_Event *event);

/* The screen needs the picture again though nothing in it changed. */
bool window_stale(const window *w);

/* Draws the list where it differs from what is shown, and shows it. False: memory or the display
 * failed; the next call starts afresh. */
bool window_show(window *w, raster *r, const draw_list *list);

/* The picture as shown last. */
const raster_image *window_look(const window *w);

void window_full_screen(window *w, bool on);
void window_title(window *w, const char *title);
void window_resize(window *w, int width, int height);

#endif
