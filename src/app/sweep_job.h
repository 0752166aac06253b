/* Choose K on its own worker. */
#ifndef APP_SWEEP_JOB_H
#define APP_SWEEP_JOB_H

#include "app/app.h"

/* For the active pane, K from 1 to most (0: as far as usual) or to the number of points. */
em_status sweep_start(app *a, size_t most);
void sweep_poll(app *a);   /* fetches what has been found so far; frees what a sweep kept alive */
void sweep_forget(app *a); /* cancels it and forgets the results; does not wait for its end */
void app_check_sweep(app *a); /* do the results still belong to the active pane? */

/* A pane's run from the sweep's best seed for its K, run to its end. spec is taken. */
em_status load_solution(app *a, size_t pane, em_spec *spec);

#endif
