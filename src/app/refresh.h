/* From the runs to what the window shows of them. */
#ifndef APP_REFRESH_H
#define APP_REFRESH_H

#include "app/app.h"

/* After any change of runs or cursors: matching, colours, scores, inspector. mask: panes to glide.
 */
void app_refresh(app *a, unsigned glide_mask);
void app_recolour(app *a, unsigned glide_mask); /* only what the panes show */
void app_refresh_inspect(app *a);
void app_refresh_scores(app *a);

void app_finish_glides(app *a);
bool app_gliding(const app *a);

/* Fills what the view needs. now: see aside_members. */
void build_input(app *a, view_input *in, bool now);
void build_picture(app *a);
camera app_fit(app *a, size_t pane);       /* the camera that shows all of a pane's points */
bool app_view_is_own(app *a, size_t pane); /* the camera is not the one that shows all */

#endif
