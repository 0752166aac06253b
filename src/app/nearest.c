#include "app/nearest.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { POINTS_A_CELL = 4, SIDE_MAX = 2048 };

struct nearest {
    const double *xy;
    size_t n, side;       /* side x side cells */
    double low[2], cells; /* cells a data unit, the same in both directions */
    uint32_t *start;      /* side^2 + 1: first of each cell's rows in row */
    uint32_t *row;        /* n, ascending in each cell */
};

static size_t cell_of(const nearest *g, double value, int axis)
{
    const double place = (value - g->low[axis]) * g->cells;
    return place <= 0.0 ? 0 : place >= (double)(g->side - 1) ? g->side - 1 : (size_t)place;
}

static size_t cell_at(const nearest *g, size_t i)
{
    return cell_of(g, g->xy[2 * i + 1], 1) * g->side + cell_of(g, g->xy[2 * i], 0);
}

static void measure(nearest *g)
{
    double high[2] = {g->xy[0], g->xy[1]};
    g->low[0] = high[0];
    g->low[1] = high[1];
    for (size_t i = 0; i < 2 * g->n; i++) {
        g->low[i % 2] = fmin(g->low[i % 2], g->xy[i]);
        high[i % 2] = fmax(high[i % 2], g->xy[i]);
    }
    const double span = fmax(high[0] - g->low[0], high[1] - g->low[1]);
    g->cells = span > 0.0 && isfinite(span) ? (double)g->side / span : 1.0;
}

/* Counting sort: rows of a cell stand together and in order. */
static void fill(nearest *g)
{
    const size_t cells = g->side * g->side;
    for (size_t i = 0; i < g->n; i++)
        g->start[cell_at(g, i) + 1]++;
    for (size_t c = 0; c < cells; c++)
        g->start[c + 1] += g->start[c];
    for (size_t i = g->n; i-- > 0;)
        g->row[--g->start[cell_at(g, i) + 1]] = (uint32_t)i;
    for (size_t c = 0; c < cells; c++)
        g->start[c] = g->start[c + 1];
    g->start[cells] = (uint32_t)g->n;
}

em_status nearest_create(const double *xy, size_t n, nearest **out)
{
    nearest *g = calloc(1, sizeof *g);
    if (g == NULL || n == 0 || n >= UINT32_MAX) {
        free(g);
        return EM_ERR_MEMORY;
    }
    g->xy = xy;
    g->n = n;
    g->side = (size_t)sqrt((double)n / POINTS_A_CELL) + 1;
    g->side = g->side < SIDE_MAX ? g->side : SIDE_MAX;
    g->start = calloc(g->side * g->side + 1, sizeof *g->start);
    g->row = malloc(n * sizeof *g->row);
    if (g->start == NULL || g->row == NULL) {
        nearest_destroy(g);
        return EM_ERR_MEMORY;
    }
    measure(g);
    fill(g);
    *out = g;
    return EM_OK;
}

void nearest_destroy(nearest *grid)
{
    if (grid == NULL)
        return;
    free(grid->start);
    free(grid->row);
    free(grid);
}

long nearest_find(const nearest *g, double x, double y, double reach)
{
    const size_t x0 = cell_of(g, x - reach, 0), x1 = cell_of(g, x + reach, 0);
    const size_t y0 = cell_of(g, y - reach, 1), y1 = cell_of(g, y + reach, 1);
    double best = reach * reach;
    long row = -1;
    for (size_t cy = y0; cy <= y1; cy++)
        for (uint32_t i = g->start[cy * g->side + x0]; i < g->start[cy * g->side + x1 + 1]; i++) {
            const uint32_t r = g->row[i];
            const double dx = g->xy[2 * r] - x, dy = g->xy[2 * r + 1] - y, d = dx * dx + dy * dy;
            if (d < best || (d == best && row > (long)r)) {
                best = d;
                row = (long)r;
            }
        }
    return row;
}
