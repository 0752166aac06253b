/* Projections to a plane for the view. Nothing computed here feeds back into a model: the
 * eigenvectors come from LAPACK, whose last bits differ between processors.
 *
 *   x_n - origin = basis^T xy_n + rest;  mean: xy = B (mu - origin);  covariance: B S B^T */
#include "em/project.h"

#include <lapacke.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_AT_ONCE = 4 };

static em_status projection_create(size_t d, em_projection **out, em_error *error)
{
    em_projection *p = calloc(1, sizeof *p);

    *out = NULL;
    if (!p) {
        return em_fail_memory(error);
    }
    p->d = d;
    p->basis = calloc(3 * d, sizeof *p->basis);
    if (!p->basis) {
        free(p);
        return em_fail_memory(error);
    }
    p->origin = p->basis + 2 * d;
    *out = p;
    return EM_OK;
}

void em_projection_destroy(em_projection *projection)
{
    if (projection) {
        free(projection->basis);
        free(projection);
    }
}

em_status em_projection_features(const em_dataset *data, size_t j0, size_t j1, em_projection **out,
                                 em_error *error)
{
    *out = NULL;
    if (j0 >= data->d || j1 >= data->d) {
        return em_fail(error, EM_ERR_DATA, "feature %zu: the data has features 0 to %zu",
                       j0 >= data->d ? j0 : j1, data->d - 1);
    }
    const em_status status = projection_create(data->d, out, error);
    if (status != EM_OK) {
        return status;
    }
    (*out)->feature[0] = j0;
    (*out)->feature[1] = j1;
    (*out)->basis[j0] = 1.0;
    if (data->d > 1) {
        (*out)->basis[data->d + j1] = 1.0;
    }
    return EM_OK;
}

/* Upper triangle of the scatter matrix, a few rows at a time so that it passes memory less often.
 */
static void fill_scatter(const em_dataset *data, double *centred, double *s)
{
    const size_t d = data->d;

    for (size_t first = 0; first < data->n; first += ROWS_AT_ONCE) {
        for (size_t r = 0; r < ROWS_AT_ONCE; r++) {
            for (size_t j = 0; j < d; j++) {
                centred[r * d + j] =
                    first + r < data->n ? data->x[(first + r) * d + j] - data->offset[j] : 0.0;
            }
        }
        const double *a = centred, *b = a + d, *c = b + d, *e = c + d;
        for (size_t i = 0; i < d; i++) {
            const double ai = a[i], bi = b[i], ci = c[i], ei = e[i];
            for (size_t j = i; j < d; j++) {
                s[i * d + j] += ai * a[j] + bi * b[j] + ci * c[j] + ei * e[j];
            }
        }
    }
}

/* Largest loading positive, the lowest index at ties (nearly equal loadings count as ties). */
static void orient(double *axis, size_t d)
{
    double largest = 0.0;

    for (size_t j = 0; j < d; j++) {
        largest = fmax(largest, fabs(axis[j]));
    }
    for (size_t j = 0; j < d; j++) {
        if (fabs(axis[j]) >= largest * (1.0 - 1e-9)) {
            if (axis[j] < 0.0) {
                for (size_t i = 0; i < d; i++) {
                    axis[i] = -axis[i];
                }
            }
            return;
        }
    }
}

/* The two largest eigenvalues (ascending in value) and their vectors as rows of vectors. */
static em_status top_two(double *scatter, size_t d, double *value, double *vectors, em_error *error)
{
    lapack_int found = 0, *support = malloc(2 * d * sizeof *support);

    if (!support) {
        return em_fail_memory(error);
    }
    /* A row-major upper triangle is the column-major lower one. */
    const lapack_int size = (lapack_int)d;
    const lapack_int info =
        LAPACKE_dsyevr(LAPACK_COL_MAJOR, 'V', 'I', 'L', size, scatter, size, 0.0, 0.0, size - 1,
                       size, 0.0, &found, value, vectors, size, support);
    free(support);
    if (info == LAPACK_WORK_MEMORY_ERROR || info == LAPACK_TRANSPOSE_MEMORY_ERROR) {
        return em_fail_memory(error);
    }
    if (info != 0 || found != 2) {
        return em_fail(error, EM_ERR_DATA, "the principal components could not be computed");
    }
    return EM_OK;
}

