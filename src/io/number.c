/* Exact decimal to double. Up to 19 digits are gathered in a 64-bit integer w, the value is then
 * w * 10^q. Where both w and 10^q are exact in the arithmetic used, one multiplication or division
 * rounds once and is right (W. D. Clinger, How to read floating point numbers accurately, 1990).
 * Everything else goes to strtod_l with the C locale. */
#include "io/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct decimal {
    uint64_t w;    /* the digits, up to 19 */
    int digits;    /* significant ones in w */
    long exponent; /* q */
    bool long_one; /* more digits than w holds */
} decimal;

static const double power10[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static locale_t c_locale;

static void make_locale(void)
{
    c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static double read_slowly(const char *text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_locale);
    return c_locale ? strtod_l(text, NULL, c_locale) : strtod(text, NULL);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *take_digits(const char *p, decimal *n)
{
    for (; is_digit(*p); p++) {
        if (n->digits < 19) {
            n->w = n->w * 10 + (uint64_t)(*p - '0');
            n->digits += n->w != 0;
        } else {
            n->long_one = true;
        }
    }
    return p;
}

/* The exponent behind the digits, if a whole one is there. */
static const char *take_exponent(const char *p, decimal *n)
{
    if (*p != 'e' && *p != 'E')
        return p;
    const char *q = p + 1;
    bool negative = *q == '-';
    long value = 0;
    q += *q == '-' || *q == '+';
    if (!is_digit(*q))
        return p;
    for (; is_digit(*q); q++)
        if (value < 1000000)
            value = value * 10 + (*q - '0');
    n->exponent += negative ? -value : value;
    return q;
}

#if LDBL_MANT_DIG == 64
/* In the x87's 64-bit significand every w and 10^27 are exact. Rounding twice (to 64, then to 53
 * bits) errs only if the first result looks like a tie of the second: its low 11 bits are 100...0.
 */
static bool wide(uint64_t w, long q, double *out)
{
    static const long double high[] = {1e0L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};
    long size = q < 0 ? -q : q;
    if (size > 27)
        return false;
    long double scale = size <= 22 ? (long double)power10[size] : high[size - 22];
    long double value = q < 0 ? (long double)w / scale : (long double)w * scale;
    uint64_t significand;
    memcpy(&significand, &value, sizeof significand);
    if ((significand & 0x7ff) == 0x400)
        return false;
    *out = (double)value;
    return true;
}
#else
static bool wide(uint64_t w, long q, double *out)
{
    return false;
}
#endif

static bool read_quickly(const decimal *n, double *out)
{
    if (n->long_one)
        return false;
    if (n->w == 0) {
        *out = 0;
        return true;
    }
    if (n->w <= (uint64_t)1 << 53 && n->exponent >= -22 && n->exponent <= 22) {
        double w = (double)n->w;
        *out = n->exponent < 0 ? w / power10[-n->exponent] : w * power10[n->exponent];
        return true;
    }
    return wide(n->w, n->exponent, out);
}

io_number_found io_number_read(const char *text, const char **end, double *out)
{
    const char *p = text + (*text == '-' || *text == '+');
    decimal n = {0};
    const char *start = p;
    *end = text;
    p = take_digits(p, &n);
    size_t seen = (size_t)(p - start);
    if (*p == '.') {
        const char *point = p + 1;
        p = take_digits(point, &n);
        seen += (size_t)(p - point);
        n.exponent = -(long)(p - point);
    }
    if (seen == 0)
        return IO_NUMBER_NONE;
    p = take_exponent(p, &n);
    *end = p;
    double value;
    if (!read_quickly(&n, &value))
        value = fabs(read_slowly(text));
    *out = *text == '-' ? -value : value;
    return isinf(value) ? IO_NUMBER_HUGE : IO_NUMBER_OK;
}
