/* The M-step of one component with its numbers put in, from the latest responsibilities. Of many
 * features two are worked. */
#include "view/maths_part.h"
#include "view/number.h"

#include <math.h>

enum { FEW = 4, COST_MAX = 4000000 };

typedef struct worked {
    const session_frame *f;
    size_t c;
    size_t feature[2];
    double total, sum[2], mean[2]; /* N_c, sums and means of the two features */
    double cov[3];                 /* 11, 12, 22 of them, after the step */
} worked;

static double share(const em_resp *r, size_t i, size_t c)
{
    return r->gamma ? r->gamma[i * r->k + c] : r->label[i] == (int32_t)c ? 1 : 0;
}

/* The first two features; of many those that vary most, in their order. */
static void choose_features(const em_dataset *data, size_t out[2])
{
    out[0] = 0;
    out[1] = data->d > 1 ? 1 : 0;
    if (data->d <= FEW)
        return;
    for (size_t j = 0; j < data->d; j++)
        out[0] = data->variance[j] > data->variance[out[0]] ? j : out[0];
    out[1] = out[0] == 0 ? 1 : 0;
    for (size_t j = 0; j < data->d; j++)
        out[1] = j != out[0] && data->variance[j] > data->variance[out[1]] ? j : out[1];
    if (out[0] > out[1]) {
        size_t swap = out[0];
        out[0] = out[1];
        out[1] = swap;
    }
}

static void weigh(worked *w, size_t c)
{
    const em_resp *r = w->f->resp;
    const em_dataset *data = w->f->data;
    w->total = w->sum[0] = w->sum[1] = 0;
    for (size_t i = 0; i < r->n; i++) {
        double part = share(r, i, c);
        w->total += part;
        for (int j = 0; j < 2; j++)
            w->sum[j] += part * data->x[i * data->d + w->feature[j]];
    }
    for (int j = 0; j < 2; j++)
        w->mean[j] = w->total > 0 ? w->sum[j] / w->total : 0;
}

/* Adds component c's sum of gamma (x - mean)(x - mean)^T over the two features. */
static void add_scatter(const worked *w, size_t c, double out[3])
{
    const em_resp *r = w->f->resp;
    const em_dataset *data = w->f->data;
    for (size_t i = 0; i < r->n; i++) {
        double part = share(r, i, c);
        double a = data->x[i * data->d + w->feature[0]] - w->mean[0];
        double b = data->x[i * data->d + w->feature[1]] - w->mean[1];
        out[0] += part * a * a;
        out[1] += part * a * b;
        out[2] += part * b * b;
    }
}

/* The covariance that the step makes of the two features. False: that would take too long. */
static bool fill_covariance(worked *w)
{
    const em_params *params = w->f->params;
    double total = w->total;
    w->cov[0] = w->cov[1] = w->cov[2] = 0;
    if (params->cov_kind == EM_COV_TIED) {
        if (w->f->data->n * params->k > COST_MAX / 2)
            return false;
        for (size_t j = 0; j < params->k; j++) {
            worked other = *w;
            weigh(&other, j);
            add_scatter(&other, j, w->cov);
        }
        total = (double)w->f->data->n;
    } else {
        add_scatter(w, w->c, w->cov);
    }
    for (int i = 0; i < 3; i++)
        w->cov[i] /= total;
    if (params->cov_kind != EM_COV_FULL && params->cov_kind != EM_COV_TIED)
        w->cov[1] = 0;
    if (params->cov_kind == EM_COV_SPHERICAL && params->d == 2)
        w->cov[0] = w->cov[2] = (w->cov[0] + w->cov[2]) / 2;
    w->cov[0] += w->f->spec->reg_covar;
    w->cov[2] += w->f->spec->reg_covar;
    return true;
}

/* Sum over all features of gamma (x - mean)^2, as E[x^2] about the data's own mean. NAN: that would
 * take too long, or there is no memory. */
static double squared_spread(pen *p, const worked *w)
{
    const em_resp *r = w->f->resp;
    const em_dataset *data = w->f->data;
    double squares = 0, shift = 0;
    double *sum = data->n * data->d > COST_MAX ? NULL : draw_alloc(p->draw, data->d * sizeof *sum);
    if (!sum)
        return (double)NAN;
    for (size_t j = 0; j < data->d; j++)
        sum[j] = 0;
    for (size_t i = 0; i < r->n; i++) {
        double part = share(r, i, w->c);
        for (size_t j = 0; j < data->d; j++) {
            double x = data->x[i * data->d + j] - data->offset[j];
            sum[j] += part * x;
            squares += part * x * x;
        }
    }
    for (size_t j = 0; j < data->d; j++)
        shift += sum[j] * sum[j] / w->total;
    return squares - shift;
}

static int decimals_of(double variance)
{
    return variance < 1 ? 4 : variance < 100 ? 2 : 0;
}

static const char *vector(pen *p, double first, double second, size_t d, int decimals)
{
    const char *a = number_text(p->draw, first, decimals);
    if (d == 1)
        return a;
    const char *b = number_text(p->draw, second, decimals);
    return pen_printf(p,
                      d > FEW ? "(\\ldots, %s, %s, \\ldots)"
                      : d > 2 ? "(%s, %s, \\ldots)"
                              : "(%s, %s)",
                      a, b);
}

/* sigma^2 = sum / (D N_k), with the sum over all features. */
static const char *spherical(pen *p, const worked *w)
{
    double sum = squared_spread(p, w), places = (double)w->f->data->d * w->total;
    if (!isfinite(sum))
        return NULL;
    double value = sum / places + w->f->spec->reg_covar;
    return pen_printf(p, "\\sigma_{%zu}^{2} = \\frac{%s}{%zu \\cdot %s} = %s", w->c + 1,
                      number_text(p->draw, sum, sum < 1000 ? 2 : 0), w->f->data->d,
                      number_text(p->draw, w->total, 1),
                      number_text(p->draw, value, decimals_of(value)));
}

