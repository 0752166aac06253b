#include "view/shapes.h"

#include <math.h>

static const double TAU = 6.283185307179586;

void shape_cross(draw_list *list, double x, double y, double arm, double width, rgba colour)
{
    draw_add_line(list, x - arm, y, x + arm, y, width, colour);
    draw_add_line(list, x, y - arm, x, y + arm, width, colour);
}

static size_t regular(double x, double y, size_t n, double first, double outer, double inner,
                      double xy[40])
{
    for (size_t i = 0; i < n; i++) {
        double r = i % 2 ? inner : outer, angle = first + TAU * (double)i / (double)n;
        xy[2 * i] = x + r * sin(angle);
        xy[2 * i + 1] = y - r * cos(angle);
    }
    return n;
}

/* Plus sign: a cross of two bars of half the radius; turned by an eighth it is the cross mark. */
static size_t plus(double x, double y, double r, double turn, double xy[40])
{
    static const signed char corner[12][2] = {{-1, -3}, {1, -3}, {1, -1},  {3, -1},
                                              {3, 1},   {1, 1},  {1, 3},   {-1, 3},
                                              {-1, 1},  {-3, 1}, {-3, -1}, {-1, -1}};
    double unit = r / 2.9, c = cos(turn), s = sin(turn);
    for (size_t i = 0; i < 12; i++) {
        double dx = corner[i][0] * unit, dy = corner[i][1] * unit;
        xy[2 * i] = x + c * dx - s * dy;
        xy[2 * i + 1] = y + s * dx + c * dy;
    }
    return 12;
}

/* Radii are chosen so that all marks cover about the same area. */
size_t shape_mark(point_shape shape, double x, double y, double r, double xy[40])
{
    switch (shape) {
    case SHAPE_SQUARE: return regular(x, y, 4, TAU / 8, 1.27 * r, 1.27 * r, xy);
    case SHAPE_DIAMOND: return regular(x, y, 4, 0, 1.3 * r, 1.3 * r, xy);
    case SHAPE_TRIANGLE: return regular(x, y + 0.15 * r, 3, 0, 1.45 * r, 1.45 * r, xy);
    case SHAPE_TRIANGLE_DOWN: return regular(x, y - 0.15 * r, 3, TAU / 2, 1.45 * r, 1.45 * r, xy);
    case SHAPE_PENTAGON: return regular(x, y, 5, 0, 1.17 * r, 1.17 * r, xy);
    case SHAPE_HEXAGON: return regular(x, y, 6, TAU / 12, 1.12 * r, 1.12 * r, xy);
    case SHAPE_STAR: return regular(x, y, 10, 0, 1.5 * r, 0.66 * r, xy);
    case SHAPE_PLUS: return plus(x, y, 1.2 * r, 0, xy);
    case SHAPE_CROSS: return plus(x, y, 1.2 * r, TAU / 8, xy);
    default: return regular(x, y, 20, 0, r, r, xy);
    }
}

void shape_draw_mark(draw_list *list, point_shape shape, double x, double y, double radius,
                     rgba fill, rgba outline, double width)
{
    if (shape == SHAPE_DISC) {
        draw_add_circle(list, x, y, radius, fill, outline, width);
        return;
    }
    double xy[40];
    size_t n = shape_mark(shape, x, y, radius, xy);
    draw_add_path(
        list,
        &(draw_path){
            .xy = xy, .n = n, .closed = true, .fill = fill, .stroke = outline, .width = width});
}

void shape_sector(draw_list *list, double x, double y, double radius, double a0, double a1,
                  rgba fill)
{
    enum { STEPS = 24 };
    double xy[2 * (STEPS + 2)] = {x, y};
    size_t n = 1;
    int steps = 1 + (int)ceil((a1 - a0) / TAU * (STEPS - 1));
    for (int i = 0; i <= steps && n < STEPS + 2; i++, n++) {
        double angle = a0 + (a1 - a0) * i / steps;
        xy[2 * n] = x + radius * sin(angle);
        xy[2 * n + 1] = y - radius * cos(angle);
    }
    draw_add_polygon(list, xy, n, fill);
}
