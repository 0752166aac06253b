/* Random events, right and wrong, at every moment: the app stays whole. EMSTEP_MONKEY_EVENTS sets
 * how many (100000 for a long run), EMSTEP_MONKEY_SEED which. */
#include "driver.h"

#include "app/keymap.h"
#include "em/rng.h"

#include <unistd.h>

static em_rng rng;

static size_t below(size_t n)
{
    return (size_t)em_rng_randint(&rng, n);
}

static double between(double low, double high)
{
    return em_rng_uniform(&rng, low, high);
}

static void random_key(app *a)
{
    static const char *const odd[] = {"",     "Shift",     "F12",    "~",
                                      "é",    "Backspace", "Return", "KP_5",
                                      "Menu", "next",      "a b c",  "0123456789abcdef",
                                      "/",    "Insert"};
    size_t n;
    const key_binding *table = keymap_table(&n);
    app_input_event e = {.kind = INPUT_KEY, .repeat = below(4) == 0};
    const key_binding *row = &table[below(n)];
    if (row->command.kind == COMMAND_QUIT)
        return;
    if (below(12) == 0) {
        snprintf(e.key, sizeof e.key, "%.15s", odd[below(sizeof odd / sizeof odd[0])]);
        e.ctrl = below(3) == 0;
        e.shift = below(3) == 0;
    } else {
        const key_stroke stroke = row->stroke[0];
        snprintf(e.key, sizeof e.key, "%s", stroke.key);
        e.ctrl = (stroke.mods & KEY_CTRL) != 0;
        e.shift = (stroke.mods & KEY_SHIFT) != 0;
        e.alt = (stroke.mods & KEY_ALT) != 0;
    }
    app_input(a, &e);
}

static void random_mouse(app *a)
{
    static const input_kind kinds[] = {INPUT_PRESS, INPUT_RELEASE, INPUT_MOVE,
                                       INPUT_MOVE,  INPUT_WHEEL,   INPUT_LEAVE};
    app_input_event e = {
        .kind = kinds[below(6)], .button = 1 + (int)below(5) / 3, .clicks = 1 + (int)below(4) / 3};
    e.x = between(-100.0, 1700.0);
    e.y = between(-100.0, 1100.0);
    e.amount = between(-30.0, 30.0);
    const ui_list *ui = app_controls(a);
    if (ui->n > 0 && below(3) != 0) { /* most events hit something */
        const rect box = ui->hit[below(ui->n)].box;
        e.x = box.x + between(0.0, 1.0) * box.w;
        e.y = box.y + between(0.0, 1.0) * box.h;
    }
    if (below(200) == 0)
        e.x = (double)NAN;
    app_input(a, &e);
}

static void random_resize(app *a)
{
    static const double sizes[][2] = {{1600, 1000}, {960, 600},  {1, 1},       {1, 4000},
                                      {200, 150},   {1280, 720}, {3840, 2160}, {0, 0},
                                      {-5, 9},      {1e9, 3},    {4000, 1}};
    const size_t i = below(sizeof sizes / sizeof sizes[0]);
    const app_input_event e = {.kind = INPUT_RESIZE,
                               .x = sizes[i][0],
                               .y = sizes[i][1],
                               .device_scale = between(0.0, 3.0)};
    app_input(a, &e);
}

static void random_command(app *a)
{
    static const char *const texts[] = {NULL,
                                        "",
                                        "points:1,2,3",
                                        "reg_covar=1e-2",
                                        "tol=0",
                                        "max_iter=3",
                                        "seed=7",
                                        "--model kmeans -k 4",
                                        "1 0.5 20",
                                        "0 0 0",
                                        "x",
                                        "empty=keep",
                                        "stream=sklearn-1.3",
                                        "covariance=diag",
                                        "init=responsibilities",
                                        "reg_covar=0"};
    command c = {.kind = (command_kind)below(COMMAND_KINDS),
                 .pane = (int)below(8) - 2,
                 .n = (long)below(12) - 3};
    if (c.kind == COMMAND_QUIT || c.kind == COMMAND_DATA || c.kind == COMMAND_OPEN ||
        c.kind == COMMAND_SAVE)
        return;
    c.x = between(-8.0, 8.0);
    c.y = between(-8.0, 8.0);
    c.text = texts[below(sizeof texts / sizeof texts[0])];
    if (c.kind == COMMAND_K && c.n > 6)
        c.n = 6;
    app_apply(a, &c);
}

