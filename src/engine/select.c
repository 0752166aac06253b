/* How many components: information criteria, silhouette, knee.
 *
 *   silhouette of point i: a = mean distance to the others of its cluster, b = smallest mean
 * distance to another cluster, s = (b - a) / max(a, b), 0 if it is alone (Rousseeuw 1987;
 * scikit-learn). */
#include "em/metrics.h"
#include "em/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_MAX = 10000, LANES = 8, ROWS_PER_BLOCK = 32 };

static const double KNEE_MIN = 0.15; /* smallest distance below the chord that is called an elbow */

double em_bic(double log_likelihood, size_t parameters, size_t n)
{
    return -2.0 * log_likelihood + (double)parameters * log((double)n);
}

double em_aic(double log_likelihood, size_t parameters)
{
    return -2.0 * log_likelihood + 2.0 * (double)parameters;
}

int em_knee(const size_t *ks, const double *value, size_t count)
{
    int best = -1;
    double farthest = 0.0;

    if (count < 3 || ks[count - 1] == ks[0]) {
        return -1;
    }
    double low = value[0], high = value[0];
    for (size_t i = 1; i < count; i++) {
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
    }
    if (!(high > low)) {
        return -1;
    }
    const double range = high - low, span = (double)(ks[count - 1] - ks[0]);
    const double first = (value[0] - low) / range, last = (value[count - 1] - low) / range;
    for (size_t i = 1; i + 1 < count; i++) {
        const double x = (double)(ks[i] - ks[0]) / span;
        const double below = first + (last - first) * x - (value[i] - low) / range;
        if (below > farthest) {
            farthest = below;
            best = (int)i;
        }
    }
    return farthest < KNEE_MIN ? -1 : best;
}

typedef struct silhouette_task {
    size_t n, d, k;
    const double *packed; /* groups of LANES points, feature-major: [group][feature][lane] */
    const int32_t *label; /* n, of the sample */
    const size_t *size;   /* k */
    double *score;        /* n: one silhouette each */
    double *sums;         /* blocks x k scratch */
    size_t blocks;
    const em_control *control;
} silhouette_task;

/* Distances of sample point i to the LANES points of one group; features are added in order. */
static void group_distances(const silhouette_task *t, size_t i, size_t group, double *out)
{
    const double *at = t->packed + group * t->d * LANES;
    const double *self = t->packed + i / LANES * t->d * LANES + i % LANES;
    double sum[LANES] = {0};

    for (size_t j = 0; j < t->d; j++) {
        const double x = self[j * LANES];
        for (size_t l = 0; l < LANES; l++) {
            const double diff = at[j * LANES + l] - x;
            sum[l] += diff * diff;
        }
    }
    for (size_t l = 0; l < LANES; l++) {
        out[l] = sqrt(sum[l]);
    }
}

static double silhouette_of(const silhouette_task *t, size_t i, double *sums)
{
    const size_t own = (size_t)t->label[i];
    double distance[LANES], nearest = INFINITY;

    if (t->size[own] < 2) {
        return 0.0;
    }
    memset(sums, 0, t->k * sizeof *sums);
    for (size_t first = 0; first < t->n; first += LANES) {
        const size_t count = t->n - first < LANES ? t->n - first : LANES;
        group_distances(t, i, first / LANES, distance);
        for (size_t l = 0; l < count; l++) {
            sums[t->label[first + l]] += distance[l];
        }
    }
    for (size_t c = 0; c < t->k; c++) {
        if (c != own && t->size[c] > 0) {
            nearest = fmin(nearest, sums[c] / (double)t->size[c]);
        }
    }
    const double a = sums[own] / (double)(t->size[own] - 1);
    const double larger = fmax(a, nearest);
    return larger > 0.0 ? (nearest - a) / larger : 0.0;
}

static void silhouette_block(void *context, size_t block)
{
    const silhouette_task *t = context;
    const size_t first = block * ROWS_PER_BLOCK;
    const size_t end = first + ROWS_PER_BLOCK < t->n ? first + ROWS_PER_BLOCK : t->n;

    for (size_t i = first; i < end && !em_control_cancelled(t->control); i++) {
        t->score[i] = silhouette_of(t, i, t->sums + block * t->k);
    }
}

/* Packs the chosen rows, the data's mean subtracted so that large offsets cost no digits. */
static void pack_rows(const em_dataset *data, const int32_t *label, const size_t *row, size_t m,
                      double *packed, int32_t *sample)
{
    for (size_t i = 0; i < m; i++) {
        const size_t from = row ? row[i] : i;
        double *at = packed + i / LANES * data->d * LANES + i % LANES;
        for (size_t j = 0; j < data->d; j++) {
            at[j * LANES] = data->x[from * data->d + j] - data->offset[j];
        }
        sample[i] = label[from];
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

static double mean_score(const silhouette_task *t)
{
    double sum = 0.0;
    size_t clusters = 0;

    for (size_t c = 0; c < t->k; c++) {
        clusters += t->size[c] > 0;
    }
    for (size_t i = 0; i < t->n; i++) {
        sum += t->score[i];
    }
    return clusters < 2 ? (double)NAN : sum / (double)t->n;
}

em_status em_silhouette(const em_dataset *data, const int32_t *label, size_t k, uint32_t seed,
                        em_pool *pool, const em_control *control, double *out)
{
    silhouette_task t = {
        .n = data->n < SAMPLE_MAX ? data->n : SAMPLE_MAX, .d = data->d, .k = k, .control = control};
    t.blocks = (t.n + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    const size_t groups = (t.n + LANES - 1) / LANES;
    size_t *row = NULL;
    double *packed = calloc(groups * t.d * LANES, sizeof *packed);
    double *score = calloc(t.n + t.blocks * k, sizeof *score);
    int32_t *sample = malloc(t.n * sizeof *sample);
    size_t *size = calloc(k, sizeof *size);
    em_status status = packed && score && sample && size ? EM_OK : EM_ERR_MEMORY;

    if (status == EM_OK && data->n > SAMPLE_MAX) {
        status = sample_rows(data->n, seed, &row);
    }
    if (status == EM_OK) {
        pack_rows(data, label, row, t.n, packed, sample);
        for (size_t i = 0; i < t.n; i++) {
            size[sample[i]]++;
        }
        t.packed = packed;
        t.label = sample;
        t.size = size;
        t.score = score;
        t.sums = score + t.n;
        em_pool_run(pool, t.blocks, silhouette_block, &t);
        status = em_control_cancelled(control) ? EM_ERR_INTERRUPTED : EM_OK;
        *out = mean_score(&t);
    }
    free(row);
    free(size);
    free(sample);
    free(score);
    free(packed);
    return status;
}
