/* The whole window of the default run, made through the app: at its start, after the first E-step,
 * after the first M-step, converged; and two panes with the tab Choose K. */
#include "golden_file.h"

#include "app/app.h"
#include "em/generate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static text_metrics metrics;

static app *open_app(void)
{
    size_t rows[] = {10, 100, 300};
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.init = EM_INIT_POINTS;
    spec.points = rows;
    spec.init_cov = 5;
    em_dataset *data = NULL;
    assert_int_equal(em_generate("aniso", &data, NULL), EM_OK);
    app_options options;
    app_options_init(&options);
    options.data = data;
    options.spec[0] = &spec;
    options.panes = 1;
    options.width = 1600;
    options.height = 1000;
    options.scale = 1;
    options.device_scale = 1;
    options.animation = false;
    app *a = NULL;
    text_metrics_fixed(&metrics);
    assert_int_equal(app_create(&options, &metrics, &a, NULL), EM_OK);
    return a;
}

static void settle(app *a)
{
    const struct timespec pause = {0, 1000000};
    for (int i = 0; i < 20000 && !app_idle(a); i++) {
        app_tick(a, 0.02);
        nanosleep(&pause, NULL);
    }
    assert_true(app_idle(a));
}

static void order(app *a, command_kind kind, long n)
{
    settle(a);
    command c = {.kind = kind, .pane = -1, .n = n};
    assert_int_equal(app_apply(a, &c), EM_OK);
    settle(a);
}

static void default_run(void **state)
{
    app *a = open_app();
    settle(a);
    golden_check(app_picture(a), "window_start");
    order(a, COMMAND_FORWARD, 0);
    golden_check(app_picture(a), "window_e1");
    order(a, COMMAND_FORWARD, 0);
    order(a, COMMAND_INSPECT, 103);
    golden_check(app_picture(a), "window_m1");
    order(a, COMMAND_CONVERGE, 0);
    golden_check(app_picture(a), "window_end");
    app_destroy(a);
}

static void tabs(void **state)
{
    app *a = open_app();
    order(a, COMMAND_OVERLAY, OVERLAY_ELLIPSES); /* their outlines are in the other pictures */
    order(a, COMMAND_CONVERGE, 0);
    order(a, COMMAND_TAB, TAB_LABELS);
    golden_check(app_picture(a), "window_labels");
    order(a, COMMAND_TAB, TAB_MATHS);
    golden_check(app_picture(a), "window_maths");
    order(a, COMMAND_PANES, 2);
    order(a, COMMAND_MODEL, EM_KMEANS);
    order(a, COMMAND_CONVERGE, 0);
    order(a, COMMAND_TAB, TAB_RUN);
    app_tick(a, 60.0); /* notices have gone */
    golden_check(app_picture(a), "window_compare");
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(default_run), cmocka_unit_test(tabs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
