/* The parameters of a model: one struct for all families. They are the history of a run;
 * everything else is a pure function of (data, params). */
#ifndef EM_PARAMS_H
#define EM_PARAMS_H

#include "em/status.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum em_kind { EM_KMEANS, EM_GMM, EM_BERNOULLI } em_kind;
typedef enum em_cov { EM_COV_FULL, EM_COV_TIED, EM_COV_DIAG, EM_COV_SPHERICAL } em_cov;

typedef struct em_params {
    em_kind kind;
    em_cov cov_kind;  /* EM_GMM only */
    size_t k, d;
    double *weight;   /* k, sums to 1; NULL for K-means */
    double *mean;     /* k x d, in the data's own units; Bernoulli: probabilities */
    double *cov;      /* full k x d x d, tied d x d, diag k x d, spherical k; NULL unless EM_GMM */
    double *block;    /* the one allocation behind weight, mean, cov */
    size_t block_len; /* doubles in it: compare and copy a whole state with one call */
} em_params;

em_status em_params_create(em_kind kind, em_cov cov_kind, size_t k, size_t d, em_params **out,
                           em_error *error);
void em_params_destroy(em_params *params);
void em_params_copy(const em_params *from, em_params *to);     /* same shape */
bool em_params_equal(const em_params *a, const em_params *b);  /* bit for bit */
size_t em_cov_len(em_cov cov_kind, size_t k, size_t d);        /* doubles in cov */

/* Entry (i, j) of component c's covariance, whatever the type. EM_GMM only. */
double em_params_cov(const em_params *params, size_t c, size_t i, size_t j);

/* Free parameters for BIC and AIC; fixed_epsilon and free weights as in em_spec. 0 for K-means. */
size_t em_params_count(const em_params *params, bool fixed_epsilon, bool free_weights);

/* mean (d) and cov (d x d) of the whole mixture: sum pi mu; sum pi (S + mu mu^T) - E[x]E[x]^T,
 * computed about the mean. Bernoulli: S = diag(mu (1-mu)). Mixtures only. */
void em_mixture_moments(const em_params *params, double *mean, double *cov);

/* What the trace keeps of given parameters: weights sum to 1 within 1e-6, covariances symmetric
 * and positive definite, probabilities in [0, 1]. EM_ERR_DATA with the numbers. */
em_status em_params_check(const em_params *params, em_error *error);

const char *em_kind_name(em_kind kind);     /* "kmeans", "gmm", "bernoulli" */
const char *em_cov_name(em_cov cov_kind);   /* "full", "tied", "diag", "spherical" */

#endif
