#include "view/camera.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const rect BOX = {100, 50, 800, 600};

static void assert_near(double a, double b, double by)
{
    if (!(fabs(a - b) <= by))
        fail_msg("%.17g is not %.17g", a, b);
}

static void fit_shows_all_points_with_equal_axes(void **state)
{
    const double xy[] = {-3, 1, 5, 2, 0, 9};
    camera c = camera_fit(xy, 3, BOX);
    for (int i = 0; i < 3; i++) {
        double px, py;
        camera_to_pixel(&c, BOX, xy[2 * i], xy[2 * i + 1], &px, &py);
        assert_true(rect_has(rect_inset(BOX, 20), px, py));
    }
    double px, py, qx, qy;
    camera_to_pixel(&c, BOX, 0, 0, &px, &py);
    camera_to_pixel(&c, BOX, 1, 1, &qx, &qy);
    assert_near(qx - px, py - qy, 1e-9);
    assert_true(qy < py); /* y grows upwards */
}

static void fit_survives_no_point_and_one_point(void **state)
{
    camera none = camera_fit(NULL, 0, BOX);
    assert_true(none.zoom > 0 && isfinite(none.zoom));
    const double one[] = {7, -2};
    camera c = camera_fit(one, 1, BOX);
    assert_true(c.zoom > 0 && isfinite(c.zoom));
    double px, py;
    camera_to_pixel(&c, BOX, 7, -2, &px, &py);
    assert_near(px, 500, 1e-9);
    assert_near(py, 350, 1e-9);
    const double flat[] = {0, 3, 10, 3};
    c = camera_fit(flat, 2, BOX);
    assert_true(c.zoom > 0 && isfinite(c.zoom));
}

static void pixels_and_data_are_inverse(void **state)
{
    camera c = {123.5, -77.25, 31.7};
    for (double x = -5; x < 5; x += 0.7) {
        double px, py, bx, by;
        camera_to_pixel(&c, BOX, x, 2 * x, &px, &py);
        camera_to_data(&c, BOX, px, py, &bx, &by);
        assert_near(bx, x, 1e-12);
        assert_near(by, 2 * x, 1e-12);
    }
}

static void zoom_keeps_the_place_under_the_cursor(void **state)
{
    camera c = {1, 2, 40};
    double x, y, ax, ay;
    camera_to_data(&c, BOX, 321, 123, &x, &y);
    for (int i = 0; i < 50; i++)
        camera_zoom_at(&c, BOX, 321, 123, i % 3 ? 1.25 : 0.7);
    camera_to_data(&c, BOX, 321, 123, &ax, &ay);
    assert_near(ax, x, 1e-9);
    assert_near(ay, y, 1e-9);
    for (int i = 0; i < 5000; i++)
        camera_zoom_at(&c, BOX, 321, 123, 2);
    assert_true(isfinite(c.zoom) && isfinite(c.centre_x));
}

static void pan_moves_the_picture_by_pixels(void **state)
{
    camera c = {1, 2, 40};
    double x0, y0, x1, y1;
    camera_to_pixel(&c, BOX, 3, 3, &x0, &y0);
    camera_pan(&c, 17, -9);
    camera_to_pixel(&c, BOX, 3, 3, &x1, &y1);
    assert_near(x1 - x0, 17, 1e-9);
    assert_near(y1 - y0, -9, 1e-9);
}

static void ticks_are_round_and_about_as_many_as_asked(void **state)
{
    for (double span = 1e-7; span < 1e9; span *= 1.37) {
        double first, step, low = -0.3 * span;
        camera_ticks(low, low + span, 8, &first, &step);
        double lead = step / pow(10, floor(log10(step) + 1e-9));
        assert_true(fabs(lead - 1) < 1e-6 || fabs(lead - 2) < 1e-6 || fabs(lead - 5) < 1e-6);
        assert_true(first >= low - 1e-9 * span && first - low < step);
        double count = span / step;
        assert_true(count >= 4 && count <= 14);
    }
    double first, step;
    camera_ticks(3, 3, 5, &first, &step);
    assert_true(step > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fit_shows_all_points_with_equal_axes),
        cmocka_unit_test(fit_survives_no_point_and_one_point),
        cmocka_unit_test(pixels_and_data_are_inverse),
        cmocka_unit_test(zoom_keeps_the_place_under_the_cursor),
        cmocka_unit_test(pan_moves_the_picture_by_pixels),
        cmocka_unit_test(ticks_are_round_and_about_as_many_as_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
