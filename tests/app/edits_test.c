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

/* Another button pressed and let go meanwhile does not end a drag. */
static void a_drag_ends_with_its_own_button(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    double x, y;
    mean_place(a, 1, &x, &y);
    driver_mouse(a, INPUT_MOVE, x, y);
    driver_mouse(a, INPUT_PRESS, x, y);
    driver_mouse(a, INPUT_MOVE, x + 20.0, y);
    const input_kind other[] = {INPUT_PRESS, INPUT_RELEASE};
    for (size_t i = 0; i < 2; i++)
        app_input(a, &(app_input_event){
                         .kind = other[i], .x = x + 20.0, .y = y, .button = 3, .clicks = 1});
    assert_int_equal(app_frame(a, 0).length, 1);
    driver_mouse(a, INPUT_MOVE, x + 60.0, y);
    driver_mouse(a, INPUT_RELEASE, x + 60.0, y);
    double nx, ny;
    mean_place(a, 1, &nx, &ny);
    assert_true(fabs(nx - x - 60.0) < 1e-6);
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

/* The handles of component 0 as they are drawn: its mean's ring, then at +-a, +-b and the knob. */
static void handle_place(app *a, int which, double *x, double *y)
{
    const em_params *p = app_frame(a, 0).params;
    double mx, my, ox, oy;
    mean_place(a, 0, &mx, &my);
    const draw_list *list = app_picture(a);
    double zoom = 0.0;
    for (size_t i = 0; i < list->n && zoom == 0.0; i++)
        if (list->item[i].kind == DRAW_POINTS)
            zoom = list->item[i].points.scale_x;
    const double xx = em_params_cov(p, 0, 0, 0), xy = em_params_cov(p, 0, 0, 1),
                 yy = em_params_cov(p, 0, 1, 1);
    const double root = hypot((xx - yy) / 2.0, xy), turn = atan2(xy, (xx - yy) / 2.0) / 2.0;
    const double la = sqrt((xx + yy) / 2.0 + root), lb = sqrt(fmax((xx + yy) / 2.0 - root, 0.0));
    ox = which == 0   ? la * cos(turn)
         : which == 1 ? -lb * sin(turn)
                      : (la + 26.0 / zoom) * cos(turn);
    oy = which == 0 ? la * sin(turn) : which == 1 ? lb * cos(turn) : (la + 26.0 / zoom) * sin(turn);
    *x = mx + ox * zoom;
    *y = my - oy * zoom;
}

static void eigenvalues(const em_params *p, size_t c, double out[2])
{
    const double xx = em_params_cov(p, c, 0, 0), xy = em_params_cov(p, c, 0, 1),
                 yy = em_params_cov(p, c, 1, 1), root = hypot((xx - yy) / 2.0, xy);
    out[0] = (xx + yy) / 2.0 + root;
    out[1] = (xx + yy) / 2.0 - root;
}

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b));
}

/* From the shown mean over the ellipse, where the handles stay, to a handle; then a drag. */
static void drag_handle(app *a, int which, double dx, double dy)
{
    double x, y;
    mean_place(a, 0, &x, &y);
    driver_mouse(a, INPUT_MOVE, x, y);
    handle_place(a, which, &x, &y);
    driver_drag(a, x, y, x + dx, y + dy);
}

static app *open_shaped(em_cov type, const char *shape)
{
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.cov_kind = type;
    spec.k = 3;
    app *a = driver_open_spec("aniso", &spec, 1, false);
    em_spec_finish(&spec);
    driver_keys(a, "Right Right");
    driver_settle(a);
    assert_int_equal(driver_do(a, shape), EM_OK);
    return a;
}

static void an_end_of_an_axis_changes_one_eigenvalue(void **state)
{
    (void)state;
    app *a = open_shaped(EM_COV_FULL, "shape 0 1.5 0.8 20");
    double before[2], after[2];
    eigenvalues(app_frame(a, 0).params, 0, before);
    drag_handle(a, 0, 40.0, 70.0);
    eigenvalues(app_frame(a, 0).params, 0, after);
    assert_true(after[0] > 1.01 * before[0] && near(after[1], before[1]));
    const em_params *p = app_frame(a, 0).params; /* and no tilt */
    assert_true(near(atan2(2.0 * p->cov[1], p->cov[0] - p->cov[3]), 40.0 * M_PI / 180.0));
    drag_handle(a, 1, 0.0, -25.0);
    eigenvalues(app_frame(a, 0).params, 0, before);
    assert_true(near(after[0], before[0]) && before[1] > 1.01 * after[1]);
    app_destroy(a);
}

static void the_knob_turns_and_keeps_the_eigenvalues(void **state)
{
    (void)state;
    app *a = open_shaped(EM_COV_FULL, "shape 0 1.5 0.8 20");
    double before[2], after[2];
    em_params *kept = NULL;
    const em_params *p = app_frame(a, 0).params;
    assert_int_equal(em_params_create(p->kind, p->cov_kind, p->k, p->d, &kept, NULL), EM_OK);
    em_params_copy(p, kept);
    eigenvalues(p, 0, before);
    drag_handle(a, 2, -60.0, -90.0);
    p = app_frame(a, 0).params;
    eigenvalues(p, 0, after);
    assert_true(near(after[0], before[0]) && near(after[1], before[1]));
    assert_true(fabs(p->cov[1] - kept->cov[1]) > 0.01);
    assert_string_equal(app_frame(a, 0).step->edit, "ellipse 1 shaped by hand");
    driver_key(a, "ctrl+z");
    assert_true(em_params_equal(app_frame(a, 0).params, kept));
    em_params_destroy(kept);
    app_destroy(a);
}

