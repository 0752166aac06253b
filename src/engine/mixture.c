/* The E-step that both mixtures share (softmax.h has the formulas). */
#include "pack.h"
#include "work.h"

em_status em_mixture_e_step(const em_params *params, em_work *work, em_resp *resp,
                            double *objective)
{
    em_status status = em_work_prepare(work, params);
    if (status != EM_OK)
        return status;
    em_job job = em_work_job(work);
    bool gauss = work->kind == EM_GMM;
    bool whole = work->cov_kind == EM_COV_FULL || work->cov_kind == EM_COV_TIED;
    bool diag = gauss && !whole && work->d >= EM_ROWS_FROM;
    size_t cost = work->k * (30 + (gauss ? 4 * work->d : work->bytes));
    if (gauss && work->square)
        cost += work->d * work->d * (work->cov_kind == EM_COV_FULL ? work->k : 1);
    em_kernel_fn *kernel = diag    ? work->kernels->diag_e
                           : gauss ? work->kernels->gauss_e
                                   : work->kernels->bernoulli_e;
    if (!gauss)
        em_pack_table(work);
    if (resp) {
        job.label = resp->label;
        job.gamma = resp->gamma;
        job.moments = true;
    }
    em_work_run(work, kernel, &job, cost);
    *objective = work->total[EM_SUM_OBJECTIVE];
    if (resp) {
        resp->entropy = work->total[EM_SUM_ENTROPY];
        resp->lost = (size_t)work->total[EM_SUM_LOST];
        em_work_made(work, resp);
    }
    return EM_OK;
}
