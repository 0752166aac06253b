/* Silhouettes (Rousseeuw 1987; scikit-learn): a = mean distance to the others of the own cluster, b
 * = the smallest mean distance to another cluster, s = (b - a) / max(a, b), 0 for a point that is
 * alone. */
#include "em/metrics.h"
#include "em/rng.h"

#include "kernel.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_MAX = 10000, LANES = EM_GROUP, ROWS = EM_DISTANCE_ROWS, ROWS_PER_BLOCK = 32 };

typedef struct silhouette_task {
    em_distances_fn *distances;
    size_t n, d, count;
    const double *packed; /* groups of LANES points, feature-major: [group][feature][lane] */
    const size_t *k;      /* count */
    size_t all;           /* sum of k */
    int32_t *label;       /* count x n, of the sample */
    size_t *size;         /* all: points per cluster, labelling after labelling */
    double *score;        /* count x n: one silhouette each */
    double *sums;         /* blocks x ROWS x all: distances from a point to each cluster */
    const em_control *control;
    size_t blocks;
    atomic_size_t done;    /* blocks */
    atomic_flag reporting; /* progress is told by one thread at a time */
} silhouette_task;

static double silhouette_from(const double *sums, const size_t *size, size_t k, size_t own)
{
    double nearest = HUGE_VAL;

    for (size_t c = 0; c < k; c++) {
        if (c != own && size[c] > 0) {
            nearest = fmin(nearest, sums[c] / (double)size[c]);
        }
    }
    if (size[own] < 2 || isinf(nearest)) {
        return 0.0;
    }
    const double a = sums[own] / (double)(size[own] - 1);
    const double larger = fmax(a, nearest);
    return larger > 0.0 ? (nearest - a) / larger : 0.0;
}

/* Adds the distances from one point to the clusters of every labelling. */
static void add_distances(const silhouette_task *t, size_t first, const double *squared,
                          double *sums)
{
    const size_t lanes = t->n - first < LANES ? t->n - first : LANES;
    double distance[LANES];

    for (size_t l = 0; l < lanes; l++) {
        distance[l] = sqrt(squared[l]);
    }
    for (size_t s = 0; s < t->count; sums += t->k[s++]) {
        for (size_t l = 0; l < lanes; l++) {
            sums[t->label[s * t->n + first + l]] += distance[l];
        }
    }
}

static void score_point(const silhouette_task *t, size_t i, const double *sums)
{
    for (size_t s = 0, at = 0; s < t->count; at += t->k[s++]) {
        const size_t own = (size_t)t->label[s * t->n + i];
        t->score[s * t->n + i] = silhouette_from(sums + at, t->size + at, t->k[s], own);
    }
}

static void score_rows(const silhouette_task *t, size_t i, double *sums)
{
    const size_t rows = t->n - i < ROWS ? t->n - i : ROWS;
    const double *self = t->packed + i / LANES * t->d * LANES + i % LANES;
    double squared[ROWS][LANES];

    memset(sums, 0, ROWS * t->all * sizeof *sums);
    for (size_t first = 0; first < t->n; first += LANES) {
        t->distances(t->packed + first * t->d, self, t->d, squared);
        for (size_t r = 0; r < rows; r++) {
            add_distances(t, first, squared[r], sums + r * t->all);
        }
    }
    for (size_t r = 0; r < rows; r++) {
        score_point(t, i + r, sums + r * t->all);
    }
}

static void report_progress(silhouette_task *t)
{
    const size_t done = atomic_fetch_add(&t->done, 1) + 1;

    if (t->control && t->control->progress && !atomic_flag_test_and_set(&t->reporting)) {
        t->control->progress(t->control->context, (double)done / (double)t->blocks);
        atomic_flag_clear(&t->reporting);
    }
}

static void silhouette_block(void *context, size_t block)
{
    silhouette_task *t = context;
    const size_t first = block * ROWS_PER_BLOCK;
    const size_t end = first + ROWS_PER_BLOCK < t->n ? first + ROWS_PER_BLOCK : t->n;

    for (size_t i = first; i < end && !em_control_cancelled(t->control); i += ROWS) {
        score_rows(t, i, t->sums + block * ROWS * t->all);
    }
    report_progress(t);
}

