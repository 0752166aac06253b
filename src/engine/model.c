#include "em/model.h"

#include "density.h"
#include "work.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

em_status em_resp_create(em_kind kind, size_t n, size_t k, em_resp **out, em_error *error)
{
    *out = NULL;
    em_resp *resp = calloc(1, sizeof *resp);
    if (!resp)
        return em_fail_memory(error);
    *resp = (em_resp){.n = n, .k = k};
    resp->label = calloc(n, sizeof *resp->label);
    if (kind != EM_KMEANS && k <= SIZE_MAX / sizeof(double) / (n ? n : 1))
        resp->gamma = calloc(n * k, sizeof *resp->gamma);
    if (!resp->label || (kind != EM_KMEANS && !resp->gamma)) {
        em_resp_destroy(resp);
        return em_fail_memory(error);
    }
    *out = resp;
    return EM_OK;
}

void em_resp_destroy(em_resp *resp)
{
    if (!resp)
        return;
    free(resp->gamma);
    free(resp->label);
    free(resp);
}

void em_resp_copy(const em_resp *from, em_resp *to)
{
    if (from->gamma)
        memcpy(to->gamma, from->gamma, from->n * from->k * sizeof *to->gamma);
    memcpy(to->label, from->label, from->n * sizeof *to->label);
    to->objective = from->objective;
    to->entropy = from->entropy;
    to->changed = from->changed;
    to->lost = from->lost;
    to->made = from->made;
}

/* Eight labels at a time, counted in 32 bits for at most COUNTED of them. */
size_t em_resp_changed(const em_resp *a, const em_resp *b)
{
    enum { LANES = 8, COUNTED = 1 << 24 };
    typedef int32_t labels __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
    size_t changed = 0, i = 0;
    while (i + LANES <= a->n) {
        labels same = {0};
        size_t first = i;
        for (; i + LANES <= a->n && i - first < COUNTED; i += LANES)
            same += *(const labels *)(a->label + i) == *(const labels *)(b->label + i);
        changed += i - first;
        for (size_t t = 0; t < LANES; t++)
            changed -= (size_t)-same[t];
    }
    for (; i < a->n; i++)
        changed += a->label[i] != b->label[i];
    return changed;
}

void em_resp_counts(const em_resp *resp, size_t *count)
{
    memset(count, 0, resp->k * sizeof *count);
    for (size_t i = 0; i < resp->n; i++)
        count[resp->label[i]]++;
}

bool em_objective_wrong(em_kind kind, double before, double after)
{
    double worse = kind == EM_KMEANS ? after - before : before - after;
    double scale = fabs(before) > fabs(after) ? fabs(before) : fabs(after);
    if (kind != EM_KMEANS && scale < 1)
        scale = 1; /* a likelihood near 0 still has the rounding of its terms */
    return worse > 1e-9 * scale;
}

double em_mean_shift(const em_params *a, const em_params *b)
{
    double shift = 0;
    for (size_t t = 0; t < a->k * a->d; t++)
        shift += (a->mean[t] - b->mean[t]) * (a->mean[t] - b->mean[t]);
    return shift < DBL_MAX ? shift : DBL_MAX;
}

void em_params_commit(const em_work *work, em_params *params)
{
    size_t k = work->k, d = work->d;
    memcpy(params->mean, work->next.mean, k * d * sizeof(double));
    if (params->weight)
        memcpy(params->weight, work->next.weight, k * sizeof(double));
    if (params->cov)
        memcpy(params->cov, work->next.cov, em_cov_len(work->cov_kind, k, d) * sizeof(double));
}

bool em_out_of_reach(double largest)
{
    return largest < EM_REACH;
}

em_status em_point_log_density(const em_params *params, const double *x, double *out)
{
    em_density *density;
    em_status status =
        em_density_create(params->kind, params->cov_kind, params->k, params->d, &density);
    if (status == EM_OK)
        status = em_density_set(density, params);
    for (size_t c = 0; c < params->k && status == EM_OK; c++)
        out[c] = em_density_term(density, c, x);
    em_density_destroy(density);
    return status;
}
