#include "em/dataset.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static em_dataset *make(size_t n, size_t d, const double *x, const char *const *label)
{
    em_dataset *data = NULL;
    em_error error;
    assert_int_equal(em_dataset_create(n, d, false, &data, &error), EM_OK);
    memcpy(data->x, x, n * d * sizeof *x);
    em_dataset_set_name(data, "test");
    if (label)
        assert_int_equal(em_dataset_set_labels(data, label, &error), EM_OK);
    assert_int_equal(em_dataset_finish(data, &error), EM_OK);
    return data;
}

static em_dataset *prepare(const em_dataset *data, const em_prepare *how)
{
    em_dataset *out = NULL;
    em_error error = {0};
    if (em_dataset_prepare(data, how, &out, &error) != EM_OK)
        fail_msg("%s", error.text);
    return out;
}

static void refuse(const em_dataset *data, const em_prepare *how, const char *word)
{
    em_dataset *out = NULL;
    em_error error = {0};
    assert_int_equal(em_dataset_prepare(data, how, &out, &error), EM_ERR_DATA);
    assert_null(out);
    if (!strstr(error.text, word))
        fail_msg("'%s' does not say '%s'", error.text, word);
}

static void test_statistics(void **state)
{
    (void)state;
    em_dataset *data = make(4, 2, (const double[]){1, 5, 2, 5, 3, 5, 6, 5}, NULL);
    assert_true(data->offset[0] == 3 && data->offset[1] == 5);
    assert_true(data->variance[0] == 3.5 && data->variance[1] == 0);
    assert_true(data->minimum[0] == 1 && data->maximum[0] == 6);
    assert_false(data->binary);
    em_dataset_destroy(data);
    data = make(2, 2, (const double[]){0, 1, 1, 1}, NULL);
    assert_true(data->binary);
    em_dataset_destroy(data);
}

static void test_a_constant_feature_has_no_variance_however_its_mean_is_rounded(void **state)
{
    (void)state;
    double x[7];
    for (size_t i = 0; i < 7; i++)
        x[i] = 0.1;
    em_dataset *data = make(7, 1, x, NULL);
    assert_true(data->offset[0] == 0.1 && data->variance[0] == 0.0);
    em_dataset_destroy(data);
}

static void test_huge_values_are_noted_and_stay_finite(void **state)
{
    (void)state;
    em_dataset *data = make(3, 2, (const double[]){1.7e308, 1, 1.7e308, 1, -1.7e308, 2}, NULL);
    assert_true(isfinite(data->offset[0]) && data->variance[0] == DBL_MAX);
    assert_non_null(strstr(data->note, "1e150"));
    em_dataset *copy = prepare(data, &(em_prepare){.limit = 2});
    assert_string_equal(copy->note, data->note);
    em_dataset_destroy(copy);
    em_dataset_destroy(data);
}

static void test_a_value_that_is_not_finite_is_located(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    em_error error;
    assert_int_equal(em_dataset_create(3, 2, true, &data, &error), EM_OK);
    assert_int_equal(em_dataset_set_feature(data, 0, "width", &error), EM_OK);
    assert_int_equal(em_dataset_set_feature(data, 0, "height", &error), EM_OK);
    data->x[4] = (double)NAN;
    assert_int_equal(em_dataset_finish(data, &error), EM_ERR_DATA);
    assert_non_null(strstr(error.text, "row 2, feature height"));
    data->x[4] = 0;
    data->x[1] = (double)INFINITY;
    assert_int_equal(em_dataset_finish(data, &error), EM_ERR_DATA);
    assert_non_null(strstr(error.text, "row 0, feature x2"));
    em_dataset_destroy(data);
}

static void test_sizes_that_cannot_be(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    em_error error;
    assert_int_equal(em_dataset_create(0, 2, false, &data, &error), EM_ERR_DATA);
    assert_int_equal(em_dataset_create(2, 0, false, &data, &error), EM_ERR_DATA);
    assert_int_equal(em_dataset_create(SIZE_MAX / 4, 3, false, &data, &error), EM_ERR_MEMORY);
    assert_int_equal(em_dataset_create(SIZE_MAX / 16, 3, false, &data, &error), EM_ERR_MEMORY);
    assert_null(data);
    em_dataset_destroy(NULL);
}

