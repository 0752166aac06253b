/* Every allocation behind the session made to fail once: an error comes back, nothing leaks, and
 * what was there before is still there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/generate.h"
#include "session/run_options.h"
#include "session/session.h"
#include "session/sweep.h"

#include <stdlib.h>
#include <string.h>

static size_t calls, fail_at; /* fail_at 0: none fails */
static long live;             /* blocks allocated and not freed */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
char *__real_strdup(const char *text);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
char *__wrap_strdup(const char *text);
void __wrap_free(void *block);

static void *counted(void *block)
{
    live += block != NULL;
    return block;
}

static bool fails(void)
{
    return ++calls == fail_at;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size)
{
    if (fails()) {
        return NULL;
    }
    void *grown = __real_realloc(block, size);
    live += !block && grown;
    return grown;
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : counted(__real_aligned_alloc(alignment, size));
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : counted(__real_strdup(text));
}

void __wrap_free(void *block)
{
    live -= block != NULL;
    __real_free(block);
}

typedef em_status action(const em_dataset *data);

/* Runs act with its first, second, ... allocation failing until none does. */
static void torture(action *act, const em_dataset *data)
{
    for (fail_at = 1;; fail_at++) {
        const long before = live;
        calls = 0;
        const em_status status = act(data);
        const bool failed = calls >= fail_at;
        if (status != (failed ? EM_ERR_MEMORY : EM_OK)) {
            fail_msg("allocation %zu: status %d", fail_at, (int)status);
        }
        if (live != before) {
            fail_msg("allocation %zu: %ld blocks are left", fail_at, live - before);
        }
        if (!failed) {
            break;
        }
    }
    assert_true(fail_at > 1);
    fail_at = 0;
}

static em_spec mixture(void)
{
    em_spec spec;

    em_spec_init(&spec, EM_GMM);
    spec.init = EM_INIT_RANDOM;
    return spec;
}

/* Steps, edits and undoes; a failed step must leave cursor and length as they were. */
static em_status use(session *s)
{
    em_status status = EM_OK;
    session_scores scores;
    double value = 0.0;

    for (size_t i = 0; i < 70 && status == EM_OK; i++) { /* beyond the first room for rows */
        const session_frame before = session_look(s);
        status = session_forward(s);
        const session_frame after = session_look(s);
        assert_int_equal(after.cursor, before.cursor + (status == EM_OK));
        assert_int_equal(after.length, before.length + (status == EM_OK));
    }
    if (status == EM_OK) {
        status = session_seek(s, 9);
    }
    if (status == EM_OK) {
        const size_t length = session_look(s).length;
        status = session_edit(s, session_look(s).start, "edit", NULL);
        assert_int_equal(session_look(s).length, status == EM_OK ? 11 : length);
    }
    if (status == EM_OK) {
        status = session_undo(s);
    }
    if (status == EM_OK) {
        status = session_look_scores(s, &scores);
    }
    return status == EM_OK ? session_log_likelihood(s, &value) : status;
}

static em_status run_session(const em_dataset *data)
{
    em_spec spec = mixture();
    session *s = NULL;
    em_error error;
    em_status status = session_create(data, &spec, NULL, NULL, &s, &error);

    assert_true((status == EM_OK) == (s != NULL));
    if (status == EM_OK) {
        session_set_history_limit(s, 600);
        status = use(s);
    }
    session_destroy(s);
    return status;
}

static em_status run_to_end(const em_dataset *data)
{
    em_spec spec = mixture();
    session *s = NULL;
    em_status status = session_create(data, &spec, NULL, NULL, &s, NULL);

    if (status == EM_OK) {
        status = session_converge(s, NULL);
        assert_true((status == EM_OK) == session_look(s).converged);
        assert_true(status == EM_OK || session_look(s).length == 1);
    }
    session_destroy(s);
    return status;
}

static em_status inspect(const em_dataset *data)
{
    em_spec spec = mixture();
    session *s = NULL;
    double numbers[12];
    session_point out = {numbers, numbers + 3, numbers + 6, numbers + 9};
    em_status status = session_create(data, &spec, NULL, NULL, &s, NULL);

    if (status == EM_OK) {
        status = session_inspect(s, 3, &out);
    }
    session_destroy(s);
    return status;
}

static em_status run_sweep(const em_dataset *data, em_spec spec)
{
    sweep *found = NULL, *copy = NULL;
    em_error error;
    em_status status = sweep_run(&spec, data, 1, 3, 2, NULL, NULL, NULL, NULL, &found, &error);

    assert_true((status == EM_OK) == (found != NULL));
    if (status == EM_OK) {
        copy = sweep_clone(found);
        status = copy ? EM_OK : EM_ERR_MEMORY;
    }
    sweep_destroy(copy);
    sweep_destroy(found);
    return status;
}

static em_status sweep_mixture(const em_dataset *data)
{
    return run_sweep(data, mixture());
}

static em_status sweep_kmeans(const em_dataset *data)
{
    em_spec spec;

    em_spec_init(&spec, EM_KMEANS);
    return run_sweep(data, spec);
}

static em_status run_atlas(const em_dataset *data)
{
    em_spec spec = mixture();
    atlas *found = NULL;
    em_error error;
    const em_status status = atlas_run(&spec, data, 4, NULL, NULL, &found, &error);

    assert_true((status == EM_OK) == (found != NULL));
    atlas_destroy(found);
    return status;
}

static em_status resolve(const em_dataset *data)
{
    char text[] = "--init points:1,2,3 --seed 4";
    run_options options;
    em_spec spec;

    run_options_init(&options);
    assert_int_equal(run_options_read(&options, text, NULL), EM_OK);
    const em_status status = run_options_resolve(&options, data, false, &spec, NULL);
    if (status == EM_OK) {
        em_spec_finish(&spec);
    }
    return status;
}

static void every_allocation_may_fail(void **state)
{
    static action *const actions[] = {run_session,  run_to_end, inspect, sweep_mixture,
                                      sweep_kmeans, run_atlas,  resolve};
    em_dataset *data = NULL;

    assert_int_equal(em_generate("blobs:n=40,k=3,d=2,std=2", &data, NULL), EM_OK);
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        torture(actions[i], data);
    }
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
