/* Golub and Van Loan, Matrix Computations, 4.2: Cholesky, each column taken off the rows below as
 * soon as it is known; every entry has its products subtracted in index order. */
#include "linalg.h"

#include "mathx.h"

#include <float.h>
#include <math.h>
#include <string.h>

bool em_cholesky(const double *a, size_t d, double *l, double *column)
{
    for (size_t i = 0; i < d && l != a; i++)
        memcpy(l + i * d, a + i * d, (i + 1) * sizeof *l);
    for (size_t j = 0; j < d; j++) {
        /* A denormal pivot has no reciprocal: as good as singular. NaN fails both comparisons. */
        double pivot = l[j * d + j];
        if (!(pivot >= DBL_MIN && pivot <= DBL_MAX))
            return false;
        l[j * d + j] = pivot = sqrt(pivot);
        for (size_t i = j + 1; i < d; i++) {
            double *row = l + i * d, factor = column[i] = row[j] /= pivot;
            for (size_t t = j + 1; t <= i; t++)
                row[t] -= factor * column[t];
        }
        memset(l + j * d + j + 1, 0, (d - j - 1) * sizeof *l);
    }
    return true;
}

void em_lower_inverse(const double *l, size_t d, double *inverse)
{
    memset(inverse, 0, d * d * sizeof *inverse);
    for (size_t i = 0; i < d; i++) {
        const double *li = l + i * d;
        double *row = inverse + i * d;
        for (size_t t = 0; t < i; t++) {
            const double *before = inverse + t * d;
            for (size_t j = 0; j <= t; j++)
                row[j] -= li[t] * before[j];
        }
        double pivot = 1.0 / li[i];
        for (size_t j = 0; j < i; j++)
            row[j] *= pivot;
        row[i] = pivot;
    }
}

double em_cholesky_log_det(const double *l, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum += em_log(l[j * d + j]);
    return 2 * sum;
}

double em_lower_square_sum(const double *l, size_t d)
{
    double sum = 0;
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j <= i; j++)
            sum += l[i * d + j] * l[i * d + j];
    return sum;
}
