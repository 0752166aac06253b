/* Ten million points, and many small runs: the elbow. */
#include "cli/bench_case.h"
#include "em/fit.h"
#include "em/rng.h"

#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 7, ELBOW_KS = 8, RESTARTS = 10, MANY = 10000000 };

static const bench_case large = {
    "kmeans-10m", "blobs:n=10000000,k=8,d=2,std=1,seed=42", EM_KMEANS, EM_COV_FULL, 8, 0, 3};
static const bench_case plain = {
    "kmeans-1m", "blobs:n=1000000,k=8,d=2,std=1,seed=42", EM_KMEANS, EM_COV_FULL, 8, 0, 15};

static double time_of_point(bench_state *s, bool *good)
{
    double seconds[BENCH_STEPS_MAX];
    *good = *good && bench_steps(s, s->of->iterations, seconds);
    bench_sort(seconds, s->of->iterations);
    return seconds[s->of->iterations / 2] / (double)s->data->n;
}

bool bench_per_point(bench_report *report, void *context)
{
    double ratio[ROUNDS];
    bench_state many = {0}, few = {0};
    em_dataset *ten = bench_data(large.data), *one = bench_data(plain.data);
    bool good = ten && one && bench_open(&many, &large, ten, 0) && bench_open(&few, &plain, one, 0);
    for (size_t r = 0; r < ROUNDS && good; r++) {
        const double each = time_of_point(&few, &good);
        ratio[r] = time_of_point(&many, &good) / each;
    }
    bench_close(&many);
    bench_close(&few);
    em_dataset_destroy(ten);
    em_dataset_destroy(one);
    if (good) {
        const bench_line line = bench_value_line("kmeans-10m-per-point", ratio, ROUNDS, "x",
                                                 BENCH_MEDIAN_AT_MOST, 1.25);
        report(context, &line);
    }
    return good;
}

/* Eight clouds on a circle, without the labels that no peer keeps. */
static em_dataset *clouds(size_t n)
{
    static const double full_turn = 6.283185307179586;
    em_dataset *data = NULL;
    em_rng rng;
    if (em_dataset_create(n, 2, false, &data, NULL) != EM_OK)
        return NULL;
    em_rng_seed(&rng, 42);
    for (size_t i = 0; i < n; i++) {
        const double angle = full_turn * (double)(i % 8) / 8;
        data->x[2 * i] = 10 * cos(angle) + em_rng_normal(&rng);
        data->x[2 * i + 1] = 10 * sin(angle) + em_rng_normal(&rng);
    }
    em_dataset_finish(data, NULL);
    return data;
}

static bool iterate_clouds(void)
{
    double seconds[BENCH_STEPS_MAX];
    bench_state s = {0};
    em_dataset *data = clouds(MANY);
    const bool good =
        data && bench_open(&s, &large, data, 0) && bench_steps(&s, large.iterations, seconds);
    bench_close(&s);
    em_dataset_destroy(data);
    return good;
}

bool bench_memory(bench_report *report, void *context)
{
    static const double data_mb = MANY * 2 * sizeof(double) / 1e6;
    struct rusage usage;
    int raw;
    const pid_t child = fork();
    if (child == 0)
        _exit(iterate_clouds() ? 0 : 1);
    if (child < 0 || wait4(child, &raw, 0, &usage) < 0 || !WIFEXITED(raw) || WEXITSTATUS(raw) != 0)
        return false;
    double mb = (double)usage.ru_maxrss * 1024 / 1e6;
    const bench_line line = bench_value_line("kmeans-10m-memory", &mb, 1, "MB",
                                             BENCH_MEDIAN_AT_MOST, 1.3 * data_mb + 60);
    report(context, &line);
    return true;
}

typedef struct elbow_job {
    const em_dataset *data;
    double j[ELBOW_KS * RESTARTS]; /* not finite: failed */
} elbow_job;

static void elbow_fit(void *context, size_t block)
{
    elbow_job *job = context;
    em_fit *fit = NULL;
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.k = ELBOW_KS - block / RESTARTS; /* the longest first */
    spec.seed = (uint32_t)(block % RESTARTS);
    const em_status status = em_fit_run(&spec, job->data, NULL, NULL, &fit, NULL);
    job->j[block] = status == EM_OK ? fit->resp->objective : (double)INFINITY;
    em_fit_destroy(fit);
    em_spec_finish(&spec);
}

/* K = 1..8, ten k-means++ restarts each, to convergence; one run a thread. */
bool bench_elbow(size_t threads, bench_report *report, void *context)
{
    double seconds[ROUNDS], best = (double)INFINITY;
    em_dataset *data = bench_data("blobs");
    em_pool *pool = NULL;
    bool good = data && em_pool_create(threads, &pool, NULL) == EM_OK;
    for (size_t t = 0; t < ROUNDS && good; t++) {
        elbow_job job = {.data = data};
        const double before = bench_clock();
        em_pool_run(pool, ELBOW_KS * RESTARTS, elbow_fit, &job);
        seconds[t] = bench_clock() - before;
        for (size_t b = 0; b < ELBOW_KS * RESTARTS; b++)
            good = good && isfinite(job.j[b]);
        for (size_t b = 0; b < RESTARTS; b++)
            best = fmin(best, job.j[b]);
    }
    em_pool_destroy(pool);
    em_dataset_destroy(data);
    if (good) {
        bench_line line = bench_time_line("elbow", seconds, ROUNDS);
        report(context, &line);
        line = bench_value_line("elbow-j-at-8", &best, 1, "J", BENCH_MEDIAN_AT_MOST, 48800);
        report(context, &line);
    }
    return good;
}
