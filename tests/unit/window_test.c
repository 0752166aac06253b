/* The whole window in many states and sizes: nothing fails, every control is inside the window, has
 * its own id and a command, and says its key. */
#include "app/app.h"
#include "em/generate.h"
#include "view/layout.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static text_metrics metrics;

static void settle(app *a)
{
    const struct timespec pause = {0, 1000000};
    for (int i = 0; i < 20000 && !app_idle(a); i++) {
        app_tick(a, 0.05);
        nanosleep(&pause, NULL);
    }
    assert_true(app_idle(a));
}

static app *open_data(em_dataset *data, em_kind kind, size_t panes)
{
    em_spec spec;
    em_spec_init(&spec, kind);
    spec.k = data->n < 3 ? data->n : 3;
    app_options options;
    app_options_init(&options);
    options.data = data;
    for (size_t i = 0; i < panes; i++)
        options.spec[i] = &spec;
    options.panes = panes;
    options.width = 1600;
    options.height = 1000;
    options.scale = 1;
    options.device_scale = 1;
    options.animation = false;
    app *a = NULL;
    text_metrics_fixed(&metrics);
    assert_int_equal(app_create(&options, &metrics, &a, NULL), EM_OK);
    settle(a);
    return a;
}

static app *open_app(const char *name, em_kind kind, size_t panes)
{
    em_dataset *data = NULL;
    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return open_data(data, kind, panes);
}

/* Forty labelled images of 8 x 8. */
static em_dataset *make_images(void)
{
    em_dataset *data = NULL;
    assert_int_equal(em_dataset_create(40, 64, false, &data, NULL), EM_OK);
    const char *text[40];
    for (size_t i = 0; i < 40; i++) {
        static const char *const name[] = {"bar", "ring", "dot"};
        text[i] = name[i % 3];
        for (size_t j = 0; j < 64; j++)
            data->x[i * 64 + j] = (double)((i * 31 + j * (7 + i % 3) + (i * j) % 5) % 17);
    }
    data->image_w = data->image_h = 8;
    assert_int_equal(em_dataset_set_labels(data, text, NULL), EM_OK);
    assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
    return data;
}

static void order(app *a, command_kind kind, long n)
{
    command c = {.kind = kind, .pane = -1, .n = n};
    app_apply(a, &c);
    settle(a);
}

static void check_numbers(const draw_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const draw_item *item = &list->item[i];
        if (item->kind == DRAW_RECT)
            assert_true(isfinite(item->rect.box.x + item->rect.box.y) && item->rect.box.w >= 0 &&
                        item->rect.box.h >= 0);
        if (item->kind == DRAW_TEXT)
            assert_true(isfinite(item->text.x + item->text.y) && item->text.size > 0);
    }
}

static void check_controls(const ui_list *ui, double w, double h)
{
    for (size_t i = 0; i < ui->n; i++) {
        const ui_hit *hit = &ui->hit[i];
        assert_true(hit->box.x >= -3 && hit->box.y >= -3);
        assert_true(hit->box.x + hit->box.w <= w + 3 && hit->box.y + hit->box.h <= h + 3);
        assert_true(hit->command.kind < COMMAND_KINDS);
        if (hit->kind == HIT_BUTTON)
            assert_true(hit->id != 0 && hit->command.kind != COMMAND_NONE);
        for (size_t j = 0; hit->id && j < i; j++)
            assert_int_not_equal(ui->hit[j].id, hit->id);
    }
}

static void check_window(app *a, double w, double h)
{
    app_input_event event = {.kind = INPUT_RESIZE, .x = w, .y = h, .device_scale = 1};
    app_input(a, &event);
    settle(a);
    const draw_list *list = app_picture(a);
    assert_false(list->failed);
    assert_false(app_controls(a)->failed);
    check_numbers(list);
    check_controls(app_controls(a), w, h);
}

static void check_sizes(app *a)
{
    static const double size[][2] = {{1, 1},     {1, 4000},   {200, 150},   {500, 900},
                                     {960, 600}, {1280, 720}, {1600, 1000}, {3840, 2160}};
    for (size_t i = 0; i < sizeof size / sizeof size[0]; i++)
        check_window(a, size[i][0], size[i][1]);
}

