/* Density contours: marching squares on the logarithm of the mixture's density.
 *
 * A level crosses each edge of the grid at most once, and inside a cell the crossings are joined in
 * pairs, so every crossed edge has one or two neighbours: the contours are the chains of that
 * graph. */
#include "view/scatter_part.h"

#include <math.h>
#include <string.h>

/* Levels below the highest density, in nats: 1 - exp(-nats) of a lone Gaussian's mass lies inside.
 */
static const double LEVELS[] = {0.15, 0.5, 1, 1.7, 2.6, 3.7, 5, 6.5};
enum { LEVEL_COUNT = sizeof LEVELS / sizeof LEVELS[0] };

/* Edge 2 i goes right from corner i, edge 2 i + 1 down. */
typedef struct tracer {
    const scatter *s;
    const field_grid *grid;
    double level;
    int32_t (*link)[2]; /* neighbours of each edge, -1: none */
    double *chain;      /* one contour, pixels */
    draw_path look;
} tracer;

static void join(tracer *t, int32_t a, int32_t b)
{
    t->link[a][t->link[a][0] >= 0] = b;
    t->link[b][t->link[b][0] >= 0] = a;
}

static void trace_cell(tracer *t, size_t corner)
{
    size_t nx = t->grid->nx;
    const double *v = t->grid->log_density + corner;
    double value[4] = {v[0], v[1], v[nx + 1], v[nx]};
    size_t edge[4] = {2 * corner, 2 * (corner + 1) + 1, 2 * (corner + nx), 2 * corner + 1};
    int32_t crossed[4];
    int n = 0;
    for (int i = 0; i < 4; i++)
        if ((value[i] >= t->level) != (value[(i + 1) % 4] >= t->level))
            crossed[n++] = (int32_t)edge[i];
    if (n == 2)
        join(t, crossed[0], crossed[1]);
    if (n < 4)
        return;
    /* A saddle: its middle tells which corners belong together. */
    bool middle = (value[0] + value[1] + value[2] + value[3]) / 4 >= t->level;
    int turn = (value[0] >= t->level) == middle;
    join(t, crossed[0], crossed[turn ? 1 : 3]);
    join(t, crossed[2], crossed[turn ? 3 : 1]);
}

static void edge_place(const tracer *t, int32_t edge, double at[2])
{
    const field_grid *g = t->grid;
    size_t corner = (size_t)edge / 2, down = (size_t)edge % 2;
    double a = g->log_density[corner], b = g->log_density[corner + (down ? g->nx : 1)];
    double part = (t->level - a) / (b - a);
    at[0] = g->x0 + g->cell * ((double)(corner % g->nx) + (down ? 0 : part));
    at[1] = g->y0 + g->cell * ((double)(corner / g->nx) + (down ? part : 0));
}

/* Follows the chain from an edge and takes it out of the graph. */
static void follow(tracer *t, int32_t start)
{
    size_t n = 0;
    int32_t at = start, from = -1;
    bool closed = t->link[start][1] >= 0;
    while (at >= 0) {
        int32_t next = t->link[at][0] != from ? t->link[at][0] : t->link[at][1];
        edge_place(t, at, t->chain + 2 * n++);
        t->link[at][0] = t->link[at][1] = -1;
        from = at;
        at = next >= 0 && t->link[next][0] >= 0 ? next : -1;
    }
    t->look.xy = t->chain;
    t->look.n = n;
    t->look.closed = closed;
    if (n > 1)
        draw_add_path(t->s->list, &t->look);
}

static void trace_level(tracer *t)
{
    const field_grid *g = t->grid;
    int32_t edges = (int32_t)(2 * g->nx * g->ny);
    memset(t->link, 0xFF, (size_t)edges * sizeof *t->link);
    for (size_t j = 0; j + 1 < g->ny; j++)
        for (size_t i = 0; i + 1 < g->nx; i++)
            trace_cell(t, j * g->nx + i);
    for (int pass = 0; pass < 2; pass++) /* open chains first, from their ends */
        for (int32_t e = 0; e < edges; e++)
            if (t->link[e][0] >= 0 && (pass == 1 || t->link[e][1] < 0))
                follow(t, e);
}

void scatter_draw_contours(const scatter *s)
{
    field_grid grid;
    const em_params *p = s->pane->flat;
    if (!scatter_shows(s, OVERLAY_DENSITY) || p->kind == EM_KMEANS ||
        !field_grid_init(s, false, true, &grid))
        return;
    size_t corners = grid.nx * grid.ny;
    tracer t = {.s = s, .grid = &grid};
    t.link = draw_alloc(s->list, 2 * corners * sizeof *t.link);
    t.chain = draw_alloc(s->list, 4 * corners * sizeof *t.chain);
    double top = -HUGE_VAL;
    for (size_t i = 0; i < corners; i++)
        top = fmax(top, grid.log_density[i]);
    for (int i = 0; i < LEVEL_COUNT && t.link && t.chain; i++) {
        t.level = top - LEVELS[i];
        t.look =
            (draw_path){.stroke = rgba_fade(s->theme->text, 0.62 - 0.055 * i), .width = 1.3 * s->u};
        trace_level(&t);
    }
    field_grid_finish(&grid);
}
