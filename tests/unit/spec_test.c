#include "em/spec.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static em_dataset *table(size_t n, size_t d)
{
    em_dataset *data = NULL;
    assert_int_equal(em_dataset_create(n, d, false, &data, NULL), EM_OK);
    em_dataset_set_name(data, "tiny");
    for (size_t i = 0; i < n * d; i++)
        data->x[i] = (double)i;
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    return data;
}

static void test_defaults(void **state)
{
    (void)state;
    em_spec s;
    em_spec_init(&s, EM_KMEANS);
    assert_int_equal(s.init, EM_INIT_KMEANSPP);
    assert_int_equal(em_spec_max_iter(&s), 300);
    assert_true(em_spec_tol(&s) == 1e-4);
    em_spec_init(&s, EM_GMM);
    assert_int_equal(s.init, EM_INIT_KMEANS);
    assert_int_equal(s.cov_kind, EM_COV_FULL);
    assert_int_equal(em_spec_max_iter(&s), 100);
    assert_true(em_spec_tol(&s) == 1e-3 && s.reg_covar == 1e-6);
    assert_int_equal(s.seed, 42);
    assert_int_equal(s.stream, EM_STREAM_SKLEARN_1_2);
    em_spec_init(&s, EM_BERNOULLI);
    assert_int_equal(s.init, EM_INIT_RANDOM);
    s.tol = 0;
    s.max_iter = 0;
    assert_true(em_spec_tol(&s) == 0);
    assert_int_equal(em_spec_max_iter(&s), 0);
}

static void test_copies_are_deep_and_equal(void **state)
{
    (void)state;
    em_spec a, b;
    double means[] = {1, 2, 3};
    em_spec_init(&a, EM_GMM);
    a.points = (size_t[]){3, 1, 2};
    a.means = means;
    a.means_d = 1;
    a.path = (char[]){"m.csv"};
    assert_int_equal(em_spec_copy(&a, &b), EM_OK);
    assert_true(em_spec_equal(&a, &b));
    assert_ptr_not_equal(a.points, b.points);
    b.points[1] = 9;
    assert_false(em_spec_equal(&a, &b));
    b.points[1] = 1;
    b.means[2] = 4;
    assert_false(em_spec_equal(&a, &b));
    b.means[2] = 3;
    b.path[0] = 'n';
    assert_false(em_spec_equal(&a, &b));
    b.path[0] = 'm';
    b.tol = 0;
    assert_false(em_spec_equal(&a, &b));
    em_spec_finish(&b);
    assert_null(b.points);
    em_spec_init(&b, EM_GMM);
    em_spec_init(&a, EM_GMM);
    assert_true(em_spec_equal(&a, &b));
    b.seed = 1;
    assert_false(em_spec_equal(&a, &b));
    b.seed = 42;
    b.stream = EM_STREAM_SKLEARN_1_3;
    assert_false(em_spec_equal(&a, &b));
    b = a;
    b.points = (size_t[]){0, 0, 0};
    assert_false(em_spec_equal(&a, &b));
}

static void refuse(const em_spec *s, const em_dataset *data, em_status want, const char *word)
{
    em_error error = {0};
    assert_int_equal(em_spec_check(s, data, &error), want);
    if (!strstr(error.text, word))
        fail_msg("'%s' does not say '%s'", error.text, word);
}

static void test_usage_is_checked_without_data(void **state)
{
    (void)state;
    em_spec good, s;
    em_spec_init(&good, EM_GMM);
    assert_int_equal(em_spec_check(&good, NULL, NULL), EM_OK);
    s = good, s.k = 0;
    refuse(&s, NULL, EM_ERR_USAGE, "K is 0");
    s = good, s.n_init = 0;
    refuse(&s, NULL, EM_ERR_USAGE, "n-init is 0");
    s = good, s.tol = -0.5;
    refuse(&s, NULL, EM_ERR_USAGE, "tol is -0.5");
    s = good, s.tol = (double)NAN;
    refuse(&s, NULL, EM_ERR_USAGE, "tol is");
    s = good, s.reg_covar = -1e-6;
    refuse(&s, NULL, EM_ERR_USAGE, "reg-covar is -1e-06");
    s = good, s.init_cov = (double)INFINITY;
    refuse(&s, NULL, EM_ERR_USAGE, "init-cov is inf");
    s = good, s.fixed_epsilon = -1;
    refuse(&s, NULL, EM_ERR_USAGE, "fixed-epsilon is -1");
    s = good, s.equal_weights = true;
    refuse(&s, NULL, EM_ERR_USAGE, "fixed epsilon");
    s = good, s.init = EM_INIT_POINTS;
    refuse(&s, NULL, EM_ERR_USAGE, "3 rows");
    s = good, s.init = EM_INIT_MANUAL;
    refuse(&s, NULL, EM_ERR_USAGE, "3 means");
    s = good, s.kind = EM_KMEANS;
    refuse(&s, NULL, EM_ERR_USAGE, "'k-means' is for mixtures");
    s.init = EM_INIT_RANDOM;
    s.fixed_epsilon = 1;
    refuse(&s, NULL, EM_ERR_USAGE, "the model is kmeans");
}

