/* Hands on: means dragged, ellipses shaped, points added and erased, by mouse and by keys; undo. */
#include "driver.h"

#include "view/scatter.h"

/* Where a component's mean is on the screen. */
static void mean_place(app *a, size_t component, double *x, double *y)
{
    /* Fitted cameras show all points: found through the picture's own points. */
    const draw_list *list = app_picture(a);
    const em_params *p = app_frame(a, 0).params;
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_POINTS) {
            const draw_points *d = &list->item[i].points;
            *x = p->mean[2 * component] * d->scale_x + d->shift_x;
            *y = p->mean[2 * component + 1] * d->scale_y + d->shift_y;
            return;
        }
    fail_msg("no points are drawn");
}

static void a_mean_is_dragged(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_keys(a, "Right Right Right Right");
    driver_settle(a);
    double x, y;
    mean_place(a, 1, &x, &y);
    const double before = app_frame(a, 0).params->mean[2];
    driver_drag(a, x, y, x + 80.0, y - 40.0);
    session_frame f = app_frame(a, 0);
    assert_int_equal(f.step->phase, TRACE_EDIT);
    assert_int_equal(f.length, f.cursor + 1);
    assert_true(f.params->mean[2] > before);
    double nx, ny;
    mean_place(a, 1, &nx, &ny);
    assert_true(fabs(nx - x - 80.0) < 1e-6 && fabs(ny - y + 40.0) < 1e-6);
    driver_keys(a, "Right Right");
    driver_key(a, "ctrl+z");
    f = app_frame(a, 0);
    assert_int_equal(f.step->phase, TRACE_M);
    assert_true(f.params->mean[2] == before);
    driver_key(a, "ctrl+y");
    assert_true(app_frame(a, 0).params->mean[2] > before);
    driver_keys(a, "ctrl+z ctrl+z ctrl+z ctrl+y ctrl+y ctrl+y");
    driver_key(a, "Right");
    app_destroy(a);
}

static void a_drag_is_dropped_when_the_run_changes(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    double x, y;
    mean_place(a, 2, &x, &y);
    driver_mouse(a, INPUT_MOVE, x, y);
    driver_mouse(a, INPUT_PRESS, x, y);
    driver_mouse(a, INPUT_MOVE, x + 60.0, y);
    driver_keys(a, "Down Down");
    driver_mouse(a, INPUT_MOVE, x + 90.0, y);
    driver_mouse(a, INPUT_RELEASE, x + 90.0, y);
    assert_int_equal(app_frame(a, 0).length, 1);
    driver_mouse(a, INPUT_MOVE, x, y);
    driver_mouse(a, INPUT_PRESS, x, y);
    driver_key(a, "Escape");
    driver_mouse(a, INPUT_RELEASE, x + 90.0, y);
    assert_int_equal(app_frame(a, 0).length, 1);
    app_destroy(a);
}

static void an_ellipse_is_shaped(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    assert_int_equal(driver_do(a, "shape 0 2 0.5 30"), EM_OK);
    const em_params *p = app_frame(a, 0).params;
    const double c = cos(M_PI / 6.0), s = sin(M_PI / 6.0);
    assert_true(fabs(p->cov[0] - (4.0 * c * c + 0.25 * s * s)) < 1e-12);
    assert_true(fabs(p->cov[1] - (4.0 - 0.25) * c * s) < 1e-12);
    assert_true(fabs(p->cov[3] - (4.0 * s * s + 0.25 * c * c)) < 1e-12);
    assert_int_not_equal(driver_do(a, "shape 0 2 0 30"), EM_OK);
    assert_int_not_equal(driver_do(a, "shape 0 nan 1 30"), EM_OK);
    assert_int_not_equal(driver_do(a, "shape 7 2 1 30"), EM_OK);
    driver_do(a, "covariance 3");
    assert_int_equal(driver_do(a, "shape 1 2 2 0"), EM_OK);
    assert_true(app_frame(a, 0).params->cov[1] == 4.0);
    driver_do(a, "model 0");
    assert_int_not_equal(driver_do(a, "shape 1 2 2 0"), EM_OK);
    app_destroy(a);
}

