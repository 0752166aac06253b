/* What runs: model, covariance, K, start, seed, options. Every change starts the pane's run anew.
 */
#include "app/start.h"
#include "app/state.h"
#include "session/run_options.h"
#include "session/spec.h"

#include <stdlib.h>
#include <string.h>

/* Starts the pane with the changed spec (taken). */
static em_status change(app *a, size_t pane, em_spec *spec)
{
    em_error error = {0};
    if (!scene_wants_binary(a->scene, spec)) {
        const em_status status = em_spec_check(spec, a->scene->data, &error);
        if (status != EM_OK) {
            em_spec_finish(spec);
            return app_refuse(a, &error);
        }
    }
    em_spec specs[VIEW_PANES] = {0};
    specs[pane] = *spec;
    return start_runs(a, 1U << pane, specs, "making the start");
}

static em_status set_k(app *a, size_t pane, em_spec *spec, long k)
{
    const long most = (long)a->scene->data->n;
    const long clamped = k < 1 ? 1 : k > most ? most : k;
    if ((size_t)clamped == spec->k && clamped != k) {
        em_spec_finish(spec);
        return app_refuse_text(a, EM_OK, "K goes from 1 to %ld, the number of points.", most);
    }
    const bool explicit_start = !spec_uses_seed(spec);
    spec_set_k(spec, (size_t)clamped);
    if (explicit_start && spec_uses_seed(spec))
        app_notice(a, false, "K = %ld: the start is now %s.", clamped, em_init_name(spec->init));
    return change(a, pane, spec);
}

static em_status set_model(app *a, size_t pane, em_spec *spec, long kind)
{
    const em_dataset *data = a->scene->data;
    if (kind < 0) {
        const bool bernoulli = data->binary || data->image_w > 0;
        kind = ((long)spec->kind + 1) % (bernoulli ? 3 : 2);
    }
    if (kind > EM_BERNOULLI) {
        em_spec_finish(spec);
        return EM_ERR_USAGE;
    }
    spec_set_kind(spec, (em_kind)kind);
    return change(a, pane, spec);
}

static em_status set_covariance(app *a, size_t pane, em_spec *spec, long cov)
{
    if (spec->kind != EM_GMM || cov > EM_COV_SPHERICAL) {
        em_spec_finish(spec);
        return app_refuse_text(a, EM_OK, "Covariance types belong to the Gaussian mixture (M).");
    }
    spec->cov_kind = cov >= 0 ? (em_cov)cov : (em_cov)((spec->cov_kind + 1) % 4);
    return change(a, pane, spec);
}

static em_status set_points_again(app *a, size_t pane, em_spec *spec)
{
    if (spec_set_points(spec, a->kept_points[pane], a->kept_k[pane]) != EM_OK) {
        em_spec_finish(spec);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
    }
    return change(a, pane, spec);
}

/* The next start of the cycle; the rows that were given once are part of it. */
static em_status next_init(app *a, size_t pane, em_spec *spec)
{
    int init = (int)spec->init;
    for (;;) {
        init = (init + 1) % EM_INIT_COUNT;
        if (init == EM_INIT_POINTS && a->kept_k[pane] == spec->k && a->kept_points[pane] != NULL)
            return set_points_again(a, pane, spec);
        if (init != EM_INIT_POINTS && init != EM_INIT_FILE && init != EM_INIT_MANUAL &&
            em_init_suits((em_init)init, spec->kind))
            break;
    }
    spec_set_start(spec, (em_init)init);
    return change(a, pane, spec);
}

/* Takes *spec; options are what was asked for, status how reading them went. */
static em_status change_by(app *a, size_t pane, em_spec *spec, const run_options *options,
                           em_status status, em_error *error)
{
    if (status == EM_OK)
        status = run_options_change(options, spec, error);
    if (status == EM_OK)
        return change(a, pane, spec);
    em_spec_finish(spec);
    return app_refuse(a, error);
}

static em_status set_init(app *a, size_t pane, em_spec *spec, const command *c)
{
    em_error error = {0};
    if (c->text != NULL && c->text[0] != '\0') {
        run_options options;
        run_options_init(&options);
        const em_status status = run_options_set(&options, RUN_INIT, c->text, &error);
        return change_by(a, pane, spec, &options, status, &error);
    }
    if (c->n < 0)
        return next_init(a, pane, spec);
    if (c->n == EM_INIT_POINTS && a->kept_k[pane] == spec->k && a->kept_points[pane] != NULL)
        return set_points_again(a, pane, spec);
    if (c->n >= EM_INIT_COUNT || c->n == EM_INIT_POINTS || c->n == EM_INIT_FILE ||
        c->n == EM_INIT_MANUAL) {
        em_spec_finish(spec);
        return app_refuse_text(a, EM_ERR_USAGE,
                               "This start needs its rows: init points:10,100,300");
    }
    spec_set_start(spec, (em_init)c->n);
    return change(a, pane, spec);
}

