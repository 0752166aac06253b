/* A pool of threads that shares out whole blocks. The caller takes part, blocks are handed out
 * one by one, nobody spins. Results never depend on the number of threads: every block writes
 * its own place, and the caller adds partial sums in block order. */
#ifndef EM_PARALLEL_H
#define EM_PARALLEL_H

#include "em/status.h"

typedef struct em_pool em_pool;
typedef void em_block_fn(void *context, size_t block);

/* threads = 0: one per processor. A pool of one thread creates none. */
em_status em_pool_create(size_t threads, em_pool **out, em_error *error);
void em_pool_destroy(em_pool *pool); /* NULL allowed */
size_t em_pool_threads(const em_pool *pool); /* 1 for NULL */

/* Calls fn(context, b) once for each b < blocks, returns when all are done. NULL pool: in order,
 * on the caller's thread. Not re-entrant on one pool. */
void em_pool_run(em_pool *pool, size_t blocks, em_block_fn *fn, void *context);

#endif
