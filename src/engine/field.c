#include "em/model.h"

#include "density.h"
#include "mathx.h"

#include <math.h>
#include <stdlib.h>

struct em_field {
    em_density *density;
    double *terms; /* k */
};

em_status em_field_create(const em_params *params, em_field **out)
{
    *out = NULL;
    em_field *field = calloc(1, sizeof *field);
    if (!field)
        return EM_ERR_MEMORY;
    em_status status =
        em_density_create(params->kind, params->cov_kind, params->k, params->d, &field->density);
    field->terms = calloc(params->k, sizeof *field->terms);
    if (status == EM_OK)
        status = field->terms ? em_density_set(field->density, params) : EM_ERR_MEMORY;
    if (status != EM_OK) {
        em_field_destroy(field);
        return status;
    }
    *out = field;
    return EM_OK;
}

void em_field_destroy(em_field *field)
{
    if (!field)
        return;
    em_density_destroy(field->density);
    free(field->terms);
    free(field);
}

void em_field_fill(const em_field *field, const double *xy, size_t m, int32_t *best,
                   double *log_density)
{
    const em_density *density = field->density;
    for (size_t i = 0; i < m; i++) {
        double *t = field->terms, sum = 0;
        size_t top = 0;
        em_density_terms(density, xy + i * density->d, t);
        for (size_t c = 0; c < density->k; c++) {
            t[c] += density->log_weight[c];
            if (t[c] > t[top])
                top = c;
        }
        if (best)
            best[i] = (int32_t)top;
        if (!log_density)
            continue;
        for (size_t c = 0; c < density->k; c++)
            sum += em_exp(t[c] - t[top]);
        log_density[i] = density->kind == EM_KMEANS ? -sqrt(-t[top]) : t[top] + em_log(sum);
    }
}
