/* A tab of the side panel: two pure functions. Adding a tab = one file, one row in window.c. */
#ifndef VIEW_PANEL_H
#define VIEW_PANEL_H

#include "view/widgets.h"

typedef struct panel_input {
    const view_input *view;
    const view_pane *pane; /* the active one; its frame has data */
    rect box;              /* below the tab strip, on the ground */
    ui_list *ui;
    bool quiet; /* a menu or dialog lies above */
} panel_input;

typedef struct panel {
    const char *name;
    const char *tooltip;
    bool (*accepts)(
        const session_frame *frame); /* false: the tab says why it has nothing to show */
    void (*draw)(const panel_input *in, draw_list *draw);
    const char *refusal;
} panel;

extern const panel panel_run, panel_choose_k, panel_labels, panel_prototypes, panel_maths;

pen panel_pen(const panel_input *in, draw_list *draw);

/* Parts of the Run panel. Each draws one card. */
void run_chart_draw(pen *p, rect box, const view_pane *pane);
void run_parameters_draw(pen *p, rect box, const view_pane *pane);
/* Rows with room for a 2 x 2 covariance, low ones, or the components alone without the whole. */
typedef enum run_rows { RUN_TALL, RUN_LOW, RUN_BARE } run_rows;
double run_parameters_height(pen *p, const view_pane *pane, double width, run_rows rows);
/* The line about the whole mixture; 0: there is none. */
double run_whole_height(pen *p, const view_pane *pane, double width);
void run_whole_draw(pen *p, rect row, const view_pane *pane);
void run_whole_note(pen *p, rect box, const view_pane *pane); /* the same as a tooltip */
double run_inspector_height(const pen *p, const view_pane *pane); /* without its words */
void run_inspector_draw(pen *p, rect box, const view_pane *pane);
void run_ranking_draw(pen *p, rect box);
double run_ranking_height(const pen *p);

#endif
