/* The rows of a run and the parameters kept beside them. Private to the session.
 *
 * A row that sets parameters (init, M, edit) owns its state; an E row borrows the one before it.
 * States of M rows may be thinned out: they are recomputed from the last one kept. */
#ifndef SESSION_TRACE_STORE_H
#define SESSION_TRACE_STORE_H

#include "session/trace.h"

typedef struct trace {
    trace_step *row;
    em_params **state; /* length; NULL: thinned out */
    size_t *stop_row;  /* length: row whose rule holds here, 0 if none */
    size_t length, capacity;
    size_t stride;              /* states of M rows are kept where iteration % stride == 0 */
    size_t bytes;               /* of all states owned */
    em_convergence convergence; /* as of the last row */
    bool ended;                 /* no half-step can follow the last row */
} trace;

void trace_init(trace *t);
void trace_finish(trace *t);

em_status trace_reserve(trace *t, size_t extra);

/* Appends a row. Takes row->events, row->edit and state (NULL for an E row) also when it fails. */
em_status trace_append(trace *t, const trace_step *row, em_params *state);

/* Moves rows from index at on to the end of an empty trace; convergence and ended go with them. */
em_status trace_cut(trace *t, size_t at, trace *tail);

/* Appends all rows of tail, with convergence and ended; tail is empty afterwards. Nothing changes
 * if memory runs out. */
em_status trace_paste(trace *t, trace *tail);

/* Drops states, doubling the stride, until they fit into limit bytes; init and edit rows stay. */
void trace_thin(trace *t, size_t limit);

#endif
