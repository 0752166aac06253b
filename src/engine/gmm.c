/* The M-step of Gaussian mixtures. Bishop, PRML, 9.24-9.26; tied, diag and spherical as
 * scikit-learn's _estimate_gaussian_covariances_*, but centred: first the means, then squares of
 * differences from them, so that data far from 0 keep their digits.
 *   N_c = sum gamma_nc, pi_c = N_c/N, mu_c = sum gamma_nc x_n / N_c
 *   scatter_c = sum gamma_nc (x_n - mu_c)(x_n - mu_c)^T, S_c = scatter_c/N_c + reg I */
#include "gmm.h"

#include "events.h"

#include <float.h>
#include <math.h>
#include <string.h>

static void take_square(double *cov, const double *scatter, double count, double reg, size_t d)
{
    for (size_t i = 0; i < d; i++) {
        for (size_t j = 0; j < i; j++)
            cov[i * d + j] = cov[j * d + i] = scatter[i * d + j] / count;
        cov[i * d + i] = scatter[i * d + i] / count + reg;
    }
}

static void take_component(em_work *work, size_t c, const double *scatter)
{
    size_t d = work->d;
    double *cov = work->next.cov, count = work->count[c], reg = work->spec->reg_covar, sum = 0;
    switch (work->cov_kind) {
    case EM_COV_FULL: take_square(cov + c * d * d, scatter + c * d * d, count, reg, d); break;
    case EM_COV_TIED: break;
    case EM_COV_DIAG:
        for (size_t j = 0; j < d; j++)
            cov[c * d + j] = scatter[c * d + j] / count + reg;
        break;
    case EM_COV_SPHERICAL:
        for (size_t j = 0; j < d; j++)
            sum += scatter[c * d + j];
        cov[c] = sum / (count * (double)d) + reg;
        break;
    }
}

static void hold_covariances(em_work *work)
{
    size_t d = work->d, len = em_cov_len(work->cov_kind, work->k, d);
    bool whole = work->cov_kind == EM_COV_FULL || work->cov_kind == EM_COV_TIED;
    for (size_t t = 0; t < len; t++)
        work->next.cov[t] = !whole || t % (d * d) % (d + 1) == 0 ? work->spec->fixed_epsilon : 0;
}

static void take_covariances(em_work *work, const em_params *params)
{
    size_t d = work->d, len = em_cov_len(work->cov_kind, work->k, d);
    const double *scatter = work->scatter;
    memcpy(work->next.cov, params->cov, len * sizeof(double));
    if (work->spec->fixed_epsilon > 0) {
        hold_covariances(work);
    } else if (work->cov_kind == EM_COV_TIED) {
        take_square(work->next.cov, scatter, (double)work->n, work->spec->reg_covar, d);
    } else {
        for (size_t c = 0; c < work->k; c++)
            if (work->count[c] >= EM_EMPTY_COUNT)
                take_component(work, c, scatter);
    }
}

static bool finite_params(const em_work *work)
{
    size_t len = em_cov_len(work->cov_kind, work->k, work->d);
    for (size_t t = 0; t < work->k * work->d; t++)
        if (!isfinite(work->next.mean[t]))
            return false;
    for (size_t t = 0; t < len; t++)
        if (!isfinite(work->next.cov[t]))
            return false;
    return true;
}

/* A variance that is only rounding: of the mean's own digits, or what is left of a feature's
 * variance once the features before it are known. */
static const double thin = 1e-13;

static bool only_rounding(const em_work *work, size_t c)
{
    size_t d = work->d;
    bool whole = work->cov_kind == EM_COV_FULL || work->cov_kind == EM_COV_TIED;
    const double *w = work->density->factor + (work->cov_kind == EM_COV_FULL ? c * d * d : 0);
    for (size_t j = 0; j < d; j++) {
        double digit = 8 * DBL_EPSILON * work->next.mean[c * d + j];
        double v = em_params_cov(&work->next, c, j, j);
        if (v <= digit * digit)
            return true;
        double f = whole ? w[j * (d + 1)] : 0; /* 1/f^2: what is left of v */
        if (f * f * v * thin >= 1 || f * f * digit * digit >= 1)
            return true;
    }
    return false;
}

/* Factors the new covariances; false if one is singular, which density->failed names. */
static bool factor(em_work *work)
{
    work->density->failed = 0;
    if (!finite_params(work) || em_density_set(work->density, &work->next) != EM_OK)
        return false;
    if (work->spec->reg_covar > 0 || work->spec->fixed_epsilon > 0)
        return true;
    for (size_t c = 0; c < work->k; c++)
        if (work->count[c] >= EM_EMPTY_COUNT && only_rounding(work, c)) {
            work->density->failed = c;
            return false;
        }
    return true;
}

static em_status m_step(const em_resp *resp, em_work *work, em_params *params, em_m_report *report)
{
    em_gmm_moments(work, resp, params);
    for (size_t c = 0; c < work->k; c++)
        if (work->count[c] < EM_EMPTY_COUNT)
            em_report_add(report, (em_event){.kind = EM_EVENT_EMPTY,
                                             .component = (int32_t)c,
                                             .other = -1,
                                             .feature = -1,
                                             .point = -1,
                                             .value = work->count[c]});
    take_covariances(work, params);
    if (!factor(work)) {
        report->collapsed = true;
        em_report_add(report, (em_event){.kind = EM_EVENT_SINGULAR,
                                         .component = (int32_t)work->density->failed,
                                         .other = -1,
                                         .feature = -1,
                                         .point = -1});
        return EM_ERR_COLLAPSE;
    }
    work->ready = true;
    report->objective = em_gmm_bound(work, resp->entropy);
    report->shift = em_mean_shift(&work->next, params);
    em_events_gmm(work, resp, report);
    em_params_commit(work, params);
    return EM_OK;
}

const em_model_ops em_gmm_ops = {em_mixture_e_step, m_step};
