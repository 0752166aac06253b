#include "init.h"

#include <string.h>

static em_init_fn *const means_of[EM_INIT_COUNT] = {
    [EM_INIT_RANDOM] = em_init_random,       [EM_INIT_KMEANSPP] = em_init_kmeanspp,
    [EM_INIT_PARTITION] = em_init_partition, [EM_INIT_FARTHEST] = em_init_farthest,
    [EM_INIT_UNIFORM] = em_init_uniform,     [EM_INIT_POINTS] = em_init_points,
    [EM_INIT_FILE] = em_init_given,          [EM_INIT_MANUAL] = em_init_given,
};

/* s of S = s I: as given, or the mean variance of the features. Data without any variance starts
 * from reg_covar, which the first M-step would add to it. */
static em_status start_variance(const em_draw *draw, double *out)
{
    const em_spec *spec = draw->spec;
    double sum = 0.0;
    for (size_t j = 0; j < draw->data->d; j++)
        sum += draw->data->variance[j] / (double)draw->data->d;
    *out = spec->fixed_epsilon > 0.0 ? spec->fixed_epsilon
           : spec->init_cov > 0.0    ? spec->init_cov
           : sum > 0.0               ? sum
                                     : spec->reg_covar;
    if (*out > 0.0)
        return EM_OK;
    return em_fail(draw->error, EM_ERR_COLLAPSE,
                   "all points of %s are equal: with reg-covar 0 the covariances are singular",
                   draw->data->name);
}

static void fill_covariances(em_params *p, double s)
{
    size_t len = em_cov_len(p->cov_kind, p->k, p->d);
    bool square = p->cov_kind == EM_COV_FULL || p->cov_kind == EM_COV_TIED;
    for (size_t i = 0; i < len; i++)
        p->cov[i] = !square || i % (p->d * p->d) % (p->d + 1) == 0 ? s : 0.0;
}

/* pi = 1/K and S = s I. */
static em_status fill_rest(const em_draw *draw, em_params *params)
{
    double s;
    for (size_t c = 0; params->weight && c < params->k; c++)
        params->weight[c] = 1.0 / (double)params->k;
    if (!params->cov)
        return EM_OK;
    em_status status = start_variance(draw, &s);
    if (status == EM_OK)
        fill_covariances(params, s);
    return status;
}

/* A Bernoulli mixture's own random start: uniform(0.25, 0.75, (K, D)). */
static void draw_probabilities(const em_draw *draw, double *mean)
{
    for (size_t i = 0; i < draw->spec->k * draw->data->d; i++)
        mean[i] = em_rng_uniform(draw->rng, 0.25, 0.75);
}

em_status em_init_draw(const em_draw *draw, em_params *params)
{
    const em_spec *spec = draw->spec;
    size_t d = draw->data->d;
    em_status status = fill_rest(draw, params);
    if (status != EM_OK)
        return status;
    if (means_of[spec->init]) {
        if (spec->kind == EM_BERNOULLI && spec->init == EM_INIT_RANDOM)
            draw_probabilities(draw, params->mean);
        else
            status = means_of[spec->init](draw, params->mean);
        return status;
    }
    for (size_t c = 0; c < spec->k; c++)
        memcpy(params->mean + c * d, draw->data->offset, d * sizeof *params->mean);
    return spec->init == EM_INIT_KMEANS ? em_init_two_stage(draw, params)
                                        : em_init_responsibilities(draw, params);
}
