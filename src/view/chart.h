/* A small chart: axes with round ticks, lines, bands, marks. Everything stays inside the plot. */
#ifndef VIEW_CHART_H
#define VIEW_CHART_H

#include "view/pen.h"

typedef struct chart {
    rect plot;              /* pixels */
    double x0, x1, y0, y1;  /* values at its edges, x0 < x1, y0 < y1 */
    double y_first, y_step; /* ticks */
    int y_decimals;
} chart;

typedef struct chart_range {
    double low, high; /* low > high: nothing seen yet */
} chart_range;
chart_range chart_range_none(void);
void chart_range_add(chart_range *r, double value); /* not finite: ignored */

/* Room for the tick labels is taken from box; the y range gets a margin. */
chart chart_make(const pen *p, rect box, double x0, double x1, chart_range y);
void chart_axes(pen *p, const chart *c); /* grid, y labels, whole-number x labels */

double chart_x(const chart *c, double value);
double chart_y(const chart *c, double value);

typedef struct chart_pen {
    rgba colour;
    double width, dash_on, dash_off; /* pixels */
} chart_pen;
/* n points; a value that is not finite interrupts the line. */
void chart_line(pen *p, const chart *c, const double *x, const double *y, size_t n, chart_pen how);
/* The area between two curves at the same x. */
void chart_band(pen *p, const chart *c, const double *x, const double *low, const double *high,
                size_t n, rgba fill);

/* Moves the n labels' y apart so that neighbours are at least gap away, inside [top, bottom]; keeps
 * their order. */
void chart_place_apart(double *y, size_t n, double gap, double top, double bottom);

#endif
