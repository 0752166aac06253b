/* The app without pixels: commands and keys in, frames and draw lists out. */
#include "app/app.h"

#include "em/generate.h"
#include "view/text_metrics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static text_metrics metrics;

static app *open_app(const char *name, em_kind kind, size_t k)
{
    em_error error = {0};
    em_dataset *data = NULL;
    em_spec spec;
    app_options options;
    app *a = NULL;
    assert_int_equal(em_generate(name, &data, &error), EM_OK);
    em_spec_init(&spec, kind);
    spec.k = k;
    app_options_init(&options);
    options.data = data;
    options.spec[0] = &spec;
    options.panes = 1;
    options.animation = true;
    text_metrics_fixed(&metrics);
    if (app_create(&options, &metrics, &a, &error) != EM_OK)
        fail_msg("%s", error.text);
    em_spec_finish(&spec);
    return a;
}

static void key(app *a, const char *name)
{
    app_input_event e = {.kind = INPUT_KEY};
    while (strchr(name, '+') != NULL && name[1] != '\0') {
        e.ctrl = e.ctrl || strncmp(name, "ctrl+", 5) == 0;
        e.shift = e.shift || strncmp(name, "shift+", 6) == 0;
        e.alt = e.alt || strncmp(name, "alt+", 4) == 0;
        name = strchr(name, '+') + 1;
    }
    snprintf(e.key, sizeof e.key, "%s", name);
    app_input(a, &e);
}

/* Until nothing moves and no work is going on. */
static void settle(app *a)
{
    for (int i = 0; i < 20000 && !app_idle(a); i++) {
        app_tick(a, 0.05);
        nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
    }
    assert_true(app_idle(a));
}

static void steps_forward_and_back(void **state)
{
    (void)state;
    app *a = open_app("aniso", EM_GMM, 3);
    settle(a);
    assert_int_equal(app_frame(a, 0).cursor, 0);
    key(a, "Right");
    assert_int_equal(app_frame(a, 0).cursor, 1);
    assert_int_equal(app_frame(a, 0).step->phase, TRACE_E);
    settle(a);
    key(a, "PageDown");
    assert_int_equal(app_frame(a, 0).step->phase, TRACE_M);
    key(a, "Enter");
    assert_int_equal(app_frame(a, 0).cursor, 3);
    key(a, "Left");
    key(a, "PageUp");
    assert_int_equal(app_frame(a, 0).cursor, 1);
    key(a, "Home");
    assert_int_equal(app_frame(a, 0).cursor, 0);
    key(a, "End");
    settle(a);
    assert_true(app_frame(a, 0).converged);
    assert_int_equal(app_frame(a, 0).cursor, app_frame(a, 0).stop_row);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_forward_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
