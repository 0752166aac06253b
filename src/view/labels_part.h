/* Parts of the Labels panel. */
#ifndef VIEW_LABELS_PART_H
#define VIEW_LABELS_PART_H

#include "view/widgets.h"

typedef struct labels {
    const view_pane *pane;
    const em_dataset *data;
    const session_scores *scores;
    size_t *order;           /* k: component of each column, matched to the diagonal */
    size_t *class_total;     /* classes */
    size_t *component_total; /* k */
} labels;

/* False: nothing is assigned yet (or out of memory). */
bool labels_make(pen *p, const view_pane *pane, labels *out);
int32_t labels_palette(const labels *l, size_t component);
const char *labels_class(pen *p, const labels *l, size_t t);
size_t labels_commonest(const labels *l, size_t component); /* class with most of its points */

/* A small histogram for each component (of true labels) or each label (of components). */
void labels_bars_draw(pen *p, rect box, const labels *l, bool by_component);

#endif
