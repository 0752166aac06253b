/* Scratch of a run, and the table of operations by which families of models differ. */
#ifndef EM_ENGINE_WORK_H
#define EM_ENGINE_WORK_H

#include "density.h"
#include "em/model.h"
#include "kernel.h"
#include "slots.h"

#define EM_EMPTY_COUNT 1e-10 /* a component with less than this keeps its mean and covariance */

/* Sums over points are made chunk by chunk; the length of a chunk depends on n and on the size of
 * a partial sum alone, so the result is the same on any number of threads. */
struct em_work {
    em_kind kind;
    em_cov cov_kind;
    size_t n, d, k;
    bool square;   /* whole matrices are learnt: not diag, spherical, or fixed_epsilon */
    size_t second; /* second moments a kernel adds for each component (em_job) */
    const em_spec *spec;
    const em_dataset *data;
    em_pool *pool;
    const em_kernels *kernels;
    size_t worth_a_thread; /* operations of a step; below, one thread does it */
    size_t chunk, chunks;  /* points in a chunk; chunks */
    size_t stats;          /* doubles in one partial sum */
    size_t stride;         /* stats, up to a whole cache line */
    double *partial;       /* chunks x stride; the sums of features begin a cache line */
    double *total;         /* stats */
    double *moments;       /* stats: the total of the last E-step */
    double *scatter;       /* square: k x d x d, else k x d: weighted squares about the new means */
    double *spread;        /* tied, d != 2: d x d, sum of (x - offset)(x - offset)^T; else NULL */
    bool spread_ready;
    double *centre;   /* k x d: what moments are taken about the second time */
    double *origin;   /* d: sums are made of x - origin; few bits, so that x - origin is exact */
    double *count;    /* k: N_c of the last M-step */
    em_screen screen; /* K-means of EM_ROWS_FROM features and more */
    uint8_t *bits;    /* Bernoulli: the data packed, see em_job */
    double *table;    /* Bernoulli: see kernel_bernoulli.c */
    size_t bytes;
    double *scratch;     /* one piece for each thread of the pool */
    size_t scratch_len;  /* doubles in a piece, a multiple of 8 */
    em_density *density; /* of `next`, if `ready` */
    em_params next;      /* the M-step's result until it is known to be good */
    bool ready;
    uint64_t made; /* of the resp whose totals `moments` holds; 0: none */
    double *lines; /* the allocation behind partial */
    double *block; /* the allocation behind origin .. next */
};

typedef struct em_model_ops {
    em_status (*e_step)(const em_params *params, em_work *work, em_resp *resp, double *objective);
    em_status (*m_step)(const em_resp *resp, em_work *work, em_params *params, em_m_report *report);
} em_model_ops;

extern const em_model_ops em_kmeans_ops, em_gmm_ops, em_bernoulli_ops;

/* A job with what all kernels need. */
em_job em_work_job(const em_work *work);

/* Runs the kernel on each chunk and adds the partial sums in order into total. cost: arithmetic
 * operations per point, roughly; below a measured size one thread is quicker. */
void em_work_run(em_work *work, em_kernel_fn *kernel, const em_job *job, size_t cost);

/* Brings density and next up to params. EM_ERR_COLLAPSE. */
em_status em_work_prepare(em_work *work, const em_params *params);

/* Are `moments` those of this resp, made with these parameters? */
bool em_work_fresh(const em_work *work, const em_resp *resp, const em_params *params);
void em_work_made(em_work *work, em_resp *resp); /* says so; keeps the total as moments */

/* The E-step of both mixtures; resp NULL: the objective alone. */
em_status em_mixture_e_step(const em_params *params, em_work *work, em_resp *resp,
                            double *objective);

/* sum_c |a's mean - b's mean|^2 */
double em_mean_shift(const em_params *a, const em_params *b);
void em_params_commit(const em_work *work, em_params *params); /* next -> params */

#endif
