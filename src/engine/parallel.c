#include "em/parallel.h"

#include "slots.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

/* A job is open from the moment it is posted until its blocks are handed out. A worker joins an
 * open job under the lock, so a worker that wakes too late never sees a finished job's context,
 * and the caller waits only for those that have joined. */
struct em_pool {
    size_t threads; /* with the caller */
    pthread_t *worker;
    size_t started;
    pthread_mutex_t lock;
    pthread_cond_t posted, left;
    bool open, quit;
    size_t generation, inside;
    em_slot_fn *fn;
    void *context;
    size_t blocks;
    atomic_size_t next;
    size_t next_slot;
};

static void take_blocks(em_pool *pool, size_t slot)
{
    for (;;) {
        size_t b = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
        if (b >= pool->blocks)
            return;
        pool->fn(pool->context, b, slot);
    }
}

static void *work(void *argument)
{
    em_pool *pool = argument;
    size_t seen = 0;
    pthread_mutex_lock(&pool->lock);
    while (!pool->quit) {
        if (!pool->open || pool->generation == seen) {
            pthread_cond_wait(&pool->posted, &pool->lock);
            continue;
        }
        seen = pool->generation;
        pool->inside++;
        size_t slot = pool->next_slot++;
        pthread_mutex_unlock(&pool->lock);
        take_blocks(pool, slot);
        pthread_mutex_lock(&pool->lock);
        if (--pool->inside == 0)
            pthread_cond_signal(&pool->left);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static size_t processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (size_t)count;
}

em_status em_pool_create(size_t threads, em_pool **out, em_error *error)
{
    *out = NULL;
    em_pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return em_fail_memory(error);
    pool->threads = threads ? threads : processors();
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->posted, NULL);
    pthread_cond_init(&pool->left, NULL);
    pool->worker = calloc(pool->threads, sizeof *pool->worker);
    if (!pool->worker) {
        em_pool_destroy(pool);
        return em_fail_memory(error);
    }
    while (pool->started + 1 < pool->threads) {
        if (pthread_create(&pool->worker[pool->started], NULL, work, pool) != 0)
            break; /* fewer threads are slower, never wrong */
        pool->started++;
    }
    pool->threads = pool->started + 1;
    *out = pool;
    return EM_OK;
}

void em_pool_destroy(em_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->quit = true;
    pthread_cond_broadcast(&pool->posted);
    pthread_mutex_unlock(&pool->lock);
    for (size_t t = 0; t < pool->started; t++)
        pthread_join(pool->worker[t], NULL);
    pthread_cond_destroy(&pool->left);
    pthread_cond_destroy(&pool->posted);
    pthread_mutex_destroy(&pool->lock);
    free(pool->worker);
    free(pool);
}

size_t em_pool_threads(const em_pool *pool)
{
    return pool ? pool->threads : 1;
}

void em_pool_run_slots(em_pool *pool, size_t blocks, em_slot_fn *fn, void *context)
{
    if (!pool || pool->threads == 1 || blocks <= 1) {
        for (size_t b = 0; b < blocks; b++)
            fn(context, b, 0);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    assert(!pool->open);
    pool->fn = fn;
    pool->context = context;
    pool->blocks = blocks;
    atomic_store_explicit(&pool->next, 0, memory_order_relaxed);
    pool->next_slot = 1;
    pool->generation++;
    pool->open = true;
    if (blocks == 2)
        pthread_cond_signal(&pool->posted);
    else
        pthread_cond_broadcast(&pool->posted);
    pthread_mutex_unlock(&pool->lock);
    take_blocks(pool, 0);
    pthread_mutex_lock(&pool->lock);
    pool->open = false;
    while (pool->inside > 0)
        pthread_cond_wait(&pool->left, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

typedef struct plain_job {
    em_block_fn *fn;
    void *context;
} plain_job;

static void run_plain(void *context, size_t block, size_t slot)
{
    (void)slot;
    const plain_job *job = context;
    job->fn(job->context, block);
}

void em_pool_run(em_pool *pool, size_t blocks, em_block_fn *fn, void *context)
{
    plain_job job = {fn, context};
    em_pool_run_slots(pool, blocks, run_plain, &job);
}
