/* Images: blocks with area-weighted borders between them, or bilinear. */
#include "sdl/canvas.h"
#include "sdl/limit.h"
#include "sdl/span.h"

#include <math.h>

/* What one pixel sees along an axis: cells first..last, of which the two ends count in part. */
typedef struct look {
    size_t first, last;
    double first_weight, between, last_weight; /* of the pixel's content; they sum to 1 */
    double inside;                             /* part of the pixel within the box */
} look;

static look look_blocks(double low, double length, size_t cells, int pixel)
{
    const double per_pixel = (double)cells / length;
    const double a = greater((pixel - low) * per_pixel, 0.0);
    const double b = lesser((pixel + 1.0 - low) * per_pixel, (double)cells);
    look l = {0};
    l.inside = greater(b - a, 0.0) / per_pixel;
    if (l.inside <= 0.0) {
        return l;
    }
    l.first = (size_t)a < cells ? (size_t)a : cells - 1;
    const double last = ceil(b) - 1.0;
    l.last = last > (double)l.first ? (size_t)last : l.first;
    l.between = 1.0 / (b - a);
    l.first_weight = l.first == l.last ? 1.0 : ((double)l.first + 1.0 - a) / (b - a);
    l.last_weight = l.first == l.last ? 0.0 : (b - (double)l.last) / (b - a);
    return l;
}

static look look_smooth(double low, double length, size_t cells, int pixel)
{
    look l = {.inside = lesser(low + length, pixel + 1.0) - greater(low, pixel)};
    const double at = (pixel + 0.5 - low) * (double)cells / length - 0.5;
    const double clamped = lesser(greater(at, 0.0), (double)cells - 1.0);
    l.first = (size_t)clamped;
    l.last = l.first + 1 < cells ? l.first + 1 : l.first;
    l.last_weight = l.last > l.first ? clamped - (double)l.first : 0.0;
    l.first_weight = 1.0 - l.last_weight;
    return l;
}

static double weight_of(const look *l, size_t cell)
{
    return cell == l->first ? l->first_weight : cell == l->last ? l->last_weight : l->between;
}

/* Bilinear only enlarges well: an image that is made smaller is averaged. */
static look look_along(bool smooth, double low, double length, size_t cells, int pixel)
{
    return smooth && (double)cells < length ? look_smooth(low, length, cells, pixel)
                                            : look_blocks(low, length, cells, pixel);
}

static void blend(uint32_t *d, const draw_image *image, const look *across, const look *down)
{
    const double inside = across->inside * down->inside;
    if (inside <= 0.0) {
        return;
    }
    if (across->first == across->last && down->first == down->last) {
        const rgba colour = image->pixels[down->first * image->w + across->first];
        *d = span_mix(*d, colour, span_weight(colour, inside));
        return;
    }
    double sum[4] = {0};
    for (size_t j = down->first; j <= down->last; j++) {
        const double wy = weight_of(down, j);
        for (size_t i = across->first; i <= across->last; i++) {
            const rgba p = image->pixels[j * image->w + i];
            const double w = wy * weight_of(across, i) * (p >> 24) / 255.0;
            sum[0] += w * (p & 255), sum[1] += w * (p >> 8 & 255), sum[2] += w * (p >> 16 & 255);
            sum[3] += w;
        }
    }
    if (sum[3] > 0.0) {
        const uint32_t b = (uint32_t)(sum[0] / sum[3] + 0.5), g = (uint32_t)(sum[1] / sum[3] + 0.5);
        const uint32_t r = (uint32_t)(sum[2] / sum[3] + 0.5);
        *d = span_mix(*d, r << 16 | g << 8 | b,
                      (uint32_t)(lesser(sum[3], 1.0) * inside * 256.0 + 0.5));
    }
}

/* True if all cells the pixel sees are of one colour: most pixels of large blocks and of regions.
 */
static bool is_plain(const draw_image *image, const look *across, const look *down, rgba *colour)
{
    const rgba *top = image->pixels + down->first * image->w;
    const rgba *bottom = image->pixels + down->last * image->w;
    *colour = top[across->first];
    return down->last - down->first <= 1 && across->last - across->first <= 1 &&
           across->inside > 1.0 - 1e-9 && top[across->last] == *colour &&
           bottom[across->first] == *colour && bottom[across->last] == *colour;
}

/* n pixels of a row; runs of one colour are filled at once. */
static void draw_row(uint32_t *d, size_t n, const draw_image *image, const look *across,
                     const look *down)
{
    rgba colour, next;
    for (size_t x = 0; x < n;) {
        size_t end = x + 1;
        if (!is_plain(image, &across[x], down, &colour)) {
            blend(d + x, image, &across[x], down);
        } else {
            while (end < n && is_plain(image, &across[end], down, &next) && next == colour) {
                end++;
            }
            span_fill(d + x, end - x, colour, span_weight(colour, down->inside));
        }
        x = end;
    }
}

void canvas_picture(canvas *c, const draw_image *image)
{
    const rect b = image->box;
    if (image->w == 0 || image->h == 0 || !(b.w > 0.0) || !(b.h > 0.0) || !isfinite(b.x + b.y)) {
        return;
    }
    const box area = box_cross(c->clip, box_around(b.x, b.y, b.x + b.w, b.y + b.h));
    if (box_empty(area)) {
        return;
    }
    look across[TILE_W];
    for (int x = area.x0; x < area.x1; x++) {
        across[x - area.x0] = look_along(image->smooth, b.x, b.w, image->w, x);
    }
    for (int y = area.y0; y < area.y1; y++) {
        const look down = look_along(image->smooth, b.y, b.h, image->h, y);
        if (down.inside > 0.0) {
            draw_row(canvas_row(c, y) + area.x0, (size_t)(area.x1 - area.x0), image, across, &down);
        }
    }
}
