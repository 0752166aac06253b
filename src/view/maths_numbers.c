/* The formulas of both half-steps and the objective with the run's current numbers put in. */
#include "view/maths_part.h"
#include "view/number.h"
#include "view/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TERMS_MAX = 4, DENSITY_D_MAX = 16, DENSITY_K_MAX = 64 };

/* Log densities of the worked point: the inspected one, else row 0 where that is cheap. */
static const double *log_density(pen *p, const view_pane *pane, long *row)
{
    const em_params *params = pane->frame.params;
    *row = p->in->inspect_row;
    if (p->in->inspect && p->in->inspect->log_density && *row >= 0)
        return p->in->inspect->log_density;
    *row = 0;
    double *out = draw_alloc(p->draw, params->k * sizeof *out);
    if (!out || params->d > DENSITY_D_MAX || params->k > DENSITY_K_MAX ||
        em_point_log_density(params, pane->frame.data->x, out) != EM_OK)
        return NULL;
    return out;
}

size_t maths_component(const pen *p, const view_pane *pane)
{
    const double *share = p->in->inspect ? p->in->inspect->responsibility : NULL;
    size_t best = 0;
    for (size_t c = 1; share && c < pane->frame.params->k; c++)
        best = share[c] > share[best] ? c : best;
    return best;
}

/* number_short for a formula: powers of ten are set as such. */
static const char *figure(pen *p, double value)
{
    const char *text = number_short(p->draw, value), *e = strchr(text, 'e');
    if (!e)
        return text;
    return pen_printf(p, "%.*s \\cdot 10^{%s}", (int)(e - text), text, e + 1);
}

static const char *joined(pen *p, const char *const *term, size_t n, const char *between, bool more)
{
    char text[384] = "";
    size_t used = 0;
    for (size_t i = 0; i < n && used < sizeof text; i++)
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? between : "", term[i]);
    if (more && used < sizeof text)
        snprintf(text + used, sizeof text - used, "%s\\ldots", between);
    return pen_printf(p, "%s", text);
}

static void kmeans_e(pen *p, const view_pane *pane, maths_sheet *out, const double *ln, long row)
{
    const char *term[TERMS_MAX] = {"", "", "", ""};
    size_t k = pane->frame.params->k, best = 0, n = k < TERMS_MAX ? k : TERMS_MAX;
    for (size_t c = 0; c < k; c++)
        best = ln[c] > ln[best] ? c : best;
    for (size_t c = 0; c < n; c++)
        term[c] = figure(p, -ln[c]);
    maths_formula(out, pen_printf(p, "\\|x_{%ld} - \\mu_{k}\\|^{2} = %s", row,
                                  joined(p, term, n, ",\\; ", k > n)));
    maths_formula(out, pen_printf(p, "\\min_{k} = %s \\;\\to\\; r_{%ld} = %zu",
                                  figure(p, -ln[best]), row, best + 1));
}

/* gamma = numerator / (sum of all), relative to the largest where densities cannot be written. */
static void mixture_e(pen *p, const view_pane *pane, maths_sheet *out, const double *ln, long row)
{
    const em_params *params = pane->frame.params;
    double weighted[DENSITY_K_MAX] = {0}, sum = 0;
    size_t k = params->k < DENSITY_K_MAX ? params->k : DENSITY_K_MAX, best = 0;
    for (size_t c = 0; c < k; c++) {
        weighted[c] = ln[c] + log(params->weight[c]);
        best = weighted[c] > weighted[best] ? c : best;
    }
    double largest = weighted[best];
    bool relative = !(largest > -12 && largest < 12);
    for (size_t c = 0; c < k; c++) {
        weighted[c] = exp(weighted[c] - (relative ? largest : 0));
        sum += weighted[c];
    }
    const char *term[TERMS_MAX] = {"", "", "", ""};
    size_t n = k < TERMS_MAX ? k : TERMS_MAX;
    for (size_t c = 0; c < n; c++)
        term[c] = figure(p, weighted[c]);
    maths_formula(out, pen_printf(p, "\\gamma_{%ld,%zu} = \\frac{%s}{%s} = %s", row, best + 1,
                                  figure(p, weighted[best]), joined(p, term, n, " + ", k > n),
                                  number_text(p->draw, weighted[best] / sum, 3)));
    if (relative)
        maths_words(out, "Numbers relative to the largest: the densities themselves are too small "
                         "or too large to write.");
}

