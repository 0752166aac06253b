#include "sdl/frames.h"

#include "app/app.h"
#include "em/generate.h"
#include "sdl/child.h"
#include "sdl/text.h"
#include "sdl/window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLES_MAX = 256 };

/* The program without a loop: every picture is asked for. */
typedef struct stage {
    window *window;
    glyphs *glyphs;
    em_pool *pool;
    raster *raster;
    app *app;
} stage;

typedef struct bench {
    stage stage;
    double sample[SAMPLES_MAX];
    size_t n;
    frames_report *report;
    void *context;
} bench;

/* What a case is called and wanted to reach. */
typedef struct wanted {
    const char *name;
    double goal;
    bool worst;
} wanted;

static double ms_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void close_app(stage *s)
{
    app_destroy(s->app);
    s->app = NULL;
}

static void close_stage(stage *s)
{
    close_app(s);
    raster_destroy(s->raster);
    em_pool_destroy(s->pool);
    glyphs_destroy(s->glyphs);
    window_destroy(s->window);
}

static em_status open_stage(stage *s, em_error *error)
{
    em_status status = window_start_video(error);
    if (status == EM_OK) {
        status = window_create(1600, 1000, &s->window, error);
    }
    if (status == EM_OK) {
        status = glyphs_create(&s->glyphs, error);
    }
    if (status == EM_OK) {
        status = em_pool_create(0, &s->pool, error);
    }
    return status == EM_OK ? raster_create(s->glyphs, s->pool, &s->raster, error) : status;
}

/* The program on made data with k components. */
static em_status open_app(stage *s, const char *data, em_kind kind, size_t k, em_error *error)
{
    app_options options;
    em_spec spec;
    app_options_init(&options);
    em_spec_init(&spec, kind);
    spec.k = k;
    spec.init = EM_INIT_RANDOM;
    options.spec[0] = &spec;
    options.panes = 1;
    options.width = 1600;
    options.height = 1000;
    options.device_scale = 1;
    options.theme = THEME_LIGHT;
    options.overlays = app_default_overlays();
    options.animation = true;
    options.settings = false;
    close_app(s);
    em_status status = em_generate(data, &options.data, error);
    if (status == EM_OK) {
        status = app_create(&options, glyphs_metrics(s->glyphs), &s->app, error);
    }
    em_spec_finish(&spec);
    return status;
}

/* One picture as the loop makes it; its time goes into the samples. */
static void frame(bench *b, double since)
{
    raster_set_pace(b->stage.raster, RASTER_MOVING);
    window_show(b->stage.window, b->stage.raster, app_picture(b->stage.app));
    if (b->n < SAMPLES_MAX) {
        b->sample[b->n++] = ms_now() - since;
    }
}

static void apply(bench *b, command_kind kind, long n, double x, double y)
{
    app_apply(b->stage.app, &(command){.kind = kind, .pane = -1, .n = n, .x = x, .y = y});
}

static void wait_idle(bench *b)
{
    const struct timespec nap = {.tv_nsec = 1000000};
    for (int i = 0; i < 20000 && !app_idle(b->stage.app); i++) {
        app_tick(b->stage.app, 0.1);
        nanosleep(&nap, NULL);
    }
}

static void settle(bench *b)
{
    wait_idle(b);
    frame(b, ms_now());
    b->n = 0;
}

static void report(bench *b, const wanted *of, const char *unit)
{
    if (b->n > 0) {
        const frames_line line = {of->name, b->sample, b->n, unit, of->goal, of->worst};
        b->report(b->context, &line);
    }
    b->n = 0;
}

static void report_one(bench *b, const wanted *of, double value, const char *unit)
{
    b->sample[0] = value;
    b->n = 1;
    report(b, of, unit);
}

static void pan_and_zoom(bench *b)
{
    for (int i = 0; i < 21; i++) {
        const double start = ms_now();
        if (i % 3 < 2) {
            apply(b, COMMAND_PAN, 0, 3.3, 1.7);
        } else {
            apply(b, COMMAND_ZOOM, i % 2 ? 1 : -1, 500, 500);
        }
        frame(b, start);
    }
}

