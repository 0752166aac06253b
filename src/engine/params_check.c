/* Parameters that came from outside: a session file, a drag in the window. */
#include "em/params.h"

#include <math.h>
#include <stdlib.h>

static em_status check_weights(const em_params *p, em_error *error)
{
    double sum = 0.0;
    for (size_t c = 0; c < p->k; c++) {
        if (!isfinite(p->weight[c]) || p->weight[c] < 0.0)
            return em_fail(error, EM_ERR_DATA, "the weight of component %zu is %g, expected 0 to 1",
                           c + 1, p->weight[c]);
        sum += p->weight[c];
    }
    if (!(fabs(sum - 1.0) <= 1e-6))
        return em_fail(error, EM_ERR_DATA, "the weights sum to %.9g, expected 1", sum);
    return EM_OK;
}

static em_status check_means(const em_params *p, em_error *error)
{
    for (size_t c = 0; c < p->k; c++)
        for (size_t j = 0; j < p->d; j++) {
            double mu = p->mean[c * p->d + j];
            if (!isfinite(mu))
                return em_fail(error, EM_ERR_DATA, "mean %zu, feature %zu is not a finite number",
                               c + 1, j + 1);
            if (p->kind == EM_BERNOULLI && (mu < 0.0 || mu > 1.0))
                return em_fail(error, EM_ERR_DATA,
                               "the probability of component %zu, feature %zu is %g, "
                               "expected 0 to 1",
                               c + 1, j + 1, mu);
        }
    return EM_OK;
}

static em_status check_variances(const em_params *p, em_error *error)
{
    size_t len = em_cov_len(p->cov_kind, p->k, p->d);
    size_t per = p->cov_kind == EM_COV_DIAG ? p->d : 1;
    for (size_t i = 0; i < len; i++)
        if (!isfinite(p->cov[i]) || p->cov[i] <= 0.0)
            return em_fail(error, EM_ERR_DATA,
                           "a variance of component %zu is %g, expected above 0", i / per + 1,
                           p->cov[i]);
    return EM_OK;
}

/* In place: the lower triangle becomes L of S = L L^T; false if S is not positive definite. */
static bool cholesky(double *s, size_t d)
{
    for (size_t j = 0; j < d; j++) {
        for (size_t i = j; i < d; i++) {
            double sum = s[i * d + j];
            for (size_t l = 0; l < j; l++)
                sum -= s[i * d + l] * s[j * d + l];
            if (i == j && !(sum > 0.0 && isfinite(sum)))
                return false;
            s[i * d + j] = i == j ? sqrt(sum) : sum / s[j * d + j];
        }
    }
    return true;
}

static em_status check_matrix(const double *s, size_t d, size_t c, double *scratch, em_error *error)
{
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < d; j++) {
            double a = s[i * d + j], b = s[j * d + i];
            if (!isfinite(a))
                return em_fail(error, EM_ERR_DATA, "covariance %zu has an entry that is not finite",
                               c);
            if (fabs(a - b) > 1e-9 * (fabs(a) + fabs(b)))
                return em_fail(error, EM_ERR_DATA,
                               "covariance %zu is not symmetric: entry (%zu, %zu) is %.9g, "
                               "entry (%zu, %zu) is %.9g",
                               c, i + 1, j + 1, a, j + 1, i + 1, b);
            scratch[i * d + j] = a;
        }
    if (!cholesky(scratch, d))
        return em_fail(error, EM_ERR_DATA, "covariance %zu is not positive definite", c);
    return EM_OK;
}

static em_status check_matrices(const em_params *p, em_error *error)
{
    size_t d = p->d, count = p->cov_kind == EM_COV_TIED ? 1 : p->k;
    double *scratch = calloc(d * d, sizeof *scratch);
    if (!scratch)
        return em_fail_memory(error);
    em_status status = EM_OK;
    for (size_t c = 0; c < count && status == EM_OK; c++)
        status = check_matrix(p->cov + c * d * d, d, c + 1, scratch, error);
    free(scratch);
    return status;
}

em_status em_params_check(const em_params *params, em_error *error)
{
    em_status status = params->weight ? check_weights(params, error) : EM_OK;
    if (status == EM_OK)
        status = check_means(params, error);
    if (status != EM_OK || !params->cov)
        return status;
    if (params->cov_kind == EM_COV_DIAG || params->cov_kind == EM_COV_SPHERICAL)
        return check_variances(params, error);
    return check_matrices(params, error);
}