static void a_point_below_a_mean_stays_there(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    double x, y;
    driver_do(a, "init -1 points:10,100,300"); /* a mean on each of these */
    mean_place(a, 1, &x, &y);
    driver_mouse(a, INPUT_MOVE, x, y);
    assert_false(driver_shows(a, "Point #"));
    app_destroy(a);
}

static void how_to_drag_is_said_once(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    double x, y;
    mean_place(a, 1, &x, &y);
    driver_mouse(a, INPUT_MOVE, x, y);
    assert_true(driver_shows(a, "the round knob to turn it"));
    app_tick(a, 60.0);
    driver_mouse(a, INPUT_MOVE, 1.0, 1.0);
    driver_mouse(a, INPUT_MOVE, x, y);
    assert_false(driver_shows(a, "the round knob to turn it"));
    app_destroy(a);
}

static void each_covariance_type_keeps_its_form(void **state)
{
    (void)state;
    app *a = open_shaped(EM_COV_TIED, "shape 0 1.5 0.8 20");
    double before[2], after[2];
    eigenvalues(app_frame(a, 0).params, 2, before);
    drag_handle(a, 0, 40.0, 70.0);
    eigenvalues(app_frame(a, 0).params, 2, after);
    assert_true(after[0] > 1.01 * before[0] && near(after[1], before[1]));
    app_destroy(a);

    a = open_shaped(EM_COV_DIAG, "shape 0 1.5 0.8 0");
    const size_t length = app_frame(a, 0).length;
    drag_handle(a, 0, 30.0, 40.0);
    const em_params *p = app_frame(a, 0).params;
    assert_true(p->cov[0] > 1.01 * 2.25 && near(p->cov[1], 0.64));
    assert_int_equal(app_frame(a, 0).length, length + 1);
    drag_handle(a, 2, 0.0, -80.0); /* no knob there: the picture is moved */
    assert_int_equal(app_frame(a, 0).length, length + 1);
    driver_keys(a, "k ctrl+shift+Left"); /* nor by key */
    assert_int_equal(app_frame(a, 0).length, length + 1);
    app_destroy(a);

    a = open_shaped(EM_COV_SPHERICAL, "shape 0 1 1 0");
    double x, y, mx, my;
    mean_place(a, 0, &mx, &my);
    handle_place(a, 0, &x, &y);
    drag_handle(a, 0, x - mx, 50.0); /* as long again */
    assert_true(near(app_frame(a, 0).params->cov[0], 4.0));
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

static void features_are_standardised(void **state)
{
    (void)state;
    app *a = driver_open("faithful", EM_GMM, 2, 1);
    driver_keys(a, "Right Right");
    driver_settle(a);
    const double raw = app_data(a)->variance[1], mean = app_frame(a, 0).params->mean[1];
    driver_key(a, "u");
    driver_settle(a);
    for (size_t j = 0; j < 2; j++) {
        assert_true(fabs(app_data(a)->offset[j]) < 1e-12);
        assert_true(fabs(app_data(a)->variance[j] - 1.0) < 1e-12);
    }
    assert_non_null(strstr(app_data(a)->note, "standardised"));
    driver_keys(a, "Right Right");
    driver_settle(a);
    assert_true(fabs(app_frame(a, 0).params->mean[1]) < 3.0);
    driver_key(a, "u"); /* again: nothing to do, and nothing to undo twice */
    driver_settle(a);
    driver_key(a, "ctrl+z");
    driver_settle(a);
    assert_true(app_data(a)->variance[1] == raw);
    assert_true(app_frame(a, 0).params->mean[1] == mean);
    driver_key(a, "ctrl+y");
    driver_settle(a);
    assert_true(fabs(app_data(a)->variance[1] - 1.0) < 1e-12);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_is_dragged),
        cmocka_unit_test(features_are_standardised),
        cmocka_unit_test(a_drag_ends_with_its_own_button),
        cmocka_unit_test(a_drag_is_dropped_when_the_run_changes),
        cmocka_unit_test(an_ellipse_is_shaped),
        cmocka_unit_test(an_end_of_an_axis_changes_one_eigenvalue),
        cmocka_unit_test(the_knob_turns_and_keeps_the_eigenvalues),
        cmocka_unit_test(a_point_below_a_mean_stays_there),
        cmocka_unit_test(how_to_drag_is_said_once),
        cmocka_unit_test(each_covariance_type_keeps_its_form),
        cmocka_unit_test(an_ellipse_is_shaped_in_a_projection),
        cmocka_unit_test(points_are_added_and_erased),
        cmocka_unit_test(keys_edit_as_the_mouse_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
