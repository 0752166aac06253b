/* Rows and columns chosen, values standardised and binarised (spec: keep-labels, features, limit,
 * standardise, binarise). */
#include "dataset_copy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows and columns that stay; arrays of n and d entries. */
typedef struct selection {
    size_t *row, *column;
    size_t n, d;
} selection;

static void selection_finish(selection *s)
{
    free(s->row);
    free(s->column);
}

/* Calls the entries between commas one by one; false when text is used up. */
static bool next_item(const char **text, const char **item, size_t *len)
{
    if (!*text)
        return false;
    *item = *text;
    *len = strcspn(*text, ",");
    *text = (*text)[*len] ? *text + *len + 1 : NULL;
    return true;
}

static bool item_is(const char *item, size_t len, const char *name)
{
    return strlen(name) == len && memcmp(item, name, len) == 0;
}

static em_status choose_classes(const em_dataset *data, const char *keep, bool *wanted,
                                em_error *error)
{
    const char *item;
    size_t len;
    while (next_item(&keep, &item, &len)) {
        bool found = false;
        for (size_t t = 0; t < data->classes; t++)
            if (item_is(item, len, data->class_name[t]))
                wanted[t] = found = true;
        if (!found)
            return em_fail(error, EM_ERR_DATA, "%s has no label '%.*s'", data->name,
                           (int)(len < 40 ? len : 40), item);
    }
    return EM_OK;
}

static em_status choose_rows(const em_dataset *data, const em_prepare *how, selection *s,
                             em_error *error)
{
    if (how->keep_labels && !data->label)
        return em_fail(error, EM_ERR_DATA, "%s has no labels to keep", data->name);
    size_t limit = how->limit && how->limit < data->n ? how->limit : data->n;
    bool *wanted = calloc(data->classes + 1, sizeof *wanted);
    if (!wanted)
        return em_fail_memory(error);
    em_status status = EM_OK;
    if (how->keep_labels)
        status = choose_classes(data, how->keep_labels, wanted, error);
    for (size_t i = 0; i < data->n && s->n < limit && status == EM_OK; i++)
        if (!how->keep_labels || wanted[data->label[i]])
            s->row[s->n++] = i;
    free(wanted);
    return status;
}

/* A name first, then a position: a column may be called "2". */
static bool find_feature(const em_dataset *data, const char *item, size_t len, size_t *column)
{
    char name[EM_NAME_MAX], *end;
    for (size_t j = 0; j < data->d; j++)
        if (item_is(item, len, em_dataset_feature_name(data, j, name, sizeof name))) {
            *column = j;
            return true;
        }
    if (len == 0 || len > 9 || strspn(item, "0123456789") < len)
        return false;
    *column = strtoul(item, &end, 10);
    return *column < data->d;
}

static em_status choose_columns(const em_dataset *data, const char *features, selection *s,
                                em_error *error)
{
    const char *item;
    size_t len;
    if (!features)
        while (s->d < data->d) {
            s->column[s->d] = s->d;
            s->d++;
        }
    while (next_item(&features, &item, &len)) {
        int shown = (int)(len < 40 ? len : 40);
        size_t column;
        if (!find_feature(data, item, len, &column))
            return em_fail(error, EM_ERR_DATA, "%s has no feature '%.*s', it has %zu", data->name,
                           shown, item, data->d);
        for (size_t j = 0; j < s->d; j++)
            if (s->column[j] == column)
                return em_fail(error, EM_ERR_DATA, "feature '%.*s' is chosen twice", shown, item);
        s->column[s->d++] = column;
    }
    return EM_OK;
}

static em_status choose(const em_dataset *data, const em_prepare *how, selection *s,
                        em_error *error)
{
    s->row = calloc(data->n, sizeof *s->row);
    s->column = calloc(data->d, sizeof *s->column);
    if (!s->row || !s->column)
        return em_fail_memory(error);
    em_status status = choose_rows(data, how, s, error);
    return status == EM_OK ? choose_columns(data, how->features, s, error) : status;
}

static em_status copy_selected(const em_dataset *data, const selection *s, em_dataset **out,
                               em_error *error)
{
    em_dataset *to;
    em_status status = em_dataset_create(s->n, s->d, data->label != NULL, &to, error);
    if (status != EM_OK)
        return status;
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j < s->d; j++)
            to->x[i * s->d + j] = data->x[s->row[i] * data->d + s->column[j]];
    em_dataset_copy_words(data, to);
    status = em_dataset_copy_features(data, s->column, s->d, to, error);
    if (status == EM_OK && data->label)
        status = em_dataset_copy_labels(data, s->row, to, error);
    if (status != EM_OK) {
        em_dataset_destroy(to);
        return status;
    }
    *out = to;
    return EM_OK;
}

/* Statistics again, after x has changed. */
static em_status refinish(em_dataset *data, em_error *error)
{
    memset(data->offset, 0, data->d * sizeof *data->offset);
    memset(data->variance, 0, data->d * sizeof *data->variance);
    return em_dataset_finish(data, error);
}

static em_status standardize(em_dataset *data, em_error *error)
{
    for (size_t i = 0; i < data->n; i++)
        for (size_t j = 0; j < data->d; j++) {
            double deviation = data->variance[j] > 0.0 ? sqrt(data->variance[j]) : 1.0;
            double *x = &data->x[i * data->d + j];
            *x = (*x - data->offset[j]) / deviation;
        }
    em_dataset_add_note(data, "standardised");
    return refinish(data, error);
}

static em_status binarize(em_dataset *data, const em_prepare *how, em_error *error)
{
    double largest = data->maximum[0];
    for (size_t j = 1; j < data->d; j++)
        largest = fmax(largest, data->maximum[j]);
    double threshold = how->threshold_given ? how->threshold : largest / 2;
    for (size_t i = 0; i < data->n * data->d; i++)
        data->x[i] = data->x[i] > threshold ? 1.0 : 0.0;
    char text[80];
    snprintf(text, sizeof text, "binarised: 1 where a value is above %.6g", threshold);
    em_dataset_add_note(data, text);
    return refinish(data, error);
}

static em_status set_image(const em_dataset *data, const em_prepare *how, em_dataset *to,
                           em_error *error)
{
    if (how->image_w == 0 && how->image_h == 0) {
        to->image_w = how->features ? 0 : data->image_w;
        to->image_h = how->features ? 0 : data->image_h;
        return EM_OK;
    }
    size_t pixels;
    if (__builtin_mul_overflow(how->image_w, how->image_h, &pixels) || pixels != to->d)
        return em_fail(error, EM_ERR_DATA, "images of %zux%zu do not fit rows of %zu values",
                       how->image_w, how->image_h, to->d);
    to->image_w = how->image_w;
    to->image_h = how->image_h;
    return EM_OK;
}

em_status em_dataset_prepare(const em_dataset *data, const em_prepare *how, em_dataset **out,
                             em_error *error)
{
    selection s = {0};
    em_dataset *to = NULL;
    em_status status = choose(data, how, &s, error);
    if (status == EM_OK)
        status = copy_selected(data, &s, &to, error);
    selection_finish(&s);
    if (status == EM_OK)
        status = set_image(data, how, to, error);
    if (status == EM_OK)
        status = em_dataset_finish(to, error);
    if (status == EM_OK && how->standardize)
        status = standardize(to, error);
    if (status == EM_OK && how->binarize)
        status = binarize(to, how, error);
    if (status != EM_OK) {
        em_dataset_destroy(to);
        return status;
    }
    *out = to;
    return EM_OK;
}
