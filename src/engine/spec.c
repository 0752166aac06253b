#include "em/spec.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void em_spec_init(em_spec *spec, em_kind kind)
{
    *spec = (em_spec){.kind = kind,
                      .cov_kind = EM_COV_FULL,
                      .k = 3,
                      .init = EM_INIT_KMEANSPP,
                      .seed = 42,
                      .n_init = 1,
                      .max_iter = EM_DEFAULT_ITER,
                      .tol = EM_DEFAULT_TOL,
                      .reg_covar = 1e-6};
    if (kind == EM_GMM)
        spec->init = EM_INIT_KMEANS;
    else if (kind == EM_BERNOULLI)
        spec->init = EM_INIT_RANDOM;
}

static bool copy_block(const void *from, size_t bytes, void **to)
{
    *to = NULL;
    if (!from)
        return true;
    *to = malloc(bytes ? bytes : 1);
    if (!*to)
        return false;
    memcpy(*to, from, bytes);
    return true;
}

em_status em_spec_copy(const em_spec *from, em_spec *to)
{
    void *points = NULL, *means = NULL, *path = NULL;
    if (!copy_block(from->points, from->k * sizeof *from->points, &points) ||
        !copy_block(from->means, from->k * from->means_d * sizeof *from->means, &means) ||
        !copy_block(from->path, from->path ? strlen(from->path) + 1 : 0, &path)) {
        free(points);
        free(means);
        return EM_ERR_MEMORY;
    }
    *to = *from;
    to->points = points;
    to->means = means;
    to->path = path;
    return EM_OK;
}

void em_spec_finish(em_spec *spec)
{
    free(spec->points);
    free(spec->means);
    free(spec->path);
    spec->points = NULL;
    spec->means = NULL;
    spec->path = NULL;
}

static bool same_block(const void *a, const void *b, size_t bytes)
{
    return a && b ? memcmp(a, b, bytes) == 0 : a == b;
}

static bool same_numbers(const em_spec *a, const em_spec *b)
{
    return a->init_cov == b->init_cov && a->tol == b->tol && a->reg_covar == b->reg_covar &&
           a->fixed_epsilon == b->fixed_epsilon && a->equal_weights == b->equal_weights &&
           a->max_iter == b->max_iter && a->seed == b->seed && a->n_init == b->n_init;
}

bool em_spec_equal(const em_spec *a, const em_spec *b)
{
    if (a->kind != b->kind || a->cov_kind != b->cov_kind || a->k != b->k || a->init != b->init ||
        a->stream != b->stream || a->empty != b->empty || !same_numbers(a, b))
        return false;
    if (a->means_d != b->means_d || !same_block(a->points, b->points, a->k * sizeof *a->points) ||
        !same_block(a->means, b->means, a->k * a->means_d * sizeof *a->means))
        return false;
    return a->path && b->path ? strcmp(a->path, b->path) == 0 : a->path == b->path;
}

size_t em_spec_max_iter(const em_spec *spec)
{
    if (spec->max_iter != EM_DEFAULT_ITER)
        return spec->max_iter;
    return spec->kind == EM_KMEANS ? 300 : 100;
}

double em_spec_tol(const em_spec *spec)
{
    if (spec->tol >= 0.0)
        return spec->tol;
    return spec->kind == EM_KMEANS ? 1e-4 : 1e-3;
}

static em_status check_number(const char *name, double value, em_error *error)
{
    if (isfinite(value) && value >= 0.0)
        return EM_OK;
    return em_fail(error, EM_ERR_USAGE, "%s is %g, expected a finite number, 0 or above", name,
                   value);
}

static em_status check_usage(const em_spec *s, em_error *error)
{
    if (s->k < 1)
        return em_fail(error, EM_ERR_USAGE, "K is 0, expected 1 or more");
    if (s->n_init < 1)
        return em_fail(error, EM_ERR_USAGE, "n-init is 0, expected 1 or more");
    if (!em_init_suits(s->init, s->kind))
        return em_fail(error, EM_ERR_USAGE, "the start '%s' is for mixtures, the model is kmeans",
                       em_init_name(s->init));
    if (s->init == EM_INIT_POINTS && !s->points)
        return em_fail(error, EM_ERR_USAGE, "the start 'points' needs %zu rows", s->k);
    if ((s->init == EM_INIT_FILE || s->init == EM_INIT_MANUAL) && !s->means)
        return em_fail(error, EM_ERR_USAGE, "the start '%s' needs %zu means", em_init_name(s->init),
                       s->k);
    if (s->fixed_epsilon != 0.0 && s->kind != EM_GMM)
        return em_fail(error, EM_ERR_USAGE,
                       "a fixed epsilon is for the Gaussian mixture, "
                       "the model is %s",
                       em_kind_name(s->kind));
    if (s->equal_weights && !(s->fixed_epsilon > 0.0))
        return em_fail(error, EM_ERR_USAGE, "equal weights need a fixed epsilon");
    em_status status = check_number("init-cov", s->init_cov, error);
    if (status == EM_OK && s->tol != EM_DEFAULT_TOL)
        status = check_number("tol", s->tol, error);
    if (status == EM_OK)
        status = check_number("reg-covar", s->reg_covar, error);
    if (status == EM_OK)
        status = check_number("fixed-epsilon", s->fixed_epsilon, error);
    return status;
}

