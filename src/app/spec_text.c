#include "app/spec_text.h"

#include "io/io.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static em_status bad_value(em_error *error, const char *name, const char *value,
                           const char *expected)
{
    char quoted[64];
    return em_fail(error, EM_ERR_USAGE, "%s is %s, expected %s", name,
                   io_quote(value, quoted, sizeof quoted), expected);
}

static bool read_count(const char *text, size_t highest, size_t *out)
{
    char *end;
    errno = 0;
    const unsigned long long value = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)text[0]) || *end != '\0' || errno != 0 || value > highest)
        return false;
    *out = (size_t)value;
    return true;
}

static bool read_number(const char *text, double *out)
{
    char *end;
    const double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= 0.0) || value > 1e300)
        return false;
    *out = value;
    return true;
}

static void drop_start(em_spec *spec)
{
    em_spec_finish(spec);
    spec->means_d = 0;
}

void spec_set_start(em_spec *spec, em_init init)
{
    drop_start(spec);
    spec->init = init;
}

static em_init default_start(em_kind kind)
{
    return kind == EM_KMEANS ? EM_INIT_KMEANSPP : kind == EM_GMM ? EM_INIT_KMEANS : EM_INIT_RANDOM;
}

void spec_set_kind(em_spec *spec, em_kind kind)
{
    spec->kind = kind;
    if (kind != EM_GMM) {
        spec->fixed_epsilon = 0.0;
        spec->equal_weights = false;
    }
    if (!em_init_suits(spec->init, kind))
        spec_set_start(spec, default_start(kind));
}

void spec_set_k(em_spec *spec, size_t k)
{
    if (spec->k != k && (spec->points != NULL || spec->means != NULL))
        spec_set_start(spec, EM_INIT_RANDOM);
    spec->k = k;
}

bool spec_uses_seed(const em_spec *spec)
{
    return spec->init != EM_INIT_POINTS && spec->init != EM_INIT_FILE &&
           spec->init != EM_INIT_MANUAL;
}

static em_status set_points(em_spec *spec, const char *list, em_error *error)
{
    size_t count = 1;
    for (const char *c = list; *c != '\0'; c++)
        count += *c == ',';
    size_t *rows = malloc(count * sizeof *rows);
    if (rows == NULL)
        return em_fail_memory(error);
    const char *cursor = list;
    for (size_t i = 0; i < count; i++) {
        char part[24];
        const size_t length = strcspn(cursor, ",");
        if (length >= sizeof part) {
            free(rows);
            return bad_value(error, "points", list, "row numbers with commas, 10,100,300");
        }
        snprintf(part, sizeof part, "%.*s", (int)length, cursor);
        if (!read_count(part, SIZE_MAX / 2, &rows[i])) {
            free(rows);
            return bad_value(error, "points", list, "row numbers with commas, 10,100,300");
        }
        cursor += length + 1;
    }
    spec_set_start(spec, EM_INIT_POINTS);
    spec->points = rows;
    spec->k = count;
    return EM_OK;
}

static em_status set_file(em_spec *spec, const char *path, em_error *error)
{
    double *means = NULL;
    size_t rows = 0, cols = 0;
    const em_status status = io_load_matrix(path, &means, &rows, &cols, error);
    if (status != EM_OK)
        return status;
    char *copy = strdup(path);
    if (copy == NULL) {
        free(means);
        return em_fail_memory(error);
    }
    spec_set_start(spec, EM_INIT_FILE);
    spec->means = means;
    spec->means_d = cols;
    spec->path = copy;
    spec->k = rows;
    return EM_OK;
}

em_status spec_set_init(em_spec *spec, const char *text, em_error *error)
{
    if (strncmp(text, "points:", 7) == 0)
        return set_points(spec, text + 7, error);
    if (strncmp(text, "file:", 5) == 0)
        return set_file(spec, text + 5, error);
    for (int i = 0; i < EM_INIT_COUNT; i++)
        if (i != EM_INIT_POINTS && i != EM_INIT_FILE && i != EM_INIT_MANUAL &&
            strcmp(text, em_init_name((em_init)i)) == 0) {
            spec_set_start(spec, (em_init)i);
            return EM_OK;
        }
    return bad_value(error, "init", text, "a start such as random, k-means++ or points:1,2,3");
}

static em_status set_choice(const char *name, const char *value, const char *const *choice,
                            int count, int *out, em_error *error)
{
    char expected[128] = "";
    for (int i = 0; i < count; i++) {
        if (strcmp(value, choice[i]) == 0) {
            *out = i;
            return EM_OK;
        }
        const size_t used = strlen(expected);
        snprintf(expected + used, sizeof expected - used, "%s%s", i > 0 ? " or " : "", choice[i]);
    }
    return bad_value(error, name, value, expected);
}

