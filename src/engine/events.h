/* Numeric events of an M-step: what happened that the learner should see, and from which size on.
 */
#ifndef EM_ENGINE_EVENTS_H
#define EM_ENGINE_EVENTS_H

#include "work.h"

void em_report_add(em_m_report *report, em_event event); /* counts what does not fit */

/* equal_components: each component of work->next whose mean (and covariance) equals an earlier
 * one's to 1e-9 of the data's deviation; other = that one. */
void em_events_equal(const em_work *work, em_m_report *report);

/* All events of a Gaussian M-step but empty and singular. work->next holds the new parameters,
 * work->density their factors. */
void em_events_gmm(const em_work *work, const em_resp *resp, em_m_report *report);

#endif
