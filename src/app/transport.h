/* One clock for all panes. A pane stands at row clamp(position - offset, 0, its last row): a pane
 * that has converged waits at its end for the others, a pane with a new run starts at its offset.
 */
#ifndef APP_TRANSPORT_H
#define APP_TRANSPORT_H

#include "app/app.h"

typedef enum transport_move { MOVE_NEXT, MOVE_ITERATION, MOVE_CONVERGE } transport_move;

em_status transport_on(app *a, transport_move move,
                       bool quiet);                  /* quiet: no word if none can move */
em_status transport_converge(app *a, unsigned mask); /* only these panes */
em_status transport_seek(app *a, size_t position,
                         bool home); /* home: all panes begin together again */
bool transport_all_stopped(const app *a);

#endif
