/* Time: half-steps, iterations, scrubbing, play, animation, and keys at the wrong moment. */
#include "driver.h"

static size_t cursor(const app *a)
{
    return app_frame(a, 0).cursor;
}

static void half_steps_go_forward_and_back(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    assert_int_equal(cursor(a), 0);
    driver_key(a, "Right");
    assert_int_equal(app_frame(a, 0).step->phase, TRACE_E);
    driver_settle(a);
    driver_key(a, "PageDown");
    assert_int_equal(app_frame(a, 0).step->phase, TRACE_M);
    driver_key(a, "Enter");
    assert_int_equal(cursor(a), 3);
    driver_keys(a, "Left PageUp");
    assert_int_equal(cursor(a), 1);
    driver_keys(a, "Left Left Left");
    assert_int_equal(cursor(a), 0);
    driver_key(a, "End");
    driver_settle(a);
    assert_true(app_frame(a, 0).converged);
    assert_int_equal(cursor(a), app_frame(a, 0).stop_row);
    const size_t end = cursor(a);
    driver_key(a, "End");
    assert_int_equal(cursor(a), end);
    driver_key(a, "Right");
    assert_int_equal(cursor(a), end + 1);
    driver_key(a, "Home");
    assert_int_equal(cursor(a), 0);
    driver_do(a, "seek 7");
    assert_int_equal(cursor(a), 7);
    driver_do(a, "seek 100000");
    assert_int_equal(cursor(a), app_frame(a, 0).length - 1);
    driver_do(a, "seek -5");
    assert_int_equal(cursor(a), 0);
    app_destroy(a);
}

static void iterations_go_two_half_steps(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    driver_key(a, "shift+Right");
    assert_int_equal(cursor(a), 2);
    driver_key(a, "Right");
    driver_key(a, "shift+Right");
    assert_int_equal(cursor(a), 4);
    driver_key(a, "Right");
    driver_key(a, "shift+Left");
    assert_int_equal(cursor(a), 4);
    driver_key(a, "shift+Left");
    assert_int_equal(cursor(a), 2);
    driver_keys(a, "shift+Left shift+Left");
    assert_int_equal(cursor(a), 0);
    app_destroy(a);
}

static void back_is_the_same_picture(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_key(a, "End"); /* the timeline is as long before as after */
    driver_settle(a);
    driver_do(a, "seek 4");
    driver_settle(a);
    for (int i = 0; i < 50; i++)
        app_tick(a, 0.1); /* notices go */
    char *before = driver_dump(a);
    driver_key(a, "Right");
    driver_settle(a);
    char *between = driver_dump(a);
    driver_key(a, "Left");
    driver_settle(a);
    char *after = driver_dump(a);
    assert_string_not_equal(before, between);
    assert_string_equal(before, after);
    free(before);
    free(between);
    free(after);
    app_destroy(a);
}

static const draw_points *points(app *a)
{
    const draw_list *list = app_picture(a);
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_POINTS)
            return &list->item[i].points;
    fail_msg("no points are drawn");
    return NULL;
}

static void a_half_step_glides_for_its_time(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    const rgba before = points(a)->colour[0];
    const uint64_t version = points(a)->version;
    driver_key(a, "Right");
    assert_int_equal(app_wait(a), 0);
    assert_true(app_dirty(a));
    assert_true(points(a)->version != version);
    assert_true(points(a)->colour[0] != before); /* the first frame already differs */
    app_tick(a, 5.0); /* however long nothing happened, the first tick is one frame */
    assert_false(app_idle(a));
    app_tick(a, 1000.0); /* a jump of the clock moves it by a tenth of a second */
    assert_false(app_idle(a));
    for (int i = 0; i < 3; i++)
        app_tick(a, 0.1);
    assert_false(app_idle(a));
    for (int i = 0; i < 3; i++)
        app_tick(a, 0.1);
    assert_true(app_idle(a));
    const uint64_t rest = points(a)->version;
    app_tick(a, 0.1);
    assert_int_equal(points(a)->version, rest);
    assert_true(app_wait(a) > 1.0);
    app_destroy(a);
}

static void a_second_press_finishes_and_goes_on(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_key(a, "Right");
    app_tick(a, 0.05);
    driver_repeat(a, "Right"); /* a held key waits for the picture */
    assert_int_equal(cursor(a), 1);
    driver_key(a, "Right");
    assert_int_equal(cursor(a), 2);
    driver_settle(a);
    driver_repeat(a, "Right");
    assert_int_equal(cursor(a), 3);
    driver_settle(a);
    driver_do(a, "animation");
    driver_key(a, "Right");
    assert_true(app_idle(a));
    assert_int_equal(cursor(a), 4);
    app_destroy(a);
}

static void play_runs_to_the_end_and_stops(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    driver_key(a, "Space");
    app_tick(a, 0.01);
    assert_int_equal(cursor(a), 1);
    app_tick(a, 0.9);
    assert_int_equal(cursor(a), 1);
    app_tick(a, 0.2);
    assert_int_equal(cursor(a), 2);
    driver_key(a, "Space");
    driver_settle(a);
    assert_int_equal(cursor(a), 2);
    driver_keys(a, "+ + + +");
    driver_key(a, "Space");
    driver_settle(a);
    assert_int_equal(app_frame(a, 0).stop_row, cursor(a));
    driver_key(a, "Space"); /* at the end there is nothing to play */
    assert_true(app_idle(a));
    driver_key(a, "Home");
    driver_key(a, "Space");
    driver_key(a, "Right"); /* a step by hand takes over */
    driver_settle(a);
    assert_int_equal(cursor(a), 1);
    app_destroy(a);
}

