/* Iterations from given parameters to the end of a run. */
#ifndef EM_ENGINE_RUN_H
#define EM_ENGINE_RUN_H

#include "em/fit.h"

typedef struct em_run {
    const em_spec *spec;
    const em_dataset *data;
    em_pool *pool;             /* NULL: one thread */
    const em_control *control; /* NULL: nobody watches */
    em_params *params;         /* the start on entry, the result on return */
    em_resp *resp;             /* filled by the closing E-step */
    size_t iterations;
    bool converged;
    em_stop stop;
    double e_objective; /* of the last iteration's E-step; of the closing one if there was none */
} em_run;

/* E, M, convergence test until the rule holds, max_iter or collapse; then the closing E-step.
 * EM_ERR_MEMORY, _INTERRUPTED, _COLLAPSE (params cannot be factored as they came). */
em_status em_run_to_end(em_run *run, em_error *error);

#endif
