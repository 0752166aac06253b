#include "density.h"

#include "linalg.h"
#include "lines.h"
#include "mathx.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double log_two_pi = 1.8378770664093454836;

static size_t factor_len(em_kind kind, em_cov cov_kind, size_t k, size_t d)
{
    if (kind == EM_KMEANS)
        return 0;
    if (kind == EM_BERNOULLI)
        return k * d;
    switch (cov_kind) {
    case EM_COV_FULL: return k * d * d;
    case EM_COV_TIED: return d * d;
    case EM_COV_DIAG: return k * d;
    case EM_COV_SPHERICAL: return k;
    }
    return 0;
}

em_status em_density_create(em_kind kind, em_cov cov_kind, size_t k, size_t d, em_density **out)
{
    *out = NULL;
    bool square = kind == EM_GMM && (cov_kind == EM_COV_FULL || cov_kind == EM_COV_TIED);
    size_t len_mean = k * d, len_factor = factor_len(kind, cov_kind, k, d);
    size_t len_scratch = square ? d * d + d : 0;
    size_t len_white = square && cov_kind == EM_COV_TIED && d > 2 ? k * d : 0;
    em_density *density = calloc(1, sizeof *density);
    double *block = em_lines(len_mean + len_factor + 3 * k + len_scratch + len_white);
    if (!density || !block) {
        free(density);
        free(block);
        return EM_ERR_MEMORY;
    }
    *density = (em_density){.kind = kind, .cov_kind = cov_kind, .k = k, .d = d, .block = block};
    density->mean = block;
    density->factor = block + len_mean;
    density->log_weight = density->factor + len_factor;
    density->log_norm = density->log_weight + k;
    density->base = density->log_norm + k;
    density->scratch = density->base + k;
    density->white = len_white ? density->scratch + len_scratch : NULL;
    *out = density;
    return EM_OK;
}

void em_density_destroy(em_density *density)
{
    if (!density)
        return;
    free(density->block);
    free(density);
}

double em_log_clipped(double p)
{
    return em_log(p < EM_CLIP ? EM_CLIP : p > 1 - EM_CLIP ? 1 - EM_CLIP : p);
}

static bool usable(double variance)
{
    return variance >= DBL_MIN && variance <= DBL_MAX;
}

static bool set_square(em_density *density, const double *cov, double *factor, double *log_norm)
{
    size_t d = density->d;
    if (!em_cholesky(cov, d, density->scratch, density->scratch + d * d))
        return false;
    em_lower_inverse(density->scratch, d, factor);
    *log_norm = -0.5 * ((double)d * log_two_pi + em_cholesky_log_det(density->scratch, d));
    return true;
}

static bool set_diag(em_density *density, const double *cov, double *factor, double *log_norm)
{
    double log_det = 0;
    for (size_t j = 0; j < density->d; j++) {
        if (!usable(cov[j]))
            return false;
        factor[j] = 1 / sqrt(cov[j]);
        log_det += em_log(cov[j]);
    }
    *log_norm = -0.5 * ((double)density->d * log_two_pi + log_det);
    return true;
}

static bool set_spherical(em_density *density, double cov, double *factor, double *log_norm)
{
    if (!usable(cov))
        return false;
    *factor = 1 / sqrt(cov);
    *log_norm = -0.5 * (double)density->d * (log_two_pi + em_log(cov));
    return true;
}

static bool set_component(em_density *density, const em_params *params, size_t c)
{
    size_t d = density->d;
    switch (density->cov_kind) {
    case EM_COV_FULL:
        return set_square(density, params->cov + c * d * d, density->factor + c * d * d,
                          &density->log_norm[c]);
    case EM_COV_TIED:
        if (c == 0)
            return set_square(density, params->cov, density->factor, &density->log_norm[0]);
        density->log_norm[c] = density->log_norm[0];
        return true;
    case EM_COV_DIAG:
        return set_diag(density, params->cov + c * d, density->factor + c * d,
                        &density->log_norm[c]);
    case EM_COV_SPHERICAL:
        return set_spherical(density, params->cov[c], &density->factor[c], &density->log_norm[c]);
    }
    return false;
}

