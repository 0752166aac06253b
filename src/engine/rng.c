#include "em/rng.h"

#include "mathx.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { WORDS = 624, SHIFT = 397 };

/* init_genrand: Knuth's multiplicative recurrence, as RandomState(int) seeds. */
void em_rng_seed(em_rng *rng, uint32_t seed)
{
    for (uint32_t i = 0; i < WORDS; i++) {
        rng->key[i] = seed;
        seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
    }
    rng->position = WORDS;
    rng->has_gauss = false;
    rng->gauss = 0.0;
}

static uint32_t twist(uint32_t high, uint32_t low)
{
    uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
    return (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
}

static void refill(em_rng *rng)
{
    uint32_t *key = rng->key;
    for (size_t i = 0; i < WORDS; i++)
        key[i] = key[(i + SHIFT) % WORDS] ^ twist(key[i], key[(i + 1) % WORDS]);
    rng->position = 0;
}

uint32_t em_rng_uint32(em_rng *rng)
{
    if (rng->position == WORDS)
        refill(rng);
    uint32_t y = rng->key[rng->position++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

static uint64_t next_uint64(em_rng *rng)
{
    uint64_t high = em_rng_uint32(rng);
    return high << 32 | em_rng_uint32(rng);
}

double em_rng_random(em_rng *rng)
{
    uint32_t a = em_rng_uint32(rng) >> 5, b = em_rng_uint32(rng) >> 6;
    return (a * 67108864.0 + b) / 9007199254740992.0;
}

double em_rng_uniform(em_rng *rng, double low, double high)
{
    return low + (high - low) * em_rng_random(rng);
}

/* Marsaglia's polar method; the first of the two values is kept for the next call. */
double em_rng_normal(em_rng *rng)
{
    if (rng->has_gauss) {
        rng->has_gauss = false;
        return rng->gauss;
    }
    double x1, x2, r2;
    do {
        x1 = 2.0 * em_rng_random(rng) - 1.0;
        x2 = 2.0 * em_rng_random(rng) - 1.0;
        r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1.0 || r2 == 0.0);
    double f = sqrt(-2.0 * em_log(r2) / r2);
    rng->gauss = f * x1;
    rng->has_gauss = true;
    return f * x2;
}

/* 0..max by rejection under the smallest mask that covers max; nothing is drawn for max 0. */
static uint64_t interval(em_rng *rng, uint64_t max)
{
    if (max == 0)
        return 0;
    uint64_t mask = UINT64_MAX >> __builtin_clzll(max), value;
    do
        value = max <= UINT32_MAX ? em_rng_uint32(rng) & mask : next_uint64(rng) & mask;
    while (value > max);
    return value;
}

uint64_t em_rng_randint(em_rng *rng, uint64_t n)
{
    assert(n >= 1);
    return interval(rng, n - 1);
}

void em_rng_fill_randint(em_rng *rng, uint64_t n, size_t count, int32_t *out)
{
    assert(n >= 1 && n <= INT32_MAX);
    for (size_t i = 0; i < count; i++)
        out[i] = (int32_t)interval(rng, n - 1);
}

void em_rng_shuffle(em_rng *rng, size_t n, size_t *values)
{
    for (size_t i = n; i-- > 1;) {
        size_t j = interval(rng, i);
        size_t kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}

void em_rng_permutation(em_rng *rng, size_t n, size_t *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = i;
    em_rng_shuffle(rng, n, out);
}

void em_rng_choice(em_rng *rng, size_t n, size_t k, size_t *scratch, size_t *out)
{
    assert(k <= n);
    em_rng_permutation(rng, n, scratch);
    memcpy(out, scratch, k * sizeof *out);
}

/* searchsorted(cdf, x, side='right'): how many entries are <= x. */
static size_t search_right(size_t n, const double *cdf, double x)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cdf[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t em_rng_choice_cdf(em_rng *rng, size_t n, const double *cdf)
{
    return search_right(n, cdf, em_rng_random(rng));
}

static void running_sums(size_t n, const double *p, double *cdf)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        cdf[i] = sum += p[i];
    for (size_t i = 0; i < n; i++)
        cdf[i] /= sum;
}

/* Appends x to out unless it is already among the entries from first on. */
static size_t append_new(size_t x, size_t first, size_t count, size_t *out)
{
    for (size_t i = first; i < count; i++)
        if (out[i] == x)
            return count;
    out[count] = x;
    return count + 1;
}

/* Draws what is missing, strikes out what was drawn, draws again what fell on the same point. */
void em_rng_choice_uniform_p(em_rng *rng, size_t n, size_t k, double *scratch, size_t *out)
{
    assert(k <= n);
    double *p = scratch, *cdf = scratch + n;
    for (size_t i = 0; i < n; i++)
        p[i] = 1.0 / (double)n;
    for (size_t found = 0; found < k;) {
        size_t missing = k - found, first = found;
        for (size_t i = 0; i < found; i++)
            p[out[i]] = 0.0;
        running_sums(n, p, cdf);
        for (size_t i = 0; i < missing; i++)
            found = append_new(em_rng_choice_cdf(rng, n, cdf), first, found, out);
    }
}
