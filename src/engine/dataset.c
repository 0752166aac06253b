#include "em/dataset.h"

#include "lines.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Beyond this a squared distance may overflow. */
static const double HUGE_VALUE_LIMIT = 1e150;

em_status em_dataset_create(size_t n, size_t d, bool labelled, em_dataset **out, em_error *error)
{
    size_t values, bytes;
    if (n == 0 || d == 0)
        return em_fail(error, EM_ERR_DATA,
                       n == 0 ? "there are no points" : "there are no features");
    if (__builtin_mul_overflow(n, d, &values) ||
        __builtin_mul_overflow(values, sizeof(double), &bytes))
        return em_fail_memory(error);
    em_dataset *data = calloc(1, sizeof *data);
    if (!data)
        return em_fail_memory(error);
    data->n = n;
    data->d = d;
    data->x = em_lines(values);
    data->offset = calloc(d, sizeof *data->offset);
    data->variance = calloc(d, sizeof *data->variance);
    data->minimum = calloc(d, sizeof *data->minimum);
    data->maximum = calloc(d, sizeof *data->maximum);
    if (labelled)
        data->label = calloc(n, sizeof *data->label);
    if (!data->x || !data->offset || !data->variance || !data->minimum || !data->maximum ||
        (labelled && !data->label)) {
        em_dataset_destroy(data);
        return em_fail_memory(error);
    }
    *out = data;
    return EM_OK;
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; names && i < count; i++)
        free(names[i]);
    free(names);
}

void em_dataset_destroy(em_dataset *data)
{
    if (!data)
        return;
    free_names(data->feature, data->d);
    free_names(data->class_name, data->classes);
    free(data->label);
    free(data->maximum);
    free(data->minimum);
    free(data->variance);
    free(data->offset);
    free(data->x);
    free(data);
}

static em_status fill_range(em_dataset *data, em_error *error)
{
    size_t d = data->d;
    data->binary = true;
    memcpy(data->minimum, data->x, d * sizeof *data->x);
    memcpy(data->maximum, data->x, d * sizeof *data->x);
    for (size_t i = 0; i < data->n; i++)
        for (size_t j = 0; j < d; j++) {
            double x = data->x[i * d + j];
            if (!isfinite(x)) {
                char name[EM_NAME_MAX];
                return em_fail(error, EM_ERR_DATA, "row %zu, feature %s is not a finite number", i,
                               em_dataset_feature_name(data, j, name, sizeof name));
            }
            if (x < data->minimum[j])
                data->minimum[j] = x;
            if (x > data->maximum[j])
                data->maximum[j] = x;
            if (x != 0.0 && x != 1.0)
                data->binary = false;
        }
    return EM_OK;
}

/* Rows are added from first to last, as NumPy's mean(axis=0) does. scale keeps huge sums finite. */
static void fill_moments(em_dataset *data, double scale)
{
    size_t n = data->n, d = data->d;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < d; j++)
            data->offset[j] += data->x[i * d + j] * scale;
    for (size_t j = 0; j < d; j++)
        data->offset[j] /= (double)n * scale;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < d; j++) {
            double delta = data->x[i * d + j] - data->offset[j];
            data->variance[j] += delta * delta;
        }
    for (size_t j = 0; j < d; j++) {
        data->variance[j] = fmin(data->variance[j] / (double)n, DBL_MAX);
        /* A constant feature has no variance, also where the mean is rounded. */
        if (data->minimum[j] == data->maximum[j]) {
            data->offset[j] = data->minimum[j];
            data->variance[j] = 0.0;
        }
    }
}

em_status em_dataset_finish(em_dataset *data, em_error *error)
{
    em_status status = fill_range(data, error);
    if (status != EM_OK)
        return status;
    double largest = 0.0;
    for (size_t j = 0; j < data->d; j++)
        largest = fmax(largest, fmax(fabs(data->minimum[j]), fabs(data->maximum[j])));
    /* A power of two changes no bit of a mean that does not overflow or underflow. */
    fill_moments(data, largest > HUGE_VALUE_LIMIT ? 0x1p-128 : 1.0);
    if (largest > HUGE_VALUE_LIMIT)
        em_dataset_add_note(data, "values beyond 1e150: squared distances may overflow");
    return EM_OK;
}

em_status em_dataset_set_name(em_dataset *data, const char *name)
{
    snprintf(data->name, sizeof data->name, "%s", name);
    return EM_OK;
}

void em_dataset_add_note(em_dataset *data, const char *text)
{
    size_t used = strlen(data->note);
    if (strstr(data->note, text))
        return;
    snprintf(data->note + used, sizeof data->note - used, "%s%s", used ? "; " : "", text);
}

em_status em_dataset_set_feature(em_dataset *data, size_t j, const char *name, em_error *error)
{
    assert(j < data->d);
    if (!data->feature)
        data->feature = calloc(data->d, sizeof *data->feature);
    char *copy = strdup(name);
    if (!data->feature || !copy) {
        free(copy);
        return em_fail_memory(error);
    }
    free(data->feature[j]);
    data->feature[j] = copy;
    return EM_OK;
}

const char *em_dataset_feature_name(const em_dataset *data, size_t j, char *buffer, size_t size)
{
    if (data->feature && data->feature[j])
        snprintf(buffer, size, "%s", data->feature[j]);
    else
        snprintf(buffer, size, "x%zu", j + 1);
    return buffer;
}
