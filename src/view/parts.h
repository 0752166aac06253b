/* The fixed parts of the window around the panes and panels. Each draws into its rect and records
 * its controls. */
#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include "view/widgets.h"

void topbar_draw(pen *p, rect box);
void pane_header_draw(pen *p, size_t pane, rect box, bool two_rows);
void transport_draw(pen *p, rect box, bool words_below);
void transport_words_draw(pen *p, rect box, bool beside); /* beside: the formula may stand there */
void timeline_draw(pen *p, rect box, const view_pane *pane);
void help_draw(pen *p);

/* The open menu, below the control that opened it. */
void menus_draw(pen *p);
uint32_t menus_anchor(view_menu menu, size_t pane); /* id of that control */
uint32_t header_k_id(size_t pane);                  /* id of the control that raises K */

#endif
