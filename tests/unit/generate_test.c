/* Generated data sets against scikit-learn's: tests/reference/generate_reference.py */
#include "em/generate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../reference/generate_reference.h"

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static em_dataset *make(const char *name)
{
    em_dataset *data = NULL;
    em_error error = {0};
    if (em_generate(name, &data, &error) != EM_OK)
        fail_msg("%s: %s", name, error.text);
    assert_string_equal(data->name, name);
    return data;
}

static bool near(double a, double b, double relative)
{
    return fabs(a - b) <= relative * fmax(fabs(a), fabs(b));
}

static void compare(const em_dataset *data, const struct reference *r)
{
    assert_int_equal(data->n, r->n);
    assert_int_equal(data->d, r->d);
    assert_int_equal(data->classes, r->classes);
    for (size_t m = 0; m < REFERENCE_ROWS; m++) {
        assert_int_equal(data->label[r->row[m]], r->label[m]);
        for (size_t j = 0; j < r->d; j++)
            assert_true(near(data->x[r->row[m] * r->d + j], r->x[m * r->d + j], 1e-12));
    }
    size_t label_sum = 0;
    double sum[3] = {0}, square[3] = {0};
    for (size_t i = 0; i < data->n; i++) {
        label_sum += (size_t)data->label[i] * i;
        for (size_t j = 0; j < r->d; j++) {
            double x = data->x[i * r->d + j];
            sum[j] += x;
            square[j] += x * x;
        }
    }
    assert_int_equal(label_sum, r->label_sum);
    for (size_t j = 0; j < r->d; j++) {
        assert_true(near(square[j], r->square[j], 1e-12));
        assert_true(fabs(sum[j] - r->sum[j]) <= 1e-12 * sqrt(r->square[j] * (double)r->n));
    }
}

static void test_every_set_is_the_one_of_scikit_learn(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reference); i++) {
        em_dataset *data = make(reference[i].name);
        compare(data, &reference[i]);
        em_dataset_destroy(data);
    }
}

static void test_hand_is_one_two_three(void **state)
{
    (void)state;
    em_dataset *data = make("hand");
    assert_int_equal(data->n, 3);
    assert_int_equal(data->d, 1);
    assert_null(data->label);
    assert_true(data->x[0] == 1 && data->x[1] == 2 && data->x[2] == 3);
    em_dataset_destroy(data);
}

static void test_the_list_tells_the_truth(void **state)
{
    (void)state;
    size_t count, generated = 0;
    const em_builtin *list = em_builtin_list(&count);
    assert_string_equal(list[0].name, "aniso");
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(em_builtin_find(list[i].name), &list[i]);
        assert_true(em_generate_knows(list[i].name) == !list[i].file);
        if (list[i].file)
            continue;
        em_dataset *data = make(list[i].name);
        assert_int_equal(data->n, list[i].n);
        assert_int_equal(data->d, list[i].d);
        assert_int_equal(data->classes, list[i].classes);
        em_dataset_destroy(data);
        generated++;
    }
    assert_int_equal(generated, 7);
    assert_null(em_builtin_find("blobs:n=5"));
    assert_null(em_builtin_find("anis"));
}

/* The bits themselves: equal for every compiler, optimisation and machine. */
static void test_bits_are_fixed(void **state)
{
    (void)state;
    static const char *const name[] = {"aniso", "moons", "circles", "varied"};
    uint64_t hash = 14695981039346656037u;
    for (size_t s = 0; s < COUNT(name); s++) {
        em_dataset *data = make(name[s]);
        const unsigned char *bytes = (const unsigned char *)data->x;
        for (size_t i = 0; i < data->n * data->d * sizeof *data->x; i++)
            hash = (hash ^ bytes[i]) * 1099511628211u;
        em_dataset_destroy(data);
    }
    assert_true(hash == 0x481434a3e0ccba38u);
}

static void refuse(const char *name, const char *word)
{
    em_dataset *data = NULL;
    em_error error = {0};
    assert_int_equal(em_generate(name, &data, &error), EM_ERR_USAGE);
    assert_null(data);
    if (!strstr(error.text, word))
        fail_msg("%s: '%s' does not say '%s'", name, error.text, word);
}

static void test_values_out_of_range_are_named(void **state)
{
    (void)state;
    assert_true(em_generate_knows("blobs:n=5"));
    assert_false(em_generate_knows("blobs5"));
    refuse("spirals", "spirals");
    refuse("blobs:", "expected n=");
    refuse("blobs:n=5,", "expected n=");
    refuse("blobs:m=5", "'m'");
    refuse("blobs:n", "'n'");
    refuse("blobs:n=", "n is ''");
    refuse("blobs:n=0", "n is '0'");
    refuse("blobs:n=1.5", "whole");
    refuse("blobs:n=nan", "n is 'nan'");
    refuse("blobs:n=1e9", "n is '1e9'");
    refuse("blobs:n=10x", "n is '10x'");
    refuse("blobs:std=-1", "std is '-1'");
    refuse("blobs:std=inf", "std is 'inf'");
    refuse("blobs:seed=4294967296", "4294967295");
    refuse("blobs:n=3,k=4", "k is 4");
    refuse("blobs:n=100000000,d=100000", "n times d");
    refuse("blobs:n=0000000000000000000000000000000000000000000000000000000000000000005",
           "too long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_set_is_the_one_of_scikit_learn),
        cmocka_unit_test(test_hand_is_one_two_three),
        cmocka_unit_test(test_the_list_tells_the_truth),
        cmocka_unit_test(test_bits_are_fixed),
        cmocka_unit_test(test_values_out_of_range_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
