/* Vectors of doubles for the kernels: the same source at 2, 4 or 8 lanes.
 *
 * A kernel handles VEC_W points at a time, and keeps each sum over points in eight lanes: point i
 * adds to lane i % 8, whatever VEC_W is, and the lanes are added in one fixed order at the end. So
 * the instruction set changes the speed and never a bit. No operation here is fused or reordered;
 * what intrinsics do is what the plain vector code beside them does. */
#ifndef EM_ENGINE_VEC_H
#define EM_ENGINE_VEC_H

#include <stddef.h>
#include <stdint.h>

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>
enum { VEC_W = 8 };
#elif defined(__AVX2__)
#include <immintrin.h>
enum { VEC_W = 4 };
#else
enum { VEC_W = 2 };
#endif
enum { VEC_LANES = 8, VEC_H = VEC_LANES / VEC_W };

#define VEC_INLINE static inline __attribute__((always_inline))

typedef double vec __attribute__((vector_size(VEC_W * 8)));
typedef int64_t ivec __attribute__((vector_size(VEC_W * 8)));
typedef uint64_t uvec __attribute__((vector_size(VEC_W * 8)));
typedef double vec_unaligned __attribute__((vector_size(VEC_W * 8), aligned(8), may_alias));
typedef int32_t vec_label __attribute__((vector_size(VEC_W * 4), aligned(4), may_alias));

VEC_INLINE vec vec_load(const double *p)
{
    return *(const vec_unaligned *)p;
}

VEC_INLINE void vec_store(double *p, vec v)
{
    *(vec_unaligned *)p = v;
}

VEC_INLINE vec vec_all(double x)
{
    return x - (vec){0};
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
typedef __mmask8 vec_mask;
VEC_INLINE vec_mask vec_less(vec a, vec b)
{
    return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
}
VEC_INLINE vec vec_select(vec_mask m, vec yes, vec no)
{
    return _mm512_mask_blend_pd(m, no, yes);
}
VEC_INLINE vec vec_min(vec a, vec b)
{
    return _mm512_min_pd(a, b);
}
VEC_INLINE vec vec_max(vec a, vec b)
{
    return _mm512_max_pd(a, b);
}
#elif defined(__AVX2__)
typedef vec vec_mask;
VEC_INLINE vec_mask vec_less(vec a, vec b)
{
    return _mm256_cmp_pd(a, b, _CMP_LT_OQ);
}
VEC_INLINE vec vec_select(vec_mask m, vec yes, vec no)
{
    return _mm256_blendv_pd(no, yes, m);
}
VEC_INLINE vec vec_min(vec a, vec b)
{
    return _mm256_min_pd(a, b);
}
VEC_INLINE vec vec_max(vec a, vec b)
{
    return _mm256_max_pd(a, b);
}
#else
typedef ivec vec_mask;
VEC_INLINE vec_mask vec_less(vec a, vec b)
{
    return a < b;
}
VEC_INLINE vec vec_select(vec_mask m, vec yes, vec no)
{
    return (vec)((m & (ivec)yes) | (~m & (ivec)no));
}
/* a < b ? a : b and a > b ? a : b: b if one of them is NaN. */
VEC_INLINE vec vec_min(vec a, vec b)
{
    return vec_select(a < b, a, b);
}
VEC_INLINE vec vec_max(vec a, vec b)
{
    return vec_select(b < a, a, b);
}
#endif

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

VEC_INLINE vec_label vec_store_labels(int32_t *p, vec index)
{
    return *(vec_label *)p = __builtin_convertvector(index, vec_label);
}

/* The eight lanes in their fixed order. */
VEC_INLINE double vec_lanes_sum(const double *lane)
{
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) +
           ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/* The same for eight lanes in vectors. */
VEC_INLINE double vec_fold(const vec *s)
{
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    __m256d four = _mm256_add_pd(_mm512_castpd512_pd256(s[0]), _mm512_extractf64x4_pd(s[0], 1));
#elif defined(__AVX2__)
    __m256d four = _mm256_add_pd(s[0], s[1]);
#else
    vec two = (s[0] + s[2]) + (s[1] + s[3]);
#endif
#if defined(__AVX2__)
    __m128d two = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
#endif
    return two[0] + two[1];
}

#endif
