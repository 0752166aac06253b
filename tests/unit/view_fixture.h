/* Real runs made into a view_input without the app: for tests of the view. */
#ifndef VIEW_FIXTURE_H
#define VIEW_FIXTURE_H

#include "view/view.h"

typedef struct fixture {
    em_dataset *data;
    em_projection *projection;
    double *xy;
    session *run[VIEW_PANES];
    em_params *flat[VIEW_PANES];
    rgba *colour[VIEW_PANES];
    uint8_t *shape[VIEW_PANES];
    double *start_xy[VIEW_PANES];
    int32_t match[EM_NAME_MAX]; /* identity */
    text_metrics metrics;
    session_scores scores;
    session_point point;
    double *worked;
    view_input in;
} fixture;

/* Aborts the test program when something fails. panes copies of spec run on the named data. */
void fixture_open(fixture *f, const char *data, const em_spec *spec, size_t panes);
void fixture_take(fixture *f, em_dataset *data, const em_spec *spec, size_t panes); /* owns data */
void fixture_forward(fixture *f, size_t half_steps);                                /* all panes */
void fixture_inspect(fixture *f, long row);
/* Fills in from the runs as they stand, for the size and scale already in it. */
void fixture_refresh(fixture *f);
void fixture_close(fixture *f);

/* The default run: aniso, full mixture, rows 10, 100 and 300, initial variance 5. */
void fixture_default_spec(em_spec *spec);

#endif
