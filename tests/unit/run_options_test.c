#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/generate.h"
#include "session/run_options.h"
#include "session/spec.h"

#include <string.h>

static em_dataset *open_data(const char *name)
{
    em_dataset *data = NULL;

    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return data;
}

/* Reads, checks and resolves a text for a data set. */
static em_status resolve(const char *text, const char *data_name, em_spec *spec, em_error *error)
{
    em_dataset *data = open_data(data_name);
    char copy[256];
    run_options options;

    assert_true(strlen(text) < sizeof copy);
    memcpy(copy, text, strlen(text) + 1);
    run_options_init(&options);
    em_status status = run_options_read(&options, copy, error);
    if (status == EM_OK) {
        status = run_options_check(&options, false, error);
    }
    if (status == EM_OK) {
        status = run_options_resolve(&options, data, false, spec, error);
    }
    em_dataset_destroy(data);
    return status;
}

static void all_options_are_understood(void **state)
{
    em_spec s;

    assert_int_equal(resolve("--model gmm --covariance=tied -k4 --init random --init-cov 2.5 "
                             "--seed 4294967295 --n-init 7 --stream sklearn-1.3 --max-iter 9 "
                             "--tol 0 --reg-covar 0 --fixed-epsilon 1e-3 --weights equal",
                             "aniso", &s, NULL),
                     EM_OK);
    assert_true(s.kind == EM_GMM && s.cov_kind == EM_COV_TIED && s.k == 4);
    assert_true(s.init == EM_INIT_RANDOM && s.init_cov == 2.5 && s.seed == 4294967295U);
    assert_true(s.n_init == 7 && s.stream == EM_STREAM_SKLEARN_1_3 && s.max_iter == 9);
    assert_true(s.tol == 0.0 && s.reg_covar == 0.0);
    assert_true(s.fixed_epsilon == 1e-3 && s.equal_weights);
    em_spec_finish(&s);
}

static void defaults_follow_the_data(void **state)
{
    em_spec s;

    assert_int_equal(resolve("", "aniso", &s, NULL), EM_OK);
    assert_true(s.init == EM_INIT_POINTS && s.k == 3 && s.points[2] == 300 && s.init_cov == 5.0);
    em_spec_finish(&s);
    assert_int_equal(resolve("--seed 42", "aniso", &s, NULL), EM_OK);
    assert_true(s.init == EM_INIT_KMEANS && s.k == 3 && s.init_cov == 0.0);
    em_spec_finish(&s);
    assert_int_equal(resolve("", "moons", &s, NULL), EM_OK);
    assert_true(s.init == EM_INIT_KMEANS && s.k == 2);
    em_spec_finish(&s);
    assert_int_equal(resolve("--model kmeans", "hand", &s, NULL), EM_OK);
    assert_true(s.init == EM_INIT_KMEANSPP && s.k == 2);
    em_spec_finish(&s);
    assert_int_equal(resolve("--model bernoulli", "circles", &s, NULL), EM_OK);
    assert_true(s.init == EM_INIT_RANDOM);
    em_spec_finish(&s);
    assert_int_equal(resolve("--init points:0,1", "hand", &s, NULL), EM_OK);
    assert_true(s.k == 2 && s.points[1] == 1);
    em_spec_finish(&s);
}

static void assert_refused(const char *text, em_status expected, const char *part)
{
    em_error error = {.status = EM_OK};
    em_spec s;

    assert_int_equal(resolve(text, "hand", &s, &error), expected);
    if (!strstr(error.text, part)) {
        fail_msg("'%s' does not hold '%s'", error.text, part);
    }
}

static void what_is_wrong_is_named(void **state)
{
    assert_refused("--seed", EM_ERR_USAGE, "--seed needs a value");
    assert_refused("--sed 3", EM_ERR_USAGE, "\"--sed\" is not a run option");
    assert_refused("3", EM_ERR_USAGE, "\"3\" is not a run option");
    assert_refused("--limit 3", EM_ERR_USAGE, "--limit is about the data");
    assert_refused("-k 1..2", EM_ERR_USAGE, "expected one number");
    assert_refused("--init points:0,1 -k 3", EM_ERR_USAGE, "2 rows, but K is 3");
    assert_refused("-k 4", EM_ERR_DATA, "K is 4, but hand has only 3 points");
    assert_refused("--init points:0,3", EM_ERR_DATA, "no row 3");
    assert_refused("--init file:/nonexistent.csv", EM_ERR_FILE, "nonexistent.csv");
}