static void random_file(app *a, const char *folder)
{
    static const char *const data[] = {
        "aniso", "hand", "iris", "moons", "nothing.csv", "/", "blobs:n=40,k=2,d=1", "faithful"};
    char path[300];
    snprintf(path, sizeof path, "%s/%zu.json", folder, below(2));
    const size_t what = below(10);
    command c = {.pane = -1, .text = path};
    c.kind = what < 3 ? COMMAND_SAVE : what < 6 ? COMMAND_OPEN : COMMAND_DATA;
    if (c.kind == COMMAND_DATA)
        c.text = data[below(sizeof data / sizeof data[0])];
    if (what == 9) {
        const app_input_event drop = {.kind = INPUT_DROP, .text = c.text};
        app_input(a, &drop);
        return;
    }
    app_apply(a, &c);
}

static void check_params(const em_params *p)
{
    double sum = 0.0;
    for (size_t i = 0; i < p->block_len; i++)
        assert_true(isfinite(p->block[i]));
    for (size_t c = 0; p->weight != NULL && c < p->k; c++)
        sum += p->weight[c];
    assert_true(p->weight == NULL || fabs(sum - 1.0) < 1e-6);
}

static void check_pane(const app *a, size_t pane)
{
    const session_frame f = app_frame(a, pane);
    if (f.params == NULL)
        return;
    assert_true(f.cursor < f.length);
    assert_true(f.spec->k >= 1 && f.spec->k <= f.data->n && f.spec->k == f.params->k);
    assert_true(f.params->d == f.data->d);
    check_params(f.params);
    if (f.resp == NULL)
        return;
    const size_t row = below(f.data->n);
    assert_true(f.resp->label[row] >= 0 && (size_t)f.resp->label[row] < f.params->k);
    double sum = 0.0;
    for (size_t c = 0; f.resp->gamma != NULL && c < f.params->k; c++)
        sum += f.resp->gamma[row * f.params->k + c];
    assert_true(f.resp->gamma == NULL || fabs(sum - 1.0) < 1e-9);
}

static void check(app *a)
{
    for (size_t i = 0; i < VIEW_PANES; i++)
        check_pane(a, i);
    const draw_list *list = app_picture(a);
    assert_false(list->failed);
    assert_false(app_dirty(a));
    const ui_list *ui = app_controls(a);
    for (size_t i = 0; i < ui->n; i++)
        assert_true(isfinite(ui->hit[i].box.x + ui->hit[i].box.y) && ui->hit[i].box.w >= 0.0 &&
                    ui->hit[i].box.h >= 0.0);
    assert_true(app_wait(a) >= 0.0);
}

/* In a small enough number of components that half-steps stay cheap. */
static void calm(app *a)
{
    for (int pane = 0; pane < VIEW_PANES; pane++) {
        const session_frame f = app_frame(a, (size_t)pane);
        const command c = {.kind = COMMAND_K, .pane = pane, .n = 4};
        if (f.params != NULL && f.params->k > 8)
            app_apply(a, &c);
    }
}

static void random_event(app *a, const char *folder)
{
    const size_t kind = below(100);
    app_request request;
    if (kind < 45)
        random_key(a);
    else if (kind < 75)
        random_mouse(a);
    else if (kind < 85)
        random_command(a);
    else if (kind < 97)
        app_tick(a, below(20) == 0 ? between(-1.0, 1e6) : between(0.0, 0.05));
    else if (kind < 98)
        random_resize(a);
    else if (below(8) == 0)
        random_file(a, folder);
    while (app_take_request(a, &request))
        assert_true(request.kind != REQUEST_QUIT);
}

static void random_events_keep_it_whole(void **state)
{
    (void)state;
    const char *count = getenv("EMSTEP_MONKEY_EVENTS"), *seed = getenv("EMSTEP_MONKEY_SEED");
    const size_t events = count != NULL ? strtoul(count, NULL, 10) : 3000;
    char folder[] = "/tmp/emstep-monkey-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    em_rng_seed(&rng, seed != NULL ? (uint32_t)strtoul(seed, NULL, 10) : 1);
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    app_ask_here(a);
    for (size_t i = 0; i < events; i++) {
        random_event(a, folder);
        if (i % 16 == 0)
            check(a);
        if (i % 64 == 0)
            calm(a);
    }
    driver_key(a, "Escape");
    app_destroy(a);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%d.json", folder, i);
        unlink(path);
    }
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_events_keep_it_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
