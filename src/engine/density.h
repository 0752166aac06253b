/* A model made ready to be evaluated: covariances factored, logarithms taken.
 *
 * ln p(x|c) = log_norm[c] - maha/2,  maha = |W_c (x - mu_c)|^2,  W_c = L_c^-1,  S_c = L_c L_c^T
 * Bernoulli: ln p(x|c) = log_norm[c] + sum_j x_j factor[c][j], factor = ln mu - ln(1 - mu),
 * log_norm = sum_j ln(1 - mu_cj), probabilities clipped to [1e-10, 1 - 1e-10] in the logarithms.
 * Nothing here is infinite: a squared distance is capped (NaN too) and ln 0 of a weight is a
 * number, so that a point too far from every component gets equal terms, hence equal
 * responsibilities. */
#ifndef EM_ENGINE_DENSITY_H
#define EM_ENGINE_DENSITY_H

#include "em/params.h"

#define EM_DISTANCE_CAP 1e290    /* n of them still add up to a finite number */
#define EM_LOG_OF_ZERO  (-1e295) /* below any capped term */
#define EM_CLIP         1e-10    /* Bernoulli probabilities inside the logarithm */
/* ln p(x) below it: components cannot be told apart. */
#define EM_REACH (-0.25 * EM_DISTANCE_CAP)

typedef struct em_density {
    em_kind kind;
    em_cov cov_kind;
    size_t k, d;
    double *mean;         /* k x d, as in the parameters; Bernoulli: unused */
    double *factor;       /* full k x d x d, tied d x d: L^-1; diag k x d, spherical k: 1/deviation;
                             Bernoulli k x d; NULL for K-means */
    double *log_weight;   /* k; K-means: 0 */
    double *log_norm;     /* k; K-means: 0 */
    double *base;         /* k: log_weight + log_norm */
    double *white;        /* tied, d > 2: k x d, W (mu_c - origin); else NULL */
    const double *origin; /* d, borrowed; NULL: 0. Set before em_density_set */
    double *scratch;      /* d x d, and d */
    double *block;        /* the allocation behind them */
    size_t failed;        /* component whose covariance could not be factored */
} em_density;

em_status em_density_create(em_kind kind, em_cov cov_kind, size_t k, size_t d, em_density **out);
void em_density_destroy(em_density *density);

/* EM_ERR_COLLAPSE if a covariance is not positive definite; failed names it. Allocates nothing. */
em_status em_density_set(em_density *density, const em_params *params);

/* ln p(x|c) for one point; K-means: minus the squared distance. */
double em_density_term(const em_density *density, size_t c, const double *x);

/* |W_c (x - mu_c)|^2, capped. Gaussian only. */
double em_density_distance(const em_density *density, size_t c, const double *x);

double em_log_clipped(double p); /* ln of p kept in [1e-10, 1 - 1e-10] */

#endif
