/* Starts that give responsibilities, as scikit-learn's mixtures do (sklearn/mixture/_base.py,
 * _initialize_parameters), then one M-step. */
#include "run.h"

#include "init.h"

#include <string.h>

static em_status one_m_step(const em_draw *draw, const em_resp *resp, em_params *params)
{
    em_work *work;
    em_m_report report;
    em_status status = em_work_create(draw->spec, draw->data, draw->pool, &work, draw->error);
    if (status != EM_OK)
        return status;
    if (em_m_step(resp, draw->data, work, params, &report) != EM_OK) {
        int32_t c = report.n_events ? report.event[report.n_events - 1].component : 0;
        status =
            em_fail(draw->error, EM_ERR_COLLAPSE,
                    "the start '%s' gives component %d a singular covariance; %s",
                    em_init_name(draw->spec->init), (int)c + 1,
                    draw->spec->reg_covar > 0.0 ? "a larger reg-covar or smaller values prevent it"
                                                : "a reg-covar above 0 prevents it");
    }
    em_work_destroy(work);
    return status;
}

/* KMeans(n_init=1) with its own defaults on the stream of the run. */
/* Nobody knows how many of the 300 iterations it takes: after 15 half of the way is told, after 60
 * four fifths. */
static void report_kmeans(void *context, double fraction)
{
    const em_control *outer = context;
    outer->progress(outer->context, fraction / (fraction + 0.05));
}

static em_status run_kmeans(const em_draw *draw, em_params *centroids, em_resp *resp)
{
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.k = draw->spec->k;
    spec.stream = draw->spec->stream;
    em_draw inner = *draw;
    inner.spec = &spec;
    em_status status = em_init_draw(&inner, centroids);
    if (status != EM_OK)
        return status;
    em_control outer = draw->control ? *draw->control : (em_control){0};
    em_control inside = {.cancel = outer.cancel,
                         .progress = outer.progress ? report_kmeans : NULL,
                         .context = &outer};
    em_run run = {.spec = &spec,
                  .data = draw->data,
                  .pool = draw->pool,
                  .control = &inside,
                  .params = centroids,
                  .resp = resp};
    return em_run_to_end(&run, draw->error);
}

/* Responsibilities 1 for the K-means label. A component without points keeps its centroid. */
em_status em_init_two_stage(const em_draw *draw, em_params *params)
{
    size_t n = draw->data->n, k = draw->spec->k, d = draw->data->d;
    em_params *centroids = NULL;
    em_resp *hard = NULL, *resp = NULL;
    em_status status = em_params_create(EM_KMEANS, EM_COV_FULL, k, d, &centroids, draw->error);
    if (status == EM_OK)
        status = em_resp_create(EM_KMEANS, n, k, &hard, draw->error);
    if (status == EM_OK)
        status = em_resp_create(draw->spec->kind, n, k, &resp, draw->error);
    if (status == EM_OK)
        status = run_kmeans(draw, centroids, hard);
    if (status == EM_OK) {
        memset(resp->gamma, 0, n * k * sizeof *resp->gamma);
        for (size_t i = 0; i < n; i++)
            resp->gamma[i * k + (size_t)hard->label[i]] = 1.0;
        memcpy(resp->label, hard->label, n * sizeof *resp->label);
        memcpy(params->mean, centroids->mean, k * d * sizeof *params->mean);
        status = one_m_step(draw, resp, params);
    }
    em_resp_destroy(resp);
    em_resp_destroy(hard);
    em_params_destroy(centroids);
    return status;
}

/* uniform(size=(N, K)), each row divided by its sum. */
static void draw_rows(em_rng *rng, em_resp *resp)
{
    for (size_t i = 0; i < resp->n; i++) {
        double *gamma = resp->gamma + i * resp->k, sum = 0.0;
        size_t best = 0;
        for (size_t c = 0; c < resp->k; c++) {
            gamma[c] = em_rng_random(rng);
            sum += gamma[c];
            if (gamma[c] > gamma[best])
                best = c;
        }
        for (size_t c = 0; c < resp->k; c++)
            gamma[c] = sum > 0.0 ? gamma[c] / sum : 1.0 / (double)resp->k;
        resp->label[i] = (int32_t)best;
    }
}

em_status em_init_responsibilities(const em_draw *draw, em_params *params)
{
    em_resp *resp = NULL;
    em_status status =
        em_resp_create(draw->spec->kind, draw->data->n, draw->spec->k, &resp, draw->error);
    if (status != EM_OK)
        return status;
    draw_rows(draw->rng, resp);
    status = one_m_step(draw, resp, params);
    em_resp_destroy(resp);
    return status;
}
