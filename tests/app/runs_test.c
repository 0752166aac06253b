/* What runs: model, covariance, K, start, seed; panes beside each other; data sets; Choose K. */
#include "driver.h"

#include "app/keymap.h"
#include "view/scatter.h"

static const em_spec *spec_of(const app *a, size_t pane)
{
    return app_frame(a, pane).spec;
}

static void k_is_clamped(void **state)
{
    (void)state;
    app *a = driver_open("hand", EM_KMEANS, 2, 1);
    driver_keys(a, "Up Up Up Up");
    assert_int_equal(spec_of(a, 0)->k, 3);
    driver_keys(a, "Down Down Down Down");
    assert_int_equal(spec_of(a, 0)->k, 1);
    driver_do(a, "k 99");
    assert_int_equal(spec_of(a, 0)->k, 3);
    driver_do(a, "k -4");
    assert_int_equal(spec_of(a, 0)->k, 1);
    app_destroy(a);
}

static void cycles_come_round(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_key(a, "m");
    assert_int_equal(spec_of(a, 0)->kind, EM_KMEANS);
    assert_true(em_init_suits(spec_of(a, 0)->init, EM_KMEANS));
    driver_key(a, "c"); /* has no covariance */
    assert_int_equal(spec_of(a, 0)->kind, EM_KMEANS);
    driver_key(a, "m");
    assert_int_equal(spec_of(a, 0)->kind, EM_GMM);
    for (int i = 1; i <= 4; i++) {
        driver_key(a, "c");
        assert_int_equal(spec_of(a, 0)->cov_kind, i % 4);
    }
    const em_init first = spec_of(a, 0)->init;
    int turns = 0;
    do {
        driver_key(a, "i");
        driver_settle(a);
        turns++;
    } while (spec_of(a, 0)->init != first && turns < 20);
    assert_int_equal(turns, 7);
    app_destroy(a);
}

static void explicit_rows_come_back(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_do(a, "init -1 points:10,100,300");
    assert_int_equal(spec_of(a, 0)->init, EM_INIT_POINTS);
    assert_int_equal(spec_of(a, 0)->points[1], 100);
    driver_key(a, "n"); /* rows have no seed: a new one means random points */
    assert_int_equal(spec_of(a, 0)->init, EM_INIT_RANDOM);
    for (int i = 0; i < 9 && spec_of(a, 0)->init != EM_INIT_POINTS; i++)
        driver_key(a, "i");
    assert_int_equal(spec_of(a, 0)->init, EM_INIT_POINTS);
    assert_int_equal(spec_of(a, 0)->points[2], 300);
    driver_key(a, "Up"); /* three rows are no start for four components */
    assert_int_equal(spec_of(a, 0)->k, 4);
    assert_int_equal(spec_of(a, 0)->init, EM_INIT_RANDOM);
    app_destroy(a);
}

static void a_refusal_changes_nothing(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_keys(a, "Right Right Right");
    driver_settle(a);
    static const char *const bad[] = {"option --reg-covar=-1",
                                      "option --tol=x",
                                      "option --nothing=1",
                                      "init -1 points:1,2,9999",
                                      "init -1 what",
                                      "data nowhere.csv",
                                      "open /",
                                      "spec --k 0",
                                      "spec --model tree",
                                      "option -k",
                                      "axes 5 0",
                                      "panes 9",
                                      "load-k 3",
                                      "inspect 450"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const em_status status = driver_do(a, bad[i]);
        driver_settle(a);
        assert_int_equal(app_frame(a, 0).cursor, 3);
        assert_int_equal(app_data(a)->n, 450);
        if (strncmp(bad[i], "data", 4) != 0 && strncmp(bad[i], "open", 4) != 0)
            assert_int_not_equal(status, EM_OK);
    }
    assert_int_equal(driver_do(a, "option --reg-covar=1e-3"), EM_OK);
    assert_true(spec_of(a, 0)->reg_covar == 1e-3);
    assert_int_equal(driver_do(a, "spec --model kmeans -k 5 --init farthest --seed 7"), EM_OK);
    assert_int_equal(spec_of(a, 0)->kind, EM_KMEANS);
    assert_int_equal(spec_of(a, 0)->k, 5);
    assert_int_equal(spec_of(a, 0)->seed, 7);
    app_destroy(a);
}

