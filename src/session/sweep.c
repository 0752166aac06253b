#include "session/sweep.h"

#include "session/batch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct sweep_task {
    batch batch;
    sweep *out;
    int32_t **label;  /* per K: labels of the best run so far, n each; NULL: none */
    size_t *best_run; /* per K: its restart */
    double *scratch;  /* restarts: to sort */
    void (*report)(void *context, const sweep *so_far);
    void *context;
} sweep_task;

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Best, median, worst and found_best from the values so far. */
static void summarise(em_kind kind, sweep_k *k, size_t restarts, double *sorted)
{
    size_t count = 0;

    for (size_t r = 0; r < restarts; r++) {
        if (!isnan(k->values[r])) {
            sorted[count++] = k->values[r];
        }
    }
    if (count == 0) {
        return;
    }
    qsort(sorted, count, sizeof *sorted, compare_doubles);
    k->best = kind == EM_KMEANS ? sorted[0] : sorted[count - 1];
    k->worst = kind == EM_KMEANS ? sorted[count - 1] : sorted[0];
    k->median = count % 2 ? sorted[count / 2] : 0.5 * (sorted[count / 2 - 1] + sorted[count / 2]);
    k->found_best = 0;
    for (size_t i = 0; i < count; i++) {
        k->found_best += batch_near(sorted[i], k->best);
    }
}

static int lowest_bic(const sweep *s)
{
    int best = -1;

    for (size_t i = 0; i < s->n_ks; i++) {
        const double bic = s->ks[i].bic;
        if (!isnan(bic) && (best < 0 || bic < s->ks[best].bic)) {
            best = (int)i;
        }
    }
    return best;
}

static em_status suggest(sweep *s)
{
    if (s->kind != EM_KMEANS) {
        s->suggested = lowest_bic(s);
        return EM_OK;
    }
    size_t *ks = malloc(s->n_ks * sizeof *ks);
    double *best = malloc(s->n_ks * sizeof *best);
    const em_status status = ks && best ? EM_OK : EM_ERR_MEMORY;
    for (size_t i = 0; i < s->n_ks && status == EM_OK; i++) {
        ks[i] = s->ks[i].k;
        best[i] = s->ks[i].best;
    }
    if (status == EM_OK) {
        s->suggested = em_knee(ks, best, s->n_ks, &s->knee);
    }
    free(best);
    free(ks);
    return status;
}

static void keep_best(sweep_task *t, size_t index, size_t restart, const em_fit *fit)
{
    sweep_k *k = &t->out->ks[index];
    const em_spec *spec = t->batch.spec;
    const double objective = fit->resp->objective;
    const double best = t->label[index] ? k->values[t->best_run[index]] : (double)NAN;
    const bool first_of_equals = objective == best && restart < t->best_run[index];

    if (!batch_better(t->out->kind, objective, best) && !first_of_equals) {
        return;
    }
    const size_t bytes = t->batch.data->n * sizeof **t->label;
    if (!t->label[index]) {
        t->label[index] = malloc(bytes);
    }
    if (!t->label[index]) {
        batch_fail(&t->batch, em_fail_memory(t->batch.error), NULL);
        return;
    }
    memcpy(t->label[index], fit->resp->label, bytes);
    t->best_run[index] = restart;
    k->seed = spec->seed + (uint32_t)restart;
    if (t->out->kind != EM_KMEANS) {
        const size_t count =
            em_params_count(fit->params, spec->fixed_epsilon > 0.0, !spec->equal_weights);
        k->bic = em_bic(objective, count, t->batch.data->n);
        k->aic = em_aic(objective, count);
    }
}

static void run_task(void *context, size_t block)
{
    sweep_task *t = context;
    sweep *s = t->out;
    const size_t index = block % s->n_ks, restart = block / s->n_ks;
    em_fit *fit = NULL;

    if (!batch_fit(&t->batch, s->ks[index].k, t->batch.spec->seed + (uint32_t)restart, &fit)) {
        return;
    }
    pthread_mutex_lock(&t->batch.lock);
    if (fit) {
        keep_best(t, index, restart, fit);
        s->ks[index].values[restart] = fit->resp->objective;
    }
    s->ks[index].done++;
    batch_count(&t->batch);
    if (t->report) {
        summarise(s->kind, &s->ks[index], s->restarts, t->scratch);
        t->report(t->context, s);
    }
    pthread_mutex_unlock(&t->batch.lock);
    em_fit_destroy(fit);
}

/* Progress of the silhouettes, which follow the runs. */
static void report_rest(void *context, double fraction)
{
    const sweep_task *t = context;
    const em_control *outer = t->batch.control;

    if (outer && outer->progress) {
        outer->progress(outer->context, t->batch.share + (1.0 - t->batch.share) * fraction);
    }
}

/* Part of the whole work that the runs are: n k d for each of some twenty iterations, against the
 * distances between all points of the silhouettes' sample. */
static double share_of_runs(const sweep *s, const em_dataset *data)
{
    const double n = (double)data->n, sample = fmin(n, 10000.0);
    double runs = 0.0;

    for (size_t i = 0; i < s->n_ks; i++) {
        runs += 20.0 * n * (double)s->ks[i].k * (double)s->restarts;
    }
    return runs / (runs + sample * sample);
}

