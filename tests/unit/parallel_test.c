#include "em/parallel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { BLOCKS = 1000 };

typedef struct tally {
    unsigned char done[BLOCKS];
    atomic_size_t calls;
} tally;

static void mark(void *context, size_t block)
{
    tally *t = context;
    t->done[block]++;
    atomic_fetch_add(&t->calls, 1);
}

static void each_block_once(em_pool *pool, size_t blocks)
{
    static tally t;
    memset(&t, 0, sizeof t);
    em_pool_run(pool, blocks, mark, &t);
    assert_int_equal(atomic_load(&t.calls), blocks);
    for (size_t b = 0; b < blocks; b++)
        assert_int_equal(t.done[b], 1);
}

static void every_block_is_done_once(void **state)
{
    (void)state;
    for (size_t threads = 1; threads <= 5; threads++) {
        em_pool *pool;
        assert_int_equal(em_pool_create(threads, &pool, NULL), EM_OK);
        assert_int_equal(em_pool_threads(pool), threads);
        for (int round = 0; round < 200; round++)
            each_block_once(pool, (size_t)round % 7);
        each_block_once(pool, BLOCKS);
        em_pool_destroy(pool);
    }
}

static void no_pool_is_one_thread(void **state)
{
    (void)state;
    assert_int_equal(em_pool_threads(NULL), 1);
    each_block_once(NULL, BLOCKS);
    em_pool_destroy(NULL);
}

static void zero_means_all_processors(void **state)
{
    (void)state;
    em_pool *pool;
    assert_int_equal(em_pool_create(0, &pool, NULL), EM_OK);
    assert_true(em_pool_threads(pool) >= 1);
    each_block_once(pool, BLOCKS);
    em_pool_destroy(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_is_done_once),
        cmocka_unit_test(no_pool_is_one_thread),
        cmocka_unit_test(zero_means_all_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
