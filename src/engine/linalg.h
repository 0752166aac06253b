/* Small dense factorisations in plain double loops of fixed order: the same bits everywhere. */
#ifndef EM_ENGINE_LINALG_H
#define EM_ENGINE_LINALG_H

#include <stdbool.h>
#include <stddef.h>

/* a (d x d, symmetric, row-major; the lower triangle is read) = L L^T; L is written into the lower
 * triangle of l, its upper triangle to 0. l may be a. column: d doubles of scratch. False if a
 * pivot is not positive and finite.
 */
bool em_cholesky(const double *a, size_t d, double *l, double *column);

/* inverse (d x d, lower triangular) = L^-1, upper triangle 0. May not be l. */
void em_lower_inverse(const double *l, size_t d, double *inverse);

/* 2 sum ln L_jj: the logarithm of the determinant of L L^T. */
double em_cholesky_log_det(const double *l, size_t d);

/* Sum of the squares of all entries of the d x d lower triangular matrix: for L^-1 the trace of
 * the inverse of L L^T. */
double em_lower_square_sum(const double *l, size_t d);

#endif
