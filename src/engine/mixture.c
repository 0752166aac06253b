/* The E-step that both mixtures share. Bishop, PRML, 9.23 and 9.56, in the log domain:
 *   t_c = ln pi_c + ln p(x|c),  lse = m + ln sum_c exp(t_c - m),  m = max_c t_c
 *   gamma_c = exp(t_c - lse),  ln p(x) = lse,  H = -sum gamma_c (t_c - lse) */
#include "mathx.h"
#include "work.h"

#include <math.h>

enum { OBJECTIVE, ENTROPY, LOST };

typedef struct e_job {
    em_work *work;
    em_resp *resp;
} e_job;

static double softmax(double *t, size_t k, double *entropy)
{
    double top = t[0], sum = 0, h = 0;
    for (size_t c = 1; c < k; c++)
        top = t[c] > top ? t[c] : top;
    for (size_t c = 0; c < k; c++)
        sum += em_exp(t[c] - top);
    double log_sum = em_log(sum);
    for (size_t c = 0; c < k; c++) {
        double e = em_exp(t[c] - top);
        double gamma = e / sum;
        if (gamma > 0)
            h -= gamma * ((t[c] - top) - log_sum);
        t[c] = gamma;
    }
    *entropy = h;
    return top + log_sum;
}

static void keep_point(em_resp *resp, size_t i, const double *gamma)
{
    int32_t best = 0;
    for (size_t c = 0; c < resp->k; c++) {
        resp->gamma[i * resp->k + c] = gamma[c];
        if (gamma[c] > gamma[best])
            best = (int32_t)c;
    }
    resp->label[i] = best;
}

static void e_chunk(void *context, size_t chunk, size_t slot)
{
    const e_job *job = context;
    em_work *work = job->work;
    double *t = work->point + slot * work->k, *sum = work->partial + chunk * work->stats;
    for (size_t i = em_work_first(work, chunk); i < em_work_end(work, chunk); i++) {
        em_density_terms(work->density, work->data->x + i * work->d, t);
        double entropy;
        for (size_t c = 0; c < work->k; c++)
            t[c] += work->density->log_weight[c];
        double log_p = softmax(t, work->k, &entropy);
        sum[OBJECTIVE] += log_p;
        sum[ENTROPY] += entropy;
        sum[LOST] += log_p < -0.25 * EM_DISTANCE_CAP;
        if (job->resp)
            keep_point(job->resp, i, t);
    }
}

em_status em_mixture_e_step(const em_params *params, em_work *work, em_resp *resp,
                            double *objective)
{
    em_status status = em_density_set(work->density, params);
    if (status != EM_OK)
        return status;
    e_job job = {work, resp};
    em_work_sum(work, e_chunk, &job);
    *objective = work->total[OBJECTIVE];
    if (resp) {
        resp->entropy = work->total[ENTROPY];
        resp->lost = (size_t)work->total[LOST];
    }
    return EM_OK;
}