static void panes_share_one_clock(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_keys(a, "Right Right Right 2");
    driver_settle(a);
    assert_int_equal(app_frame(a, 1).cursor, 3); /* a copy stands where its model stood */
    assert_true(em_params_equal(app_frame(a, 0).params, app_frame(a, 1).params));
    driver_key(a, "m"); /* the new pane is active and starts anew */
    assert_int_equal(spec_of(a, 0)->kind, EM_GMM);
    assert_int_equal(spec_of(a, 1)->kind, EM_KMEANS);
    assert_int_equal(app_frame(a, 1).cursor, 0);
    driver_key(a, "Right");
    assert_int_equal(app_frame(a, 0).cursor, 4);
    assert_int_equal(app_frame(a, 1).cursor, 1);
    driver_key(a, "Left");
    assert_int_equal(app_frame(a, 0).cursor, 3);
    assert_int_equal(app_frame(a, 1).cursor, 0);
    driver_key(a, "End");
    driver_settle(a);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(app_frame(a, i).cursor, app_frame(a, i).stop_row);
    const size_t ends[] = {app_frame(a, 0).cursor, app_frame(a, 1).cursor};
    driver_keys(a, "Left Right");
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(app_frame(a, i).cursor, ends[i]);
    driver_key(a, "Home");
    assert_int_equal(app_frame(a, 0).cursor + app_frame(a, 1).cursor, 0);
    driver_keys(a, "Tab shift+n");
    assert_int_equal(spec_of(a, 0)->seed, 43);
    assert_int_equal(spec_of(a, 1)->seed, 43);
    driver_key(a, "n");
    assert_int_equal(spec_of(a, 0)->seed, 44);
    assert_int_equal(spec_of(a, 1)->seed, 43);
    driver_keys(a, "4 3 1");
    assert_null(app_frame(a, 1).params);
    app_destroy(a);
}

static void a_pane_that_has_converged_waits(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 2);
    driver_do(a, "model 0 pane=1");
    driver_do(a, "panes 2");
    driver_key(a, "Home");
    size_t steps = 0;
    while (app_frame(a, 0).stop == EM_STOP_NONE || app_frame(a, 1).stop == EM_STOP_NONE) {
        driver_key(a, "Right");
        assert_true(++steps < 500);
    }
    const size_t first = app_frame(a, 0).cursor, second = app_frame(a, 1).cursor;
    assert_int_equal(first, app_frame(a, 0).stop_row);
    assert_int_equal(second, app_frame(a, 1).stop_row);
    assert_int_equal(steps, first > second ? first : second);
    while (steps-- > 2)
        driver_key(a, "Left");
    assert_int_equal(app_frame(a, 0).cursor, 2);
    assert_int_equal(app_frame(a, 1).cursor, 2);
    app_destroy(a);
}

static void data_sets_are_changed(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 2);
    static const char *const names[] = {"blobs", "hand", "iris", "faithful", "moons", "aniso"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char line[64];
        snprintf(line, sizeof line, "data %s", names[i]);
        assert_int_equal(driver_do(a, line), EM_OK);
        driver_settle(a);
        assert_string_equal(app_data(a)->name, names[i]);
        driver_keys(a, "Right Right p v d End");
        driver_settle(a);
        assert_false(app_picture(a)->failed);
    }
    assert_int_equal(spec_of(a, 0)->init, EM_INIT_POINTS); /* the default run of aniso */
    app_destroy(a);
}

static void bernoulli_sees_binary_data(void **state)
{
    (void)state;
    em_spec spec;
    em_spec_init(&spec, EM_KMEANS);
    spec.k = 4;
    app *a = driver_open_spec("digits", &spec, 1, false);
    driver_keys(a, "m");
    driver_settle(a);
    driver_keys(a, "m");
    driver_settle(a);
    assert_int_equal(spec_of(a, 0)->kind, EM_BERNOULLI);
    assert_true(app_frame(a, 0).data->binary);
    driver_keys(a, "Right");
    driver_settle(a);
    driver_key(a, "2");
    driver_settle(a);
    driver_keys(a, "m");
    driver_settle(a);
    assert_false(app_frame(a, 1).data->binary);
    driver_keys(a, "Right");
    driver_settle(a);
    assert_false(app_picture(a)->failed);
    app_destroy(a);
    em_spec_finish(&spec);
}

static void choose_k_sweeps_and_loads(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    driver_key(a, "s");
    driver_key(a, "Right"); /* stepping goes on meanwhile */
    assert_int_equal(app_frame(a, 0).cursor, 1);
    driver_settle(a);
    assert_int_equal(driver_do(a, "load-k 5"), EM_OK);
    driver_settle(a);
    assert_int_equal(spec_of(a, 0)->k, 5);
    assert_true(app_frame(a, 0).stop != EM_STOP_NONE);
    driver_key(a, "s");
    driver_do(a, "data blobs"); /* the data the sweep reads stay until it has ended */
    driver_settle(a);
    assert_int_not_equal(driver_do(a, "load-k 5"), EM_OK);
    driver_key(a, "s");
    driver_key(a, "Escape");
    driver_settle(a);
    driver_key(a, "s");
    app_destroy(a);
}

