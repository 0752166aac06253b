/* Moments of one point's responsibilities, for any number of features. */
#ifndef EM_ENGINE_MOMENTS_H
#define EM_ENGINE_MOMENTS_H

#include "kernel.h"
#include "vec.h"

/* One point's row of the moments: features across lanes, points in order. */
VEC_INLINE void moments_add(const em_job *job, const double *x, const double *gamma, double *sum)
{
    size_t k = job->density->k, d = job->density->d;
    double *first = sum + k, *second = first + k * d;
    for (size_t c = 0; c < k; c++) {
        double g = gamma[c], *a = first + c * d, *b = second + c * d;
        const double *mean = job->mean + c * d;
        size_t j = 0;
        if (!(g > 0))
            continue;
        sum[c] += g;
        if (g < EM_NEGLIGIBLE)
            continue;
        for (; j + VEC_W <= d; j += VEC_W) {
            vec t = vec_load(x + j) - vec_load(mean + j), gt = g * t;
            vec_store(a + j, vec_load(a + j) + gt);
            if (job->second)
                vec_store(b + j, vec_load(b + j) + gt * t);
        }
        for (; j < d; j++) {
            double t = x[j] - mean[j], gt = g * t;
            a[j] += gt;
            if (job->second)
                b[j] += gt * t;
        }
    }
}

#endif
