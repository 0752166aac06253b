/* The stream against NumPy's own, draw by draw: tests/reference/rng_reference.py */
#include "em/rng.h"

#include "../reference/rng_reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Distance in units of the last place; doubles of one sign order as integers. */
static uint64_t ulps(double a, double b)
{
    int64_t x, y;
    memcpy(&x, &a, sizeof x);
    memcpy(&y, &b, sizeof y);
    return x > y ? (uint64_t)(x - y) : (uint64_t)(y - x);
}

static void same_normals(em_rng *rng, const double *want, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double got = em_rng_normal(rng);
        assert_true(got * want[i] > 0);
        assert_true(ulps(got, want[i]) <= 4);
    }
}

static void same_samples(em_rng *rng, const struct reference *r)
{
    static const size_t at[] = {0, 1, 2, 310, 311, 312, 313, 699};
    for (size_t i = 0, next = 0; i < 700; i++) {
        double got = em_rng_random(rng);
        if (next < COUNT(at) && i == at[next]) {
            assert_true(got == r->sample[next]);
            next++;
        }
    }
    for (size_t i = 0; i < COUNT(r->uniform); i++)
        assert_true(em_rng_uniform(rng, -3.0, 7.0) == r->uniform[i]);
}

static void same_integers(em_rng *rng, const struct reference *r)
{
    int32_t label[COUNT(r->labels)];
    for (size_t i = 0; i < COUNT(r->randint); i++)
        assert_int_equal(em_rng_randint(rng, reference_range[i]), r->randint[i]);
    em_rng_fill_randint(rng, 7, COUNT(label), label);
    for (size_t i = 0; i < COUNT(label); i++)
        assert_int_equal(label[i], r->labels[i]);
}

static void same_orders(em_rng *rng, const struct reference *r)
{
    size_t order[12], shuffled[1000], scratch[300], chosen[6];
    em_rng_permutation(rng, 12, order);
    for (size_t i = 0; i < COUNT(order); i++)
        assert_int_equal(order[i], r->permutation[i]);
    for (size_t i = 0; i < COUNT(shuffled); i++)
        shuffled[i] = 3 * i;
    em_rng_shuffle(rng, COUNT(shuffled), shuffled);
    for (size_t i = 0; i < COUNT(r->shuffle); i++)
        assert_int_equal(shuffled[i], r->shuffle[i]);
    em_rng_choice(rng, 300, COUNT(chosen), scratch, chosen);
    for (size_t i = 0; i < COUNT(chosen); i++)
        assert_int_equal(chosen[i], r->choice[i]);
}

static void same_weighted_choices(em_rng *rng, const struct reference *r)
{
    static const double cdf[] = {0.1, 0.1, 0.5, 0.75, 1.0};
    double even[450], sum = 0.0, scratch[60];
    size_t without[24], all[9];
    for (size_t i = 0; i < COUNT(r->choice_p); i++)
        assert_int_equal(em_rng_choice_cdf(rng, COUNT(cdf), cdf), r->choice_p[i]);
    for (size_t i = 0; i < COUNT(even); i++)
        even[i] = sum += 1.0 / 450;
    for (size_t i = 0; i < COUNT(even); i++)
        even[i] /= sum;
    for (size_t i = 0; i < COUNT(r->choice_first); i++)
        assert_int_equal(em_rng_choice_cdf(rng, COUNT(even), even), r->choice_first[i]);
    em_rng_choice_uniform_p(rng, 30, COUNT(without), scratch, without);
    for (size_t i = 0; i < COUNT(without); i++)
        assert_int_equal(without[i], r->choice_without[i]);
    em_rng_choice_uniform_p(rng, 9, COUNT(all), scratch, all);
    for (size_t i = 0; i < COUNT(all); i++)
        assert_int_equal(all[i], r->choice_all[i]);
}

static void test_one_stream_draws_what_numpy_draws(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(reference); s++) {
        const struct reference *r = &reference[s];
        em_rng rng;
        em_rng_seed(&rng, r->seed);
        same_samples(&rng, r);
        same_integers(&rng, r);
        same_normals(&rng, r->normal, COUNT(r->normal));
        for (size_t i = 0; i < COUNT(r->between); i++)
            assert_true(em_rng_random(&rng) == r->between[i]);
        same_normals(&rng, r->normal_cached, COUNT(r->normal_cached));
        same_orders(&rng, r);
        same_weighted_choices(&rng, r);
        assert_true(em_rng_random(&rng) == r->last[0]);
    }
}

static void test_seeding_again_forgets_the_cached_normal(void **state)
{
    (void)state;
    em_rng rng;
    em_rng_seed(&rng, 42);
    double first = em_rng_normal(&rng);
    em_rng_seed(&rng, 42);
    assert_true(em_rng_normal(&rng) == first);
}

static void test_a_range_of_one_draws_nothing(void **state)
{
    (void)state;
    em_rng a, b;
    em_rng_seed(&a, 5);
    em_rng_seed(&b, 5);
    assert_int_equal(em_rng_randint(&a, 1), 0);
    assert_int_equal(em_rng_uint32(&a), em_rng_uint32(&b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_stream_draws_what_numpy_draws),
        cmocka_unit_test(test_seeding_again_forgets_the_cached_normal),
        cmocka_unit_test(test_a_range_of_one_draws_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
