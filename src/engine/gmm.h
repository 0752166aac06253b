/* Parts of the Gaussian M-step. */
#ifndef EM_ENGINE_GMM_H
#define EM_ENGINE_GMM_H

#include "work.h"

/* From responsibilities to next.weight, next.mean, count, and the scatter about the new means
 * (about the kept mean where a component is empty). next.cov is left alone. */
void em_gmm_moments(em_work *work, const em_resp *resp, const em_params *params);

/* L(q, theta new) from the scatter, the factors of the new covariances and H(q). */
double em_gmm_bound(const em_work *work, double entropy);

#endif
