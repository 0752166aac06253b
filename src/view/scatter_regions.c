/* Regions: which component answers for each place, as an image of the box's own pixels. Cells whose
 * corners agree are filled; in a cell cut by one border the two crossings are found by bisection
 * and the pixels mixed by their distance from the line between them; the few cells where more meets
 * are sampled. */
#include "view/scatter_part.h"

#include <math.h>

enum { BISECTIONS = 5, CELL_MAX = 32 };

typedef struct painter {
    const scatter *s;
    field_grid grid;
    const rgba *tint; /* k */
    rgba *pixels;
    size_t w, h;
} painter;

typedef struct cell {
    double x, y;         /* pixels: of the upper left corner */
    size_t px, py, w, h; /* of its part of the image */
    int32_t corner[4];   /* upper left, upper right, lower right, lower left */
} cell;

static void corner_place(const painter *p, const cell *c, int i, double at[2])
{
    at[0] = c->x + (i == 1 || i == 2 ? p->grid.cell : 0);
    at[1] = c->y + (i >= 2 ? p->grid.cell : 0);
}

static void fill_cell(const painter *p, const cell *c, rgba colour)
{
    for (size_t y = 0; y < c->h; y++) {
        rgba *row = p->pixels + (c->py + y) * p->w + c->px;
        for (size_t x = 0; x < c->w; x++)
            row[x] = colour;
    }
}

/* Where the label changes between corners i and j. */
static void find_crossing(const painter *p, const cell *c, int i, int j, double out[2])
{
    double a[2], b[2];
    corner_place(p, c, i, a);
    corner_place(p, c, j, b);
    for (int n = 0; n < BISECTIONS; n++) {
        double middle[2] = {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}, xy[2] = {middle[0], middle[1]};
        int32_t label;
        field_grid_fill(p->s, &p->grid, xy, 1, &label, NULL);
        double *moved = label == c->corner[i] ? a : b;
        moved[0] = middle[0];
        moved[1] = middle[1];
    }
    out[0] = (a[0] + b[0]) / 2;
    out[1] = (a[1] + b[1]) / 2;
}

/* Two channels at a time; part of b in 256ths. */
static rgba mix(rgba a, rgba b, uint32_t part)
{
    const uint32_t mask = 0xFF00FF;
    uint32_t odd = (a >> 8 & mask) * (256 - part) + (b >> 8 & mask) * part;
    uint32_t even = (a & mask) * (256 - part) + (b & mask) * part;
    return (odd & ~mask) | (even >> 8 & mask);
}

/* One border from crossing a to crossing b: coverage grows with the distance from it. */
static void split_cell(const painter *p, const cell *c, const double a[2], const double b[2])
{
    double nx = a[1] - b[1], ny = b[0] - a[0], length = hypot(nx, ny), far = 0;
    int at = 0;
    if (length < 1e-9) {
        fill_cell(p, c, p->tint[c->corner[0]]);
        return;
    }
    for (int i = 0; i < 4; i++) {
        double q[2];
        corner_place(p, c, i, q);
        double d = ((q[0] - a[0]) * nx + (q[1] - a[1]) * ny) / length;
        if (fabs(d) > fabs(far)) {
            far = d;
            at = i;
        }
    }
    double sign = far > 0 ? 1 / length : -1 / length;
    rgba one = p->tint[c->corner[at]], other = one;
    for (int i = 0; i < 4; i++)
        if (c->corner[i] != c->corner[at])
            other = p->tint[c->corner[i]];
    for (size_t y = 0; y < c->h; y++) {
        rgba *row = p->pixels + (c->py + y) * p->w + c->px;
        double dy = c->y + (double)y + 0.5 - a[1];
        for (size_t x = 0; x < c->w; x++) {
            double d = 0.5 + sign * ((c->x + (double)x + 0.5 - a[0]) * nx + dy * ny);
            row[x] = d <= 0 ? other : d >= 1 ? one : mix(other, one, (uint32_t)(d * 256));
        }
    }
}

/* Four samples a pixel. */
static void sample_cell(const painter *p, const cell *c)
{
    double xy[CELL_MAX * 8];
    int32_t label[CELL_MAX * 4];
    for (size_t y = 0; y < c->h; y++) {
        for (size_t i = 0; i < 4 * c->w; i++) {
            xy[2 * i] = c->x + (double)(i / 4) + (i % 2 ? 0.75 : 0.25);
            xy[2 * i + 1] = c->y + (double)y + (i % 4 < 2 ? 0.25 : 0.75);
        }
        field_grid_fill(p->s, &p->grid, xy, 4 * c->w, label, NULL);
        rgba *row = p->pixels + (c->py + y) * p->w + c->px;
        for (size_t x = 0; x < c->w; x++) {
            const int32_t *l = label + 4 * x;
            rgba upper = mix(p->tint[l[0]], p->tint[l[1]], 128);
            row[x] = mix(upper, mix(p->tint[l[2]], p->tint[l[3]], 128), 128);
        }
    }
}

static void paint_cell(const painter *p, const cell *c)
{
    double crossing[4][2];
    int crossings = 0;
    for (int i = 0; i < 4; i++) {
        int j = (i + 1) % 4;
        if (c->corner[i] != c->corner[j])
            find_crossing(p, c, i, j, crossing[crossings++]);
    }
    if (crossings == 0)
        fill_cell(p, c, p->tint[c->corner[0]]);
    else if (crossings == 2)
        split_cell(p, c, crossing[0], crossing[1]);
    else
        sample_cell(p, c);
}

static void paint(const painter *p)
{
    const field_grid *g = &p->grid;
    size_t step = (size_t)g->cell;
    for (size_t j = 0; j + 1 < g->ny; j++) {
        for (size_t i = 0; i + 1 < g->nx; i++) {
            const int32_t *b = g->best + j * g->nx + i;
            cell c = {.x = g->x0 + (double)i * g->cell,
                      .y = g->y0 + (double)j * g->cell,
                      .px = i * step,
                      .py = j * step,
                      .corner = {b[0], b[1], b[g->nx + 1], b[g->nx]}};
            if (c.px >= p->w || c.py >= p->h)
                continue;
            c.w = step < p->w - c.px ? step : p->w - c.px;
            c.h = step < p->h - c.py ? step : p->h - c.py;
            paint_cell(p, &c);
        }
    }
}

void scatter_draw_regions(const scatter *s)
{
    static const double strength[THEME_COUNT] = {0.13, 0.15, 0.3};
    if (s->strip || !scatter_shows(s, OVERLAY_REGIONS))
        return;
    painter p = {.s = s};
    rgba *tint = draw_alloc(s->list, s->k * sizeof *tint);
    if (!tint || !field_grid_init(s, true, false, &p.grid))
        return;
    for (size_t c = 0; c < s->k; c++)
        tint[c] = rgba_mix(s->theme->surface, scatter_colour(s, c), strength[s->in->theme]);
    p.tint = tint;
    p.w = (size_t)ceil(s->box.x + s->box.w - p.grid.x0);
    p.h = (size_t)ceil(s->box.y + s->box.h - p.grid.y0);
    p.pixels = draw_alloc(s->list, p.w * p.h * sizeof *p.pixels);
    if (p.pixels) {
        paint(&p);
        rect box = {p.grid.x0, p.grid.y0, (double)p.w, (double)p.h};
        draw_take_image(s->list, box, p.w, p.h, p.pixels, false);
    }
    field_grid_finish(&p.grid);
}
