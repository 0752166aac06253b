/* What the window asks the platform to write: format, size and name, from the menu and typed. */
#include "driver.h"

#include <unistd.h>

static void type(app *a, const char *text)
{
    const app_input_event e = {.kind = INPUT_TEXT, .text = text};
    app_input(a, &e);
}

/* The next export that is asked for; REQUEST_NONE: none is. */
static app_request next_export(app *a)
{
    app_request r;
    while (app_take_request(a, &r))
        if (r.kind == REQUEST_EXPORT)
            return r;
    return (app_request){.kind = REQUEST_NONE};
}

static void expect(app *a, const char *path, size_t width, size_t height)
{
    const app_request r = next_export(a);
    assert_int_equal(r.kind, REQUEST_EXPORT);
    assert_false(r.on);
    assert_string_equal(r.path, path);
    assert_int_equal(r.width, width);
    assert_int_equal(r.height, height);
}

static void a_size_stands_after_the_name(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    app_ask_here(a);
    static const char *const same[] = {"plot.png 800x600", "plot.png 800X600",
                                       "plot.png 800\303\227600", "plot.png 800*600"};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        driver_key(a, "ctrl+e");
        type(a, same[i]);
        driver_key(a, "Enter");
        expect(a, "plot.png", 800, 600);
    }
    static const char *const names[] = {"plot.png", "a 10x10", "table 9x9.csv", "two words.png",
                                        "plot.png 800x"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        driver_key(a, "ctrl+e");
        type(a, names[i]);
        driver_key(a, "Enter");
        expect(a, names[i], 0, 0);
    }
    app_destroy(a);
}

static void a_size_out_of_range_can_be_mended(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    app_ask_here(a);
    static const char *const bad[] = {"p.png 63x600", "p.png 600x16385", "p.png 0x0",
                                      "p.png 99999999999999999999x600"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        driver_key(a, "ctrl+e");
        type(a, bad[i]);
        driver_key(a, "Enter");
        assert_int_equal(next_export(a).kind, REQUEST_NONE);
        assert_non_null(strstr(app_complaint(a), "64 to 16384"));
        driver_key(a, "ctrl+Backspace"); /* the line is still there */
        type(a, "p.png 64x16384");
        driver_key(a, "Enter");
        expect(a, "p.png", 64, 16384);
    }
    app_destroy(a);
}

/* From the menu by the arrows, with the suggested name; "" in size: none is asked. */
static void choose(app *a, int entry, const char *size)
{
    driver_key(a, "ctrl+shift+e");
    for (int i = 0; i < entry; i++)
        driver_key(a, "Down");
    driver_key(a, "Enter");
    if (*size) {
        type(a, size);
        driver_key(a, "Enter");
    }
    driver_key(a, "Enter");
}

static void the_menu_offers_formats_and_sizes(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    app_ask_here(a);
    driver_keys(a, "Right Right");
    choose(a, 1, "");
    expect(a, "aniso-step-2.png", 0, 0);
    choose(a, 2, "");
    expect(a, "aniso-step-2.png", 1920, 1080);
    choose(a, 3, "");
    expect(a, "aniso-step-2.png", 3840, 2160);
    choose(a, 4, "1000 x 2000");
    expect(a, "aniso-step-2.png", 1000, 2000);
    choose(a, 5, "");
    expect(a, "aniso-step-2.svg", 0, 0);
    choose(a, 6, "");
    expect(a, "aniso.mp4", 0, 0);
    choose(a, 7, "");
    expect(a, "aniso.gif", 0, 0);
    choose(a, 8, "");
    expect(a, "aniso-%03d.png", 0, 0);
    choose(a, 9, "");
    expect(a, "aniso-step-2.csv", 0, 0);
    app_destroy(a);
}

static void a_file_is_replaced_on_the_second_enter(void **state)
{
    (void)state;
    char path[] = "/tmp/emstep-export-XXXXXX.png", typed[64];
    const int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    close(fd);
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    app_ask_here(a);
    snprintf(typed, sizeof typed, "%s 300x200", path);
    driver_key(a, "ctrl+e");
    type(a, typed);
    driver_key(a, "Enter");
    assert_int_equal(next_export(a).kind, REQUEST_NONE);
    driver_key(a, "Enter");
    expect(a, path, 300, 200);
    app_destroy(a);
    unlink(path);
}

static void a_tilde_is_the_home_folder(void **state)
{
    (void)state;
    setenv("HOME", "/home/somebody", 1);
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    app_ask_here(a);
    driver_key(a, "ctrl+e");
    type(a, "~/plot.png 800x600");
    driver_key(a, "Enter");
    expect(a, "/home/somebody/plot.png", 800, 600);
    app_destroy(a);
}

static void a_dialog_keeps_what_was_chosen(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    driver_do(a, "export .png 3840x2160");
    const app_request asked = next_export(a);
    assert_true(asked.on);
    assert_string_equal(asked.path, "aniso-step-0.png");
    assert_non_null(strstr(asked.title, "3840"));
    const command answer = {.kind = COMMAND_EXPORT, .pane = -1, .n = 1, .text = "/tmp/a.b/mine"};
    app_apply(a, &answer);
    expect(a, "/tmp/a.b/mine.png", 3840, 2160);
    driver_do(a, "export other.png"); /* no answer: nothing of the menu's choice is left on it */
    expect(a, "other.png", 0, 0);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_size_stands_after_the_name),
        cmocka_unit_test(a_size_out_of_range_can_be_mended),
        cmocka_unit_test(the_menu_offers_formats_and_sizes),
        cmocka_unit_test(a_file_is_replaced_on_the_second_enter),
        cmocka_unit_test(a_tilde_is_the_home_folder),
        cmocka_unit_test(a_dialog_keeps_what_was_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
