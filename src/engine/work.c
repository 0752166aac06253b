#include "work.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_CHUNK = 256, MOST_CHUNKS = 512 };
static const size_t most_partial = (size_t)4 << 20; /* doubles in all partial sums */

static void set_chunks(em_work *work)
{
    size_t most = most_partial / work->stats;
    most = most < 1 ? 1 : most > MOST_CHUNKS ? MOST_CHUNKS : most;
    work->chunk = SMALLEST_CHUNK;
    while ((work->n + work->chunk - 1) / work->chunk > most)
        work->chunk *= 2;
    work->chunks = (work->n + work->chunk - 1) / work->chunk;
}

/* The mean, rounded to a multiple of a power of two above the data's half range: 0 for most data,
 * and for data far from 0 a number that x - origin loses no bit with. Sums of whole numbers stay
 * exact, and scaling the data by a power of two scales the origin. */
static double round_origin(const em_dataset *data, size_t j)
{
    double low = data->offset[j] - data->minimum[j], high = data->maximum[j] - data->offset[j];
    double reach = high > low ? high : low;
    if (!(reach > 0))
        return data->offset[j];
    int exponent;
    frexp(reach, &exponent);
    double unit = ldexp(1.0, exponent);
    return isfinite(unit) && unit > 0 ? rint(data->offset[j] / unit) * unit : data->offset[j];
}

static em_status allocate(em_work *work)
{
    size_t n_cov = work->kind == EM_GMM ? em_cov_len(work->cov_kind, work->k, work->d) : 0;
    size_t len_mean = work->k * work->d, slots = em_pool_threads(work->pool);
    size_t len = work->d + slots * work->k + 2 * work->k + len_mean + n_cov + work->stats;
    work->block = calloc(len, sizeof *work->block);
    work->partial = calloc(work->chunks * work->stats, sizeof *work->partial);
    em_status status =
        em_density_create(work->kind, work->cov_kind, work->k, work->d, &work->density);
    if (!work->block || !work->partial || status != EM_OK)
        return EM_ERR_MEMORY;
    double *next = work->block;
    work->origin = next, next += work->d;
    work->point = next, next += slots * work->k;
    work->count = next, next += work->k;
    work->total = next, next += work->stats;
    work->next =
        (em_params){.kind = work->kind, .cov_kind = work->cov_kind, .k = work->k, .d = work->d};
    work->next.weight = next, next += work->k;
    work->next.mean = next, next += len_mean;
    work->next.cov = n_cov ? next : NULL;
    return EM_OK;
}

static const em_model_ops *const model_ops[] = {
    [EM_KMEANS] = &em_kmeans_ops, [EM_GMM] = &em_gmm_ops, [EM_BERNOULLI] = &em_bernoulli_ops};

em_status em_work_create(const em_spec *spec, const em_dataset *data, em_pool *pool, em_work **out,
                         em_error *error)
{
    *out = NULL;
    em_work *work = calloc(1, sizeof *work);
    if (!work)
        return em_fail_memory(error);
    *work = (em_work){.kind = spec->kind,
                      .cov_kind = spec->cov_kind,
                      .n = data->n,
                      .d = data->d,
                      .k = spec->k,
                      .spec = spec,
                      .data = data,
                      .pool = pool};
    work->most = DBL_MAX / 4 / (double)(data->n + 1);
    work->stats = model_ops[spec->kind]->stats(work);
    set_chunks(work);
    if (allocate(work) != EM_OK) {
        em_work_destroy(work);
        return em_fail_memory(error);
    }
    for (size_t j = 0; j < work->d; j++)
        work->origin[j] = round_origin(data, j);
    *out = work;
    return EM_OK;
}

void em_work_destroy(em_work *work)
{
    if (!work)
        return;
    em_density_destroy(work->density);
    free(work->partial);
    free(work->block);
    free(work);
}

size_t em_work_first(const em_work *work, size_t chunk)
{
    return chunk * work->chunk;
}

size_t em_work_end(const em_work *work, size_t chunk)
{
    size_t end = (chunk + 1) * work->chunk;
    return end < work->n ? end : work->n;
}

void em_work_sum(em_work *work, em_slot_fn *fn, void *context)
{
    memset(work->partial, 0, work->chunks * work->stats * sizeof *work->partial);
    em_pool_run_slots(work->pool, work->chunks, fn, context);
    memset(work->total, 0, work->stats * sizeof *work->total);
    for (size_t b = 0; b < work->chunks; b++)
        for (size_t s = 0; s < work->stats; s++)
            work->total[s] += work->partial[b * work->stats + s];
}

em_status em_e_step(const em_params *params, const em_dataset *data, em_work *work, em_resp *resp,
                    double *objective)
{
    (void)data;
    em_status status = model_ops[work->kind]->e_step(params, work, resp, &resp->objective);
    if (status == EM_OK && objective)
        *objective = resp->objective;
    return status;
}

em_status em_log_likelihood(const em_params *params, const em_dataset *data, em_work *work,
                            double *out)
{
    (void)data;
    return model_ops[work->kind]->e_step(params, work, NULL, out);
}

em_status em_m_step(const em_resp *resp, const em_dataset *data, em_work *work, em_params *params,
                    em_m_report *report)
{
    (void)data;
    report->objective = report->shift = 0;
    report->collapsed = false;
    report->n_events = report->n_lost = 0;
    return model_ops[work->kind]->m_step(resp, work, params, report);
}
