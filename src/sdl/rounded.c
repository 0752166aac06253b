/* Rectangles with rounded corners and a border inside their edge. */
#include "sdl/canvas.h"
#include "sdl/limit.h"
#include "sdl/span.h"

#include <math.h>

typedef struct rounded {
    double x0, y0, x1, y1, radius;
} rounded;

static double overlap(double low, double high, double pixel)
{
    return lesser(greater(lesser(high, pixel + 1.0) - greater(low, pixel), 0.0), 1.0);
}

/* Coverage of the pixel whose upper left corner is (x, y). */
static double coverage_at(const rounded *r, int x, int y)
{
    const double px = x + 0.5, py = y + 0.5;
    const double ex = greater(r->x0 + r->radius - px, px - (r->x1 - r->radius));
    const double ey = greater(r->y0 + r->radius - py, py - (r->y1 - r->radius));
    if (r->radius > 0.0 && ex > 0.0 && ey > 0.0) {
        return lesser(greater(r->radius + 0.5 - sqrt(ex * ex + ey * ey), 0.0), 1.0);
    }
    return overlap(r->x0, r->x1, x) * overlap(r->y0, r->y1, y);
}

/* What one pixel gets: fill within the border's inner edge, border outside of it. */
typedef struct paint {
    rounded outer, inner;
    const draw_rect *style;
    bool bordered, under; /* under: the fill goes on beneath a border that lets it shine through */
} paint;

/* How much of a pixel lies within the outer and the inner edge. */
typedef struct shares {
    double outer, inner;
} shares;

static shares shares_at(const paint *p, int x, int y)
{
    const double outer = coverage_at(&p->outer, x, y);
    return (shares){outer, p->bordered && outer > 0.0 ? lesser(coverage_at(&p->inner, x, y), outer)
                                                      : outer};
}

static void blend(uint32_t *d, size_t n, const paint *p, shares s)
{
    if (s.outer <= 0.0) {
        return;
    }
    const rgba fill = p->style->fill, border = p->style->border;
    if (p->bordered && !p->under && s.inner > 0.0 && s.inner < s.outer && n == 1) {
        /* Both colours share this pixel: mix them first, then blend once by the shape's coverage.
         */
        const uint32_t both = span_mix(border, fill, (uint32_t)(256.0 * s.inner / s.outer + 0.5));
        *d = span_mix(*d, both, (uint32_t)(256.0 * s.outer + 0.5));
        return;
    }
    const double filled = p->under ? s.outer : s.inner;
    span_fill(d, n, fill, span_weight(fill, filled));
    if (p->bordered && s.outer > s.inner) {
        span_fill(d, n, border, span_weight(border, s.outer - s.inner));
    }
}

/* The columns of a row: single ones up to left and from right on, those between are all alike. */
typedef struct columns {
    int x0, left, right, x1;
} columns;

static columns cut_columns(const canvas *c, int left, int right)
{
    columns s = {.x0 = c->clip.x0, .x1 = c->clip.x1};
    s.left = left < s.x0 ? s.x0 : left > s.x1 ? s.x1 : left;
    s.right = right < s.left ? s.left : right > s.x1 ? s.x1 : right;
    return s;
}

static void draw_row(canvas *c, const paint *p, int y, columns s)
{
    uint32_t *d = canvas_row(c, y);
    for (int x = s.x0; x < s.left; x++) {
        blend(d + x, 1, p, shares_at(p, x, y));
    }
    if (s.left < s.right) {
        blend(d + s.left, (size_t)(s.right - s.left), p, shares_at(p, s.left, y));
    }
    for (int x = s.right; x < s.x1; x++) {
        blend(d + x, 1, p, shares_at(p, x, y));
    }
}

enum { EDGE_MOST = 8 };

/* Rows away from corners and from the upper and lower edge are all alike, too. */
static void draw_plain_rows(canvas *c, const paint *p, int y0, int y1, columns s)
{
    shares left[EDGE_MOST], right[EDGE_MOST], middle = shares_at(p, s.left, y0);
    for (int x = s.x0; x < s.left; x++) {
        left[x - s.x0] = shares_at(p, x, y0);
    }
    for (int x = s.right; x < s.x1; x++) {
        right[x - s.right] = shares_at(p, x, y0);
    }
    for (int y = y0; y < y1; y++) {
        uint32_t *d = canvas_row(c, y);
        for (int x = s.x0; x < s.left; x++) {
            blend(d + x, 1, p, left[x - s.x0]);
        }
        if (s.left < s.right) {
            blend(d + s.left, (size_t)(s.right - s.left), p, middle);
        }
        for (int x = s.right; x < s.x1; x++) {
            blend(d + x, 1, p, right[x - s.right]);
        }
    }
}

void canvas_rect(canvas *c, const draw_rect *r)
{
    const rect b = r->box;
    if (!(b.w > 0.0) || !(b.h > 0.0) || !isfinite(b.x + b.y)) {
        return;
    }
    const double most = 0.5 * lesser(b.w, b.h), radius = lesser(greater(r->radius, 0.0), most);
    const double width = lesser(greater(r->border_width, 0.0), most);
    const paint p = {
        .outer = {b.x, b.y, b.x + b.w, b.y + b.h, radius},
        .inner = {b.x + width, b.y + width, b.x + b.w - width, b.y + b.h - width,
                  greater(radius - width, 0.0)},
        .style = r,
        .bordered = width > 0.0 && r->border >> 24 != 0,
        .under = r->border >> 24 != 255 || r->fill >> 24 != 255,
    };
    const box whole = c->clip;
    c->clip = box_cross(c->clip, box_around(b.x, b.y, b.x + b.w, b.y + b.h));
    /* Columns and rows this far from the edge are all alike. */
    const double corner = greater(radius, width) + 1.0, edge = width + 1.0;
    const box round =
        box_around(b.x + corner, b.y + corner, b.x + b.w - corner, b.y + b.h - corner);
    const box straight = box_around(b.x + edge, 0.0, b.x + b.w - edge, 0.0);
    const columns ends = cut_columns(c, round.x0 + 1, round.x1 - 1);
    const columns sides = cut_columns(c, straight.x0 + 1, straight.x1 - 1);
    const bool few = sides.left - sides.x0 <= EDGE_MOST && sides.x1 - sides.right <= EDGE_MOST;
    for (int y = c->clip.y0; y < c->clip.y1;) {
        const bool plain = y > round.y0 && y < round.y1 - 1;
        const int below =
            plain && few ? (round.y1 - 1 < c->clip.y1 ? round.y1 - 1 : c->clip.y1) : y + 1;
        if (plain && few) {
            draw_plain_rows(c, &p, y, below, sides);
        } else {
            draw_row(c, &p, y, plain ? sides : ends);
        }
        y = below;
    }
    c->clip = whole;
}
