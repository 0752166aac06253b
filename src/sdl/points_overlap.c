#include "sdl/points_overlap.h"

#include <math.h>
#include <string.h>

enum { SAMPLE = 32768, CELLS = 64 };

static const double HEAVY = 5;      /* discs over each other */
static const double FAINTEST = 0.4; /* opacity of single points under the heaviest overlap */
static const double CURVE = 1.7;    /* of the logarithm: more for the difference of dense places */
static const double HELP = 1.5;     /* single points are drawn that much fuller then */

typedef struct grid {
    unsigned count[CELLS][CELLS];
    double cell; /* pixels */
    size_t seen, asked;
} grid;

static void fill(grid *g, const draw_points *p, box area)
{
    const double w = area.x1 - area.x0, h = area.y1 - area.y0;
    memset(g, 0, sizeof *g);
    g->cell = fmax(w, h) / CELLS;
    g->asked = p->n < SAMPLE ? p->n : SAMPLE;
    for (size_t i = 0; i < g->asked; i++) {
        const size_t at = (size_t)((double)i / (double)g->asked * (double)p->n);
        const double x = p->xy[2 * at] * p->scale_x + p->shift_x - area.x0;
        const double y = p->xy[2 * at + 1] * p->scale_y + p->shift_y - area.y0;
        if (x >= 0 && y >= 0 && x < w && y < h) {
            g->count[(int)(y / g->cell)][(int)(x / g->cell)]++;
            g->seen++;
        }
    }
}

points_overlap points_overlap_of(const draw_points *p, box area)
{
    grid g;
    points_overlap o = {0, 0};
    if (area.x1 <= area.x0 || area.y1 <= area.y0 || p->n == 0) {
        return o;
    }
    fill(&g, p, area);
    double squares = 0;
    unsigned most = 0;
    for (size_t i = 0; i < CELLS * CELLS; i++) {
        const unsigned n = (&g.count[0][0])[i];
        squares += (double)n * n;
        most = n > most ? n : most;
    }
    const double disc = M_PI * p->radius * p->radius;
    const double each = (double)p->n / (double)g.asked * disc / (g.cell * g.cell);
    if (g.seen > 0) { /* less one: a point does not lie over itself */
        o.mean = fmax(0, squares / (double)g.seen - 1) * each;
        o.high = (double)most * each;
    }
    return o;
}

bool points_overlap_heavy(const points_overlap *o)
{
    return o->mean > HEAVY;
}

double points_overlap_opacity(const points_overlap *o, double lambda)
{
    const double weight = fmin(1, fmax(0, (o->mean - HEAVY) / HEAVY));
    const double least = 1 - weight * (1 - FAINTEST);
    const double rank = o->high > 0 ? fmin(1, pow(log1p(lambda) / log1p(o->high), CURVE)) : 1;
    return -expm1(-(1 + weight * HELP) * lambda) * (least + (1 - least) * rank);
}
