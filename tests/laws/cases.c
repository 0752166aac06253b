#include "cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const shape_name[SHAPES] = {
    "blobs", "uniform", "lattice", "duplicates", "one place", "constant feature", "collinear",
    "far",   "tiny",    "huge",    "vanishing",  "denormal",  "outlier",          "mixed scales"};

void law(bool holds, const char *name, const run_case *run, double a, double b)
{
    if (holds)
        return;
    printf(
        "LAW BROKEN: %s\n  case %zu: %s %s, %s, n %zu, d %zu, k %zu, reg_covar %g: %.17g, %.17g\n",
        name, run->number, em_kind_name(run->spec.kind), em_cov_name(run->spec.cov_kind),
        shape_name[run->shape], run->data->n, run->data->d, run->spec.k, run->spec.reg_covar, a, b);
    exit(1);
}

static double draw(em_rng *rng, shape kind, size_t j)
{
    double z = em_rng_normal(rng);
    switch (kind) {
    case SHAPE_UNIFORM: return em_rng_random(rng);
    case SHAPE_LATTICE: return (double)em_rng_randint(rng, 5);
    case SHAPE_FAR: return 1e9 + 1e-3 * z;
    case SHAPE_TINY: return 1e-150 * z;
    case SHAPE_HUGE: return 1e150 * z;
    case SHAPE_VANISHING: return 1e-200 * z;
    case SHAPE_DENORMAL: return 1e-310 * z;
    case SHAPE_MIXED_SCALES: return z * (j % 2 ? 1e8 : 1e-8);
    default: return z;
    }
}

static void fill(em_rng *rng, shape kind, size_t n, size_t d, double *x)
{
    size_t distinct = kind == SHAPE_ONE_PLACE ? 1 : kind == SHAPE_DUPLICATES ? 3 : n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < d; j++) {
            double v = i < distinct ? draw(rng, kind, j) : x[em_rng_randint(rng, distinct) * d + j];
            if (kind == SHAPE_BLOBS)
                v += 4 * (double)(i % 3) * (j % 2 ? -1 : 1);
            x[i * d + j] = v;
        }
    for (size_t i = distinct; i < n; i++)
        memcpy(x + i * d, x + (i % distinct) * d, d * sizeof *x);
    for (size_t i = 0; i < n && kind == SHAPE_CONSTANT_FEATURE; i++)
        x[i * d] = 0.1;
    for (size_t i = 0; i < n && kind == SHAPE_COLLINEAR; i++)
        for (size_t j = 1; j < d; j++)
            x[i * d + j] = 2 * x[i * d] + 1;
    if (kind == SHAPE_OUTLIER)
        x[0] = 1e6;
}

em_dataset *data_of(const double *x, size_t n, size_t d)
{
    em_dataset *data;
    if (em_dataset_create(n, d, false, &data, NULL) != EM_OK)
        abort();
    memcpy(data->x, x, n * d * sizeof *x);
    if (em_dataset_finish(data, NULL) != EM_OK)
        abort();
    return data;
}

static void open_scratch(run_case *run)
{
    const em_spec *spec = &run->spec;
    size_t d = run->data->d;
    if (em_params_create(spec->kind, spec->cov_kind, spec->k, d, &run->params, NULL) != EM_OK ||
        em_params_create(spec->kind, spec->cov_kind, spec->k, d, &run->before, NULL) != EM_OK ||
        em_resp_create(spec->kind, run->data->n, spec->k, &run->resp, NULL) != EM_OK ||
        em_work_create(spec, run->data, NULL, &run->work, NULL) != EM_OK)
        abort();
}

static void start_cov(run_case *run)
{
    em_params *p = run->params;
    double mean = 0;
    for (size_t j = 0; j < p->d; j++)
        mean += run->data->variance[j] / (double)p->d;
    double s = mean > 1e-300 ? mean : 1;
    if (run->spec.fixed_epsilon > 0)
        s = run->spec.fixed_epsilon;
    size_t len = em_cov_len(p->cov_kind, p->k, p->d);
    bool whole = p->cov_kind == EM_COV_FULL || p->cov_kind == EM_COV_TIED;
    for (size_t t = 0; t < len; t++)
        p->cov[t] = !whole || t % (p->d * p->d) % (p->d + 1) == 0 ? s : 0;
}

