/* The solutions that many seeds find. Runs are grouped in the order of their seeds, as soon as all
 * earlier ones are there, so that the result does not depend on which thread was faster. */
#include "session/batch.h"
#include "session/sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SAME_PARTITION = 0.999; /* adjusted Rand index */

typedef struct atlas_run_result {
    bool done;
    double objective;
    int32_t *label; /* n, until the run has been grouped; NULL: its start collapsed */
} atlas_run_result;

typedef struct atlas_task {
    batch batch;
    atlas *out;
    atlas_run_result *run; /* seeds */
    int32_t **label;       /* per solution: n, its founder's */
    size_t next;           /* first run that is not grouped yet */
} atlas_task;

static em_status joins(const atlas_task *t, size_t solution, const atlas_run_result *run,
                       bool *answer)
{
    const size_t k = t->batch.spec->k;
    double ari = 0.0;

    *answer = false;
    if (!batch_near(run->objective, t->out->solution[solution].objective)) {
        return EM_OK;
    }
    const em_status status =
        em_adjusted_rand(t->label[solution], k, run->label, k, t->batch.data->n, &ari);
    *answer = ari >= SAME_PARTITION;
    return status;
}

static em_status found(atlas_task *t, atlas_run_result *run)
{
    atlas_solution *s = &t->out->solution[t->out->n_solutions];
    const em_dataset *data = t->batch.data;

    *s = (atlas_solution){.objective = run->objective,
                          .count = 1,
                          .seed = t->batch.spec->seed + (uint32_t)t->next,
                          .adjusted_rand = (double)NAN};
    t->label[t->out->n_solutions++] = run->label;
    const int32_t *label = run->label;
    run->label = NULL;
    if (!data->label) {
        return EM_OK;
    }
    return em_adjusted_rand(data->label, data->classes, label, t->batch.spec->k, data->n,
                            &s->adjusted_rand);
}

static em_status group(atlas_task *t, atlas_run_result *run)
{
    em_status status = EM_OK;

    for (size_t i = 0; i < t->out->n_solutions; i++) {
        bool same = false;
        status = joins(t, i, run, &same);
        if (status != EM_OK) {
            return status;
        }
        if (same) {
            t->out->solution[i].count++;
            free(run->label);
            run->label = NULL;
            return EM_OK;
        }
    }
    return found(t, run);
}

static void collect(atlas_task *t, size_t index, const em_fit *fit)
{
    const size_t bytes = t->batch.data->n * sizeof *t->run->label;
    em_status status = EM_OK;

    t->run[index].done = true;
    if (fit) {
        t->run[index].objective = fit->resp->objective;
        t->run[index].label = malloc(bytes);
        if (!t->run[index].label) {
            batch_fail(&t->batch, em_fail_memory(t->batch.error), NULL);
            return;
        }
        memcpy(t->run[index].label, fit->resp->label, bytes);
    }
    while (t->next < t->out->seeds && t->run[t->next].done && status == EM_OK) {
        if (t->run[t->next].label) {
            status = group(t, &t->run[t->next]);
        }
        t->next++;
    }
    if (status != EM_OK) {
        batch_fail(&t->batch, em_fail_memory(t->batch.error), NULL);
    }
}

static void run_task(void *context, size_t index)
{
    atlas_task *t = context;
    em_fit *fit = NULL;

    if (!batch_fit(&t->batch, t->batch.spec->k, t->batch.spec->seed + (uint32_t)index, &fit)) {
        return;
    }
    pthread_mutex_lock(&t->batch.lock);
    collect(t, index, fit);
    batch_count(&t->batch);
    pthread_mutex_unlock(&t->batch.lock);
    em_fit_destroy(fit);
}

static void sort_best_first(em_kind kind, atlas *a)
{
    for (size_t i = 1; i < a->n_solutions; i++) {
        const atlas_solution moving = a->solution[i];
        size_t at = i;
        while (at > 0 && batch_better(kind, moving.objective, a->solution[at - 1].objective)) {
            a->solution[at] = a->solution[at - 1];
            at--;
        }
        a->solution[at] = moving;
    }
}

void atlas_destroy(atlas *a)
{
    if (a) {
        free(a->solution);
        free(a);
    }
}

static void task_finish(atlas_task *t)
{
    for (size_t i = 0; t->run && t->out && i < t->out->seeds; i++) {
        free(t->run[i].label);
    }
    for (size_t i = 0; t->label && t->out && i < t->out->n_solutions; i++) {
        free(t->label[i]);
    }
    free(t->run);
    free(t->label);
    batch_finish(&t->batch);
}

em_status atlas_run(const em_spec *spec, const em_dataset *data, size_t seeds, em_pool *pool,
                    const em_control *control, atlas **out, em_error *error)
{
    atlas_task t = {.next = 0};

    *out = NULL;
    em_status status = em_spec_check(spec, data, error);
    if (status != EM_OK) {
        return status;
    }
    batch_init(&t.batch, spec, data, control, error);
    t.batch.total = seeds;
    t.out = calloc(1, sizeof *t.out);
    t.run = calloc(seeds, sizeof *t.run);
    t.label = calloc(seeds, sizeof *t.label);
    if (t.out) {
        t.out->seeds = seeds;
        t.out->solution = calloc(seeds, sizeof *t.out->solution);
    }
    if (t.out && t.out->solution && t.run && t.label) {
        em_pool_run(pool, seeds, run_task, &t);
        status = t.batch.status;
    } else {
        status = em_fail_memory(error);
    }
    task_finish(&t);
    if (status == EM_OK) {
        sort_best_first(spec->kind, t.out);
        *out = t.out;
    } else {
        atlas_destroy(t.out);
    }
    return status;
}