static void every_tab(void **state)
{
    for (size_t panes = 1; panes <= 4; panes += 3) {
        app *a = open_app("aniso", panes == 1 ? EM_GMM : EM_KMEANS, panes);
        for (int tab = 0; tab < TAB_COUNT; tab++) {
            order(a, COMMAND_TAB, tab);
            check_sizes(a);
            order(a, COMMAND_FORWARD, 0);
            order(a, COMMAND_INSPECT, 103);
            check_sizes(a);
        }
        order(a, COMMAND_CONVERGE, 0);
        order(a, COMMAND_PRESENTATION, 0);
        check_sizes(a);
        app_destroy(a);
    }
}

typedef struct told {
    size_t next, letters; /* texts that begin with "Next:", letters of formulas */
} told;

/* In the transport: nothing is cut off, in presentation size nothing is small but the signs of
 * formulas. */
static told read_transport(app *a, double w, double h, bool presentation)
{
    const draw_list *list = app_picture(a);
    const double scale = presentation ? fmax(1, theme_presentation_scale(h)) : 1;
    layout where;
    layout_fill(&(view_input){.width = w, .height = h, .scale = scale, .panes = 1}, &where);
    told t = {0};
    bool formula = false;
    for (size_t i = 0; i < list->n; i++) {
        const draw_text *text = &list->item[i].text;
        if (list->item[i].kind != DRAW_TEXT || text->y < where.transport.y)
            continue;
        assert_true(text->y + 0.2 * text->size <= h);
        assert_true(text->x + text_width(&metrics, text->face, text->size, text->text) <= w);
        t.next += strncmp(text->text, "Next:", 5) == 0;
        t.letters += text->face == FACE_ITALIC;
        formula = formula || text->face == FACE_ITALIC;
        if (presentation && !formula && text->size < h / 40 - 0.01)
            fail_msg("\"%s\" is %g px of %g", text->text, text->size, h);
    }
    return t;
}

static void check_told(app *a, bool presentation)
{
    static const double size[][2] = {{960, 600},   {1024, 768},  {1280, 720}, {1280, 800},
                                     {1600, 1000}, {1920, 1080}, {1920, 1200}};
    for (size_t i = 0; i < sizeof size / sizeof size[0]; i++) {
        check_window(a, size[i][0], size[i][1]);
        told t = read_transport(a, size[i][0], size[i][1], presentation);
        if (t.next == 0 || t.letters < 2)
            fail_msg("%zu sentences, %zu letters at %g x %g", t.next, t.letters, size[i][0],
                     size[i][1]);
    }
}

/* The next half-step is told in words and by its formula at every size a projector has. */
static void next_half_step_is_told(void **state)
{
    static const em_kind kind[] = {EM_KMEANS, EM_GMM, EM_BERNOULLI};
    for (size_t m = 0; m < 3; m++)
        for (size_t panes = 1; panes <= 4; panes += 3) {
            app *a = open_app("aniso", kind[m], panes);
            for (int step = 0; step < 4; step++) {
                check_told(a, step >= 2);
                order(a, COMMAND_FORWARD, 0);
                if (step == 1)
                    order(a, COMMAND_PRESENTATION, 0);
            }
            app_destroy(a);
        }
}

/* Where the panes disagree is said, and what comes next is not lost to it. */
static void disagreement_keeps_the_next(void **state)
{
    app *a = open_app("aniso", EM_GMM, 2);
    order(a, COMMAND_MODEL, EM_KMEANS);
    order(a, COMMAND_OVERLAY, OVERLAY_DISAGREE);
    order(a, COMMAND_PRESENTATION, 0);
    order(a, COMMAND_FORWARD, 0);
    check_window(a, 1024, 768);
    assert_true(read_transport(a, 1024, 768, true).next > 0);
    app_destroy(a);
}

