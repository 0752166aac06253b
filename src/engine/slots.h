/* The pool as the kernels use it: each participating thread has a number of its own. */
#ifndef EM_ENGINE_SLOTS_H
#define EM_ENGINE_SLOTS_H

#include "em/parallel.h"

/* slot < em_pool_threads(pool): no two calls that run at the same time share it. */
typedef void em_slot_fn(void *context, size_t block, size_t slot);

/* As em_pool_run, and tells each call its slot, for scratch that is not allocated in a step. */
void em_pool_run_slots(em_pool *pool, size_t blocks, em_slot_fn *fn, void *context);

#endif
