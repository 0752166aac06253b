#include "cli/bench_engine.h"

#include "cli/bench_case.h"

#include <string.h>
#include <unistd.h>

static const char million[] = "blobs:n=1000000,k=8,d=2,std=1,seed=42";

/* Cases with the same data stand together: it is opened once. */
static const bench_case cases[] = {
    {"kmeans-10m", "blobs:n=10000000,k=8,d=2,std=1,seed=42", EM_KMEANS, EM_COV_FULL, 8, 0, 15},
    {"kmeans-1m", million, EM_KMEANS, EM_COV_FULL, 8, 0, 30},
    {"kmeans-1m-one-thread", million, EM_KMEANS, EM_COV_FULL, 8, 1, 30},
    {"gmm-full-1m", million, EM_GMM, EM_COV_FULL, 8, 0, 15},
    {"gmm-full-1m-one-thread", million, EM_GMM, EM_COV_FULL, 8, 1, 15},
    {"gmm-tied-1m", million, EM_GMM, EM_COV_TIED, 8, 0, 15},
    {"gmm-diag-1m", million, EM_GMM, EM_COV_DIAG, 8, 0, 15},
    {"gmm-spherical-1m", million, EM_GMM, EM_COV_SPHERICAL, 8, 0, 15},
    {"kmeans-1000", "blobs", EM_KMEANS, EM_COV_FULL, 3, 1, 400},
    {"gmm-full-450", "aniso", EM_GMM, EM_COV_FULL, 3, 1, 400},
    {"kmeans-digits", "digits", EM_KMEANS, EM_COV_FULL, 10, 0, 200},
    {"gmm-full-digits", "digits", EM_GMM, EM_COV_FULL, 10, 0, 100},
    {"gmm-tied-digits", "digits", EM_GMM, EM_COV_TIED, 10, 0, 100},
    {"bernoulli-digits", "digits bits", EM_BERNOULLI, EM_COV_FULL, 10, 0, 200},
    {"kmeans-70000x784", "noisy", EM_KMEANS, EM_COV_FULL, 10, 0, 12},
    {"gmm-diag-70000x784", "noisy", EM_GMM, EM_COV_DIAG, 10, 0, 12},
    {"bernoulli-70000x784", "noisy bits", EM_BERNOULLI, EM_COV_FULL, 10, 0, 15},
};

/* The rows that compare an iteration with itself under other circumstances. */
typedef bool compare_fn(const bench_case *of, const em_dataset *data, bench_report *report,
                        void *context);
typedef struct comparison {
    bench_case of;
    compare_fn *run;
} comparison;

static const comparison comparisons[] = {
    {{"kmeans-1m-two-threads", million, EM_KMEANS, EM_COV_FULL, 8, 0, 15}, bench_threads},
    {{"gmm-full-1m-two-threads", million, EM_GMM, EM_COV_FULL, 8, 0, 10}, bench_threads},
    {{"kmeans-1m-busy", million, EM_KMEANS, EM_COV_FULL, 8, 0, 60}, bench_busy},
    {{"kmeans-1000-busy", "blobs", EM_KMEANS, EM_COV_FULL, 3, 0, 400}, bench_busy},
    {{"kmeans-digits-busy", "digits", EM_KMEANS, EM_COV_FULL, 10, 0, 400}, bench_busy},
};

typedef struct engine_run {
    const char *only;
    bool exact; /* `only` is a case's whole name */
    bench_report *report;
    void *context;
    em_dataset *data;
    const char *opened; /* name of data */
} engine_run;

static bool is_wanted(const engine_run *r, const char *name)
{
    if (!r->only)
        return true;
    return r->exact ? strcmp(name, r->only) == 0 : strstr(name, r->only) != NULL;
}

static bool is_case(const char *name)
{
    for (size_t i = 0; name && i < sizeof cases / sizeof *cases; i++) {
        if (strcmp(cases[i].name, name) == 0)
            return true;
    }
    return false;
}

static bool has_data(engine_run *r, const char *name)
{
    if (!r->data || strcmp(r->opened, name) != 0) {
        em_dataset_destroy(r->data);
        r->data = bench_data(name);
        r->opened = name;
    }
    return r->data != NULL;
}

static bool run_case(engine_run *r, const bench_case *each, size_t threads)
{
    double seconds[BENCH_STEPS_MAX];
    bench_state state;
    if (!has_data(r, each->data))
        return false;
    const bool good = bench_open(&state, each, r->data, threads ? threads : each->threads) &&
                      bench_steps(&state, each->iterations, seconds);
    bench_close(&state);
    if (good) {
        const bench_line line = bench_time_line(each->name, seconds, each->iterations);
        r->report(r->context, &line);
    }
    return good;
}

static bool run_comparisons(engine_run *r)
{
    bool good = true;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons && good; i++) {
        const comparison *each = &comparisons[i];
        if (is_wanted(r, each->of.name))
            good =
                has_data(r, each->of.data) && each->run(&each->of, r->data, r->report, r->context);
    }
    return good;
}

bool bench_engine(const char *only, size_t threads, bench_report *report, void *context)
{
    engine_run r = {only, is_case(only), report, context, NULL, ""};
    bool good = !is_wanted(&r, "kmeans-10m-memory") || bench_memory(report, context);
    for (size_t i = 0; i < sizeof cases / sizeof *cases && good; i++) {
        if (is_wanted(&r, cases[i].name))
            good = run_case(&r, &cases[i], threads);
    }
    if (good && sysconf(_SC_NPROCESSORS_ONLN) > 1)
        good = run_comparisons(&r);
    em_dataset_destroy(r.data);
    if (good && is_wanted(&r, "kmeans-10m-per-point"))
        good = bench_per_point(report, context);
    if (good && is_wanted(&r, "elbow"))
        good = bench_elbow(threads, report, context);
    return good;
}
