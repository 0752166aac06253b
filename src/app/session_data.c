/* The data of a session file: a name, or the values themselves. */
#include "app/session_json.h"

#include "io/io.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 8000000 };

static bool same_data(const em_dataset *a, const em_dataset *b)
{
    return a->n == b->n && a->d == b->d && a->classes == b->classes &&
           memcmp(a->x, b->x, a->n * a->d * sizeof *a->x) == 0 &&
           (a->label != NULL) == (b->label != NULL) &&
           (a->label == NULL || memcmp(a->label, b->label, a->n * sizeof *a->label) == 0);
}

static bool has_name(const char *name)
{
    return em_builtin_find(name) != NULL || em_generate_knows(name);
}

static bool is_builtin(const em_dataset *data)
{
    const io_options options = IO_OPTIONS_DEFAULT;
    em_dataset *fresh = NULL;
    if (!has_name(data->name) || io_open_data(data->name, &options, &fresh, NULL) != EM_OK)
        return false;
    const bool same = same_data(data, fresh);
    em_dataset_destroy(fresh);
    return same;
}

static json_t *texts(char *const *text, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; list != NULL && i < count; i++)
        json_array_append_new(list, json_string(text[i]));
    return list;
}

static json_t *values_of(const em_dataset *data)
{
    json_t *json = json_pack(
        "{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "name", data->name, "note", data->note,
        "n", (json_int_t)data->n, "d", (json_int_t)data->d, "image_w", (json_int_t)data->image_w,
        "image_h", (json_int_t)data->image_h, "added", (json_int_t)data->added, "erased",
        (json_int_t)data->erased, "x", json_of_numbers(data->x, data->n * data->d));
    if (json == NULL)
        return NULL;
    if (data->feature != NULL)
        json_object_set_new(json, "features", texts(data->feature, data->d));
    if (data->label == NULL)
        return json;
    json_t *labels = json_array();
    for (size_t i = 0; labels != NULL && i < data->n; i++)
        json_array_append_new(labels, json_string(data->class_name[data->label[i]]));
    json_object_set_new(json, "labels", labels);
    return json;
}

em_status json_of_data(const em_dataset *data, json_t **out, em_error *error)
{
    if (is_builtin(data))
        *out = json_pack("{s:s}", "name", data->name);
    else if (data->n > VALUES_MAX / data->d)
        return em_fail(error, EM_ERR_DATA,
                       "the session was not saved: its %zu x %zu values are too many to keep in it",
                       data->n, data->d);
    else
        *out = values_of(data);
    return *out != NULL ? EM_OK : em_fail_memory(error);
}

static em_status take_labels(const json_t *json, em_dataset *data, em_error *error)
{
    const json_t *labels = json_object_get(json, "labels");
    if (labels == NULL)
        return EM_OK;
    const char **text = malloc(data->n * sizeof *text);
    if (text == NULL)
        return em_fail_memory(error);
    em_status status = json_array_size(labels) == data->n ? EM_OK : EM_ERR_FORMAT;
    for (size_t i = 0; i < data->n && status == EM_OK; i++) {
        text[i] = json_string_value(json_array_get(labels, i));
        status = text[i] != NULL ? EM_OK : EM_ERR_FORMAT;
    }
    status = status == EM_OK
                 ? em_dataset_set_labels(data, text, error)
                 : em_fail(error, status,
                           "this session cannot be used: \"labels\" should be %zu texts", data->n);
    free(text);
    return status;
}

static em_status take_features(const json_t *json, em_dataset *data, em_error *error)
{
    const json_t *features = json_object_get(json, "features");
    em_status status = EM_OK;
    for (size_t j = 0; features != NULL && j < data->d && status == EM_OK; j++) {
        const char *name = json_string_value(json_array_get(features, j));
        status =
            name != NULL
                ? em_dataset_set_feature(data, j, name, error)
                : em_fail(error, EM_ERR_FORMAT,
                          "this session cannot be used: \"features\" should be %zu texts", data->d);
    }
    return status;
}

static em_status fill(const json_t *json, em_dataset *data, em_error *error)
{
    double *x = NULL;
    size_t w = 0, h = 0;
    const char *note = NULL;
    em_status status = json_take_numbers(json, "x", data->n * data->d, &x, error);
    if (status != EM_OK)
        return status;
    memcpy(data->x, x, data->n * data->d * sizeof *x);
    free(x);
    status = em_dataset_finish(data, error);
    if (status == EM_OK)
        status = take_features(json, data, error);
    if (status == EM_OK)
        status = take_labels(json, data, error);
    if (status == EM_OK)
        status = json_take_size(json, "image_w", data->d, &w, error);
    if (status == EM_OK)
        status = json_take_size(json, "image_h", data->d, &h, error);
    if (status == EM_OK)
        status = json_take_text(json, "note", &note, error);
    if (status == EM_OK && json_object_get(json, "added") != NULL)
        status = json_take_size(json, "added", VALUES_MAX, &data->added, error);
    if (status == EM_OK && json_object_get(json, "erased") != NULL)
        status = json_take_size(json, "erased", VALUES_MAX, &data->erased, error);
    if (status == EM_OK && w * h == data->d) {
        data->image_w = w;
        data->image_h = h;
    }
    if (note != NULL)
        strncpy(data->note, note, sizeof data->note - 1);
    return status;
}

static em_status take_values(const json_t *json, const char *name, em_dataset **out,
                             em_error *error)
{
    size_t n = 0, d = 0;
    em_dataset *data = NULL;
    em_status status = json_take_size(json, "n", VALUES_MAX, &n, error);
    if (status == EM_OK)
        status = json_take_size(json, "d", VALUES_MAX, &d, error);
    if (status == EM_OK && (n == 0 || d == 0 || n > VALUES_MAX / d))
        status = em_fail(error, EM_ERR_FORMAT,
                         "this session cannot be used: it has %zu x %zu values", n, d);
    if (status == EM_OK)
        status = em_dataset_create(n, d, false, &data, error);
    if (status != EM_OK)
        return status;
    status = em_dataset_set_name(data, name);
    if (status == EM_OK)
        status = fill(json, data, error);
    if (status != EM_OK) {
        em_dataset_destroy(data);
        return status;
    }
    *out = data;
    return EM_OK;
}

em_status json_to_data(const json_t *json, em_dataset **out, em_error *error)
{
    const io_options options = IO_OPTIONS_DEFAULT;
    const char *name = NULL;
    const em_status status = json_take_text(json, "name", &name, error);
    if (status != EM_OK)
        return status;
    if (json_object_get(json, "x") != NULL)
        return take_values(json, name, out, error);
    if (!has_name(name))
        return em_fail(error, EM_ERR_FORMAT,
                       "this session cannot be used: its data set is not built in");
    return io_open_data(name, &options, out, error);
}