static void set_white(em_density *density)
{
    size_t d = density->d;
    for (size_t c = 0; c < density->k; c++)
        for (size_t j = 0; j < d; j++) {
            const double *w = density->factor + j * d;
            double y = 0;
            for (size_t i = 0; i <= j; i++)
                y += w[i] * (density->mean[c * d + i] - (density->origin ? density->origin[i] : 0));
            density->white[c * d + j] = y;
        }
}

static void set_bernoulli(em_density *density, const em_params *params)
{
    for (size_t c = 0; c < density->k; c++) {
        double base = 0;
        for (size_t j = 0; j < density->d; j++) {
            double mu = params->mean[c * density->d + j];
            double miss = em_log_clipped(1 - mu);
            density->factor[c * density->d + j] = em_log_clipped(mu) - miss;
            base += miss;
        }
        density->log_norm[c] = base;
    }
}

em_status em_density_set(em_density *density, const em_params *params)
{
    memcpy(density->mean, params->mean, density->k * density->d * sizeof *density->mean);
    if (density->kind == EM_KMEANS)
        return EM_OK;
    for (size_t c = 0; c < density->k; c++)
        density->log_weight[c] = params->weight[c] > 0 ? em_log(params->weight[c]) : EM_LOG_OF_ZERO;
    if (density->kind == EM_BERNOULLI)
        set_bernoulli(density, params);
    for (size_t c = 0; c < density->k && density->kind == EM_GMM; c++)
        if (!set_component(density, params, c)) {
            density->failed = c;
            return EM_ERR_COLLAPSE;
        }
    if (density->white)
        set_white(density);
    for (size_t c = 0; c < density->k; c++)
        density->base[c] = density->log_weight[c] + density->log_norm[c];
    return EM_OK;
}

/* Also true of NaN, which inf - inf makes of differences beyond 1e308. */
static double capped(double distance)
{
    return distance < EM_DISTANCE_CAP ? distance : EM_DISTANCE_CAP;
}

static double square_distance(const em_density *density, const double *w, const double *mean,
                              const double *x)
{
    double sum = 0;
    for (size_t j = 0; j < density->d; j++) {
        double y = 0;
        for (size_t i = 0; i <= j; i++)
            y += w[j * density->d + i] * (x[i] - mean[i]);
        sum += y * y;
    }
    return sum;
}

double em_density_distance(const em_density *density, size_t c, const double *x)
{
    size_t d = density->d;
    const double *mean = density->mean + c * d, *w = density->factor;
    double sum = 0;
    switch (density->cov_kind) {
    case EM_COV_FULL: return capped(square_distance(density, w + c * d * d, mean, x));
    case EM_COV_TIED: return capped(square_distance(density, w, mean, x));
    case EM_COV_DIAG:
        for (size_t j = 0; j < d; j++) {
            double y = (x[j] - mean[j]) * w[c * d + j];
            sum += y * y;
        }
        return capped(sum);
    case EM_COV_SPHERICAL:
        for (size_t j = 0; j < d; j++) {
            double y = (x[j] - mean[j]) * w[c];
            sum += y * y;
        }
        return capped(sum);
    }
    return EM_DISTANCE_CAP;
}

double em_density_term(const em_density *density, size_t c, const double *x)
{
    size_t d = density->d;
    double sum = 0;
    if (density->kind == EM_GMM)
        return density->log_norm[c] - 0.5 * em_density_distance(density, c, x);
    if (density->kind == EM_KMEANS) {
        for (size_t j = 0; j < d; j++) {
            double t = x[j] - density->mean[c * d + j];
            sum += t * t;
        }
        return -(sum < DBL_MAX ? sum : DBL_MAX);
    }
    for (size_t j = 0; j < d; j++)
        sum += x[j] * density->factor[c * d + j];
    return density->log_norm[c] + sum;
}
