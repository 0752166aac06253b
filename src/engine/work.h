/* Scratch of a run, and the table of operations by which families of models differ. */
#ifndef EM_ENGINE_WORK_H
#define EM_ENGINE_WORK_H

#include "density.h"
#include "em/model.h"
#include "slots.h"

#define EM_EMPTY_COUNT 1e-10 /* a component with less than this keeps its mean and covariance */

/* Sums over points are made chunk by chunk; the length of a chunk depends on n and on the size of
 * a partial sum alone, so the result is the same on any number of threads. */
struct em_work {
    em_kind kind;
    em_cov cov_kind;
    size_t n, d, k;
    double most;          /* largest squared distance a point adds to J, so that J stays finite */
    const em_spec *spec;
    const em_dataset *data;
    em_pool *pool;
    size_t chunk, chunks; /* points in a chunk; chunks */
    size_t stats;         /* doubles in one partial sum */
    double *partial;      /* chunks x stats */
    double *total;        /* stats */
    double *origin;      /* d: sums are made of x - origin; few bits, so that x - origin is exact */
    double *point;       /* slots x k: one point's terms */
    double *count;       /* k: N_c of the last M-step */
    em_density *density; /* of the parameters in use */
    em_params next;      /* the M-step's result until it is known to be good */
    double *block;       /* the allocation behind origin, point, count, next, total */
};

typedef struct em_model_ops {
    size_t (*stats)(const em_work *work); /* doubles in a partial sum */
    em_status (*e_step)(const em_params *params, em_work *work, em_resp *resp, double *objective);
    em_status (*m_step)(const em_resp *resp, em_work *work, em_params *params, em_m_report *report);
} em_model_ops;

extern const em_model_ops em_kmeans_ops, em_gmm_ops, em_bernoulli_ops;

/* Calls fn for each chunk on the pool, with the partial sums set to 0, then adds those in order
 * into total. */
void em_work_sum(em_work *work, em_slot_fn *fn, void *context);
size_t em_work_first(const em_work *work, size_t chunk); /* first point of a chunk */
size_t em_work_end(const em_work *work, size_t chunk);   /* one past its last */

/* The E-step of both mixtures; resp NULL: the objective alone. */
em_status em_mixture_e_step(const em_params *params, em_work *work, em_resp *resp,
                            double *objective);

/* sum_c |next mean - mean|^2 */
double em_mean_shift(const em_params *a, const em_params *b);
void em_params_commit(const em_work *work, em_params *params); /* next -> params */

#endif
