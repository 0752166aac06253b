/* Values of a run that are typed: the seed, the points of the start, the numeric options. */
#include "driver.h"

#include <sys/stat.h>
#include <unistd.h>

static const em_spec *spec_of(const app *a, size_t pane)
{
    return app_frame(a, pane).spec;
}

static void type(app *a, const char *text)
{
    const app_input_event e = {.kind = INPUT_TEXT, .text = text};
    app_input(a, &e);
}

/* Is this text in the window? */
static const ui_hit *control_for(app *a, command_kind kind, const char *text)
{
    app_picture(a);
    const ui_list *ui = app_controls(a);
    for (size_t i = 0; i < ui->n; i++)
        if (ui->hit[i].command.kind == kind && ui->hit[i].command.text != NULL &&
            strcmp(ui->hit[i].command.text, text) == 0)
            return &ui->hit[i];
    return NULL;
}

static void a_seed_is_typed(void **state)
{
    (void)state;
    app *a = driver_open("blobs", EM_KMEANS, 3, 2);
    const uint32_t before = spec_of(a, 0)->seed;
    driver_do(a, "pane 1");
    driver_key(a, "ctrl+n");
    assert_true(driver_shows(a, "Seed, 0 to 4294967295"));
    type(a, "7"); /* replaces the seed that stood there */
    type(a, "77");
    driver_key(a, "Enter");
    driver_settle(a);
    assert_int_equal(spec_of(a, 1)->seed, 777);
    assert_int_equal(spec_of(a, 0)->seed, before);
    assert_false(driver_shows(a, "Seed, 0 to 4294967295"));
    app_destroy(a);
}

static void a_seed_is_clicked_and_left(void **state)
{
    (void)state;
    app *a = driver_open("blobs", EM_KMEANS, 3, 1);
    const uint32_t before = spec_of(a, 0)->seed;
    const ui_hit *seed = control_for(a, COMMAND_ASK, "seed");
    assert_non_null(seed);
    driver_click(a, seed->box.x + seed->box.w / 2, seed->box.y + seed->box.h / 2);
    assert_true(driver_shows(a, "Seed, 0 to 4294967295"));
    type(a, "9");
    driver_key(a, "Escape");
    assert_false(driver_shows(a, "Seed, 0 to 4294967295"));
    assert_int_equal(spec_of(a, 0)->seed, before);
    app_destroy(a);
}

static void a_bad_seed_can_be_mended(void **state)
{
    (void)state;
    static const char *const bad[] = {"4294967296", "-1", "1 2", "0x10", "99999999999999999999"};
    app *a = driver_open("blobs", EM_KMEANS, 3, 1);
    const uint32_t before = spec_of(a, 0)->seed;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        driver_key(a, "ctrl+n");
        type(a, bad[i]);
        driver_key(a, "Enter");
        assert_int_equal(spec_of(a, 0)->seed, before);
        assert_true(driver_shows(a, "A seed is a whole number, 0 to 4294967295."));
        assert_true(driver_shows(a, bad[i]));
        driver_key(a, "Escape");
    }
    driver_key(a, "ctrl+n");
    type(a, "42949672956");
    driver_key(a, "Enter");
    driver_key(a, "Backspace");
    driver_key(a, "Enter");
    driver_settle(a);
    assert_true(spec_of(a, 0)->seed == 4294967295U);
    app_destroy(a);
}

static void points_are_typed(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 2, 1);
    driver_key(a, "ctrl+i");
    type(a, "10, 100,300");
    driver_key(a, "Enter");
    driver_settle(a);
    assert_int_equal(spec_of(a, 0)->init, EM_INIT_POINTS);
    assert_int_equal(spec_of(a, 0)->k, 3);
    assert_int_equal(spec_of(a, 0)->points[2], 300);
    driver_key(a, "ctrl+i");
    assert_true(driver_shows(a, "10,100,300"));
    driver_key(a, "End");
    type(a, "0"); /* 3000: no such row */
    driver_key(a, "Enter");
    assert_int_equal(spec_of(a, 0)->points[2], 300);
    assert_true(driver_shows(a, "3000"));
    app_destroy(a);
}

