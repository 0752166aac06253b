/* The half-steps written as the formulas stand, in long double: the oracle. Slow, no threads, no
 * blocks, nothing shared with the engine's kernels. Arrays as in em_params and em_resp. */
#ifndef LAWS_NAIVE_H
#define LAWS_NAIVE_H

#include "em/model.h"

/* gamma (n x k; K-means: 1 for the nearest); returns J or the log-likelihood. */
long double naive_e(const em_params *p, const em_dataset *data, double *gamma);

/* New parameters from gamma, as spec 2 says. out has p's shape; p gives kept means. */
void naive_m(const em_params *p, const em_dataset *data, const double *gamma, double reg_covar,
             em_params *out);

/* E_q[ln p(X, Z | p)] + H(q), term by term. */
long double naive_bound(const em_params *p, const em_dataset *data, const double *gamma);

#endif
