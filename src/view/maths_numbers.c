/* The formulas of the E-step and the objective with the run's current numbers put in. */
#include "view/maths_part.h"
#include "view/number.h"
#include "view/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TERMS_MAX = 4, DENSITY_K_MAX = 64, COST_MAX = 4000000 };

/* Log densities of the worked point: the inspected one, else row 0 where that is cheap. */
static const double *log_density(pen *p, const view_pane *pane, long *row)
{
    const em_params *params = pane->frame.params;
    *row = p->in->inspect_row;
    if (p->in->inspect && p->in->inspect->log_density && *row >= 0)
        return p->in->inspect->log_density;
    *row = 0;
    double *out = draw_alloc(p->draw, params->k * sizeof *out);
    bool dense = params->cov_kind == EM_COV_FULL || params->cov_kind == EM_COV_TIED;
    double cost = (double)params->k * (double)params->d;
    if (params->cov && dense)
        cost *= (double)params->d * (double)params->d;
    if (!out || cost > COST_MAX || params->k > DENSITY_K_MAX ||
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

/* Powers of ten are set as such in a formula. */
static const char *with_power(pen *p, const char *number)
{
    const char *e = strchr(number, 'e');
    return e ? pen_printf(p, "%.*s \\cdot 10^{%s}", (int)(e - number), number, e + 1) : number;
}

static const char *figure(pen *p, double value)
{
    return with_power(p, number_short(p->draw, value));
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

static bool among_largest(const double *v, size_t k, size_t c, size_t room)
{
    size_t larger = 0;
    for (size_t o = 0; o < k; o++)
        larger += v[o] > v[c] || (v[o] == v[c] && o < c);
    return larger < room;
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
    size_t n = 0, room = k > TERMS_MAX ? TERMS_MAX - 1 : TERMS_MAX;
    for (size_t c = 0; c < k && n < room; c++)
        if (among_largest(weighted, k, c, room))
            term[n++] = figure(p, weighted[c]);
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
    maths_general(out, formula[params->kind]);
    const double *ln = log_density(p, pane, &row);
    if (!ln)
        maths_words(out, "Rest the mouse on a point to put its numbers in.");
    else if (params->kind == EM_KMEANS)
        kmeans_e(p, pane, out, ln, row);
    else
        mixture_e(p, pane, out, ln, row);
}

void maths_fill_objective(pen *p, const view_pane *pane, maths_sheet *out)
{
    const session_frame *f = &pane->frame;
    int decimals = words_decimals(f);
    double value = words_value(f, f->cursor), bound = f->step->objective;
    if (f->params->kind == EM_KMEANS) {
        maths_formula(out, pen_printf(p, "J = \\sum_{n} \\|x_{n} - \\mu_{r_{n}}\\|^{2} = %s",
                                      with_power(p, number_text(p->draw, value, decimals))));
        maths_aside(out, "Both half-steps can only lower J: E picks the nearest centroid, M the "
                         "point that is nearest to all of its own.");
        return;
    }
    maths_formula(out,
                  pen_printf(p, "\\ln p(X) = \\sum_{n} \\ln \\sum_{k} \\pi_{k} p(x_{n} | k) = %s",
                             with_power(p, number_text(p->draw, value, decimals))));
    if (isfinite(bound) && isfinite(value))
        maths_formula(out,
                      pen_printf(p, "L(q, \\theta) = \\ln p(X) \\,-\\, KL = %s \\,-\\, %s = %s",
                                 with_power(p, number_text(p->draw, value, decimals)),
                                 with_power(p, number_text(p->draw, fabs(value - bound), decimals)),
                                 with_power(p, number_text(p->draw, bound, decimals))));
    maths_aside(out, "E closes the gap (KL = 0); M raises the bound L and reopens it.");
}
