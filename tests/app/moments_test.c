/* Every key in every moment: while gliding, playing, working, before there is anything to see, with
 * a menu, the help, a prompt, a blank screen or a held mean in the way. Nothing breaks, nothing
 * hangs, and afterwards the transport still works. */
#include "driver.h"

#include "app/keymap.h"
#include "em/generate.h"

typedef void moment(app *a);

static void at_rest(app *a)
{
    driver_keys(a, "Right Right");
    driver_settle(a);
}

static void gliding(app *a)
{
    driver_keys(a, "Right Right");
    app_tick(a, 0.05);
}

static void playing(app *a)
{
    driver_key(a, "Space");
    app_tick(a, 0.05);
}

static void at_the_end(app *a)
{
    driver_key(a, "End");
    driver_settle(a);
}

static void with_a_menu(app *a)
{
    driver_keys(a, "Right ctrl+d Down Down");
}

static void with_help(app *a)
{
    driver_keys(a, "Right F1");
}

static void blank(app *a)
{
    driver_keys(a, "Right b");
}

static void typing(app *a)
{
    app_ask_here(a);
    driver_keys(a, "Right ctrl+o");
}

static void with_a_tool(app *a)
{
    driver_keys(a, "Right a");
}

static void focused(app *a)
{
    driver_keys(a, "Right F6 F6 F6");
}

static void edited(app *a)
{
    driver_keys(a, "Right Right k ctrl+Right Insert 2 m Right");
}

/* A held button: something is being dragged. */
static void dragging(app *a)
{
    const rect box = driver_canvas(a, 0);
    driver_mouse(a, INPUT_PRESS, box.x + box.w / 2.0, box.y + box.h / 2.0);
    driver_mouse(a, INPUT_MOVE, box.x + box.w / 2.0 + 40.0, box.y + box.h / 2.0);
}

static void tiny(app *a)
{
    const app_input_event e = {.kind = INPUT_RESIZE, .x = 1.0, .y = 1.0, .device_scale = 1.0};
    app_input(a, &e);
    app_picture(a);
}

static void four_panes(app *a)
{
    driver_keys(a, "4 m Tab c Tab Right Right");
}

static void still_works(app *a)
{
    const app_input_event e = {.kind = INPUT_RESIZE, .x = 1280.0, .y = 720.0, .device_scale = 1.0};
    driver_mouse(a, INPUT_RELEASE, 10.0, 10.0);
    app_input(a, &e);
    for (int i = 0; i < 12; i++)
        driver_key(a, "Escape");
    driver_settle(a);
    assert_false(app_picture(a)->failed);
    driver_key(a, "Home");
    driver_settle(a);
    assert_int_equal(app_frame(a, 0).cursor, 0);
    driver_key(a, "Right");
    driver_settle(a);
    assert_int_equal(app_frame(a, 0).cursor, 1);
}

static void press(app *a, const key_binding *row, size_t stroke)
{
    app_input_event e = {.kind = INPUT_KEY};
    app_request request;
    snprintf(e.key, sizeof e.key, "%s", row->stroke[stroke].key);
    e.ctrl = (row->stroke[stroke].mods & KEY_CTRL) != 0;
    e.shift = (row->stroke[stroke].mods & KEY_SHIFT) != 0;
    e.alt = (row->stroke[stroke].mods & KEY_ALT) != 0;
    app_input(a, &e);
    app_picture(a);
    e.repeat = true;
    app_input(a, &e);
    app_tick(a, 0.02);
    app_picture(a);
    while (app_take_request(a, &request))
        assert_true(request.kind != REQUEST_QUIT || row->command.kind == COMMAND_QUIT);
}

static void every_key(moment *arrange)
{
    size_t rows;
    const key_binding *table = keymap_table(&rows);
    for (size_t i = 0; i < rows; i++) {
        app *a = driver_open("hand", EM_GMM, 2, 1);
        driver_do(a, "option --reg-covar=1e-3");
        arrange(a);
        press(a, &table[i], 0);
        still_works(a);
        app_destroy(a);
    }
}

#define MOMENT(name)                                                                               \
    static void every_key_##name(void **state)                                                     \
    {                                                                                              \
        (void)state;                                                                               \
        every_key(name);                                                                           \
    }
MOMENT(at_rest)
MOMENT(gliding)
MOMENT(playing)
MOMENT(at_the_end)
MOMENT(with_a_menu)
MOMENT(with_help)
MOMENT(blank)
MOMENT(typing)
MOMENT(with_a_tool)
MOMENT(focused)
MOMENT(edited)
MOMENT(dragging)
MOMENT(tiny)
MOMENT(four_panes)

