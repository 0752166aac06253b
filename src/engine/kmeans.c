/* Lloyd's algorithm. Bishop, PRML, 9.1: r_n = argmin_c |x_n - mu_c|^2, mu_c = mean of its points,
 * J = sum_n |x_n - mu_r|^2. Differences are direct: the expanded square cancels far from 0. */
#include "kmeans.h"

#include "events.h"

#include <float.h>
#include <math.h>
#include <string.h>

double em_square_distance(const double *x, const double *mean, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++) {
        double t = x[j] - mean[j];
        sum += t * t;
    }
    return sum;
}

/* The centroids less the origin, in floats and in groups. */
static void fill_screen(em_work *work)
{
    size_t d = work->d;
    for (size_t c = 0; c < work->k; c++) {
        const double *mean = work->density->mean + c * d;
        float *at = work->screen.mean + (c - c % EM_SCREEN_GROUP) * d + c % EM_SCREEN_GROUP;
        for (size_t j = 0; j < d; j++)
            at[j * EM_SCREEN_GROUP] = (float)(mean[j] - work->origin[j]);
        work->screen.half[c] = (float)(em_square_distance(mean, work->origin, d) / 2);
    }
}

/* A score is a sum of d + 1 terms, together of size |y| |m| + |m|^2 / 2, each rounded up to four
 * times in floats: it is wrong by at most (d + 5) 2^-24 of that (Higham, Accuracy and Stability of
 * Numerical Algorithms, 3.1; here with room to spare) and by d times the smallest float. The
 * distances computed in doubles carry an error of their own, far smaller. */
static void set_screen(em_work *work)
{
    em_screen *screen = &work->screen;
    double most = 0, d = (double)work->d;
    for (size_t c = 0; c < work->k; c++)
        most = fmax(most,
                    em_square_distance(work->density->mean + c * work->d, work->origin, work->d));
    double mean = sqrt(most), both = screen->reach + mean;
    double wrong =
        1.25 * (d + 8) * (0x1p-24 * (screen->reach * mean + most / 2) + 0x1p-148 * (1 + both)) +
        d * 0x1p-50 * both * both;
    screen->on = both < 1e15 && d < 1e6;
    if (screen->on) {
        screen->margin = (float)(2.001 * wrong);
        fill_screen(work);
    }
}

static em_status e_step(const em_params *params, em_work *work, em_resp *resp, double *objective)
{
    bool rows = work->d >= EM_ROWS_FROM;
    em_work_prepare(work, params);
    em_job job = em_work_job(work);
    if (rows)
        set_screen(work);
    job.label = resp ? resp->label : NULL;
    job.moments = resp != NULL;
    em_work_run(work, rows ? work->kernels->rows_e : work->kernels->kmeans_e, &job,
                (rows ? 6 + work->k / 4 : 3 * work->k) * work->d);
    *objective = work->total[0];
    if (resp) {
        resp->entropy = 0;
        resp->lost = 0;
        resp->changed = (size_t)work->total[em_sum_changed(work->k, work->d)];
        em_work_made(work, resp);
    }
    return EM_OK;
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

/* How far J falls when component c moves from its old centroid to its new one, which is its mean m
 * but for rounding: N_c (|old - m|^2 - |new - m|^2). */
static double fall_of(const em_work *work, size_t c, const double *old, const double *sum)
{
    const double *now = work->next.mean + c * work->d;
    double count = work->count[c], fall = 0;
    for (size_t j = 0; j < work->d && count > 0; j++) {
        double origin = work->origin[j], part = sum[j] / count;
        double a = (old[j] - origin) - part, b = (now[j] - origin) - part;
        fall += count * (a * a - b * b);
    }
    return fall;
}

/* J with the new means. known: J before is known and no point was moved; then the fall is enough,
 * and the data need no second look, while nothing much cancels. */
static double distortion(em_work *work, const em_resp *resp, const em_params *params, bool known)
{
    const double *sums = work->total + 1 + work->k;
    double fall = 0;
    for (size_t c = 0; c < work->k; c++)
        fall += fall_of(work, c, params->mean + c * work->d, sums + c * work->d);
    if (known && fall <= 0.5 * resp->objective)
        return resp->objective - fall;
    em_job job = em_work_job(work);
    job.mean = work->next.mean;
    job.of_label = resp->label;
    em_work_run(work, work->d >= EM_ROWS_FROM ? work->kernels->rows_j : work->kernels->kmeans_j,
                &job, 6 * work->d);
    return work->total[0];
}

static em_status m_step(const em_resp *resp, em_work *work, em_params *params, em_m_report *report)
{
    bool known = em_work_fresh(work, resp, params);
    em_job job = em_work_job(work);
    job.of_label = resp->label;
    if (known)
        memcpy(work->total, work->moments, work->stats * sizeof *work->total);
    else
        em_work_run(work, work->kernels->kmeans_m, &job, 3 + 2 * work->d);
    double *sums = work->total + 1 + work->k;
    memcpy(work->count, work->total + 1, work->k * sizeof *work->count);
    if (work->spec->empty == EM_EMPTY_FARTHEST)
        em_kmeans_relocate(work, resp, params, sums, report);
    known = known && report->n_events == 0;
    work->ready = false;
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
    report->objective = distortion(work, resp, params, known);
    em_params_commit(work, params);
    em_density_set(work->density, params);
    work->ready = true;
    return EM_OK;
}

const em_model_ops em_kmeans_ops = {e_step, m_step};
