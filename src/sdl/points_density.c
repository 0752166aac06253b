/* Density in place of discs. With n points in a pixel's neighbourhood (weights 1 2 1, 2 4 2, 1 2 1
 * over 16) the expected number of discs of area A over the pixel is lambda = n A; placed at random
 * they leave exp(-lambda) of the ground to be seen. */
#include "sdl/points_kernel.h"
#include "sdl/span.h"
#include "sdl/span_vector.h"

#include <math.h>
#include <stdlib.h>

enum { AHEAD = 16, TABLE = 1024 };

typedef uint16_t half4 __attribute__((vector_size(8)));
typedef uint32_t word4 __attribute__((vector_size(16)));
typedef float real4 __attribute__((vector_size(16)));

static inline uint64_t spread(rgba colour)
{
    return (uint64_t)(colour & 0xff) | (uint64_t)(colour & 0xff00) << 8 |
           (uint64_t)(colour & 0xff0000) << 16 | 1ULL << 48;
}

static inline void count_one(uint64_t *to, rgba colour)
{
    if (*to >> 48 < DENSITY_MOST) {
        *to += spread(colour);
    }
}

KERNEL void count_kernel(const points_band *b, uint64_t *sum)
{
    const draw_points *p = b->points;
    const double shift_x = p->shift_x - b->left, shift_y = p->shift_y - b->top;
    const size_t width = (size_t)b->width;
    struct {
        uint64_t *to;
        rgba colour;
    } queue[AHEAD];
    size_t in = 0;
    for (size_t i = b->first; i < b->last; i++) {
        const double y = p->xy[2 * i + 1] * p->scale_y + shift_y;
        const double x = p->xy[2 * i] * p->scale_x + shift_x;
        if (!((y >= b->y0) & (y < b->y1) & (x >= 0.0) & (x < b->width))) {
            continue;
        }
        const size_t at = in++ % AHEAD;
        if (in > AHEAD) {
            count_one(queue[at].to, queue[at].colour);
        }
        queue[at].to = sum + (size_t)(int)y * width + (size_t)(int)x;
        queue[at].colour = p->colour[i];
        __builtin_prefetch(queue[at].to, 1);
    }
    for (size_t i = in > AHEAD ? in - AHEAD : 0; i < in; i++) {
        count_one(queue[i % AHEAD].to, queue[i % AHEAD].colour);
    }
}

KERNEL word4 unpack(uint64_t sum)
{
    half4 halves;
    memcpy(&halves, &sum, sizeof halves);
    return (word4){halves[0], halves[1], halves[2], halves[3]};
}

/* One row of weights 1 2 1 down the columns; column x is at down[x + 1], zeros beside the row. */
KERNEL void sum_columns(const points_band *b, const uint64_t *sum, int rows, int y, bool more,
                        word4 *down)
{
    const size_t width = (size_t)b->width;
    const uint64_t *here = sum + (size_t)y * width;
    const uint64_t *above = y > 0 ? here - width : here,
                   *below = y + 1 < rows ? here + width : here;
    down[0] = down[width + 1] = (word4){0};
    for (size_t x = 0; x < width; x++) {
        const word4 all = unpack(above[x]) + 2 * unpack(here[x]) + unpack(below[x]);
        down[x + 1] = more ? down[x + 1] + all : all;
    }
}

/* share[n]: opacity of a weighted count n, divided by n. */
KERNEL void shade_kernel(const points_band *b, const uint64_t *sum, int rows, const float *share,
                         word4 *down)
{
    for (int y = b->y0; y < b->y1; y++) {
        uint32_t *out = b->pixels + (size_t)y * b->pitch + b->margin;
        for (size_t part = 0; part < DENSITY_PARTS; part++) {
            sum_columns(b, sum + part * (size_t)rows * (size_t)b->width, rows, y, part > 0, down);
        }
        for (size_t x = 0; x < (size_t)b->width; x++) {
            const word4 all = down[x] + 2 * down[x + 1] + down[x + 2];
            const uint32_t n = all[3];
            if (n == 0) {
                out[x] = 0;
                continue;
            }
            const float f = n < TABLE ? share[n] : 1.0F / (float)n;
            const float red = (float)all[2] * f, green = (float)all[1] * f,
                        blue = (float)all[0] * f;
            const float alpha = 255.0F * f * (float)n;
            out[x] = (uint32_t)(alpha + 0.5F) << 24 | (uint32_t)(red + 0.5F) << 16 |
                     (uint32_t)(green + 0.5F) << 8 | (uint32_t)(blue + 0.5F);
        }
    }
}

KERNEL_AVX2 static void count_avx2(const points_band *b, uint64_t *sum)
{
    count_kernel(b, sum);
}

KERNEL_AVX2 static void shade_avx2(const points_band *b, const uint64_t *sum, int rows,
                                   const float *share, word4 *down)
{
    shade_kernel(b, sum, rows, share, down);
}

void points_count(const points_band *band, uint64_t *sum)
{
    if (span_wide()) {
        count_avx2(band, sum);
    } else {
        count_kernel(band, sum);
    }
}

bool points_shade(const points_band *band, const uint64_t *sum, int rows, double radius)
{
    float share[TABLE] = {0};
    word4 *down = malloc(((size_t)band->width + 2) * sizeof *down);
    for (int n = 1; n < TABLE; n++) {
        share[n] = (float)(-expm1(-n / 16.0 * M_PI * radius * radius) / n);
    }
    if (down && span_wide()) {
        shade_avx2(band, sum, rows, share, down);
    } else if (down) {
        shade_kernel(band, sum, rows, share, down);
    }
    free(down);
    return down != NULL;
}
