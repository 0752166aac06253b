#include "naive.h"

#include <math.h>
#include <stdlib.h>

static long double square_distance(const double *a, const double *b, size_t d)
{
    long double s = 0;
    for (size_t j = 0; j < d; j++)
        s += ((long double)a[j] - b[j]) * ((long double)a[j] - b[j]);
    return s;
}

/* ln N(x | mu, S) by Gaussian elimination of the augmented matrix [S | x - mu]. */
static long double log_normal(const em_params *p, size_t c, const double *x)
{
    size_t d = p->d, w = d + 1;
    long double *a = calloc(d * w, sizeof *a), log_det = 0, maha = 0;
    if (!a)
        abort();
    for (size_t i = 0; i < d; i++) {
        for (size_t j = 0; j < d; j++)
            a[i * w + j] = em_params_cov(p, c, i, j);
        a[i * w + d] = (long double)x[i] - p->mean[c * d + i];
    }
    for (size_t i = 0; i < d; i++) {
        log_det += logl(a[i * w + i]);
        maha += a[i * w + d] * a[i * w + d] / a[i * w + i];
        for (size_t r = i + 1; r < d; r++) {
            long double f = a[r * w + i] / a[i * w + i];
            for (size_t j = i; j <= d; j++)
                a[r * w + j] -= f * a[i * w + j];
        }
    }
    free(a);
    return -0.5L * ((long double)d * logl(2 * acosl(-1)) + log_det + maha);
}

static long double log_bernoulli(const em_params *p, size_t c, const double *x)
{
    long double s = 0;
    for (size_t j = 0; j < p->d; j++) {
        double mu = p->mean[c * p->d + j];
        mu = mu < 1e-10 ? 1e-10 : mu > 1 - 1e-10 ? 1 - 1e-10 : mu;
        s += x[j] > 0 ? logl(mu) : logl(1 - (long double)mu);
    }
    return s;
}

static long double log_joint(const em_params *p, size_t c, const double *x)
{
    return logl(p->weight[c]) + (p->kind == EM_GMM ? log_normal(p, c, x) : log_bernoulli(p, c, x));
}

static long double nearest(const em_params *p, const double *x, double *gamma)
{
    size_t best = 0;
    for (size_t c = 0; c < p->k; c++) {
        gamma[c] = 0;
        if (square_distance(x, p->mean + c * p->d, p->d) <
            square_distance(x, p->mean + best * p->d, p->d))
            best = c;
    }
    gamma[best] = 1;
    return square_distance(x, p->mean + best * p->d, p->d);
}

long double naive_e(const em_params *p, const em_dataset *data, double *gamma)
{
    long double total = 0;
    for (size_t i = 0; i < data->n; i++, gamma += p->k) {
        const double *x = data->x + i * p->d;
        if (p->kind == EM_KMEANS) {
            total += nearest(p, x, gamma);
            continue;
        }
        long double top = -INFINITY, sum = 0;
        for (size_t c = 0; c < p->k; c++)
            top = fmaxl(top, log_joint(p, c, x));
        for (size_t c = 0; c < p->k; c++)
            sum += expl(log_joint(p, c, x) - top);
        for (size_t c = 0; c < p->k; c++)
            gamma[c] = (double)(expl(log_joint(p, c, x) - top) / sum);
        total += top + logl(sum);
    }
    return total;
}

static long double moment(const em_params *out, const em_dataset *data, const double *gamma,
                          size_t c, size_t i, size_t j)
{
    long double s = 0;
    for (size_t r = 0; r < data->n; r++)
        s += gamma[r * out->k + c] *
             ((long double)data->x[r * out->d + i] - out->mean[c * out->d + i]) *
             ((long double)data->x[r * out->d + j] - out->mean[c * out->d + j]);
    return s;
}

static void naive_cov(em_params *out, const em_dataset *data, const double *gamma,
                      const long double *count, double reg)
{
    size_t d = out->d, k = out->k;
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < d; j++) {
            long double pooled = 0, add = i == j ? reg : 0;
            for (size_t c = 0; c < k; c++) {
                long double s = moment(out, data, gamma, c, i, j);
                pooled += s;
                if (out->cov_kind == EM_COV_FULL)
                    out->cov[(c * d + i) * d + j] = (double)(s / count[c] + add);
                if (out->cov_kind == EM_COV_DIAG && i == j)
                    out->cov[c * d + i] = (double)(s / count[c] + reg);
                if (out->cov_kind == EM_COV_SPHERICAL && i == j)
                    out->cov[c] = (double)((i ? (long double)out->cov[c] : reg) +
                                           s / count[c] / (long double)d);
            }
            if (out->cov_kind == EM_COV_TIED)
                out->cov[i * d + j] = (double)(pooled / (long double)data->n + add);
        }
}

void naive_m(const em_params *p, const em_dataset *data, const double *gamma, double reg_covar,
             em_params *out)
{
    size_t k = p->k, d = p->d;
    long double *count = calloc(k, sizeof *count);
    if (!count)
        abort();
    for (size_t c = 0; c < k; c++) {
        for (size_t r = 0; r < data->n; r++)
            count[c] += gamma[r * k + c];
        if (out->weight)
            out->weight[c] = (double)(count[c] / (long double)data->n);
        for (size_t j = 0; j < d; j++) {
            long double s = 0;
            for (size_t r = 0; r < data->n; r++)
                s += (long double)gamma[r * k + c] * data->x[r * d + j];
            out->mean[c * d + j] = count[c] > 0 ? (double)(s / count[c]) : p->mean[c * d + j];
        }
    }
    if (p->kind == EM_GMM)
        naive_cov(out, data, gamma, count, reg_covar);
    free(count);
}

long double naive_bound(const em_params *p, const em_dataset *data, const double *gamma)
{
    long double total = 0;
    for (size_t r = 0; r < data->n; r++)
        for (size_t c = 0; c < p->k; c++) {
            long double g = gamma[r * p->k + c];
            if (g > 0)
                total += g * (log_joint(p, c, data->x + r * p->d) - logl(g));
        }
    return total;
}
