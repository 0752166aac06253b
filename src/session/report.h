/* Words and JSON for what happened: shared by the window and the command line. */
#ifndef SESSION_REPORT_H
#define SESSION_REPORT_H

#include "session/session.h"

/* "component 2 is empty: it keeps its mean"; components are written 1..K. Returns buffer. */
const char *report_event(const em_event *event, const em_dataset *data, char *buffer, size_t size);

/* What the step at the cursor did: "17 points changed", "mean 2 moved 0.83". Returns buffer. */
const char *report_last(const session_frame *frame, char *buffer, size_t size);

/* What the next half-step will do, one sentence for the learner. Static text. */
const char *report_next(const session_frame *frame);

/* The same in few words, for where there is little room. */
const char *report_next_short(const session_frame *frame);

/* Its formula, in the plain markup of view/formula.h ("gamma_{nk} = ..."). Static text. */
const char *report_next_formula(const session_frame *frame);

/* "converged after 26 iterations: the mean log-likelihood moved less than 0.001". Returns buffer. */
const char *report_stop(const session_frame *frame, char *buffer, size_t size);

/* What is good to know before the run: fewer distinct points than components, fewer points than a
 * covariance has numbers. "" if there is nothing to say. Returns buffer. */
const char *report_advice(const em_spec *spec, const em_dataset *data, char *buffer, size_t size);

#endif
