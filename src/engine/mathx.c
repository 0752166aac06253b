#include "mathx.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Nearest integer to |x| < 2^51, by the rounding of the addition itself. */
static const double ROUND = 0x1.8p52;

/* ln 2 and pi/2 in parts: the leading ones have trailing zeros, so small multiples are exact. */
static const double LN2_HI = 0x1.62e42fee00000p-1, LN2_LO = 0x1.a39ef35793c76p-33;
static const double PIO2_1 = 0x1.921fb54400000p+0, PIO2_2 = 0x1.0b4611a600000p-34,
                    PIO2_3 = 0x1.3198a2e037073p-69;

static double from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static uint64_t to_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* coef[0] + coef[1] z + ... */
static double horner(const double *coef, int count, double z)
{
    double sum = coef[count - 1];
    for (int i = count - 2; i >= 0; i--)
        sum = sum * z + coef[i];
    return sum;
}

/* x = 2^e m, sqrt(1/2) <= m < sqrt(2), f = m - 1, s = f / (2 + f):
 * ln m = 2 artanh s = f - f^2/2 + s (f^2/2 + R),  R = 2 (s^2/3 + s^4/5 + ...). */
double em_log(double x)
{
    static const double coef[] = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                                  2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};
    if (!(x > 0.0))
        return x == 0.0 ? -HUGE_VAL : (double)NAN;
    if (x == HUGE_VAL)
        return x;
    int e = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        e = -54;
    }
    uint64_t bits = to_bits(x);
    e += (int)(bits >> 52) - 1023;
    double m = from_bits((bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL);
    if (m > 0x1.6a09e667f3bcdp+0) {
        m *= 0.5;
        e++;
    }
    double f = m - 1.0, s = f / (2.0 + f), z = s * s, half = 0.5 * f * f;
    double r = z * horner(coef, 10, z);
    return e * LN2_HI - ((half - (s * (half + r) + e * LN2_LO)) - f);
}

/* x = e ln 2 + r, |r| <= ln(2)/2; exp r by its series, then two exact halves of the scale. */
double em_exp(double x)
{
    static const double coef[] = {1.0 / 2,        1.0 / 6,         1.0 / 24,
                                  1.0 / 120,      1.0 / 720,       1.0 / 5040,
                                  1.0 / 40320,    1.0 / 362880,    1.0 / 3628800,
                                  1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0};
    if (x != x)
        return x;
    if (x > 709.79)
        return HUGE_VAL;
    if (x < -745.14)
        return 0.0;
    double e = (x * 0x1.71547652b82fep+0 + ROUND) - ROUND;
    double hi = x - e * LN2_HI, lo = e * LN2_LO, r = hi - lo;
    double y = 1.0 + ((r * r * horner(coef, 12, r) - ((r - hi) + lo)) + r);
    int power = (int)e, first = power / 2;
    return y * from_bits((uint64_t)(first + 1023) << 52) *
           from_bits((uint64_t)(power - first + 1023) << 52);
}

/* r + tail with |r| <= pi/4; returns the quadrant 0..3. */
static int reduce(double x, double *r, double *tail)
{
    assert(fabs(x) <= 1e5);
    double q = (x * 0x1.45f306dc9c883p-1 + ROUND) - ROUND;
    double a = x - q * PIO2_1, b = q * PIO2_2;
    double y = a - b, lost = (a - y) - b, c = q * PIO2_3;
    *r = y + (lost - c);
    *tail = (y - *r) + (lost - c);
    return (int)q & 3;
}

/* sin(r + t) = r - r^3/3! + ... + t cos r */
static double sin_part(double r, double t)
{
    static const double coef[] = {-1.0 / 6,
                                  1.0 / 120,
                                  -1.0 / 5040,
                                  1.0 / 362880,
                                  -1.0 / 39916800.0,
                                  1.0 / 6227020800.0,
                                  -1.0 / 1307674368000.0,
                                  1.0 / 355687428096000.0};
    double z = r * r;
    return r + (r * z * horner(coef, 8, z) + t * (1.0 - 0.5 * z));
}

/* cos(r + t) = 1 - r^2/2! + ... - t r; the rounding of 1 - r^2/2 is put back. */
static double cos_part(double r, double t)
{
    static const double coef[] = {1.0 / 24,
                                  -1.0 / 720,
                                  1.0 / 40320,
                                  -1.0 / 3628800,
                                  1.0 / 479001600.0,
                                  -1.0 / 87178291200.0,
                                  1.0 / 20922789888000.0,
                                  -1.0 / 6402373705728000.0};
    double z = r * r, half = 0.5 * z, w = 1.0 - half;
    return w + (((1.0 - w) - half) + (z * z * horner(coef, 8, z) - r * t));
}

double em_sin(double x)
{
    double r, t;
    int quadrant = reduce(x, &r, &t);
    double y = quadrant & 1 ? cos_part(r, t) : sin_part(r, t);
    return quadrant & 2 ? -y : y;
}

double em_cos(double x)
{
    double r, t;
    int quadrant = reduce(x, &r, &t);
    double y = quadrant & 1 ? sin_part(r, t) : cos_part(r, t);
    return (quadrant == 1 || quadrant == 2) ? -y : y;
}
