/* Laws that compare two runs: what must not matter, and what must come out of a limit. */
#include "cases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool near(double a, double b, double relative, double scale)
{
    return fabs(a - b) <= relative * (fabs(a) > scale ? fabs(a) : scale);
}

static bool step_both(run_case *a, run_case *b)
{
    case_e(a);
    case_e(b);
    bool good = case_m(a), same = case_m(b);
    return good && same;
}

/* Row order may only change rounding: exact ties and empty components are left out. */
static void permuting(const run_case *first)
{
    size_t n = first->data->n, d = first->data->d;
    size_t *row = calloc(n, sizeof *row);
    em_dataset *data = data_of(first->data->x, n, d);
    run_case a, b;
    if (!row)
        abort();
    em_rng rng = first->rng;
    em_rng_permutation(&rng, n, row);
    for (size_t i = 0; i < n; i++)
        memcpy(data->x + i * d, first->data->x + row[i] * d, d * sizeof *data->x);
    case_open_like(&a, first, data_of(first->data->x, n, d));
    case_open_like(&b, first, data_of(data->x, n, d));
    for (int t = 0; t < 3 && step_both(&a, &b); t++) {
        for (size_t i = 0; i < n; i++)
            law(b.resp->label[i] == a.resp->label[row[i]], "permuting points permutes labels",
                first, (double)i, (double)t);
        for (size_t s = 0; s < a.params->block_len; s++)
            law(near(a.params->block[s], b.params->block[s], 1e-10, 1e-2),
                "permuting points changes no parameter", first, a.params->block[s],
                b.params->block[s]);
    }
    case_close(&a);
    case_close(&b);
    em_dataset_destroy(data);
    free(row);
}

/* x -> 2^12 x: for K-means every bit, for mixtures up to the rounding of ln det. */
static void scaling(const run_case *first)
{
    enum { UNIT = 4096 };
    size_t n = first->data->n, d = first->data->d, k = first->spec.k;
    em_dataset *data = data_of(first->data->x, n, d);
    for (size_t t = 0; t < n * d; t++)
        data->x[t] *= UNIT;
    run_case a, b;
    case_open_like(&a, first, data_of(first->data->x, n, d));
    case_open_like(&b, first, data_of(data->x, n, d));
    for (size_t t = 0; t < k * d; t++)
        b.params->mean[t] *= UNIT;
    for (size_t t = 0; a.params->cov && t < em_cov_len(a.spec.cov_kind, k, d); t++)
        b.params->cov[t] *= (double)UNIT * UNIT;
    double slack = first->spec.kind == EM_KMEANS ? 0 : 1e-10;
    for (int t = 0; t < 3 && step_both(&a, &b); t++) {
        law(memcmp(a.resp->label, b.resp->label, n * sizeof(int32_t)) == 0,
            "scaling changes no label", first, 0, t);
        for (size_t s = 0; s < k * d; s++)
            law(near(a.params->mean[s] * UNIT, b.params->mean[s], slack, UNIT),
                "scaling scales means", first, a.params->mean[s] * UNIT, b.params->mean[s]);
    }
    case_close(&a);
    case_close(&b);
    em_dataset_destroy(data);
}

static void doubling(const run_case *first)
{
    size_t n = first->data->n, d = first->data->d;
    double *x = calloc(2 * n * d, sizeof *x);
    if (!x)
        abort();
    memcpy(x, first->data->x, n * d * sizeof *x);
    memcpy(x + n * d, first->data->x, n * d * sizeof *x);
    run_case a, b;
    case_open_like(&a, first, data_of(x, n, d));
    case_open_like(&b, first, data_of(x, 2 * n, d));
    for (int t = 0; t < 3 && step_both(&a, &b); t++)
        for (size_t s = 0; s < a.params->block_len; s++)
            law(near(a.params->block[s], b.params->block[s], 1e-10, 1e-2),
                "every point twice: the same parameters", first, a.params->block[s],
                b.params->block[s]);
    case_close(&a);
    case_close(&b);
    free(x);
}

static void one_component(const run_case *run)
{
    const em_params *p = run->params;
    for (size_t j = 0; j < p->d; j++)
        law(near(run->data->offset[j], p->mean[j], 1e-12, 1), "k 1: the mean of the data", run,
            run->data->offset[j], p->mean[j]);
    for (size_t j = 0; j < p->d && p->cov && run->spec.cov_kind != EM_COV_SPHERICAL; j++) {
        double v = run->data->variance[j] + run->spec.reg_covar;
        law(near(v, em_params_cov(p, 0, j, j), 1e-11, 0), "k 1: the variance of the data", run, v,
            em_params_cov(p, 0, j, j));
    }
}

/* Covariances E I with E -> 0: the responsibilities become K-means' assignments. */
static void small_epsilon(const run_case *first)
{
    size_t n = first->data->n, d = first->data->d;
    run_case hard, soft;
    run_case like = *first;
    like.spec.kind = EM_KMEANS;
    if (em_params_create(EM_KMEANS, EM_COV_FULL, first->spec.k, d, &like.params, NULL) != EM_OK)
        abort();
    memcpy(like.params->mean, first->params->mean, first->spec.k * d * sizeof(double));
    case_open_like(&hard, &like, data_of(first->data->x, n, d));
    run_case held = *first;
    held.spec.fixed_epsilon = 1e-9;
    held.spec.equal_weights = true;
    case_open_like(&soft, &held, data_of(first->data->x, n, d));
    size_t len = em_cov_len(soft.spec.cov_kind, first->spec.k, d);
    double s = soft.params->cov[0];
    for (size_t t = 0; t < len; t++)
        soft.params->cov[t] *= 1e-9 / s;
    for (int t = 0; t < 3 && step_both(&hard, &soft); t++)
        law(memcmp(hard.resp->label, soft.resp->label, n * sizeof(int32_t)) == 0,
            "tiny equal covariances: K-means", first, 0, t);
    case_close(&hard);
    case_close(&soft);
    em_params_destroy(like.params);
}

static bool all_distinct(const em_params *p)
{
    for (size_t c = 0; c < p->k; c++)
        for (size_t o = 0; o < c; o++)
            if (memcmp(p->mean + c * p->d, p->mean + o * p->d, p->d * sizeof(double)) == 0)
                return false;
    return true;
}

void check_relations(em_kind kind, size_t number);

void check_relations(em_kind kind, size_t number)
{
    run_case run;
    case_open(&run, kind, number);
    if (case_nice(&run) && all_distinct(run.params) && kind != EM_BERNOULLI) {
        permuting(&run);
        doubling(&run);
        if (kind == EM_KMEANS || (run.spec.reg_covar <= 0 && run.spec.fixed_epsilon <= 0))
            scaling(&run);
        if (kind == EM_GMM)
            small_epsilon(&run);
        case_e(&run);
        if (run.spec.k == 1 && run.spec.fixed_epsilon <= 0 && case_m(&run))
            one_component(&run);
    }
    case_close(&run);
}