/* One app all the way through: work is going on, and before that there is nothing to see. */
static void every_key_while_working(void **state)
{
    (void)state;
    size_t rows;
    const key_binding *table = keymap_table(&rows);
    em_dataset *data = NULL;
    em_spec spec;
    app_options options;
    static text_metrics metrics;
    app *a = NULL;
    text_metrics_fixed(&metrics);
    assert_int_equal(em_generate("blobs:n=150000,k=6,d=2", &data, NULL), EM_OK);
    em_spec_init(&spec, EM_GMM);
    app_options_init(&options);
    options.data = data;
    options.spec[0] = &spec;
    options.panes = 1;
    assert_int_equal(app_create(&options, &metrics, &a, NULL), EM_OK);
    for (size_t i = 0; i < rows; i++)
        press(a, &table[i], 0);
    driver_settle(a);
    driver_key(a, "r"); /* Esc was among them: it may have stopped the first start for good */
    driver_settle(a);
    still_works(a);
    for (size_t i = 0; i < rows; i++) {
        driver_key(a, "End");
        press(a, &table[i], 0);
    }
    still_works(a);
    app_destroy(a);
}

static void rest_mouse(app *a, const ui_hit *hit)
{
    driver_mouse(a, INPUT_MOVE, hit->box.x + hit->box.w / 2.0, hit->box.y + hit->box.h / 2.0);
    for (int i = 0; i < 10; i++)
        app_tick(a, 0.1);
}

/* A mouse left lying must not cover the picture with words during a lecture. */
static void a_tooltip_goes_with_the_next_key(void **state)
{
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    const ui_list *ui = (app_picture(a), app_controls(a));
    const ui_hit *last = NULL;
    ui_hit hit = {0};
    for (size_t i = 0; i < ui->n; i++)
        if (ui->hit[i].tooltip && strstr(ui->hit[i].tooltip, "(End)"))
            last = &ui->hit[i];
    assert_non_null(last);
    hit = *last;
    rest_mouse(a, &hit);
    assert_true(driver_shows(a, "Run to convergence"));
    driver_key(a, "Right");
    rest_mouse(a, &hit);
    assert_false(driver_shows(a, "Run to convergence"));
    driver_mouse(a, INPUT_MOVE, 1.0, 1.0);
    rest_mouse(a, &hit);
    assert_true(driver_shows(a, "Run to convergence"));
    driver_mouse(a, INPUT_PRESS, hit.box.x + 5.0, hit.box.y + 5.0);
    driver_mouse(a, INPUT_RELEASE, hit.box.x + 5.0, hit.box.y + 5.0);
    rest_mouse(a, &hit);
    assert_false(driver_shows(a, "Run to convergence"));
    app_destroy(a);
}

/* The window has moved to a display of twice the scale, and back. */
static void another_display_scales_everything(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    app_input_event e = {.kind = INPUT_RESIZE, .x = 3200.0, .y = 2000.0, .device_scale = 2.0};
    char *before = driver_dump(a);
    assert_non_null(strstr(before, "medium 13 "));
    app_input(a, &e);
    assert_true(app_dirty(a));
    char *twice = driver_dump(a);
    assert_non_null(strstr(twice, "medium 26 "));
    assert_null(strstr(twice, "medium 13 "));
    e.x = 1600.0;
    e.y = 1000.0;
    e.device_scale = 1.0;
    app_input(a, &e);
    char *after = driver_dump(a);
    assert_string_equal(before, after);
    free(before);
    free(twice);
    free(after);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_at_rest),
        cmocka_unit_test(every_key_gliding),
        cmocka_unit_test(every_key_playing),
        cmocka_unit_test(every_key_at_the_end),
        cmocka_unit_test(every_key_with_a_menu),
        cmocka_unit_test(every_key_with_help),
        cmocka_unit_test(every_key_blank),
        cmocka_unit_test(every_key_typing),
        cmocka_unit_test(every_key_with_a_tool),
        cmocka_unit_test(every_key_focused),
        cmocka_unit_test(every_key_edited),
        cmocka_unit_test(every_key_dragging),
        cmocka_unit_test(every_key_tiny),
        cmocka_unit_test(every_key_four_panes),
        cmocka_unit_test(every_key_while_working),
        cmocka_unit_test(a_tooltip_goes_with_the_next_key),
        cmocka_unit_test(another_display_scales_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
