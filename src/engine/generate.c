#include "em/generate.h"

#include "shapes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char PREFIX[] = "blobs:";

static em_status make_aniso(em_dataset **out, em_error *error)
{
    return em_make_blobs(
        &(em_blobs){.k = 3,
                    .d = 2,
                    .count = (const size_t[]){150, 100, 200},
                    .centre = (const double[]){-1, -1, 6, 4, 12, 12},
                    .std = (const double[]){1, 0.6, 1.5},
                    .matrix = (const double[]){0.60834549, -0.63667341, -0.40887718, 0.85253229},
                    .seed = 42},
        out, error);
}

static em_status make_blobs(em_dataset **out, em_error *error)
{
    return em_make_blobs(&(em_blobs){.k = 3,
                                     .d = 2,
                                     .count = (const size_t[]){334, 333, 333},
                                     .centre = (const double[]){20, 20, -20, 0, 20, -20},
                                     .std = (const double[]){7, 7, 7},
                                     .seed = 42},
                         out, error);
}

static em_status make_varied(em_dataset **out, em_error *error)
{
    return em_make_blobs(&(em_blobs){.k = 3,
                                     .d = 2,
                                     .count = (const size_t[]){500, 500, 500},
                                     .std = (const double[]){1, 2.5, 0.5},
                                     .seed = 170},
                         out, error);
}

static em_status make_uneven(em_dataset **out, em_error *error)
{
    return em_make_blobs(&(em_blobs){.k = 3,
                                     .d = 2,
                                     .count = (const size_t[]){500, 500, 500},
                                     .std = (const double[]){1, 1, 1},
                                     .keep = (const size_t[]){500, 100, 10},
                                     .seed = 170},
                         out, error);
}

static em_status make_moons(em_dataset **out, em_error *error)
{
    return em_make_moons(500, 0.05, 30, out, error);
}

static em_status make_circles(em_dataset **out, em_error *error)
{
    return em_make_circles(500, 0.5, 0.05, 30, out, error);
}

static em_status make_hand(em_dataset **out, em_error *error)
{
    em_dataset *data;
    em_status status = em_dataset_create(3, 1, false, &data, error);
    if (status != EM_OK)
        return status;
    for (size_t i = 0; i < 3; i++)
        data->x[i] = (double)(i + 1);
    status = em_dataset_finish(data, error);
    *out = data;
    return status;
}

static const struct maker {
    const char *name;
    em_status (*make)(em_dataset **out, em_error *error);
} maker[] = {
    {"aniso", make_aniso},   {"blobs", make_blobs}, {"varied", make_varied},
    {"uneven", make_uneven}, {"moons", make_moons}, {"circles", make_circles},
    {"hand", make_hand},
};

static const struct maker *find_maker(const char *name)
{
    for (size_t i = 0; i < sizeof maker / sizeof *maker; i++)
        if (strcmp(maker[i].name, name) == 0)
            return &maker[i];
    return NULL;
}

/* The values of "blobs:n=..,k=..,d=..,std=..,seed=.."; what is not named keeps its default. */
enum { VALUE_N, VALUE_K, VALUE_D, VALUE_STD, VALUE_SEED, VALUES };

static const struct value_rule {
    const char *name;
    double low, high, fallback;
} value_rule[VALUES] = {
    {"n", 1, 1e8, 1000},         {"k", 1, 1e5, 3}, {"d", 1, 1e5, 2}, {"std", 0, 1e100, 1},
    {"seed", 0, 4294967295, 42},
};

/* Two gigabytes of doubles: more is a slip of the finger. */
static const double MOST_VALUES = 268435456;

/* One "key=value" of len bytes. */
static em_status read_value(const char *text, size_t len, double *value, em_error *error)
{
    char item[64];
    if (len >= sizeof item)
        return em_fail(error, EM_ERR_USAGE, "blobs: '%.20s...' is too long", text);
    memcpy(item, text, len);
    item[len] = '\0';
    char *equals = strchr(item, '='), *end;
    size_t v = 0;
    if (equals)
        *equals = '\0';
    while (v < VALUES && strcmp(value_rule[v].name, item) != 0)
        v++;
    if (!equals || v == VALUES)
        return em_fail(error, EM_ERR_USAGE,
                       "blobs: '%s' found, expected n=, k=, d=, std= or seed=", item);
    const struct value_rule *rule = &value_rule[v];
    double number = strtod(equals + 1, &end);
    bool whole = v == VALUE_STD || number == floor(number);
    if (end == equals + 1 || *end || !whole || !(number >= rule->low && number <= rule->high))
        return em_fail(error, EM_ERR_USAGE,
                       "blobs: %s is '%s', expected a%s number from %.0f to %.10g", rule->name,
                       equals + 1, v == VALUE_STD ? "" : " whole", rule->low, rule->high);
    value[v] = number;
    return EM_OK;
}

static em_status read_values(const char *text, double *value, em_error *error)
{
    for (size_t v = 0; v < VALUES; v++)
        value[v] = value_rule[v].fallback;
    for (const char *at = text;; at++) {
        size_t len = strcspn(at, ",");
        em_status status = read_value(at, len, value, error);
        if (status != EM_OK)
            return status;
        at += len;
        if (!*at)
            break;
    }
    if (value[VALUE_K] > value[VALUE_N])
        return em_fail(error, EM_ERR_USAGE, "blobs: k is %.0f, expected at most n, which is %.0f",
                       value[VALUE_K], value[VALUE_N]);
    if (value[VALUE_N] * value[VALUE_D] > MOST_VALUES)
        return em_fail(error, EM_ERR_USAGE, "blobs: n times d is %.0f, expected at most %.0f",
                       value[VALUE_N] * value[VALUE_D], MOST_VALUES);
    return EM_OK;
}

static em_status make_any_blobs(const char *text, em_dataset **out, em_error *error)
{
    double value[VALUES];
    em_status status = read_values(text, value, error);
    if (status != EM_OK)
        return status;
    size_t n = (size_t)value[VALUE_N], k = (size_t)value[VALUE_K];
    size_t *count = calloc(k, sizeof *count);
    double *std = calloc(k, sizeof *std);
    if (count && std) {
        for (size_t c = 0; c < k; c++) {
            count[c] = n / k + (c < n % k);
            std[c] = value[VALUE_STD];
        }
        status = em_make_blobs(&(em_blobs){.k = k,
                                           .d = (size_t)value[VALUE_D],
                                           .count = count,
                                           .std = std,
                                           .seed = (uint32_t)value[VALUE_SEED]},
                               out, error);
    } else {
        status = em_fail_memory(error);
    }
    free(count);
    free(std);
    return status;
}

bool em_generate_knows(const char *name)
{
    return find_maker(name) || strncmp(name, PREFIX, strlen(PREFIX)) == 0;
}

em_status em_generate(const char *name, em_dataset **out, em_error *error)
{
    const struct maker *known = find_maker(name);
    em_status status;
    if (known)
        status = known->make(out, error);
    else if (strncmp(name, PREFIX, strlen(PREFIX)) == 0)
        status = make_any_blobs(name + strlen(PREFIX), out, error);
    else
        return em_fail(error, EM_ERR_USAGE, "there is no generated data set '%.60s'", name);
    if (status == EM_OK)
        em_dataset_set_name(*out, name);
    return status;
}