static void test_labels_in_the_order_of_numpy_unique(void **state)
{
    (void)state;
    const double x[5] = {0, 1, 2, 3, 4};
    em_dataset *data = make(5, 1, x, (const char *const[]){"10", "9", "-1.5", "9", "1e1"});
    assert_int_equal(data->classes, 3);
    assert_string_equal(data->class_name[0], "-1.5");
    assert_string_equal(data->class_name[1], "9");
    assert_string_equal(data->class_name[2], "10");
    assert_memory_equal(data->label, ((int32_t[]){2, 1, 0, 1, 2}), sizeof(int32_t[5]));
    em_dataset_destroy(data);
    data = make(5, 1, x, (const char *const[]){"10", "9", "b", "Z", "nan"});
    assert_string_equal(data->class_name[0], "10");
    assert_string_equal(data->class_name[1], "9");
    assert_string_equal(data->class_name[2], "Z");
    assert_string_equal(data->class_name[4], "nan");
    assert_memory_equal(data->label, ((int32_t[]){0, 1, 3, 2, 4}), sizeof(int32_t[5]));
    em_error error;
    const char *again[] = {"a", "a", "a", "", "a"};
    assert_int_equal(em_dataset_set_labels(data, again, &error), EM_OK);
    assert_int_equal(data->classes, 2);
    assert_string_equal(data->class_name[0], "");
    em_dataset_destroy(data);
}

static const double TABLE[] = {1, 10, 5, 2, 20, 5, 3, 30, 5, 4, 40, 5, 9, 90, 5};
static const char *const KIND[] = {"b", "a", "c", "b", "a"};

static em_dataset *table(void)
{
    em_dataset *data = make(5, 3, TABLE, KIND);
    em_error error;
    assert_int_equal(em_dataset_set_feature(data, 1, "weight", &error), EM_OK);
    assert_int_equal(em_dataset_set_feature(data, 2, "0", &error), EM_OK);
    return data;
}

static void test_prepare_keeps_labels_then_features_then_limit(void **state)
{
    (void)state;
    em_dataset *data = table();
    em_dataset *out =
        prepare(data, &(em_prepare){.keep_labels = "c,b", .features = "weight,x1", .limit = 2});
    assert_int_equal(out->n, 2);
    assert_int_equal(out->d, 2);
    assert_memory_equal(out->x, ((double[]){10, 1, 30, 3}), sizeof(double[4]));
    assert_int_equal(out->classes, 2);
    assert_string_equal(out->class_name[0], "b");
    assert_string_equal(out->class_name[1], "c");
    assert_memory_equal(out->label, ((int32_t[]){0, 1}), sizeof(int32_t[2]));
    char name[16];
    assert_string_equal(em_dataset_feature_name(out, 0, name, sizeof name), "weight");
    assert_string_equal(em_dataset_feature_name(out, 1, name, sizeof name), "x1");
    em_dataset_destroy(out);
    /* A name goes before a position. */
    out = prepare(data, &(em_prepare){.features = "0,1"});
    assert_memory_equal(out->x, ((double[]){5, 10}), sizeof(double[2]));
    assert_int_equal(out->classes, 3);
    em_dataset_destroy(out);
    em_dataset_destroy(data);
}

static void test_prepare_standardizes_and_binarizes(void **state)
{
    (void)state;
    em_dataset *data = table();
    em_dataset *out = prepare(data, &(em_prepare){.features = "x1,2", .standardize = true});
    assert_true(fabs(out->offset[0]) < 1e-15 && fabs(out->variance[0] - 1) < 1e-15);
    assert_true(out->x[1] == 0.0 && out->variance[1] == 0.0);
    assert_non_null(strstr(out->note, "standardised"));
    em_dataset_destroy(out);
    out = prepare(data, &(em_prepare){.features = "x1", .binarize = true});
    assert_memory_equal(out->x, ((double[]){0, 0, 0, 0, 1}), sizeof(double[5]));
    assert_true(out->binary);
    assert_non_null(strstr(out->note, "above 4.5"));
    em_dataset_destroy(out);
    out = prepare(
        data,
        &(em_prepare){.features = "x1", .binarize = true, .threshold_given = true, .threshold = 2});
    assert_memory_equal(out->x, ((double[]){0, 0, 1, 1, 1}), sizeof(double[5]));
    em_dataset_destroy(out);
    em_dataset_destroy(data);
}