/* The first E-step and back: every point changes its colour. The step itself is not counted. */
static void recolour(bench *b)
{
    for (int i = 0; i < 10; i++) {
        apply(b, i % 2 ? COMMAND_BACK : COMMAND_FORWARD, 0, 0, 0);
        wait_idle(b);
        frame(b, ms_now());
    }
}

static em_status bench_moving(bench *b, const char *points, const char *data, double goal,
                              em_error *error)
{
    char name[64];
    em_status status = open_app(&b->stage, data, EM_KMEANS, 8, error);
    if (status != EM_OK) {
        return status;
    }
    settle(b);
    pan_and_zoom(b);
    snprintf(name, sizeof name, "points_%s", points);
    report(b, &(wanted){name, goal, false}, "ms");
    recolour(b);
    snprintf(name, sizeof name, "points_%s_recoloured", points);
    report(b, &(wanted){name, goal, false}, "ms");
    return EM_OK;
}

static em_status bench_animation(bench *b, const wanted *of, long panes, em_error *error)
{
    em_status status = open_app(&b->stage, "blobs:n=1000,k=3,std=2", EM_GMM, 3, error);
    if (status != EM_OK) {
        return status;
    }
    apply(b, COMMAND_PANES, panes, 0, 0);
    settle(b);
    for (int half = 0; half < 4; half++) {
        const double start = ms_now();
        apply(b, COMMAND_FORWARD, 0, 0, 0);
        app_tick(b->stage.app, 1.0 / 60);
        frame(b, start);
        while (!app_idle(b->stage.app) && b->n < SAMPLES_MAX) {
            const double next = ms_now();
            app_tick(b->stage.app, 1.0 / 60);
            frame(b, next);
        }
    }
    report(b, of, "ms");
    return EM_OK;
}

static em_status bench_key(bench *b, em_error *error)
{
    em_status status = open_app(&b->stage, "blobs:n=10000,k=3,std=2", EM_GMM, 3, error);
    if (status != EM_OK) {
        return status;
    }
    settle(b);
    for (int i = 0; i < 200; i++) {
        const double start = ms_now();
        app_input(b->stage.app, &(app_input_event){.kind = INPUT_KEY, .key = "Right"});
        app_tick(b->stage.app, 1.0 / 60);
        frame(b, start);
    }
    report(b, &(wanted){"key_to_picture_10k", 50, true}, "ms");
    return EM_OK;
}

/* Frames of a moving mouse while the worker is busy. */
static em_status bench_sweep(bench *b, em_error *error)
{
    em_status status = open_app(&b->stage, "blobs:n=20000,k=5,std=2", EM_KMEANS, 5, error);
    if (status != EM_OK) {
        return status;
    }
    settle(b);
    apply(b, COMMAND_TAB, TAB_CHOOSE_K, 0, 0);
    apply(b, COMMAND_SWEEP, 0, 0, 0);
    for (int i = 0; i < 200 && !app_idle(b->stage.app); i++) {
        const double start = ms_now();
        app_input(b->stage.app, &(app_input_event){.kind = INPUT_MOVE, .x = 300 + 2 * i, .y = 400});
        app_tick(b->stage.app, 1.0 / 60);
        frame(b, start);
    }
    apply(b, COMMAND_CANCEL, 0, 0, 0);
    report(b, &(wanted){"while_sweeping", 33, true}, "ms");
    return EM_OK;
}

/* Starts this program again with a script; the time until it has ended, or its memory at most. */
static em_status start_again(bench *b, const char *const argv[], const char *script, bool memory,
                             em_error *error)
{
    child c;
    const double start = ms_now();
    if (!child_start(&c, argv, true, -1)) {
        return em_fail(error, EM_ERR_FILE, "the program cannot be started again");
    }
    const ssize_t wrote = write(c.pipe, script, strlen(script));
    child_close(&c);
    int raw;
    struct rusage usage;
    if (wrote < 0 || wait4(c.pid, &raw, 0, &usage) < 0 || !WIFEXITED(raw) ||
        WEXITSTATUS(raw) != 0) {
        return em_fail(error, EM_ERR_FILE, "the program failed when it was started again");
    }
    b->sample[b->n++] = memory ? (double)usage.ru_maxrss / 1024.0 : ms_now() - start;
    return EM_OK;
}