static void a_blank_screen_swallows_one_key(void **state)
{
    (void)state;
    static const char *const wakers[] = {"Right", "PageDown", "b", ".", "Escape", "q", "F5"};
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    app_request request;
    for (size_t i = 0; i < sizeof wakers / sizeof wakers[0]; i++) {
        driver_key(a, i % 2 == 0 ? "." : "B");
        driver_key(a, wakers[i]);
        assert_int_equal(cursor(a), 0);
        assert_false(app_take_request(a, &request));
        driver_key(a, "Right");
        assert_int_equal(cursor(a), 1);
        driver_keys(a, "Home");
    }
    driver_key(a, "Space");
    driver_key(a, "b");
    driver_settle(a); /* nothing plays unseen */
    driver_key(a, "ctrl+q");
    assert_true(app_take_request(a, &request));
    assert_int_equal(request.kind, REQUEST_QUIT);
    app_destroy(a);
}

static void help_and_menus_take_the_first_key(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_keys(a, "F1 Right");
    assert_int_equal(cursor(a), 0);
    driver_key(a, "Right");
    assert_int_equal(cursor(a), 1);
    driver_keys(a, "? Escape Right");
    assert_int_equal(cursor(a), 2);
    driver_key(a, "ctrl+d");
    driver_key(a, "Up"); /* walks the menu */
    assert_int_equal(app_frame(a, 0).params->k, 3);
    driver_key(a, "Escape");
    driver_key(a, "Up");
    assert_int_equal(app_frame(a, 0).params->k, 4);
    app_destroy(a);
}

/* On a small screen the help has pages: F1 shows them all, then closes. */
static void help_shows_every_key(void **state)
{
    (void)state;
    static const double size[][2] = {{960, 600}, {1024, 768}, {1280, 720}, {1920, 1080}};
    for (size_t i = 0; i < 8; i++) {
        app *a = driver_open("aniso", EM_GMM, 3, 1);
        app_input_event event = {.kind = INPUT_RESIZE,
                                 .x = size[i / 2][0],
                                 .y = size[i / 2][1],
                                 .device_scale = i % 2 ? 1 : 2};
        app_input(a, &event);
        if (i % 2)
            driver_key(a, "ctrl+shift+p");
        size_t seen = 0, pages = 0;
        bool open = true;
        for (driver_key(a, "F1"); open && pages < 20; driver_key(a, "F1"), pages++) {
            const draw_list *list = app_picture(a);
            open = false;
            for (size_t j = 0; j < list->n; j++) {
                const draw_text *t = &list->item[j].text;
                if (list->item[j].kind != DRAW_TEXT)
                    continue;
                open = open || (t->face == FACE_BOLD && strcmp(t->text, "Keys") == 0);
                seen += t->face == FACE_MEDIUM &&
                        (strcmp(t->text, "Ctrl+Q") == 0 || strcmp(t->text, "Shift+V") == 0 ||
                         strcmp(t->text, "Shift+Left") == 0);
            }
        }
        assert_false(open);
        if (seen != 3)
            fail_msg("%zu of three keys at %g x %g", seen, event.x, event.y);
        app_destroy(a);
    }
}

static void escape_never_quits(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    app_request request;
    driver_key(a, "F5");
    assert_true(app_take_request(a, &request));
    assert_int_equal(request.kind, REQUEST_FULL_SCREEN);
    driver_key(a, "Escape");
    assert_true(app_take_request(a, &request));
    assert_int_equal(request.kind, REQUEST_WINDOW);
    for (int i = 0; i < 20; i++)
        driver_key(a, "Escape");
    assert_false(app_take_request(a, &request));
    app_destroy(a);
}

static void work_never_blocks_and_can_be_stopped(void **state)
{
    (void)state;
    app *a = driver_open("blobs:n=200000,k=8,d=2", EM_GMM, 8, 1);
    driver_key(a, "End");
    assert_false(app_idle(a));
    assert_true(app_wait(a) <= 0.1);
    assert_int_equal(cursor(a), 0);
    driver_keys(a, "Right Up n m 2 ctrl+z Home Space"); /* refused, not queued */
    assert_int_equal(cursor(a), 0);
    assert_int_equal(app_frame(a, 0).params->k, 8);
    driver_keys(a, "v ctrl+t ] z"); /* looks go on */
    driver_key(a, "Escape");
    driver_settle(a);
    assert_int_equal(cursor(a), 0);
    assert_int_equal(app_frame(a, 0).length, 1);
    driver_key(a, "Right");
    driver_settle(a);
    assert_int_equal(cursor(a), 1);
    driver_key(a, "Right");
    app_destroy(a); /* in the middle of work */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_steps_go_forward_and_back),
        cmocka_unit_test(iterations_go_two_half_steps),
        cmocka_unit_test(back_is_the_same_picture),
        cmocka_unit_test(a_half_step_glides_for_its_time),
        cmocka_unit_test(a_second_press_finishes_and_goes_on),
        cmocka_unit_test(play_runs_to_the_end_and_stops),
        cmocka_unit_test(a_blank_screen_swallows_one_key),
        cmocka_unit_test(help_and_menus_take_the_first_key),
        cmocka_unit_test(help_shows_every_key),
        cmocka_unit_test(escape_never_quits),
        cmocka_unit_test(work_never_blocks_and_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
