/* Single precision only screens (engine/screen.h): labels, J and the count of changed labels are
 * those of all distances in doubles, on data made so that floats cannot tell the centroids apart,
 * at the floats' limits and beyond, for every instruction set. */
#include "em/rng.h"
#include "work.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { N = 300 };

typedef enum data_kind { CLOUD, MIDWAY, NEARLY_MIDWAY, EQUAL_MEANS, DATA_KINDS } data_kind;

/* Eight sums of every eighth feature, added in the engine's fixed order. */
static double distance(const double *x, const double *mean, size_t d)
{
    double lane[8] = {0};
    for (size_t j = 0; j < d; j++) {
        double t = x[j] - mean[j];
        lane[j % 8] += t * t;
    }
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) +
           ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

static void make_mean(em_rng *rng, data_kind kind, double scale, double offset, em_params *p)
{
    for (size_t t = 0; t < p->k * p->d; t++)
        p->mean[t] = offset + scale * em_rng_uniform(rng, -1, 1);
    for (size_t c = 1; kind == EQUAL_MEANS && c < p->k; c += 2)
        memcpy(p->mean + c * p->d, p->mean + (c - 1) * p->d, p->d * sizeof *p->mean);
}

static void make_data(em_rng *rng, data_kind kind, double scale, double offset, const em_params *p,
                      em_dataset *data)
{
    size_t d = p->d;
    for (size_t i = 0; i < data->n; i++) {
        const double *a = p->mean + i % p->k * d, *b = p->mean + (i + 1) % p->k * d;
        double part = 0.5 + (kind == NEARLY_MIDWAY ? em_rng_uniform(rng, -1e-8, 1e-8) : 0);
        for (size_t j = 0; j < d; j++)
            data->x[i * d + j] = kind == CLOUD || kind == EQUAL_MEANS
                                     ? offset + scale * em_rng_uniform(rng, -1, 1)
                                     : a[j] + part * (b[j] - a[j]);
    }
}

static void check(const em_work *work, const em_params *p, const em_resp *resp,
                  const int32_t *before)
{
    double sum = 0;
    size_t changed = 0;
    for (size_t i = 0; i < N; i++) {
        const double *x = work->data->x + i * p->d;
        size_t best = 0;
        for (size_t c = 1; c < p->k; c++)
            if (distance(x, p->mean + c * p->d, p->d) < distance(x, p->mean + best * p->d, p->d))
                best = c;
        assert_int_equal(resp->label[i], best);
        sum += distance(x, p->mean + best * p->d, p->d);
        changed += resp->label[i] != before[i];
    }
    assert_true(fabs(resp->objective - sum) <= 1e-12 * sum);
    assert_int_equal(resp->changed, changed);
}

static void run(size_t d, size_t k, data_kind kind, double scale, double offset, int level)
{
    em_rng rng;
    em_dataset *data;
    em_params *p;
    em_resp *resp;
    em_work *work;
    em_spec spec;
    int32_t before[N];
    em_rng_seed(&rng, (uint32_t)(d + k));
    em_spec_init(&spec, EM_KMEANS);
    spec.k = k;
    assert_int_equal(em_params_create(EM_KMEANS, EM_COV_FULL, k, d, &p, NULL), EM_OK);
    assert_int_equal(em_resp_create(EM_KMEANS, N, k, &resp, NULL), EM_OK);
    assert_int_equal(em_dataset_create(N, d, false, &data, NULL), EM_OK);
    make_mean(&rng, kind, scale, offset, p);
    make_data(&rng, kind, scale, offset, p, data);
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    assert_int_equal(em_work_create(&spec, data, NULL, &work, NULL), EM_OK);
    work->kernels = em_kernels_pick(level);
    for (int t = 0; t < 2; t++) { /* the second time nothing changes */
        memcpy(before, resp->label, sizeof before);
        assert_int_equal(em_e_step(p, data, work, resp, NULL), EM_OK);
        check(work, p, resp, before);
    }
    assert_int_equal(resp->changed, 0);
    em_work_destroy(work);
    em_dataset_destroy(data);
    em_resp_destroy(resp);
    em_params_destroy(p);
    em_spec_finish(&spec);
}

static void floats_never_decide(void **state)
{
    (void)state;
    static const size_t ds[] = {16, 17, 23, 64, 131}, ks[] = {1, 2, 3, 4, 5, 10, 33};
    static const double at[][2] = {{1, 0},     {16, 1e3},  {1, 1e9},    {1e-30, 0},
                                   {1e-42, 0}, {1e-60, 0}, {1e-140, 0}, {1e14, 0},
                                   {1e16, 0},  {1e60, 0},  {1e140, 0}};
    static const int levels[] = {1, 3, 4};
    for (size_t s = 0; s < sizeof at / sizeof *at; s++)
        for (size_t a = 0; a < sizeof ds / sizeof *ds; a++)
            for (size_t b = 0; b < sizeof ks / sizeof *ks; b++)
                for (data_kind kind = CLOUD; kind < DATA_KINDS; kind++)
                    for (size_t l = 0; l < 3; l++)
                        run(ds[a], ks[b], kind, at[s][0], at[s][1], levels[l]);
}

/* On data such as images nearly every point is decided in floats: else screening is pointless. */
static void ordinary_data_are_screened(void **state)
{
    (void)state;
    em_rng rng;
    em_dataset *data;
    em_work *work;
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    em_rng_seed(&rng, 1);
    assert_int_equal(em_dataset_create(N, 64, false, &data, NULL), EM_OK);
    for (size_t t = 0; t < N * 64; t++)
        data->x[t] = em_rng_uniform(&rng, 0, 16);
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    assert_int_equal(em_work_create(&spec, data, NULL, &work, NULL), EM_OK);
    em_params *p;
    em_resp *resp;
    assert_int_equal(em_params_create(EM_KMEANS, EM_COV_FULL, spec.k, 64, &p, NULL), EM_OK);
    assert_int_equal(em_resp_create(EM_KMEANS, N, spec.k, &resp, NULL), EM_OK);
    memcpy(p->mean, data->x, spec.k * 64 * sizeof *p->mean);
    assert_int_equal(em_e_step(p, data, work, resp, NULL), EM_OK);
    assert_true(work->screen.on);
    assert_true(work->screen.margin > 0 && work->screen.margin < 1); /* squares: some hundreds */
    em_resp_destroy(resp);
    em_params_destroy(p);
    em_work_destroy(work);
    em_dataset_destroy(data);
    em_spec_finish(&spec);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(floats_never_decide),
                                       cmocka_unit_test(ordinary_data_are_screened)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
