/* Many runs: the elbow over K, and the atlas of solutions over seeds (spec 5). */
#ifndef SESSION_SWEEP_H
#define SESSION_SWEEP_H

#include "em/fit.h"
#include "em/metrics.h"

typedef struct sweep_k {
    size_t k;
    double best, median, worst; /* J or log-likelihood; worst = max J / min log-likelihood; NAN: none yet */
    double *values;             /* restarts, in seed order; NAN: not finished, or its start collapsed */
    size_t done;                /* restarts finished */
    uint32_t seed;              /* of the best run */
    size_t found_best;          /* restarts within 1e-4 relative of best */
    double silhouette;          /* NAN: K = 1 or fewer than two clusters; not computed yet */
    double bic, aic;            /* NAN for K-means */
} sweep_k;

typedef struct sweep {
    em_kind kind;
    size_t n_ks, restarts;
    sweep_k *ks;
    int suggested; /* index into ks, or -1: "no clear elbow" */
    double knee;   /* K-means: distance below the chord at the farthest K; NAN for mixtures */
} sweep;

/* K from k_min to k_max; restart r uses seed spec->seed + r and n_init 1. Runs on pool, one run a task.
 * *out may be read by another thread only after the call; partial results come through report, called on
 * one thread at a time with a const view of the sweep so far (NULL allowed). */
em_status sweep_run(const em_spec *spec, const em_dataset *data, size_t k_min, size_t k_max,
                    size_t restarts, em_pool *pool, const em_control *control,
                    void (*report)(void *context, const sweep *so_far), void *context, sweep **out,
                    em_error *error);
sweep *sweep_clone(const sweep *s); /* NULL: out of memory */
void sweep_destroy(sweep *s);

typedef struct atlas_solution {
    double objective;
    size_t count;
    uint32_t seed;        /* first that found it */
    double adjusted_rand; /* against the true labels; NAN if unlabelled */
} atlas_solution;

typedef struct atlas {
    size_t seeds, n_solutions;
    atlas_solution *solution; /* best first */
} atlas;

em_status atlas_run(const em_spec *spec, const em_dataset *data, size_t seeds, em_pool *pool,
                    const em_control *control, atlas **out, em_error *error);
void atlas_destroy(atlas *a);

#endif
