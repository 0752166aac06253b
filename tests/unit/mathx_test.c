/* The engine's own exp, log, sin and cos against the C library's, in units of the last place. */
#include "../../src/engine/mathx.h"
#include "em/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* |a - b| in units of the last place of b, b from a wider type. */
static double ulps(double a, long double b)
{
    double at = fabs((double)b);
    long double unit = (long double)nextafter(at, (double)INFINITY) - (long double)at;
    return (double)(fabsl((long double)a - b) / unit);
}

static void test_random_arguments_are_within_one_ulp(void **state)
{
    (void)state;
    em_rng rng;
    em_rng_seed(&rng, 3);
    for (int i = 0; i < 200000; i++) {
        double unit = em_rng_random(&rng), wide = em_rng_uniform(&rng, -700, 700);
        double angle = em_rng_uniform(&rng, -20, 20), spread = exp(wide);
        assert_true(ulps(em_log(unit), logl((long double)unit)) < 1);
        assert_true(ulps(em_log(spread), logl((long double)spread)) < 1);
        assert_true(ulps(em_exp(wide), expl((long double)wide)) < 1);
        assert_true(ulps(em_exp(unit), expl((long double)unit)) < 1);
        assert_true(ulps(em_sin(angle), sinl((long double)angle)) < 1);
        assert_true(ulps(em_cos(angle), cosl((long double)angle)) < 1);
    }
}

static void test_ends_of_the_range(void **state)
{
    (void)state;
    assert_true(em_exp(0.0) == 1.0 && em_log(1.0) == 0.0);
    assert_true(em_sin(0.0) == 0.0 && em_cos(0.0) == 1.0);
    assert_true(em_exp(-1e300) == 0.0 && isinf(em_exp(1e300)) && isnan(em_exp((double)NAN)));
    assert_true(isinf(em_log(0.0)) && em_log(0.0) < 0 && isnan(em_log(-1.0)));
    assert_true(isinf(em_log((double)INFINITY)) && isnan(em_log((double)NAN)));
    assert_true(ulps(em_log(0x1p-1074), logl(0x1p-1074L)) < 1);
    assert_true(em_exp(-744.0) == 0x1p-1073);
    assert_true(isfinite(em_exp(709.7)) && em_exp(709.7) > 1e308);
}

static void test_multiples_of_half_pi_keep_their_relative_accuracy(void **state)
{
    (void)state;
    for (int i = 1; i <= 64; i++) {
        double x = i * 1.5707963267948966;
        assert_true(ulps(em_sin(x), sinl((long double)x)) < 1);
        assert_true(ulps(em_cos(x), cosl((long double)x)) < 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_arguments_are_within_one_ulp),
        cmocka_unit_test(test_ends_of_the_range),
        cmocka_unit_test(test_multiples_of_half_pi_keep_their_relative_accuracy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
