/* What is to be run: model, start, seed, limits. A value; copy with em_spec_copy. */
#ifndef EM_SPEC_H
#define EM_SPEC_H

#include "em/dataset.h"
#include "em/params.h"

typedef enum em_init {
    EM_INIT_RANDOM,
    EM_INIT_KMEANSPP,
    EM_INIT_PARTITION,
    EM_INIT_FARTHEST,
    EM_INIT_UNIFORM,
    EM_INIT_POINTS,           /* rows in points */
    EM_INIT_FILE,             /* means read by the caller from path */
    EM_INIT_KMEANS,           /* mixtures */
    EM_INIT_RESPONSIBILITIES, /* mixtures */
    EM_INIT_MANUAL,           /* means set by hand in the window */
    EM_INIT_COUNT
} em_init;

typedef enum em_stream { EM_STREAM_SKLEARN_1_2, EM_STREAM_SKLEARN_1_3 } em_stream;
typedef enum em_empty { EM_EMPTY_FARTHEST, EM_EMPTY_KEEP } em_empty;
typedef enum em_stop {
    EM_STOP_NONE, EM_STOP_UNCHANGED, EM_STOP_TOLERANCE, EM_STOP_MAX_ITER, EM_STOP_STEPS, EM_STOP_COLLAPSE
} em_stop;

#define EM_DEFAULT_ITER SIZE_MAX /* max_iter: 300 for K-means, 100 for mixtures */
#define EM_DEFAULT_TOL (-1.0)    /* tol: 1e-4 for K-means, 1e-3 for mixtures */

typedef struct em_spec {
    em_kind kind;
    em_cov cov_kind;
    size_t k;
    em_init init;
    size_t *points;    /* EM_INIT_POINTS: k rows, 0-based; else NULL. Owned */
    double *means;     /* EM_INIT_FILE, EM_INIT_MANUAL: k x means_d; else NULL. Owned */
    size_t means_d;
    char *path;        /* EM_INIT_FILE: where the means came from; else NULL. Owned */
    double init_cov;   /* variance of the start, 0 = mean feature variance ("data") */
    uint32_t seed;
    size_t n_init;
    em_stream stream;
    size_t max_iter;   /* or EM_DEFAULT_ITER */
    double tol;        /* or EM_DEFAULT_TOL; 0 never stops a mixture */
    double reg_covar;  /* added to each variance; 0 gives the textbook update */
    em_empty empty;
    double fixed_epsilon; /* > 0: covariances held at epsilon I; 0 = learnt */
    bool equal_weights;   /* with fixed_epsilon: weights held at 1/k */
} em_spec;

void em_spec_init(em_spec *spec, em_kind kind); /* the general defaults of spec 5, k 3 */
em_status em_spec_copy(const em_spec *from, em_spec *to); /* *to is overwritten, not finished */
void em_spec_finish(em_spec *spec);
bool em_spec_equal(const em_spec *a, const em_spec *b);

size_t em_spec_max_iter(const em_spec *spec);
double em_spec_tol(const em_spec *spec);

/* EM_ERR_USAGE: wrong without the data. EM_ERR_DATA: does not fit this data (K > N, row >= N). */
em_status em_spec_check(const em_spec *spec, const em_dataset *data, em_error *error);

bool em_init_suits(em_init init, em_kind kind);      /* does this start make sense for this model? */
const char *em_init_name(em_init init);              /* "k-means++", "points", ... */
const char *em_stop_name(em_stop stop);              /* "unchanged", ...; "" for none */

/* The start as it is written on the command line, "points:10,100,300"; returns buffer. */
const char *em_spec_init_text(const em_spec *spec, char *buffer, size_t size);

#endif
