/* While the first run of large data is made: the data are named and seen, and the work is told. */
#include "driver.h"
#include "io/io.h"

static text_metrics metrics;

static app *open_at_once(const char *name, em_kind kind)
{
    const io_options read = IO_OPTIONS_DEFAULT;
    app_options options;
    em_spec spec;
    app *a = NULL;
    text_metrics_fixed(&metrics);
    app_options_init(&options);
    em_spec_init(&spec, kind);
    spec.k = 8;
    assert_int_equal(io_open_data(name, &read, &options.data, NULL), EM_OK);
    options.spec[0] = &spec;
    options.panes = 1;
    assert_int_equal(app_create(&options, &metrics, &a, NULL), EM_OK);
    em_spec_finish(&spec);
    return a;
}

static const draw_points *find_points(app *a)
{
    const draw_list *list = app_picture(a);
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_POINTS)
            return &list->item[i].points;
    return NULL;
}

static void points_are_seen_before_the_start(void **state)
{
    (void)state;
    app *a = open_at_once("blobs:n=300000,k=8,d=2", EM_GMM);
    assert_false(app_idle(a));
    assert_true(driver_shows(a, "blobs:n=300000,k=8,d=2"));
    assert_true(driver_shows(a, "300,000"));
    assert_true(driver_shows(a, "Making the start: k-means, K = 8"));
    const draw_points *seen = find_points(a);
    assert_non_null(seen);
    assert_int_equal(seen->n, 300000);
    const draw_points before = *seen;
    driver_key(a, "ctrl+t"); /* the theme can be changed meanwhile */
    assert_non_null(find_points(a));
    driver_settle(a);
    assert_non_null(app_frame(a, 0).params);
    const draw_points *after = find_points(a); /* and stay where they are */
    assert_true(fabs(after->scale_x - before.scale_x) < 1e-9 * before.scale_x);
    assert_true(fabs(after->shift_x - before.shift_x) < 1e-6);
    app_destroy(a);
}

static void a_stopped_start_leaves_the_points(void **state)
{
    (void)state;
    app *a = open_at_once("blobs:n=300000,k=8,d=2", EM_GMM);
    app_picture(a);
    driver_key(a, "Escape");
    driver_settle(a);
    if (app_frame(a, 0).params == NULL)
        assert_true(driver_shows(a, "There is no run here"));
    assert_non_null(find_points(a));
    assert_true(driver_shows(a, "300,000"));
    driver_do(a, "k 3");
    driver_settle(a);
    assert_int_equal(app_frame(a, 0).params->k, 3);
    app_destroy(a);
}

static void many_features_are_named(void **state)
{
    (void)state;
    app *a = open_at_once("blobs:n=100000,k=8,d=6", EM_KMEANS);
    assert_true(driver_shows(a, "blobs:n=100000,k=8,d=6"));
    assert_null(app_idle(a) ? NULL : find_points(a)); /* their plane is not known yet */
    driver_settle(a);
    assert_non_null(find_points(a));
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_seen_before_the_start),
        cmocka_unit_test(a_stopped_start_leaves_the_points),
        cmocka_unit_test(many_features_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
