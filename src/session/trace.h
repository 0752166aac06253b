/* One row of a run's history: what one half-step did. */
#ifndef SESSION_TRACE_H
#define SESSION_TRACE_H

#include "em/model.h"

typedef enum trace_phase {
    TRACE_INIT, /* step 0 */
    TRACE_E,
    TRACE_M,
    TRACE_EDIT  /* parameters set by hand: the next half-step is E */
} trace_phase;

/* Why an objective moved the wrong way: em_event.other of EM_EVENT_OBJECTIVE_MOVED_WRONG. */
typedef enum trace_cause {
    TRACE_CAUSE_NONE,
    TRACE_CAUSE_REGULARISATION, /* reg_covar makes the M-step inexact */
    TRACE_CAUSE_RELOCATION,     /* an empty cluster was given a far point */
    TRACE_CAUSE_EDIT            /* parameters were set by hand */
} trace_cause;

typedef struct trace_step {
    trace_phase phase;
    size_t iteration;      /* 1-based; 0 for step 0 */
    double objective;      /* J, or ln p(X) = bound after E, or the bound L(q, theta new) after M;
                              NAN: none (step 0, edit, collapse) */
    double log_likelihood; /* M rows of mixtures: ln p(X|theta new); NAN until asked for */
    double shift;          /* M rows: sum of squared mean shifts */
    double adjusted_rand;  /* E rows, labelled data; else NAN */
    size_t changed;        /* E rows: points whose label differs from the previous E-step */
    em_stop stop;          /* M rows: the rule that held here, EM_STOP_NONE if none */
    const em_event *events; /* M rows, and E rows whose objective moved the wrong way; owned by the trace */
    size_t n_events;
    const char *edit;      /* TRACE_EDIT: what was edited, in words; else NULL */
} trace_step;

const char *trace_phase_name(trace_phase phase); /* "init", "E", "M", "edit" */

#endif