static void test_data_is_checked_with_both_numbers(void **state)
{
    (void)state;
    em_dataset *data = table(3, 2), *one = table(1, 1);
    em_spec s;
    em_spec_init(&s, EM_KMEANS);
    s.k = 4;
    refuse(&s, data, EM_ERR_DATA, "K is 4, but tiny has only 3 points");
    s.k = 3;
    assert_int_equal(em_spec_check(&s, data, NULL), EM_OK);
    s.init = EM_INIT_POINTS;
    s.points = (size_t[]){0, 2, 3};
    refuse(&s, data, EM_ERR_DATA, "no row 3: tiny has rows 0 to 2");
    s.init = EM_INIT_FILE;
    double means[] = {0, 1, 2, 3, 4, 5};
    s.means = means;
    s.means_d = 3;
    refuse(&s, data, EM_ERR_DATA, "3 columns, the data has 2");
    s.means_d = 2;
    assert_int_equal(em_spec_check(&s, data, NULL), EM_OK);
    means[3] = (double)NAN;
    refuse(&s, data, EM_ERR_DATA, "row 2, column 2");
    em_spec_init(&s, EM_BERNOULLI);
    refuse(&s, data, EM_ERR_DATA, "0 and 1");
    em_spec_init(&s, EM_GMM);
    s.k = 1;
    refuse(&s, one, EM_ERR_DATA, "at least 2 points");
    em_spec_init(&s, EM_KMEANS);
    s.k = 1;
    assert_int_equal(em_spec_check(&s, one, NULL), EM_OK);
    s.k = 2;
    refuse(&s, one, EM_ERR_DATA, "only 1 point");
    em_spec_init(&s, EM_BERNOULLI);
    s.k = 1;
    s.init = EM_INIT_MANUAL;
    s.means = (double[]){1.5};
    s.means_d = 1;
    assert_true(one->binary);
    refuse(&s, one, EM_ERR_DATA, "a probability");
    em_dataset_destroy(one);
    em_dataset_destroy(data);
}

static void test_starts_suit_models(void **state)
{
    (void)state;
    for (em_init i = 0; i < EM_INIT_COUNT; i++) {
        bool mixtures_only = i == EM_INIT_KMEANS || i == EM_INIT_RESPONSIBILITIES;
        assert_true(em_init_suits(i, EM_KMEANS) == !mixtures_only);
        assert_true(em_init_suits(i, EM_GMM) && em_init_suits(i, EM_BERNOULLI));
        assert_true(strlen(em_init_name(i)) > 0);
    }
    assert_string_equal(em_init_name(EM_INIT_COUNT), "");
}

static void test_text_of_a_start(void **state)
{
    (void)state;
    char text[64];
    em_spec s;
    em_spec_init(&s, EM_GMM);
    assert_string_equal(em_spec_init_text(&s, text, sizeof text), "k-means");
    s.init = EM_INIT_POINTS;
    s.points = (size_t[]){10, 100, 300};
    assert_string_equal(em_spec_init_text(&s, text, sizeof text), "points:10,100,300");
    assert_string_equal(em_spec_init_text(&s, text, 12), "points:10,1");
    s.init = EM_INIT_FILE;
    s.path = (char[]){"a/b.csv"};
    assert_string_equal(em_spec_init_text(&s, text, sizeof text), "file:a/b.csv");
    assert_string_equal(em_stop_name(EM_STOP_NONE), "");
    assert_string_equal(em_stop_name(EM_STOP_MAX_ITER), "max_iter");
    assert_string_equal(em_stop_name(EM_STOP_COLLAPSE), "collapse");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_copies_are_deep_and_equal),
        cmocka_unit_test(test_usage_is_checked_without_data),
        cmocka_unit_test(test_data_is_checked_with_both_numbers),
        cmocka_unit_test(test_starts_suit_models),
        cmocka_unit_test(test_text_of_a_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