static void every_menu(void **state)
{
    app *a = open_app("aniso", EM_GMM, 2);
    for (int menu = MENU_NONE + 1; menu < MENU_COUNT; menu++) {
        order(a, COMMAND_MENU, menu);
        check_sizes(a);
        order(a, COMMAND_ESCAPE, 0);
    }
    order(a, COMMAND_HELP, 0);
    check_sizes(a);
    app_destroy(a);
}

static void odd_data(void **state)
{
    app *a = open_app("hand", EM_GMM, 1);
    order(a, COMMAND_K, 3);
    order(a, COMMAND_FORWARD, 0);
    order(a, COMMAND_FORWARD, 0);
    for (int tab = 0; tab < TAB_COUNT; tab++) {
        order(a, COMMAND_TAB, tab);
        check_sizes(a);
    }
    app_destroy(a);
}

static void images(void **state)
{
    app *a = open_data(make_images(), EM_KMEANS, 1);
    order(a, COMMAND_FORWARD, 0);
    order(a, COMMAND_FORWARD, 0);
    order(a, COMMAND_FORWARD, 0);
    order(a, COMMAND_INSPECT, 5);
    for (int tab = 0; tab < TAB_COUNT; tab++) {
        order(a, COMMAND_TAB, tab);
        check_sizes(a);
    }
    app_destroy(a);
}

static void sweep_tab(void **state)
{
    app *a = open_app("aniso", EM_KMEANS, 1);
    order(a, COMMAND_TAB, TAB_CHOOSE_K);
    order(a, COMMAND_SWEEP, 0);
    check_sizes(a);
    check_window(a, 1600, 1000);
    size_t loads = 0;
    const ui_list *ui = app_controls(a);
    for (size_t i = 0; i < ui->n; i++)
        loads += ui->hit[i].command.kind == COMMAND_LOAD_K;
    assert_int_equal(loads, 2 * 8);
    app_destroy(a);
}

/* Presses every control of the window with a menu open (or none), each in a fresh window. */
static void press_all(int menu)
{
    for (size_t i = 0;; i++) {
        app *a = open_app("aniso", EM_GMM, 2);
        order(a, COMMAND_FORWARD, 0);
        order(a, COMMAND_FORWARD, 0);
        if (menu != MENU_NONE)
            order(a, COMMAND_MENU, menu);
        app_picture(a);
        const ui_list *ui = app_controls(a);
        if (i >= ui->n) {
            app_destroy(a);
            return;
        }
        const ui_hit hit = ui->hit[i];
        bool data = hit.command.kind == COMMAND_DATA; /* may need files that are not there */
        if (hit.enabled && !data && (hit.kind == HIT_BUTTON || hit.kind == HIT_BLOCK) &&
            hit.command.kind != COMMAND_NONE && app_apply(a, &hit.command) != EM_OK)
            fail_msg("menu %d, control %zu: %s is refused", menu, i,
                     command_name(hit.command.kind));
        settle(a);
        app_picture(a);
        app_destroy(a);
    }
}

static void no_dead_button(void **state)
{
    for (int menu = MENU_NONE; menu < MENU_COUNT; menu++)
        press_all(menu);
}

/* A button without its key in the tooltip must be named by a visible word. */
static void tooltips_name_keys(void **state)
{
    app *a = open_app("aniso", EM_GMM, 1);
    app_picture(a);
    const ui_list *ui = app_controls(a);
    size_t seen = 0;
    for (size_t i = 0; i < ui->n; i++) {
        const ui_hit *hit = &ui->hit[i];
        if (hit->kind != HIT_BUTTON)
            continue;
        assert_non_null(hit->tooltip);
        bool plain = hit->command.kind == COMMAND_MENU;
        assert_true(plain || strpbrk(hit->tooltip, "([") != NULL);
        seen++;
    }
    assert_true(seen > 20);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_tab),
                                       cmocka_unit_test(next_half_step_is_told),
                                       cmocka_unit_test(disagreement_keeps_the_next),
                                       cmocka_unit_test(every_menu),
                                       cmocka_unit_test(odd_data),
                                       cmocka_unit_test(images),
                                       cmocka_unit_test(sweep_tab),
                                       cmocka_unit_test(no_dead_button),
                                       cmocka_unit_test(tooltips_name_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
