/* Every allocation of the engine made to fail once: an error comes back, nothing leaks (seen by
 * LeakSanitizer), nothing is left half made. */
#include "em/fit.h"
#include "em/generate.h"
#include "em/metrics.h"
#include "em/project.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static size_t calls, fail_at; /* fail_at 0: none fails */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
char *__wrap_strdup(const char *text);

static bool fails(void)
{
    return ++calls == fail_at;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __real_aligned_alloc(alignment, size);
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

typedef em_status action(const void *context);

/* Runs act with its first, second, ... allocation failing until none does. */
static void torture(action *act, const void *context)
{
    for (fail_at = 1;; fail_at++) {
        calls = 0;
        em_status status = act(context);
        bool failed = calls >= fail_at;
        assert_int_equal(status, failed ? EM_ERR_MEMORY : EM_OK);
        if (!failed)
            break;
    }
    assert_true(fail_at > 1);
    fail_at = 0;
}

static em_status generate(const void *name)
{
    em_dataset *data = NULL;
    em_error error;
    em_status status = em_generate(name, &data, &error);
    assert_true((status == EM_OK) == (data != NULL));
    em_dataset_destroy(data);
    return status;
}

static void test_generate(void **state)
{
    (void)state;
    static const char *const names[] = {"aniso",   "uneven", "moons",
                                        "circles", "hand",   "blobs:n=20,k=4,d=3"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        torture(generate, names[i]);
}

static em_status prepare(const void *data)
{
    em_prepare how = {
        .keep_labels = "0,2", .features = "x1", .standardize = true, .binarize = true};
    em_dataset *out = NULL;
    em_status status = em_dataset_prepare(data, &how, &out, NULL);
    assert_true((status == EM_OK) == (out != NULL));
    em_dataset_destroy(out);
    return status;
}

static em_status edit(const void *data)
{
    em_dataset *out = NULL;
    em_status status = em_dataset_edit(data, (const double[]){1, 2}, 1, NULL, &out, NULL);
    assert_true((status == EM_OK) == (out != NULL));
    em_dataset_destroy(out);
    return status;
}

static void test_prepare_and_edit(void **state)
{
    (void)state;
    em_dataset *data = NULL;
    assert_int_equal(em_generate("blobs:n=30", &data, NULL), EM_OK);
    assert_int_equal(em_dataset_set_feature(data, 1, "second", NULL), EM_OK);
    torture(prepare, data);
    torture(edit, data);
    em_dataset_destroy(data);
}

static em_status copy_spec(const void *spec)
{
    em_spec copy;
    em_status status = em_spec_copy(spec, &copy);
    if (status == EM_OK)
        em_spec_finish(&copy);
    return status;
}

static void test_spec(void **state)
{
    (void)state;
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.points = (size_t[]){1, 2, 3};
    spec.means = (double[]){1, 2, 3};
    spec.means_d = 1;
    spec.path = (char[]){"a"};
    torture(copy_spec, &spec);
}

static em_status check_params(const void *params)
{
    return em_params_check(params, NULL);
}

typedef struct job {
    em_spec spec;
    const em_dataset *data;
} job;

static em_status fit(const void *context)
{
    const job *j = context;
    em_fit *out = NULL;
    em_error error;
    em_status status = em_fit_run(&j->spec, j->data, NULL, NULL, &out, &error);
    assert_true((status == EM_OK) == (out != NULL));
    em_fit_destroy(out);
    return status;
}

static em_status start(const void *context)
{
    const job *j = context;
    em_params *out = NULL;
    em_error error;
    em_status status = em_start(&j->spec, j->data, NULL, NULL, &out, &error);
    assert_true((status == EM_OK) == (out != NULL));
    em_params_destroy(out);
    return status;
}

static void test_fits_and_starts(void **state)
{
    (void)state;
    em_dataset *data = NULL, *binary = NULL;
    em_prepare how = {.binarize = true};
    assert_int_equal(em_generate("blobs:n=40", &data, NULL), EM_OK);
    assert_int_equal(em_dataset_prepare(data, &how, &binary, NULL), EM_OK);
    for (em_kind kind = EM_KMEANS; kind <= EM_BERNOULLI; kind++)
        for (em_init init = EM_INIT_RANDOM; init <= EM_INIT_RESPONSIBILITIES; init++) {
            job j = {.data = kind == EM_BERNOULLI ? binary : data};
            if (!em_init_suits(init, kind) || init == EM_INIT_POINTS || init == EM_INIT_FILE)
                continue;
            em_spec_init(&j.spec, kind);
            j.spec.init = init;
            j.spec.max_iter = 2;
            torture(start, &j);
            j.spec.n_init = 3;
            torture(fit, &j);
            torture(start, &j);
        }
    em_dataset_destroy(binary);
    em_dataset_destroy(data);
}

static void test_checks(void **state)
{
    (void)state;
    em_params *p = NULL;
    assert_int_equal(em_params_create(EM_GMM, EM_COV_TIED, 1, 1, &p, NULL), EM_OK);
    p->weight[0] = p->cov[0] = 1;
    torture(check_params, p);
    em_params_destroy(p);
}

static em_status score(const void *context)
{
    const em_dataset *data = context;
    const int32_t *label = data->label;
    size_t table[9], n = data->n;
    int32_t to[3];
    double ari;
    em_scores scores;
    em_contingency(label, 3, label, 3, n, table);
    em_status status = em_scores_fill(table, 3, 3, &scores);
    if (status == EM_OK)
        status = em_adjusted_rand(label, 3, label, 3, n, &ari);
    return status == EM_OK ? em_match_components(label, 3, label, 3, n, to) : status;
}

static em_status silhouette(const void *context)
{
    const em_dataset *data = context;
    double value;
    return em_silhouette(data, data->label, 3, 42, NULL, NULL, &value);
}

static em_status project(const void *context)
{
    em_projection *p = NULL;
    em_params *params = NULL, *flat = NULL;
    em_status status = em_projection_pca(context, &p, NULL);
    assert_true((status == EM_OK) == (p != NULL));
    if (status == EM_OK)
        status = em_params_create(EM_GMM, EM_COV_DIAG, 2, 4, &params, NULL);
    if (status == EM_OK)
        status = em_project_params(p, params, &flat);
    em_params_destroy(flat);
    em_params_destroy(params);
    em_projection_destroy(p);
    return status;
}

static void test_scores_and_projections(void **state)
{
    (void)state;
    em_dataset *few = NULL, *many = NULL;
    assert_int_equal(em_generate("blobs:n=30,k=3,d=4", &few, NULL), EM_OK);
    assert_int_equal(em_generate("blobs:n=10100,k=3,d=1", &many, NULL), EM_OK);
    torture(score, few);
    torture(silhouette, few);
    torture(project, few);
    /* Above 10,000 points a sample is drawn; only that one allocation is new. */
    calls = 0;
    fail_at = 5;
    assert_int_equal(silhouette(many), EM_ERR_MEMORY);
    fail_at = 0;
    em_dataset_destroy(few);
    em_dataset_destroy(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_generate),
        cmocka_unit_test(test_prepare_and_edit),
        cmocka_unit_test(test_spec),
        cmocka_unit_test(test_checks),
        cmocka_unit_test(test_fits_and_starts),
        cmocka_unit_test(test_scores_and_projections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