void maths_fill_e(pen *p, const view_pane *pane, maths_sheet *out)
{
    static const char kmeans[] = "r_{n} = \\argmin_{k} \\|x_{n} - \\mu_{k}\\|^{2}";
    static const char gmm[] = "\\gamma_{nk} = \\frac{\\pi_{k} N(x_{n} | \\mu_{k}, \\Sigma_{k})}"
                              "{\\sum_{j} \\pi_{j} N(x_{n} | \\mu_{j}, \\Sigma_{j})}";
    static const char bernoulli[] = "\\gamma_{nk} \\propto \\pi_{k} \\prod_{j} "
                                    "\\mu_{kj}^{x_{nj}} (1 - \\mu_{kj})^{1 - x_{nj}}";
    static const char *const formula[] = {kmeans, gmm, bernoulli};
    const em_params *params = pane->frame.params;
    long row;
    maths_formula(out, formula[params->kind]);
    const double *ln = log_density(p, pane, &row);
    if (!ln)
        maths_words(out, "Rest the mouse on a point to put its numbers in.");
    else if (params->kind == EM_KMEANS)
        kmeans_e(p, pane, out, ln, row);
    else
        mixture_e(p, pane, out, ln, row);
}

/* N_c and the sums of the first two features under the latest responsibilities. */
static double weigh(const session_frame *f, size_t c, double sum[2])
{
    const em_resp *r = f->resp;
    size_t d = f->data->d;
    double total = 0;
    sum[0] = sum[1] = 0;
    for (size_t i = 0; i < r->n; i++) {
        double share = r->gamma ? r->gamma[i * r->k + c] : r->label[i] == (int32_t)c ? 1 : 0;
        total += share;
        sum[0] += share * f->data->x[i * d];
        sum[1] += d > 1 ? share * f->data->x[i * d + 1] : 0;
    }
    return total;
}

static const char *vector(pen *p, const double *v, size_t d)
{
    if (d == 1)
        return number_text(p->draw, v[0], 2);
    return pen_printf(p, "(%s, %s%s)", number_text(p->draw, v[0], 2), number_text(p->draw, v[1], 2),
                      d > 2 ? ", \\ldots" : "");
}

/* Adds component c's sum of gamma (x - mean)(x - mean)^T to out = {11, 12, 22}: first two features.
 */
static void add_scatter(const session_frame *f, size_t c, const double mean[2], double out[3])
{
    const em_resp *r = f->resp;
    size_t d = f->data->d;
    for (size_t i = 0; i < r->n; i++) {
        double share = r->gamma ? r->gamma[i * r->k + c] : r->label[i] == (int32_t)c ? 1 : 0;
        double a = f->data->x[i * d] - mean[0], b = d > 1 ? f->data->x[i * d + 1] - mean[1] : 0;
        out[0] += share * a * a;
        out[1] += share * a * b;
        out[2] += share * b * b;
    }
}

/* What the M-step makes of the first two features' covariance. False: that would take too long, or
 * all features. */
static bool covariance(const session_frame *f, size_t c, const double mean[2], double total,
                       double out[3])
{
    enum { TIED_COST_MAX = 2000000 };
    const em_params *params = f->params;
    out[0] = out[1] = out[2] = 0;
    if (params->cov_kind == EM_COV_TIED) {
        if (f->data->n * params->k > TIED_COST_MAX)
            return false;
        for (size_t j = 0; j < params->k; j++) {
            double sum[2], count = weigh(f, j, sum);
            if (count > 0)
                add_scatter(f, j, (double[2]){sum[0] / count, sum[1] / count}, out);
        }
        total = (double)f->data->n;
    } else {
        add_scatter(f, c, mean, out);
    }
    for (int i = 0; i < 3; i++)
        out[i] /= total;
    if (params->cov_kind == EM_COV_DIAG || params->cov_kind == EM_COV_SPHERICAL)
        out[1] = 0;
    if (params->cov_kind == EM_COV_SPHERICAL && params->d == 2)
        out[0] = out[2] = (out[0] + out[2]) / 2;
    out[0] += f->spec->reg_covar;
    out[2] += f->spec->reg_covar;
    return params->cov_kind != EM_COV_SPHERICAL || params->d <= 2;
}

