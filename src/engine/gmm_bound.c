#include "gmm.h"
#include "linalg.h"

/* sum_n gamma_nc maha_nc of the new parameters. For a covariance that was just learnt from the
 * same scatter this is N_c tr(S^-1 (S - reg I)) = N_c (d - reg tr S^-1). */
static double square_quad(const em_work *work, const double *w, double count)
{
    double reg = work->spec->reg_covar; /* 0: the sum may overflow, and is not needed */
    return count * ((double)work->d - (reg > 0 ? reg * em_lower_square_sum(w, work->d) : 0));
}

/* tr(W scatter W^T), for a component that kept its covariance. */
static double kept_quad(const double *w, const double *scatter, size_t d)
{
    double sum = 0;
    for (size_t r = 0; r < d; r++)
        for (size_t i = 0; i <= r; i++)
            for (size_t j = 0; j <= i; j++)
                sum += (i == j ? 1 : 2) * w[r * d + i] * w[r * d + j] * scatter[i * d + j];
    return sum;
}

static double diag_quad(const em_work *work, size_t c)
{
    size_t d = work->d;
    const double *w = work->density->factor;
    double sum = 0;
    for (size_t j = 0; j < d; j++) {
        double f = 0;
        switch (work->cov_kind) {
        case EM_COV_FULL: f = w[c * d * d + j * (d + 1)]; break;
        case EM_COV_TIED: f = w[j * (d + 1)]; break;
        case EM_COV_DIAG: f = w[c * d + j]; break;
        case EM_COV_SPHERICAL: f = w[c]; break;
        }
        sum += work->scatter[c * d + j] * f * f;
    }
    return sum;
}

static double quad(const em_work *work, size_t c)
{
    size_t d = work->d;
    const double *w = work->density->factor;
    if (!work->square)
        return diag_quad(work, c);
    if (work->cov_kind == EM_COV_TIED)
        return c == 0 ? square_quad(work, w, (double)work->n) : 0;
    if (work->count[c] < EM_EMPTY_COUNT)
        return kept_quad(w + c * d * d, work->scatter + c * d * d, d);
    return square_quad(work, w + c * d * d, work->count[c]);
}

/* L(q, theta) = sum_c [N_c (ln pi_c + log_norm_c) - quad_c / 2] + H(q) */
double em_gmm_bound(const em_work *work, double entropy)
{
    double sum = 0;
    for (size_t c = 0; c < work->k; c++) {
        double each = work->density->log_weight[c] + work->density->log_norm[c];
        if (work->count[c] > 0)
            sum += work->count[c] * each;
        sum -= 0.5 * quad(work, c);
    }
    return sum + entropy;
}
