/* Edge cases 15 to 30 of 30: huge, tiny, far and missing values, underflow, objectives, labels,
 * limits, given parameters. As in edge_sizes_test.c. */
#include "edge.h"

#include "em/generate.h"
#include "em/metrics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_15_huge_values(void **state)
{
    (void)state;
    em_dataset *data = edge_data(4, 2, (const double[]){1e308, 1, -1e308, 2, 1e308, 3, 9e307, 4});
    assert_non_null(strstr(data->note, "1e150"));
    em_spec spec = edge_spec(EM_KMEANS, 2, EM_INIT_FARTHEST);
    edge_run run = edge_fit(&spec, data);
    edge_finish(&run);
    spec = edge_spec(EM_GMM, 2, EM_INIT_RANDOM);
    run = edge_fit(&spec, data);
    edge_finish(&run);
    em_dataset_destroy(data);
    data = edge_data(4, 1, (const double[]){1e150, -1e150, 1.1e150, -1.1e150});
    spec = edge_spec(EM_KMEANS, 2, EM_INIT_FARTHEST);
    run = edge_fit(&spec, data);
    assert_int_equal(run.fit->resp->label[0], run.fit->resp->label[2]);
    assert_int_not_equal(run.fit->resp->label[0], run.fit->resp->label[1]);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_16_tiny_values(void **state)
{
    (void)state;
    em_dataset *data = edge_data(4, 1, (const double[]){1e-200, 2e-200, 9e-200, 8e-200});
    em_spec spec = edge_spec(EM_KMEANS, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 2};
    edge_run run = edge_fit(&spec, data);
    edge_finish(&run);
    spec = edge_spec(EM_GMM, 2, EM_INIT_RANDOM);
    run = edge_fit(&spec, data);
    edge_finish(&run);
    em_dataset_destroy(data);
    data = edge_data(4, 1, (const double[]){1e-140, 2e-140, 9e-140, 8e-140});
    spec = edge_spec(EM_KMEANS, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 2};
    run = edge_fit(&spec, data);
    assert_int_equal(run.fit->resp->label[1], 0);
    assert_int_equal(run.fit->resp->label[3], 1);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_17_far_from_the_origin(void **state)
{
    (void)state;
    const double near[] = {1e-3, 2e-3, 7e-3, 8e-3};
    double far[4];
    for (size_t i = 0; i < 4; i++)
        far[i] = 1e9 + near[i];
    em_dataset *data = edge_data(4, 1, far);
    em_spec spec = edge_spec(EM_KMEANS, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 2};
    edge_run run = edge_fit(&spec, data);
    assert_memory_equal(run.fit->resp->label, ((int32_t[]){0, 0, 1, 1}), sizeof(int32_t[4]));
    assert_true(run.fit->resp->objective > 0 && run.fit->resp->objective < 2e-6);
    edge_finish(&run);
    spec = edge_spec(EM_GMM, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 2};
    spec.reg_covar = 0;
    run = edge_fit(&spec, data);
    assert_int_equal(run.fit->resp->label[0], run.fit->resp->label[1]);
    assert_int_not_equal(run.fit->resp->label[1], run.fit->resp->label[2]);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_18_values_that_are_not_numbers(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    em_error error;
    assert_int_equal(em_dataset_create(2, 2, false, &data, NULL), EM_OK);
    data->x[3] = (double)NAN;
    assert_int_equal(em_dataset_finish(data, &error), EM_ERR_DATA);
    assert_string_equal(error.text, "row 1, feature x2 is not a finite number");
    em_dataset_destroy(data);
}

static void test_19_densities_underflow(void **state)
{
    (void)state;
    enum { D = 2000 };
    double *x = calloc(4 * D, sizeof *x);
    assert_non_null(x);
    for (size_t j = 0; j < D; j++) {
        x[j] = x[D + j] = (double)(j % 2);
        x[2 * D + j] = x[3 * D + j] = (double)(j % 3 == 0);
    }
    x[7] = 1 - x[7];
    x[2 * D + 9] = 1 - x[2 * D + 9];
    em_dataset *data = edge_data(4, D, x);
    em_spec spec = edge_spec(EM_BERNOULLI, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 2};
    edge_run run = edge_fit(&spec, data);
    assert_memory_equal(run.fit->resp->label, ((int32_t[]){0, 0, 1, 1}), sizeof(int32_t[4]));
    edge_finish(&run);
    em_dataset_destroy(data);
    free(x);
    data = edge_data(4, 1, (const double[]){0, 1, 1e4, 1e4 + 1});
    spec = edge_spec(EM_GMM, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 1};
    spec.init_cov = 1e-3;
    run = edge_fit(&spec, data);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_20_far_outlier(void **state)
{
    (void)state;
    for (int huge = 0; huge < 2; huge++) {
        em_dataset *data = edge_data(6, 1, (const double[]){0, 1, 2, 3, 4, huge ? 1e200 : 1e6});
        em_spec spec = edge_spec(EM_KMEANS, 2, EM_INIT_FARTHEST);
        edge_run run = edge_fit(&spec, data);
        assert_int_not_equal(run.fit->resp->label[5], run.fit->resp->label[0]);
        edge_finish(&run);
        spec = edge_spec(EM_GMM, 2, EM_INIT_KMEANS);
        run = edge_fit(&spec, data);
        edge_finish(&run);
        em_dataset_destroy(data);
    }
}

static void test_21_log_likelihood_above_zero(void **state)
{
    (void)state;
    em_dataset *data = edge_data(4, 1, (const double[]){1e-3, 2e-3, 7e-3, 8e-3});
    em_spec spec = edge_spec(EM_GMM, 1, EM_INIT_KMEANS);
    spec.reg_covar = 0;
    edge_run run = edge_fit(&spec, data);
    assert_true(run.fit->resp->objective > 0 && run.moved_wrong == 0);
    edge_finish(&run);
    em_dataset_destroy(data);
}

/* The floor makes the M-step inexact: the log-likelihood may fall, which is seen and said. */
static void test_22_objective_moves_the_wrong_way(void **state)
{
    (void)state;
    assert_true(em_objective_wrong(EM_GMM, -10, -10.1));
    assert_false(em_objective_wrong(EM_GMM, -10, -10 - 1e-12));
    assert_false(em_objective_wrong(EM_GMM, -10, -9));
    assert_true(em_objective_wrong(EM_KMEANS, 10, 10.1));
    assert_false(em_objective_wrong(EM_KMEANS, 10, 9));
    em_dataset *data = NULL;
    assert_int_equal(em_generate("varied", &data, NULL), EM_OK);
    em_spec spec = edge_spec(EM_GMM, 3, EM_INIT_RANDOM);
    spec.reg_covar = 0;
    edge_run run = edge_fit(&spec, data);
    assert_int_equal(run.moved_wrong, 0);
    edge_finish(&run);
    em_dataset_destroy(data);
    data = edge_data(4, 1, (const double[]){0, 0.1, 1, 1.1});
    spec = edge_spec(EM_GMM, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 3};
    spec.reg_covar = 0.5;
    spec.init_cov = 0.01;
    run = edge_fit(&spec, data);
    assert_true(run.moved_wrong > 0);
    assert_true(run.seen[EM_EVENT_REG_COVAR_LARGE] > 0);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_23_probabilities_of_zero_and_one(void **state)
{
    (void)state;
    em_dataset *data = edge_data(4, 3, (const double[]){1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0});
    em_spec spec = edge_spec(EM_BERNOULLI, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){0, 1};
    edge_run run = edge_fit(&spec, data);
    assert_true(run.fit->params->mean[0] == 1 && run.fit->params->mean[2] == 0);
    assert_memory_equal(run.fit->resp->label, ((int32_t[]){0, 1, 0, 1}), sizeof(int32_t[4]));
    edge_finish(&run);
    /* Row 1 contradicts both components, as much the one as the other. */
    spec.points = (size_t[]){0, 0};
    spec.max_iter = 0;
    run = edge_fit(&spec, data);
    assert_true(run.fit->resp->gamma[2] == 0.5 && run.fit->resp->label[1] == 0);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_24_bernoulli_needs_zeros_and_ones(void **state)
{
    (void)state;
    em_dataset *data = edge_data(3, 1, (const double[]){0, 0.5, 1}), *binary = NULL;
    em_spec spec = edge_spec(EM_BERNOULLI, 2, EM_INIT_RANDOM);
    edge_refuse(&spec, data, EM_ERR_DATA, "binarise");
    em_prepare how = {.binarize = true};
    assert_int_equal(em_dataset_prepare(data, &how, &binary, NULL), EM_OK);
    assert_non_null(strstr(binary->note, "above 0.5"));
    edge_run run = edge_fit(&spec, binary);
    edge_finish(&run);
    em_dataset_destroy(binary);
    em_dataset_destroy(data);
}

/* A component that reaches no point keeps its place, has no weight, and is named. */
static void test_25_weight_goes_to_zero(void **state)
{
    (void)state;
    em_dataset *data = edge_data(4, 1, (const double[]){0, 0.01, 0.02, 100});
    em_spec spec = edge_spec(EM_GMM, 3, EM_INIT_MANUAL);
    spec.means = (double[]){0, 50, 100};
    spec.means_d = 1;
    spec.init_cov = 1e-3;
    edge_run run = edge_fit(&spec, data);
    assert_int_equal(run.first[EM_EVENT_EMPTY].component, 1);
    assert_int_equal(run.seen[EM_EVENT_EMPTY], run.fit->iterations);
    assert_true(run.fit->params->weight[1] == 0 && run.fit->params->mean[1] == 50);
    assert_true(run.fit->params->cov[1] == 1e-3);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_26_labels_switch(void **state)
{
    (void)state;
    const int32_t a[] = {0, 0, 1, 1, 2, 2}, b[] = {2, 2, 0, 0, 1, 1};
    int32_t to[3];
    double ari;
    assert_int_equal(em_match_components(a, 3, b, 3, 6, to), EM_OK);
    assert_memory_equal(to, ((int32_t[]){1, 2, 0}), sizeof to);
    assert_int_equal(em_adjusted_rand(a, 3, b, 3, 6, &ari), EM_OK);
    assert_true(ari == 1);
}

static void test_27_none_or_one_iteration(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    assert_int_equal(em_generate("aniso", &data, NULL), EM_OK);
    for (em_kind kind = EM_KMEANS; kind <= EM_GMM; kind++)
        for (size_t most = 0; most < 2; most++) {
            em_spec spec = edge_spec(kind, 3, EM_INIT_RANDOM);
            spec.max_iter = most;
            edge_run run = edge_fit(&spec, data);
            assert_int_equal(run.fit->iterations, most);
            assert_int_equal(run.fit->stop, EM_STOP_MAX_ITER);
            assert_true(em_params_equal(run.fit->start, run.fit->params) == (most == 0));
            edge_finish(&run);
        }
    em_dataset_destroy(data);
}

static void test_28_the_rule_that_fired(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    assert_int_equal(em_generate("aniso", &data, NULL), EM_OK);
    em_spec spec = edge_spec(EM_KMEANS, 3, EM_INIT_RANDOM);
    spec.tol = 0;
    edge_run run = edge_fit(&spec, data);
    assert_int_equal(run.fit->stop, EM_STOP_UNCHANGED);
    edge_finish(&run);
    spec.tol = 1e9;
    run = edge_fit(&spec, data);
    assert_int_equal(run.fit->stop, EM_STOP_TOLERANCE);
    assert_int_equal(run.fit->iterations, 1);
    edge_finish(&run);
    spec = edge_spec(EM_GMM, 3, EM_INIT_RANDOM);
    spec.tol = 1e9;
    run = edge_fit(&spec, data);
    assert_int_equal(run.fit->iterations, 2);
    edge_finish(&run);
    spec.tol = 0;
    spec.max_iter = 200;
    run = edge_fit(&spec, data);
    assert_int_equal(run.fit->stop, EM_STOP_MAX_ITER);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_29_components_that_start_equal(void **state)
{
    (void)state;
    em_dataset *data = edge_data(6, 1, (const double[]){0, 1, 2, 10, 11, 12});
    em_spec spec = edge_spec(EM_GMM, 2, EM_INIT_POINTS);
    spec.points = (size_t[]){1, 1};
    edge_run run = edge_fit(&spec, data);
    assert_true(run.seen[EM_EVENT_EQUAL_COMPONENTS] > 0);
    assert_int_equal(run.first[EM_EVENT_EQUAL_COMPONENTS].component, 1);
    assert_int_equal(run.first[EM_EVENT_EQUAL_COMPONENTS].other, 0);
    assert_true(run.fit->params->mean[0] == run.fit->params->mean[1]);
    edge_finish(&run);
    em_dataset_destroy(data);
}

static void test_30_given_parameters_are_checked(void **state)
{
    (void)state;
    em_params *p = NULL;
    em_error error;
    assert_int_equal(em_params_create(EM_GMM, EM_COV_FULL, 1, 2, &p, NULL), EM_OK);
    p->weight[0] = 1.1;
    p->cov[0] = p->cov[3] = 1;
    assert_int_equal(em_params_check(p, &error), EM_ERR_DATA);
    assert_string_equal(error.text, "the weights sum to 1.1, expected 1");
    p->weight[0] = 1;
    p->cov[1] = p->cov[2] = 2;
    assert_int_equal(em_params_check(p, &error), EM_ERR_DATA);
    assert_string_equal(error.text, "covariance 1 is not positive definite");
    em_params_destroy(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_15_huge_values),
        cmocka_unit_test(test_16_tiny_values),
        cmocka_unit_test(test_17_far_from_the_origin),
        cmocka_unit_test(test_18_values_that_are_not_numbers),
        cmocka_unit_test(test_19_densities_underflow),
        cmocka_unit_test(test_20_far_outlier),
        cmocka_unit_test(test_21_log_likelihood_above_zero),
        cmocka_unit_test(test_22_objective_moves_the_wrong_way),
        cmocka_unit_test(test_23_probabilities_of_zero_and_one),
        cmocka_unit_test(test_24_bernoulli_needs_zeros_and_ones),
        cmocka_unit_test(test_25_weight_goes_to_zero),
        cmocka_unit_test(test_26_labels_switch),
        cmocka_unit_test(test_27_none_or_one_iteration),
        cmocka_unit_test(test_28_the_rule_that_fired),
        cmocka_unit_test(test_29_components_that_start_equal),
        cmocka_unit_test(test_30_given_parameters_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
