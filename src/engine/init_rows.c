/* Starts that take rows of the data, or places among them. */
#include "init.h"

#include "kmeans.h"

#include <stdlib.h>
#include <string.h>

static void copy_row(const em_dataset *data, size_t row, double *mean)
{
    memcpy(mean, data->x + row * data->d, data->d * sizeof *mean);
}

/* choice(N, K, replace=False); since scikit-learn 1.3 with p = 1/N, which draws otherwise. */
em_status em_init_random(const em_draw *draw, double *mean)
{
    size_t n = draw->data->n, k = draw->spec->k;
    size_t *row = calloc(k, sizeof *row);
    void *scratch = calloc(n, 2 * sizeof(double));
    em_status status = EM_OK;
    if (!row || !scratch)
        status = em_fail_memory(draw->error);
    else if (draw->spec->stream == EM_STREAM_SKLEARN_1_3)
        em_rng_choice_uniform_p(draw->rng, n, k, scratch, row);
    else
        em_rng_choice(draw->rng, n, k, scratch, row);
    for (size_t c = 0; c < k && status == EM_OK; c++)
        copy_row(draw->data, row[c], mean + c * draw->data->d);
    free(scratch);
    free(row);
    return status;
}

em_status em_init_points(const em_draw *draw, double *mean)
{
    for (size_t c = 0; c < draw->spec->k; c++)
        copy_row(draw->data, draw->spec->points[c], mean + c * draw->data->d);
    return EM_OK;
}

em_status em_init_given(const em_draw *draw, double *mean)
{
    memcpy(mean, draw->spec->means, draw->spec->k * draw->data->d * sizeof *mean);
    return EM_OK;
}

/* Means of the labels; a label with one row is that row, bit for bit. */
static void fill_means(const em_draw *draw, const int32_t *label, size_t *count, double *mean)
{
    const em_dataset *data = draw->data;
    size_t d = data->d, k = draw->spec->k;
    memset(mean, 0, k * d * sizeof *mean);
    for (size_t i = 0; i < data->n; i++) {
        size_t c = (size_t)label[i];
        count[c]++;
        for (size_t j = 0; j < d; j++)
            mean[c * d + j] += data->x[i * d + j] - data->offset[j];
    }
    for (size_t c = 0; c < k; c++)
        for (size_t j = 0; j < d && count[c] > 0; j++)
            mean[c * d + j] = data->offset[j] + mean[c * d + j] / (double)count[c];
    for (size_t i = 0; i < data->n; i++)
        if (count[label[i]] == 1)
            copy_row(data, i, mean + (size_t)label[i] * d);
}

/* randint(0, K, N) labels; a label nobody drew takes the row randint(N), in component order. */
em_status em_init_partition(const em_draw *draw, double *mean)
{
    size_t n = draw->data->n, k = draw->spec->k;
    int32_t *label = calloc(n, sizeof *label);
    size_t *count = calloc(k, sizeof *count);
    em_status status = EM_OK;
    if (label && count) {
        em_rng_fill_randint(draw->rng, k, n, label);
        fill_means(draw, label, count, mean);
        for (size_t c = 0; c < k; c++)
            if (count[c] == 0)
                copy_row(draw->data, em_rng_randint(draw->rng, n), mean + c * draw->data->d);
    } else {
        status = em_fail_memory(draw->error);
    }
    free(label);
    free(count);
    return status;
}

/* Lowers each point's distance to the nearest centre and returns the farthest point, lowest row
 * at ties. */
static size_t farthest_row(const em_dataset *data, const double *centre, double *nearest)
{
    size_t best = 0;
    for (size_t i = 0; i < data->n; i++) {
        double distance = em_square_distance(data->x + i * data->d, centre, data->d);
        if (distance < nearest[i])
            nearest[i] = distance;
        if (nearest[i] > nearest[best])
            best = i;
    }
    return best;
}

em_status em_init_farthest(const em_draw *draw, double *mean)
{
    const em_dataset *data = draw->data;
    double *nearest = calloc(data->n, sizeof *nearest);
    if (!nearest)
        return em_fail_memory(draw->error);
    for (size_t i = 0; i < data->n; i++)
        nearest[i] = 2.0 * EM_DISTANCE_CAP;
    em_status status = EM_OK;
    size_t row = em_rng_randint(draw->rng, data->n);
    for (size_t c = 0; c < draw->spec->k && status == EM_OK; c++) {
        copy_row(data, row, mean + c * data->d);
        if (em_control_cancelled(draw->control))
            status = em_fail(draw->error, EM_ERR_INTERRUPTED, "interrupted");
        else if (c + 1 < draw->spec->k)
            row = farthest_row(data, mean + c * data->d, nearest);
    }
    free(nearest);
    return status;
}

/* uniform(min, max, (K, D)) */
em_status em_init_uniform(const em_draw *draw, double *mean)
{
    const em_dataset *data = draw->data;
    for (size_t c = 0; c < draw->spec->k; c++)
        for (size_t j = 0; j < data->d; j++)
            mean[c * data->d + j] = em_rng_uniform(draw->rng, data->minimum[j], data->maximum[j]);
    return EM_OK;
}
