/* laws COUNT [FIRST] [kmeans|gmm|bernoulli]: every law on COUNT random and nasty runs per model. */
#include "cases.h"
#include "naive.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITERATIONS = 8 };

static bool near(double a, double b, double relative, double scale)
{
    return fabs(a - b) <= relative * (fabs(a) > scale ? fabs(a) : scale);
}

static void check_labels(const run_case *run)
{
    const em_resp *r = run->resp;
    for (size_t i = 0; i < r->n; i++) {
        law(r->label[i] >= 0 && (size_t)r->label[i] < r->k, "labels are components", run,
            r->label[i], 0);
        if (!r->gamma)
            continue;
        double sum = 0, best = r->gamma[i * r->k + (size_t)r->label[i]];
        for (size_t c = 0; c < r->k; c++) {
            double g = r->gamma[i * r->k + c];
            law(g >= 0 && g <= 1, "responsibilities are in [0, 1]", run, g, 0);
            law(c < (size_t)r->label[i] ? g < best : g <= best, "label = first largest", run, g,
                best);
            sum += g;
        }
        law(fabs(sum - 1) <= 1e-12, "rows sum to 1", run, sum, 1);
    }
}

static void check_params(const run_case *run)
{
    const em_params *p = run->params;
    for (size_t t = 0; t < p->block_len; t++)
        law(isfinite(p->block[t]), "parameters are finite", run, p->block[t], 0);
    if (p->weight) {
        double sum = 0;
        for (size_t c = 0; c < p->k; c++)
            sum += p->weight[c];
        law(fabs(sum - 1) <= 1e-12, "weights sum to 1", run, sum, 1);
    }
    for (size_t c = 0; c < p->k; c++)
        for (size_t j = 0; j < p->d; j++) {
            double mean = p->mean[c * p->d + j], low = run->data->minimum[j],
                   high = run->data->maximum[j];
            double slack = 1e-12 * (high - low) + 1e-15 * fabs(high);
            bool kept = mean == run->before->mean[c * p->d + j]; /* an empty Bernoulli component */
            law(kept || (mean >= low - slack && mean <= high + slack), "means stay inside the data",
                run, mean, low);
        }
    for (size_t c = 0; c < p->k && p->cov; c++)
        for (size_t i = 0; i < p->d; i++)
            for (size_t j = 0; j < i; j++)
                law(em_params_cov(p, c, i, j) == em_params_cov(p, c, j, i), "symmetric", run, 0, 0);
}

static bool has_event(const em_m_report *report, em_event_kind kind)
{
    for (size_t e = 0; e < report->n_events; e++)
        if (report->event[e].kind == kind)
            return true;
    return false;
}

static void check_objective(const run_case *run, double previous)
{
    const em_m_report *m = &run->report;
    em_kind kind = run->spec.kind;
    law(isfinite(run->resp->objective) && isfinite(m->objective) && isfinite(m->shift),
        "objectives are finite", run, run->resp->objective, m->objective);
    bool free_fall = run->spec.reg_covar > 0 && kind == EM_GMM && run->spec.fixed_epsilon <= 0;
    if (free_fall || has_event(m, EM_EVENT_RELOCATED) || run->resp->lost > 0)
        return;
    law(isnan(previous) || !em_objective_wrong(kind, previous, run->resp->objective),
        "E never worsens the objective", run, previous, run->resp->objective);
    law(!em_objective_wrong(kind, run->resp->objective, m->objective),
        "M never worsens the objective", run, run->resp->objective, m->objective);
}

static void check_oracle(const run_case *run, const double *given)
{
    em_params *expected;
    if (em_params_create(run->spec.kind, run->spec.cov_kind, run->spec.k, run->data->d, &expected,
                         NULL) != EM_OK)
        abort();
    naive_m(run->before, run->data, given, run->spec.reg_covar, expected);
    for (size_t t = 0; t < run->params->block_len; t++)
        law(near(expected->block[t], run->params->block[t], 1e-10, 1), "M-step = formulas", run,
            expected->block[t], run->params->block[t]);
    if (run->spec.kind != EM_KMEANS) {
        double bound = (double)naive_bound(run->params, run->data, given);
        law(near(bound, run->report.objective, 1e-10, 1), "bound = its sum", run, bound,
            run->report.objective);
    }
    em_params_destroy(expected);
}

static void one_hot(const em_resp *resp, double *gamma)
{
    memset(gamma, 0, resp->n * resp->k * sizeof *gamma);
    for (size_t i = 0; i < resp->n; i++)
        gamma[i * resp->k + (size_t)resp->label[i]] = 1;
}

