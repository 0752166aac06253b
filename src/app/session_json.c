#include "app/session_json.h"

#include "session/run_options.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const streams[] = {"sklearn-1.2", "sklearn-1.3"};

json_t *json_of_numbers(const double *values, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; list != NULL && i < count; i++)
        if (json_array_append_new(list, json_real(values[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static em_status wrong(em_error *error, const char *key, const char *expected)
{
    return em_fail(error, EM_ERR_FORMAT, "this session cannot be used: \"%s\" should be %s", key,
                   expected);
}

em_status json_take_size(const json_t *object, const char *key, size_t most, size_t *out,
                         em_error *error)
{
    const json_t *value = json_object_get(object, key);
    char expected[64];
    if (json_is_integer(value) && json_integer_value(value) >= 0 &&
        (unsigned long long)json_integer_value(value) <= most) {
        *out = (size_t)json_integer_value(value);
        return EM_OK;
    }
    snprintf(expected, sizeof expected, "a whole number from 0 to %zu", most);
    return wrong(error, key, expected);
}

em_status json_take_number(const json_t *object, const char *key, double low, double high,
                           double *out, em_error *error)
{
    const json_t *value = json_object_get(object, key);
    char expected[64];
    if (json_is_number(value) && json_number_value(value) >= low &&
        json_number_value(value) <= high) {
        *out = json_number_value(value);
        return EM_OK;
    }
    snprintf(expected, sizeof expected, "a number from %g to %g", low, high);
    return wrong(error, key, expected);
}

em_status json_take_text(const json_t *object, const char *key, const char **out, em_error *error)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value) || strlen(json_string_value(value)) != json_string_length(value))
        return wrong(error, key, "a text");
    *out = json_string_value(value);
    return EM_OK;
}

em_status json_take_numbers(const json_t *object, const char *key, size_t count, double **out,
                            em_error *error)
{
    const json_t *list = json_object_get(object, key);
    char expected[64];
    snprintf(expected, sizeof expected, "a list of %zu numbers", count);
    if (!json_is_array(list) || json_array_size(list) != count)
        return wrong(error, key, expected);
    double *values = malloc((count > 0 ? count : 1) * sizeof *values);
    if (values == NULL)
        return em_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_array_get(list, i);
        values[i] = json_number_value(value);
        if (!json_is_number(value) || !isfinite(values[i])) {
            free(values);
            return wrong(error, key, expected);
        }
    }
    *out = values;
    return EM_OK;
}

static json_t *json_of_points(const em_spec *spec)
{
    json_t *list = json_array();
    for (size_t c = 0; list != NULL && c < spec->k; c++)
        json_array_append_new(list, json_integer((json_int_t)spec->points[c]));
    return list;
}

json_t *json_of_spec(const em_spec *s)
{
    json_t *json = json_pack(
        "{s:s, s:s, s:I, s:s, s:f, s:I, s:I, s:s, s:f, s:s, s:f, s:b}", "model",
        em_kind_name(s->kind), "covariance", em_cov_name(s->cov_kind), "k", (json_int_t)s->k,
        "init", em_init_name(s->init), "init_cov", s->init_cov, "seed", (json_int_t)s->seed,
        "n_init", (json_int_t)s->n_init, "stream", streams[s->stream], "reg_covar", s->reg_covar,
        "empty", s->empty == EM_EMPTY_KEEP ? "keep" : "farthest", "fixed_epsilon", s->fixed_epsilon,
        "equal_weights", (int)s->equal_weights);
    if (json == NULL)
        return NULL;
    if (s->max_iter != EM_DEFAULT_ITER)
        json_object_set_new(json, "max_iter", json_integer((json_int_t)s->max_iter));
    if (s->tol >= 0.0)
        json_object_set_new(json, "tol", json_real(s->tol));
    if (s->points != NULL)
        json_object_set_new(json, "points", json_of_points(s));
    if (s->means != NULL) {
        json_object_set_new(json, "means_d", json_integer((json_int_t)s->means_d));
        json_object_set_new(json, "means", json_of_numbers(s->means, s->k * s->means_d));
    }
    if (s->path != NULL)
        json_object_set_new(json, "path", json_string(s->path));
    return json;
}