/* Packs the chosen rows, the data's mean subtracted so that large offsets cost no digits. */
static void pack_rows(const em_dataset *data, const size_t *row, size_t n, double *packed)
{
    for (size_t i = 0; i < n; i++) {
        const size_t from = row ? row[i] : i;
        double *at = packed + i / LANES * data->d * LANES + i % LANES;
        for (size_t j = 0; j < data->d; j++) {
            at[j * LANES] = data->x[from * data->d + j] - data->offset[j];
        }
    }
}

static void pack_labels(silhouette_task *t, const int32_t *const *label, const size_t *row)
{
    for (size_t s = 0, at = 0; s < t->count; at += t->k[s++]) {
        for (size_t i = 0; i < t->n; i++) {
            const int32_t c = label[s][row ? row[i] : i];
            t->label[s * t->n + i] = c;
            t->size[at + (size_t)c]++;
        }
    }
}

static em_status sample_rows(size_t n, uint32_t seed, size_t **out)
{
    em_rng rng;

    *out = malloc(n * sizeof **out);
    if (!*out) {
        return EM_ERR_MEMORY;
    }
    em_rng_seed(&rng, seed);
    em_rng_permutation(&rng, n, *out);
    return EM_OK;
}

/* Mean silhouette of labelling s, whose clusters start at size; NAN if it has fewer than two. */
static double mean_score(const silhouette_task *t, size_t s, const size_t *size)
{
    double sum = 0.0;
    size_t clusters = 0;

    for (size_t c = 0; c < t->k[s]; c++) {
        clusters += size[c] > 0;
    }
    for (size_t i = 0; i < t->n; i++) {
        sum += t->score[s * t->n + i];
    }
    return clusters < 2 ? (double)NAN : sum / (double)t->n;
}

em_status em_silhouettes(const em_dataset *data, const int32_t *const *label, const size_t *k,
                         size_t count, uint32_t seed, em_pool *pool, const em_control *control,
                         double *out)
{
    silhouette_task t = {.n = data->n < SAMPLE_MAX ? data->n : SAMPLE_MAX,
                         .d = data->d,
                         .count = count,
                         .k = k,
                         .distances = em_kernels_pick(0)->distances,
                         .control = control,
                         .blocks =
                             (data->n < SAMPLE_MAX ? data->n : SAMPLE_MAX) / ROWS_PER_BLOCK + 1,
                         .reporting = ATOMIC_FLAG_INIT};
    const size_t groups = (t.n + LANES - 1) / LANES;
    size_t *row = NULL;

    for (size_t s = 0; s < count; s++) {
        t.all += k[s];
    }
    double *packed = calloc(groups * t.d * LANES, sizeof *packed);
    t.packed = packed;
    t.score = calloc(count * t.n + t.blocks * ROWS * t.all + 1, sizeof *t.score);
    t.label = malloc((count * t.n + 1) * sizeof *t.label);
    t.size = calloc(t.all + 1, sizeof *t.size);
    em_status status = packed && t.score && t.label && t.size ? EM_OK : EM_ERR_MEMORY;
    if (status == EM_OK && data->n > SAMPLE_MAX) {
        status = sample_rows(data->n, seed, &row);
    }
    if (status == EM_OK) {
        t.sums = t.score + count * t.n;
        pack_rows(data, row, t.n, packed);
        pack_labels(&t, label, row);
        em_pool_run(pool, t.blocks, silhouette_block, &t);
        status = em_control_cancelled(control) ? EM_ERR_INTERRUPTED : EM_OK;
        for (size_t s = 0, at = 0; s < count; at += k[s++]) {
            out[s] = mean_score(&t, s, t.size + at);
        }
    }
    free(row);
    free(t.size);
    free(t.label);
    free(t.score);
    free(packed);
    return status;
}

em_status em_silhouette(const em_dataset *data, const int32_t *label, size_t k, uint32_t seed,
                        em_pool *pool, const em_control *control, double *out)
{
    return em_silhouettes(data, &label, &k, 1, seed, pool, control, out);
}
