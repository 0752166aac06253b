/* Starts against NumPy's draws (tests/reference/init_reference.py), and where a start meets data
 * that has no proper one. */
#include "em/fit.h"
#include "em/generate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct reference {
    em_kind kind;
    const char *data;
    size_t k;
    uint32_t seed;
    em_stream stream;
    em_init init;
    const double *value; /* means; GMM: weights, means, full covariances */
};

#include "../reference/init_reference.h"

static em_dataset *generate(const char *name)
{
    em_dataset *data = NULL;
    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return data;
}

static em_dataset *table(size_t n, size_t d, const double *x)
{
    em_dataset *data = NULL;
    assert_int_equal(em_dataset_create(n, d, false, &data, NULL), EM_OK);
    memcpy(data->x, x, n * d * sizeof *x);
    em_dataset_set_name(data, "table");
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    return data;
}

static em_params *start(const em_spec *spec, const em_dataset *data)
{
    em_params *out = NULL;
    em_error error = {0};
    em_status status = em_spec_check(spec, data, &error);
    if (status == EM_OK)
        status = em_start(spec, data, NULL, NULL, &out, &error);
    if (status != EM_OK)
        fail_msg("%s: %s", data->name, error.text);
    return out;
}

static void test_draws_are_those_of_numpy(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reference / sizeof *reference; i++) {
        const struct reference *r = &reference[i];
        em_dataset *data = generate(r->data);
        em_spec spec;
        em_spec_init(&spec, r->kind);
        spec.k = r->k;
        spec.seed = r->seed;
        spec.stream = r->stream;
        spec.init = r->init;
        em_params *p = start(&spec, data);
        for (size_t v = 0; v < p->block_len; v++)
            if (!(fabs(p->block[v] - r->value[v]) <= 1e-12 * (1 + fabs(r->value[v]))))
                fail_msg("%s k=%zu seed %u %s, stream %d: value %zu is %.17g, not %.17g", r->data,
                         r->k, r->seed, em_init_name(r->init), r->stream, v, p->block[v],
                         r->value[v]);
        em_params_destroy(p);
        em_dataset_destroy(data);
    }
}

/* The example in the documentation of sklearn.cluster.kmeans_plusplus: indices [4, 2] up to 1.2,
 * [3, 2] since 1.3. */
static void test_both_streams_by_scikit_learns_own_example(void **state)
{
    (void)state;
    em_dataset *data = table(6, 2, (const double[]){1, 2, 1, 4, 1, 0, 10, 2, 10, 4, 10, 0});
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.k = 2;
    spec.seed = 0;
    em_params *p = start(&spec, data);
    assert_memory_equal(p->mean, ((double[]){10, 4, 1, 0}), sizeof(double[4]));
    em_params_destroy(p);
    spec.stream = EM_STREAM_SKLEARN_1_3;
    p = start(&spec, data);
    assert_memory_equal(p->mean, ((double[]){10, 2, 1, 0}), sizeof(double[4]));
    em_params_destroy(p);
    em_dataset_destroy(data);
}

static void test_means_get_equal_weights_and_round_covariances(void **state)
{
    (void)state;
    em_dataset *data = generate("aniso");
    double mean_variance = (data->variance[0] + data->variance[1]) / 2;
    for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++)
        for (int given = 0; given < 3; given++) {
            em_spec spec;
            em_spec_init(&spec, EM_GMM);
            spec.cov_kind = cov;
            spec.init = EM_INIT_POINTS;
            spec.points = (size_t[]){10, 100, 300};
            spec.init_cov = given == 1 ? 5 : 0;
            spec.fixed_epsilon = given == 2 ? 0.25 : 0;
            double want = given == 1 ? 5 : given == 2 ? 0.25 : mean_variance;
            em_params *p = start(&spec, data);
            for (size_t c = 0; c < 3; c++) {
                assert_true(p->weight[c] == 1.0 / 3);
                assert_memory_equal(p->mean + 2 * c, data->x + 2 * spec.points[c],
                                    sizeof(double[2]));
                assert_true(fabs(em_params_cov(p, c, 0, 0) - want) < 1e-14);
                assert_true(em_params_cov(p, c, 1, 1) == em_params_cov(p, c, 0, 0));
                assert_true(em_params_cov(p, c, 0, 1) == 0 && em_params_cov(p, c, 1, 0) == 0);
            }
            em_params_destroy(p);
        }
    em_dataset_destroy(data);
}

static void test_means_from_outside_are_taken_as_they_are(void **state)
{
    (void)state;
    em_dataset *data = generate("aniso");
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    double means[] = {1, 2, 3, 4, 5, 6};
    spec.init = EM_INIT_FILE;
    spec.means = means;
    spec.means_d = 2;
    em_params *p = start(&spec, data);
    assert_memory_equal(p->mean, means, sizeof means);
    em_params_destroy(p);
    spec.init = EM_INIT_MANUAL;
    p = start(&spec, data);
    assert_memory_equal(p->mean, means, sizeof means);
    em_params_destroy(p);
    em_dataset_destroy(data);
}

