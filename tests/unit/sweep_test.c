#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/generate.h"
#include "session/sweep.h"

#include <math.h>
#include <string.h>

static em_dataset *open_data(const char *name)
{
    em_dataset *data = NULL;

    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return data;
}

static sweep *run_sweep(const em_spec *spec, const em_dataset *data, size_t threads)
{
    em_pool *pool = NULL;
    sweep *s = NULL;

    assert_int_equal(em_pool_create(threads, &pool, NULL), EM_OK);
    assert_int_equal(sweep_run(spec, data, 1, 5, 6, pool, NULL, NULL, NULL, &s, NULL), EM_OK);
    em_pool_destroy(pool);
    return s;
}

static void assert_same_sweep(const sweep *a, const sweep *b)
{
    assert_int_equal(a->suggested, b->suggested);
    for (size_t i = 0; i < a->n_ks; i++) {
        const sweep_k *x = &a->ks[i], *y = &b->ks[i];
        const double one[] = {x->best, x->median, x->worst, x->silhouette, x->bic, x->aic};
        const double two[] = {y->best, y->median, y->worst, y->silhouette, y->bic, y->aic};
        assert_memory_equal(one, two, sizeof one);
        assert_memory_equal(x->values, y->values, a->restarts * sizeof *x->values);
        assert_int_equal(x->seed, y->seed);
        assert_int_equal(x->found_best, y->found_best);
        assert_int_equal(x->done, a->restarts);
    }
}

static void threads_do_not_change_a_sweep(void **state)
{
    const em_kind kinds[] = {EM_KMEANS, EM_GMM};
    em_dataset *data = open_data("blobs:n=300,k=3,d=2,std=1,seed=4");

    for (size_t i = 0; i < 2; i++) {
        em_spec spec;
        em_spec_init(&spec, kinds[i]);
        spec.init = EM_INIT_RANDOM;
        sweep *one = run_sweep(&spec, data, 1), *four = run_sweep(&spec, data, 4);
        sweep *copy = sweep_clone(one);
        assert_non_null(copy);
        assert_same_sweep(one, four);
        assert_same_sweep(one, copy);
        sweep_destroy(one);
        sweep_destroy(four);
        sweep_destroy(copy);
    }
    em_dataset_destroy(data);
}

static void separate_blobs_have_an_elbow(void **state)
{
    em_dataset *data = open_data("blobs");
    em_spec spec;

    em_spec_init(&spec, EM_KMEANS);
    sweep *s = run_sweep(&spec, data, 2);
    assert_int_equal(s->ks[s->suggested].k, 3);
    assert_true(s->knee >= 0.15);
    assert_true(isnan(s->ks[0].silhouette) && s->ks[2].silhouette > 0.5);
    sweep_destroy(s);
    em_dataset_destroy(data);
}

static void partial_results_are_reported(void *context, const sweep *so_far)
{
    size_t *calls = context, done = 0;

    for (size_t i = 0; i < so_far->n_ks; i++) {
        size_t finished = 0;
        for (size_t r = 0; r < so_far->restarts; r++) {
            finished += isnan(so_far->ks[i].values[r]) ? 0 : 1;
        }
        assert_int_equal(finished, so_far->ks[i].done);
        done += finished;
    }
    assert_int_equal(done, ++*calls);
}

static void a_sweep_reports_and_can_be_cancelled(void **state)
{
    em_dataset *data = open_data("aniso");
    em_pool *pool = NULL;
    em_spec spec;
    sweep *s = NULL;
    size_t calls = 0;
    const atomic_bool cancel = true;
    const em_control control = {.cancel = &cancel};

    em_spec_init(&spec, EM_KMEANS);
    assert_int_equal(em_pool_create(3, &pool, NULL), EM_OK);
    assert_int_equal(
        sweep_run(&spec, data, 2, 4, 5, pool, NULL, partial_results_are_reported, &calls, &s, NULL),
        EM_OK);
    assert_int_equal(calls, 15);
    sweep_destroy(s);
    assert_int_equal(sweep_run(&spec, data, 2, 4, 5, pool, &control, NULL, NULL, &s, NULL),
                     EM_ERR_INTERRUPTED);
    assert_null(s);
    em_pool_destroy(pool);
    em_dataset_destroy(data);
}

