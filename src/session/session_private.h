/* What a session is made of; shared by the files of the session alone. */
#ifndef SESSION_SESSION_PRIVATE_H
#define SESSION_SESSION_PRIVATE_H

#include "session/session.h"
#include "session/trace_store.h"

enum { RESP_BUFFERS = 4, UNDO_MAX = 64 };

/* A place in the run with everything a frame shows. resp and resp_before point into the session's
 * buffers and may be shared between the two snapshots; params and before are the snapshot's own. */
typedef struct snapshot {
    em_params *params, *before;
    em_resp *resp, *resp_before;
    size_t row, e_row, e_before; /* e_row, e_before: E rows of the responsibilities, 0 if none */
    em_resp *closing;            /* the snapshot's own; NULL until a run has stopped in it */
    bool closed;                 /* closing belongs to params */
    double closing_rand;
} snapshot;

/* An edit that can be undone, or was: rows from index at on as they are not now. */
typedef struct edit_record {
    size_t at, cursor;
    trace tail;
} edit_record;

typedef struct edit_stack {
    edit_record record[UNDO_MAX];
    size_t count;
} edit_stack;

struct session {
    const em_dataset *data;
    em_spec spec;
    em_work *work;
    trace rows;
    snapshot front, back; /* front is looked at; compute writes back */
    em_resp *buffer[RESP_BUFFERS];
    bool keep_before;     /* resp_before is affordable */
    size_t history_limit; /* bytes of parameters kept */

    bool begun;
    session_goal goal;
    size_t target;
    trace pending;      /* rows compute has made */
    em_status computed; /* what compute returned */

    edit_stack undo, redo;

    size_t scores_row; /* row the cache below belongs to, an E row or a closed one; 0: none */
    size_t *table;     /* classes x k */
    em_scores scores;
};

/* Copies front's place to back; responsibilities are shared. */
void session_load_front(session *s);

/* Fills back with row target of s->rows, replaying what was thinned out. */
em_status session_rebuild(session *s, size_t target);

/* The closing E-step of back, if the run stopped at its row. */
em_status session_close_back(session *s);

/* One half-step from back, which must stand at the last row; the row goes to s->pending. */
em_status session_half_step(session *s);

#endif