static void the_picture_is_moved_and_fitted(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    for (int i = 0; i < 60; i++)
        app_tick(a, 0.2);
    char *fitted = driver_dump(a);
    driver_keys(a, "z z alt+Left alt+Up");
    char *moved = driver_dump(a);
    driver_key(a, "f");
    char *again = driver_dump(a);
    assert_string_not_equal(fitted, moved);
    assert_string_equal(fitted, again);
    const rect box = driver_canvas(a, 0);
    driver_do(a, "zoom 400 300 3");
    driver_do(a, "zoom 400 300 -3");
    for (int i = 0; i < 2000; i++)
        driver_do(a, i % 3 == 0 ? "pan 1e7 -1e7" : "zoom 200 200 20");
    assert_false(app_picture(a)->failed);
    const app_input_event fit = {
        .kind = INPUT_PRESS, .x = box.x + 5, .y = box.y + 5, .button = 1, .clicks = 2};
    app_input(a, &fit);
    char *last = driver_dump(a);
    assert_non_null(strstr(last, "points"));
    free(fitted);
    free(moved);
    free(again);
    free(last);
    app_destroy(a);
}

static void focus_reaches_every_control(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 2);
    app_picture(a);
    size_t reachable = 0;
    const ui_list *ui = app_controls(a);
    for (size_t i = 0; i < ui->n; i++)
        reachable += ui->hit[i].kind == HIT_BUTTON && ui->hit[i].enabled && ui->hit[i].focusable;
    assert_true(reachable > 20);
    for (size_t i = 0; i < ui->n; i++)
        if (ui->hit[i].kind == HIT_BUTTON && ui->hit[i].enabled)
            assert_true(ui->hit[i].focusable && ui->hit[i].id != 0);
    driver_key(a, "F6");
    driver_key(a, "Enter"); /* presses it: no half-step */
    assert_int_equal(app_frame(a, 0).cursor, 0);
    driver_keys(a, "Escape Escape Escape Escape");
    driver_key(a, "Enter");
    assert_int_equal(app_frame(a, 0).cursor, 1);
    app_destroy(a);
}

/* "Shift+N in all panes" -> the binding of Shift+N. */
static const key_binding *binding_of(const char *words)
{
    char key[16] = "";
    unsigned mods = 0;
    for (;;) {
        const unsigned mod = strncmp(words, "Ctrl+", 5) == 0    ? KEY_CTRL
                             : strncmp(words, "Shift+", 6) == 0 ? KEY_SHIFT
                             : strncmp(words, "Alt+", 4) == 0   ? KEY_ALT
                                                                : 0;
        if (mod == 0)
            break;
        mods |= mod;
        words = strchr(words, '+') + 1;
    }
    snprintf(key, sizeof key, "%.*s", (int)strcspn(words, " ,;)"), words);
    return keymap_find(key, mods);
}

/* The keys a tooltip names stand in brackets: "(Right, PageDown or Enter)". */
static size_t check_tooltip(const char *tip)
{
    size_t named = 0;
    const char *open = strchr(tip, '('), *close = open != NULL ? strchr(open, ')') : NULL;
    if (close == NULL)
        return 0;
    const char *at = open + 1;
    while (at < close) {
        if (binding_of(at) == NULL)
            fail_msg("the tooltip \"%s\" names a key that does nothing", tip);
        named++;
        const char *next = close;
        static const char *const joints[] = {", ", "; ", " or ", " and "};
        for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
            const char *joint = strstr(at, joints[i]);
            if (joint != NULL && joint + strlen(joints[i]) < next)
                next = joint + strlen(joints[i]);
        }
        at = next;
    }
    return named;
}

static void tooltips_name_keys_that_work(void **state)
{
    (void)state;
    static const command_kind keyed[] = {
        COMMAND_FORWARD, COMMAND_BACK,     COMMAND_PLAY,  COMMAND_CONVERGE, COMMAND_HOME,
        COMMAND_K_STEP,  COMMAND_NEW_SEED, COMMAND_PANES, COMMAND_TAB,      COMMAND_THEME,
        COMMAND_HELP,    COMMAND_MENU,     COMMAND_SWEEP};
    app *a = driver_open("iris", EM_GMM, 3, 2);
    for (int tab = 0; tab < TAB_COUNT; tab++) {
        app_picture(a);
        const ui_list *ui = app_controls(a);
        for (size_t i = 0; i < ui->n; i++) {
            const ui_hit *hit = &ui->hit[i];
            const size_t named = hit->tooltip != NULL ? check_tooltip(hit->tooltip) : 0;
            for (size_t k = 0; hit->kind == HIT_BUTTON && k < sizeof keyed / sizeof keyed[0]; k++)
                if (hit->command.kind == keyed[k] && named == 0)
                    fail_msg("the button of \"%s\" names no key", command_name(keyed[k]));
        }
        driver_key(a, "]");
    }
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(k_is_clamped),
        cmocka_unit_test(cycles_come_round),
        cmocka_unit_test(explicit_rows_come_back),
        cmocka_unit_test(a_refusal_changes_nothing),
        cmocka_unit_test(panes_share_one_clock),
        cmocka_unit_test(a_pane_that_has_converged_waits),
        cmocka_unit_test(data_sets_are_changed),
        cmocka_unit_test(bernoulli_sees_binary_data),
        cmocka_unit_test(choose_k_sweeps_and_loads),
        cmocka_unit_test(the_picture_is_moved_and_fitted),
        cmocka_unit_test(tooltips_name_keys_that_work),
        cmocka_unit_test(focus_reaches_every_control),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
