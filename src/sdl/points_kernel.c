#include "sdl/points_kernel.h"

#include "sdl/span.h"
#include "sdl/span_vector.h"

_Static_assert((int)LANES == (int)STAMP_LANES, "a stamp's group is one vector");

/* Eight pixels of a stamp. alpha: 256 for an opaque point. */
KERNEL void stamp_group(uint32_t *d, const uint32_t *group, uint32_t crb, uint32_t cag,
                        uint32_t alpha)
{
    const uint32_t low = 0x00ff00ffu;
    words w, stay, in, orb, oag;
    LANES_LOAD(w, d);
    LANES_LOAD(stay, group);
    LANES_LOAD(in, group + LANES);
    LANES_LOAD(orb, group + 2 * LANES);
    LANES_LOAD(oag, group + 3 * LANES);
    lanes rest = (lanes)stay, inside = (lanes)in, rb = (lanes)orb, ag = (lanes)oag;
    if (alpha < 256) {
        const uint16_t a = (uint16_t)alpha;
        rest = 256 - (((256 - rest) * a) >> 8);
        inside = (inside * a) >> 8;
        rb = (rb >> 8) * a + 128;
        ag = (ag >> 8) * a + 128;
    }
    rb += (lanes)(w & low) * rest + (lanes)((words){0} + crb) * inside;
    ag += (lanes)(w >> 8 & low) * rest + (lanes)((words){0} + cag) * inside;
    const words out = (words)(rb >> 8) | ((words)ag & ~low);
    LANES_STORE(d, out);
}

/* One point whose own pixel is (x, y) of the layer; from, to: the stamp's rows within the band. */
KERNEL void stamp_point(const points_band *b, const uint32_t *mask, int x, int y, rgba colour)
{
    const stamp_set *set = b->stamps;
    const int first = y - set->reach;
    const int from = first < b->y0 ? b->y0 - first : 0;
    const int rows = (int)set->rows, to = first + rows > b->y1 ? b->y1 - first : rows;
    const uint32_t crb = colour & 0x00ff00ffu, cag = (colour >> 8 & 0xffu) | 0x00ff0000u;
    const uint32_t alpha = (colour >> 24) + (colour >> 31);
    uint32_t *d =
        b->pixels + (ptrdiff_t)(first + from) * (ptrdiff_t)b->pitch + (x - set->reach + b->margin);
    const uint32_t *group = mask + (size_t)from * set->groups * 4 * LANES;
    for (int row = from; row < to; row++, d += b->pitch) {
        for (size_t g = 0; g < set->groups; g++, group += 4 * LANES) {
            stamp_group(d + g * LANES, group, crb, cag, alpha);
        }
    }
}

KERNEL void stamp_kernel(const points_band *b)
{
    const draw_points *p = b->points;
    const double reach = b->stamps->reach + 1.0;
    const double x_low = -reach, x_high = b->width + reach;
    const double y_low = b->y0 - reach, y_high = b->y1 + reach;
    for (size_t i = 0; i < p->n; i++) {
        const double y = p->xy[2 * i + 1] * p->scale_y + p->shift_y - b->top;
        const double x = p->xy[2 * i] * p->scale_x + p->shift_x - b->left;
        if (!(y > y_low && y < y_high && x > x_low && x < x_high)) {
            continue; /* also NaN */
        }
        /* Quarter pixels; the offset makes the conversion's truncation a floor. */
        const int offset = 1 << 20;
        const int qx = (int)(4.0 * x + 0.5 + offset) - offset;
        const int qy = (int)(4.0 * y + 0.5 + offset) - offset;
        const size_t shape = p->shape ? p->shape[i] % SHAPE_COUNT : SHAPE_DISC;
        const uint32_t *mask = b->stamps->shape[shape].group[(qy & 3) * 4 + (qx & 3)];
        stamp_point(b, mask, qx >> 2, qy >> 2, p->colour[i]);
    }
}

KERNEL_AVX2 static void stamp_avx2(const points_band *b)
{
    stamp_kernel(b);
}

void points_stamp(const points_band *band)
{
    if (span_wide()) {
        stamp_avx2(band);
    } else {
        stamp_kernel(band);
    }
}