static void check_e_oracle(const run_case *run, double *gamma)
{
    size_t len = run->data->n * run->spec.k;
    double objective = (double)naive_e(run->params, run->data, gamma);
    law(near(objective, run->resp->objective, 1e-10, 1), "E-step objective = formula", run,
        objective, run->resp->objective);
    for (size_t t = 0; t < len && run->resp->gamma; t++)
        law(fabs(gamma[t] - run->resp->gamma[t]) <= 1e-9, "responsibilities = formula", run,
            gamma[t], run->resp->gamma[t]);
    if (run->resp->gamma)
        memcpy(gamma, run->resp->gamma, len * sizeof *gamma);
    else
        one_hot(run->resp, gamma);
}

/* What the E-step left in the scratch is only a short cut: without it M makes the same bits. */
static void check_shortcut(const run_case *run)
{
    em_params *again;
    em_m_report *report = malloc(sizeof *report);
    uint64_t made = run->resp->made;
    if (!report || em_params_create(run->spec.kind, run->spec.cov_kind, run->spec.k, run->data->d,
                                    &again, NULL) != EM_OK)
        abort();
    em_params_copy(run->before, again);
    run->resp->made = 0;
    em_m_step(run->resp, run->data, run->work, again, report);
    run->resp->made = made;
    law(em_params_equal(again, run->params), "M-step from responsibilities alone", run, 0, 0);
    law(near(report->objective, run->report.objective, 1e-12, 1), "and its objective", run,
        report->objective, run->report.objective);
    em_params_destroy(again);
    free(report);
}

/* Nor do bounds and hints of earlier E-steps change a bit: new scratch gives the same. */
static void check_history(const run_case *run)
{
    em_work *work;
    em_resp *resp;
    const em_resp *old = run->resp;
    if (em_work_create(&run->spec, run->data, NULL, &work, NULL) != EM_OK ||
        em_resp_create(run->spec.kind, old->n, old->k, &resp, NULL) != EM_OK)
        abort();
    em_e_step(run->params, run->data, work, resp, NULL);
    law(resp->objective == old->objective, "E-step from new scratch", run, resp->objective,
        old->objective);
    law(memcmp(resp->label, old->label, old->n * sizeof *old->label) == 0, "and its labels", run, 0,
        0);
    law(!old->gamma || memcmp(resp->gamma, old->gamma, old->n * old->k * sizeof *old->gamma) == 0,
        "and its responsibilities", run, 0, 0);
    em_resp_destroy(resp);
    em_work_destroy(work);
}

/* One run: every half-step against the laws, and against the oracle where numbers are close. */
static void check_run(em_kind kind, size_t number)
{
    run_case run;
    case_open(&run, kind, number);
    double *gamma = calloc(run.data->n * run.spec.k, sizeof *gamma), previous = (double)NAN, again;
    bool oracle = case_nice(&run) && run.spec.fixed_epsilon <= 0;
    if (!gamma)
        abort();
    for (int t = 0; t < ITERATIONS; t++) {
        case_e(&run);
        check_labels(&run);
        if (t == 2 || t == 5)
            check_history(&run);
        em_log_likelihood(run.params, run.data, run.work, &again);
        law(again == run.resp->objective, "log-likelihood = next E-step's", &run, again,
            run.resp->objective);
        if (oracle && t < 3)
            check_e_oracle(&run, gamma);
        if (!case_m(&run)) {
            law(run.spec.kind == EM_GMM, "only Gaussian mixtures collapse", &run, 0, 0);
            break;
        }
        if (t == 1)
            check_shortcut(&run);
        check_params(&run);
        check_objective(&run, previous);
        if (oracle && t < 3 && run.report.n_events == 0)
            check_oracle(&run, gamma);
        previous = run.report.objective;
    }
    free(gamma);
    case_close(&run);
}

void check_relations(em_kind kind, size_t number);

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 500;
    size_t first = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    const char *only = argc > 3 ? argv[3] : NULL;
    for (em_kind kind = EM_KMEANS; kind <= EM_BERNOULLI; kind++) {
        if (only && strcmp(only, em_kind_name(kind)) != 0)
            continue;
        for (size_t number = first; number < first + count; number++) {
            check_run(kind, number);
            check_relations(kind, number);
        }
        printf("%s: every law held on %zu runs\n", em_kind_name(kind), count);
    }
    return 0;
}
