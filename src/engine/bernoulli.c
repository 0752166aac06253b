/* The M-step of Bernoulli mixtures. Bishop, PRML, 9.57-9.60:
 *   N_c = sum gamma_nc, pi_c = N_c/N, mu_cj = sum_n gamma_nc x_nj / N_c */
#include "events.h"

#include <string.h>

static void take_params(em_work *work, const em_params *params, em_m_report *report)
{
    size_t d = work->d, k = work->k;
    const double *count_of = work->total + EM_SUM_MOMENTS, *sums = count_of + k;
    size_t stride = work->bytes * 8;
    for (size_t c = 0; c < k; c++) {
        double count = work->count[c] = count_of[c], *mean = work->next.mean + c * d;
        work->next.weight[c] = count / (double)work->n;
        if (count < EM_EMPTY_COUNT) {
            memcpy(mean, params->mean + c * d, d * sizeof *mean);
            em_report_add(report, (em_event){.kind = EM_EVENT_EMPTY,
                                             .component = (int32_t)c,
                                             .other = -1,
                                             .feature = -1,
                                             .point = -1,
                                             .value = count});
            continue;
        }
        for (size_t j = 0; j < d; j++) {
            double mu = sums[c * stride + j] / count;
            mean[j] = mu < 1 ? mu : 1; /* rounding may pass 1 where every point has a 1 */
        }
    }
}

/* L(q, theta) = sum_c [N_c (ln pi_c + log_norm_c) + sum_j M_cj factor_cj] + H(q), M = sums. */
static double bound(const em_work *work, double entropy)
{
    size_t d = work->d, k = work->k;
    const double *sums = work->total + EM_SUM_MOMENTS + k;
    double sum = 0;
    for (size_t c = 0; c < k; c++) {
        if (!(work->count[c] > 0))
            continue;
        double each = work->count[c] * (work->density->log_weight[c] + work->density->log_norm[c]);
        for (size_t j = 0; j < d; j++)
            each += sums[c * work->bytes * 8 + j] * work->density->factor[c * d + j];
        sum += each;
    }
    return sum + entropy;
}

static em_status m_step(const em_resp *resp, em_work *work, em_params *params, em_m_report *report)
{
    em_job job = em_work_job(work);
    job.of_gamma = resp->gamma;
    if (em_work_fresh(work, resp, params))
        memcpy(work->total, work->moments, work->stats * sizeof *work->total);
    else
        em_work_run(work, work->kernels->bernoulli_m, &job, 2 * work->d);
    work->ready = false;
    take_params(work, params, report);
    em_density_set(work->density, &work->next);
    work->ready = true;
    report->objective = bound(work, resp->entropy);
    report->shift = em_mean_shift(&work->next, params);
    em_events_equal(work, report);
    em_params_commit(work, params);
    return EM_OK;
}

const em_model_ops em_bernoulli_ops = {em_mixture_e_step, m_step};
