#include "cli/bench_case.h"

#include "em/rng.h"
#include "io/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WARM = 3 };

double bench_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void bench_sort(double *value, size_t count)
{
    qsort(value, count, sizeof *value, by_value);
}

bench_line bench_value_line(const char *name, double *value, size_t count, const char *unit,
                            bench_sense sense, double goal)
{
    bench_sort(value, count);
    return (bench_line){name, value[count / 2], value[0], value[count - 1], unit, sense, goal};
}

bench_line bench_time_line(const char *name, double *seconds, size_t count)
{
    bench_sort(seconds, count);
    const bool small = seconds[count / 2] < 1e-3;
    for (size_t t = 0; t < count; t++)
        seconds[t] *= small ? 1e6 : 1e3;
    return bench_value_line(name, seconds, count, small ? "us" : "ms", BENCH_NO_GOAL, 0);
}

static bool is_reached(const bench_line *line)
{
    switch (line->sense) {
    case BENCH_MEDIAN_AT_MOST: return line->median <= line->goal;
    case BENCH_WORST_AT_MOST: return line->max <= line->goal;
    case BENCH_MEDIAN_AT_LEAST: return line->median >= line->goal;
    default: return true;
    }
}

const char *bench_heading(char *buffer, size_t size)
{
    snprintf(buffer, size, "%-30s %10s %10s %10s %-4s  %-14s %s", "", "median", "smallest",
             "largest", "", "goal", "reached");
    return buffer;
}

const char *bench_text(const bench_line *line, char *buffer, size_t size)
{
    static const char *const sign[] = {"", "<= ", "worst <= ", ">= "};
    char goal[40] = "";
    if (line->sense != BENCH_NO_GOAL)
        snprintf(goal, sizeof goal, "  %s%.6g", sign[line->sense], line->goal);
    const char *reached = line->sense == BENCH_NO_GOAL ? "" : is_reached(line) ? " yes" : " no";
    snprintf(buffer, size, "%-30s %10.5g %10.5g %10.5g %-*s%-*s%s", line->name, line->median,
             line->min, line->max, *goal ? 4 : 0, line->unit, *goal ? 16 : 0, goal, reached);
    return buffer;
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

em_dataset *bench_data(const char *name)
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

bool bench_open(bench_state *s, const bench_case *of, const em_dataset *data, size_t threads)
{
    em_kind kind = of->kind;
    *s = (bench_state){.of = of, .data = data};
    em_spec_init(&s->spec, kind);
    s->spec.cov_kind = of->cov_kind;
    s->spec.k = of->k;
    return em_pool_create(threads, &s->pool, NULL) == EM_OK &&
           em_params_create(kind, of->cov_kind, of->k, data->d, &s->params, NULL) == EM_OK &&
           em_resp_create(kind, data->n, of->k, &s->resp, NULL) == EM_OK &&
           em_work_create(&s->spec, data, s->pool, &s->work, NULL) == EM_OK;
}

void bench_close(bench_state *s)
{
    em_work_destroy(s->work);
    em_resp_destroy(s->resp);
    em_params_destroy(s->params);
    em_pool_destroy(s->pool);
    em_spec_finish(&s->spec);
    *s = (bench_state){0};
}

bool bench_steps(bench_state *s, size_t iterations, double *seconds)
{
    static em_m_report report;
    start(s->params, s->data);
    for (size_t t = 0; t < iterations + WARM; t++) {
        double before = bench_clock();
        em_status status = em_e_step(s->params, s->data, s->work, s->resp, NULL);
        if (status == EM_OK)
            status = em_m_step(s->resp, s->data, s->work, s->params, &report);
        if (t >= WARM)
            seconds[t - WARM] = bench_clock() - before;
        if (status != EM_OK)
            return false;
    }
    return true;
}
