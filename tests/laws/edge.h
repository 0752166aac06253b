/* Runs for the edge cases: a run made of half-steps that is watched all the way. */
#ifndef LAWS_EDGE_H
#define LAWS_EDGE_H

#include "em/fit.h"

typedef struct edge_run {
    em_fit *fit;
    size_t seen[EM_EVENT_KINDS];    /* events of each kind over all M-steps */
    em_event first[EM_EVENT_KINDS]; /* the first of each kind */
    em_event collapse;              /* the event of the M-step that collapsed */
    size_t moved_wrong;             /* half-steps whose objective moved the wrong way */
} edge_run;

em_spec edge_spec(em_kind kind, size_t k, em_init init); /* defaults otherwise */
em_dataset *edge_data(size_t n, size_t d, const double *x);

/* Fits, and steps the same run by hand. Fails the test unless both agree and every number is
 * finite, rows of responsibilities and weights sum to 1, and means lie in the data's box. */
edge_run edge_fit(const em_spec *spec, const em_dataset *data);
void edge_finish(edge_run *run);

/* spec_check refuses with this status and says word. */
void edge_refuse(const em_spec *spec, const em_dataset *data, em_status status, const char *word);

#endif
