#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/metrics.h"
#include "em/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../reference/metrics_reference.h"

static void scores_are_those_of_scikit_learn(void **state)
{
    for (size_t i = 0; i < sizeof score_cases / sizeof *score_cases; i++) {
        size_t table[64];
        em_scores got;
        double expected[8], found[8], ari = 0.0;
        assert_true(score_cases[i].classes * score_cases[i].k <= 64);
        em_contingency(score_cases[i].truth, score_cases[i].classes, score_cases[i].found,
                       score_cases[i].k, score_cases[i].n, table);
        assert_int_equal(em_scores_fill(table, score_cases[i].classes, score_cases[i].k, &got),
                         EM_OK);
        memcpy(expected, &score_cases[i].scores, sizeof expected);
        memcpy(found, &got, sizeof found);
        for (size_t s = 0; s < 8; s++) {
            if (!(fabs(found[s] - expected[s]) <= 1e-12)) {
                fail_msg("%s, score %zu: %.17g, expected %.17g", score_cases[i].name, s, found[s],
                         expected[s]);
            }
        }
        assert_int_equal(em_adjusted_rand(score_cases[i].found, score_cases[i].k,
                                          score_cases[i].truth, score_cases[i].classes,
                                          score_cases[i].n, &ari),
                         EM_OK);
        assert_true(fabs(ari - got.adjusted_rand) <= 1e-15);
    }
}

/* Best total over all assignments, by trying every one. */
static double best_total(const double *gain, size_t rows, size_t cols, size_t row, unsigned taken)
{
    double best = row == rows ? 0.0 : best_total(gain, rows, cols, row + 1, taken);

    for (size_t c = 0; row < rows && c < cols; c++) {
        if (!(taken >> c & 1U)) {
            best = fmax(best, gain[row * cols + c] +
                                  best_total(gain, rows, cols, row + 1, taken | 1U << c));
        }
    }
    return best;
}

static void matching_is_optimal(void **state)
{
    unsigned seed = 1;

    for (size_t round = 0; round < 300; round++) {
        const size_t rows = 1 + round % 6, cols = 1 + round / 6 % 6;
        double gain[36], total = 0.0;
        int32_t match[6];
        bool used[6] = {false};
        for (size_t i = 0; i < rows * cols; i++) {
            seed = seed * 1664525U + 1013904223U;
            gain[i] = (double)(seed >> 24 & 31U);
        }
        assert_int_equal(em_match(gain, rows, cols, match), EM_OK);
        for (size_t r = 0; r < rows; r++) {
            if (match[r] >= 0) {
                assert_false(used[match[r]]);
                used[match[r]] = true;
                total += gain[r * cols + (size_t)match[r]];
            }
        }
        assert_true(total == best_total(gain, rows, cols, 0, 0));
    }
}

static void components_get_the_colours_they_overlap(void **state)
{
    const int32_t a[] = {0, 0, 0, 1, 1, 1, 2, 2}, b[] = {2, 2, 2, 3, 3, 0, 1, 1};
    int32_t to[4];

    assert_int_equal(em_match_components(a, 3, b, 4, 8, to), EM_OK);
    assert_int_equal(to[2], 0);
    assert_int_equal(to[3], 1);
    assert_int_equal(to[1], 2);
    assert_int_equal(to[0], 3); /* left over: numbered on */
}

static void criteria_follow_their_formulas(void **state)
{
    assert_true(fabs(em_aic(-1000.0, 17) - 2034.0) < 1e-12);
    assert_true(fabs(em_bic(-1000.0, 17, 450) - (2000.0 + 17.0 * log(450.0))) < 1e-12);
}

static void knee_is_where_the_curve_bends(void **state)
{
    const size_t ks[] = {1, 2, 3, 4, 5, 6};
    const double bent[] = {100, 55, 12, 10, 8, 6}, straight[] = {100, 80, 60, 40, 20, 0};
    const double flat[] = {5, 5, 5, 5, 5, 5};

    assert_int_equal(em_knee(ks, bent, 6, NULL), 2);
    assert_int_equal(em_knee(ks, straight, 6, NULL), -1);
    assert_int_equal(em_knee(ks, flat, 6, NULL), -1);
    assert_int_equal(em_knee(ks, bent, 2, NULL), -1);
}

