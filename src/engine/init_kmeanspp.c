/* scikit-learn's greedy k-means++ (sklearn/cluster/_kmeans.py, _kmeans_plusplus):
 * each next centre is the best of 2 + int(ln K) candidates drawn with probability proportional to
 * D^2, the squared distance to the nearest centre so far; best = smallest potential sum D^2. */
#include "init.h"

#include "kmeans.h"
#include "mathx.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 2048 };

typedef struct greedy {
    const em_dataset *data;
    size_t trials;
    size_t *candidate;  /* trials rows */
    double *potential;  /* trials */
    double *closest;    /* n: D^2 */
    double *trial;      /* trials x n: what D^2 would become */
    const double *from; /* closest, or NULL for the first centre */
} greedy;

static void try_block(void *context, size_t block)
{
    const greedy *g = context;
    size_t d = g->data->d, n = g->data->n, end = (block + 1) * BLOCK;
    for (size_t t = 0; t < g->trials; t++) {
        const double *centre = g->data->x + g->candidate[t] * d;
        for (size_t i = block * BLOCK; i < n && i < end; i++) {
            double distance = em_square_distance(g->data->x + i * d, centre, d);
            if (g->from && g->from[i] < distance)
                distance = g->from[i];
            g->trial[t * n + i] = distance;
        }
    }
}

/* Pairwise, as NumPy sums: a draw is compared with a share of this number. */
static double pairwise_sum(const double *value, size_t n)
{
    if (n > 128)
        return pairwise_sum(value, n / 2) + pairwise_sum(value + n / 2, n - n / 2);
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += value[i];
    return sum;
}

static void running_sums(const double *value, size_t n, double *sums)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sums[i] = sum += value[i];
}

/* searchsorted(sums, x): how many entries are < x; at most n - 1. */
static size_t search_left(const double *sums, size_t n, double x)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sums[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n ? low : n - 1;
}

/* The running sums borrow the first row of trial, which is about to be written anyway. */
static void draw_candidates(greedy *g, em_rng *rng, double current)
{
    size_t n = g->data->n;
    running_sums(g->closest, n, g->trial);
    for (size_t t = 0; t < g->trials; t++)
        g->candidate[t] = search_left(g->trial, n, em_rng_random(rng) * current);
}

static void try_candidates(greedy *g, em_pool *pool)
{
    size_t n = g->data->n;
    em_pool_run(pool, (n + BLOCK - 1) / BLOCK, try_block, g);
    for (size_t t = 0; t < g->trials; t++)
        g->potential[t] = pairwise_sum(g->trial + t * n, n);
}

/* Makes the best candidate the next centre; returns its row and leaves its potential in *current.
 */
static size_t take_best(greedy *g, double *current)
{
    size_t best = 0, n = g->data->n;
    for (size_t t = 1; t < g->trials; t++)
        if (g->potential[t] < g->potential[best])
            best = t;
    *current = g->potential[best];
    memcpy(g->closest, g->trial + best * n, n * sizeof *g->closest);
    g->from = g->closest;
    return g->candidate[best];
}

/* randint(N); since scikit-learn 1.3 choice(N, p=1/N). sums holds n values. */
static size_t first_row(const em_draw *draw, double *sums)
{
    size_t n = draw->data->n;
    if (draw->spec->stream == EM_STREAM_SKLEARN_1_2)
        return em_rng_randint(draw->rng, n);
    for (size_t i = 0; i < n; i++)
        sums[i] = 1.0 / (double)n;
    running_sums(sums, n, sums);
    double total = sums[n - 1];
    for (size_t i = 0; i < n; i++)
        sums[i] /= total;
    return em_rng_choice_cdf(draw->rng, n, sums);
}

static em_status choose_rows(const em_draw *draw, greedy *g, double *mean)
{
    size_t d = g->data->d, all = g->trials;
    double current = 0.0;
    for (size_t c = 0; c < draw->spec->k; c++) {
        if (em_control_cancelled(draw->control))
            return em_fail(draw->error, EM_ERR_INTERRUPTED, "interrupted");
        g->trials = c == 0 ? 1 : all;
        if (c == 0)
            g->candidate[0] = first_row(draw, g->trial);
        else
            draw_candidates(g, draw->rng, current);
        try_candidates(g, draw->pool);
        size_t row = take_best(g, &current);
        memcpy(mean + c * d, g->data->x + row * d, d * sizeof *mean);
    }
    return EM_OK;
}

em_status em_init_kmeanspp(const em_draw *draw, double *mean)
{
    size_t n = draw->data->n, trials = 2 + (size_t)em_log((double)draw->spec->k);
    greedy g = {.data = draw->data, .trials = trials};
    g.candidate = calloc(trials, sizeof *g.candidate);
    g.potential = calloc(trials, sizeof *g.potential);
    g.closest = calloc(n, sizeof *g.closest);
    if (n <= SIZE_MAX / trials)
        g.trial = calloc(n * trials, sizeof *g.trial);
    em_status status;
    if (g.candidate && g.potential && g.closest && g.trial)
        status = choose_rows(draw, &g, mean);
    else
        status = em_fail_memory(draw->error);
    free(g.trial);
    free(g.closest);
    free(g.potential);
    free(g.candidate);
    return status;
}
