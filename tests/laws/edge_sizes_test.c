/* Edge cases 1 to 14 of 30: sizes, duplicates, empty and degenerate components, ties. For each the
 * event, the message or the answer that is shown; never NaN, never a hang, never an invented
 * centre (edge_fit sees to that). */
#include "edge.h"

#include "em/generate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_01_more_components_than_points(void **state)
{
    (void)state;
    em_dataset *data = edge_data(3, 1, (const double[]){1, 2, 3});
    for (em_kind kind = EM_KMEANS; kind <= EM_GMM; kind++) {
        em_spec spec = edge_spec(kind, 5, EM_INIT_RANDOM);
        edge_refuse(&spec, data, EM_ERR_DATA, "K is 5, but edge has only 3 points");
    }
    em_dataset_destroy(data);
}

static void test_02_as_many_components_as_points(void **state)
{
    (void)state;
    em_dataset *data = edge_data(4, 2, (const double[]){0, 0, 3, 1, 7, 2, -5, 8});
    em_spec spec = edge_spec(EM_KMEANS, 4, EM_INIT_RANDOM);
    edge_run run = edge_fit(&spec, data);
    assert_true(run.fit->resp->objective == 0);
    edge_finish(&run);
    spec = edge_spec(EM_GMM, 4, EM_INIT_KMEANS);
    run = edge_fit(&spec, data);
    assert_true(run.seen[EM_EVENT_COLLAPSED] >= 4 && run.seen[EM_EVENT_FLOORED] >= 4);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_03_more_components_than_distinct_points(void **state)
{
    (void)state;
    em_dataset *data = edge_data(6, 1, (const double[]){1, 1, 1, 4, 4, 4});
    for (em_kind kind = EM_KMEANS; kind <= EM_GMM; kind++) {
        em_spec spec = edge_spec(kind, 4, EM_INIT_KMEANSPP);
        edge_run run = edge_fit(&spec, data);
        assert_true(run.seen[EM_EVENT_EQUAL_COMPONENTS] > 0);
        for (size_t c = 0; c < 4; c++) {
            double mean = run.fit->params->mean[c];
            assert_true(fabs(mean - 1) < 1e-9 || fabs(mean - 4) < 1e-9 || kind == EM_GMM);
        }
        edge_finish(&run);
    }
    em_dataset_destroy(data);
}

static void test_04_empty_cluster(void **state)
{
    (void)state;
    em_dataset *data = edge_data(5, 1, (const double[]){0, 1, 2, 10, 11});
    em_spec spec = edge_spec(EM_KMEANS, 3, EM_INIT_MANUAL);
    spec.means = (double[]){0, 11, 11};
    spec.means_d = 1;
    edge_run run = edge_fit(&spec, data);
    assert_true(run.seen[EM_EVENT_RELOCATED] == 1 && run.seen[EM_EVENT_EMPTY] == 0);
    assert_int_equal(run.first[EM_EVENT_RELOCATED].component, 2);
    assert_int_equal(run.first[EM_EVENT_RELOCATED].point, 2);
    edge_finish(&run);
    spec.empty = EM_EMPTY_KEEP;
    run = edge_fit(&spec, data);
    assert_true(run.seen[EM_EVENT_RELOCATED] == 0 && run.seen[EM_EVENT_EMPTY] > 0);
    assert_int_equal(run.first[EM_EVENT_EMPTY].component, 2);
    assert_true(run.fit->params->mean[2] == 11);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_05_component_on_one_point(void **state)
{
    (void)state;
    em_dataset *data = edge_data(5, 1, (const double[]){0, 1, 2, 3, 100});
    em_spec spec = edge_spec(EM_GMM, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){1, 4};
    spec.init_cov = 1;
    edge_run run = edge_fit(&spec, data);
    assert_true(run.seen[EM_EVENT_COLLAPSED] > 0 && run.seen[EM_EVENT_FLOORED] > 0);
    assert_int_equal(run.first[EM_EVENT_COLLAPSED].component, 1);
    assert_int_equal(run.first[EM_EVENT_COLLAPSED].point, 4);
    edge_finish(&run);
    spec.reg_covar = 0;
    run = edge_fit(&spec, data);
    assert_int_equal(run.fit->stop, EM_STOP_COLLAPSE);
    assert_false(run.fit->converged);
    assert_int_equal(run.collapse.kind, EM_EVENT_SINGULAR);
    assert_int_equal(run.collapse.component, 1);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_06_floor_beside_small_data(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    assert_int_equal(em_generate("aniso", &data, NULL), EM_OK);
    em_spec spec = edge_spec(EM_GMM, 3, EM_INIT_KMEANS);
    edge_run run = edge_fit(&spec, data);
    assert_int_equal(run.seen[EM_EVENT_REG_COVAR_LARGE], 0);
    edge_finish(&run);
    em_dataset *small = NULL;
    assert_int_equal(em_dataset_create(data->n, data->d, false, &small, NULL), EM_OK);
    for (size_t i = 0; i < data->n * data->d; i++)
        small->x[i] = data->x[i] * 1e-4;
    assert_int_equal(em_dataset_finish(small, NULL), EM_OK);
    run = edge_fit(&spec, small);
    assert_true(run.seen[EM_EVENT_REG_COVAR_LARGE] > 0);
    assert_int_equal(run.first[EM_EVENT_REG_COVAR_LARGE].feature, 0);
    edge_finish(&run);
    em_dataset_destroy(small);
    em_dataset_destroy(data);
}

static void test_07_constant_feature(void **state)
{
    (void)state;
    em_dataset *data = edge_data(5, 2, (const double[]){0, 7, 1, 7, 2, 7, 8, 7, 9, 7});
    for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++) {
        em_spec spec = edge_spec(EM_GMM, 2, EM_INIT_KMEANS);
        spec.cov_kind = cov;
        edge_run run = edge_fit(&spec, data);
        assert_true(run.seen[EM_EVENT_CONSTANT_FEATURE] > 0);
        assert_int_equal(run.first[EM_EVENT_CONSTANT_FEATURE].feature, 1);
        edge_finish(&run);
    }
    em_spec spec = edge_spec(EM_GMM, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 4};
    spec.reg_covar = 0;
    edge_run run = edge_fit(&spec, data);
    assert_int_equal(run.fit->stop, EM_STOP_COLLAPSE);
    edge_finish(&run);
    spec = edge_spec(EM_KMEANS, 2, EM_INIT_RANDOM);
    run = edge_fit(&spec, data);
    assert_true(run.fit->converged);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_08_collinear_features(void **state)
{
    (void)state;
    double x[60];
    for (size_t i = 0; i < 30; i++) {
        x[2 * i] = (double)(i * i % 31);
        x[2 * i + 1] = 3 * x[2 * i] - 4;
    }
    em_dataset *data = edge_data(30, 2, x);
    em_spec spec = edge_spec(EM_GMM, 2, EM_INIT_KMEANS);
    edge_run run = edge_fit(&spec, data);
    assert_true(run.seen[EM_EVENT_COLLINEAR] > 0);
    assert_int_equal(run.first[EM_EVENT_COLLINEAR].feature, 0);
    assert_int_equal(run.first[EM_EVENT_COLLINEAR].other, 1);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_09_fewer_points_than_covariance_numbers(void **state)
{
    (void)state;
    double x[50];
    em_rng rng;
    em_rng_seed(&rng, 9);
    for (size_t i = 0; i < 50; i++)
        x[i] = em_rng_normal(&rng);
    em_dataset *data = edge_data(5, 10, x);
    em_spec spec = edge_spec(EM_GMM, 1, EM_INIT_KMEANS);
    edge_run run = edge_fit(&spec, data);
    assert_int_equal(run.fit->stop, EM_STOP_TOLERANCE);
    edge_finish(&run);
    spec.reg_covar = 0;
    em_params *start = NULL;
    em_error error;
    em_status status = em_start(&spec, data, NULL, NULL, &start, &error);
    if (status == EM_OK) {
        run = edge_fit(&spec, data);
        assert_int_equal(run.fit->stop, EM_STOP_COLLAPSE);
        edge_finish(&run);
    } else {
        assert_int_equal(status, EM_ERR_COLLAPSE);
        assert_non_null(strstr(error.text, "singular"));
    }
    em_params_destroy(start);
    em_dataset_destroy(data);
}

static void test_10_one_point(void **state)
{
    (void)state;
    em_dataset *data = edge_data(1, 2, (const double[]){5, -3});
    em_spec spec = edge_spec(EM_KMEANS, 1, EM_INIT_KMEANSPP);
    edge_run run = edge_fit(&spec, data);
    assert_true(run.fit->resp->objective == 0 && run.fit->params->mean[1] == -3);
    edge_finish(&run);
    spec = edge_spec(EM_GMM, 1, EM_INIT_KMEANS);
    edge_refuse(&spec, data, EM_ERR_DATA, "at least 2 points");
    em_dataset_destroy(data);
}

static void test_11_no_points_or_features(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    em_error error;
    assert_int_equal(em_dataset_create(0, 3, false, &data, &error), EM_ERR_DATA);
    assert_string_equal(error.text, "there are no points");
    assert_int_equal(em_dataset_create(3, 0, false, &data, &error), EM_ERR_DATA);
    assert_string_equal(error.text, "there are no features");
}

static void test_12_one_feature(void **state)
{
    (void)state;
    em_dataset *data = edge_data(8, 1, (const double[]){1, 2, 1.5, 2.5, 8, 9, 8.5, 9.5});
    for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++) {
        em_spec spec = edge_spec(EM_GMM, 2, EM_INIT_KMEANS);
        spec.cov_kind = cov;
        edge_run run = edge_fit(&spec, data);
        assert_true(run.fit->converged && run.moved_wrong == 0);
        edge_finish(&run);
    }
    em_dataset_destroy(data);
}

/* Threads change no bit, and raising the flag ends a run at the next iteration. */
static void test_13_many_points(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    em_pool *pool = NULL;
    assert_int_equal(em_generate("blobs:n=100000,k=5", &data, NULL), EM_OK);
    assert_int_equal(em_pool_create(4, &pool, NULL), EM_OK);
    em_spec spec = edge_spec(EM_GMM, 5, EM_INIT_RANDOM);
    spec.max_iter = 3;
    em_fit *alone = NULL, *shared = NULL;
    assert_int_equal(em_fit_run(&spec, data, NULL, NULL, &alone, NULL), EM_OK);
    assert_int_equal(em_fit_run(&spec, data, pool, NULL, &shared, NULL), EM_OK);
    assert_true(em_params_equal(alone->params, shared->params));
    assert_true(alone->resp->objective == shared->resp->objective);
    em_fit_destroy(shared);
    em_fit_destroy(alone);
    atomic_bool cancel = true;
    em_control control = {.cancel = &cancel};
    assert_int_equal(em_fit_run(&spec, data, pool, &control, &alone, NULL), EM_ERR_INTERRUPTED);
    em_pool_destroy(pool);
    em_dataset_destroy(data);
}

static void test_14_ties_go_to_the_lowest_index(void **state)
{
    (void)state;
    em_dataset *data = edge_data(3, 1, (const double[]){-1, 0, 1});
    for (em_kind kind = EM_KMEANS; kind <= EM_GMM; kind++) {
        em_spec spec = edge_spec(kind, 2, EM_INIT_POINTS);
        spec.points = (size_t[]){2, 0};
        spec.max_iter = 0;
        edge_run run = edge_fit(&spec, data);
        assert_int_equal(run.fit->resp->label[1], 0);
        if (kind == EM_GMM)
            assert_true(run.fit->resp->gamma[2] == 0.5 && run.fit->resp->gamma[3] == 0.5);
        edge_finish(&run);
    }
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_01_more_components_than_points),
        cmocka_unit_test(test_02_as_many_components_as_points),
        cmocka_unit_test(test_03_more_components_than_distinct_points),
        cmocka_unit_test(test_04_empty_cluster),
        cmocka_unit_test(test_05_component_on_one_point),
        cmocka_unit_test(test_06_floor_beside_small_data),
        cmocka_unit_test(test_07_constant_feature),
        cmocka_unit_test(test_08_collinear_features),
        cmocka_unit_test(test_09_fewer_points_than_covariance_numbers),
        cmocka_unit_test(test_10_one_point),
        cmocka_unit_test(test_11_no_points_or_features),
        cmocka_unit_test(test_12_one_feature),
        cmocka_unit_test(test_13_many_points),
        cmocka_unit_test(test_14_ties_go_to_the_lowest_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
