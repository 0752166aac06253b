#include "work.h"

#include "lines.h"
#include "pack.h"

#include <float.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_CHUNK = 256, MOST_CHUNKS = 512 };
static const size_t most_partial = (size_t)4 << 20; /* doubles in all partial sums */

/* Operations of a step, about a millisecond, from which threads share it. Waking one costs some
 * hundredth of that, but where another program holds its processor the step waits for it. */
static const size_t worth_a_thread = 3000000;

static void set_family(em_work *work)
{
    bool whole = work->cov_kind == EM_COV_FULL || work->cov_kind == EM_COV_TIED;
    if (work->kind != EM_GMM)
        return;
    work->square = whole && work->spec->fixed_epsilon <= 0;
    if (work->d == 2)
        work->second = whole ? 3 : 2;
    else
        work->second = work->square ? 0 : work->d;
}

static size_t stats_len(const em_work *work)
{
    size_t k = work->k;
    if (work->kind == EM_BERNOULLI)
        return EM_SUM_MOMENTS + k + k * work->bytes * 8;
    return EM_SUM_MOMENTS + k * (1 + work->d + work->second);
}

/* The largest need of any kernel (their comments). */
static size_t scratch_len(const em_work *work)
{
    size_t k = (work->k + 7) / 8 * 8, d = work->d;
    size_t vectors = k + (3 * d > 6 * k ? 3 * d : 6 * k);
    size_t screen = work->kind == EM_KMEANS && work->d >= EM_ROWS_FROM
                        ? EM_SCREEN_SCRATCH * (d + em_screen_groups(work->k))
                        : 0;
    size_t panel = work->square ? EM_SCATTER_PANEL * (d + EM_SCATTER_ROWS) : 0;
    size_t most = 8 * vectors > panel ? 8 * vectors : (panel + 7) / 8 * 8;
    return most > screen ? most : screen;
}

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

static em_status allocate_sums(em_work *work)
{
    size_t n_cov = work->kind == EM_GMM ? em_cov_len(work->cov_kind, work->k, work->d) : 0;
    size_t len_mean = work->k * work->d;
    size_t len = work->d + 2 * work->k + 2 * len_mean + n_cov + 2 * work->stats;
    work->block = calloc(len, sizeof *work->block);
    work->stride = (work->stats + EM_LINE_DOUBLES - 1) / EM_LINE_DOUBLES * EM_LINE_DOUBLES;
    work->lines = em_lines(EM_LINE_DOUBLES + work->chunks * work->stride);
    em_status status =
        em_density_create(work->kind, work->cov_kind, work->k, work->d, &work->density);
    if (!work->block || !work->lines || status != EM_OK)
        return EM_ERR_MEMORY;
    size_t first = work->kind == EM_KMEANS ? 1 : EM_SUM_MOMENTS; /* counts, then sums */
    work->partial = work->lines + (EM_LINE_DOUBLES - (first + work->k) % EM_LINE_DOUBLES);
    double *next = work->block;
    work->origin = next, next += work->d;
    work->count = next, next += work->k;
    work->centre = next, next += len_mean;
    work->total = next, next += work->stats;
    work->moments = next, next += work->stats;
    work->next =
        (em_params){.kind = work->kind, .cov_kind = work->cov_kind, .k = work->k, .d = work->d};
    work->next.weight = next, next += work->k;
    work->next.mean = next, next += len_mean;
    work->next.cov = n_cov ? next : NULL;
    work->density->origin = work->origin;
    return EM_OK;
}

static em_status allocate_scratch(em_work *work)
{
    size_t d = work->d, d2 = d * d;
    if (work->kind == EM_GMM) {
        work->scatter = calloc(work->k * (work->square ? d2 : d), sizeof *work->scatter);
        if (!work->scatter)
            return EM_ERR_MEMORY;
    }
    if (work->square && work->cov_kind == EM_COV_TIED && d != 2) {
        work->spread = calloc(d2, sizeof *work->spread);
        if (!work->spread)
            return EM_ERR_MEMORY;
    }
    work->scratch_len = scratch_len(work);
    work->scratch = em_lines(em_pool_threads(work->pool) * work->scratch_len);
    return work->scratch ? EM_OK : EM_ERR_MEMORY;
}

/* The largest |x - origin| there can be. */
static double reach_of(const em_work *work)
{
    double sum = 0;
    for (size_t j = 0; j < work->d; j++) {
        double low = work->origin[j] - work->data->minimum[j];
        double high = work->data->maximum[j] - work->origin[j], far = low > high ? low : high;
        sum += far * far;
    }
    return sqrt(sum);
}

