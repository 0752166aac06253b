#include "sdl/points_kernel.h"

#include "sdl/span.h"
#include "sdl/span_vector.h"

_Static_assert((int)LANES == (int)STAMP_LANES, "a stamp's group is one vector");

enum { AHEAD = 16, BLOCK = 256 };

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

/* A point that is about to be drawn: its pixels are on their way to the cache meanwhile. */
typedef struct coming {
    uint32_t *d;
    const uint32_t *group;
    int rows;
    rgba colour;
} coming;

/* One point whose own pixel is (x, y) of the layer. */
KERNEL void announce(const points_band *b, const stamp *s, size_t phase, int x, int y, coming *out)
{
    const stamp_set *set = b->stamps;
    const int first = y - set->reach;
    const int from = first + s->from[phase] < b->y0 ? b->y0 - first : s->from[phase];
    const int to = first + s->to[phase] > b->y1 ? b->y1 - first : s->to[phase];
    out->d =
        b->pixels + (ptrdiff_t)(first + from) * (ptrdiff_t)b->pitch + (x - set->reach + b->margin);
    out->group = s->group[phase] + (ptrdiff_t)from * (ptrdiff_t)set->groups * 4 * LANES;
    out->rows = to - from;
    const uint32_t *d = out->d;
    for (int row = from; row < to; row++, d += b->pitch) {
        __builtin_prefetch(d, 1);
        __builtin_prefetch(d + LANES - 1, 1);
    }
}

KERNEL void stamp_point(const points_band *b, const coming *p)
{
    const rgba colour = p->colour;
    const uint32_t crb = colour & 0x00ff00ffu, cag = (colour >> 8 & 0xffu) | 0x00ff0000u;
    const uint32_t alpha = (colour >> 24) + (colour >> 31);
    const size_t groups = b->stamps->groups;
    const uint32_t *group = p->group;
    uint32_t *d = p->d;
    if (groups == 1 && alpha == 256) { /* most points by far */
        for (int row = 0; row < p->rows; row++, d += b->pitch, group += 4 * LANES) {
            stamp_group(d, group, crb, cag, 256);
        }
        return;
    }
    for (int row = 0; row < p->rows; row++, d += b->pitch) {
        for (size_t g = 0; g < groups; g++, group += 4 * LANES) {
            stamp_group(d + g * LANES, group, crb, cag, alpha);
        }
    }
}

/* The points of a block that touch the band, in order. Which ones do is as good as random: a branch
 * would be mispredicted for half of them. */
typedef struct chosen {
    double x[BLOCK], y[BLOCK]; /* pixels of the layer */
    size_t point[BLOCK];
    size_t n;
} chosen;

KERNEL void choose(const points_band *b, size_t first, size_t last, chosen *out)
{
    const draw_points *p = b->points;
    const double reach = b->stamps->reach + 1.0;
    const double x_low = -reach, x_high = b->width + reach;
    const double y_low = b->y0 - reach, y_high = b->y1 + reach;
    const double shift_x = p->shift_x - b->left, shift_y = p->shift_y - b->top;
    size_t n = 0;
    for (size_t i = first; i < last; i++) {
        const double x = p->xy[2 * i] * p->scale_x + shift_x;
        const double y = p->xy[2 * i + 1] * p->scale_y + shift_y;
        out->x[n] = x;
        out->y[n] = y;
        out->point[n] = i;
        n += (y > y_low) & (y < y_high) & (x > x_low) & (x < x_high); /* not NaN either */
    }
    out->n = n;
}

KERNEL void stamp_kernel(const points_band *b)
{
    const draw_points *p = b->points;
    coming queue[AHEAD];
    chosen block;
    size_t in = 0;
    for (size_t first = b->first; first < b->last; first += BLOCK) {
        choose(b, first, b->last - first > BLOCK ? first + BLOCK : b->last, &block);
        for (size_t i = 0; i < block.n; i++, in++) {
            /* Quarter pixels; the offset makes the conversion's truncation a floor. */
            const int offset = 1 << 20;
            const int qx = (int)(4.0 * block.x[i] + 0.5 + offset) - offset;
            const int qy = (int)(4.0 * block.y[i] + 0.5 + offset) - offset;
            const size_t point = block.point[i];
            const size_t shape = p->shape ? p->shape[point] % SHAPE_COUNT : SHAPE_DISC;
            coming *next = &queue[in % AHEAD];
            if (in >= AHEAD) {
                stamp_point(b, next);
            }
            announce(b, &b->stamps->shape[shape], (size_t)((qy & 3) * 4 + (qx & 3)), qx >> 2,
                     qy >> 2, next);
            next->colour = p->colour[point];
        }
    }
    for (size_t i = in > AHEAD ? in - AHEAD : 0; i < in; i++) {
        stamp_point(b, &queue[i % AHEAD]);
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