static em_status set_word(em_spec *spec, const char *name, const char *value, em_error *error)
{
    static const char *const kinds[] = {"kmeans", "gmm", "bernoulli"};
    static const char *const covs[] = {"full", "tied", "diag", "spherical"};
    static const char *const streams[] = {"sklearn-1.2", "sklearn-1.3"};
    static const char *const empties[] = {"farthest", "keep"};
    static const char *const weights[] = {"free", "equal"};
    int choice = 0;
    em_status status;
    if (strcmp(name, "model") == 0) {
        status = set_choice(name, value, kinds, 3, &choice, error);
        if (status == EM_OK)
            spec_set_kind(spec, (em_kind)choice);
    } else if (strcmp(name, "covariance") == 0) {
        status = set_choice(name, value, covs, 4, &choice, error);
        spec->cov_kind = status == EM_OK ? (em_cov)choice : spec->cov_kind;
    } else if (strcmp(name, "stream") == 0) {
        status = set_choice(name, value, streams, 2, &choice, error);
        spec->stream = status == EM_OK ? (em_stream)choice : spec->stream;
    } else if (strcmp(name, "empty") == 0) {
        status = set_choice(name, value, empties, 2, &choice, error);
        spec->empty = status == EM_OK ? (em_empty)choice : spec->empty;
    } else if (strcmp(name, "weights") == 0) {
        status = set_choice(name, value, weights, 2, &choice, error);
        spec->equal_weights = status == EM_OK ? choice == 1 : spec->equal_weights;
    } else if (strcmp(name, "init") == 0) {
        status = spec_set_init(spec, value, error);
    } else {
        status = em_fail(error, EM_ERR_USAGE, "unknown option %s", name);
    }
    return status;
}

static em_status set_number(em_spec *spec, const char *name, const char *value, em_error *error)
{
    double *const number = strcmp(name, "tol") == 0             ? &spec->tol
                           : strcmp(name, "reg-covar") == 0     ? &spec->reg_covar
                           : strcmp(name, "fixed-epsilon") == 0 ? &spec->fixed_epsilon
                           : strcmp(name, "init-cov") == 0      ? &spec->init_cov
                                                                : NULL;
    if (number == NULL)
        return set_word(spec, name, value, error);
    if (number == &spec->init_cov && strcmp(value, "data") == 0)
        spec->init_cov = 0.0;
    else if (number == &spec->tol && strcmp(value, "default") == 0)
        spec->tol = EM_DEFAULT_TOL;
    else if (!read_number(value, number))
        return bad_value(error, name, value, "a number, 0 or above");
    return EM_OK;
}

em_status spec_set(em_spec *spec, const char *name, const char *value, em_error *error)
{
    char plain[32];
    snprintf(plain, sizeof plain, "%s", name);
    for (char *c = plain; *c != '\0'; c++)
        *c = *c == '_' ? '-' : *c;
    size_t count = 0;
    if (strcmp(plain, "k") == 0) {
        if (!read_count(value, SIZE_MAX / 2, &count) || count < 1)
            return bad_value(error, "K", value, "1 or more");
        spec_set_k(spec, count);
    } else if (strcmp(plain, "seed") == 0) {
        if (!read_count(value, UINT32_MAX, &count))
            return bad_value(error, "seed", value, "0 to 4294967295");
        spec->seed = (uint32_t)count;
    } else if (strcmp(plain, "n-init") == 0) {
        if (!read_count(value, 100000, &count) || count < 1)
            return bad_value(error, "n-init", value, "1 to 100000");
        spec->n_init = count;
    } else if (strcmp(plain, "max-iter") == 0) {
        if (strcmp(value, "default") == 0)
            count = EM_DEFAULT_ITER;
        else if (!read_count(value, 100000000, &count))
            return bad_value(error, "max-iter", value, "0 to 100000000");
        spec->max_iter = count;
    } else {
        return set_number(spec, plain, value, error);
    }
    return EM_OK;
}

static em_status set_pair(em_spec *spec, char *name, char **rest, em_error *error)
{
    char *value = strchr(name, '=');
    if (value != NULL)
        *value++ = '\0';
    else
        value = strtok_r(NULL, " \t", rest);
    if (value == NULL)
        return em_fail(error, EM_ERR_USAGE, "option %s needs a value", name);
    return spec_set(spec, name + strspn(name, "-"), value, error);
}

em_status spec_set_options(em_spec *spec, const char *text, em_error *error)
{
    char *copy = strdup(text), *rest = NULL;
    if (copy == NULL)
        return em_fail_memory(error);
    em_status status = EM_OK;
    for (char *word = strtok_r(copy, " \t", &rest); word != NULL && status == EM_OK;
         word = strtok_r(NULL, " \t", &rest))
        status = set_pair(spec, word, &rest, error);
    free(copy);
    return status;
}

em_status spec_for_data(const em_spec *from, const em_dataset *data, em_spec *out)
{
    const em_status status = em_spec_copy(from, out);
    if (status != EM_OK)
        return status;
    const size_t k = data->label != NULL ? data->classes : strcmp(data->name, "hand") == 0 ? 2 : 3;
    if (out->points != NULL || out->means != NULL)
        spec_set_start(out, default_start(out->kind));
    out->init_cov = 0.0;
    spec_set_k(out, k < data->n ? k : data->n);
    if (strcmp(data->name, "aniso") != 0 || out->kind != EM_GMM || out->cov_kind != EM_COV_FULL)
        return EM_OK;
    out->init_cov = 5.0;
    return spec_set_init(out, "points:10,100,300", NULL);
}
