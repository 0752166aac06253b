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
