/* Formulas in a TeX-like subset: \frac{a}{b}, x_{i}, x^{2}, \sum_{n}^{N}, \prod, \hat{x}, \bar{x},
 * \sqrt{x}, \matrix{a}{b}{c}{d} (2 x 2, by rows), \mathrm{upright}, \mathbf{x}, \mathcal{N}, \left( \right) as plain brackets, \gamma and
 * other names or Greek in UTF-8, `\,` thin and `\;` thick space, {groups}. Letters are italic,
 * digits and brackets upright. Unknown commands are shown by their name, so that a mistake is seen.
 */
#ifndef VIEW_FORMULA_H
#define VIEW_FORMULA_H

#include "view/text_metrics.h"

typedef struct formula_box {
    double width, ascent, descent; /* pixels; above and below the baseline, both positive */
} formula_box;

formula_box formula_measure(const text_metrics *metrics, double size, const char *markup);

/* x, y: left end of the baseline. size: pixels per em of the main line. */
formula_box formula_draw(draw_list *list, const text_metrics *metrics, double x, double y,
                         double size, rgba colour, const char *markup);

#endif
