/* K-means sums of one point. */
#ifndef EM_ENGINE_ROW_H
#define EM_ENGINE_ROW_H

#include "vec.h"

/* count[c] += 1, and the k x d sums after the k counts: row c += x - origin. */
VEC_INLINE void row_add(double *count, size_t k, size_t d, size_t c, const double *x,
                        const double *origin)
{
    double *at = count + k + c * d;
    size_t j = 0;
    count[c] += 1;
    for (; j + VEC_W <= d; j += VEC_W)
        vec_store(at + j, vec_load(at + j) + (vec_load(x + j) - vec_load(origin + j)));
    for (; j < d; j++)
        at[j] += x[j] - origin[j];
}

#endif
