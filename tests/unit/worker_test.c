#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session/worker.h"

#include <string.h>
#include <time.h>

static atomic_int wakes;

static void count_wake(void *context)
{
    atomic_fetch_add(&wakes, 1);
}

static em_status add_one(void *context, const em_control *control, em_error *error)
{
    ++*(int *)context;
    control->progress(control->context, 0.5);
    return EM_OK;
}

static em_status fail_job(void *context, const em_control *control, em_error *error)
{
    return em_fail(error, EM_ERR_DATA, "no such %s", "row");
}

static em_status until_cancelled(void *context, const em_control *control, em_error *error)
{
    const struct timespec pause = {.tv_nsec = 1000000};

    atomic_store((atomic_bool *)context, true);
    while (!em_control_cancelled(control)) {
        nanosleep(&pause, NULL);
    }
    return EM_ERR_INTERRUPTED;
}

static void jobs_run_one_after_the_other(void **state)
{
    worker *w = NULL;
    int count = 0;
    em_status status = EM_ERR_DATA;
    em_error error;

    assert_int_equal(worker_create(count_wake, NULL, &w, NULL), EM_OK);
    assert_false(worker_busy(w));
    assert_false(worker_take(w, &status, &error));
    for (int i = 0; i < 50; i++) {
        assert_true(worker_start(w, add_one, &count));
        assert_true(worker_busy(w));
        assert_false(worker_start(w, add_one, &count)); /* running, or not taken */
        worker_wait(w);
        assert_true(worker_take(w, &status, &error));
        assert_int_equal(status, EM_OK);
        assert_false(worker_busy(w));
        assert_int_equal(count, i + 1);
    }
    worker_destroy(w);
    assert_int_equal(atomic_load(&wakes), 100); /* half way and at the end, each time */
}

static void a_failure_carries_its_words(void **state)
{
    worker *w = NULL;
    em_status status = EM_OK;
    em_error error = {.status = EM_OK};

    assert_int_equal(worker_create(NULL, NULL, &w, NULL), EM_OK);
    assert_true(worker_start(w, fail_job, NULL));
    worker_wait(w);
    assert_true(worker_take(w, &status, &error));
    assert_int_equal(status, EM_ERR_DATA);
    assert_string_equal(error.text, "no such row");
    worker_destroy(w);
}

static void a_job_can_be_cancelled_and_left(void **state)
{
    worker *w = NULL;
    em_status status = EM_OK;
    atomic_bool running = false;
    const struct timespec pause = {.tv_nsec = 1000000};

    assert_int_equal(worker_create(NULL, NULL, &w, NULL), EM_OK);
    assert_true(worker_start(w, until_cancelled, &running));
    while (!atomic_load(&running)) {
        nanosleep(&pause, NULL);
    }
    worker_cancel(w);
    worker_wait(w);
    assert_true(worker_take(w, &status, NULL));
    assert_int_equal(status, EM_ERR_INTERRUPTED);
    assert_true(worker_start(w, until_cancelled, &running));
    worker_destroy(w); /* with the job still there */
    worker_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_run_one_after_the_other),
        cmocka_unit_test(a_failure_carries_its_words),
        cmocka_unit_test(a_job_can_be_cancelled_and_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
