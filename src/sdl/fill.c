/* Scan conversion by exact signed area. Each edge adds to the cells it crosses the area to its
 * right (cell) and, through the running sum along the row, to all cells after them; the sum's
 * magnitude limited to 1 is the coverage. Loops of one direction that overlap count once (non-zero
 * winding). */
#include "sdl/canvas.h"
#include "sdl/limit.h"
#include "sdl/span.h"

#include <math.h>

#define FAR      1e12          /* pixels: beyond any picture, squares still finite */
#define FAINTEST (1.0F / 1024) /* rounding left over by the running sum */

box box_around(double x0, double y0, double x1, double y1)
{
    const double low = -1e6, high = 1e6;
    return (box){
        (int)floor(lesser(greater(x0, low), high)), (int)floor(lesser(greater(y0, low), high)),
        (int)ceil(lesser(greater(x1, low), high)), (int)ceil(lesser(greater(y1, low), high))};
}

box box_nearest(rect r)
{
    const double low = -1e6, high = 1e6;
    return (box){(int)floor(lesser(greater(r.x + 0.5, low), high)),
                 (int)floor(lesser(greater(r.y + 0.5, low), high)),
                 (int)floor(lesser(greater(r.x + r.w + 0.5, low), high)),
                 (int)floor(lesser(greater(r.y + r.h + 0.5, low), high))};
}

static void touch(canvas *c, int row, int first, int last)
{
    for (int x = first; x <= last; x++) {
        c->touched[row][x >> 6] |= 1ULL << (x & 63);
    }
}

/* A piece of an edge within one row: from xa to xb (cells from the tile's left, 0 <= x <= width),
 * covering dy of the row's height, signed by direction. */
static void add_piece(canvas *c, int row, double xa, double xb, double dy)
{
    float *cell = c->cell[row];
    const double left = lesser(xa, xb), right = greater(xa, xb);
    const int first = (int)left, last = (int)ceil(right) - 1;
    if (last <= first) {
        const double inside = 0.5 * (left + right) - first;
        cell[first] += (float)(dy * (1.0 - inside));
        cell[first + 1] += (float)(dy * inside);
        touch(c, row, first, first + 1);
        return;
    }
    /* Area right of the edge within each cell it passes; the running sum wants differences. */
    const double slope = dy / (right - left);
    double before = 0.0;
    for (int x = first; x <= last; x++) {
        const double a = greater(left, x), b = lesser(right, x + 1.0);
        const double part = slope * (b - a), sum = slope * (a - left);
        const double area = sum + part * (x + 1.0 - 0.5 * (a + b));
        cell[x] += (float)(area - before);
        before = area;
    }
    cell[last + 1] += (float)(dy - before);
    touch(c, row, first, last + 1);
}

/* A piece within one row whose ends may lie beside the clip: left of it counts as at its left edge,
 * right of it has no effect. */
static void add_row(canvas *c, int row, double xa, double xb, double dy)
{
    const double low = c->clip.x0 - c->tile.x0, high = c->clip.x1 - c->tile.x0;
    if (xa >= low && xb >= low && xa <= high && xb <= high) {
        add_piece(c, row, xa, xb, dy);
        return;
    }
    if (lesser(xa, xb) >= high) {
        return;
    }
    if (greater(xa, xb) <= low) {
        add_piece(c, row, low, low, dy);
        return;
    }
    const double length = xb - xa, at_low = (low - xa) / length, at_high = (high - xa) / length;
    const double t0 = lesser(greater(lesser(at_low, at_high), 0.0), 1.0);
    const double t1 = lesser(greater(greater(at_low, at_high), 0.0), 1.0);
    const double left_part = length > 0 ? t0 : 1.0 - t1;
    if (left_part > 0.0) {
        add_piece(c, row, low, low, dy * left_part);
    }
    add_piece(c, row, lesser(greater(xa + t0 * length, low), high),
              lesser(greater(xa + t1 * length, low), high), dy * (t1 - t0));
}

static void add_edge(canvas *c, double x0, double y0, double x1, double y1)
{
    const double sign = y1 > y0 ? 1.0 : -1.0;
    if (y1 < y0) {
        const double x = x0, y = y0;
        x0 = x1, y0 = y1, x1 = x, y1 = y;
    }
    const double top = greater(y0, c->clip.y0), bottom = lesser(y1, c->clip.y1);
    if (!(top < bottom) || (x0 >= c->clip.x1 && x1 >= c->clip.x1)) {
        return;
    }
    const double slope = (x1 - x0) / (y1 - y0);
    const int first = (int)top, last = (int)ceil(bottom) - 1;
    const double left = lesser(x0, x1), right = greater(x0, x1);
    double y = top, xa = lesser(greater(x0 + (top - y0) * slope, left), right) - c->tile.x0;
    for (int row = first; row <= last; row++) {
        const double next = lesser(row + 1.0, bottom);
        const double xb = lesser(greater(x0 + (next - y0) * slope, left), right) - c->tile.x0;
        add_row(c, row - c->tile.y0, xa, xb, sign * (next - y));
        y = next;
        xa = xb;
    }
}

/* Blends the gathered row and leaves its cells zero. */
static void resolve_row(canvas *c, int y, rgba colour)
{
    const int row = y - c->tile.y0, end = c->clip.x1 - c->tile.x0;
    float *cell = c->cell[row];
    uint32_t *d = canvas_row(c, y) + c->tile.x0;
    float sum = 0.0F;
    int from = 0;
    for (int w = 0; w < TILE_WORDS; w++) {
        uint64_t bits = c->touched[row][w];
        c->touched[row][w] = 0;
        for (; bits != 0; bits &= bits - 1) {
            const int x = w * 64 + __builtin_ctzll(bits);
            if (x > from && from < end && fabsf(sum) > FAINTEST) {
                const int to = x < end ? x : end;
                span_fill(d + from, (size_t)(to - from), colour,
                          span_weight(colour, lesser((double)fabsf(sum), 1.0)));
            }
            sum += cell[x];
            cell[x] = 0.0F;
            from = x;
        }
    }
    if (from < end && fabsf(sum) > FAINTEST) {
        span_fill(d + from, (size_t)(end - from), colour,
                  span_weight(colour, lesser((double)fabsf(sum), 1.0)));
    }
}

static double tame(double v)
{
    return lesser(greater(v, -FAR), FAR);
}

void canvas_fill(canvas *c, const double *xy, size_t n, rgba colour)
{
    size_t last = n;
    while (last > 0 && (isnan(xy[2 * last - 2]) || isnan(xy[2 * last - 1]))) {
        last--;
    }
    if (last < 3 || box_empty(c->clip)) {
        return;
    }
    double px = tame(xy[2 * last - 2]), py = tame(xy[2 * last - 1]);
    for (size_t i = 0; i < last; i++) {
        if (isnan(xy[2 * i]) || isnan(xy[2 * i + 1])) {
            continue;
        }
        const double x = tame(xy[2 * i]), y = tame(xy[2 * i + 1]);
        add_edge(c, px, py, x, y);
        px = x;
        py = y;
    }
    for (int y = c->clip.y0; y < c->clip.y1; y++) {
        resolve_row(c, y, colour);
    }
}