static em_dataset silhouette_data(double *offset)
{
    em_dataset data = {.n = sizeof silhouette_label / sizeof *silhouette_label,
                       .d = 3,
                       .x = silhouette_x,
                       .offset = offset};
    for (size_t i = 0; i < data.n * data.d; i++) {
        offset[i % 3] += silhouette_x[i] / (double)data.n;
    }
    return data;
}

static void silhouette_is_that_of_scikit_learn(void **state)
{
    double offset[3] = {0}, value = 0.0;
    const em_dataset data = silhouette_data(offset);
    em_pool *pool = NULL;

    assert_int_equal(em_pool_create(3, &pool, NULL), EM_OK);
    assert_int_equal(em_silhouette(&data, silhouette_label, 5, 42, pool, NULL, &value), EM_OK);
    assert_true(fabs(value - silhouette_expected) < 1e-12);
    double alone = 0.0;
    assert_int_equal(em_silhouette(&data, silhouette_label, 5, 42, NULL, NULL, &alone), EM_OK);
    assert_memory_equal(&alone, &value, sizeof value);
    em_pool_destroy(pool);
}

/* Above 10,000 points: those that RandomState(seed).permutation(n) names first, no others. */
static void silhouette_of_many_points_is_that_of_a_sample(void **state)
{
    enum { N = 10050, SAMPLE = 10000 };
    static double x[N], chosen[SAMPLE];
    static int32_t label[N], chosen_label[SAMPLE];
    static size_t order[N];
    double offset = 0.0, all = 0.0, part = 0.0;
    em_rng rng;

    for (size_t i = 0; i < N; i++) {
        label[i] = (int32_t)(i % 3);
        x[i] = 10.0 * label[i] + (double)(i * 7919 % 1000) / 100.0;
    }
    em_rng_seed(&rng, 5);
    em_rng_permutation(&rng, N, order);
    for (size_t i = 0; i < SAMPLE; i++) {
        chosen[i] = x[order[i]];
        chosen_label[i] = label[order[i]];
    }
    const em_dataset data = {.n = N, .d = 1, .x = x, .offset = &offset};
    const em_dataset sample = {.n = SAMPLE, .d = 1, .x = chosen, .offset = &offset};
    assert_int_equal(em_silhouette(&data, label, 3, 5, NULL, NULL, &all), EM_OK);
    assert_int_equal(em_silhouette(&sample, chosen_label, 3, 7, NULL, NULL, &part), EM_OK);
    assert_memory_equal(&all, &part, sizeof all);
}

static void silhouette_needs_two_clusters_and_can_be_stopped(void **state)
{
    double offset[3] = {0}, value = 0.0;
    const em_dataset data = silhouette_data(offset);
    const int32_t same[64] = {0};
    const atomic_bool cancel = true;
    const em_control control = {.cancel = &cancel};

    assert_int_equal(em_silhouette(&data, same, 2, 42, NULL, NULL, &value), EM_OK);
    assert_true(isnan(value));
    assert_int_equal(em_silhouette(&data, silhouette_label, 5, 42, NULL, &control, &value),
                     EM_ERR_INTERRUPTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_those_of_scikit_learn),
        cmocka_unit_test(matching_is_optimal),
        cmocka_unit_test(components_get_the_colours_they_overlap),
        cmocka_unit_test(criteria_follow_their_formulas),
        cmocka_unit_test(knee_is_where_the_curve_bends),
        cmocka_unit_test(silhouette_is_that_of_scikit_learn),
        cmocka_unit_test(silhouette_of_many_points_is_that_of_a_sample),
        cmocka_unit_test(silhouette_needs_two_clusters_and_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
