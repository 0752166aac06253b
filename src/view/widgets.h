/* Controls and furniture. A control draws itself, lights up under the mouse, shows the focus ring,
 * and records its hit; which command it makes is the caller's. All boxes in pixels. */
#ifndef VIEW_WIDGETS_H
#define VIEW_WIDGETS_H

#include "view/icons.h"
#include "view/pen.h"

/* Groups of stable ids; one control = group, pane (or row), index. */
typedef enum control_group {
    GROUP_TOP,
    GROUP_TABS,
    GROUP_TRANSPORT,
    GROUP_TIMELINE,
    GROUP_HEADER,
    GROUP_CANVAS,
    GROUP_PANEL,
    GROUP_MENU,
    GROUP_HELP
} control_group;

uint32_t control_id(control_group group, size_t pane, size_t index);

typedef struct control {
    uint32_t id;
    command command;
    const char *tooltip; /* ends with the key in brackets; NULL: the label says all */
    bool disabled;
    bool selected;
} control;

command command_n(command_kind kind, int pane, long n);

/* Records the hit and draws nothing; true while the mouse is over it. */
bool control_add(pen *p, rect box, hit_kind kind, const control *c);
void control_focus_ring(pen *p, rect box, double radius,
                        const control *c); /* if it has the focus */

void widget_card(pen *p, rect box);
/* A card that lies above others, with a soft shadow. */
void widget_float(pen *p, rect box, rgba edge, double edge_width);
/* A card with a title, and a note at the right; returns the room inside. */
rect widget_titled_card(pen *p, rect box, const char *title, const char *note);

/* Border, hover and focus of anything that can be pressed, without content. */
void widget_surface(pen *p, rect box, double radius, const control *c);
void widget_button(pen *p, rect box, const control *c, const char *label, bool caret);
void widget_icon_button(pen *p, rect box, const control *c, icon which);
double widget_button_width(const pen *p, const char *label, bool caret);

/* "covariance full v": caption may be "", value is strong. */
void widget_chip(pen *p, rect box, const control *c, const char *caption, const char *value);
double widget_chip_width(const pen *p, const char *caption, const char *value);
/* A small press area inside a chip, showing only an icon. */
void widget_chip_icon(pen *p, rect box, const control *c, icon which);

/* Choices side by side in one frame; c and label hold n entries, the selected one is filled. */
void widget_segments(pen *p, rect box, const control *c, const char *const *label, size_t n);
void widget_tabs(pen *p, rect box, const control *c, const char *const *label, size_t n);

void widget_bar(pen *p, rect box, double share, rgba colour); /* share 0..1 of the width */
void widget_heat_cell(pen *p, rect box, double share, const char *text);
void widget_progress(pen *p, rect box, double fraction);

/* A dark-on-light note near the anchor, kept inside the window. */
void widget_tooltip(pen *p, rect anchor, const char *text);

typedef struct menu_item {
    control control; /* id 0: a heading, not a control */
    const char *label;
    const char *note; /* right side: key or size; NULL */
    bool checked;
} menu_item;

/* A list below the anchor, kept inside the window, with a block behind it that closes it. */
void widget_menu(pen *p, rect anchor, const menu_item *item, size_t n, const command *close);

#endif
