/* Means and scatter from moments about a centre a that is near:
 *   mu = a + first/N_c,  scatter = second - N_c (mu - a)(mu - a)^T (but for the rounding of mu)
 * The centres are the means the E-step read, so its own moments serve. Where a mean has moved far
 * beside what is left of the spread, digits would cancel: the moments are taken again about the new
 * means. Whole matrices of more than two features are always summed about the new means. */
#include "gmm.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double far_share = 1e4;     /* squared move beside the variance left */
static const double far_plain = 1e4;     /* the same beside the data's variance */
static const double spread_share = 1e-4; /* tied: variance within beside the whole */
static const double floor_share = 1e-11; /* tied: reg_covar beside the data's variance */

static void take_moments(em_work *work, const double *centre)
{
    size_t d = work->d, k = work->k;
    const double *count = work->total + EM_SUM_MOMENTS, *first = count + k;
    bool equal = work->spec->fixed_epsilon > 0 && work->spec->equal_weights;
    for (size_t c = 0; c < k; c++) {
        work->count[c] = count[c];
        work->next.weight[c] = equal ? 1 / (double)k : count[c] / (double)work->n;
        for (size_t j = 0; j < d; j++) {
            double move = count[c] >= EM_EMPTY_COUNT ? first[c * d + j] / count[c] : 0;
            work->next.mean[c * d + j] = centre[c * d + j] + move;
        }
    }
}

/* Entry (i, j) of component c's scatter about its new mean as it is stored, rounded:
 * second_ij - first_i g_j - g_i first_j + N_c g_i g_j,  g = mu - a. */
static double centred(const em_work *work, const double *centre, size_t c, size_t i, size_t j)
{
    size_t d = work->d, k = work->k, second = work->second;
    const double *first = work->total + EM_SUM_MOMENTS + k + c * d;
    const double *at = work->total + EM_SUM_MOMENTS + k + k * d + c * second;
    const double *mean = work->next.mean + c * d;
    double raw = d == 2 && second == 3 ? at[i + j] : at[i];
    double gi = mean[i] - centre[c * d + i], gj = mean[j] - centre[c * d + j];
    double s = raw - first[i] * gj - gi * (first[j] - work->count[c] * gj);
    return i == j && !(s > 0) ? 0 : s;
}

static bool moved_far(const em_work *work, const double *centre, size_t c, size_t j)
{
    double move = work->next.mean[c * work->d + j] - centre[c * work->d + j];
    if (fabs(move) <= 8 * DBL_EPSILON * fabs(centre[c * work->d + j]))
        return false;
    if (!work->second)
        return move * move > far_plain * work->data->variance[j];
    return move * move * work->count[c] > far_share * centred(work, centre, c, j, j);
}

static bool any_moved_far(const em_work *work, const double *centre)
{
    for (size_t c = 0; c < work->k; c++)
        for (size_t j = 0; j < work->d; j++)
            if (moved_far(work, centre, c, j))
                return true;
    return false;
}

static void fill_from_moments(em_work *work, const double *centre)
{
    size_t d = work->d;
    for (size_t c = 0; c < work->k; c++) {
        double *out = work->scatter + c * (work->square ? d * d : d);
        for (size_t i = 0; i < d; i++) {
            if (!work->square)
                out[i] = centred(work, centre, c, i, i);
            for (size_t j = 0; work->square && j <= i; j++)
                out[i * d + j] = centred(work, centre, c, i, j);
        }
    }
}

typedef struct scatter_run {
    em_work *work;
    const em_job *job;
    size_t bands;
    double *out;
} scatter_run;

static void scatter_band(void *context, size_t block, size_t slot)
{
    const scatter_run *run = context;
    em_work *work = run->work;
    em_job job = *run->job;
    size_t d = work->d, c = block / run->bands, band = run->bands - 1 - block % run->bands;
    size_t first = band * EM_SCATTER_ROWS, end = first + EM_SCATTER_ROWS;
    end = end < d ? end : d;
    double *out = run->out + c * d * d;
    memset(out + first * d, 0, (end - first) * d * sizeof *out);
    job.c = c;
    work->kernels->scatter(&job, first, end, out, work->scratch + slot * work->scratch_len);
}