static em_status bench_starts(bench *b, em_error *error)
{
    static const char *const plain[] = {"/proc/self/exe", "open", "--script", "-", NULL};
    static const char *const million[] = {"/proc/self/exe",
                                          "open",
                                          "blobs:n=1000000,k=8",
                                          "--model",
                                          "gmm",
                                          "-k",
                                          "8",
                                          "--init",
                                          "random",
                                          "--script",
                                          "-",
                                          NULL};
    em_status status = EM_OK;
    for (int i = 0; i < 11 && status == EM_OK; i++) {
        status = start_again(b, plain, "quit\n", false, error);
    }
    report(b, &(wanted){"start_to_end_of_first_picture", 60, false}, "ms");
    if (status == EM_OK) {
        status = start_again(b, plain, "quit\n", true, error);
    }
    report(b, &(wanted){"memory_default", 60, false}, "MB");
    if (status == EM_OK) {
        status = start_again(b, million, "key Right\nwait idle\nkey Right\nwait idle\nquit\n", true,
                             error);
    }
    report(b, &(wanted){"memory_gmm_1M_k8", 200, false}, "MB");
    return status;
}

/* Before the dummy driver is chosen: the display that is there is the better witness. */
static em_status bench_rest(bench *b, em_error *error)
{
    char driver[32], name[64];
    double pictures, percent;
    em_status status = frames_at_rest(&pictures, &percent, driver, error);
    if (status == EM_ERR_FILE) { /* no display */
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        status = frames_at_rest(&pictures, &percent, driver, error);
    }
    if (status == EM_OK) {
        snprintf(name, sizeof name, "nothing_changed_pictures_%s", driver);
        report_one(b, &(wanted){name, 0, true}, pictures, "1");
        /* Where SDL cannot wait for events it looks every millisecond: not ours to reach. */
        const double goal = strcmp(driver, "dummy") == 0 ? FRAMES_NO_GOAL : 0.05;
        snprintf(name, sizeof name, "nothing_changed_processor_%s", driver);
        report_one(b, &(wanted){name, goal, false}, percent, "%");
    }
    return status;
}

static em_status bench_stage(bench *b, em_error *error)
{
    static const struct {
        const char *points, *data;
        double goal;
    } moving[] = {{"10k", "blobs:n=10000,k=8", 3},
                  {"100k", "blobs:n=100000,k=8", 6},
                  {"1M", "blobs:n=1000000,k=8", 20},
                  {"10M", "blobs:n=10000000,k=8", 80}};
    em_status status = open_stage(&b->stage, error);
    for (size_t i = 0; i < sizeof moving / sizeof *moving && status == EM_OK; i++) {
        status = bench_moving(b, moving[i].points, moving[i].data, moving[i].goal, error);
    }
    if (status == EM_OK) {
        status = bench_animation(b, &(wanted){"animation_1000", 8, false}, 1, error);
    }
    if (status == EM_OK) {
        status = bench_animation(b, &(wanted){"animation_four_panes", 12, false}, 4, error);
    }
    if (status == EM_OK) {
        status = bench_key(b, error);
    }
    return status == EM_OK ? bench_sweep(b, error) : status;
}

em_status frames_bench(frames_report *line, void *context, em_error *error)
{
    bench *b = calloc(1, sizeof *b);
    if (!b) {
        return em_fail_memory(error);
    }
    b->report = line;
    b->context = context;
    em_status status = bench_rest(b, error);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    /* Before the window: a child's peak of memory counts from what its parent had. */
    if (status == EM_OK) {
        status = bench_starts(b, error);
    }
    if (status == EM_OK) {
        status = bench_stage(b, error);
        close_stage(&b->stage);
    }
    free(b);
    return status;
}