static em_status fill_silhouettes(sweep_task *t, em_pool *pool)
{
    sweep *s = t->out;
    size_t *ks = malloc(s->n_ks * sizeof *ks), *index = malloc(s->n_ks * sizeof *index);
    const int32_t **label = malloc(s->n_ks * sizeof *label);
    double *value = malloc(s->n_ks * sizeof *value);
    em_status status = EM_ERR_MEMORY;

    if (ks && index && label && value) {
        const em_control rest = {.cancel = t->batch.control ? t->batch.control->cancel : NULL,
                                 .progress = report_rest,
                                 .context = t};
        size_t count = 0;
        for (size_t i = 0; i < s->n_ks; i++) {
            if (t->label[i] && s->ks[i].k > 1) {
                ks[count] = s->ks[i].k;
                index[count] = i;
                label[count++] = t->label[i];
            }
        }
        status = em_silhouettes(t->batch.data, label, ks, count, t->batch.spec->seed, pool, &rest,
                                value);
        for (size_t i = 0; i < count && status == EM_OK; i++) {
            s->ks[index[i]].silhouette = value[i];
        }
    }
    free(value);
    free(label);
    free(index);
    free(ks);
    return status;
}

static sweep *sweep_create(em_kind kind, size_t k_min, size_t n_ks, size_t restarts)
{
    sweep *s = calloc(1, sizeof *s);

    if (!s) {
        return NULL;
    }
    *s = (sweep){.kind = kind, .restarts = restarts, .suggested = -1, .knee = (double)NAN};
    s->ks = calloc(n_ks, sizeof *s->ks);
    for (size_t i = 0; s->ks && i < n_ks; i++) {
        s->n_ks = i + 1;
        s->ks[i] = (sweep_k){.k = k_min + i};
        s->ks[i].best = s->ks[i].median = s->ks[i].worst = (double)NAN;
        s->ks[i].silhouette = s->ks[i].bic = s->ks[i].aic = (double)NAN;
        s->ks[i].values = malloc(restarts * sizeof *s->ks[i].values);
        if (!s->ks[i].values) {
            break;
        }
        for (size_t r = 0; r < restarts; r++) {
            s->ks[i].values[r] = (double)NAN;
        }
    }
    if (!s->ks || s->n_ks < n_ks || !s->ks[n_ks - 1].values) {
        sweep_destroy(s);
        return NULL;
    }
    return s;
}

void sweep_destroy(sweep *s)
{
    if (s) {
        for (size_t i = 0; i < s->n_ks; i++) {
            free(s->ks[i].values);
        }
        free(s->ks);
        free(s);
    }
}

sweep *sweep_clone(const sweep *s)
{
    sweep *copy = sweep_create(s->kind, s->ks[0].k, s->n_ks, s->restarts);

    if (copy) {
        copy->suggested = s->suggested;
        copy->knee = s->knee;
        for (size_t i = 0; i < s->n_ks; i++) {
            double *values = copy->ks[i].values;
            memcpy(values, s->ks[i].values, s->restarts * sizeof *values);
            copy->ks[i] = s->ks[i];
            copy->ks[i].values = values;
        }
    }
    return copy;
}

/* Everything of the largest and the smallest K that is wrong shows before any run. */
static em_status check_ks(const em_spec *spec, const em_dataset *data, size_t k_min, size_t k_max,
                          em_error *error)
{
    em_spec probe = *spec; /* borrows the arrays of spec; never finished */
    em_status status = EM_OK;

    for (size_t k = k_min; k <= k_max && status == EM_OK; k++) {
        probe.k = k;
        status = em_spec_check(&probe, data, error);
    }
    return status;
}

em_status sweep_run(const em_spec *spec, const em_dataset *data, size_t k_min, size_t k_max,
                    size_t restarts, em_pool *pool, const em_control *control,
                    void (*report)(void *context, const sweep *so_far), void *context, sweep **out,
                    em_error *error)
{
    const size_t n_ks = k_max - k_min + 1;
    sweep_task t = {.report = report, .context = context};

    *out = NULL;
    em_status status = check_ks(spec, data, k_min, k_max, error);
    if (status != EM_OK) {
        return status;
    }
    batch_init(&t.batch, spec, data, control, error);
    t.batch.total = n_ks * restarts;
    t.out = sweep_create(spec->kind, k_min, n_ks, restarts);
    t.label = calloc(n_ks, sizeof *t.label);
    t.best_run = calloc(n_ks, sizeof *t.best_run);
    t.scratch = malloc(restarts * sizeof *t.scratch);
    if (t.out && t.label && t.best_run && t.scratch) {
        t.batch.share = share_of_runs(t.out, data);
        em_pool_run(pool, t.batch.total, run_task, &t);
        status = t.batch.status;
        for (size_t i = 0; i < n_ks; i++) {
            summarise(spec->kind, &t.out->ks[i], restarts, t.scratch);
        }
        if (status == EM_OK) {
            status = fill_silhouettes(&t, pool);
        }
        if (status == EM_OK) {
            status = suggest(t.out);
        }
        if (status == EM_ERR_MEMORY) {
            (void)em_fail_memory(error);
        }
    } else {
        status = em_fail_memory(error);
    }
    if (status == EM_OK) {
        *out = t.out;
        t.out = NULL;
    }
    for (size_t i = 0; t.label && i < n_ks; i++) {
        free(t.label[i]);
    }
    free(t.label);
    free(t.best_run);
    free(t.scratch);
    sweep_destroy(t.out);
    batch_finish(&t.batch);
    return status;
}