static void test_prepare_sets_the_size_of_images(void **state)
{
    (void)state;
    em_dataset *data = table();
    em_dataset *out = prepare(data, &(em_prepare){.image_w = 3, .image_h = 1});
    assert_int_equal(out->image_w, 3);
    em_dataset *part = prepare(out, &(em_prepare){.features = "x1"});
    assert_int_equal(part->image_w, 0);
    em_dataset_destroy(part);
    part = prepare(out, &(em_prepare){.limit = 1});
    assert_int_equal(part->image_w, 3);
    em_dataset_destroy(part);
    em_dataset_destroy(out);
    refuse(data, &(em_prepare){.image_w = 2, .image_h = 2}, "2x2");
    refuse(data, &(em_prepare){.image_w = SIZE_MAX, .image_h = 3}, "do not fit");
    em_dataset_destroy(data);
}

static void test_prepare_names_what_does_not_exist(void **state)
{
    (void)state;
    em_dataset *data = table();
    refuse(data, &(em_prepare){.keep_labels = "a,x"}, "no label 'x'");
    refuse(data, &(em_prepare){.keep_labels = ""}, "no label ''");
    refuse(data, &(em_prepare){.features = "3"}, "no feature '3'");
    refuse(data, &(em_prepare){.features = "x1,"}, "no feature ''");
    refuse(data, &(em_prepare){.features = "x1,0,2"}, "chosen twice");
    refuse(data, &(em_prepare){.features = "99999999999999999999"}, "no feature");
    em_dataset_destroy(data);
    data = make(2, 1, (const double[]){1, 2}, NULL);
    refuse(data, &(em_prepare){.keep_labels = "a"}, "no labels");
    em_dataset_destroy(data);
}

static void test_edit_adds_and_drops(void **state)
{
    (void)state;
    em_dataset *data = table(), *out = NULL;
    em_error error;
    const bool drop[5] = {true, false, true, false, false};
    const double add[3] = {7, 70, 6};
    assert_int_equal(em_dataset_edit(data, add, 1, drop, &out, &error), EM_OK);
    assert_int_equal(out->n, 4);
    assert_memory_equal(out->x + 9, add, sizeof add);
    assert_true(out->maximum[2] == 6);
    assert_int_equal(out->classes, 3);
    assert_string_equal(out->class_name[1], "added");
    assert_memory_equal(out->label, ((int32_t[]){0, 2, 0, 1}), sizeof(int32_t[4]));
    char name[16];
    assert_string_equal(em_dataset_feature_name(out, 1, name, sizeof name), "weight");
    assert_int_equal(out->added, 1);
    assert_int_equal(out->erased, 2);
    em_dataset *again;
    assert_int_equal(em_dataset_edit(out, add, 1, NULL, &again, &error), EM_OK);
    assert_int_equal(again->added, 2);
    assert_int_equal(again->erased, 2);
    em_dataset_destroy(again);
    em_dataset_destroy(out);
    assert_int_equal(em_dataset_edit(data, NULL, 0, NULL, &out, &error), EM_OK);
    assert_memory_equal(out->x, data->x, sizeof TABLE);
    em_dataset_destroy(out);
    const bool all[5] = {true, true, true, true, true};
    assert_int_equal(em_dataset_edit(data, NULL, 0, all, &out, &error), EM_ERR_DATA);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statistics),
        cmocka_unit_test(test_a_constant_feature_has_no_variance_however_its_mean_is_rounded),
        cmocka_unit_test(test_huge_values_are_noted_and_stay_finite),
        cmocka_unit_test(test_a_value_that_is_not_finite_is_located),
        cmocka_unit_test(test_sizes_that_cannot_be),
        cmocka_unit_test(test_labels_in_the_order_of_numpy_unique),
        cmocka_unit_test(test_prepare_keeps_labels_then_features_then_limit),
        cmocka_unit_test(test_prepare_standardizes_and_binarizes),
        cmocka_unit_test(test_prepare_sets_the_size_of_images),
        cmocka_unit_test(test_prepare_names_what_does_not_exist),
        cmocka_unit_test(test_edit_adds_and_drops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
