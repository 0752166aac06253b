#include "em/params.h"
#include "em/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static em_params *create(em_kind kind, em_cov cov, size_t k, size_t d)
{
    em_params *p = NULL;
    assert_int_equal(em_params_create(kind, cov, k, d, &p, NULL), EM_OK);
    return p;
}

static void test_shapes(void **state)
{
    (void)state;
    static const size_t len[] = {12, 4, 6, 3};
    for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++) {
        em_params *p = create(EM_GMM, cov, 3, 2);
        assert_int_equal(em_cov_len(cov, 3, 2), len[cov]);
        assert_int_equal(p->block_len, 3 + 6 + len[cov]);
        assert_ptr_equal(p->cov, p->mean + 6);
        em_params_destroy(p);
    }
    em_params *p = create(EM_KMEANS, EM_COV_FULL, 3, 2);
    assert_null(p->weight);
    assert_null(p->cov);
    assert_int_equal(p->block_len, 6);
    em_params_destroy(p);
    p = create(EM_BERNOULLI, EM_COV_FULL, 3, 2);
    assert_non_null(p->weight);
    assert_null(p->cov);
    em_params_destroy(p);
    p = NULL;
    assert_int_equal(em_params_create(EM_GMM, EM_COV_FULL, SIZE_MAX / 2, 3, &p, NULL),
                     EM_ERR_MEMORY);
    assert_int_equal(em_params_create(EM_GMM, EM_COV_FULL, 2, SIZE_MAX / 3, &p, NULL),
                     EM_ERR_MEMORY);
    assert_null(p);
}

static void test_copy_and_equal(void **state)
{
    (void)state;
    em_params *a = create(EM_GMM, EM_COV_DIAG, 2, 2), *b = create(EM_GMM, EM_COV_DIAG, 2, 2);
    for (size_t i = 0; i < a->block_len; i++)
        a->block[i] = (double)i;
    assert_false(em_params_equal(a, b));
    em_params_copy(a, b);
    assert_true(em_params_equal(a, b));
    em_params *tied = create(EM_GMM, EM_COV_TIED, 2, 2);
    em_params_copy(a, b);
    memcpy(tied->block, a->block, sizeof(double[10]));
    assert_false(em_params_equal(a, tied));
    em_params_destroy(tied);
    em_params_destroy(b);
    em_params_destroy(a);
}

static void test_numbers_of_parameters(void **state)
{
    (void)state;
    static const size_t want[] = {17, 11, 14, 11};
    for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++) {
        em_params *p = create(EM_GMM, cov, 3, 2);
        assert_int_equal(em_params_count(p, false, true), want[cov]);
        assert_int_equal(em_params_count(p, true, true), 8);
        assert_int_equal(em_params_count(p, true, false), 6);
        em_params_destroy(p);
    }
    em_params *p = create(EM_BERNOULLI, EM_COV_FULL, 10, 64);
    assert_int_equal(em_params_count(p, false, true), 649);
    em_params_destroy(p);
    p = create(EM_KMEANS, EM_COV_FULL, 3, 2);
    assert_int_equal(em_params_count(p, false, true), 0);
    em_params_destroy(p);
}

/* Two components in two dimensions, each covariance type showing the same entries. */
static em_params *example(em_cov cov)
{
    em_params *p = create(EM_GMM, cov, 2, 2);
    memcpy(p->weight, (const double[]){0.25, 0.75}, sizeof(double[2]));
    memcpy(p->mean, (const double[]){1, 2, 5, -2}, sizeof(double[4]));
    const double full[] = {2, 0.5, 0.5, 1, 3, -1, -1, 4}, diag[] = {2, 1, 3, 4};
    memcpy(p->cov, cov == EM_COV_DIAG || cov == EM_COV_SPHERICAL ? diag : full,
           em_cov_len(cov, 2, 2) * sizeof(double));
    return p;
}

