#include "view/scatter_part.h"

#include <math.h>

/* Style-sheet pixels between corners: regions and contours are straight within a cell. */
static const double CELL = 8;

void field_grid_fill(const scatter *s, const field_grid *grid, double *xy, size_t m, int32_t *best,
                     double *log_density)
{
    for (size_t i = 0; i < m; i++)
        camera_to_data(&s->pane->camera, s->box, xy[2 * i], xy[2 * i + 1], &xy[2 * i],
                       &xy[2 * i + 1]);
    em_field_fill(grid->field, xy, m, best, log_density);
}

bool field_grid_init(const scatter *s, bool best, bool log_density, field_grid *out)
{
    double cell = fmin(32, fmax(6, round(CELL * s->u)));
    field_grid g = {.cell = cell, .x0 = floor(s->box.x), .y0 = floor(s->box.y)};
    g.nx = (size_t)ceil((s->box.x + s->box.w - g.x0) / cell) + 1;
    g.ny = (size_t)ceil((s->box.y + s->box.h - g.y0) / cell) + 1;
    double *xy = draw_alloc(s->list, g.nx * 2 * sizeof *xy);
    g.best = best ? draw_alloc(s->list, g.nx * g.ny * sizeof *g.best) : NULL;
    g.log_density = log_density ? draw_alloc(s->list, g.nx * g.ny * sizeof *g.log_density) : NULL;
    if (!xy || (best && !g.best) || (log_density && !g.log_density))
        return false;
    if (em_field_create(s->pane->flat, &g.field) != EM_OK) /* a collapsed component: no field */
        return false;
    for (size_t j = 0; j < g.ny; j++) {
        for (size_t i = 0; i < g.nx; i++) {
            xy[2 * i] = g.x0 + (double)i * cell;
            xy[2 * i + 1] = g.y0 + (double)j * cell;
        }
        field_grid_fill(s, &g, xy, g.nx, best ? g.best + j * g.nx : NULL,
                        log_density ? g.log_density + j * g.nx : NULL);
    }
    *out = g;
    return true;
}

void field_grid_finish(field_grid *grid)
{
    em_field_destroy(grid->field);
}
