/* Events told as the learner needs them: those that have just come up are news, those that held at
 * the M-step before as well are a standing condition. */
#ifndef SESSION_STANDING_H
#define SESSION_STANDING_H

#include "session/session.h"

/* All events of one kind in a row of the trace. */
typedef struct standing_group {
    em_event_kind kind;
    size_t n, news;
    size_t first; /* index of its first event, of its first news if any */
} standing_group;

/* Events of a row that are news: the M-step before did not have them. Moves the wrong way,
 * relocations and a collapse that ends the run always are. */
size_t standing_news(const session_frame *frame, size_t row);

/* The row's events by kind, those with news first; returns how many kinds. */
size_t standing_groups(const session_frame *frame, size_t row, standing_group out[EM_EVENT_KINDS]);

/* "3 features are constant: only reg_covar gives them a variance"; one event as report_event.
 * Returns buffer. */
const char *standing_words(const session_frame *frame, size_t row, const standing_group *group,
                           char *buffer, size_t size);

/* The row whose events hold at the cursor: that of the latest M-step, unless parameters have been
 * set by hand since; 0: none. */
size_t standing_row(const session_frame *frame);

/* "3 features are constant · component 2 is at the variance floor": what holds at the cursor, in
 * few words; points out of reach of every component first, of components only if asked for. "" if
 * nothing does. Returns buffer. */
const char *standing_summary(const session_frame *frame, bool components, char *buffer,
                             size_t size);

#endif