static void test_entries_of_each_covariance_type(void **state)
{
    (void)state;
    em_params *p = example(EM_COV_FULL);
    assert_true(em_params_cov(p, 1, 0, 1) == -1 && em_params_cov(p, 1, 1, 1) == 4);
    em_params_destroy(p);
    p = example(EM_COV_TIED);
    assert_true(em_params_cov(p, 1, 0, 1) == 0.5 && em_params_cov(p, 1, 1, 1) == 1);
    em_params_destroy(p);
    p = example(EM_COV_DIAG);
    assert_true(em_params_cov(p, 1, 0, 1) == 0 && em_params_cov(p, 1, 1, 1) == 4);
    em_params_destroy(p);
    p = example(EM_COV_SPHERICAL);
    assert_true(em_params_cov(p, 1, 0, 1) == 0 && em_params_cov(p, 1, 1, 1) == 1);
    em_params_destroy(p);
}

static void test_moments_by_the_formula(void **state)
{
    (void)state;
    em_params *p = example(EM_COV_FULL);
    double mean[2], cov[4];
    em_mixture_moments(p, mean, cov);
    assert_true(mean[0] == 4 && mean[1] == -1);
    assert_true(fabs(cov[0] - (0.25 * (2 + 1) + 0.75 * (3 + 25) - 16)) < 1e-14);
    assert_true(fabs(cov[1] - (0.25 * (0.5 + 2) + 0.75 * (-1 - 10) + 4)) < 1e-14);
    assert_true(cov[1] == cov[2]);
    assert_true(fabs(cov[3] - (0.25 * (1 + 4) + 0.75 * (4 + 4) - 1)) < 1e-14);
    em_params_destroy(p);
}

/* The covariance survives a mean that is a billion away. */
static void test_moments_far_from_the_origin(void **state)
{
    (void)state;
    em_params *p = example(EM_COV_FULL);
    double mean[2], cov[4], far[4];
    em_mixture_moments(p, mean, cov);
    for (size_t i = 0; i < 4; i++)
        p->mean[i] += 1e9;
    em_mixture_moments(p, mean, far);
    for (size_t i = 0; i < 4; i++)
        assert_true(fabs(far[i] - cov[i]) < 1e-5);
    em_params_destroy(p);
}

/* A draw from component c, by what the array of its covariance type means (params.h): L z with
 * L L^T = S, written out for two features. */
static void draw(const em_params *p, size_t c, em_rng *rng, double x[2])
{
    const double *mu = p->mean + 2 * c, *s = p->cov;
    if (p->kind == EM_BERNOULLI) {
        for (size_t j = 0; j < 2; j++)
            x[j] = em_rng_random(rng) < mu[j] ? 1 : 0;
        return;
    }
    double xx = 0, xy = 0, yy = 0;
    switch (p->cov_kind) {
    case EM_COV_FULL: xx = s[4 * c], xy = s[4 * c + 1], yy = s[4 * c + 3]; break;
    case EM_COV_TIED: xx = s[0], xy = s[1], yy = s[3]; break;
    case EM_COV_DIAG: xx = s[2 * c], yy = s[2 * c + 1]; break;
    case EM_COV_SPHERICAL: xx = yy = s[c]; break;
    }
    const double z0 = em_rng_normal(rng), z1 = em_rng_normal(rng), lower = xy / sqrt(xx);
    x[0] = mu[0] + sqrt(xx) * z0;
    x[1] = mu[1] + lower * z0 + sqrt(yy - lower * lower) * z1;
}

/* The sums of many draws' deviations and products agree with mean and covariance within five of
 * their own standard errors. */
