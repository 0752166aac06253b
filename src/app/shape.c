#include "app/shape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void move(const em_projection *p, em_kind kind, double x, double y, double *mean)
{
    const double place[2] = {x, y};
    em_project_back(p, place, mean);
    for (size_t j = 0; kind == EM_BERNOULLI && j < p->d; j++)
        mean[j] = fmin(fmax(mean[j], 0.0), 1.0);
}

em_status shape_move_mean(const em_projection *p, em_params *params, size_t c, double x, double y,
                          em_error *error)
{
    if (!isfinite(x) || !isfinite(y))
        return em_fail(error, EM_ERR_USAGE, "a mean needs a finite place");
    move(p, params->kind, x, y, params->mean + c * params->d);
    return EM_OK;
}

em_status shape_try_mean(const em_projection *p, const em_params *params, size_t c, double x,
                         double y, double place[2])
{
    double *mean = malloc(params->d * sizeof *mean);
    if (mean == NULL)
        return EM_ERR_MEMORY;
    memcpy(mean, params->mean + c * params->d, params->d * sizeof *mean);
    move(p, params->kind, x, y, mean);
    em_project_points(p, mean, 1, place);
    free(mean);
    return EM_OK;
}

half_axes shape_of(const double cov[4])
{
    const double middle = (cov[0] + cov[3]) / 2.0;
    const double half = hypot((cov[0] - cov[3]) / 2.0, cov[1]);
    return (half_axes){.a = sqrt(fmax(middle + half, 0.0)),
                       .b = sqrt(fmax(middle - half, 0.0)),
                       .angle = atan2(2.0 * cov[1], cov[0] - cov[3]) / 2.0 * 180.0 / M_PI};
}

void shape_cov(const half_axes *e, double cov[4])
{
    const double turn = e->angle * M_PI / 180.0, c = cos(turn), s = sin(turn);
    const double aa = e->a * e->a, bb = e->b * e->b;
    cov[0] = aa * c * c + bb * s * s;
    cov[1] = cov[2] = (aa - bb) * c * s;
    cov[3] = aa * s * s + bb * c * c;
}

bool shape_turns(const em_params *params)
{
    return params->kind == EM_GMM &&
           (params->cov_kind == EM_COV_FULL || params->cov_kind == EM_COV_TIED);
}

/* S2 = B S B^T, the covariance in the plane. half = B S (2 x d). */
static void project_cov(const em_projection *p, const em_params *params, size_t c, double *half,
                        double plane[4])
{
    const size_t d = params->d;
    for (size_t r = 0; r < 2; r++)
        for (size_t j = 0; j < d; j++) {
            double sum = 0.0;
            for (size_t i = 0; i < d; i++)
                sum += p->basis[r * d + i] * em_params_cov(params, c, i, j);
            half[r * d + j] = sum;
        }
    for (size_t r = 0; r < 2; r++)
        for (size_t q = 0; q < 2; q++) {
            double sum = 0.0;
            for (size_t j = 0; j < d; j++)
                sum += half[r * d + j] * p->basis[q * d + j];
            plane[r * 2 + q] = sum;
        }
}

/* A with A S2 A^T = wanted: L' L^-1 of the two Cholesky factors. A plane with one axis stretches
 * it. */
static bool stretch(const double from[4], const double to[4], double out[4])
{
    if (!(from[0] > 0.0 && to[0] > 0.0))
        return false;
    const double l00 = sqrt(from[0]), m00 = sqrt(to[0]);
    const double l10 = from[2] / l00, m10 = to[2] / m00;
    const double l11 = from[3] - l10 * l10, m11 = to[3] - m10 * m10;
    out[0] = m00 / l00;
    out[1] = 0.0;
    if (!(l11 > 0.0)) {
        out[2] = 0.0;
        out[3] = 1.0;
        return true;
    }
    if (!(m11 > 0.0))
        return false;
    out[3] = sqrt(m11) / sqrt(l11);
    out[2] = (m10 - out[3] * l10) / l00;
    return true;
}

/* S' = T S T^T with T = I + B^T (A - I) B: only what lies in the plane changes, and S' stays
 * positive definite because T is invertible. With G = A - I and H = B S: S' = S + B^T G H + H^T G^T
 * B + B^T G S2 G^T B. */
