#include "view/shapes.h"

#include "em/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const rect BOX = {30, 40, 1100, 750};

static double between(em_rng *rng, double low, double high)
{
    return em_rng_uniform(rng, low, high);
}

/* S = R diag(a^2, b^2) R^T with axes over many magnitudes. */
static shape_gauss random_gauss(em_rng *rng)
{
    double a = pow(10, between(rng, -3, 3)), b = a * pow(10, between(rng, -3, 0));
    double t = between(rng, 0, 3.14159), c = cos(t), s = sin(t);
    shape_gauss g = {
        {between(rng, -1, 1) * a, between(rng, -1, 1) * a},
        {a * a * c * c + b * b * s * s, (a * a - b * b) * c * s, a * a * s * s + b * b * c * c}};
    return g;
}

static double mahalanobis(const shape_gauss *g, double x, double y)
{
    double l11 = sqrt(g->cov[0]), l21 = g->cov[1] / l11, l22 = sqrt(g->cov[2] - l21 * l21);
    double u = (x - g->mean[0]) / l11, v = (y - g->mean[1] - l21 * u) / l22;
    return hypot(u, v);
}

/* A camera that has some of the outline in sight. */
static camera random_camera(em_rng *rng, const shape_gauss *g, double sigma)
{
    double a, b, angle, t = between(rng, 0, 6.283);
    shape_axes(g, &a, &b, &angle);
    double u = sigma * a * cos(t), v = sigma * b * sin(t);
    double zoom = 300 / a * pow(10, between(rng, -1, 5));
    camera c = {g->mean[0] + u * cos(angle) - v * sin(angle) + between(rng, -200, 200) / zoom,
                g->mean[1] + u * sin(angle) + v * cos(angle) + between(rng, -200, 200) / zoom,
                zoom};
    return c;
}

static void check_outline(const shape_gauss *g, double sigma, const camera *c, const double *xy,
                          size_t n, size_t *seen)
{
    for (size_t i = 0; i < n; i++) {
        const double *p = xy + 2 * i, *q = xy + 2 * ((i + 1) % n);
        double x, y, px, py;
        if (!rect_has(BOX, p[0], p[1]))
            continue;
        ++*seen;
        camera_to_data(c, BOX, p[0], p[1], &x, &y);
        double radius = mahalanobis(g, x, y);
        if (fabs(radius - sigma) > 1e-6)
            fail_msg("radius %.12g of the %g-sigma outline", radius, sigma);
        /* The middle of the edge lies within 0.05 pixels of the curve, so at a radius that a step
         * of that length along the gradient changes by no more. */
        camera_to_data(c, BOX, (p[0] + q[0]) / 2, (p[1] + q[1]) / 2, &x, &y);
        px = mahalanobis(g, x, y);
        double h = 0.06 / c->zoom;
        py = fmax(fabs(mahalanobis(g, x + h, y) - px), fabs(mahalanobis(g, x, y + h) - px));
        assert_true(fabs(px - sigma) <= 2 * py + 1e-6);
    }
}

static void outlines_have_their_mahalanobis_radius_under_any_zoom(void **state)
{
    em_rng rng;
    em_rng_seed(&rng, 7);
    draw_list list;
    draw_init(&list);
    size_t seen = 0;
    for (int round = 0; round < 3000; round++) {
        shape_gauss g = random_gauss(&rng);
        double sigma = 1 + round % 3;
        camera c = random_camera(&rng, &g, sigma);
        const double *xy = NULL;
        draw_reset(&list);
        size_t n = shape_ellipse(&list, &g, sigma, &c, BOX, &xy);
        check_outline(&g, sigma, &c, xy, n, &seen);
    }
    draw_finish(&list);
    assert_true(seen > 10000);
}

static void huge_ellipses_stay_cheap(void **state)
{
    draw_list list;
    draw_init(&list);
    shape_gauss g = {{0, 0}, {1, 0.3, 1}};
    camera c = {1, 0, 1e9};
    const double *xy = NULL;
    size_t n = shape_ellipse(&list, &g, 1, &c, BOX, &xy);
    assert_true(n > 32 && n < 1000);
    draw_finish(&list);
}

static void ellipses_out_of_sight_and_degenerate_ones_are_no_error(void **state)
{
    draw_list list;
    draw_init(&list);
    camera c = {0, 0, 50};
    const double *xy = NULL;
    shape_gauss far = {{1e6, 0}, {1, 0, 1}}, point = {{0, 0}, {0, 0, 0}},
                line = {{0, 0}, {4, 2, 1}};
    shape_gauss broken = {{0, 0}, {(double)NAN, 0, 1}};
    assert_int_equal(shape_ellipse(&list, &far, 3, &c, BOX, &xy), 0);
    assert_int_equal(shape_ellipse(&list, &broken, 3, &c, BOX, &xy), 0);
    assert_true(shape_ellipse(&list, &point, 3, &c, BOX, &xy) > 0);
    size_t n = shape_ellipse(&list, &line, 1, &c, BOX, &xy);
    for (size_t i = 0; i < 2 * n; i++)
        assert_true(isfinite(xy[i]));
    draw_finish(&list);
}

static void axes_are_those_of_the_covariance(void **state)
{
    double a, b, angle;
    shape_gauss g = {{0, 0}, {4, 0, 9}};
    shape_axes(&g, &a, &b, &angle);
    assert_true(fabs(a - 3) < 1e-12 && fabs(b - 2) < 1e-12);
    assert_true(fabs(fabs(angle) - 1.5707963267948966) < 1e-12);
    shape_gauss tilted = {{0, 0}, {2.5, 1.5, 2.5}};
    shape_axes(&tilted, &a, &b, &angle);
    assert_true(fabs(a - 2) < 1e-12 && fabs(b - 1) < 1e-12 &&
                fabs(angle - 0.7853981633974483) < 1e-12);
}

static double area(const double *xy, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        size_t j = (i + 1) % n;
        sum += xy[2 * i] * xy[2 * j + 1] - xy[2 * j] * xy[2 * i + 1];
    }
    return fabs(sum) / 2;
}

static void marks_have_about_equal_areas(void **state)
{
    for (int shape = 0; shape < SHAPE_COUNT; shape++) {
        double xy[40];
        size_t n = shape_mark((point_shape)shape, 100, 100, 10, xy);
        assert_true(n >= 3 && n <= 20);
        double share = area(xy, n) / 314.159;
        assert_true(share > 0.7 && share < 1.15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlines_have_their_mahalanobis_radius_under_any_zoom),
        cmocka_unit_test(huge_ellipses_stay_cheap),
        cmocka_unit_test(ellipses_out_of_sight_and_degenerate_ones_are_no_error),
        cmocka_unit_test(axes_are_those_of_the_covariance),
        cmocka_unit_test(marks_have_about_equal_areas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
