/* The point nearest to a place, through a grid of cells: for the mouse over a million points. */
#ifndef APP_NEAREST_H
#define APP_NEAREST_H

#include "em/status.h"

typedef struct nearest nearest;

/* xy: n x 2, borrowed for as long as the grid lives. */
em_status nearest_create(const double *xy, size_t n, nearest **out);
void nearest_destroy(nearest *grid); /* NULL allowed */

/* Row of the point nearest to x, y and closer than reach (the lowest row at ties), or -1. */
long nearest_find(const nearest *grid, double x, double y, double reach);

#endif