static void options_are_typed(void **state)
{
    (void)state;
    static const struct {
        const char *ask, *text;
    } given[] = {{"ask reg-covar", "0.25"},
                 {"ask tol", "1e-5"},
                 {"ask max-iter", "17"},
                 {"ask init-cov", "2.5"},
                 {"ask n-init", "4"}};
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        assert_int_equal(driver_do(a, given[i].ask), EM_OK);
        type(a, given[i].text);
        driver_key(a, "Enter");
        driver_settle(a);
    }
    const em_spec *spec = spec_of(a, 0);
    assert_true(fabs(spec->reg_covar - 0.25) < 1e-12);
    assert_true(fabs(em_spec_tol(spec) - 1e-5) < 1e-12);
    assert_int_equal(em_spec_max_iter(spec), 17);
    assert_true(fabs(spec->init_cov - 2.5) < 1e-12);
    assert_int_equal(spec->n_init, 4);
    driver_do(a, "ask init-cov");
    type(a, "data");
    driver_key(a, "Enter");
    driver_settle(a);
    assert_true(spec_of(a, 0)->init_cov < 1e-300);
    assert_int_not_equal(driver_do(a, "ask nothing"), EM_OK);
    app_destroy(a);
}

/* Where the header has no room, the options' menu has what is missing. */
static void narrow_headers_lose_nothing(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 4);
    const app_input_event small = {.kind = INPUT_RESIZE, .x = 960, .y = 600, .device_scale = 1};
    app_input(a, &small);
    driver_do(a, "presentation");
    driver_do(a, "menu 5 pane=2");
    app_picture(a);
    const ui_list *ui = app_controls(a);
    bool model = false, covariance = false, init = false, k = false, seed = false;
    for (size_t i = 0; i < ui->n; i++) {
        const command *c = &ui->hit[i].command;
        if (c->pane != 2)
            continue;
        model = model || (c->kind == COMMAND_MENU && c->n == MENU_MODEL);
        covariance = covariance || (c->kind == COMMAND_MENU && c->n == MENU_COVARIANCE);
        init = init || (c->kind == COMMAND_MENU && c->n == MENU_INIT);
        k = k || (c->kind == COMMAND_K_STEP && c->n > 0);
        seed = seed || c->kind == COMMAND_NEW_SEED;
    }
    assert_true(model && covariance && init && k && seed);
    app_destroy(a);
}

static void undo_is_offered_when_possible(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    for (int step = 0; step < 3; step++) {
        driver_do(a, "menu 8");
        app_picture(a);
        const ui_list *ui = app_controls(a);
        size_t seen = 0;
        for (size_t i = 0; i < ui->n; i++) {
            const bool undo = ui->hit[i].command.kind == COMMAND_UNDO;
            if (!undo && ui->hit[i].command.kind != COMMAND_REDO)
                continue;
            seen++;
            assert_int_equal(ui->hit[i].enabled, undo ? step == 1 : step == 2);
        }
        assert_int_equal(seen, 2);
        driver_do(a, step == 0 ? "move-mean 0 1 1" : "undo");
        driver_settle(a);
    }
    app_destroy(a);
}

static long size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (long)info.st_size : -1;
}

/* A file is replaced only by a second Enter; what is typed in between asks again. */
static void a_file_is_replaced_on_a_second_word(void **state)
{
    (void)state;
    char path[] = "/tmp/emstep-typed-XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, "old", 3) == 3);
    close(fd);
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    app_ask_here(a);
    driver_key(a, "ctrl+s");
    type(a, path);
    driver_key(a, "Enter");
    driver_settle(a);
    assert_true(driver_shows(a, "Enter again replaces it") && size_of(path) == 3);
    type(a, "x");
    driver_keys(a, "Backspace Enter");
    driver_settle(a);
    assert_int_equal(size_of(path), 3);
    driver_key(a, "Enter");
    driver_settle(a);
    assert_true(size_of(path) > 100 && driver_shows(a, "Session saved"));
    driver_key(a, "ctrl+s"); /* its own file needs no question */
    driver_settle(a);
    assert_true(driver_shows(a, "Session saved"));
    unlink(path);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seed_is_typed),
        cmocka_unit_test(a_seed_is_clicked_and_left),
        cmocka_unit_test(a_bad_seed_can_be_mended),
        cmocka_unit_test(points_are_typed),
        cmocka_unit_test(options_are_typed),
        cmocka_unit_test(narrow_headers_lose_nothing),
        cmocka_unit_test(a_file_is_replaced_on_a_second_word),
        cmocka_unit_test(undo_is_offered_when_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
