/* Sessions and settings on disk: the same picture comes back, broken files change nothing. */
#include "driver.h"

#include "app/settings.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static const char *in_folder(const char *name)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/emstep-app-XXXXXX");
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char line[128];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    return system(line);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
    fclose(file);
    return text;
}

static em_status with_path(app *a, const char *verb, const char *name)
{
    char line[256];
    snprintf(line, sizeof line, "%s %s", verb, in_folder(name));
    const em_status status = driver_do(a, line);
    driver_settle(a);
    return status;
}

static void let_notices_go(app *a)
{
    driver_mouse(a, INPUT_LEAVE, 0.0, 0.0);
    for (int i = 0; i < 100; i++)
        app_tick(a, 0.2);
}

static void same_picture(app *a, app *b)
{
    let_notices_go(a);
    let_notices_go(b);
    char *first = driver_dump(a), *second = driver_dump(b);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

static void round_trip(app *a)
{
    assert_int_equal(with_path(a, "save", "s.json"), EM_OK);
    app *b = driver_open("hand", EM_KMEANS, 2, 1);
    with_path(b, "open", "s.json");
    for (size_t i = 0; i < VIEW_PANES; i++) {
        const session_frame f = app_frame(a, i), g = app_frame(b, i);
        assert_int_equal(f.length, g.length);
        assert_int_equal(f.cursor, g.cursor);
        assert_true(f.params == NULL || em_params_equal(f.params, g.params));
    }
    same_picture(a, b);
    driver_keys(b, "Left Left Right Right Right");
    driver_keys(a, "Left Left Right Right Right");
    driver_settle(a);
    driver_settle(b);
    same_picture(a, b);
    app_destroy(b);
}

static void a_session_comes_back(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_keys(a, "Right Right Right Right");
    driver_do(a, "move-mean 1 2 2");
    driver_keys(a, "Right Right 2 m Right ] v z z alt+Left Tab p ctrl+t");
    driver_do(a, "shape 0 1 0.5 30");
    driver_keys(a, "Right Left");
    driver_settle(a);
    round_trip(a);
    app_destroy(a);
}

static void edited_data_come_back(void **state)
{
    (void)state;
    app *a = driver_open("iris", EM_GMM, 3, 1);
    driver_do(a, "axes 1 3");
    driver_settle(a);
    driver_do(a, "add-point 3 1");
    driver_settle(a);
    round_trip(a); /* the start, where the timeline names the edit */
    driver_do(a, "init 4");
    driver_do(a, "option --max-iter=12");
    driver_keys(a, "Right Right Right");
    driver_settle(a);
    round_trip(a);
    assert_int_equal(app_data(a)->n, 151);
    app_destroy(a);
}

/* A point far outside does not move the camera; nor does saving it, nor another size. */
static void the_view_of_edited_data_comes_back(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    const rect box = driver_canvas(a, 0);
    driver_key(a, "a");
    driver_click(a, box.x + 8.0, box.y + 8.0);
    driver_keys(a, "Escape Right Right");
    driver_settle(a);
    round_trip(a);
    driver_key(a, "f");
    round_trip(a);
    app_destroy(a);
}

static void broken_sessions_change_nothing(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_keys(a, "Right Right Right 2");
    with_path(a, "save", "s.json");
    char *good = read_file(in_folder("s.json"));
    static const char *const bad[] = {
        "{",
        "{}",
        "{\"emstep_session\":1}",
        "{\"emstep_session\":99,\"panes\":[{}]}",
        "{\"emstep_session\":1,\"data\":{\"name\":\"/etc/passwd\"},\"panes\":[{}]}",
        "{\"emstep_session\":1,\"data\":{\"name\":\"t\",\"n\":4000000,\"d\":4000000,\"x\":[]},"
        "\"panes\":[{}]}",
        "{\"emstep_session\":1,\"data\":{\"name\":\"t\",\"n\":1,\"d\":1,\"x\":[1e999]},\"panes\":[{"
        "}]}",
        "{\"a\":1,\"a\":2}"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        write_file(in_folder("bad.json"), bad[i]);
        with_path(a, "open", "bad.json");
        assert_int_equal(app_frame(a, 1).cursor, 3);
        assert_string_equal(app_data(a)->name, "aniso");
    }
    /* One byte of a good one changed: it opens or it is refused, and the app stays whole. */
    const size_t length = strlen(good);
    for (size_t i = 0; i < length; i += 1 + length / 400) {
        char *mutant = strdup(good);
        assert_non_null(mutant);
        mutant[i] = mutant[i] == '9' ? '-' : '9';
        write_file(in_folder("bad.json"), mutant);
        with_path(a, "open", "bad.json");
        assert_true(app_frame(a, 0).params != NULL);
        assert_false(app_picture(a)->failed);
        free(mutant);
    }
    free(good);
    app_destroy(a);
}

static void drop(app *a, const char *name)
{
    const app_input_event e = {.kind = INPUT_DROP, .text = in_folder(name)};
    app_input(a, &e);
}

static void of_several_dropped_files_the_first_is_opened(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    write_file(in_folder("one.csv"), "x,y\n1,2\n3,4\n5,7\n9,1\n");
    write_file(in_folder("two.csv"), "x,y\n1,2\n3,4\n5,7\n9,1\n2,2\n");
    driver_key(a, "F1");
    drop(a, "one.csv");
    drop(a, "two.csv");
    driver_settle(a);
    assert_int_equal(app_data(a)->n, 4);
    assert_true(driver_shows(a, "4 rows, 2 features"));
    assert_true(driver_shows(a, "the first is opened"));
    assert_false(
        driver_shows(a, "presentation size")); /* the help is gone: the data are in sight */
    drop(a, "two.csv");
    driver_settle(a);
    assert_true(app_data(a)->n == 5 && !driver_shows(a, "the first is opened"));
    drop(a, "none.csv");
    driver_settle(a);
    assert_true(app_data(a)->n == 5 && driver_shows(a, "no such file"));
    app_destroy(a);
}

static void saving_fails_in_words(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    assert_int_equal(driver_do(a, "save /nowhere/at/all.json"), EM_ERR_FILE);
    driver_settle(a);
    char *picture = driver_dump(a);
    assert_non_null(strstr(picture, "all.json"));
    free(picture);
    app_destroy(a);
}

static app *open_with_settings(void)
{
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    return driver_open_spec("aniso", &spec, 1, true);
}

static void settings_are_remembered(void **state)
{
    (void)state;
    app *a = open_with_settings();
    driver_keys(a, "ctrl+t v ctrl++ ctrl++");
    driver_keys(a, "ctrl+shift+p");
    driver_do(a, "animation");
    let_notices_go(a);
    char *before = driver_dump(a);
    app_destroy(a);
    app *b = open_with_settings();
    let_notices_go(b);
    char *after = driver_dump(b);
    assert_string_equal(before, after);
    free(before);
    free(after);
    driver_settle(b);
    driver_key(b, "Right");
    assert_true(app_idle(b)); /* without animation */
    app_destroy(b);
    unlink(in_folder("emstep/settings.json"));
}

static void settings_that_cannot_be_kept_are_said_once(void **state)
{
    (void)state;
    write_file(in_folder("file"), "");
    setenv("XDG_CONFIG_HOME", in_folder("file"), 1);
    app *a = open_with_settings();
    assert_true(driver_shows(a, "Settings cannot be kept: "));
    let_notices_go(a);
    driver_keys(a, "ctrl+t Right");
    driver_settle(a);
    assert_false(driver_shows(a, "kept"));
    assert_int_equal(app_frame(a, 0).cursor, 1);
    app_destroy(a);
    setenv("XDG_CONFIG_HOME", folder, 1);
}

/* What a command line or a session sets for a while does not become the user's own. */
static void what_is_lent_is_not_remembered(void **state)
{
    (void)state;
    settings own, lent, s;
    settings_loan loan;
    settings_init(&own);
    lent = own;
    lent.theme = THEME_DARK;
    lent.animation = false;
    lent.presentation = true;
    settings_lend(&loan, &own, &lent);
    s = lent;
    s.overlays = 0; /* changed in the window */
    s = settings_own(&loan, &s);
    assert_int_equal(s.theme, THEME_LIGHT);
    assert_true(s.animation && !s.presentation);
    assert_int_equal(s.overlays, 0);
    s = lent;
    s.theme = THEME_CONTRAST;
    assert_int_equal(settings_own(&loan, &s).theme, THEME_CONTRAST);
}

/* Whatever the file holds, the program starts; a broken one is put aside with one warning. */
static void broken_settings_are_put_aside(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "{",
                                      "[]",
                                      "{\"theme\": 7}",
                                      "{\"scale\": 1e99}",
                                      "{\"scale\": \"x\"}",
                                      "{\"recent\": {}}",
                                      "\xff\xfe",
                                      "{\"pace\": 1.5}"};
    char path[200], aside[200];
    settings s;
    char warning[300];
    mkdir(in_folder("emstep"), 0700);
    snprintf(path, sizeof path, "%s", in_folder("emstep/settings.json"));
    snprintf(aside, sizeof aside, "%s", in_folder("emstep/settings.json.bak"));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        write_file(path, bad[i]);
        settings_init(&s);
        settings_load(&s, warning, sizeof warning);
        assert_non_null(strstr(warning, ".bak"));
        assert_int_equal(s.theme, THEME_LIGHT);
        char *kept = read_file(aside);
        assert_string_equal(kept, bad[i]);
        free(kept);
        assert_int_not_equal(access(path, F_OK), 0);
        settings_finish(&s);
    }
    mkdir(path, 0700); /* a folder in its place */
    app *a = open_with_settings();
    char *picture = driver_dump(a);
    assert_non_null(strstr(picture, "settings"));
    free(picture);
    app_destroy(a);
}

