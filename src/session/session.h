/* A run with a history: forward, back, seek, edit. The session owns its parameters, responsibilities
 * and trace; it borrows the data set, which must outlive it. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "em/fit.h"
#include "em/metrics.h"
#include "session/trace.h"

typedef struct session session;

/* Borrowed, const, valid until the next non-const call on the session. */
typedef struct session_frame {
    const em_dataset *data;
    const em_spec *spec;
    const em_params *params;      /* now */
    const em_params *before;      /* params of the half-step before an M-step, else equal to params */
    const em_params *start;       /* step 0 (after an edit: the edited parameters) */
    const em_resp *resp;          /* of the latest E-step at or before the cursor; NULL at step 0 */
    const em_resp *resp_before;   /* of the E-step before that; NULL if none. Right after E: what
                                     the colours flow from. May be NULL on large data */
    const trace_step *step;       /* = &steps[cursor] */
    const trace_step *steps;      /* length rows */
    const em_params *const *history; /* length entries, NULL where thinned out: for trails */
    size_t cursor, length;
    size_t e_row;                 /* index of the E row resp belongs to; 0 if none */
    trace_phase next;             /* TRACE_E or TRACE_M */
    bool converged;               /* a rule has held at or before the cursor */
    em_stop stop;                 /* that rule, or why the run ended (collapse); EM_STOP_NONE */
    size_t stop_row;              /* row where it held */
    const em_resp *closing;       /* where the run stopped (cursor = stop_row, no collapse): of the E-step
                                     with the final parameters, which a notebook reports and the trace
                                     does not have; else NULL */
    double closing_rand;          /* its adjusted Rand; NAN: none, or no labels */
    bool ended;                   /* no further half-step possible (collapse) */
} session_frame;

/* Makes step 0. Errors as em_spec_check and em_start. spec is copied. */
em_status session_create(const em_dataset *data, const em_spec *spec, em_pool *pool,
                         const em_control *control, session **out, em_error *error);
void session_destroy(session *s);

session_frame session_look(const session *s);

/* What is reported here: closing if there is one, else the latest E-step's; NULL at step 0. */
const em_resp *session_frame_reported(const session_frame *frame);

/* Parameters kept in the history before it is thinned out and replayed: 64 MB unless set. */
void session_set_history_limit(session *s, size_t bytes);

/* Next half-step: replayed if the trace already has it, computed and appended otherwise. Goes on past
 * convergence when asked. EM_ERR_COLLAPSE when the run has ended (the frame stays as it was). */
em_status session_forward(session *s);
em_status session_back(session *s); /* at step 0: does nothing */
em_status session_seek(session *s, size_t step); /* step < length */

/* The same work in three parts, so that the middle one can run on a worker: between begin and commit
 * the frame stays valid and only session_look and session_compute may be called. */
typedef enum session_goal { SESSION_NEXT, SESSION_SEEK, SESSION_CONVERGE } session_goal;
em_status session_begin(session *s, session_goal goal, size_t step);
em_status session_compute(session *s, const em_control *control); /* any thread */
em_status session_commit(session *s); /* after a cancelled compute: the frame as before begin */

/* To convergence (or max_iter, collapse) from the cursor; begin, compute, commit in one. */
em_status session_converge(session *s, const em_control *control);

/* Parameters set by hand: truncates the trace after the cursor and appends a TRACE_EDIT row.
 * EM_ERR_DATA if em_params_check refuses them. what: "mean 2 moved by hand". */
em_status session_edit(session *s, const em_params *params, const char *what, em_error *error);
bool session_can_undo(const session *s);
bool session_can_redo(const session *s);
em_status session_undo(session *s); /* the trace as it stood before the last edit, and its cursor */
em_status session_redo(session *s);

/* ln p(X|params now) for an M row of a mixture: computes it once and keeps it in the row. */
em_status session_log_likelihood(session *s, double *out);

/* What a notebook would report here: E-step with the parameters at the cursor, which is not in the trace. */
em_status session_close(session *s, em_resp *resp);

/* Scores of the reported responsibilities against the true labels. Cached; table: classes x k, borrowed. */
typedef struct session_scores {
    em_scores scores;
    const size_t *table;
    size_t classes, k;
} session_scores;
em_status session_look_scores(session *s, session_scores *out); /* EM_ERR_DATA: unlabelled or step 0 */

/* One point under the current parameters: k values each; caller's arrays, NULL allowed. */
typedef struct session_point {
    double *log_density;    /* ln p(x|c); K-means: -squared distance */
    double *weighted;       /* pi_c p(x|c) relative to the largest: exp(log - max) */
    double *responsibility; /* under the current parameters */
    double *pull;           /* gamma_nc / N_c: the point's share in the next mean; latest E-step, NAN before it */
} session_point;
em_status session_inspect(const session *s, size_t row, session_point *out);

#endif
