/* The mouse: presses and drags, and what lies under it. */
#ifndef APP_POINTER_H
#define APP_POINTER_H

#include "app/app.h"
#include "app/shape.h"

/* What a pressed mouse button is doing. */
typedef enum drag_kind {
    DRAG_NONE,
    DRAG_BUTTON,
    DRAG_SLIDER,
    DRAG_PAN,
    DRAG_MEAN,
    DRAG_SHAPE,
    DRAG_ADD,
    DRAG_ERASE,
    DRAG_DEAD
} drag_kind;

typedef struct pointer {
    double x, y; /* -1, -1: outside */
    bool down;
    int button; /* that is down; others wait for its release */
    drag_kind drag;
    ui_hit hit; /* what was pressed; text and tooltip not kept */
    double from_x, from_y;
    size_t strokes; /* edits of the data this drag has made: together one edit */
    double notches; /* of the wheel, what is left after the whole ones */
    bool moved;     /* farther than a click's tremble */
    size_t pane;
    size_t component;      /* DRAG_MEAN, DRAG_SHAPE */
    int part, side;        /* grip_kind, which end */
    half_axes shape;       /* DRAG_SHAPE: the ellipse as it began */
    double grab_x, grab_y; /* from the mouse to the middle of what it holds, pixels */
    uint32_t over;         /* control under the mouse */
    double over_seconds;   /* since it is there: the tooltip's delay */
    bool tip;
} pointer;

em_status pointer_event(app *a, const app_input_event *e);
void pointer_tick(app *a, double seconds);
void pointer_cancel(app *a);       /* a drag ends without effect */
void pointer_hush(app *a);         /* no tooltip until the mouse is over something else */
double pointer_wait(const app *a); /* seconds until a tooltip; INFINITY */

#endif
