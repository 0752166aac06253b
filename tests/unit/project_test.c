#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/project.h"

#include <math.h>
#include <string.h>

/* Points along (2, 1, 0) with a little spread along (0, 0, 1). */
static em_dataset *slanted_data(void)
{
    em_dataset *data = NULL;

    assert_int_equal(em_dataset_create(40, 3, false, &data, NULL), EM_OK);
    for (size_t i = 0; i < 40; i++) {
        const double t = (double)i - 19.5, u = i % 2 ? 1.0 : -1.0;
        data->x[3 * i] = 100.0 - 2.0 * t;
        data->x[3 * i + 1] = 50.0 - t;
        data->x[3 * i + 2] = 7.0 + u;
    }
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    return data;
}

static void axes_point_where_the_data_varies(void **state)
{
    em_dataset *data = slanted_data();
    em_projection *p = NULL;

    assert_int_equal(em_projection_pca(data, &p, NULL), EM_OK);
    assert_true(p->pca);
    assert_true(fabs(p->basis[0] - 2.0 / sqrt(5.0)) < 1e-2);
    assert_true(fabs(p->basis[1] - 1.0 / sqrt(5.0)) < 1e-2);
    assert_true(p->basis[5] > 0.99); /* largest loading positive */
    assert_true(p->explained[0] > 0.99 && p->explained[1] < 0.01);
    assert_true(fabs(p->explained[0] + p->explained[1] - 1.0) < 1e-12);
    em_projection_destroy(p);
    em_dataset_destroy(data);
}

static void moving_back_moves_only_in_the_plane(void **state)
{
    em_dataset *data = slanted_data();
    em_projection *p = NULL;
    const double to[2] = {3.0, -2.0};
    double mean[3] = {90.0, 55.0, 9.0}, xy[2];

    assert_int_equal(em_projection_pca(data, &p, NULL), EM_OK);
    double before[3], across = 0.0;
    memcpy(before, mean, sizeof mean);
    em_project_back(p, to, mean);
    em_project_points(p, mean, 1, xy);
    assert_true(fabs(xy[0] - 3.0) < 1e-12 && fabs(xy[1] + 2.0) < 1e-12);
    const double *a = p->basis, *b = p->basis + 3;
    const double normal[3] = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2],
                              a[0] * b[1] - a[1] * b[0]};
    for (size_t j = 0; j < 3; j++) {
        across += normal[j] * (mean[j] - before[j]);
    }
    assert_true(fabs(across) < 1e-12);
    em_projection_destroy(p);
    em_dataset_destroy(data);
}

static void covariances_are_projected(void **state)
{
    em_dataset *data = slanted_data();
    em_projection *p = NULL;
    em_params *params = NULL, *flat = NULL;
    const double s[9] = {4, 1, 0.5, 1, 3, -1, 0.5, -1, 2};

    assert_int_equal(em_projection_features(data, 2, 0, &p, NULL), EM_OK);
    assert_int_equal(em_params_create(EM_GMM, EM_COV_FULL, 1, 3, &params, NULL), EM_OK);
    memcpy(params->cov, s, sizeof s);
    params->weight[0] = 1.0;
    params->mean[0] = 1.0;
    params->mean[2] = 5.0;
    assert_int_equal(em_project_params(p, params, &flat), EM_OK);
    const double expected[4] = {2.0, 0.5, 0.5, 4.0};
    assert_memory_equal(flat->cov, expected, sizeof expected);
    assert_true(flat->mean[0] == 5.0 && flat->mean[1] == 1.0 && flat->weight[0] == 1.0);
    em_params_destroy(flat);
    em_params_destroy(params);
    em_projection_destroy(p);
    em_dataset_destroy(data);
}

static void bernoulli_gets_its_own_covariance(void **state)
{
    em_dataset *data = slanted_data();
    em_projection *p = NULL;
    em_params *params = NULL, *flat = NULL;

    assert_int_equal(em_projection_features(data, 0, 1, &p, NULL), EM_OK);
    assert_int_equal(em_params_create(EM_BERNOULLI, EM_COV_FULL, 1, 3, &params, NULL), EM_OK);
    params->weight[0] = 1.0;
    params->mean[0] = 0.5;
    params->mean[1] = 0.1;
    assert_int_equal(em_project_params(p, params, &flat), EM_OK);
    assert_int_equal(flat->kind, EM_GMM);
    assert_true(flat->cov[0] == 0.25 && flat->cov[1] == 0.0);
    assert_true(fabs(flat->cov[3] - 0.09) < 1e-15);
    em_params_destroy(flat);
    em_params_destroy(params);
    em_projection_destroy(p);
    em_dataset_destroy(data);
}

static void one_feature_lies_on_the_first_axis(void **state)
{
    em_dataset *data = NULL;
    em_projection *p = NULL;
    double xy[6];

    assert_int_equal(em_dataset_create(3, 1, false, &data, NULL), EM_OK);
    data->x[0] = 1.0;
    data->x[1] = 2.0;
    data->x[2] = 3.0;
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    assert_int_equal(em_projection_pca(data, &p, NULL), EM_OK);
    em_project_points(p, data->x, 3, xy);
    const double expected[6] = {1, 0, 2, 0, 3, 0};
    assert_memory_equal(xy, expected, sizeof expected);
    em_projection_destroy(p);
    p = NULL;
    assert_int_equal(em_projection_features(data, 0, 1, &p, NULL), EM_ERR_DATA);
    assert_null(p);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(axes_point_where_the_data_varies),
        cmocka_unit_test(moving_back_moves_only_in_the_plane),
        cmocka_unit_test(covariances_are_projected),
        cmocka_unit_test(bernoulli_gets_its_own_covariance),
        cmocka_unit_test(one_feature_lies_on_the_first_axis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