static void start(run_case *run)
{
    em_params *p = run->params;
    for (size_t c = 0; c < p->k; c++) {
        size_t row = em_rng_randint(&run->rng, run->data->n);
        for (size_t j = 0; j < p->d; j++)
            p->mean[c * p->d + j] = p->kind == EM_BERNOULLI ? em_rng_uniform(&run->rng, 0.25, 0.75)
                                                            : run->data->x[row * p->d + j];
        if (p->weight)
            p->weight[c] = 1.0 / (double)p->k;
    }
    if (p->cov)
        start_cov(run);
}

static void draw_sizes(run_case *run, em_kind kind, size_t *n, size_t *d)
{
    em_rng *rng = &run->rng;
    *n = 1 + em_rng_randint(rng, run->number % 16 == 0 ? 700 : 60);
    *d = 1 + em_rng_randint(rng, run->number % 8 == 0 ? 12 : 4);
    if (run->number % 3 == 0)
        *d = 2;
    if (run->number % 10 == 1) /* features across lanes, bounds */
        *d = 14 + em_rng_randint(rng, 80);
    em_spec_init(&run->spec, kind);
    size_t most = *n < 6 ? *n : 6;
    run->spec.k = run->number % 11 == 0 && *n < 40 ? *n : 1 + em_rng_randint(rng, most);
    run->spec.cov_kind = (em_cov)em_rng_randint(rng, 4);
    run->spec.reg_covar = run->number % 2 ? 0 : 1e-6;
    run->spec.empty = run->number % 5 ? EM_EMPTY_FARTHEST : EM_EMPTY_KEEP;
    if (kind == EM_GMM && run->number % 13 == 0) {
        run->spec.fixed_epsilon = 0.5;
        run->spec.equal_weights = run->number % 26 == 0;
    }
}

void case_open(run_case *run, em_kind kind, size_t number)
{
    *run = (run_case){.number = number};
    size_t n, d;
    em_rng_seed(&run->rng, (uint32_t)number);
    draw_sizes(run, kind, &n, &d);
    run->shape = (shape)em_rng_randint(&run->rng, SHAPES);
    double *x = calloc(n * d, sizeof *x);
    if (!x)
        abort();
    fill(&run->rng, run->shape, n, d, x);
    for (size_t t = 0; t < n * d && kind == EM_BERNOULLI; t++)
        x[t] = x[t] > 0;
    run->data = data_of(x, n, d);
    free(x);
    open_scratch(run);
    start(run);
}

void case_open_like(run_case *run, const run_case *from, em_dataset *data)
{
    *run = (run_case){.number = from->number, .shape = from->shape, .data = data};
    if (em_spec_copy(&from->spec, &run->spec) != EM_OK)
        abort();
    open_scratch(run);
    em_params_copy(from->params, run->params);
}

void case_close(run_case *run)
{
    em_work_destroy(run->work);
    em_resp_destroy(run->resp);
    em_params_destroy(run->params);
    em_params_destroy(run->before);
    em_dataset_destroy(run->data);
    em_spec_finish(&run->spec);
}

bool case_nice(const run_case *run)
{
    return (run->shape == SHAPE_BLOBS || run->shape == SHAPE_UNIFORM) &&
           run->data->n >= 8 * run->spec.k * run->data->d;
}

void case_e(run_case *run)
{
    em_status status = em_e_step(run->params, run->data, run->work, run->resp, NULL);
    law(status == EM_OK, "the E-step takes what the M-step made", run, status, 0);
}

bool case_m(run_case *run)
{
    em_params_copy(run->params, run->before);
    em_status status = em_m_step(run->resp, run->data, run->work, run->params, &run->report);
    law((status == EM_OK) == !run->report.collapsed, "collapse is reported", run, status, 0);
    if (status != EM_OK)
        law(em_params_equal(run->params, run->before), "collapse leaves the parameters", run, 0, 0);
    return status == EM_OK;
}
