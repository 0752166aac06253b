/* Lloyd's algorithm. Bishop, PRML, 9.1: r_n = argmin_c |x_n - mu_c|^2, mu_c = mean of its points,
 * J = sum_n |x_n - mu_r|^2. Differences are direct: the expanded square cancels far from 0. */
#include "kmeans.h"

#include "events.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* A partial sum: J, then k counts, then k x d sums of x - origin. */
static size_t stats(const em_work *work)
{
    return 1 + work->k * (1 + work->d);
}

double em_square_distance(const double *x, const double *mean, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++) {
        double t = x[j] - mean[j];
        sum += t * t;
    }
    return sum;
}

typedef struct step_job {
    em_work *work;
    const double *mean;
    int32_t *label;
    const int32_t *given; /* labels the M-step reads */
} step_job;

static void e_chunk(void *context, size_t chunk, size_t slot)
{
    (void)slot;
    const step_job *job = context;
    const em_work *work = job->work;
    size_t d = work->d;
    double *sum = work->partial + chunk * work->stats;
    for (size_t i = em_work_first(work, chunk); i < em_work_end(work, chunk); i++) {
        const double *x = work->data->x + i * d;
        double nearest = em_square_distance(x, job->mean, d);
        int32_t best = 0;
        for (size_t c = 1; c < work->k; c++) {
            double distance = em_square_distance(x, job->mean + c * d, d);
            if (distance < nearest) {
                nearest = distance;
                best = (int32_t)c;
            }
        }
        if (job->label)
            job->label[i] = best;
        sum[0] += nearest < work->most ? nearest : work->most;
    }
}

static em_status e_step(const em_params *params, em_work *work, em_resp *resp, double *objective)
{
    step_job job = {work, params->mean, resp ? resp->label : NULL, NULL};
    em_work_sum(work, e_chunk, &job);
    *objective = work->total[0];
    if (resp)
        resp->entropy = 0;
    return EM_OK;
}

static void m_chunk(void *context, size_t chunk, size_t slot)
{
    (void)slot;
    const step_job *job = context;
    const em_work *work = job->work;
    size_t d = work->d;
    double *count = work->partial + chunk * work->stats + 1, *sums = count + work->k;
    for (size_t i = em_work_first(work, chunk); i < em_work_end(work, chunk); i++) {
        const double *x = work->data->x + i * d;
        size_t c = (size_t)job->given[i];
        count[c] += 1;
        for (size_t j = 0; j < d; j++)
            sums[c * d + j] += x[j] - work->origin[j];
    }
}

static void distortion_chunk(void *context, size_t chunk, size_t slot)
{
    (void)slot;
    const step_job *job = context;
    const em_work *work = job->work;
    size_t d = work->d;
    double *sum = work->partial + chunk * work->stats;
    for (size_t i = em_work_first(work, chunk); i < em_work_end(work, chunk); i++) {
        const double *mean = job->mean + (size_t)job->given[i] * d;
        double distance = em_square_distance(work->data->x + i * d, mean, d);
        sum[0] += distance < work->most ? distance : work->most;
    }
}

/* A move within the sum's rounding error is none: a centroid on the one place of all its points
 * stays there, and J stays 0. */
static void take_mean(const em_work *work, size_t c, const double *old, const double *sum)
{
    double count = work->count[c], *mean = work->next.mean + c * work->d;
    double terms = count < (double)work->chunk ? count : (double)work->chunk;
    double slack = (8 + terms / 2) * DBL_EPSILON;
    bool moved = false;
    for (size_t j = 0; j < work->d; j++) {
        double part = sum[j] / count;
        mean[j] = work->origin[j] + part;
        moved = moved || fabs(mean[j] - old[j]) > slack * fabs(part);
    }
    if (!moved)
        memcpy(mean, old, work->d * sizeof *mean);
}

static void take_means(em_work *work, const em_params *params, const double *sums)
{
    size_t d = work->d;
    for (size_t c = 0; c < work->k; c++) {
        const double *old = params->mean + c * d;
        if (work->count[c] > 0)
            take_mean(work, c, old, sums + c * d);
        else
            memcpy(work->next.mean + c * d, old, d * sizeof *old);
    }
}

static em_status m_step(const em_resp *resp, em_work *work, em_params *params, em_m_report *report)
{
    step_job job = {work, params->mean, NULL, resp->label};
    em_work_sum(work, m_chunk, &job);
    double *sums = work->total + 1 + work->k;
    memcpy(work->count, work->total + 1, work->k * sizeof *work->count);
    if (work->spec->empty == EM_EMPTY_FARTHEST)
        em_kmeans_relocate(work, resp, params, sums, report);
    take_means(work, params, sums);
    for (size_t c = 0; c < work->k; c++)
        if (work->count[c] <= 0)
            em_report_add(report, (em_event){.kind = EM_EVENT_EMPTY,
                                             .component = (int32_t)c,
                                             .other = -1,
                                             .feature = -1,
                                             .point = -1});
    em_events_equal(work, report);
    report->shift = em_mean_shift(&work->next, params);
    job.mean = work->next.mean;
    em_work_sum(work, distortion_chunk, &job);
    report->objective = work->total[0];
    em_params_commit(work, params);
    return EM_OK;
}

const em_model_ops em_kmeans_ops = {stats, e_step, m_step};