/* The last one to write wins, and the file is never a mixture. */
static void two_windows_share_the_settings(void **state)
{
    (void)state;
    settings s;
    char warning[300];
    app *a = open_with_settings(), *b = open_with_settings();
    driver_key(a, "ctrl+t");
    driver_keys(b, "ctrl+t ctrl+t");
    app_destroy(a);
    app_destroy(b);
    settings_init(&s);
    settings_load(&s, warning, sizeof warning);
    assert_string_equal(warning, "");
    assert_int_equal(s.theme, THEME_CONTRAST);
    settings_finish(&s);
}

/* A program that dies leaves its session; one that ends leaves nothing. */
static void a_dead_program_leaves_its_session(void **state)
{
    (void)state;
    char own[200], dead[200], name[64];
    snprintf(name, sizeof name, "emstep/autosave-%ld.json", (long)getpid());
    snprintf(own, sizeof own, "%s", in_folder(name));
    snprintf(dead, sizeof dead, "%s", in_folder("emstep/autosave-99999999.json"));
    app *a = open_with_settings();
    driver_keys(a, "Right Right Right");
    driver_settle(a);
    app_tick(a, 11.0);
    app_tick(a, 11.0);
    driver_settle(a);
    assert_int_equal(access(own, F_OK), 0);
    assert_int_equal(link(own, dead), 0);
    app_destroy(a);
    assert_int_not_equal(access(own, F_OK), 0);
    app *b = open_with_settings();
    assert_int_not_equal(access(dead, F_OK), 0);
    with_path(b, "data", "emstep/rescued.json"); /* as the menu of data sets opens it */
    assert_int_equal(app_frame(b, 0).cursor, 3);
    app_destroy(b);
}

static void recent_names_are_few_and_single(void **state)
{
    (void)state;
    settings s;
    settings_init(&s);
    char name[16];
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "file %d", i % 13);
        settings_remember(&s, name);
        assert_string_equal(s.recent[0], name);
    }
    assert_int_equal(s.n_recent, RECENT_MAX);
    for (size_t i = 0; i < s.n_recent; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(s.recent[i], s.recent[j]);
    settings_finish(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_comes_back),
        cmocka_unit_test(edited_data_come_back),
        cmocka_unit_test(the_view_of_edited_data_comes_back),
        cmocka_unit_test(broken_sessions_change_nothing),
        cmocka_unit_test(of_several_dropped_files_the_first_is_opened),
        cmocka_unit_test(saving_fails_in_words),
        cmocka_unit_test(settings_are_remembered),
        cmocka_unit_test(settings_that_cannot_be_kept_are_said_once),
        cmocka_unit_test(what_is_lent_is_not_remembered),
        cmocka_unit_test(broken_settings_are_put_aside),
        cmocka_unit_test(two_windows_share_the_settings),
        cmocka_unit_test(a_dead_program_leaves_its_session),
        cmocka_unit_test(recent_names_are_few_and_single),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
