#include "cli/bench_engine.h"

#include "em/fit.h"
#include "em/generate.h"
#include "em/rng.h"
#include "io/io.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ITERATIONS_MAX = 400, WARM = 3 };

typedef struct bench_case {
    const char *name, *data; /* "noisy" and "noisy bits": the MNIST test images seven times */
    em_kind kind;
    em_cov cov_kind;
    size_t k, threads, iterations;
    bool large; /* left out unless asked for */
} bench_case;

static const char million[] = "blobs:n=1000000,k=8,d=2,std=1,seed=42";

static const bench_case cases[] = {
    {"kmeans-1m", million, EM_KMEANS, EM_COV_FULL, 8, 0, 30, false},
    {"kmeans-1m-one-thread", million, EM_KMEANS, EM_COV_FULL, 8, 1, 30, false},
    {"kmeans-10m", "blobs:n=10000000,k=8,d=2,std=1,seed=42", EM_KMEANS, EM_COV_FULL, 8, 0, 15,
     true},
    {"kmeans-1000", "blobs", EM_KMEANS, EM_COV_FULL, 3, 1, 400, false},
    {"kmeans-digits", "digits", EM_KMEANS, EM_COV_FULL, 10, 0, 200, false},
    {"kmeans-70000x784", "noisy", EM_KMEANS, EM_COV_FULL, 10, 0, 12, true},
    {"gmm-full-1m", million, EM_GMM, EM_COV_FULL, 8, 0, 15, false},
    {"gmm-full-1m-one-thread", million, EM_GMM, EM_COV_FULL, 8, 1, 15, false},
    {"gmm-tied-1m", million, EM_GMM, EM_COV_TIED, 8, 0, 15, false},
    {"gmm-diag-1m", million, EM_GMM, EM_COV_DIAG, 8, 0, 15, false},
    {"gmm-spherical-1m", million, EM_GMM, EM_COV_SPHERICAL, 8, 0, 15, false},
    {"gmm-full-450", "aniso", EM_GMM, EM_COV_FULL, 3, 1, 400, false},
    {"gmm-full-digits", "digits", EM_GMM, EM_COV_FULL, 10, 0, 100, false},
    {"gmm-tied-digits", "digits", EM_GMM, EM_COV_TIED, 10, 0, 100, false},
    {"gmm-diag-70000x784", "noisy", EM_GMM, EM_COV_DIAG, 10, 0, 12, true},
    {"bernoulli-70000x784", "noisy bits", EM_BERNOULLI, EM_COV_FULL, 10, 0, 15, true},
    {"bernoulli-digits", "digits bits", EM_BERNOULLI, EM_COV_FULL, 10, 0, 200, false},
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bench_line summary(const char *name, double *seconds, size_t count)
{
    qsort(seconds, count, sizeof *seconds, by_value);
    bool small = seconds[count / 2] < 1e-3;
    double scale = small ? 1e6 : 1e3;
    return (bench_line){name, seconds[count / 2] * scale, seconds[0] * scale,
                        seconds[count - 1] * scale, small ? "us" : "ms"};
}

/* The MNIST test images `times` over, each pixel with a little noise of its own. */
static em_dataset *noisy(size_t times)
{
    em_dataset *images = NULL, *data = NULL;
    em_rng rng;
    io_options options = IO_OPTIONS_DEFAULT;
    if (io_open_data("mnist", &options, &images, NULL) != EM_OK)
        return NULL;
    size_t len = images->n * images->d;
    if (em_dataset_create(images->n * times, images->d, false, &data, NULL) == EM_OK) {
        em_rng_seed(&rng, 42);
        for (size_t t = 0; t < times * len; t++)
            data->x[t] = images->x[t % len] + em_rng_uniform(&rng, 0, 1.0 / 255);
        em_dataset_finish(data, NULL);
    }
    em_dataset_destroy(images);
    return data;
}

static em_dataset *open_case(const char *name)
{
    em_dataset *data = NULL, *bits = NULL;
    io_options options = IO_OPTIONS_DEFAULT;
    if (strncmp(name, "noisy", 5) == 0)
        data = noisy(7);
    else if (strcmp(name, "digits bits") == 0)
        io_open_data("digits", &options, &data, NULL);
    else
        io_open_data(name, &options, &data, NULL);
    if (!data || !strstr(name, "bits"))
        return data;
    em_prepare how = {.binarize = true};
    em_dataset_prepare(data, &how, &bits, NULL);
    em_dataset_destroy(data);
    return bits;
}

/* Every row but one in n/k; mixtures start with equal weights and the data's mean variance. */
static void start(em_params *p, const em_dataset *data)
{
    double variance = 0;
    for (size_t j = 0; j < data->d; j++)
        variance += data->variance[j] / (double)data->d;
    for (size_t c = 0; c < p->k; c++) {
        const double *x = data->x + c * (data->n / p->k) * data->d;
        for (size_t j = 0; j < p->d; j++)
            p->mean[c * p->d + j] = p->kind == EM_BERNOULLI ? 0.25 + 0.5 * x[j] : x[j];
        if (p->weight)
            p->weight[c] = 1 / (double)p->k;
    }
    size_t len = p->cov ? em_cov_len(p->cov_kind, p->k, p->d) : 0;
    bool whole = p->cov_kind == EM_COV_FULL || p->cov_kind == EM_COV_TIED;
    for (size_t t = 0; t < len; t++)
        p->cov[t] = !whole || t % (p->d * p->d) % (p->d + 1) == 0 ? variance : 0;
}

typedef struct bench_state {
    em_dataset *data;
    em_spec spec;
    em_pool *pool;
    em_params *params;
    em_resp *resp[2];
    em_work *work;
} bench_state;

static bool open_state(bench_state *s, const bench_case *each, em_dataset *data, size_t threads)
{
    em_kind kind = each->kind;
    *s = (bench_state){.data = data};
    em_spec_init(&s->spec, kind);
    s->spec.cov_kind = each->cov_kind;
    s->spec.k = each->k;
    return em_pool_create(threads ? threads : each->threads, &s->pool, NULL) == EM_OK &&
           em_params_create(kind, each->cov_kind, each->k, data->d, &s->params, NULL) == EM_OK &&
           em_resp_create(kind, data->n, each->k, &s->resp[0], NULL) == EM_OK &&
           (kind != EM_KMEANS ||
            em_resp_create(kind, data->n, each->k, &s->resp[1], NULL) == EM_OK) &&
           em_work_create(&s->spec, data, s->pool, &s->work, NULL) == EM_OK;
}

static void close_state(bench_state *s)
{
    em_work_destroy(s->work);
    em_resp_destroy(s->resp[0]);
    em_resp_destroy(s->resp[1]);
    em_params_destroy(s->params);
    em_pool_destroy(s->pool);
    em_spec_finish(&s->spec);
}

/* Whole iterations: E, the count of changed labels (K-means, whose test needs it), M. */
static bool time_steps(bench_state *s, size_t iterations, double *seconds)
{
    static em_m_report report;
    size_t changed = 0;
    start(s->params, s->data);
    for (size_t t = 0; t < iterations + WARM; t++) {
        em_resp *resp = s->resp[s->resp[1] ? t % 2 : 0];
        double before = now();
        em_status status = em_e_step(s->params, s->data, s->work, resp, NULL);
        if (s->resp[1])
            changed += em_resp_changed(s->resp[0], s->resp[1]);
        if (status == EM_OK)
            status = em_m_step(resp, s->data, s->work, s->params, &report);
        if (t >= WARM)
            seconds[t - WARM] = now() - before;
        if (status != EM_OK)
            return false;
    }
    return changed != SIZE_MAX;
}

static bool run_case(const bench_case *each, em_dataset *data, size_t threads, bench_line *line)
{
    double seconds[ITERATIONS_MAX];
    bench_state state;
    bool good =
        open_state(&state, each, data, threads) && time_steps(&state, each->iterations, seconds);
    if (good)
        *line = summary(each->name, seconds, each->iterations);
    close_state(&state);
    return good;
}

enum { ELBOW_KS = 8, RESTARTS = 10, ROUNDS = 7 };

typedef struct elbow_job {
    const em_dataset *data;
    bool failed[ELBOW_KS * RESTARTS];
} elbow_job;

static void elbow_fit(void *context, size_t block)
{
    elbow_job *job = context;
    em_fit *fit = NULL;
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.k = ELBOW_KS - block / RESTARTS; /* the longest first */
    spec.seed = (uint32_t)(block % RESTARTS);
    job->failed[block] = em_fit_run(&spec, job->data, NULL, NULL, &fit, NULL) != EM_OK;
    em_fit_destroy(fit);
    em_spec_finish(&spec);
}

/* K = 1..8, ten k-means++ restarts each, to convergence; one run a thread. */
static bool run_elbow(em_dataset *data, size_t threads, bench_line *line)
{
    double seconds[ROUNDS];
    em_pool *pool;
    bool good = true;
    if (em_pool_create(threads, &pool, NULL) != EM_OK)
        return false;
    for (size_t t = 0; t < ROUNDS; t++) {
        elbow_job job = {.data = data};
        double before = now();
        em_pool_run(pool, ELBOW_KS * RESTARTS, elbow_fit, &job);
        seconds[t] = now() - before;
        for (size_t b = 0; b < ELBOW_KS * RESTARTS; b++)
            good = good && !job.failed[b];
    }
    *line = summary("elbow", seconds, ROUNDS);
    em_pool_destroy(pool);
    return good;
}

static bool wanted(const bench_case *each, const char *only)
{
    return only ? strstr(each->name, only) != NULL : !each->large;
}

bool bench_engine(const char *only, size_t threads,
                  void (*report)(void *context, const bench_line *line), void *context)
{
    em_dataset *data = NULL;
    const char *opened = "";
    bool good = true;
    bench_line line;
    for (size_t i = 0; i < sizeof cases / sizeof *cases && good; i++) {
        if (!wanted(&cases[i], only))
            continue;
        if (strcmp(opened, cases[i].data) != 0) {
            em_dataset_destroy(data);
            data = open_case(cases[i].data);
            opened = cases[i].data;
        }
        good = data && run_case(&cases[i], data, threads, &line);
        if (good)
            report(context, &line);
    }
    em_dataset_destroy(data);
    if (!good || (only && !strstr("elbow", only)))
        return good;
    data = open_case("blobs");
    good = data && run_elbow(data, threads, &line);
    if (good)
        report(context, &line);
    em_dataset_destroy(data);
    return good;
}
