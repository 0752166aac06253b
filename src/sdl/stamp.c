#include "sdl/stamp.h"

#include "view/shapes.h"

#include <math.h>
#include <stdlib.h>

enum { FINE = 4, CORNERS_MAX = 20 };

/* Corners of a shape around (0, 0); none: a disc. */
typedef struct contour {
    double xy[2 * CORNERS_MAX];
    size_t n;
} contour;

/* Signed distance to the outline, negative inside. */
static double distance(const contour *o, double r, double x, double y)
{
    if (o->n == 0) {
        return hypot(x, y) - r;
    }
    double nearest = HUGE_VAL;
    bool inside = false;
    for (size_t i = 0, j = o->n - 1; i < o->n; j = i++) {
        const double *a = &o->xy[2 * i], *b = &o->xy[2 * j];
        const double dx = b[0] - a[0], dy = b[1] - a[1];
        const double t = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy);
        const double u = fmin(fmax(t, 0.0), 1.0);
        nearest = fmin(nearest, hypot(x - a[0] - u * dx, y - a[1] - u * dy));
        if ((a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) * dx / dy) {
            inside = !inside;
        }
    }
    return inside ? -nearest : nearest;
}

/* Parts of a pixel within the shape, and within the shape grown by the outline. */
static void cover(const contour *o, const stamp_set *set, double x, double y, double *fill,
                  double *both)
{
    const double middle = distance(o, set->radius, x + 0.5, y + 0.5);
    if (middle > set->outline + 0.8 || middle < -0.8) {
        *fill = *both = middle < 0.0;
        return;
    }
    *fill = *both = 0.0;
    for (int j = 0; j < FINE; j++) {
        for (int i = 0; i < FINE; i++) {
            const double d = distance(o, set->radius, x + (i + 0.5) / FINE, y + (j + 0.5) / FINE);
            *fill += fmin(fmax(0.5 - d * FINE, 0.0), 1.0) / (FINE * FINE);
            *both += fmin(fmax(0.5 - (d - set->outline) * FINE, 0.0), 1.0) / (FINE * FINE);
        }
    }
}

void stamp_init(stamp_set *set, double radius, double outline, rgba outline_colour)
{
    *set = (stamp_set){.radius = fmin(fmax(radius, 0.3), 200.0),
                       .outline = outline_colour >> 24 ? fmin(fmax(outline, 0.0), 20.0) : 0.0,
                       .outline_colour = outline_colour};
    set->reach = (int)ceil(1.6 * set->radius + set->outline);
    set->rows = 2 * (size_t)set->reach + 2;
    set->groups = (set->rows + STAMP_LANES - 1) / STAMP_LANES;
}

void stamp_finish(stamp_set *set)
{
    for (int s = 0; s < SHAPE_COUNT; s++) {
        free(set->shape[s].group[0]);
    }
}

static void make_phase(const stamp_set *set, const contour *o, int phase, uint32_t *to)
{
    const double left = -set->reach - (phase & 3) / 4.0, top = -set->reach - (phase >> 2) / 4.0;
    const double alpha = (set->outline_colour >> 24) / 255.0;
    const uint32_t rb = set->outline_colour & 0x00ff00ffu;
    const uint32_t ag = (set->outline_colour >> 8 & 0xffu) | 0x00ff0000u;
    for (size_t y = 0; y < set->rows; y++) {
        for (size_t x = 0; x < set->groups * STAMP_LANES; x++) {
            double fill, both;
            cover(o, set, left + (double)x, top + (double)y, &fill, &both);
            const uint32_t inside = (uint32_t)(256.0 * fill + 0.5);
            const uint32_t around = (uint32_t)(256.0 * alpha * fmax(both - fill, 0.0) + 0.5);
            const uint32_t limited = inside + around > 256 ? 256 - inside : around;
            uint32_t *group = to + (y * set->groups + x / STAMP_LANES) * 4 * STAMP_LANES;
            const size_t lane = x % STAMP_LANES;
            group[lane] = (256 - inside - limited) * 0x00010001u;
            group[STAMP_LANES + lane] = inside * 0x00010001u;
            group[2 * STAMP_LANES + lane] = rb * limited + 0x00800080u;
            group[3 * STAMP_LANES + lane] = ag * limited + 0x00800080u;
        }
    }
}

static bool row_is_blank(const stamp_set *set, const uint32_t *group, size_t row)
{
    for (size_t x = 0; x < set->groups * STAMP_LANES; x++) {
        const size_t at = (row * set->groups + x / STAMP_LANES) * 4 * STAMP_LANES;
        if (group[at + x % STAMP_LANES] != 0x01000100u) {
            return false;
        }
    }
    return true;
}

static void crop_phase(const stamp_set *set, stamp *s, int phase)
{
    int from = 0, to = (int)set->rows;
    while (from < to && row_is_blank(set, s->group[phase], (size_t)from)) {
        from++;
    }
    while (to > from && row_is_blank(set, s->group[phase], (size_t)to - 1)) {
        to--;
    }
    s->from[phase] = from;
    s->to[phase] = to;
}

bool stamp_make(stamp_set *set, point_shape shape)
{
    stamp *s = &set->shape[shape];
    if (s->group[0]) {
        return true;
    }
    const size_t words = set->rows * set->groups * 4 * STAMP_LANES;
    uint32_t *all = malloc(STAMP_PHASES * words * sizeof *all);
    if (!all) {
        return false;
    }
    contour o = {.n = 0};
    if (shape != SHAPE_DISC) {
        o.n = shape_mark(shape, 0.0, 0.0, set->radius, o.xy);
    }
    for (int phase = 0; phase < STAMP_PHASES; phase++) {
        s->group[phase] = all + (size_t)phase * words;
        make_phase(set, &o, phase, s->group[phase]);
        crop_phase(set, s, phase);
    }
    return true;
}
