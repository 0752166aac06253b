/* Strokes by distance: a pixel's coverage is the overlap of the stroke's width with the pixel's, at
 * the pixel's distance from the nearest segment. The nearest one wins, so joints are never blended
 * twice and a curve of many short segments has the same weight all along. Joins and caps are round.
 */
#include "sdl/canvas.h"
#include "sdl/limit.h"
#include "sdl/span.h"

#include <math.h>

#define FAR 1e12

/* A segment relative to the tile, in floats: it has been cut to the tile's neighbourhood. */
typedef struct segment {
    float x0, y0, dx, dy, inverse_length2, half;
    float inside2, outside2; /* squared distances up to which all, from which none is covered */
} segment;

/* Coverage of the pixel at (x, y) from the middle of the segment's start. */
static inline float coverage_at(const segment *s, float px, float py)
{
    const float t = limited_f((px * s->dx + py * s->dy) * s->inverse_length2, 0.0F, 1.0F);
    const float ex = px - t * s->dx, ey = py - t * s->dy, distance2 = ex * ex + ey * ey;
    if (distance2 >= s->outside2) {
        return 0.0F;
    }
    if (distance2 <= s->inside2) {
        return 1.0F;
    }
    const float distance = sqrtf(distance2);
    return lesser_f(0.5F, distance + s->half) - greater_f(-0.5F, distance - s->half);
}

/* Columns of a row the segment may cover: between its ends and within its slanted strip. */
static void row_range(const segment *s, float y, float reach, float *low, float *high)
{
    *low = lesser_f(s->x0, s->x0 + s->dx) - reach;
    *high = greater_f(s->x0, s->x0 + s->dx) + reach;
    if (fabsf(s->dy) > 1e-3F) {
        const float middle = s->x0 + (y - s->y0) * s->dx / s->dy;
        const float side = reach * sqrtf(s->dx * s->dx + s->dy * s->dy) / fabsf(s->dy);
        *low = greater_f(*low, middle - side);
        *high = lesser_f(*high, middle + side);
    }
}

static void add_segment(canvas *c, const segment *s)
{
    const float reach = s->half + 0.5F;
    const float top = lesser_f(s->y0, s->y0 + s->dy) - reach;
    const float bottom = greater_f(s->y0, s->y0 + s->dy) + reach;
    const int first = (int)greater_f(floorf(top), (float)(c->clip.y0 - c->tile.y0));
    const int last = (int)lesser_f(ceilf(bottom), (float)(c->clip.y1 - c->tile.y0));
    for (int row = first; row < last; row++) {
        const float y = (float)row + 0.5F;
        float low, high;
        row_range(s, y, reach, &low, &high);
        const int x0 = (int)greater_f(floorf(low), (float)(c->clip.x0 - c->tile.x0));
        const int x1 = (int)lesser_f(ceilf(high), (float)(c->clip.x1 - c->tile.x0));
        for (int x = x0; x < x1; x++) {
            const float coverage = coverage_at(s, (float)x + 0.5F - s->x0, y - s->y0);
            if (coverage > c->cell[row][x]) {
                c->cell[row][x] = coverage;
                c->touched[row][x >> 6] |= 1ULL << (x & 63);
            }
        }
    }
}

/* The part [t0, t1] of a segment within the clip grown by reach; false if none. */
static bool visible_part(const canvas *c, const double a[2], const double b[2], double reach,
                         double *t0, double *t1)
{
    const double low[2] = {c->clip.x0 - reach, c->clip.y0 - reach};
    const double high[2] = {c->clip.x1 + reach, c->clip.y1 + reach};
    *t0 = 0.0;
    *t1 = 1.0;
    for (int axis = 0; axis < 2; axis++) { /* most segments lie on one side altogether */
        if ((a[axis] < low[axis] && b[axis] < low[axis]) ||
            (a[axis] > high[axis] && b[axis] > high[axis])) {
            return false;
        }
    }
    for (int axis = 0; axis < 2; axis++) {
        const double d = b[axis] - a[axis];
        if (d == 0.0) {
            if (a[axis] < low[axis] || a[axis] > high[axis]) {
                return false;
            }
            continue;
        }
        const double u = (low[axis] - a[axis]) / d, v = (high[axis] - a[axis]) / d;
        *t0 = greater(*t0, lesser(u, v));
        *t1 = lesser(*t1, greater(u, v));
    }
    return *t0 <= *t1;
}

