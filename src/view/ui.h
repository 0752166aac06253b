/* What the user can touch: drawing a control also records where it is and which command it makes.
 * The app looks a click or a focus step up in this list; nothing else knows where buttons are. */
#ifndef VIEW_UI_H
#define VIEW_UI_H

#include "session/command.h"
#include "view/draw.h"

typedef enum hit_kind {
    HIT_BUTTON,   /* click: makes command */
    HIT_SLIDER,   /* press and drag: command.n = low + fraction of width * (high - low), rounded */
    HIT_CANVAS,   /* a pane's picture: command.pane says which; the app decides what a drag means */
    HIT_NOTE,     /* says its tooltip under the mouse and does nothing */
    HIT_BLOCK     /* swallows clicks (behind a menu or dialog) */
} hit_kind;

typedef struct ui_hit {
    hit_kind kind;
    rect box;
    command command;
    long low, high;       /* HIT_SLIDER */
    const char *tooltip;  /* names the key; NULL: none. Lives as long as the draw list */
    uint32_t id;          /* stable across frames: focus and hover follow it */
    bool enabled;
    bool focusable;
} ui_hit;

typedef struct ui_list {
    ui_hit *hit;
    size_t n, capacity;
    bool failed;
} ui_list;

void ui_init(ui_list *list);
void ui_finish(ui_list *list);
void ui_reset(ui_list *list);
void ui_add(ui_list *list, const ui_hit *hit);
const ui_hit *ui_at(const ui_list *list, double x, double y); /* the topmost there; NULL */
const ui_hit *ui_find(const ui_list *list, uint32_t id);      /* NULL: not there, or id 0 */

#endif