static void quotes_hold_a_value_together(void **state)
{
    char text[] = " --init 'file:my means.csv'\t--tol \"0.5\" ";
    run_options options;

    run_options_init(&options);
    assert_int_equal(run_options_read(&options, text, NULL), EM_OK);
    assert_true(options.spec.init == EM_INIT_FILE && options.spec.tol == 0.5);
    assert_string_equal(options.init_argument, "my means.csv");
    assert_true(run_options_has(&options, RUN_TOL) && !run_options_has(&options, RUN_K));
}

static void only_a_bernoulli_mixture_is_binarised(void **state)
{
    run_options options;
    em_dataset *data = open_data("aniso");

    run_options_init(&options);
    assert_int_equal(run_options_binarise(&options, &data, NULL), EM_OK);
    assert_false(data->binary);
    assert_int_equal(run_options_set(&options, RUN_MODEL, "bernoulli", NULL), EM_OK);
    assert_int_equal(run_options_binarise(&options, &data, NULL), EM_OK);
    assert_true(data->binary);
    assert_non_null(strstr(data->note, "binarised"));
    em_dataset_destroy(data);
}

/* A specification with rows, changed by a text as a menu or a command gives it. */
static em_status change(em_spec *spec, const char *text, em_error *error)
{
    char copy[256];
    run_options options;

    assert_true(strlen(text) < sizeof copy);
    memcpy(copy, text, strlen(text) + 1);
    run_options_init(&options);
    const em_status status = run_options_read(&options, copy, error);
    return status == EM_OK ? run_options_change(&options, spec, error) : status;
}

static void a_change_leaves_the_rest(void **state)
{
    static const size_t rows[] = {10, 100, 300};
    em_error error = {.status = EM_OK};
    em_spec s;

    em_spec_init(&s, EM_GMM);
    assert_int_equal(spec_set_points(&s, rows, 3), EM_OK);
    assert_int_equal(change(&s, "--reg-covar 0 --max-iter=7 --seed 9", NULL), EM_OK);
    assert_true(s.reg_covar == 0.0 && s.max_iter == 7 && s.seed == 9 && s.tol == EM_DEFAULT_TOL);
    assert_true(s.init == EM_INIT_POINTS && s.points[2] == 300 && s.k == 3);
    assert_int_equal(change(&s, "--fixed-epsilon 0.5", NULL), EM_OK);
    assert_int_equal(change(&s, "--weights equal", NULL), EM_OK);
    assert_true(s.fixed_epsilon == 0.5 && s.equal_weights);
    assert_int_equal(change(&s, "--model kmeans -k 4", NULL), EM_OK);
    assert_true(s.kind == EM_KMEANS && s.k == 4 && s.init == EM_INIT_RANDOM && !s.points);
    assert_true(s.fixed_epsilon == 0.0 && !s.equal_weights);
    assert_int_equal(change(&s, "--init points:1,2", NULL), EM_OK);
    assert_true(s.k == 2 && s.points[1] == 2);
    assert_int_equal(change(&s, "-k 2..3", &error), EM_ERR_USAGE);
    assert_int_equal(change(&s, "--init points:1,2 -k 3", &error), EM_ERR_USAGE);
    assert_int_equal(change(&s, "--reg-covar 0", &error), EM_ERR_USAGE); /* of K-means */
    assert_int_equal(change(&s, "--steps 3", &error), EM_ERR_USAGE);
    assert_non_null(strstr(error.text, "--steps is for fit and code"));
    em_spec_finish(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_options_are_understood),
        cmocka_unit_test(defaults_follow_the_data),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(quotes_hold_a_value_together),
        cmocka_unit_test(only_a_bernoulli_mixture_is_binarised),
        cmocka_unit_test(a_change_leaves_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
