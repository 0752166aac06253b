/* Starts: one draw from a stream, by the recipes of scikit-learn and NumPy. */
#ifndef EM_ENGINE_INIT_H
#define EM_ENGINE_INIT_H

#include "em/fit.h"

/* Where a start is drawn from. */
typedef struct em_draw {
    const em_spec *spec;
    const em_dataset *data;
    em_rng *rng;
    em_pool *pool;             /* NULL: one thread */
    const em_control *control; /* NULL: nobody watches */
    em_error *error;           /* NULL allowed */
} em_draw;

/* One start of any kind; params was created for the model of the spec.
 * EM_ERR_MEMORY, _INTERRUPTED, _COLLAPSE. */
em_status em_init_draw(const em_draw *draw, em_params *params);

/* Starts that give means: each fills mean (k x d). EM_ERR_MEMORY, _INTERRUPTED. */
typedef em_status em_init_fn(const em_draw *draw, double *mean);
em_init_fn em_init_random, em_init_partition, em_init_farthest, em_init_uniform, em_init_points,
    em_init_given, em_init_kmeanspp;

/* Starts that give responsibilities and then do one M-step; params holds weights 1/k, the data's
 * mean and its start covariance on entry. */
em_status em_init_two_stage(const em_draw *draw, em_params *params);
em_status em_init_responsibilities(const em_draw *draw, em_params *params);

#endif