/* gamma NULL: all points count fully, and mean is one row. */
static void run_scatter(em_work *work, const double *gamma, const double *mean, double *out)
{
    em_job job = em_work_job(work);
    job.of_gamma = gamma;
    job.mean = mean;
    size_t bands = (work->d + EM_SCATTER_ROWS - 1) / EM_SCATTER_ROWS;
    scatter_run run = {work, &job, bands, out};
    bool small = work->n * work->d * work->d < work->worth_a_thread;
    em_pool_run_slots(small ? NULL : work->pool, bands * (gamma ? work->k : 1), scatter_band, &run);
}

/* Entry (i, j) of what the components' means take out of the spread; as in centred, about o. */
static double between(const em_work *work, const double *centre, size_t i, size_t j)
{
    size_t d = work->d, k = work->k;
    const double *o = work->data->offset, *first = work->total + EM_SUM_MOMENTS + k;
    double sum = 0;
    for (size_t c = 0; c < k; c++, first += d, centre += d) {
        const double *mean = work->next.mean + c * d;
        double gi = mean[i] - o[i], gj = mean[j] - o[j], count = work->count[c];
        double fi = first[i] + count * (centre[i] - o[i]);
        double fj = first[j] + count * (centre[j] - o[j]);
        sum += fi * gj + gi * (fj - count * gj);
    }
    return sum;
}

/* The rows of gamma sum to 1, so what lies within the components is the spread of the data, which
 * never changes, less that of the means. False if that cancels, or if reg_covar does not cover the
 * rounding: then a singular matrix would not look like one. */
static bool tied_from_spread(em_work *work, const double *centre)
{
    size_t d = work->d;
    for (size_t j = 0; j < d; j++)
        if (work->spec->reg_covar < floor_share * work->data->variance[j])
            return false;
    if (!work->spread_ready)
        run_scatter(work, NULL, work->data->offset, work->spread);
    work->spread_ready = true;
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j <= i; j++) {
            double whole = work->spread[i * d + j];
            work->scatter[i * d + j] = whole - between(work, centre, i, j);
            if (i == j && work->scatter[i * d + i] < spread_share * whole)
                return false;
        }
    return true;
}

static void add_components(em_work *work)
{
    size_t d2 = work->d * work->d;
    for (size_t c = 1; c < work->k; c++)
        for (size_t t = 0; t < d2; t++)
            work->scatter[t] += work->scatter[c * d2 + t];
}

void em_gmm_moments(em_work *work, const em_resp *resp, const em_params *params)
{
    bool tied = work->cov_kind == EM_COV_TIED;
    em_job job = em_work_job(work);
    size_t cost = work->k * 4 * work->d;
    job.mean = params->mean;
    job.of_gamma = resp->gamma;
    if (em_work_fresh(work, resp, params))
        memcpy(work->total, work->moments, work->stats * sizeof *work->total);
    else
        em_work_run(work, work->kernels->gauss_m, &job, cost);
    work->ready = false;
    take_moments(work, job.mean);
    for (int again = 0; again < 2 && any_moved_far(work, job.mean); again++) {
        memcpy(work->centre, work->next.mean, work->k * work->d * sizeof *work->centre);
        job.mean = work->centre;
        em_work_run(work, work->kernels->gauss_m, &job, cost);
        take_moments(work, job.mean);
    }
    if (work->second)
        fill_from_moments(work, job.mean);
    else if (!tied || !tied_from_spread(work, job.mean))
        run_scatter(work, resp->gamma, work->next.mean, work->scatter);
    else
        return;
    if (work->square && tied)
        add_components(work);
}