static void covariance_m(pen *p, const session_frame *f, maths_sheet *out, size_t c,
                         const double mean[2], double total)
{
    static const char *const formula[] = {
        [EM_COV_FULL] = "\\Sigma_{k} = \\frac{1}{N_{k}} \\sum_{n} \\gamma_{nk} (x_{n} - "
                        "\\mu_{k})(x_{n} - \\mu_{k})^{T}",
        [EM_COV_TIED] = "\\Sigma = \\frac{1}{N} \\sum_{k} \\sum_{n} \\gamma_{nk} (x_{n} - "
                        "\\mu_{k})(x_{n} - \\mu_{k})^{T}",
        [EM_COV_DIAG] = "\\sigma_{kj}^{2} = \\frac{1}{N_{k}} \\sum_{n} \\gamma_{nk} (x_{nj} - "
                        "\\mu_{kj})^{2}",
        [EM_COV_SPHERICAL] = "\\sigma_{k}^{2} = \\frac{1}{D N_{k}} \\sum_{n} \\gamma_{nk} "
                             "\\|x_{n} - \\mu_{k}\\|^{2}"};
    const em_params *params = f->params;
    double v[3];
    if (f->spec->fixed_epsilon > 0) {
        maths_words(out, "The covariances are held: \xCE\xA3 = \xCE\xB5 times the identity.");
        return;
    }
    const char *general = formula[params->cov_kind];
    if (!covariance(f, c, mean, total, v)) {
        maths_formula(out, general);
        return;
    }
    int decimals = fmax(v[0], v[2]) < 1 ? 4 : fmax(v[0], v[2]) < 100 ? 2 : 0;
    const char *a = number_text(p->draw, v[0], decimals), *b = number_text(p->draw, v[1], decimals),
               *d = number_text(p->draw, v[2], decimals);
    const char *name =
        params->cov_kind == EM_COV_TIED ? "\\Sigma" : pen_printf(p, "\\Sigma_{%zu}", c + 1);
    if (params->d == 1)
        general = pen_printf(p, "%s,\\; %s = %s", general, name, a);
    else if (params->d == 2)
        general = pen_printf(p, "%s,\\; %s = \\matrix{%s}{%s}{%s}{%s}", general, name, a, b, b, d);
    maths_formula(out, general);
    if (params->d > 2)
        maths_words(out, pen_printf(p,
                                    "Its variances: %s for the first feature, %s for the second, "
                                    "and so on.",
                                    a, d));
    if (f->spec->reg_covar >= 1e-3)
        maths_words(out, pen_printf(p, "with %s added to each variance (reg_covar)",
                                    number_short(p->draw, f->spec->reg_covar)));
}

static void weight_m(pen *p, const session_frame *f, maths_sheet *out, size_t c, double total)
{
    maths_formula(out, pen_printf(p, "\\pi_{%zu} = \\frac{N_{%zu}}{N} = \\frac{%s}{%zu} = %s",
                                  c + 1, c + 1, number_text(p->draw, total, 1), f->data->n,
                                  number_text(p->draw, total / (double)f->data->n, 3)));
}

void maths_fill_m(pen *p, const view_pane *pane, maths_sheet *out)
{
    const session_frame *f = &pane->frame;
    bool mixture = f->params->kind != EM_KMEANS;
    size_t c = maths_component(p, pane);
    maths_formula(out, mixture
                           ? "\\mu_{k} = \\frac{1}{N_{k}} \\sum_{n} \\gamma_{nk} x_{n},\\; N_{k} = "
                             "\\sum_{n} \\gamma_{nk}"
                           : "\\mu_{k} = \\frac{1}{N_{k}} \\sum_{n: r_{n} = k} x_{n}");
    if (!f->resp) {
        maths_words(out, "Numbers come with the first E-step (press **Right**).");
        return;
    }
    double sum[2], total = weigh(f, c, sum);
    if (total < 1e-10) {
        maths_words(out, pen_printf(p, "Component %zu is empty: nothing to average.", c + 1));
        return;
    }
    double mean[2] = {sum[0] / total, sum[1] / total};
    maths_formula(out, pen_printf(p, "\\mu_{%zu} = \\frac{1}{%s} %s = %s", c + 1,
                                  number_text(p->draw, total, mixture ? 1 : 0),
                                  vector(p, sum, f->data->d), vector(p, mean, f->data->d)));
    if (mixture)
        weight_m(p, f, out, c, total);
    if (f->params->kind == EM_GMM)
        covariance_m(p, f, out, c, mean, total);
}

void maths_fill_objective(pen *p, const view_pane *pane, maths_sheet *out)
{
    const session_frame *f = &pane->frame;
    int decimals = words_decimals(f);
    double value = words_value(f, f->cursor), bound = f->step->objective;
    if (f->params->kind == EM_KMEANS) {
        maths_formula(out, pen_printf(p, "J = \\sum_{n} \\|x_{n} - \\mu_{r_{n}}\\|^{2} = %s",
                                      number_text(p->draw, value, decimals)));
        maths_words(out, "Both half-steps can only lower J: E picks the nearest centroid, M the "
                         "point that is nearest to all of its own.");
        return;
    }
    maths_formula(out,
                  pen_printf(p, "\\ln p(X) = \\sum_{n} \\ln \\sum_{k} \\pi_{k} p(x_{n} | k) = %s",
                             number_text(p->draw, value, decimals)));
    if (isfinite(bound) && isfinite(value))
        maths_formula(out,
                      pen_printf(p, "L(q, \\theta) = \\ln p(X) \\,-\\, KL = %s \\,-\\, %s = %s",
                                 number_text(p->draw, value, decimals),
                                 number_text(p->draw, fabs(value - bound), decimals),
                                 number_text(p->draw, bound, decimals)));
    maths_words(out, "E closes the gap (KL = 0); M raises the bound L and reopens it.");
}
