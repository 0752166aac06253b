#include "em/params.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t em_cov_len(em_cov cov_kind, size_t k, size_t d)
{
    switch (cov_kind) {
    case EM_COV_FULL: return k * d * d;
    case EM_COV_TIED: return d * d;
    case EM_COV_DIAG: return k * d;
    case EM_COV_SPHERICAL: return k;
    }
    return 0;
}

/* Doubles behind weight, mean and cov; false if the number does not fit. */
static bool block_length(em_kind kind, em_cov cov_kind, size_t k, size_t d, size_t *out)
{
    size_t mean, square, cov = 0;
    if (__builtin_mul_overflow(k, d, &mean) || __builtin_mul_overflow(mean, d, &square))
        return false;
    if (kind == EM_GMM)
        cov = em_cov_len(cov_kind, k, d);
    size_t len = kind == EM_KMEANS ? 0 : k;
    if (__builtin_add_overflow(len, mean, &len) || __builtin_add_overflow(len, cov, &len))
        return false;
    *out = len;
    return len <= SIZE_MAX / sizeof(double);
}

em_status em_params_create(em_kind kind, em_cov cov_kind, size_t k, size_t d, em_params **out,
                           em_error *error)
{
    assert(k > 0 && d > 0);
    size_t len;
    if (!block_length(kind, cov_kind, k, d, &len))
        return em_fail_memory(error);
    em_params *p = calloc(1, sizeof *p);
    double *block = calloc(len, sizeof *block);
    if (!p || !block) {
        free(block);
        free(p);
        return em_fail_memory(error);
    }
    *p = (em_params){.kind = kind, .cov_kind = cov_kind, .k = k, .d = d};
    p->block = block;
    p->block_len = len;
    if (kind != EM_KMEANS) {
        p->weight = block;
        block += k;
    }
    p->mean = block;
    if (kind == EM_GMM)
        p->cov = block + k * d;
    *out = p;
    return EM_OK;
}

void em_params_destroy(em_params *params)
{
    if (!params)
        return;
    free(params->block);
    free(params);
}

static bool same_shape(const em_params *a, const em_params *b)
{
    return a->kind == b->kind && a->k == b->k && a->d == b->d &&
           (a->kind != EM_GMM || a->cov_kind == b->cov_kind);
}

void em_params_copy(const em_params *from, em_params *to)
{
    assert(same_shape(from, to));
    memcpy(to->block, from->block, from->block_len * sizeof *from->block);
}

bool em_params_equal(const em_params *a, const em_params *b)
{
    return same_shape(a, b) && memcmp(a->block, b->block, a->block_len * sizeof *a->block) == 0;
}

double em_params_cov(const em_params *params, size_t c, size_t i, size_t j)
{
    assert(params->cov && c < params->k && i < params->d && j < params->d);
    size_t d = params->d;
    switch (params->cov_kind) {
    case EM_COV_FULL: return params->cov[(c * d + i) * d + j];
    case EM_COV_TIED: return params->cov[i * d + j];
    case EM_COV_DIAG: return i == j ? params->cov[c * d + i] : 0.0;
    case EM_COV_SPHERICAL: return i == j ? params->cov[c] : 0.0;
    }
    return 0.0;
}

size_t em_params_count(const em_params *params, bool fixed_epsilon, bool free_weights)
{
    size_t k = params->k, d = params->d, means = k * d, weights = k - 1;
    if (params->kind == EM_KMEANS)
        return 0;
    if (params->kind == EM_BERNOULLI)
        return means + weights;
    if (fixed_epsilon)
        return means + (free_weights ? weights : 0);
    switch (params->cov_kind) {
    case EM_COV_FULL: return means + weights + k * (d * (d + 1) / 2);
    case EM_COV_TIED: return means + weights + d * (d + 1) / 2;
    case EM_COV_DIAG: return means + weights + k * d;
    case EM_COV_SPHERICAL: return means + weights + k;
    }
    return 0;
}

/* E[x] = sum_c pi_c mu_c
 * cov[x] = sum_c pi_c (S_c + (mu_c - E[x]) (mu_c - E[x])^T), Bishop 9.49 and 9.50; written about
 * the mean because S + mu mu^T - E[x] E[x]^T cancels when the data lies far from the origin. */
void em_mixture_moments(const em_params *params, double *mean, double *cov)
{
    assert(params->weight);
    size_t k = params->k, d = params->d;
    memset(mean, 0, d * sizeof *mean);
    memset(cov, 0, d * d * sizeof *cov);
    for (size_t c = 0; c < k; c++)
        for (size_t j = 0; j < d; j++)
            mean[j] += params->weight[c] * params->mean[c * d + j];
    for (size_t c = 0; c < k; c++) {
        const double *mu = params->mean + c * d;
        for (size_t i = 0; i < d; i++)
            for (size_t j = 0; j < d; j++) {
                double within = 0.0;
                if (params->kind == EM_GMM)
                    within = em_params_cov(params, c, i, j);
                else if (i == j)
                    within = mu[i] * (1.0 - mu[i]);
                cov[i * d + j] +=
                    params->weight[c] * (within + (mu[i] - mean[i]) * (mu[j] - mean[j]));
            }
    }
}

const char *em_kind_name(em_kind kind)
{
    switch (kind) {
    case EM_KMEANS: return "kmeans";
    case EM_GMM: return "gmm";
    case EM_BERNOULLI: return "bernoulli";
    }
    return "";
}

const char *em_cov_name(em_cov cov_kind)
{
    switch (cov_kind) {
    case EM_COV_FULL: return "full";
    case EM_COV_TIED: return "tied";
    case EM_COV_DIAG: return "diag";
    case EM_COV_SPHERICAL: return "spherical";
    }
    return "";
}