static em_status check_means(const em_spec *s, const em_dataset *data, em_error *error)
{
    if (s->means_d != data->d)
        return em_fail(error, EM_ERR_DATA,
                       "the means of the start have %zu columns, the data has %zu", s->means_d,
                       data->d);
    for (size_t i = 0; i < s->k * s->means_d; i++) {
        double value = s->means[i];
        bool ok = isfinite(value) && (s->kind != EM_BERNOULLI || (value >= 0.0 && value <= 1.0));
        if (!ok)
            return em_fail(error, EM_ERR_DATA,
                           "the start has %g in row %zu, column %zu, expected %s", value,
                           i / s->means_d + 1, i % s->means_d + 1,
                           s->kind == EM_BERNOULLI ? "a probability" : "a finite number");
    }
    return EM_OK;
}

em_status em_spec_check(const em_spec *spec, const em_dataset *data, em_error *error)
{
    em_status status = check_usage(spec, error);
    if (status != EM_OK || !data)
        return status;
    if (spec->k > data->n)
        return em_fail(error, EM_ERR_DATA, "K is %zu, but %s has only %zu point%s", spec->k,
                       data->name, data->n, data->n == 1 ? "" : "s");
    if (spec->kind == EM_GMM && data->n < 2)
        return em_fail(error, EM_ERR_DATA,
                       "a Gaussian mixture needs at least 2 points, %s has 1: its variance is 0",
                       data->name);
    if (spec->kind == EM_BERNOULLI && !data->binary)
        return em_fail(error, EM_ERR_DATA,
                       "a Bernoulli mixture needs values 0 and 1, %s has others: binarise it first",
                       data->name);
    for (size_t c = 0; spec->init == EM_INIT_POINTS && c < spec->k; c++)
        if (spec->points[c] >= data->n)
            return em_fail(error, EM_ERR_DATA, "there is no row %zu: %s has rows 0 to %zu",
                           spec->points[c], data->name, data->n - 1);
    if (spec->init == EM_INIT_FILE || spec->init == EM_INIT_MANUAL)
        return check_means(spec, data, error);
    return EM_OK;
}

bool em_init_suits(em_init init, em_kind kind)
{
    bool mixtures_only = init == EM_INIT_KMEANS || init == EM_INIT_RESPONSIBILITIES;
    return init < EM_INIT_COUNT && (kind != EM_KMEANS || !mixtures_only);
}

const char *em_init_name(em_init init)
{
    static const char *const names[EM_INIT_COUNT] = {
        "random", "k-means++", "partition", "farthest",         "uniform",
        "points", "file",      "k-means",   "responsibilities", "manual"};
    return init < EM_INIT_COUNT ? names[init] : "";
}

const char *em_stop_name(em_stop stop)
{
    static const char *const names[] = {"",         "unchanged", "tolerance",
                                        "max_iter", "steps",     "collapse"};
    return stop <= EM_STOP_COLLAPSE ? names[stop] : "";
}

const char *em_spec_init_text(const em_spec *spec, char *buffer, size_t size)
{
    assert(size > 0);
    if (spec->init == EM_INIT_FILE && spec->path) {
        snprintf(buffer, size, "file:%s", spec->path);
        return buffer;
    }
    snprintf(buffer, size, "%s", em_init_name(spec->init));
    if (spec->init != EM_INIT_POINTS || !spec->points)
        return buffer;
    size_t used = strlen(buffer);
    for (size_t c = 0; c < spec->k && used < size; c++)
        used +=
            (size_t)snprintf(buffer + used, size - used, "%c%zu", c ? ',' : ':', spec->points[c]);
    return buffer;
}
