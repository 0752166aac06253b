/* Parts of the menus. */
#ifndef VIEW_MENUS_PART_H
#define VIEW_MENUS_PART_H

#include "view/widgets.h"

enum { MENU_ITEMS_MAX = 48 };

typedef struct menu {
    menu_item item[MENU_ITEMS_MAX];
    size_t n;
    const session_frame *frame; /* of pane */
    int pane;
} menu;

menu_item *menu_add(menu *m, const char *label, const char *note, command c);
void menu_add_heading(menu *m, const char *label);

/* The menus of a run, which frame has. */
void menus_fill_model(menu *m);
void menus_fill_covariance(menu *m);
void menus_fill_init(pen *p, menu *m);
/* Also what the header had no room for. */
void menus_fill_options(pen *p, menu *m);

#endif
