#include "session/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Number of different points, counted up to k. SIZE_MAX: out of memory. */
static size_t distinct_points(const em_dataset *data, size_t k)
{
    size_t *row = malloc(k * sizeof *row), found = 0;

    if (!row) {
        return SIZE_MAX;
    }
    for (size_t i = 0; i < data->n && found < k; i++) {
        bool known = false;
        for (size_t s = 0; s < found && !known; s++) {
            known = memcmp(data->x + i * data->d, data->x + row[s] * data->d,
                           data->d * sizeof *data->x) == 0;
        }
        if (!known) {
            row[found++] = i;
        }
    }
    free(row);
    return found;
}

const char *report_advice(const em_spec *spec, const em_dataset *data, char *buffer, size_t size)
{
    const bool shaped = spec->kind == EM_GMM && spec->fixed_epsilon == 0.0 &&
                        (spec->cov_kind == EM_COV_FULL || spec->cov_kind == EM_COV_TIED);
    const size_t distinct = distinct_points(data, spec->k);

    buffer[0] = '\0';
    if (distinct < spec->k) {
        (void)snprintf(buffer, size,
                       "only %zu distinct point%s for %zu components: some will coincide", distinct,
                       distinct == 1 ? "" : "s", spec->k);
    } else if (shaped && data->n <= data->d) {
        (void)snprintf(buffer, size,
                       "%zu points cannot fix the %zu numbers of a %s covariance: diag needs fewer",
                       data->n, data->d * (data->d + 1) / 2, em_cov_name(spec->cov_kind));
    } else if (spec->kind == EM_GMM && spec->fixed_epsilon == 0.0 && spec->k == data->n &&
               spec->k > 1) {
        (void)snprintf(buffer, size,
                       "as many components as points: each can sit on one, held open by reg_covar");
    }
    return buffer;
}