/* The covariance's numbers as a formula; NULL: too much work for a picture. */
static const char *covariance(pen *p, worked *w)
{
    const em_params *params = w->f->params;
    bool tied = params->cov_kind == EM_COV_TIED;
    if (params->cov_kind == EM_COV_SPHERICAL && params->d > 2)
        return spherical(p, w);
    if (!fill_covariance(w))
        return NULL;
    int decimals = decimals_of(fmax(w->cov[0], w->cov[2]));
    const char *name = tied ? "\\Sigma" : pen_printf(p, "\\Sigma_{%zu}", w->c + 1);
    const char *a = number_text(p->draw, w->cov[0], decimals);
    if (params->d == 1)
        return pen_printf(p, "%s = %s", name, a);
    const char *b = number_text(p->draw, w->cov[1], decimals);
    const char *d = number_text(p->draw, w->cov[2], decimals);
    if (params->d == 2)
        return pen_printf(p, "%s = \\matrix{%s}{%s}{%s}{%s}", name, a, b, b, d);
    return pen_printf(p, "%s = %s",
                      tied ? "\\sigma_{j}^{2}" : pen_printf(p, "\\sigma_{%zu,j}^{2}", w->c + 1),
                      vector(p, w->cov[0], w->cov[2], params->d, decimals));
}

static const char *weight(pen *p, const worked *w, bool brief)
{
    const session_frame *f = w->f;
    const char *count = number_text(p->draw, w->total, 1);
    const char *value = number_text(p->draw, w->total / (double)f->data->n, 3);
    if (f->spec->fixed_epsilon > 0 && f->spec->equal_weights)
        return pen_printf(p, "\\pi_{%zu} = \\frac{1}{K} = %s", w->c + 1,
                          number_text(p->draw, 1 / (double)f->params->k, 3));
    if (brief)
        return pen_printf(p, "\\pi_{%zu} = \\frac{%s}{%zu} = %s", w->c + 1, count, f->data->n,
                          value);
    return pen_printf(p, "\\pi_{%zu} = \\frac{N_{%zu}}{N} = \\frac{%s}{%zu} = %s", w->c + 1,
                      w->c + 1, count, f->data->n, value);
}

/* Weight and covariance; in brief both in one line. */
static void gaussian(pen *p, maths_sheet *out, worked *w)
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
    const em_spec *spec = w->f->spec;
    const char *general = formula[w->f->params->cov_kind], *brief = weight(p, w, true);
    bool held = spec->fixed_epsilon > 0;
    const char *numbers = held ? NULL : covariance(p, w);
    maths_either(out, weight(p, w, false),
                 numbers ? pen_printf(p, "%s,\\; %s", brief, numbers) : brief);
    if (held)
        maths_words(out, pen_printf(p, "The covariances are held at %s times the identity.",
                                    number_short(p->draw, spec->fixed_epsilon)));
    else if (!numbers)
        maths_general(out, general);
    else
        maths_either(out, pen_printf(p, "%s,\\; %s", general, numbers), NULL);
    if (!held && spec->reg_covar >= 1e-3)
        maths_words(out, pen_printf(p, "with %s added to each variance (reg_covar)",
                                    number_short(p->draw, spec->reg_covar)));
}

static void name_features(pen *p, maths_sheet *out, const worked *w)
{
    char one[EM_NAME_MAX], two[EM_NAME_MAX];
    em_dataset_feature_name(w->f->data, w->feature[0], one, sizeof one);
    em_dataset_feature_name(w->f->data, w->feature[1], two, sizeof two);
    maths_words(out, pen_printf(p, "Of %zu features those that vary most: %s and %s.",
                                w->f->data->d, pen_plain(p, one), pen_plain(p, two)));
}

void maths_fill_m(pen *p, const view_pane *pane, maths_sheet *out)
{
    const session_frame *f = &pane->frame;
    bool mixture = f->params->kind != EM_KMEANS;
    size_t d = f->data->d;
    worked w = {.f = f, .c = maths_component(p, pane)};
    maths_general(out, mixture
                           ? "\\mu_{k} = \\frac{1}{N_{k}} \\sum_{n} \\gamma_{nk} x_{n},\\; N_{k} = "
                             "\\sum_{n} \\gamma_{nk}"
                           : "\\mu_{k} = \\frac{1}{N_{k}} \\sum_{n: r_{n} = k} x_{n}");
    if (!f->resp) {
        maths_words(out, "Numbers come with the first E-step (press **Right**).");
        return;
    }
    choose_features(f->data, w.feature);
    weigh(&w, w.c);
    if (w.total < 1e-10) {
        maths_words(out, pen_printf(p, "Component %zu is empty: nothing to average.", w.c + 1));
        return;
    }
    maths_formula(out, pen_printf(p, "\\mu_{%zu} = \\frac{1}{%s} %s = %s", w.c + 1,
                                  number_text(p->draw, w.total, mixture ? 1 : 0),
                                  vector(p, w.sum[0], w.sum[1], d, 2),
                                  vector(p, w.mean[0], w.mean[1], d, 2)));
    if (f->params->kind == EM_GMM)
        gaussian(p, out, &w);
    else if (mixture)
        maths_either(out, weight(p, &w, false), weight(p, &w, true));
    if (d > FEW)
        name_features(p, out, &w);
}
