/* Whole fits against scikit-learn 1.2 and NumPy: parity/parity_reference.py. */
#include "em/fit.h"
#include "em/metrics.h"
#include "io/io.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct reference {
    const char *name, *data;
    em_kind kind;
    em_cov cov_kind;
    size_t k;
    em_init init;
    size_t points[16];
    double init_cov;
    uint32_t seed;
    size_t n_init;
    em_stream stream;
    double tol;
    size_t max_iter;
    double reg_covar, epsilon;
    bool equal;
    double tolerance; /* of parameters: 1e-8, 1e-6 after long EM */
    size_t iterations;
    double objective, bic, aic;
    const double *params; /* weights, means, covariances */
    const char *label;    /* '0' + component, one character per point */
};

#include "parity/parity_reference.h"

enum { CASES = sizeof reference / sizeof *reference, NEEDED = 60 };

static em_dataset *load(const char *name)
{
    char plain[64];
    io_options options = IO_OPTIONS_DEFAULT;
    em_error error = {0};
    em_dataset *data = NULL, *binary = NULL;
    const char *above = strchr(name, '>');
    snprintf(plain, sizeof plain, "%.*s", above ? (int)(above - name) : 63, name);
    if (io_open_data(plain, &options, &data, &error) != EM_OK)
        fail_msg("%s: %s", name, error.text);
    if (!above)
        return data;
    em_prepare how = {
        .binarize = true, .threshold_given = true, .threshold = strtod(above + 1, NULL)};
    if (em_dataset_prepare(data, &how, &binary, &error) != EM_OK)
        fail_msg("%s: %s", name, error.text);
    em_dataset_destroy(data);
    return binary;
}

static void make_spec(const struct reference *r, em_spec *spec)
{
    em_spec_init(spec, r->kind);
    spec->cov_kind = r->cov_kind;
    spec->k = r->k;
    spec->init = r->init;
    spec->points = (size_t *)(uintptr_t)r->points;
    spec->init_cov = r->init_cov;
    spec->seed = r->seed;
    spec->n_init = r->n_init;
    spec->stream = r->stream;
    spec->tol = r->tol;
    spec->max_iter = r->max_iter;
    spec->reg_covar = r->reg_covar;
    spec->fixed_epsilon = r->epsilon;
    spec->equal_weights = r->equal;
}

/* Relative to the size of the values compared, as numpy.testing.assert_allclose against the
 * largest of them: a mean near 0 carries the rounding of the others. */
static double largest_miss(const double *got, const double *want, size_t count)
{
    double scale = 0, miss = 0;
    for (size_t i = 0; i < count; i++) {
        scale = fmax(scale, fabs(want[i]));
        miss = fmax(miss, fabs(got[i] - want[i]));
    }
    return scale > 0 ? miss / scale : miss;
}

static double params_miss(const struct reference *r, const em_params *p)
{
    const double *want = r->params;
    double miss = 0;
    if (p->weight) {
        miss = largest_miss(p->weight, want, p->k);
        want += p->k;
    }
    miss = fmax(miss, largest_miss(p->mean, want, p->k * p->d));
    want += p->k * p->d;
    if (p->cov)
        miss = fmax(miss, largest_miss(p->cov, want, em_cov_len(p->cov_kind, p->k, p->d)));
    return miss;
}

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

/* Prints what differs; the number of differences. */
static int compare(const struct reference *r, const em_spec *spec, const em_fit *fit)
{
    int bad = 0;
    size_t n = fit->resp->n, moved = 0;
    for (size_t i = 0; i < n; i++)
        moved += fit->resp->label[i] != r->label[i] - '0';
    if (moved || strlen(r->label) != n)
        bad++, print_error("%s: %zu labels differ\n", r->name, moved);
    if (fit->iterations != r->iterations)
        bad++,
            print_error("%s: %zu iterations, not %zu\n", r->name, fit->iterations, r->iterations);
    double miss = params_miss(r, fit->params), value = fit->resp->objective;
    if (!(miss <= r->tolerance))
        bad++, print_error("%s: parameters differ by %g\n", r->name, miss);
    if (!near(value, r->objective))
        bad++, print_error("%s: objective %.15g, not %.15g\n", r->name, value, r->objective);
    if (r->kind == EM_KMEANS)
        return bad;
    size_t count = em_params_count(fit->params, spec->fixed_epsilon > 0, !spec->equal_weights);
    if (!near(em_bic(value, count, n), r->bic) || !near(em_aic(value, count), r->aic))
        bad++, print_error("%s: BIC or AIC differ\n", r->name);
    return bad;
}

static void test_fits_are_those_of_scikit_learn(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < CASES; i++) {
        const struct reference *r = &reference[i];
        em_dataset *data = load(r->data);
        em_error error = {0};
        em_fit *fit = NULL;
        em_spec spec;
        make_spec(r, &spec);
        assert_int_equal(em_spec_check(&spec, data, &error), EM_OK);
        if (em_fit_run(&spec, data, NULL, NULL, &fit, &error) != EM_OK)
            fail_msg("%s: %s", r->name, error.text);
        bad += compare(r, &spec, fit);
        em_fit_destroy(fit);
        em_dataset_destroy(data);
    }
    assert_int_equal(bad, 0);
}

static void test_enough_cases_of_each_kind(void **state)
{
    (void)state;
    size_t models[3] = {0}, streams[2] = {0}, inits[EM_INIT_COUNT] = {0}, covs[4] = {0};
    for (size_t i = 0; i < CASES; i++) {
        models[reference[i].kind]++;
        streams[reference[i].stream]++;
        inits[reference[i].init]++;
        covs[reference[i].cov_kind] += reference[i].kind == EM_GMM;
    }
    assert_true(CASES >= NEEDED);
    assert_true(models[EM_KMEANS] >= 20 && models[EM_GMM] >= 20 && models[EM_BERNOULLI] >= 5);
    assert_true(streams[0] >= 20 && streams[1] >= 20);
    for (size_t i = 0; i < 4; i++)
        assert_true(covs[i] >= 5);
    for (em_init i = 0; i < EM_INIT_COUNT; i++)
        assert_true(inits[i] >= 2 || i == EM_INIT_FILE || i == EM_INIT_MANUAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fits_are_those_of_scikit_learn),
        cmocka_unit_test(test_enough_cases_of_each_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
