/* The M-step of Gaussian mixtures. Bishop, PRML, 9.24-9.26; tied, diag and spherical as
 * scikit-learn's _estimate_gaussian_covariances_*, but centred: first the means, then squares of
 * differences from them, so that data far from 0 keep their digits.
 *   N_c = sum gamma_nc, pi_c = N_c/N, mu_c = sum gamma_nc x_n / N_c
 *   scatter_c = sum gamma_nc (x_n - mu_c)(x_n - mu_c)^T, S_c = scatter_c/N_c + reg I */
#include "events.h"
#include "linalg.h"

#include <float.h>
#include <math.h>
#include <string.h>

typedef struct m_job {
    em_work *work;
    const em_resp *resp;
} m_job;

/* Whole matrices are needed only if they are learnt. */
static bool square(const em_work *work)
{
    return work->spec->fixed_epsilon <= 0 &&
           (work->cov_kind == EM_COV_FULL || work->cov_kind == EM_COV_TIED);
}

static size_t scatter_len(const em_work *work)
{
    size_t d = work->d;
    if (!square(work))
        return work->k * d;
    return work->cov_kind == EM_COV_FULL ? work->k * d * d : d * d;
}

/* Either k counts and k x d sums, or the scatter. */
static size_t stats(const em_work *work)
{
    size_t first = work->k * (1 + work->d), second = scatter_len(work);
    size_t larger = first > second ? first : second;
    return larger > 3 ? larger : 3;
}

static void first_chunk(void *context, size_t chunk, size_t slot)
{
    (void)slot;
    const m_job *job = context;
    const em_work *work = job->work;
    size_t d = work->d, k = work->k;
    double *count = work->partial + chunk * work->stats, *sums = count + k;
    for (size_t i = em_work_first(work, chunk); i < em_work_end(work, chunk); i++) {
        const double *x = work->data->x + i * d, *gamma = job->resp->gamma + i * k;
        for (size_t c = 0; c < k; c++) {
            count[c] += gamma[c];
            for (size_t j = 0; j < d; j++)
                sums[c * d + j] += gamma[c] * (x[j] - work->origin[j]);
        }
    }
}

static void add_outer(double *scatter, double gamma, const double *x, const double *mean, size_t d)
{
    for (size_t i = 0; i < d; i++) {
        double t = gamma * (x[i] - mean[i]);
        for (size_t j = 0; j <= i; j++)
            scatter[i * d + j] += t * (x[j] - mean[j]);
    }
}

static void second_chunk(void *context, size_t chunk, size_t slot)
{
    (void)slot;
    const m_job *job = context;
    const em_work *work = job->work;
    size_t d = work->d, k = work->k;
    double *scatter = work->partial + chunk * work->stats;
    bool whole = square(work);
    size_t stride = !whole ? d : work->cov_kind == EM_COV_FULL ? d * d : 0;
    for (size_t i = em_work_first(work, chunk); i < em_work_end(work, chunk); i++) {
        const double *x = work->data->x + i * d, *gamma = job->resp->gamma + i * k;
        for (size_t c = 0; c < k; c++) {
            const double *mean = work->next.mean + c * d;
            if (!(gamma[c] > 0))
                continue;
            if (whole)
                add_outer(scatter + c * stride, gamma[c], x, mean, d);
            else
                for (size_t j = 0; j < d; j++)
                    scatter[c * d + j] += gamma[c] * (x[j] - mean[j]) * (x[j] - mean[j]);
        }
    }
}

static void take_means(em_work *work, const em_params *params, em_m_report *report)
{
    size_t d = work->d, k = work->k;
    const double *sums = work->total + k;
    bool equal = work->spec->fixed_epsilon > 0 && work->spec->equal_weights;
    memcpy(work->count, work->total, k * sizeof *work->count);
    for (size_t c = 0; c < k; c++) {
        double count = work->count[c], *mean = work->next.mean + c * d;
        work->next.weight[c] = equal ? 1 / (double)k : count / (double)work->n;
        if (count >= EM_EMPTY_COUNT) {
            for (size_t j = 0; j < d; j++)
                mean[j] = work->origin[j] + sums[c * d + j] / count;
            continue;
        }
        memcpy(mean, params->mean + c * d, d * sizeof *mean);
        em_report_add(report, (em_event){.kind = EM_EVENT_EMPTY,
                                         .component = (int32_t)c,
                                         .other = -1,
                                         .feature = -1,
                                         .point = -1,
                                         .value = count});
    }
}

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
    const double *scatter = work->total;
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

/* sum_n gamma_nc maha_nc of the new parameters. For a covariance that was just learnt from the
 * same scatter this is N_c tr(S^-1 (S - reg I)) = N_c (d - reg tr S^-1). */
static double square_quad(const em_work *work, const double *w, double count)
{
    return count * ((double)work->d - work->spec->reg_covar * em_lower_square_sum(w, work->d));
}

/* tr(W scatter W^T), for a component that kept its covariance. */
static double kept_quad(const double *w, const double *scatter, size_t d)
{
    double sum = 0;
    for (size_t r = 0; r < d; r++)
        for (size_t i = 0; i <= r; i++)
            for (size_t j = 0; j <= i; j++)
                sum += (i == j ? 1 : 2) * w[r * d + i] * w[r * d + j] * scatter[i * d + j];
    return sum;
}

static double diag_quad(const em_work *work, size_t c)
{
    size_t d = work->d;
    const double *w = work->density->factor;
    double sum = 0;
    for (size_t j = 0; j < d; j++) {
        double f = 0;
        switch (work->cov_kind) {
        case EM_COV_FULL: f = w[c * d * d + j * (d + 1)]; break;
        case EM_COV_TIED: f = w[j * (d + 1)]; break;
        case EM_COV_DIAG: f = w[c * d + j]; break;
        case EM_COV_SPHERICAL: f = w[c]; break;
        }
        sum += work->total[c * d + j] * f * f;
    }
    return sum;
}

static double quad(const em_work *work, size_t c)
{
    size_t d = work->d;
    const double *w = work->density->factor;
    if (!square(work))
        return diag_quad(work, c);
    if (work->cov_kind == EM_COV_TIED)
        return c == 0 ? square_quad(work, w, (double)work->n) : 0;
    if (work->count[c] < EM_EMPTY_COUNT)
        return kept_quad(w + c * d * d, work->total + c * d * d, d);
    return square_quad(work, w + c * d * d, work->count[c]);
}

/* L(q, theta) = sum_c [N_c (ln pi_c + log_norm_c) - quad_c / 2] + H(q) */
static double bound(const em_work *work, double entropy)
{
    double sum = 0;
    for (size_t c = 0; c < work->k; c++) {
        double each = work->density->log_weight[c] + work->density->log_norm[c];
        if (work->count[c] > 0)
            sum += work->count[c] * each;
        sum -= 0.5 * quad(work, c);
    }
    return sum + entropy;
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
    m_job job = {work, resp};
    em_work_sum(work, first_chunk, &job);
    take_means(work, params, report);
    em_work_sum(work, second_chunk, &job);
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
    report->objective = bound(work, resp->entropy);
    report->shift = em_mean_shift(&work->next, params);
    em_events_gmm(work, resp, report);
    em_params_commit(work, params);
    return EM_OK;
}

const em_model_ops em_gmm_ops = {stats, em_mixture_e_step, m_step};
