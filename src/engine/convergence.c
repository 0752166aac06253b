#include "em/model.h"

#include <math.h>

void em_convergence_start(em_convergence *state, const em_spec *spec, const em_dataset *data)
{
    *state = (em_convergence){.limit = em_spec_tol(spec)};
    if (spec->kind != EM_KMEANS)
        return;
    double sum = 0;
    for (size_t j = 0; j < data->d; j++)
        sum += data->variance[j];
    state->limit *= sum / (double)data->d;
}

em_stop em_convergence_test(em_convergence *state, const em_spec *spec, const em_dataset *data,
                            double e_objective, size_t changed, double shift)
{
    bool first = state->iteration++ == 0;
    if (spec->kind == EM_KMEANS) {
        state->last_change = shift;
        if (!first && changed == 0)
            return EM_STOP_UNCHANGED;
        return shift <= state->limit ? EM_STOP_TOLERANCE : EM_STOP_NONE;
    }
    double mean_ll = e_objective / (double)data->n;
    state->last_change = first ? 0 : mean_ll - state->last_mean_ll;
    state->last_mean_ll = mean_ll;
    return !first && fabs(state->last_change) < state->limit ? EM_STOP_TOLERANCE : EM_STOP_NONE;
}
