/* Which centroids may be the nearest, in single precision: twice the lanes, and fused or not.
 *
 * With y = x - origin and m = mu - origin, |x - mu|^2 / 2 = |y|^2 / 2 + (|m|^2 / 2 - y m); the
 * bracket, the score, is made in floats for a tile of points side by side. A centroid whose score
 * lies further above the least one than both can be wrong (margin, kmeans.c) is not the nearest.
 * Where one remains it is the nearest; where more do, the caller computes in doubles. So the
 * rounding here changes how often that is and never a result. */
#ifndef EM_ENGINE_SCREEN_H
#define EM_ENGINE_SCREEN_H

#include "kernel.h"
#include "tile.h"

enum { FVEC_W = 2 * VEC_W, SCREEN_TILE = 2 * FVEC_W };

typedef float fvec __attribute__((vector_size(VEC_W * 8)));
typedef int32_t fmask __attribute__((vector_size(VEC_W * 8)));
typedef float fvec_unaligned __attribute__((vector_size(VEC_W * 8), aligned(4), may_alias));
typedef float half_fvec __attribute__((vector_size(VEC_W * 4), aligned(4), may_alias));

VEC_INLINE fvec fvec_load(const float *p)
{
    return *(const fvec_unaligned *)p;
}

VEC_INLINE void fvec_store(float *p, fvec v)
{
    *(fvec_unaligned *)p = v;
}

VEC_INLINE fvec fvec_all(float x)
{
    return x - (fvec){0};
}

/* s - a b */
VEC_INLINE fvec fvec_less_product(fvec s, fvec a, fvec b)
{
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    return _mm512_fnmadd_ps(a, b, s);
#else
    return s - a * b;
#endif
}

/* tile[j * SCREEN_TILE + p] = feature j of point p, less the origin; missing points repeat the
 * first. */
VEC_INLINE void screen_fill(const double *x, size_t live, size_t d, const double *origin,
                            float *tile)
{
    size_t whole = d / VEC_W * VEC_W;
    for (size_t p = 0; p < SCREEN_TILE; p += VEC_W) {
        for (size_t j = 0; j < whole; j += VEC_W) {
            vec row[VEC_W], from = vec_load(origin + j);
            for (size_t r = 0; r < VEC_W; r++)
                row[r] = vec_load(x + (p + r < live ? p + r : 0) * d + j) - from;
            vec_transpose(row);
            for (size_t r = 0; r < VEC_W; r++)
                *(half_fvec *)(tile + (j + r) * SCREEN_TILE + p) =
                    __builtin_convertvector(row[r], half_fvec);
        }
        for (size_t j = whole; j < d; j++)
            for (size_t r = p; r < p + VEC_W; r++)
                tile[j * SCREEN_TILE + r] = (float)(x[(r < live ? r : 0) * d + j] - origin[j]);
    }
}

/* Scores of EM_SCREEN_GROUP centroids, group by feature. */
VEC_INLINE void screen_group(const float *tile, size_t d, const float *mean, const float *half,
                             float *score)
{
    fvec a[EM_SCREEN_GROUP], b[EM_SCREEN_GROUP];
    for (size_t c = 0; c < EM_SCREEN_GROUP; c++)
        a[c] = b[c] = fvec_all(half[c]);
    for (size_t j = 0; j < d; j++) {
        fvec y0 = fvec_load(tile + j * SCREEN_TILE),
             y1 = fvec_load(tile + j * SCREEN_TILE + FVEC_W);
        for (size_t c = 0; c < EM_SCREEN_GROUP; c++) {
            fvec m = fvec_all(mean[j * EM_SCREEN_GROUP + c]);
            a[c] = fvec_less_product(a[c], y0, m);
            b[c] = fvec_less_product(b[c], y1, m);
        }
    }
    for (size_t c = 0; c < EM_SCREEN_GROUP; c++) {
        fvec_store(score + c * SCREEN_TILE, a[c]);
        fvec_store(score + c * SCREEN_TILE + FVEC_W, b[c]);
    }
}

/* nearest[p]: the only candidate of point p, or -1 if there are more. */
VEC_INLINE void screen_choose(const float *score, size_t k, float margin, int32_t *nearest)
{
    for (size_t p = 0; p < SCREEN_TILE; p += FVEC_W) {
        fvec least = fvec_load(score + p);
        fmask best = {0}, count = {0};
        for (size_t c = 1; c < k; c++) {
            fvec s = fvec_load(score + c * SCREEN_TILE + p);
            fmask less = s < least;
            least = (fvec)((less & (fmask)s) | (~less & (fmask)least));
            best = (less & (int32_t)c) | (~less & best);
        }
        fvec limit = least + margin;
        for (size_t c = 0; c < k; c++)
            count -= fvec_load(score + c * SCREEN_TILE + p) <= limit;
        fmask many = count != 1, out = best | many;
        __builtin_memcpy(nearest + p, &out, sizeof out);
    }
}

#endif
