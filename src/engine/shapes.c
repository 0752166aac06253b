#include "shapes.h"

#include "em/rng.h"
#include "mathx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double PI = 0x1.921fb54442d18p+1;

static void swap_rows(em_dataset *data, size_t a, size_t b)
{
    double *x = data->x + a * data->d, *y = data->x + b * data->d;
    for (size_t j = 0; j < data->d; j++) {
        double kept = x[j];
        x[j] = y[j];
        y[j] = kept;
    }
    int32_t label = data->label[a];
    data->label[a] = data->label[b];
    data->label[b] = label;
}

/* As shuffling an index and taking the rows in its order, without a second copy of the data. */
static void shuffle_rows(em_rng *rng, em_dataset *data)
{
    for (size_t i = data->n; i-- > 1;)
        swap_rows(data, i, em_rng_randint(rng, i + 1));
}

/* Classes are called "0", "1", ... */
static em_status name_classes(em_dataset *data, size_t classes)
{
    data->class_name = calloc(classes, sizeof *data->class_name);
    if (!data->class_name)
        return EM_ERR_MEMORY;
    for (size_t t = 0; t < classes; t++) {
        char name[24];
        snprintf(name, sizeof name, "%zu", t);
        data->class_name[t] = strdup(name);
        if (!data->class_name[t])
            return EM_ERR_MEMORY;
        data->classes = t + 1;
    }
    return EM_OK;
}

static em_status finish(em_dataset *data, size_t classes, em_dataset **out, em_error *error)
{
    em_status status = name_classes(data, classes);
    if (status == EM_OK)
        status = em_dataset_finish(data, error);
    else
        em_fail_memory(error);
    if (status != EM_OK) {
        em_dataset_destroy(data);
        return status;
    }
    *out = data;
    return EM_OK;
}

static void draw_blobs(const em_blobs *how, em_rng *rng, const double *centre, em_dataset *data)
{
    size_t i = 0, d = how->d;
    for (size_t c = 0; c < how->k; c++)
        for (size_t m = 0; m < how->count[c]; m++, i++) {
            data->label[i] = (int32_t)c;
            for (size_t j = 0; j < d; j++)
                data->x[i * d + j] = centre[c * d + j] + how->std[c] * em_rng_normal(rng);
        }
}

/* The first keep[c] rows of each label, label by label; the data set shrinks. */
static em_status keep_first(em_dataset *data, const size_t *keep, size_t k)
{
    size_t d = data->d, kept = 0;
    double *x = calloc(data->n * d, sizeof *x);
    int32_t *label = calloc(data->n, sizeof *label);
    if (!x || !label) {
        free(x);
        free(label);
        return EM_ERR_MEMORY;
    }
    for (size_t c = 0; c < k; c++)
        for (size_t i = 0, found = 0; i < data->n && found < keep[c]; i++)
            if (data->label[i] == (int32_t)c) {
                memcpy(x + kept * d, data->x + i * d, d * sizeof *x);
                label[kept++] = (int32_t)c;
                found++;
            }
    free(data->x);
    free(data->label);
    data->x = x;
    data->label = label;
    data->n = kept;
    return EM_OK;
}

/* x <- x M, row by row; row holds d values. */
static void multiply_rows(em_dataset *data, const double *matrix, double *row)
{
    size_t d = data->d;
    for (size_t i = 0; i < data->n; i++) {
        double *x = data->x + i * d;
        memcpy(row, x, d * sizeof *row);
        for (size_t j = 0; j < d; j++) {
            x[j] = 0.0;
            for (size_t l = 0; l < d; l++)
                x[j] += row[l] * matrix[l * d + j];
        }
    }
}

em_status em_make_blobs(const em_blobs *how, em_dataset **out, em_error *error)
{
    size_t n = 0, k = how->k, d = how->d;
    for (size_t c = 0; c < k; c++)
        n += how->count[c];
    em_dataset *data;
    em_status status = em_dataset_create(n, d, true, &data, error);
    if (status != EM_OK)
        return status;
    double *centre = calloc(k * d, sizeof *centre);
    if (!centre) {
        em_dataset_destroy(data);
        return em_fail_memory(error);
    }
    em_rng rng;
    em_rng_seed(&rng, how->seed);
    for (size_t i = 0; i < k * d; i++)
        centre[i] = how->centre ? how->centre[i] : em_rng_uniform(&rng, -10.0, 10.0);
    draw_blobs(how, &rng, centre, data);
    shuffle_rows(&rng, data);
    if (how->matrix)
        multiply_rows(data, how->matrix, centre);
    if (how->keep)
        status = keep_first(data, how->keep, k);
    free(centre);
    if (status != EM_OK) {
        em_dataset_destroy(data);
        return em_fail_memory(error);
    }
    return finish(data, k, out, error);
}

static em_status shuffle_and_blur(em_dataset *data, double noise, uint32_t seed, em_dataset **out,
                                  em_error *error)
{
    em_rng rng;
    em_rng_seed(&rng, seed);
    shuffle_rows(&rng, data);
    for (size_t i = 0; i < data->n * data->d; i++)
        data->x[i] += noise * em_rng_normal(&rng);
    return finish(data, 2, out, error);
}

static void set_row(em_dataset *data, size_t i, double x, double y, int32_t label)
{
    data->x[2 * i] = x;
    data->x[2 * i + 1] = y;
    data->label[i] = label;
}

em_status em_make_moons(size_t n, double noise, uint32_t seed, em_dataset **out, em_error *error)
{
    size_t outer = n / 2, inner = n - outer;
    em_dataset *data;
    em_status status = em_dataset_create(n, 2, true, &data, error);
    if (status != EM_OK)
        return status;
    /* linspace(0, pi, m) ends on pi itself. */
    for (size_t i = 0; i < outer; i++) {
        double t = i + 1 == outer ? PI : (double)i * (PI / (double)(outer - 1));
        set_row(data, i, em_cos(t), em_sin(t), 0);
    }
    for (size_t i = 0; i < inner; i++) {
        double t = i + 1 == inner ? PI : (double)i * (PI / (double)(inner - 1));
        set_row(data, outer + i, 1.0 - em_cos(t), 1.0 - em_sin(t) - 0.5, 1);
    }
    return shuffle_and_blur(data, noise, seed, out, error);
}

em_status em_make_circles(size_t n, double factor, double noise, uint32_t seed, em_dataset **out,
                          em_error *error)
{
    size_t outer = n / 2, inner = n - outer;
    em_dataset *data;
    em_status status = em_dataset_create(n, 2, true, &data, error);
    if (status != EM_OK)
        return status;
    for (size_t i = 0; i < outer; i++) {
        double t = (double)i * (2.0 * PI / (double)outer);
        set_row(data, i, em_cos(t), em_sin(t), 0);
    }
    for (size_t i = 0; i < inner; i++) {
        double t = (double)i * (2.0 * PI / (double)inner);
        set_row(data, outer + i, em_cos(t) * factor, em_sin(t) * factor, 1);
    }
    return shuffle_and_blur(data, noise, seed, out, error);
}
