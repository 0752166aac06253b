/* What is shown, as files. */
#ifndef SDL_EXPORT_H
#define SDL_EXPORT_H

#include "app/app.h"
#include "sdl/raster.h"
#include "sdl/text.h"

/* "FILE@2x.png": twice the size; 1 without such a mark. */
double export_scale(const char *path);
bool export_is_picture(const char *path); /* .png or .svg */
bool export_is_table(const char *path);   /* .csv */

/* One picture of width x height pixels, PNG or SVG by the path's ending; else EM_ERR_USAGE. */
em_status export_list(const draw_list *list, double width, double height, glyphs *g, raster *r,
                      const char *path, em_error *error);

/* Points with their component and responsibilities as CSV; the parameters beside it as
 * FILE-parameters.csv. Components count from 0, as in `fit --json`. EM_ERR_DATA before the first
 * E-step. */
em_status export_table(const session_frame *frame, const char *path, em_error *error);

#endif
