/* Points painted and erased in the window. */
#include "dataset_copy.h"

#include <stdlib.h>
#include <string.h>

static const char ADDED[] = "added";

static size_t count_kept(const em_dataset *data, const bool *drop)
{
    size_t kept = 0;
    for (size_t i = 0; i < data->n; i++)
        kept += !(drop && drop[i]);
    return kept;
}

static void copy_values(const em_dataset *data, const double *add, size_t n_add, const bool *drop,
                        em_dataset *to)
{
    size_t d = data->d, at = 0;
    for (size_t i = 0; i < data->n; i++)
        if (!(drop && drop[i]))
            memcpy(to->x + at++ * d, data->x + i * d, d * sizeof *to->x);
    if (n_add)
        memcpy(to->x + at * d, add, n_add * d * sizeof *to->x);
}

/* Numbered again, so that the order of the classes stays NumPy's with "added" among them. */
static em_status copy_labels(const em_dataset *data, const bool *drop, em_dataset *to,
                             em_error *error)
{
    const char **text = calloc(to->n, sizeof *text);
    if (!text)
        return em_fail_memory(error);
    size_t at = 0;
    for (size_t i = 0; i < data->n; i++)
        if (!(drop && drop[i]))
            text[at++] = data->class_name[data->label[i]];
    while (at < to->n)
        text[at++] = ADDED;
    em_status status = em_dataset_set_labels(to, text, error);
    free(text);
    return status;
}

static em_status copy_features(const em_dataset *data, em_dataset *to, em_error *error)
{
    size_t *column = calloc(data->d, sizeof *column);
    if (!column)
        return em_fail_memory(error);
    for (size_t j = 0; j < data->d; j++)
        column[j] = j;
    em_status status = em_dataset_copy_features(data, column, data->d, to, error);
    free(column);
    return status;
}

em_status em_dataset_edit(const em_dataset *data, const double *add, size_t n_add, const bool *drop,
                          em_dataset **out, em_error *error)
{
    em_dataset *to;
    em_status status =
        em_dataset_create(count_kept(data, drop) + n_add, data->d, false, &to, error);
    if (status != EM_OK)
        return status;
    copy_values(data, add, n_add, drop, to);
    em_dataset_copy_words(data, to);
    to->image_w = data->image_w;
    to->image_h = data->image_h;
    to->added = data->added + n_add;
    to->erased = data->erased + data->n - (to->n - n_add);
    status = copy_features(data, to, error);
    if (status == EM_OK && data->label)
        status = copy_labels(data, drop, to, error);
    if (status == EM_OK)
        status = em_dataset_finish(to, error);
    if (status != EM_OK) {
        em_dataset_destroy(to);
        return status;
    }
    *out = to;
    return EM_OK;
}
