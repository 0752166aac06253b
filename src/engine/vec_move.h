/* Lanes moved between vectors: rows become columns. */
#ifndef EM_ENGINE_VEC_MOVE_H
#define EM_ENGINE_VEC_MOVE_H

#include "vec.h"

/* The VEC_W x VEC_W block r, transposed in place. */
VEC_INLINE void vec_transpose(vec *r)
{
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    vec a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        a[i] = _mm512_unpacklo_pd(r[i], r[i + 1]);
        a[i + 1] = _mm512_unpackhi_pd(r[i], r[i + 1]);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + j] = _mm512_shuffle_f64x2(a[i + j], a[i + 2 + j], 0x88);
            b[i + 2 + j] = _mm512_shuffle_f64x2(a[i + j], a[i + 2 + j], 0xdd);
        }
    for (int j = 0; j < 4; j++) {
        /* b[j]: columns j, j + 4 of rows 0..3; b[4 + j]: of rows 4..7 */
        r[j] = _mm512_shuffle_f64x2(b[j], b[4 + j], 0x88);
        r[4 + j] = _mm512_shuffle_f64x2(b[j], b[4 + j], 0xdd);
    }
#elif defined(__AVX2__)
    vec a = _mm256_unpacklo_pd(r[0], r[1]), b = _mm256_unpackhi_pd(r[0], r[1]);
    vec c = _mm256_unpacklo_pd(r[2], r[3]), d = _mm256_unpackhi_pd(r[2], r[3]);
    r[0] = _mm256_permute2f128_pd(a, c, 0x20);
    r[1] = _mm256_permute2f128_pd(b, d, 0x20);
    r[2] = _mm256_permute2f128_pd(a, c, 0x31);
    r[3] = _mm256_permute2f128_pd(b, d, 0x31);
#else
    vec a = {r[0][0], r[1][0]}, b = {r[0][1], r[1][1]};
    r[0] = a;
    r[1] = b;
#endif
}

/* p holds x0 y0 x1 y1 ...: the x and the y of VEC_W points. */
VEC_INLINE void vec_load_pairs(const double *p, vec *x, vec *y)
{
    vec a = vec_load(p), b = vec_load(p + VEC_W);
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    *x = _mm512_permutex2var_pd(a, _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14), b);
    *y = _mm512_permutex2var_pd(a, _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15), b);
#elif defined(__AVX2__)
    vec even = _mm256_permute2f128_pd(a, b, 0x20), odd = _mm256_permute2f128_pd(a, b, 0x31);
    *x = _mm256_unpacklo_pd(even, odd);
    *y = _mm256_unpackhi_pd(even, odd);
#else
    *x = (vec){a[0], b[0]};
    *y = (vec){a[1], b[1]};
#endif
}

#endif