static void add_part(canvas *c, const double a[2], const double b[2], double half, double t0,
                     double t1)
{
    const double x0 = a[0] + t0 * (b[0] - a[0]), y0 = a[1] + t0 * (b[1] - a[1]);
    const double x1 = a[0] + t1 * (b[0] - a[0]), y1 = a[1] + t1 * (b[1] - a[1]);
    const double dx = x1 - x0, dy = y1 - y0, length2 = dx * dx + dy * dy;
    const double inside = greater(half - 0.5, 0.0), outside = half + 0.5;
    const segment s = {(float)(x0 - c->tile.x0),
                       (float)(y0 - c->tile.y0),
                       (float)dx,
                       (float)dy,
                       length2 > 1e-12 ? (float)(1.0 / length2) : 0.0F,
                       (float)half,
                       half > 0.5 ? (float)(inside * inside) : -1.0F,
                       (float)(outside * outside)};
    add_segment(c, &s);
}

/* Draws the segment's dashes; travelled: length of the path before it. Only visible ones are
 * visited. */
static void add_dashes(canvas *c, const draw_path *path, const double a[2], const double b[2],
                       double t0, double t1, double travelled)
{
    const double length = hypot(b[0] - a[0], b[1] - a[1]), period = path->dash_on + path->dash_off;
    double start = floor((travelled + t0 * length) / period) * period - travelled;
    for (; start < t1 * length; start += period) {
        const double u0 = greater(start / length, t0);
        const double u1 = lesser((start + path->dash_on) / length, t1);
        if (u0 <= u1) {
            add_part(c, a, b, 0.5 * path->width, u0, u1);
        }
    }
}

static void add_line(canvas *c, const draw_path *path, const double a[2], const double b[2],
                     double *travelled)
{
    const bool dashed =
        path->dash_on > 0.0 && path->dash_off > 0.0 && path->dash_on + path->dash_off > 0.25;
    const double reach = 0.5 * path->width + 2.0;
    double t0, t1;
    if (visible_part(c, a, b, reach, &t0, &t1)) {
        if (dashed && (a[0] != b[0] || a[1] != b[1])) {
            add_dashes(c, path, a, b, t0, t1, *travelled);
        } else {
            add_part(c, a, b, 0.5 * path->width, t0, t1);
        }
    }
    *travelled += dashed ? hypot(b[0] - a[0], b[1] - a[1]) : 0.0;
}

static void resolve(canvas *c, rgba colour)
{
    for (int y = c->clip.y0; y < c->clip.y1; y++) {
        const int row = y - c->tile.y0;
        uint32_t *d = canvas_row(c, y) + c->tile.x0;
        for (int w = 0; w < TILE_WORDS; w++) {
            uint64_t bits = c->touched[row][w];
            c->touched[row][w] = 0;
            for (; bits != 0; bits &= bits - 1) {
                const int x = w * 64 + __builtin_ctzll(bits);
                d[x] = span_mix(d[x], colour, span_weight(colour, (double)c->cell[row][x]));
                c->cell[row][x] = 0.0F;
            }
        }
    }
}

static bool vertex(const draw_path *path, size_t i, double out[2])
{
    const double x = path->xy[2 * i], y = path->xy[2 * i + 1];
    out[0] = lesser(greater(x, -FAR), FAR);
    out[1] = lesser(greater(y, -FAR), FAR);
    return !isnan(x) && !isnan(y);
}

void canvas_stroke(canvas *c, const draw_path *path)
{
    if (box_empty(c->clip) || !(path->width > 0.0) || path->width > 1e6) {
        return;
    }
    double first[2] = {0}, last[2] = {0}, here[2], travelled = 0.0;
    size_t seen = 0;
    for (size_t i = 0; i < path->n; i++) {
        if (!vertex(path, i, here)) {
            continue;
        }
        if (seen > 0) {
            add_line(c, path, last, here, &travelled);
        } else {
            first[0] = here[0], first[1] = here[1];
        }
        last[0] = here[0], last[1] = here[1];
        seen++;
    }
    if (seen == 1 || (path->closed && seen > 2)) {
        add_line(c, path, last, first, &travelled);
    }
    resolve(c, path->stroke);
}
