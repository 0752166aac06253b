#include "app/spec_text.h"

#include "session/run_options.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void spec_set_start(em_spec *spec, em_init init)
{
    em_spec_finish(spec);
    spec->means_d = 0;
    spec->init = init;
}

static em_init default_start(em_kind kind)
{
    em_spec spec;
    em_spec_init(&spec, kind);
    return spec.init;
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
    if (spec->k != k && !spec_uses_seed(spec))
        spec_set_start(spec, EM_INIT_RANDOM);
    spec->k = k;
}

bool spec_uses_seed(const em_spec *spec)
{
    return spec->init != EM_INIT_POINTS && spec->init != EM_INIT_FILE &&
           spec->init != EM_INIT_MANUAL;
}

/* "reg_covar=1e-3" is short for "--reg-covar 1e-3". */
static char *long_form(const char *text)
{
    const size_t size = strlen(text) + 3;
    char *copy = malloc(size);
    if (copy == NULL)
        return NULL;
    const size_t name = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
    snprintf(copy, size, "%s%s", name > 0 && text[name] == '=' ? "--" : "", text);
    for (char *c = copy; name > 0 && *c != '=' && *c != '\0' && text[name] == '='; c++)
        *c = *c == '_' ? '-' : *c;
    return copy;
}

/* The start of made replaces that of *spec. */
static void move_start(em_spec *made, em_spec *spec)
{
    spec_set_start(spec, made->init);
    spec->k = made->k;
    spec->points = made->points;
    spec->means = made->means;
    spec->means_d = made->means_d;
    spec->path = made->path;
    made->points = NULL;
    made->means = NULL;
    made->path = NULL;
}

static void copy_given(const run_options *o, const em_spec *made, em_spec *spec)
{
    const struct {
        int option;
        size_t offset, size;
    } field[] = {
#define FIELD(option, name) {option, offsetof(em_spec, name), sizeof spec->name}
        FIELD(RUN_COVARIANCE, cov_kind),
        FIELD(RUN_INIT_COV, init_cov),
        FIELD(RUN_SEED, seed),
        FIELD(RUN_N_INIT, n_init),
        FIELD(RUN_STREAM, stream),
        FIELD(RUN_MAX_ITER, max_iter),
        FIELD(RUN_TOL, tol),
        FIELD(RUN_REG_COVAR, reg_covar),
        FIELD(RUN_EMPTY, empty),
        FIELD(RUN_FIXED_EPSILON, fixed_epsilon),
        FIELD(RUN_WEIGHTS, equal_weights),
#undef FIELD
    };
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++)
        if (run_options_has(o, field[i].option))
            memcpy((char *)spec + field[i].offset, (const char *)made + field[i].offset,
                   field[i].size);
}

/* The options are read as those of a run of the same model and K, then what they gave is taken. */
static em_status read_over(em_spec *spec, const em_dataset *data, char *text, em_error *error)
{
    char k[24];
    run_options o;
    em_spec made;
    run_options_init(&o);
    em_status status = run_options_read(&o, text, error);
    if (status != EM_OK)
        return status;
    const bool model = run_options_has(&o, RUN_MODEL), start = run_options_has(&o, RUN_INIT);
    const bool counted = run_options_has(&o, RUN_K);
    snprintf(k, sizeof k, "%zu", spec->k);
    if (!model)
        status = run_options_set(&o, RUN_MODEL, em_kind_name(spec->kind), error);
    if (status == EM_OK && !counted && !(start && o.spec.init == EM_INIT_POINTS))
        status = run_options_set(&o, RUN_K, k, error);
    if (status == EM_OK)
        status = run_options_check(&o, false, error);
    if (status == EM_OK)
        status = run_options_resolve(&o, data, true, &made, error);
    if (status != EM_OK)
        return status;
    if (model)
        spec_set_kind(spec, made.kind);
    spec_set_k(spec, made.k);
    copy_given(&o, &made, spec);
    if (start)
        move_start(&made, spec);
    em_spec_finish(&made);
    return EM_OK;
}

em_status spec_change(em_spec *spec, const em_dataset *data, const char *text, em_error *error)
{
    char *copy = long_form(text);
    if (copy == NULL)
        return em_fail_memory(error);
    const em_status status = read_over(spec, data, copy, error);
    free(copy);
    return status;
}

em_status spec_for_data(const em_spec *from, const em_dataset *data, em_spec *out, em_error *error)
{
    run_options o;
    em_spec made;
    run_options_init(&o);
    em_status status = run_options_set(&o, RUN_MODEL, em_kind_name(from->kind), error);
    if (status == EM_OK)
        status = run_options_resolve(&o, data, true, &made, error);
    if (status != EM_OK)
        return status;
    const size_t k = made.k;
    em_spec_finish(&made);
    if (em_spec_copy(from, out) != EM_OK)
        return em_fail_memory(error);
    if (!spec_uses_seed(out))
        spec_set_start(out, default_start(out->kind));
    out->init_cov = 0.0;
    out->k = k;
    if (strcmp(data->name, "aniso") != 0 || out->kind != EM_GMM || out->cov_kind != EM_COV_FULL)
        return EM_OK;
    out->init_cov = 5.0;
    status = spec_change(out, data, "--init points:10,100,300", error);
    if (status != EM_OK)
        em_spec_finish(out);
    return status;
}
