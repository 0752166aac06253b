/* The promise of the README: these runs give these digits. */
#include "em/fit.h"
#include "em/metrics.h"
#include "io/io.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static em_dataset *load(const char *name)
{
    io_options options = IO_OPTIONS_DEFAULT;
    em_error error = {0};
    em_dataset *data = NULL;
    if (io_open_data(name, &options, &data, &error) != EM_OK)
        fail_msg("%s: %s", name, error.text);
    return data;
}

static em_fit *fit(const em_spec *spec, const em_dataset *data)
{
    em_error error = {0};
    em_fit *out = NULL;
    em_status status = em_spec_check(spec, data, &error);
    if (status == EM_OK)
        status = em_fit_run(spec, data, NULL, NULL, &out, &error);
    if (status != EM_OK)
        fail_msg("%s: %s", data->name, error.text);
    return out;
}

/* Equal to the digits printed: half a unit of the last of them. */
static void digits(double got, double want, int decimals)
{
    if (!(fabs(got - want) <= 0.5 * pow(10, -decimals) + 1e-12 * fabs(want)))
        fail_msg("%.12g, not %.*f", got, decimals, want);
}

static em_scores scores(const em_dataset *data, const em_fit *f)
{
    em_scores out;
    size_t *table = calloc(data->classes * f->params->k, sizeof *table);
    assert_non_null(table);
    em_contingency(data->label, data->classes, f->resp->label, f->params->k, data->n, table);
    assert_int_equal(em_scores_fill(table, data->classes, f->params->k, &out), EM_OK);
    free(table);
    return out;
}

static void test_aniso_gmm(void **state)
{
    (void)state;
    static const double mean[] = {-0.229578, -0.174596, 2.364164, 2.658432, 2.037238, -0.435360};
    em_dataset *data = load("aniso");
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.init = EM_INIT_POINTS;
    spec.points = (size_t[]){10, 100, 300};
    spec.init_cov = 5;
    spec.reg_covar = 0;
    spec.tol = 0;
    spec.max_iter = 0;
    em_fit *f = fit(&spec, data);
    digits(f->resp->objective, -1940.263154, 6);
    em_fit_destroy(f);
    spec.max_iter = 1000;
    f = fit(&spec, data);
    for (size_t i = 0; i < 6; i++)
        digits(f->params->mean[i], mean[i], 6);
    digits(f->resp->objective, -1185.243557, 6);
    assert_int_equal(f->iterations, 1000);
    em_fit_destroy(f);
    spec.tol = EM_DEFAULT_TOL;
    f = fit(&spec, data);
    assert_int_equal(f->iterations, 26);
    assert_true(f->converged);
    em_fit_destroy(f);
    em_dataset_destroy(data);
}

static void test_aniso_kmeans(void **state)
{
    (void)state;
    em_dataset *data = load("aniso");
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.init = EM_INIT_POINTS;
    spec.points = (size_t[]){10, 100, 300};
    em_fit *f = fit(&spec, data);
    digits(f->resp->objective, 775.853571, 6);
    digits(scores(data, f).adjusted_rand, 0.603250, 6);
    em_fit_destroy(f);
    em_dataset_destroy(data);
}

static void test_blobs_kmeans(void **state)
{
    (void)state;
    em_dataset *data = load("blobs");
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.init = EM_INIT_RANDOM;
    em_fit *f = fit(&spec, data);
    size_t count[3];
    em_resp_counts(f->resp, count);
    digits(f->resp->objective, 95086.659508, 6);
    assert_int_equal(count[0], 334);
    assert_int_equal(count[1], 335);
    assert_int_equal(count[2], 331);
    em_fit_destroy(f);
    em_dataset_destroy(data);
}

static void test_digits_kmeans(void **state)
{
    (void)state;
    em_dataset *data = load("digits");
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.k = 10;
    spec.n_init = 4;
    spec.seed = 777;
    em_fit *f = fit(&spec, data);
    em_scores s = scores(data, f);
    digits(s.rand, 0.938867, 6);
    digits(s.adjusted_rand, 0.666171, 6);
    digits(f->resp->objective, 1165150.610, 3);
    assert_int_equal(f->iterations, 21);
    em_fit_destroy(f);
    em_dataset_destroy(data);
}

static void test_digits_gmm(void **state)
{
    (void)state;
    em_dataset *data = load("digits");
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.cov_kind = EM_COV_TIED;
    spec.k = 10;
    spec.seed = 777;
    em_fit *f = fit(&spec, data);
    em_scores s = scores(data, f);
    digits(s.rand, 0.945703, 6);
    digits(s.adjusted_rand, 0.717607, 6);
    assert_int_equal(f->iterations, 16);
    em_fit_destroy(f);
    em_dataset_destroy(data);
}

static void test_mnist_bernoulli(void **state)
{
    (void)state;
    em_dataset *all = load("mnist"), *data = NULL;
    em_error error;
    em_prepare how = {.keep_labels = "2,3,4", .binarize = true};
    assert_int_equal(em_dataset_prepare(all, &how, &data, &error), EM_OK);
    em_dataset_destroy(all);
    em_spec spec;
    em_spec_init(&spec, EM_BERNOULLI);
    spec.tol = 0;
    spec.max_iter = 50;
    em_fit *f = fit(&spec, data);
    digits(f->resp->objective, -551656.0611, 4);
    digits(scores(data, f).adjusted_rand, 0.722829, 6);
    em_fit_destroy(f);
    em_dataset_destroy(data);
}

static void test_hand_gmm(void **state)
{
    (void)state;
    static const double rows[] = {-4.3893, -3.5492, -3.4868, -3.4183};
    em_dataset *data = load("hand");
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.cov_kind = EM_COV_SPHERICAL;
    spec.k = 2;
    spec.init = EM_INIT_POINTS;
    spec.points = (size_t[]){0, 2};
    spec.init_cov = 1;
    spec.reg_covar = 0;
    spec.tol = 0;
    for (size_t e = 0; e < 4; e++) {
        spec.max_iter = e;
        em_fit *f = fit(&spec, data);
        digits(f->resp->objective, rows[e], 4);
        em_fit_destroy(f);
    }
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_aniso_gmm),    cmocka_unit_test(test_aniso_kmeans),
        cmocka_unit_test(test_blobs_kmeans), cmocka_unit_test(test_digits_kmeans),
        cmocka_unit_test(test_digits_gmm),   cmocka_unit_test(test_mnist_bernoulli),
        cmocka_unit_test(test_hand_gmm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