static em_status take_rows(const json_t *json, em_spec *spec, em_error *error)
{
    double *rows = NULL;
    const em_status status = json_take_numbers(json, "points", spec->k, &rows, error);
    if (status != EM_OK)
        return status;
    spec->points = malloc(spec->k * sizeof *spec->points);
    for (size_t c = 0; spec->points != NULL && c < spec->k; c++)
        spec->points[c] = rows[c] >= 0.0 && rows[c] < 9e15 ? (size_t)rows[c] : SIZE_MAX;
    free(rows);
    return spec->points != NULL ? EM_OK : em_fail_memory(error);
}

static em_status take_means(const json_t *json, em_spec *spec, em_error *error)
{
    size_t d = 0;
    em_status status = json_take_size(json, "means_d", 1000000, &d, error);
    if (status == EM_OK && (d == 0 || spec->k > SIZE_MAX / 8 / d))
        status = wrong(error, "means_d", "the number of features");
    if (status == EM_OK)
        status = json_take_numbers(json, "means", spec->k * d, &spec->means, error);
    spec->means_d = spec->means != NULL ? d : 0;
    const char *path = NULL;
    if (status == EM_OK && spec->init == EM_INIT_FILE)
        status = json_take_text(json, "path", &path, error);
    if (path != NULL && (spec->path = strdup(path)) == NULL)
        status = em_fail_memory(error);
    return status;
}

static em_status take_start(const json_t *json, em_spec *spec, em_error *error)
{
    const char *name = NULL;
    em_status status = json_take_text(json, "init", &name, error);
    if (status != EM_OK)
        return status;
    int init = 0;
    while (init < EM_INIT_COUNT && strcmp(name, em_init_name((em_init)init)) != 0)
        init++;
    if (init == EM_INIT_COUNT)
        return wrong(error, "init", "the name of a start");
    spec->init = (em_init)init;
    if (spec->init == EM_INIT_POINTS)
        return take_rows(json, spec, error);
    if (spec->init == EM_INIT_FILE || spec->init == EM_INIT_MANUAL)
        return take_means(json, spec, error);
    return EM_OK;
}

static em_status take_words(const json_t *json, em_spec *spec, em_error *error)
{
    static const int options[] = {RUN_MODEL, RUN_COVARIANCE, RUN_STREAM, RUN_EMPTY};
    run_options words;
    run_options_init(&words);
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        const run_option *option = &run_option_list[options[i]];
        const char *value = NULL;
        const em_status status = json_take_text(json, option->name, &value, error);
        if (status != EM_OK)
            return status;
        if (!option->set(&words, value))
            return wrong(error, option->name, option->allowed);
    }
    em_spec_init(spec, words.spec.kind);
    spec->cov_kind = words.spec.cov_kind;
    spec->stream = words.spec.stream;
    spec->empty = words.spec.empty;
    return EM_OK;
}

static em_status take_limits(const json_t *json, em_spec *spec, em_error *error)
{
    em_status status = json_take_number(json, "init_cov", 0.0, 1e300, &spec->init_cov, error);
    if (status == EM_OK)
        status = json_take_number(json, "reg_covar", 0.0, 1e300, &spec->reg_covar, error);
    if (status == EM_OK)
        status = json_take_number(json, "fixed_epsilon", 0.0, 1e300, &spec->fixed_epsilon, error);
    if (status == EM_OK && json_object_get(json, "tol") != NULL)
        status = json_take_number(json, "tol", 0.0, 1e300, &spec->tol, error);
    if (status == EM_OK && json_object_get(json, "max_iter") != NULL)
        status = json_take_size(json, "max_iter", 100000000, &spec->max_iter, error);
    spec->equal_weights = json_is_true(json_object_get(json, "equal_weights"));
    return status;
}

em_status json_to_spec(const json_t *json, em_spec *spec, em_error *error)
{
    size_t seed = 0;
    em_spec_init(spec, EM_GMM);
    em_status status = json_is_object(json) ? EM_OK : wrong(error, "spec", "an object");
    if (status == EM_OK)
        status = take_words(json, spec, error);
    if (status == EM_OK)
        status = json_take_size(json, "k", 1000000, &spec->k, error);
    if (status == EM_OK)
        status = json_take_size(json, "seed", UINT32_MAX, &seed, error);
    if (status == EM_OK)
        status = json_take_size(json, "n_init", 100000, &spec->n_init, error);
    spec->seed = (uint32_t)seed;
    if (status == EM_OK)
        status = take_limits(json, spec, error);
    if (status == EM_OK)
        status = take_start(json, spec, error);
    if (status != EM_OK)
        em_spec_finish(spec);
    return status;
}
