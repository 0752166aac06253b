/* sum_n gamma_nc (x_n - mu_c)(x_n - mu_c)^T, some rows of its lower triangle for one component.
 * The points that have a share in the component are taken PANEL at a time, each panel is summed in
 * registers and added once: fewer loads, and a smaller rounding error than one long sum. */
#include "kernel.h"
#include "vec.h"

enum { PANEL = EM_SCATTER_PANEL, ROWS = 4 };

/* out[r][j] += sum_p scaled[p][r] t[p][j], for four rows of j <= last row. */
VEC_INLINE void add_four(const double *scaled, size_t rows, const double *t, size_t d, size_t used,
                         size_t columns, double *out)
{
    size_t j = 0;
    for (; j + VEC_W <= d && j < columns; j += VEC_W) {
        vec s[ROWS] = {{0}};
        for (size_t p = 0; p < used; p++) {
            vec value = vec_load(t + p * d + j);
            for (size_t r = 0; r < ROWS; r++)
                s[r] = s[r] + scaled[p * rows + r] * value;
        }
        for (size_t r = 0; r < ROWS; r++)
            vec_store(out + r * d + j, vec_load(out + r * d + j) + s[r]);
    }
    for (; j < columns; j++)
        for (size_t r = 0; r < ROWS; r++) {
            double s = 0;
            for (size_t p = 0; p < used; p++)
                s += scaled[p * rows + r] * t[p * d + j];
            out[r * d + j] += s;
        }
}

VEC_INLINE void add_row(const double *scaled, size_t rows, const double *t, size_t d, size_t used,
                        size_t columns, double *out)
{
    for (size_t j = 0; j < columns; j++) {
        double s = 0;
        for (size_t p = 0; p < used; p++)
            s += scaled[p * rows] * t[p * d + j];
        out[j] += s;
    }
}

static void add_panel(const double *scaled, const double *t, size_t d, size_t used, size_t first,
                      size_t end, double *sum)
{
    size_t rows = end - first, r = 0;
    for (; r + ROWS <= rows; r += ROWS)
        add_four(scaled + r, rows, t, d, used, first + r + ROWS, sum + (first + r) * d);
    for (; r < rows; r++)
        add_row(scaled + r, rows, t, d, used, first + r + 1, sum + (first + r) * d);
}

/* scratch: PANEL x d differences, then PANEL x (end - first) of them times gamma. */
void EM_KERNEL(scatter)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    size_t k = job->density->k, d = job->density->d, used = 0, rows = end - first;
    const double *mean = job->mean + job->c * d;
    double *t = scratch, *scaled = t + PANEL * d;
    for (size_t i = 0; i < job->n; i++) {
        double g = job->of_gamma ? job->of_gamma[i * k + job->c] : 1;
        if (g < EM_NEGLIGIBLE)
            continue;
        const double *x = job->x + i * d;
        for (size_t j = 0; j < end; j++)
            t[used * d + j] = x[j] - mean[j];
        for (size_t j = end; j < d; j++)
            t[used * d + j] = 0;
        for (size_t r = 0; r < rows; r++)
            scaled[used * rows + r] = g * t[used * d + first + r];
        if (++used == PANEL) {
            add_panel(scaled, t, d, used, first, end, sum);
            used = 0;
        }
    }
    if (used)
        add_panel(scaled, t, d, used, first, end, sum);
}
