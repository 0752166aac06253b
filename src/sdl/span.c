#include "sdl/span.h"

#include "sdl/span_vector.h"

static bool portable_only;

bool span_wide(void)
{
#if KERNEL_HAS_AVX2
    return !portable_only && __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

void span_force_portable(bool portable)
{
    portable_only = portable;
}

KERNEL void set_kernel(uint32_t *d, size_t n, uint32_t pixel)
{
    const words all = (words){0} + pixel;
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        LANES_STORE(d + i, all);
    }
    for (; i < n; i++) {
        d[i] = pixel;
    }
}

KERNEL void fill_kernel(uint32_t *d, size_t n, rgba colour, uint32_t a)
{
    const uint32_t low = 0x00ff00ffu, round = 0x00800080u;
    const uint32_t crb = (colour & low) * a + round;
    const uint32_t cag = ((colour >> 8 & 0xffu) | 0x00ff0000u) * a + round;
    const uint16_t rest = (uint16_t)(256 - a);
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        words w;
        LANES_LOAD(w, d + i);
        const lanes rb = (lanes)(w & low) * rest + (lanes)((words){0} + crb);
        const lanes ag = (lanes)(w >> 8 & low) * rest + (lanes)((words){0} + cag);
        const words out = (words)(rb >> 8) | ((words)ag & ~low);
        LANES_STORE(d + i, out);
    }
    for (; i < n; i++) {
        d[i] = span_mix(d[i], colour, a);
    }
}

KERNEL void over_kernel(uint32_t *d, const uint32_t *s, size_t n)
{
    const uint32_t low = 0x00ff00ffu;
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        words w, v;
        LANES_LOAD(v, s + i);
        LANES_LOAD(w, d + i);
        words alpha = v >> 24;
        alpha += alpha >> 7;
        alpha = 256 - alpha;
        alpha |= alpha << 16;
        const lanes rest = (lanes)alpha;
        const lanes rb = (lanes)(w & low) * rest + 128;
        const lanes ag = (lanes)(w >> 8 & low) * rest + 128;
        const words out = ((words)(rb >> 8) | ((words)ag & ~low)) + v;
        LANES_STORE(d + i, out);
    }
    for (; i < n; i++) {
        const uint32_t alpha = s[i] >> 24, rest = 256 - alpha - (alpha >> 7);
        const uint32_t rb = (d[i] & low) * rest + 0x00800080u;
        const uint32_t ag = (d[i] >> 8 & low) * rest + 0x00800080u;
        d[i] = ((rb >> 8 & low) | (ag & ~low)) + s[i];
    }
}

KERNEL_AVX2 static void set_avx2(uint32_t *d, size_t n, uint32_t pixel)
{
    set_kernel(d, n, pixel);
}

KERNEL_AVX2 static void fill_avx2(uint32_t *d, size_t n, rgba colour, uint32_t a)
{
    fill_kernel(d, n, colour, a);
}

KERNEL_AVX2 static void over_avx2(uint32_t *d, const uint32_t *s, size_t n)
{
    over_kernel(d, s, n);
}

void span_fill(uint32_t *d, size_t n, rgba colour, uint32_t a)
{
    if (a >= 256) {
        if (n >= LANES && span_wide()) {
            set_avx2(d, n, colour | 0xff000000u);
        } else {
            set_kernel(d, n, colour | 0xff000000u);
        }
    } else if (a > 0 && n < LANES) {
        for (size_t i = 0; i < n; i++) {
            d[i] = span_mix(d[i], colour, a);
        }
    } else if (a > 0) {
        if (span_wide()) {
            fill_avx2(d, n, colour, a);
        } else {
            fill_kernel(d, n, colour, a);
        }
    }
}

void span_over(uint32_t *d, const uint32_t *s, size_t n)
{
    if (span_wide()) {
        over_avx2(d, s, n);
    } else {
        over_kernel(d, s, n);
    }
}

void span_mask(uint32_t *d, const uint8_t *coverage, size_t n, rgba colour,
               const uint16_t weight[256])
{
    for (size_t i = 0; i < n; i++) {
        if (coverage[i] > 0) {
            d[i] = span_mix(d[i], colour, weight[coverage[i]]);
        }
    }
}
