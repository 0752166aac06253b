/* Which colours the components of a pane have. Those of pane 1 have the colours of their numbers; a
 * component of another pane takes the colour of the component of pane 1 with which it shares most
 * points, and keeps it over its whole run, so that no step and no way back changes a colour unless
 * points change their cluster. So it cannot be the partitions of the moment that are matched:
 *  - Where both runs can be followed to their end within a frame, their ends are matched. The
 *    colours then depend on the starts (or the latest edits) alone: what ends as the same cluster
 *    has the same colour from step 0 on.
 *  - Longer runs are matched by the furthest half-step both have come to. That match stays while
 *    the trace is walked, and when it grows gives way only to one that agrees on CLEAR_GAIN of all
 *    points more. */
#ifndef APP_MATCHING_H
#define APP_MATCHING_H

#include "session/session.h"

#define CLEAR_GAIN 0.1

/* What is known of one run and kept between pictures; all zero: nothing. */
typedef struct matching {
    uint64_t run;  /* of which start end is the end */
    int32_t *end;  /* n labels at convergence; NULL: too much work */
    uint64_t pair; /* of this run and the first pane's: to is the answer for both */
    int32_t *to;   /* k palette indices; NULL: not decided yet */
    size_t length; /* rows of both traces when that was decided */
    size_t n, k;
} matching;

void matching_finish(matching *m);

/* to: f->params->k palette indices. first, of_first: pane 1. Always fills to; EM_ERR_MEMORY: with
 * the components' own numbers. */
em_status matching_fill(matching *first, const session_frame *of_first, matching *own,
                        const session_frame *f, int32_t *to);

#endif
