/* Colours of components and of heat maps. A component's palette index (view_pane.match) decides
 * both its colour and its shape; beyond ten the colours repeat with other shapes. */
#ifndef VIEW_PALETTE_H
#define VIEW_PALETTE_H

#include "em/model.h"
#include "view/draw.h"
#include "view/theme.h"

enum { PALETTE_COLOURS = 10 };

/* Fill colour of a component's marks, opaque. Petroff 2021 (arXiv:2107.02270), grey and purple
 * exchanged; on dark surfaces the three darkest are lifted to a contrast of 3:1. index >= 0. */
rgba palette_colour(int32_t index, view_theme which);

/* The same hue for thin lines and for text upon the surface: contrast at least 3:1 (line), 4.5:1
 * (text). */
rgba palette_line(int32_t index, view_theme which);
rgba palette_text(int32_t index, view_theme which);

point_shape palette_shape(int32_t index);

/* Of a point no component has been asked about yet (step 0). */
rgba palette_unassigned(view_theme which);

/* Colour of each point: mixtures by responsibility, blended in OKLab, K-means by label. resp NULL:
 * all n unassigned. match: k palette indices, NULL: component c has index c. out: n. */
void palette_fill_colours(const em_resp *resp, size_t n, const int32_t *match, view_theme which,
                          rgba *out);
/* Shape of each point: its component's; discs if resp is NULL. */
void palette_fill_shapes(const em_resp *resp, size_t n, const int32_t *match, uint8_t *out);

/* a to b in OKLab, alpha linear; t in [0, 1]; out may be a or b: the points' colours on their way
 * from one posterior to the next. */
void palette_mix_all(const rgba *a, const rgba *b, size_t n, double t, rgba *out);

/* WCAG contrast of two opaque colours, 1..21; black or white, whichever reads better upon a colour.
 */
double palette_contrast(rgba a, rgba b);
rgba palette_ink(rgba background);
rgba palette_cross(
    rgba background); /* of a bold mark upon a component's colour: white where it can be seen */

#endif
