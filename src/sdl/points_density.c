/* Density in place of discs. With n points in a pixel's neighbourhood (weights 1 2 1, 2 4 2, 1 2 1
 * over 16) the expected number of discs of area A over the pixel is lambda = n A. */
#include "sdl/points_kernel.h"
#include "sdl/span.h"
#include "sdl/span_vector.h"

#include <math.h>
#include <string.h>

enum { AHEAD = 16 };

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

KERNEL void count_kernel(const points_band *b, uint64_t *sum, uint8_t *used)
{
    const draw_points *p = b->points;
    const double shift_x = p->shift_x - b->left, shift_y = p->shift_y - b->top;
    const size_t width = (size_t)b->width, blocks = density_blocks(b->width);
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
        used[(size_t)(int)y * blocks + (size_t)(int)x / DENSITY_BLOCK] = 1;
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

/* Weights 1 2 1 down columns x0..x1 of a row; column x is at down[x - x0], beyond the row zero. */
KERNEL void sum_columns(const points_band *b, const uint64_t *sum, int rows, int y, int x0, int x1,
                        word4 *down)
{
    const size_t width = (size_t)b->width;
    for (size_t part = 0; part < DENSITY_PARTS; part++) {
        const uint64_t *here = sum + (part * (size_t)rows + (size_t)y) * width;
        const uint64_t *above = y > 0 ? here - width : here,
                       *below = y + 1 < rows ? here + width : here;
        for (int x = x0; x < x1; x++) {
            const bool outside = x < 0 || x >= b->width;
            const word4 all =
                outside ? (word4){0} : unpack(above[x]) + 2 * unpack(here[x]) + unpack(below[x]);
            down[x - x0] = part > 0 ? down[x - x0] + all : all;
        }
    }
}

/* Pixels x0..x1 of a row. share[n]: opacity of a weighted count n, divided by n. */
KERNEL void shade_block(const points_band *b, const uint64_t *sum, int rows, int y, int x0, int x1,
                        const float *share)
{
    word4 down[DENSITY_BLOCK + 2];
    uint32_t *out = b->pixels + (size_t)y * b->pitch + b->margin;
    sum_columns(b, sum, rows, y, x0 - 1, x1 + 1, down);
    for (int x = x0; x < x1; x++) {
        const word4 all = down[x - x0] + 2 * down[x - x0 + 1] + down[x - x0 + 2];
        const uint32_t n = all[3];
        if (n == 0) {
            out[x] = 0;
            continue;
        }
        const float f = n < DENSITY_TABLE ? share[n] : 1.0F / (float)n;
        const float red = (float)all[2] * f, green = (float)all[1] * f, blue = (float)all[0] * f;
        const float alpha = 255.0F * f * (float)n;
        out[x] = (uint32_t)(alpha + 0.5F) << 24 | (uint32_t)(red + 0.5F) << 16 |
                 (uint32_t)(green + 0.5F) << 8 | (uint32_t)(blue + 0.5F);
    }
}

/* Is there a point in the block or one beside it? */
static bool near_points(const points_band *b, const uint8_t *used, int rows, int y, size_t block)
{
    const size_t blocks = density_blocks(b->width), cells = blocks * (size_t)rows;
    const size_t first = block > 0 ? block - 1 : 0, last = block + 1 < blocks ? block + 1 : block;
    for (size_t part = 0; part < DENSITY_PARTS; part++)
        for (int row = y > 0 ? y - 1 : 0; row <= y + 1 && row < rows; row++)
            for (size_t at = first; at <= last; at++)
                if (used[part * cells + (size_t)row * blocks + at])
                    return true;
    return false;
}

KERNEL void shade_kernel(const points_band *b, const uint64_t *sum, const uint8_t *used, int rows,
                         const float *share)
{
    for (int y = b->y0; y < b->y1; y++) {
        for (int x0 = 0; x0 < b->width; x0 += DENSITY_BLOCK) {
            const int x1 = x0 + DENSITY_BLOCK < b->width ? x0 + DENSITY_BLOCK : b->width;
            if (near_points(b, used, rows, y, (size_t)(x0 / DENSITY_BLOCK))) {
                shade_block(b, sum, rows, y, x0, x1, share);
            } else {
                memset(b->pixels + (size_t)y * b->pitch + b->margin + x0, 0,
                       (size_t)(x1 - x0) * sizeof *b->pixels);
            }
        }
    }
}

KERNEL_AVX2 static void count_avx2(const points_band *b, uint64_t *sum, uint8_t *used)
{
    count_kernel(b, sum, used);
}

KERNEL_AVX2 static void shade_avx2(const points_band *b, const uint64_t *sum, const uint8_t *used,
                                   int rows, const float *share)
{
    shade_kernel(b, sum, used, rows, share);
}

void points_count(const points_band *band, uint64_t *sum, uint8_t *used)
{
    if (span_wide()) {
        count_avx2(band, sum, used);
    } else {
        count_kernel(band, sum, used);
    }
}

void points_shade(const points_band *band, const uint64_t *sum, const uint8_t *used, int rows,
                  const float *share)
{
    if (span_wide()) {
        shade_avx2(band, sum, used, rows, share);
    } else {
        shade_kernel(band, sum, used, rows, share);
    }
}

void points_share(const points_overlap *overlap, double radius, float share[DENSITY_TABLE])
{
    share[0] = 0;
    for (int n = 1; n < DENSITY_TABLE; n++) {
        const double lambda = n / 16.0 * M_PI * radius * radius;
        share[n] = (float)(points_overlap_opacity(overlap, lambda) / n);
    }
}
