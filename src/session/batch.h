/* Many independent runs of one specification on all cores, one run a task. Private to the session.
 */
#ifndef SESSION_BATCH_H
#define SESSION_BATCH_H

#include "em/fit.h"

#include <pthread.h>

typedef struct batch {
    const em_spec *spec;
    const em_dataset *data;
    const em_control *control;
    pthread_mutex_t lock; /* around the collecting of results */
    size_t done, total;   /* runs; under lock */
    double share;         /* of the progress that is told, for the runs: 1 unless set */
    atomic_bool stop;     /* cancelled, or a run failed */
    em_status status;     /* of the first run that failed; under lock */
    em_error *error;
} batch;

void batch_init(batch *b, const em_spec *spec, const em_dataset *data, const em_control *control,
                em_error *error);
void batch_finish(batch *b);

/* One run with k components, its own seed and n_init 1, on the calling thread alone. *out is NULL
 * if the start collapsed (no result, not a failure). False: the batch has stopped, there is nothing
 * to collect. */
bool batch_fit(batch *b, size_t k, uint32_t seed, em_fit **out);

/* Counts a collected run and reports progress; call with the lock held. */
void batch_count(batch *b);

/* Marks the batch as failed; call with the lock held. */
void batch_fail(batch *b, em_status status, const em_error *error);

/* Is a within 1e-4 relative of b? */
bool batch_near(double a, double b);

/* Is objective a better than b for this kind of model? */
bool batch_better(em_kind kind, double a, double b);

#endif
