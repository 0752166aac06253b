/* Exponential and logarithm of vectors, the same bits on every instruction set (vec.h). */
#ifndef EM_ENGINE_VEC_MATH_H
#define EM_ENGINE_VEC_MATH_H

#include "vec.h"

/* e^x for x <= 0: within 1 ulp down to -708, below that 0 (what is computed there, be it NaN, is
 * not selected).
 * k = round(x / ln 2), r = x - k ln 2, e^x = 2^k (1 + r + r^2 P(r)), P fitted at Chebyshev nodes.
 */
VEC_INLINE vec vec_exp(vec x)
{
    vec t = x * 0x1.71547652b82fep+0 + 0x1.8p52; /* its last bits are k */
    vec k = t - 0x1.8p52;
    vec r = x - k * 0x1.62e42fee00000p-1;
    r = r - k * 0x1.a39ef35793c76p-33;
    vec r2 = r * r, r4 = r2 * r2;
    vec p01 = 0x1.0000000000001p-1 + r * 0x1.5555555555556p-3;
    vec p23 = 0x1.5555555553d63p-5 + r * 0x1.11111111109b3p-7;
    vec p45 = 0x1.6c16c1788bd90p-10 + r * 0x1.a01a01a7c41d5p-13;
    vec p67 = 0x1.a019b90d2ae7ap-16 + r * 0x1.71de0dae63bb3p-19;
    vec p89 = 0x1.289185613a3d6p-22 + r * 0x1.af38a9b0ec855p-26;
    vec p = (p01 + r2 * p23) + r4 * ((p45 + r2 * p67) + r4 * p89);
    vec e = 1.0 + (r + r2 * p);
    e = (vec)((uvec)e + ((uvec)t << 52)); /* wraps where it is not selected */
    return vec_select(vec_less(x, vec_all(-708.0)), (vec){0}, e);
}

/* ln x for finite x >= 1. x = 2^e m, m in [sqrt(1/2), sqrt 2), s = (m - 1)/(m + 1),
 * ln m = 2 artanh s = 2 s + s^3 Q(s^2), Q fitted at Chebyshev nodes. */
VEC_INLINE vec vec_log(vec x)
{
    ivec bits = (ivec)x;
    ivec e = (ivec)((bits - 0x3fe6a09e00000000) & 0x7ff0000000000000);
    vec m = (vec)(bits - e);
    /* e is a small whole number above 52 bits: as the last bits of 2^52 it converts itself. */
    vec k = (vec)(((uvec)e >> 52) + 0x4330000000000000);
    k = k - 0x1p52;
    vec s = (m - 1.0) / (m + 1.0), z = s * s, z2 = z * z;
    vec q01 = 0.666666666666667 + z * 0.3999999999989889;
    vec q23 = 0.28571428626253836 + z * 0.22222211089379496;
    vec q45 = 0.1818289243253687 + z * 0.15331611722055008;
    vec q = (q01 + z2 * q23) + (z2 * z2) * (q45 + z2 * 0.14617807153417325);
    vec tail = (s * z) * q + k * 0x1.a39ef35793c76p-33;
    return k * 0x1.62e42fee00000p-1 + (2.0 * s + tail);
}

#endif