em_status em_projection_pca(const em_dataset *data, em_projection **out, em_error *error)
{
    const size_t d = data->d;

    if (d == 1) {
        return em_projection_features(data, 0, 0, out, error);
    }
    em_status status = projection_create(d, out, error);
    if (status != EM_OK) {
        return status;
    }
    em_projection *p = *out;
    double *scatter = calloc(d * d, sizeof *scatter);
    double *work = malloc((2 + ROWS_AT_ONCE + 1) * d * sizeof *work);
    status = scatter && work ? EM_OK : em_fail_memory(error);
    if (status == EM_OK) {
        double *vectors = work, *value = work + 2 * d;
        double total = 0.0;
        p->pca = true;
        memcpy(p->origin, data->offset, d * sizeof *p->origin);
        fill_scatter(data, work, scatter);
        for (size_t j = 0; j < d; j++) {
            total += scatter[j * d + j];
        }
        status = top_two(scatter, d, value, vectors, error);
        for (size_t axis = 0; axis < 2 && status == EM_OK; axis++) {
            memcpy(p->basis + axis * d, vectors + (1 - axis) * d, d * sizeof *p->basis);
            orient(p->basis + axis * d, d);
            p->explained[axis] = total > 0.0 ? fmax(value[1 - axis], 0.0) / total : 0.0;
        }
    }
    free(work);
    free(scatter);
    if (status != EM_OK) {
        em_projection_destroy(p);
        *out = NULL;
    }
    return status;
}

void em_project_points(const em_projection *p, const double *x, size_t n, double *xy)
{
    const double *b0 = p->basis, *b1 = p->basis + p->d;

    for (size_t i = 0; i < n; i++) {
        const double *row = x + i * p->d;
        double u = 0.0, v = 0.0;
        if (!p->pca) {
            u = row[p->feature[0]];
            v = p->d > 1 ? row[p->feature[1]] : 0.0;
        } else {
            for (size_t j = 0; j < p->d; j++) {
                const double centred = row[j] - p->origin[j];
                u += b0[j] * centred;
                v += b1[j] * centred;
            }
        }
        xy[2 * i] = u;
        xy[2 * i + 1] = v;
    }
}

/* Variance that component c gives to feature j when its covariance is diagonal. */
static double diagonal_at(const em_params *params, size_t c, size_t j)
{
    const double mu = params->mean[c * params->d + j];

    return params->kind == EM_BERNOULLI ? mu * (1.0 - mu) : em_params_cov(params, c, j, j);
}

static bool is_diagonal(const em_params *params)
{
    return params->kind == EM_BERNOULLI || params->cov_kind == EM_COV_DIAG ||
           params->cov_kind == EM_COV_SPHERICAL;
}

/* B S_c B^T into out (2 x 2, row-major). */
static void project_cov(const em_projection *p, const em_params *params, size_t c, double out[4])
{
    const size_t d = p->d;
    const double *b0 = p->basis, *b1 = p->basis + d;
    double uu = 0.0, uv = 0.0, vv = 0.0;

    for (size_t i = 0; i < d; i++) {
        if (b0[i] == 0.0 && b1[i] == 0.0) {
            continue;
        }
        double s0 = 0.0, s1 = 0.0;
        if (is_diagonal(params)) {
            const double s = diagonal_at(params, c, i);
            s0 = s * b0[i];
            s1 = s * b1[i];
        } else {
            for (size_t j = 0; j < d; j++) {
                const double s = em_params_cov(params, c, i, j);
                s0 += s * b0[j];
                s1 += s * b1[j];
            }
        }
        uu += b0[i] * s0;
        uv += b0[i] * s1;
        vv += b1[i] * s1;
    }
    out[0] = uu;
    out[1] = out[2] = uv;
    out[3] = vv;
}

em_status em_project_params(const em_projection *p, const em_params *params, em_params **flat)
{
    const em_kind kind = params->kind == EM_KMEANS ? EM_KMEANS : EM_GMM;
    const em_status status = em_params_create(kind, EM_COV_FULL, params->k, 2, flat, NULL);

    if (status != EM_OK) {
        return status;
    }
    em_project_points(p, params->mean, params->k, (*flat)->mean);
    if (kind == EM_GMM) {
        memcpy((*flat)->weight, params->weight, params->k * sizeof *params->weight);
        for (size_t c = 0; c < params->k; c++) {
            project_cov(p, params, c, (*flat)->cov + 4 * c);
        }
    }
    return EM_OK;
}

void em_project_back(const em_projection *p, const double xy[2], double *mean)
{
    double now[2];

    if (!p->pca) {
        mean[p->feature[0]] = xy[0];
        if (p->d > 1) {
            mean[p->feature[1]] = xy[1];
        }
        return;
    }
    em_project_points(p, mean, 1, now);
    for (size_t j = 0; j < p->d; j++) {
        mean[j] += (xy[0] - now[0]) * p->basis[j] + (xy[1] - now[1]) * p->basis[p->d + j];
    }
}