static void agree_with_draws(const em_params *p)
{
    enum { DRAWS = 200000 };
    double mean[2], cov[4], sum[2] = {0}, square[4] = {0}, fourth[4] = {0};
    em_rng rng;
    em_mixture_moments(p, mean, cov);
    em_rng_seed(&rng, 1);
    for (size_t m = 0; m < DRAWS; m++) {
        double x[2];
        draw(p, em_rng_random(&rng) >= p->weight[0], &rng, x);
        for (size_t j = 0; j < 2; j++)
            sum[j] += x[j] - mean[j];
        for (size_t i = 0; i < 4; i++) {
            const double product = (x[i / 2] - mean[i / 2]) * (x[i % 2] - mean[i % 2]);
            square[i] += product / DRAWS;
            fourth[i] += product * product / DRAWS;
        }
    }
    for (size_t j = 0; j < 2; j++)
        assert_true(fabs(sum[j] / DRAWS) < 5 * sqrt(cov[3 * j] / DRAWS));
    for (size_t i = 0; i < 4; i++)
        assert_true(fabs(square[i] - cov[i]) <
                    5 * sqrt((fourth[i] - square[i] * square[i]) / DRAWS));
}

static void test_moments_by_simulation(void **state)
{
    (void)state;
    for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++) {
        em_params *p = example(cov);
        agree_with_draws(p);
        em_params_destroy(p);
    }
    em_params *p = create(EM_BERNOULLI, EM_COV_FULL, 2, 2);
    memcpy(p->weight, (const double[]){0.3, 0.7}, sizeof(double[2]));
    memcpy(p->mean, (const double[]){0.9, 0.1, 0.2, 0.6}, sizeof(double[4]));
    agree_with_draws(p);
    em_params_destroy(p);
}

static void refuse(em_params *p, const char *word)
{
    em_error error = {0};
    assert_int_equal(em_params_check(p, &error), EM_ERR_DATA);
    if (!strstr(error.text, word))
        fail_msg("'%s' does not say '%s'", error.text, word);
    em_params_destroy(p);
}

static void test_given_parameters_are_checked(void **state)
{
    (void)state;
    for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++) {
        em_params *p = example(cov);
        assert_int_equal(em_params_check(p, NULL), EM_OK);
        em_params_destroy(p);
    }
    em_params *p = create(EM_KMEANS, EM_COV_FULL, 2, 2);
    assert_int_equal(em_params_check(p, NULL), EM_OK);
    p->mean[3] = (double)NAN;
    refuse(p, "mean 2, feature 2");
    p = example(EM_COV_FULL), p->weight[0] = 0.35;
    refuse(p, "sum to 1.1");
    p = example(EM_COV_FULL), p->weight[0] = -0.25;
    refuse(p, "component 1 is -0.25");
    p = example(EM_COV_FULL), p->cov[5] = 1;
    refuse(p, "covariance 2 is not symmetric");
    p = example(EM_COV_FULL), p->cov[0] = 0.2;
    refuse(p, "covariance 1 is not positive definite");
    p = example(EM_COV_TIED), p->cov[3] = (double)INFINITY;
    refuse(p, "not finite");
    p = example(EM_COV_DIAG), p->cov[2] = 0;
    refuse(p, "component 2 is 0");
    p = example(EM_COV_SPHERICAL), p->cov[1] = -1;
    refuse(p, "component 2 is -1");
    p = create(EM_BERNOULLI, EM_COV_FULL, 1, 2);
    p->weight[0] = 1;
    p->mean[1] = 1.1;
    refuse(p, "component 1, feature 2 is 1.1");
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(em_kind_name(EM_KMEANS), "kmeans");
    assert_string_equal(em_kind_name(EM_GMM), "gmm");
    assert_string_equal(em_kind_name(EM_BERNOULLI), "bernoulli");
    assert_string_equal(em_cov_name(EM_COV_FULL), "full");
    assert_string_equal(em_cov_name(EM_COV_TIED), "tied");
    assert_string_equal(em_cov_name(EM_COV_DIAG), "diag");
    assert_string_equal(em_cov_name(EM_COV_SPHERICAL), "spherical");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_copy_and_equal),
        cmocka_unit_test(test_numbers_of_parameters),
        cmocka_unit_test(test_entries_of_each_covariance_type),
        cmocka_unit_test(test_moments_by_the_formula),
        cmocka_unit_test(test_moments_far_from_the_origin),
        cmocka_unit_test(test_moments_by_simulation),
        cmocka_unit_test(test_given_parameters_are_checked),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
