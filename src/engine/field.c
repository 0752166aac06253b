#include "em/model.h"

#include "density.h"
#include "kernel.h"
#include "mathx.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Places are evaluated GROUP at a time, in scratch of the call's own: one field may be filled from
 * several threads. */
enum { GROUP = 256 };

struct em_field {
    em_density *density;
    const em_kernels *kernels;
    double *origin; /* d zeros */
    size_t scratch_len;
};

em_status em_field_create(const em_params *params, em_field **out)
{
    *out = NULL;
    size_t k = params->k, d = params->d;
    em_field *field = calloc(1, sizeof *field);
    if (!field)
        return EM_ERR_MEMORY;
    em_status status = em_density_create(params->kind, params->cov_kind, k, d, &field->density);
    field->origin = calloc(d, sizeof *field->origin);
    if (status == EM_OK && field->origin) {
        field->density->origin = field->origin;
        status = em_density_set(field->density, params);
    } else {
        status = EM_ERR_MEMORY;
    }
    if (status != EM_OK) {
        em_field_destroy(field);
        return status;
    }
    field->kernels = em_kernels_pick(0);
    field->scratch_len = 8 * (k + 3 * d);
    *out = field;
    return EM_OK;
}

void em_field_destroy(em_field *field)
{
    if (!field)
        return;
    em_density_destroy(field->density);
    free(field->origin);
    free(field);
}

/* Bernoulli mixtures have no kernel for places that are not 0 or 1, and K and memory set no limit
 * to one point's terms: the best and the sum are found without keeping them. */
static double plain_place(const em_density *density, const double *x, int32_t *best)
{
    double top = -HUGE_VAL, sum = 0;
    for (size_t c = 0; c < density->k; c++) {
        double t = em_density_term(density, c, x) + density->log_weight[c];
        if (t > top) {
            sum = sum * em_exp(top - t) + 1;
            top = t;
            *best = (int32_t)c;
        } else {
            sum += em_exp(t - top);
        }
    }
    return density->kind == EM_KMEANS ? -top : top + em_log(sum);
}

static void fill_group(const em_field *field, const double *xy, size_t m, double *scratch,
                       int32_t *best, double *value)
{
    const em_density *density = field->density;
    em_job job = {.density = density,
                  .x = xy,
                  .mean = density->mean,
                  .most = DBL_MAX,
                  .label = best,
                  .log_p = value};
    double sum[EM_SUM_MOMENTS] = {0};
    if (scratch && density->kind == EM_KMEANS)
        field->kernels->kmeans_e(&job, 0, m, sum, scratch);
    else if (scratch && density->kind == EM_GMM)
        field->kernels->gauss_e(&job, 0, m, sum, scratch);
    else
        for (size_t i = 0; i < m; i++)
            value[i] = plain_place(density, xy + i * density->d, &best[i]);
}

void em_field_fill(const em_field *field, const double *xy, size_t m, int32_t *best,
                   double *log_density)
{
    const em_density *density = field->density;
    double *scratch = aligned_alloc(64, field->scratch_len * sizeof *scratch); /* NULL: slower */
    for (size_t i = 0; i < m; i += GROUP) {
        int32_t label[GROUP];
        double value[GROUP];
        size_t count = m - i < GROUP ? m - i : GROUP;
        fill_group(field, xy + i * density->d, count, scratch, label, value);
        for (size_t p = 0; p < count; p++) {
            if (best)
                best[i + p] = label[p];
            if (log_density)
                log_density[i + p] = density->kind == EM_KMEANS ? -sqrt(value[p]) : value[p];
        }
    }
    free(scratch);
}
