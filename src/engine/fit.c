#include "run.h"

#include "init.h"

#include <stdlib.h>

/* All runs of one fit share one stream; only the first of equal starts is worth running. */
static size_t runs_of(const em_spec *spec)
{
    bool drawn =
        spec->init != EM_INIT_POINTS && spec->init != EM_INIT_FILE && spec->init != EM_INIT_MANUAL;
    return drawn ? spec->n_init : 1;
}

/* Progress of one run among several, as a share of them all. */
typedef struct share {
    const em_control *outer;
    size_t run, runs;
} share;

static void report_share(void *context, double fraction)
{
    const share *s = context;
    s->outer->progress(s->outer->context, ((double)s->run + fraction) / (double)s->runs);
}

static em_status allocate(const em_spec *spec, const em_dataset *data, em_fit **out,
                          em_error *error)
{
    em_fit *fit = calloc(1, sizeof *fit);
    if (!fit)
        return em_fail_memory(error);
    em_status status =
        em_params_create(spec->kind, spec->cov_kind, spec->k, data->d, &fit->start, error);
    if (status == EM_OK)
        status =
            em_params_create(spec->kind, spec->cov_kind, spec->k, data->d, &fit->params, error);
    if (status == EM_OK)
        status = em_resp_create(spec->kind, data->n, spec->k, &fit->resp, error);
    if (status != EM_OK) {
        em_fit_destroy(fit);
        return status;
    }
    *out = fit;
    return EM_OK;
}

void em_fit_destroy(em_fit *fit)
{
    if (!fit)
        return;
    em_params_destroy(fit->start);
    em_params_destroy(fit->params);
    em_resp_destroy(fit->resp);
    free(fit);
}

/* One start and its run. score: what runs are compared by. */
static em_status fit_once(const em_draw *draw, em_fit *fit, double *score)
{
    em_control quiet = {.cancel = draw->control->cancel}; /* what is told is the run's progress */
    em_draw start = *draw;
    start.control = &quiet;
    em_status status = em_init_draw(&start, fit->start);
    if (status != EM_OK)
        return status;
    em_params_copy(fit->start, fit->params);
    em_run run = {.spec = draw->spec,
                  .data = draw->data,
                  .pool = draw->pool,
                  .control = draw->control,
                  .params = fit->params,
                  .resp = fit->resp};
    status = em_run_to_end(&run, draw->error);
    fit->iterations = run.iterations;
    fit->converged = run.converged;
    fit->stop = run.stop;
    *score =
        draw->spec->kind == EM_KMEANS && status == EM_OK ? fit->resp->objective : run.e_objective;
    return status;
}

/* scikit-learn's _is_same_clustering: each label of a goes with one label of b. */
static em_status same_partition(const em_resp *a, const em_resp *b, bool *same)
{
    int32_t *partner = calloc(a->k, sizeof *partner);
    if (!partner)
        return EM_ERR_MEMORY;
    for (size_t c = 0; c < a->k; c++)
        partner[c] = -1;
    *same = true;
    for (size_t i = 0; i < a->n && *same; i++) {
        int32_t *p = &partner[a->label[i]];
        if (*p < 0)
            *p = b->label[i];
        *same = *p == b->label[i];
    }
    free(partner);
    return EM_OK;
}

/* Is a later run kept? K-means: smaller J and another partition. Mixtures: larger log-likelihood in
 * the last E-step; on the way to a collapse that grows without limit, so a run that ended is
 * kept before one that collapsed. */
static em_status is_better(const em_fit *now, double score, const em_fit *best, double best_score,
                           bool *better)
{
    if (now->params->kind != EM_KMEANS) {
        bool lost = now->stop == EM_STOP_COLLAPSE, best_lost = best->stop == EM_STOP_COLLAPSE;
        *better = lost == best_lost ? score > best_score : best_lost;
        return EM_OK;
    }
    bool same = true;
    em_status status = EM_OK;
    if (score < best_score)
        status = same_partition(now->resp, best->resp, &same);
    *better = !same;
    return status;
}

static em_status later_run(const em_draw *draw, em_fit **best, double *best_score)
{
    em_fit *now = NULL;
    double score;
    bool better = false;
    em_status status = allocate(draw->spec, draw->data, &now, draw->error);
    if (status == EM_OK)
        status = fit_once(draw, now, &score);
    if (status == EM_OK && is_better(now, score, *best, *best_score, &better) != EM_OK)
        status = em_fail_memory(draw->error);
    if (status == EM_OK && better) {
        em_fit *kept = *best;
        *best = now;
        *best_score = score;
        now = kept;
    }
    em_fit_destroy(now);
    return status;
}

em_status em_fit_run(const em_spec *spec, const em_dataset *data, em_pool *pool,
                     const em_control *control, em_fit **out, em_error *error)
{
    em_rng rng;
    em_rng_seed(&rng, spec->seed);
    share part = {.outer = control, .runs = runs_of(spec)};
    em_control inner = {.cancel = control ? control->cancel : NULL,
                        .progress = control && control->progress ? report_share : NULL,
                        .context = &part};
    em_draw draw = {
        .spec = spec, .data = data, .rng = &rng, .pool = pool, .control = &inner, .error = error};
    em_fit *best = NULL;
    double score;
    em_status status = allocate(spec, data, &best, error);
    if (status == EM_OK)
        status = fit_once(&draw, best, &score);
    for (part.run = 1; part.run < part.runs && status == EM_OK; part.run++)
        status = later_run(&draw, &best, &score);
    if (status != EM_OK) {
        em_fit_destroy(best);
        return status;
    }
    *out = best;
    return EM_OK;
}

static em_status start_of_best(const em_spec *spec, const em_dataset *data, em_pool *pool,
                               const em_control *control, em_params **out, em_error *error)
{
    em_fit *fit;
    em_status status = em_fit_run(spec, data, pool, control, &fit, error);
    if (status != EM_OK)
        return status;
    *out = fit->start;
    fit->start = NULL;
    em_fit_destroy(fit);
    return EM_OK;
}

em_status em_start(const em_spec *spec, const em_dataset *data, em_pool *pool,
                   const em_control *control, em_params **out, em_error *error)
{
    if (runs_of(spec) > 1)
        return start_of_best(spec, data, pool, control, out, error);
    em_rng rng;
    em_rng_seed(&rng, spec->seed);
    em_draw draw = {
        .spec = spec, .data = data, .rng = &rng, .pool = pool, .control = control, .error = error};
    em_params *params = NULL;
    em_status status =
        em_params_create(spec->kind, spec->cov_kind, spec->k, data->d, &params, error);
    if (status == EM_OK)
        status = em_init_draw(&draw, params);
    if (status != EM_OK) {
        em_params_destroy(params);
        return status;
    }
    *out = params;
    return EM_OK;
}
