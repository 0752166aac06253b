/* Colours and sizes of the window, from the style sheet: three themes, one accent. */
#ifndef VIEW_THEME_H
#define VIEW_THEME_H

#include "view/draw.h"

typedef enum view_theme { THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEME_COUNT } view_theme;

typedef struct theme {
    rgba ground, surface, border, hairline;
    rgba text, second, muted;
    rgba accent, on_accent; /* text upon the accent */
    rgba good, warning, error;
    rgba track;             /* empty part of bars, tab strip */
    rgba mark_ring, mark_hairline; /* ring and hairline of a mean */
} theme;

const theme *theme_look(view_theme which);

/* Sizes at scale 1 (style.md); multiply by the interface scale. */
typedef enum type_role { TYPE_TITLE, TYPE_STEP, TYPE_BODY, TYPE_CAPTION, TYPE_AXIS, TYPE_COUNT } type_role;

/* Pixels of a text: the role's size times the scale; in presentation size never under 1/40 of the
 * window's height. */
double theme_text(type_role role, double scale, bool presentation, double height);

/* Interface scale that makes body text 1/40 of the height. */
double theme_presentation_scale(double height);

#endif
