#include "session/spec.h"

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
    em_spec general;

    em_spec_init(&general, kind);
    return general.init;
}

void spec_set_kind(em_spec *spec, em_kind kind)
{
    spec->kind = kind;
    if (kind != EM_GMM) {
        spec->fixed_epsilon = 0.0;
        spec->equal_weights = false;
    }
    if (!em_init_suits(spec->init, kind)) {
        spec_set_start(spec, default_start(kind));
    }
}

void spec_set_k(em_spec *spec, size_t k)
{
    if (spec->k != k && !spec_uses_seed(spec)) {
        spec_set_start(spec, EM_INIT_RANDOM);
    }
    spec->k = k;
}

em_status spec_set_points(em_spec *spec, const size_t *rows, size_t k)
{
    size_t *copy = malloc(k * sizeof *copy);

    if (!copy) {
        return EM_ERR_MEMORY;
    }
    memcpy(copy, rows, k * sizeof *copy);
    spec_set_start(spec, EM_INIT_POINTS);
    spec->points = copy;
    spec->k = k;
    return EM_OK;
}

bool spec_uses_seed(const em_spec *spec)
{
    return spec->init != EM_INIT_POINTS && spec->init != EM_INIT_FILE &&
           spec->init != EM_INIT_MANUAL;
}

size_t spec_default_k(const em_dataset *data)
{
    if (data->label) {
        return data->classes;
    }
    return strcmp(data->name, "hand") == 0 ? 2 : 3;
}

em_status spec_set_default_start(em_spec *spec)
{
    static const size_t rows[] = {10, 100, 300};

    spec->init_cov = 5.0;
    return spec_set_points(spec, rows, sizeof rows / sizeof *rows);
}

em_status spec_for_data(const em_spec *from, const em_dataset *data, em_spec *out)
{
    const size_t k = spec_default_k(data);
    em_status status = em_spec_copy(from, out);

    if (status != EM_OK) {
        return status;
    }
    if (!spec_uses_seed(out)) {
        spec_set_start(out, default_start(out->kind));
    }
    out->init_cov = 0.0;
    spec_set_k(out, k < data->n ? k : data->n);
    if (strcmp(data->name, "aniso") == 0 && out->kind == EM_GMM && out->cov_kind == EM_COV_FULL) {
        status = spec_set_default_start(out);
        if (status != EM_OK) {
            em_spec_finish(out);
        }
    }
    return status;
}