static void keep_largest(void *context, double fraction)
{
    double *last = context;

    assert_true(fraction >= 0.0 && fraction <= 1.0);
    *last = fmax(*last, fraction);
}

static void progress_goes_to_the_end(void **state)
{
    em_dataset *data = open_data("blobs");
    em_spec spec;
    sweep *s = NULL;
    double last = 0.0;
    const em_control control = {.progress = keep_largest, .context = &last};

    em_spec_init(&spec, EM_KMEANS);
    assert_int_equal(sweep_run(&spec, data, 1, 3, 2, NULL, &control, NULL, NULL, &s, NULL), EM_OK);
    assert_true(last > 0.999);
    sweep_destroy(s);
    em_dataset_destroy(data);
}

static void what_cannot_run_is_refused_before(void **state)
{
    em_dataset *data = open_data("hand");
    em_spec spec;
    sweep *s = NULL;
    atlas *a = NULL;

    em_spec_init(&spec, EM_KMEANS);
    assert_int_equal(sweep_run(&spec, data, 2, 4, 5, NULL, NULL, NULL, NULL, &s, NULL),
                     EM_ERR_DATA);
    spec.k = 4;
    assert_int_equal(atlas_run(&spec, data, 5, NULL, NULL, &a, NULL), EM_ERR_DATA);
    em_dataset_destroy(data);
}

static void starts_that_collapse_have_no_value(void **state)
{
    em_dataset *data = open_data("hand");
    em_spec spec;
    sweep *s = NULL;

    em_spec_init(&spec, EM_GMM); /* its k-means start gives each component one point */
    spec.reg_covar = 0.0;
    assert_int_equal(sweep_run(&spec, data, 3, 3, 2, NULL, NULL, NULL, NULL, &s, NULL), EM_OK);
    assert_true(isnan(s->ks[0].best) && isnan(s->ks[0].values[0]) && isnan(s->ks[0].bic));
    assert_int_equal(s->ks[0].found_best, 0);
    assert_int_equal(s->suggested, -1);
    sweep_destroy(s);
    em_dataset_destroy(data);
}

static void threads_do_not_change_an_atlas(void **state)
{
    em_dataset *data = open_data("blobs:n=300,k=5,d=2,std=2,seed=4");
    em_spec spec;
    atlas *one = NULL, *four = NULL;
    em_pool *pool = NULL;
    size_t count = 0;

    em_spec_init(&spec, EM_KMEANS);
    spec.init = EM_INIT_RANDOM;
    spec.k = 5;
    assert_int_equal(em_pool_create(4, &pool, NULL), EM_OK);
    assert_int_equal(atlas_run(&spec, data, 60, NULL, NULL, &one, NULL), EM_OK);
    assert_int_equal(atlas_run(&spec, data, 60, pool, NULL, &four, NULL), EM_OK);
    assert_int_equal(one->n_solutions, four->n_solutions);
    assert_true(one->n_solutions > 1);
    for (size_t i = 0; i < one->n_solutions; i++) {
        assert_true(one->solution[i].objective == four->solution[i].objective);
        assert_int_equal(one->solution[i].seed, four->solution[i].seed);
        assert_int_equal(one->solution[i].count, four->solution[i].count);
        assert_true(i == 0 || one->solution[i].objective >= one->solution[i - 1].objective);
        count += one->solution[i].count;
    }
    assert_int_equal(count, 60);
    atlas_destroy(one);
    atlas_destroy(four);
    em_pool_destroy(pool);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_do_not_change_a_sweep),
        cmocka_unit_test(separate_blobs_have_an_elbow),
        cmocka_unit_test(a_sweep_reports_and_can_be_cancelled),
        cmocka_unit_test(progress_goes_to_the_end),
        cmocka_unit_test(what_cannot_run_is_refused_before),
        cmocka_unit_test(starts_that_collapse_have_no_value),
        cmocka_unit_test(threads_do_not_change_an_atlas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
