/* Evaluating a model at places: regions and density, and the inspector's numbers. */
#include "em/model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { K = 3, PLACES = 700 };

static em_params *make(em_kind kind, em_cov cov, size_t d)
{
    em_params *p;
    assert_int_equal(em_params_create(kind, cov, K, d, &p, NULL), EM_OK);
    for (size_t c = 0; c < K; c++) {
        for (size_t j = 0; j < d; j++)
            p->mean[c * d + j] = kind == EM_BERNOULLI ? 0.2 + 0.3 * (double)((c + j) % 3)
                                                      : (double)(c * c) - (double)j;
        if (p->weight)
            p->weight[c] = c == 0 ? 0.5 : 0.25;
    }
    size_t len = kind == EM_GMM ? em_cov_len(cov, K, d) : 0;
    bool whole = cov == EM_COV_FULL || cov == EM_COV_TIED;
    for (size_t t = 0; t < len; t++)
        p->cov[t] = whole && t % (d * d) % (d + 1) != 0 ? 0.2 : 1 + 0.1 * (double)(whole ? 0 : t);
    return p;
}

/* A field says at each place what the inspector says of a point there. */
static void check(em_kind kind, em_cov cov, size_t d)
{
    em_params *p = make(kind, cov, d);
    em_field *field;
    double *xy = calloc(PLACES * d, sizeof *xy), *density = calloc(PLACES, sizeof *density);
    int32_t *best = calloc(PLACES, sizeof *best);
    assert_true(xy && density && best);
    for (size_t t = 0; t < PLACES * d; t++)
        xy[t] = kind == EM_BERNOULLI ? (double)(t * 7 % 3 == 0) : (double)(t * 37 % 101) / 11 - 3;
    assert_int_equal(em_field_create(p, &field), EM_OK);
    em_field_fill(field, xy, PLACES, best, density);
    for (size_t i = 0; i < PLACES; i++) {
        double each[K], sum = 0;
        size_t top = 0;
        assert_int_equal(em_point_log_density(p, xy + i * d, each), EM_OK);
        for (size_t c = 0; c < K; c++) {
            double joint = each[c] + (p->weight ? log(p->weight[c]) : 0);
            double other = each[top] + (p->weight ? log(p->weight[top]) : 0);
            top = joint > other ? c : top;
            sum += exp(joint);
        }
        assert_int_equal(best[i], top);
        double expected = kind == EM_KMEANS ? -sqrt(-each[top]) : log(sum);
        assert_true(fabs(expected - density[i]) <= 1e-9 * (1 + fabs(expected)));
    }
    em_field_fill(field, xy, 3, NULL, NULL);
    em_field_destroy(field);
    em_params_destroy(p);
    free(xy);
    free(density);
    free(best);
}

static void a_field_agrees_with_the_inspector(void **state)
{
    (void)state;
    for (size_t d = 1; d <= 5; d++) {
        check(EM_KMEANS, EM_COV_FULL, d);
        check(EM_BERNOULLI, EM_COV_FULL, d);
        for (em_cov cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++)
            check(EM_GMM, cov, d);
    }
}

static void a_singular_covariance_has_no_field(void **state)
{
    (void)state;
    em_params *p = make(EM_GMM, EM_COV_DIAG, 2);
    em_field *field;
    double out[K], x[2] = {0, 0};
    p->cov[3] = 0;
    assert_int_equal(em_field_create(p, &field), EM_ERR_COLLAPSE);
    assert_null(field);
    assert_int_equal(em_point_log_density(p, x, out), EM_ERR_COLLAPSE);
    em_field_destroy(NULL);
    em_params_destroy(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_agrees_with_the_inspector),
        cmocka_unit_test(a_singular_covariance_has_no_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
