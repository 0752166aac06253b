/* Icons as drawn shapes: sharp at every scale, one colour each. */
#ifndef VIEW_ICONS_H
#define VIEW_ICONS_H

#include "view/draw.h"

typedef enum icon {
    ICON_NONE,
    ICON_FIRST,
    ICON_BACK,
    ICON_PLAY,
    ICON_PAUSE,
    ICON_LAST,
    ICON_ARROW,
    ICON_CARET,
    ICON_RELOAD,
    ICON_MORE,
    ICON_THEME,
    ICON_HELP,
    ICON_PLUS,
    ICON_MINUS,
    ICON_CHECK,
    ICON_CLOSE,
    ICON_UP,
    ICON_DOWN
} icon;

/* Centred on (x, y); size is the side of the square it fits into. */
void icon_draw(draw_list *list, icon which, double x, double y, double size, rgba colour);

#endif