/* In more dimensions only what lies in the plane is reshaped, and it stays positive definite. */
static void an_ellipse_is_shaped_in_a_projection(void **state)
{
    (void)state;
    app *a = driver_open("iris", EM_GMM, 3, 1);
    driver_settle(a);
    assert_int_equal(driver_do(a, "shape 0 1 0.3 -20"), EM_OK);
    driver_keys(a, "Right Right Right");
    assert_int_equal(app_frame(a, 0).cursor, 4);
    driver_do(a, "axes 0 2");
    driver_settle(a);
    assert_int_equal(driver_do(a, "shape 1 1 0.3 70"), EM_OK);
    const em_params *p = app_frame(a, 0).params;
    const double c = cos(70.0 * M_PI / 180.0), s = sin(70.0 * M_PI / 180.0);
    assert_true(fabs(em_params_cov(p, 1, 0, 0) - (c * c + 0.09 * s * s)) < 1e-9);
    assert_true(fabs(em_params_cov(p, 1, 0, 2) - (1.0 - 0.09) * c * s) < 1e-9);
    assert_int_equal(em_params_check(p, NULL), EM_OK);
    app_destroy(a);
}

static void points_are_added_and_erased(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    const rect box = driver_canvas(a, 0);
    driver_do(a, "init -1 points:10,100,300");
    driver_key(a, "Right");
    driver_settle(a);
    driver_key(a, "a");
    driver_click(a, box.x + 30.0, box.y + 30.0);
    assert_int_equal(app_data(a)->n, 451);
    assert_int_equal(app_frame(a, 0).cursor, 0);
    driver_drag(a, box.x + 40.0, box.y + 90.0, box.x + 340.0, box.y + 90.0);
    assert_true(app_data(a)->n > 452);
    driver_key(a, "x");
    driver_click(a, box.x + 30.0, box.y + 30.0);
    driver_key(a, "Escape");
    const size_t n = app_data(a)->n;
    driver_keys(a, "ctrl+z ctrl+z ctrl+z"); /* a stroke of the brush is one edit */
    assert_int_equal(app_data(a)->n, 450);
    assert_int_equal(app_frame(a, 0).cursor, 1); /* as it was before the first point */
    driver_keys(a, "ctrl+z ctrl+y ctrl+y ctrl+y ctrl+y");
    assert_int_equal(app_data(a)->n, n);
    assert_int_equal(app_frame(a, 0).spec->points[2], 300);
    driver_keys(a, "Right Right 2 ctrl+z ctrl+z Right ctrl+y ctrl+y");
    driver_settle(a);
    app_destroy(a);
}

static void keys_edit_as_the_mouse_does(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_keys(a, "Right Right");
    driver_key(a, "ctrl+Right"); /* nothing is held yet */
    assert_int_equal(app_frame(a, 0).length, 3);
    const double x = app_frame(a, 0).params->mean[2], s = app_frame(a, 0).params->cov[4];
    driver_keys(a, "k k ctrl+Right ctrl+Right ctrl+Up");
    assert_int_equal(app_frame(a, 0).length, 4); /* presses in a row are one edit */
    assert_int_equal(app_frame(a, 0).step->phase, TRACE_EDIT);
    assert_true(app_frame(a, 0).params->mean[2] > x);
    driver_keys(a, "ctrl+shift+Up ctrl+shift+Left");
    assert_int_equal(app_frame(a, 0).length, 4);
    assert_true(app_frame(a, 0).params->cov[4] != s);
    driver_key(a, "ctrl+z");
    assert_true(app_frame(a, 0).params->mean[2] == x && app_frame(a, 0).params->cov[4] == s);
    driver_keys(a, "ctrl+y ctrl+Left");
    assert_int_equal(app_frame(a, 0).length, 4);
    driver_keys(a, "k ctrl+Left");
    assert_int_equal(app_frame(a, 0).length, 5);
    driver_key(a, "Insert");
    assert_int_equal(app_data(a)->n, 451);
    driver_do(a, "inspect 7");
    driver_key(a, "Delete");
    assert_int_equal(app_data(a)->n, 450);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_is_dragged),
        cmocka_unit_test(a_drag_is_dropped_when_the_run_changes),
        cmocka_unit_test(an_ellipse_is_shaped),
        cmocka_unit_test(an_ellipse_is_shaped_in_a_projection),
        cmocka_unit_test(points_are_added_and_erased),
        cmocka_unit_test(keys_edit_as_the_mouse_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