static void test_bernoulli_draws_probabilities(void **state)
{
    (void)state;
    em_dataset *data = table(4, 3, (const double[]){0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0});
    em_spec spec;
    em_spec_init(&spec, EM_BERNOULLI);
    spec.k = 2;
    em_params *p = start(&spec, data);
    em_rng rng;
    em_rng_seed(&rng, 42);
    for (size_t i = 0; i < 6; i++)
        assert_true(p->mean[i] == em_rng_uniform(&rng, 0.25, 0.75));
    assert_true(p->weight[0] == 0.5);
    em_params_destroy(p);
    spec.init = EM_INIT_KMEANS;
    p = start(&spec, data);
    for (size_t j = 0; j < 3; j++)
        assert_true(fabs(p->weight[0] * p->mean[j] + p->weight[1] * p->mean[3 + j] -
                         data->offset[j]) < 1e-15);
    em_params_destroy(p);
    em_dataset_destroy(data);
}

/* Duplicates: whatever is drawn is a point of the data, never a place between. */
static void test_duplicates_start_on_points(void **state)
{
    (void)state;
    em_dataset *data = table(6, 2, (const double[]){1, 2, 1, 2, 1, 2, 5, 7, 1, 2, 1, 2});
    static const em_init inits[] = {EM_INIT_RANDOM, EM_INIT_KMEANSPP, EM_INIT_FARTHEST};
    for (size_t i = 0; i < 3; i++)
        for (uint32_t seed = 0; seed < 20; seed++)
            for (int stream = 0; stream < 2; stream++) {
                em_spec spec;
                em_spec_init(&spec, EM_KMEANS);
                spec.k = 4;
                spec.seed = seed;
                spec.init = inits[i];
                spec.stream = (em_stream)stream;
                em_params *p = start(&spec, data);
                for (size_t c = 0; c < 4; c++)
                    assert_true((p->mean[2 * c] == 1 && p->mean[2 * c + 1] == 2) ||
                                (p->mean[2 * c] == 5 && p->mean[2 * c + 1] == 7));
                em_params_destroy(p);
            }
    em_dataset_destroy(data);
}

/* The two-stage start leaves components without points where K-means put them. */
static void test_two_stages_with_more_components_than_distinct_points(void **state)
{
    (void)state;
    em_dataset *data = table(5, 2, (const double[]){3, 4, 3, 4, 3, 4, 3, 4, 3, 4});
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    em_params *p = start(&spec, data);
    for (size_t c = 0; c < 3; c++) {
        assert_true(p->mean[2 * c] == 3 && p->mean[2 * c + 1] == 4);
        assert_true(p->weight[c] == (c == 0 ? 1.0 : 0.0));
        assert_true(em_params_cov(p, c, 0, 0) == 1e-6);
    }
    em_params_destroy(p);
    em_dataset_destroy(data);
}

static void test_no_variance_and_no_reg_covar_is_a_collapse(void **state)
{
    (void)state;
    em_dataset *data = table(4, 1, (const double[]){2, 2, 2, 2});
    static const em_init inits[] = {EM_INIT_RANDOM, EM_INIT_KMEANS, EM_INIT_RESPONSIBILITIES};
    for (size_t i = 0; i < 3; i++) {
        em_spec spec;
        em_spec_init(&spec, EM_GMM);
        spec.k = 2;
        spec.init = inits[i];
        spec.reg_covar = 0;
        spec.init_cov = i ? 1 : 0;
        em_params *out = NULL;
        em_error error = {0};
        assert_int_equal(em_start(&spec, data, NULL, NULL, &out, &error), EM_ERR_COLLAPSE);
        assert_null(out);
        assert_non_null(strstr(error.text, "reg-covar"));
    }
    em_dataset_destroy(data);
}

static void test_cancelled_starts_stop(void **state)
{
    (void)state;
    em_dataset *data = generate("aniso");
    atomic_bool cancel = true;
    em_control control = {.cancel = &cancel};
    static const em_init inits[] = {EM_INIT_FARTHEST, EM_INIT_KMEANSPP, EM_INIT_KMEANS};
    for (size_t i = 0; i < 3; i++) {
        em_spec spec;
        em_spec_init(&spec, EM_GMM);
        spec.init = inits[i];
        em_params *out = NULL;
        assert_int_equal(em_start(&spec, data, NULL, &control, &out, NULL), EM_ERR_INTERRUPTED);
        assert_null(out);
    }
    em_dataset_destroy(data);
}

static void test_a_pool_changes_no_bit(void **state)
{
    (void)state;
    em_dataset *data = generate("blobs:n=20000,k=8");
    em_pool *pool = NULL;
    assert_int_equal(em_pool_create(3, &pool, NULL), EM_OK);
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.k = 8;
    em_params *alone = start(&spec, data), *shared = NULL;
    assert_int_equal(em_start(&spec, data, pool, NULL, &shared, NULL), EM_OK);
    assert_true(em_params_equal(alone, shared));
    em_params_destroy(shared);
    em_params_destroy(alone);
    em_pool_destroy(pool);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws_are_those_of_numpy),
        cmocka_unit_test(test_both_streams_by_scikit_learns_own_example),
        cmocka_unit_test(test_means_get_equal_weights_and_round_covariances),
        cmocka_unit_test(test_means_from_outside_are_taken_as_they_are),
        cmocka_unit_test(test_bernoulli_draws_probabilities),
        cmocka_unit_test(test_duplicates_start_on_points),
        cmocka_unit_test(test_two_stages_with_more_components_than_distinct_points),
        cmocka_unit_test(test_no_variance_and_no_reg_covar_is_a_collapse),
        cmocka_unit_test(test_cancelled_starts_stop),
        cmocka_unit_test(test_a_pool_changes_no_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
