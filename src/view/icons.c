#include "view/icons.h"

#include <math.h>

/* Shapes are given in a square from -1 to 1. */
typedef struct place {
    draw_list *list;
    double x, y, half;
    rgba colour;
} place;

static void polygon(const place *at, const double *xy, size_t n)
{
    double out[16];
    for (size_t i = 0; i < n && i < 8; i++) {
        out[2 * i] = at->x + xy[2 * i] * at->half;
        out[2 * i + 1] = at->y + xy[2 * i + 1] * at->half;
    }
    draw_add_polygon(at->list, out, n, at->colour);
}

static void stroke(const place *at, const double *xy, size_t n, double width)
{
    double out[64];
    for (size_t i = 0; i < n && i < 32; i++) {
        out[2 * i] = at->x + xy[2 * i] * at->half;
        out[2 * i + 1] = at->y + xy[2 * i + 1] * at->half;
    }
    draw_path path = {.xy = out, .n = n, .stroke = at->colour, .width = width * at->half};
    draw_add_path(at->list, &path);
}

static void bar(const place *at, double left, double top, double w, double h)
{
    rect box = {at->x + left * at->half, at->y + top * at->half, w * at->half, h * at->half};
    draw_add_rect(at->list, box, 0.1 * at->half, at->colour);
}

/* Pointing right for way 1, left for -1; its middle at x. */
static void triangle(const place *at, double x, double way)
{
    double xy[] = {x - 0.6 * way, -0.8, x + 0.75 * way, 0, x - 0.6 * way, 0.8};
    polygon(at, xy, 3);
}

static void reload(const place *at)
{
    enum { STEPS = 20 };
    double xy[2 * STEPS];
    for (int i = 0; i < STEPS; i++) {
        double turn = 0.1 + i * (4.9 / (STEPS - 1));
        xy[2 * i] = 0.72 * cos(turn);
        xy[2 * i + 1] = 0.72 * sin(turn);
    }
    stroke(at, xy, STEPS, 0.24);
    double head[] = {0.02, -1.05, 0.72, -0.68, 0.02, -0.28};
    polygon(at, head, 3);
}

static void theme_icon(const place *at)
{
    enum { STEPS = 24 };
    double xy[2 * STEPS];
    for (int i = 0; i < STEPS; i++) {
        double turn = 3.14159265358979 * (0.5 + i / (double)(STEPS - 1));
        xy[2 * i] = at->x + 0.8 * at->half * cos(turn);
        xy[2 * i + 1] = at->y + 0.8 * at->half * sin(turn);
    }
    draw_add_polygon(at->list, xy, STEPS, at->colour);
    draw_add_circle(at->list, at->x, at->y, 0.8 * at->half, 0, at->colour, 0.22 * at->half);
}

static void help_icon(const place *at)
{
    enum { STEPS = 14 };
    double xy[2 * STEPS + 2];
    for (int i = 0; i < STEPS; i++) {
        double turn = 3.3 + i * (4.3 / (STEPS - 1));
        xy[2 * i] = 0.5 * cos(turn);
        xy[2 * i + 1] = -0.4 + 0.5 * sin(turn);
    }
    xy[2 * STEPS] = 0;
    xy[2 * STEPS + 1] = 0.42;
    stroke(at, xy, STEPS + 1, 0.26);
    draw_add_circle(at->list, at->x, at->y + 0.84 * at->half, 0.17 * at->half, at->colour, 0, 0);
}

static void lines(const place *at, icon which)
{
    static const double arrow[] = {0.1, -0.6, 0.75, 0, 0.1, 0.6};
    static const double shaft[] = {-0.8, 0, 0.7, 0};
    static const double check[] = {-0.75, 0.05, -0.2, 0.6, 0.8, -0.6};
    static const double down[] = {-0.65, -0.65, 0.65, 0.65}, up[] = {-0.65, 0.65, 0.65, -0.65};
    static const double across[] = {-0.7, 0, 0.7, 0}, upright[] = {0, -0.7, 0, 0.7};
    if (which == ICON_ARROW) {
        stroke(at, arrow, 3, 0.24);
        stroke(at, shaft, 2, 0.24);
    } else if (which == ICON_CHECK) {
        stroke(at, check, 3, 0.28);
    } else if (which == ICON_CLOSE) {
        stroke(at, down, 2, 0.24);
        stroke(at, up, 2, 0.24);
    } else {
        stroke(at, across, 2, 0.22);
        if (which == ICON_PLUS)
            stroke(at, upright, 2, 0.22);
    }
}

static void signs(const place *at, icon which)
{
    static const double caret[] = {-0.75, -0.4, 0.75, -0.4, 0, 0.55};
    static const double up[] = {-0.8, 0.6, 0, -0.75, 0.8, 0.6};
    static const double down[] = {-0.8, -0.6, 0.8, -0.6, 0, 0.75};
    if (which == ICON_CARET)
        polygon(at, caret, 3);
    else if (which == ICON_UP)
        polygon(at, up, 3);
    else if (which == ICON_DOWN)
        polygon(at, down, 3);
    else
        for (int i = -1; i <= 1; i++)
            draw_add_circle(at->list, at->x + 0.65 * i * at->half, at->y, 0.19 * at->half,
                            at->colour, 0, 0);
}

static void media(const place *at, icon which)
{
    if (which == ICON_FIRST) {
        bar(at, -0.85, -0.8, 0.3, 1.6);
        triangle(at, 0.2, -1);
    } else if (which == ICON_LAST) {
        triangle(at, -0.2, 1);
        bar(at, 0.55, -0.8, 0.3, 1.6);
    } else if (which == ICON_PAUSE) {
        bar(at, -0.65, -0.8, 0.42, 1.6);
        bar(at, 0.23, -0.8, 0.42, 1.6);
    } else {
        triangle(at, which == ICON_BACK ? -0.05 : 0.05, which == ICON_BACK ? -1 : 1);
    }
}

void icon_draw(draw_list *list, icon which, double x, double y, double size, rgba colour)
{
    place at = {list, x, y, size / 2, colour};
    switch (which) {
    case ICON_NONE: break;
    case ICON_FIRST:
    case ICON_BACK:
    case ICON_PLAY:
    case ICON_PAUSE:
    case ICON_LAST: media(&at, which); break;
    case ICON_RELOAD: reload(&at); break;
    case ICON_THEME: theme_icon(&at); break;
    case ICON_HELP: help_icon(&at); break;
    case ICON_CARET:
    case ICON_MORE:
    case ICON_UP:
    case ICON_DOWN: signs(&at, which); break;
    default: lines(&at, which); break;
    }
}
