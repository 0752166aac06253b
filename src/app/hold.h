/* What the mouse holds of a model: a mean, an end of an ellipse's axis, the knob that turns it. */
#ifndef APP_HOLD_H
#define APP_HOLD_H

#include "app/app.h"
#include "view/scatter.h"

/* What is under a place of a pane, in pixels, and may be taken hold of. */
scatter_grip hold_at(app *a, size_t pane, double x, double y);

/* The mouse rests there: the component it could take hold of shows its handles, and keeps them on
 * the way to one of them. */
void hold_hover(app *a, size_t pane, double x, double y);
void hold_show(app *a, size_t pane, scatter_grip grip); /* GRIP_NONE: no handles */

/* The pressed mouse begins to drag, moves, lets go. */
void hold_begin(app *a, const scatter_grip *grip);
void hold_preview(app *a);
em_status hold_release(app *a);

#endif