/* An explicit start has no seed: a new seed then means random points. */
static void set_seed(app *a, em_spec *spec, uint32_t seed)
{
    spec->seed = seed;
    if (spec_uses_seed(spec))
        return;
    spec_set_start(spec, EM_INIT_RANDOM);
    app_notice(a, false, "Start: random points, seed %u.", (unsigned)seed);
}

static em_status set_seeds(app *a, const command *c)
{
    em_spec specs[VIEW_PANES] = {0};
    unsigned mask = 0;
    for (size_t i = 0; i < a->scene->panes; i++) {
        if (c->pane != -2 && i != app_pane_of(a, c))
            continue;
        if (em_spec_copy(&a->scene->spec[i], &specs[i]) != EM_OK) {
            for (size_t q = 0; q < i; q++)
                em_spec_finish(&specs[q]);
            return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
        }
        mask |= 1U << i;
        set_seed(a, &specs[i], c->kind == COMMAND_SEED ? (uint32_t)c->n : specs[i].seed + 1U);
    }
    return start_runs(a, mask, specs, "making the start");
}

static em_status restart(app *a)
{
    em_spec specs[VIEW_PANES] = {0};
    const unsigned mask = (1U << a->scene->panes) - 1U;
    for (size_t i = 0; i < a->scene->panes; i++)
        if (em_spec_copy(&a->scene->spec[i], &specs[i]) != EM_OK) {
            for (size_t q = 0; q < i; q++)
                em_spec_finish(&specs[q]);
            return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
        }
    return start_runs(a, mask, specs, "restarting");
}

static em_status set_options(app *a, size_t pane, em_spec *spec, const char *text)
{
    em_error error = {0};
    char *copy = strdup(text);
    run_options options;
    if (copy == NULL) {
        em_spec_finish(spec);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
    }
    run_options_init(&options);
    const em_status status = run_options_read(&options, copy, &error);
    const em_status changed = change_by(a, pane, spec, &options, status, &error);
    free(copy);
    return changed;
}

/* The best solution the sweep found for this K. */
static em_status load_k(app *a, size_t pane, em_spec *spec, long k)
{
    for (size_t i = 0; a->sweep != NULL && i < a->sweep->n_ks; i++) {
        if ((long)a->sweep->ks[i].k != k || a->sweep->ks[i].done == 0)
            continue;
        em_spec_finish(spec);
        if (em_spec_copy(&a->sweep_spec, spec) != EM_OK)
            return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
        spec_set_k(spec, (size_t)k);
        spec->seed = a->sweep->ks[i].seed;
        spec->n_init = 1;
        return load_solution(a, pane, spec);
    }
    em_spec_finish(spec);
    return app_refuse_text(a, EM_ERR_DATA, "There is no solution for K = %ld yet.", k);
}

em_status apply_run(app *a, const command *c)
{
    if (job_busy(&a->jobs.runs))
        return app_still_at_work(a);
    if (c->kind == COMMAND_RESTART)
        return restart(a);
    if (c->kind == COMMAND_NEW_SEED || c->kind == COMMAND_SEED) {
        if (c->kind == COMMAND_SEED && (c->n < 0 || c->n > (long)UINT32_MAX))
            return app_refuse_text(a, EM_ERR_USAGE, "A seed goes from 0 to 4294967295.");
        return set_seeds(a, c);
    }
    const bool worded = c->kind == COMMAND_SPEC || c->kind == COMMAND_OPTION;
    if (worded && (c->text == NULL || c->text[0] == '\0')) {
        prompt_open(a, PROMPT_SPEC, "");
        return EM_OK;
    }
    const size_t pane = app_pane_of(a, c);
    em_spec spec;
    if (em_spec_copy(&a->scene->spec[pane], &spec) != EM_OK)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
    switch (c->kind) {
    case COMMAND_K: return set_k(a, pane, &spec, c->n);
    case COMMAND_K_STEP: return set_k(a, pane, &spec, (long)spec.k + (c->n < 0 ? -1 : 1));
    case COMMAND_MODEL: return set_model(a, pane, &spec, c->n);
    case COMMAND_COVARIANCE: return set_covariance(a, pane, &spec, c->n);
    case COMMAND_INIT: return set_init(a, pane, &spec, c);
    case COMMAND_OPTION:
    case COMMAND_SPEC: return set_options(a, pane, &spec, c->text);
    case COMMAND_LOAD_K: return load_k(a, pane, &spec, c->n);
    default: em_spec_finish(&spec); return EM_ERR_USAGE;
    }
}