static em_status allocate_screen(em_work *work)
{
    size_t k = em_screen_groups(work->k);
    if (work->kind != EM_KMEANS || work->d < EM_ROWS_FROM)
        return EM_OK;
    work->screen.mean = calloc(k * (work->d + 1), sizeof *work->screen.mean);
    if (!work->screen.mean)
        return EM_ERR_MEMORY;
    work->screen.half = work->screen.mean + k * work->d;
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
                      .pool = pool,
                      .kernels = em_kernels_pick(0),
                      .worth_a_thread = worth_a_thread,
                      .bytes = (data->d + 7) / 8};
    set_family(work);
    work->stats = stats_len(work);
    set_chunks(work);
    em_status status = allocate_sums(work);
    if (status == EM_OK)
        status = allocate_scratch(work);
    if (status == EM_OK)
        status = allocate_screen(work);
    if (status == EM_OK && spec->kind == EM_BERNOULLI)
        status = em_pack(work);
    if (status != EM_OK) {
        em_work_destroy(work);
        return em_fail_memory(error);
    }
    for (size_t j = 0; j < work->d; j++)
        work->origin[j] = round_origin(data, j);
    work->screen.reach = reach_of(work);
    *out = work;
    return EM_OK;
}

void em_work_destroy(em_work *work)
{
    if (!work)
        return;
    em_density_destroy(work->density);
    free(work->lines);
    free(work->block);
    free(work->scatter);
    free(work->spread);
    free(work->screen.mean);
    free(work->bits);
    free(work->table);
    free(work->scratch);
    free(work);
}

em_job em_work_job(const em_work *work)
{
    return (em_job){.density = work->density,
                    .x = work->data->x,
                    .mean = work->density->mean,
                    .origin = work->origin,
                    .most = DBL_MAX / 4 / (double)(work->n + 1),
                    .second = work->second,
                    .n = work->n,
                    .screen = &work->screen,
                    .bits = work->bits,
                    .bytes = work->bytes,
                    .table = work->table};
}

typedef struct chunk_run {
    em_work *work;
    em_kernel_fn *kernel;
    const em_job *job;
} chunk_run;

static void run_chunk(void *context, size_t chunk, size_t slot)
{
    const chunk_run *run = context;
    em_work *work = run->work;
    size_t first = chunk * work->chunk, end = first + work->chunk;
    double *sum = work->partial + chunk * work->stride;
    memset(sum, 0, work->stats * sizeof *sum);
    run->kernel(run->job, first, end < work->n ? end : work->n, sum,
                work->scratch + slot * work->scratch_len);
}

void em_work_run(em_work *work, em_kernel_fn *kernel, const em_job *job, size_t cost)
{
    chunk_run run = {work, kernel, job};
    bool share = work->n * cost >= work->worth_a_thread;
    em_pool_run_slots(share ? work->pool : NULL, work->chunks, run_chunk, &run);
    memcpy(work->total, work->partial, work->stats * sizeof *work->total);
    for (size_t b = 1; b < work->chunks; b++)
        for (size_t s = 0; s < work->stats; s++)
            work->total[s] += work->partial[b * work->stride + s];
}

static bool same(const double *a, const double *b, size_t len)
{
    return !a || memcmp(a, b, len * sizeof *a) == 0;
}

static bool same_params(const em_work *work, const em_params *params)
{
    size_t k = work->k, d = work->d;
    return work->ready && same(params->mean, work->next.mean, k * d) &&
           same(params->weight, work->next.weight, k) &&
           same(params->cov, work->next.cov, params->cov ? em_cov_len(work->cov_kind, k, d) : 0);
}

em_status em_work_prepare(em_work *work, const em_params *params)
{
    size_t k = work->k, d = work->d;
    if (same_params(work, params))
        return EM_OK;
    memcpy(work->next.mean, params->mean, k * d * sizeof(double));
    if (params->weight)
        memcpy(work->next.weight, params->weight, k * sizeof(double));
    if (params->cov)
        memcpy(work->next.cov, params->cov, em_cov_len(work->cov_kind, k, d) * sizeof(double));
    em_status status = em_density_set(work->density, params);
    work->ready = status == EM_OK;
    return status;
}

bool em_work_fresh(const em_work *work, const em_resp *resp, const em_params *params)
{
    return work->made != 0 && work->made == resp->made && same_params(work, params);
}

void em_work_made(em_work *work, em_resp *resp)
{
    static atomic_uint_fast64_t counter; /* unique in the process: a resp outlives its work */
    work->made = resp->made = atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed) + 1;
    memcpy(work->moments, work->total, work->stats * sizeof *work->moments);
}

em_status em_e_step(const em_params *params, const em_dataset *data, em_work *work, em_resp *resp,
                    double *objective)
{
    (void)data;
    resp->made = 0;
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