static void stretched(const em_projection *p, const em_params *params, size_t c, const double *half,
                      const double plane[4], const double a[4], double *out)
{
    const size_t d = params->d;
    const double g[4] = {a[0] - 1.0, a[1], a[2], a[3] - 1.0};
    double gs[4], gsg[4];
    for (size_t r = 0; r < 2; r++)
        for (size_t q = 0; q < 2; q++)
            gs[r * 2 + q] = g[r * 2] * plane[q] + g[r * 2 + 1] * plane[2 + q];
    for (size_t r = 0; r < 2; r++)
        for (size_t q = 0; q < 2; q++)
            gsg[r * 2 + q] = gs[r * 2] * g[q * 2] + gs[r * 2 + 1] * g[q * 2 + 1];
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < d; j++) {
            double sum = em_params_cov(params, c, i, j);
            for (size_t r = 0; r < 2; r++)
                for (size_t q = 0; q < 2; q++)
                    sum += p->basis[r * d + i] * g[r * 2 + q] * half[q * d + j] +
                           p->basis[r * d + j] * g[r * 2 + q] * half[q * d + i] +
                           p->basis[r * d + i] * gsg[r * 2 + q] * p->basis[q * d + j];
            out[i * d + j] = sum;
        }
}

static void write_cov(em_params *params, size_t c, const double *cov)
{
    const size_t d = params->d;
    if (params->cov_kind == EM_COV_DIAG) {
        for (size_t j = 0; j < d; j++)
            params->cov[c * d + j] = cov[j * d + j];
        return;
    }
    double *to = params->cov_kind == EM_COV_TIED ? params->cov : params->cov + c * d * d;
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < d; j++)
            to[i * d + j] = (cov[i * d + j] + cov[j * d + i]) / 2.0;
}

em_status shape_read(const char *text, half_axes *out, em_error *error)
{
    if (text == NULL || sscanf(text, "%lf %lf %lf", &out->a, &out->b, &out->angle) != 3 ||
        !isfinite(out->angle) ||
        !(out->a > 0.0 && out->b > 0.0 && out->a < 1e150 && out->b < 1e150))
        return em_fail(error, EM_ERR_USAGE,
                       "an ellipse is three numbers: a b angle, a and b above 0");
    return EM_OK;
}

em_status shape_set(const em_projection *p, em_params *params, size_t c, const half_axes *wanted,
                    em_error *error)
{
    double to[4], plane[4], a[4];
    const size_t d = params->d;
    if (params->kind != EM_GMM)
        return em_fail(error, EM_ERR_DATA, "only a Gaussian mixture has ellipses to shape");
    if (params->cov_kind == EM_COV_SPHERICAL) {
        params->cov[c] = (wanted->a * wanted->a + wanted->b * wanted->b) / 2.0;
        return EM_OK;
    }
    double *half = malloc((2 * d + d * d) * sizeof *half);
    if (half == NULL)
        return em_fail_memory(error);
    em_status status = EM_OK;
    shape_cov(wanted, to);
    project_cov(p, params, c, half, plane);
    if (stretch(plane, to, a)) {
        stretched(p, params, c, half, plane, a, half + 2 * d);
        write_cov(params, c, half + 2 * d);
    } else {
        status = em_fail(error, EM_ERR_DATA, "this ellipse is too thin to be a covariance");
    }
    free(half);
    return status;
}

em_status shape_try(const em_projection *p, const em_params *params, size_t c,
                    const half_axes *wanted, double plane[4])
{
    const size_t d = params->d, length = em_cov_len(params->cov_kind, 1, d);
    em_params *one = NULL, *flat = NULL;
    em_status status = em_params_create(params->kind, params->cov_kind, 1, d, &one, NULL);
    if (status == EM_OK) {
        const size_t from = params->cov_kind == EM_COV_TIED ? 0 : c * length;
        memcpy(one->mean, params->mean + c * d, d * sizeof *one->mean);
        memcpy(one->cov, params->cov + from, length * sizeof *one->cov);
        status = shape_set(p, one, 0, wanted, NULL);
    }
    if (status == EM_OK)
        status = em_project_params(p, one, &flat);
    if (status == EM_OK)
        memcpy(plane, flat->cov, 4 * sizeof *plane);
    em_params_destroy(one);
    em_params_destroy(flat);
    return status;
}
