/* Ellipse outlines from covariances, exact at every zoom.
 *
 * With S = L L^T (Cholesky), the points m + n L (cos t, sin t)^T have Mahalanobis radius n. In
 * pixels the arc from t0 to t1 stays within r (1 - cos((t1 - t0)/2)) of its chord, r = n
 * sqrt(largest eigenvalue) zoom. Arcs are halved until that is small, except where they cannot come
 * near the box: a circle of a million pixels costs a few hundred vertices. */
#include "view/shapes.h"

#include <math.h>
#include <string.h>

enum { START_ARCS = 32, DEPTH = 40, VERTICES = 2048 };
static const double TAU = 6.283185307179586, SAGITTA = 0.05;

void shape_axes(const shape_gauss *g, double *a, double *b, double *angle)
{
    double middle = (g->cov[0] + g->cov[2]) / 2, half = (g->cov[0] - g->cov[2]) / 2;
    double root = hypot(half, g->cov[1]);
    *a = sqrt(fmax(middle + root, 0));
    *b = sqrt(fmax(middle - root, 0));
    *angle = root > 0 ? atan2(g->cov[1], half) / 2 : 0;
}

typedef struct outline {
    double centre[2];     /* pixels */
    double l11, l21, l22; /* sigma * zoom * Cholesky factor */
    double radius;        /* pixels, of the long axis */
    rect box;
    double *xy;
    size_t n;
} outline;

static void place(const outline *o, double t, double p[2])
{
    double c = cos(t), s = sin(t);
    p[0] = o->centre[0] + o->l11 * c;
    p[1] = o->centre[1] - (o->l21 * c + o->l22 * s);
}

static double distance_to_box(rect box, const double p[2])
{
    double dx = fmax(fmax(box.x - p[0], p[0] - box.x - box.w), 0);
    double dy = fmax(fmax(box.y - p[1], p[1] - box.y - box.h), 0);
    return hypot(dx, dy);
}

static void arc(outline *o, double t0, double t1, int depth)
{
    double half = (t1 - t0) / 2, middle[2];
    place(o, t0 + half, middle);
    bool flat = 2 * o->radius * sin(half / 2) * sin(half / 2) <= SAGITTA;
    bool away = distance_to_box(o->box, middle) > o->radius * half;
    if (flat || away || depth == 0 || o->n + (size_t)depth >= VERTICES) {
        place(o, t0, o->xy + 2 * o->n);
        o->n++;
        return;
    }
    arc(o, t0, t0 + half, depth - 1);
    arc(o, t0 + half, t1, depth - 1);
}

size_t shape_ellipse(draw_list *list, const shape_gauss *g, double sigma, const camera *view,
                     rect box, const double **xy)
{
    double a, b, angle, k = sigma * view->zoom;
    shape_axes(g, &a, &b, &angle);
    outline o = {.radius = a * k, .box = box};
    camera_to_pixel(view, box, g->mean[0], g->mean[1], &o.centre[0], &o.centre[1]);
    if (!isfinite(g->cov[0] + g->cov[1] + g->cov[2]) ||
        !isfinite(o.radius + o.centre[0] + o.centre[1]) ||
        distance_to_box(box, o.centre) > o.radius + 1)
        return 0;
    double l11 = sqrt(fmax(g->cov[0], 0)), l21 = l11 > 0 ? g->cov[1] / l11 : 0;
    o.l11 = k * l11;
    o.l21 = k * l21;
    o.l22 = k * sqrt(fmax(g->cov[2] - l21 * l21, 0));
    double vertices[(VERTICES + START_ARCS + DEPTH) * 2];
    o.xy = vertices;
    for (int i = 0; i < START_ARCS; i++)
        arc(&o, TAU * i / START_ARCS, TAU * (i + 1) / START_ARCS, DEPTH);
    double *kept = draw_alloc(list, o.n * 2 * sizeof *kept);
    if (!kept)
        return 0;
    *xy = memcpy(kept, vertices, o.n * 2 * sizeof *kept);
    return o.n;
}
