/* Parts of the Choose K panel. */
#ifndef VIEW_CHOOSE_K_PART_H
#define VIEW_CHOOSE_K_PART_H

#include "view/widgets.h"

enum { CURVE_OBJECTIVE, CURVE_SILHOUETTE, CURVE_BIC, CURVE_AIC, CURVES };

/* The smallest BIC belongs to the largest K tried: it may fall on beyond. */
bool choose_k_at_end(const sweep *s);

/* Pressing it loads the best solution for that K. */
control choose_k_load(pen *p, size_t id, const sweep_k *k);

/* now: the K of the run on screen. */
void choose_k_plot(pen *p, rect box, const sweep *s, int curve, size_t now);

#endif
