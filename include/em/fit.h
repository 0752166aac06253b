/* Starts, and whole runs made of half-steps. */
#ifndef EM_FIT_H
#define EM_FIT_H

#include "em/model.h"
#include "em/rng.h"

#include <stdatomic.h>

/* How a long computation is watched and stopped; all NULL allowed, NULL control too. */
typedef struct em_control {
    const atomic_bool *cancel;                        /* raised by another thread or a signal */
    void (*progress)(void *context, double fraction); /* called on the computing thread */
    void *context;
} em_control;

bool em_control_cancelled(const em_control *control);

/* Step 0 of the run spec describes. With n_init > 1 all runs are made on the one stream and the
 * start of the kept one is returned. spec must have passed em_spec_check.
 * EM_ERR_MEMORY, _INTERRUPTED, _COLLAPSE (a two-stage start that is singular with reg_covar 0). */
em_status em_start(const em_spec *spec, const em_dataset *data, em_pool *pool,
                   const em_control *control, em_params **out, em_error *error);

typedef struct em_fit {
    em_params *start;     /* step 0 */
    em_params *params;    /* final */
    em_resp *resp;        /* of the closing E-step: objective, labels, responsibilities */
    size_t iterations;
    bool converged;
    em_stop stop;
} em_fit;

/* Runs to convergence, max_iter or collapse. The same result as stepping a session to its end. */
em_status em_fit_run(const em_spec *spec, const em_dataset *data, em_pool *pool,
                     const em_control *control, em_fit **out, em_error *error);
void em_fit_destroy(em_fit *fit);

#endif
