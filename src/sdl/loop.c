#include "sdl/loop.h"

#include "sdl/input.h"
#include "sdl/player.h"
#include "sdl/requests.h"
#include "sdl/text.h"
#include "sdl/way.h"
#include "sdl/window.h"

#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define REFINE_AFTER 0.15 /* seconds without change before a coarse picture is drawn finely */
#define HIDDEN_TICK  0.05 /* seconds between ticks of a window nobody sees */
#define FAILURES_MAX 20   /* pictures in a row that could not be shown */

typedef struct loop {
    window *window;
    glyphs *glyphs;
    em_pool *pool;
    raster *raster;
    app *app;
    requests *requests;
    player player;
    uint32_t wake_event;
    atomic_bool awake;           /* a wake event is on its way */
    double ticked, drawn, frame; /* clock of the last tick and picture; seconds of a frame */
    double refine_at;            /* clock; 0: the picture is as fine as it gets */
    size_t width, height;        /* the app knows */
    double device_scale;         /* and this */
    atomic_size_t *pictures;     /* loop_options */
    int failures;
    bool quit, acted; /* acted: the script has just done a step; the next one may be due */
    char title[EM_NAME_MAX];
} loop;

static double clock_now(void)
{
    return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

/* On a worker's thread. */
static void wake(void *context)
{
    loop *l = context;
    if (!atomic_exchange(&l->awake, true)) {
        SDL_Event event = {.type = l->wake_event};
        SDL_PushEvent(&event);
    }
}

/* A closed terminal ends the program as SIGTERM does, which SDL turns into a quit event. */
static void hang_up(int number)
{
    (void)number;
    raise(SIGTERM);
}

static void tell_size(loop *l)
{
    size_t width, height;
    window_size(l->window, &width, &height);
    const double scale = window_device_scale(l->window);
    if (width > 0 && height > 0 &&
        (width != l->width || height != l->height || scale != l->device_scale)) {
        l->width = width;
        l->height = height;
        l->device_scale = scale;
        app_input(l->app, &(app_input_event){.kind = INPUT_RESIZE,
                                             .x = (double)width,
                                             .y = (double)height,
                                             .device_scale = scale});
    }
}

/* Ctrl+V where a line is being typed: the first line of what was copied. */
static bool paste(loop *l, const app_input_event *input)
{
    if (input->kind != INPUT_KEY || !input->ctrl || strcmp(input->key, "V") != 0 ||
        !SDL_IsTextInputActive()) {
        return false;
    }
    char *text = SDL_GetClipboardText();
    if (text) {
        text[strcspn(text, "\r\n")] = '\0';
        app_input(l->app, &(app_input_event){.kind = INPUT_TEXT, .text = text});
        SDL_free(text);
    }
    return true;
}

static void obey_event(loop *l, SDL_Event *event)
{
    app_input_event input;
    if (event->type == SDL_QUIT) {
        l->quit = true;
    } else if (event->type == l->wake_event) {
        atomic_store(&l->awake, false);
    }
    window_event(l->window, event);
    if (input_translate(event, window_ratio(l->window), &input) && !paste(l, &input)) {
        app_input(l->app, &input);
    }
    if (event->type == SDL_DROPFILE || event->type == SDL_DROPTEXT) {
        SDL_free(event->drop.file);
    }
}

/* Everything that has arrived; of mouse moves in a row only the last one counts. */
static void obey_events(loop *l, SDL_Event *first)
{
    SDL_Event event = *first, next;
    bool more = true;
    while (more && !l->quit) {
        more = SDL_PollEvent(&next) == 1;
        if (!(more && event.type == SDL_MOUSEMOTION && next.type == SDL_MOUSEMOTION)) {
            obey_event(l, &event);
        }
        event = next;
    }
    l->frame = window_frame_seconds(l->window);
}

/* The screen does not show what the app has come to. */
static bool is_behind(const loop *l)
{
    return app_dirty(l->app) || window_stale(l->window);
}

/* Pictures come no faster than twice the display shows them. */
static bool wants_picture(const loop *l, double now)
{
    const bool refine = l->refine_at > 0.0 && now >= l->refine_at;
    return window_visible(l->window) && (is_behind(l) || refine) &&
           now >= l->drawn + 0.5 * l->frame;
}

static void draw(loop *l, double now)
{
    const bool moved = app_dirty(l->app);
    const bool refine = !moved && l->refine_at > 0.0 && now >= l->refine_at;
    raster_set_pace(l->raster, refine ? RASTER_REFINE : RASTER_MOVING);
    const bool shown = window_show(l->window, l->raster, app_picture(l->app));
    l->failures = shown ? 0 : l->failures + 1;
    l->drawn = now;
    if (l->pictures) {
        atomic_fetch_add(l->pictures, 1);
    }
    l->refine_at = raster_was_coarse(l->raster) ? clock_now() + (refine ? 0.0 : REFINE_AFTER) : 0.0;
}

/* Seconds the loop may sleep. */
static double sleep_seconds(const loop *l, double now)
{
    const double next_frame = fmax(l->drawn + l->frame - now, 0.0);
    double wait = app_wait(l->app);
    if (window_visible(l->window)) {
        wait = wait < l->frame || is_behind(l) ? next_frame : wait;
        wait = l->failures > 0 ? fmax(wait, 0.1) : wait;
    } else {
        wait = fmax(wait, HIDDEN_TICK);
    }
    wait = l->refine_at > 0.0 ? fmin(wait, fmax(l->refine_at - now, 0.0)) : wait;
    wait = fmin(wait, requests_wait(l->requests));
    return fmin(wait, player_wait(&l->player, now));
}

static void sleep_and_obey(loop *l)
{
    SDL_Event event;
    const double wait = l->acted ? 0.0 : sleep_seconds(l, clock_now());
    l->acted = false;
    const bool idle = isinf(app_wait(l->app));
    const int ms = wait < 1e6 ? (int)ceil(wait * 1000.0 - 0.2) : -1;
    const bool some = ms < 0 ? SDL_WaitEvent(&event) == 1 : SDL_WaitEventTimeout(&event, ms) == 1;
    const double now = clock_now();
    app_tick(l->app, now - l->ticked);
    l->ticked = now;
    if (some) {
        obey_events(l, &event);
    }
    tell_size(l);
    if (idle && app_wait(l->app) <= l->frame) {
        app_tick(l->app, l->frame); /* what was just started shows its first change at once */
    }
}

static void update_title(loop *l)
{
    const em_dataset *data = app_data(l->app);
    if (data && strcmp(l->title, data->name) != 0) {
        char title[EM_NAME_MAX + 16];
        snprintf(l->title, sizeof l->title, "%s", data->name);
        snprintf(title, sizeof title, "%s - emstep", data->name);
        window_title(l->window, title);
    }
}

static em_status run(loop *l, em_error *error)
{
    em_status status = EM_OK;
    while (!l->quit && status == EM_OK) {
        requests_serve(l->requests, &l->quit);
        update_title(l);
        double now = clock_now();
        if (!l->quit && wants_picture(l, now)) {
            draw(l, now);
        }
        if (l->failures >= FAILURES_MAX) {
            status = em_fail(error, EM_ERR_FILE, "the window cannot be drawn any more (%s)",
                             SDL_GetError());
        }
        const bool shown = !is_behind(l) && l->refine_at == 0.0;
        switch (player_step(&l->player, l->app, l->window, shown, now, error)) {
        case PLAYER_QUIT: l->quit = true; break;
        case PLAYER_FAILED: status = error->status != EM_OK ? error->status : EM_ERR_FILE; break;
        case PLAYER_ACTED:
            tell_size(l);
            l->acted = true;
            break;
        case PLAYER_NOTHING: break;
        }
        if (!l->quit && status == EM_OK) {
            sleep_and_obey(l);
        }
    }
    return status;
}

static em_status open_all(loop *l, const app_options *given, const loop_options *options,
                          em_error *error)
{
    em_status status = window_create(options->width, options->height, &l->window, error);
    if (status == EM_OK) {
        status = glyphs_create(&l->glyphs, error);
    }
    if (status == EM_OK) {
        status = em_pool_create(0, &l->pool, error);
    }
    if (status == EM_OK) {
        status = raster_create(l->glyphs, l->pool, &l->raster, error);
    }
    if (status != EM_OK) {
        em_dataset_destroy(given->data); /* which app_create would have taken */
        return status;
    }
    app_options wanted = *given;
    window_size(l->window, &l->width, &l->height);
    wanted.width = (double)l->width;
    wanted.height = (double)l->height;
    wanted.device_scale = l->device_scale = window_device_scale(l->window);
    l->wake_event = SDL_RegisterEvents(1);
    wanted.wake = wake;
    wanted.wake_context = l;
    status = app_create(&wanted, glyphs_metrics(l->glyphs), &l->app, error);
    if (status == EM_OK) {
        status = requests_create(l->app, l->window, l->glyphs, l->raster, &l->requests, error);
    }
    if (status == EM_OK && *glyphs_complaint(l->glyphs)) {
        app_notice(l->app, true, "%s", glyphs_complaint(l->glyphs));
    }
    return status;
}

em_status loop_run(const app_options *given, const loop_options *options, em_error *error)
{
    loop l = {.frame = 1.0 / 60, .player = {.script = {.pipe = -1}}, .pictures = options->pictures};
    em_status status = EM_OK;
    if (options->script) {
        status = script_open(options->script, options->script_name, &l.player.script, error);
    }
    if (status == EM_OK) {
        status = window_start_video(error);
    }
    if (status != EM_OK) {
        em_dataset_destroy(given->data);
        script_finish(&l.player.script);
        return status;
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGHUP, hang_up);
    status = open_all(&l, given, options, error);
    l.ticked = clock_now();
    if (status == EM_OK) {
        status = run(&l, error);
    }
    requests_destroy(l.requests);
    app_destroy(l.app);
    raster_destroy(l.raster);
    em_pool_destroy(l.pool);
    glyphs_destroy(l.glyphs);
    window_destroy(l.window);
    script_finish(&l.player.script);
    return status;
}

const char *loop_describe(char *buffer, size_t size)
{
    SDL_version version;
    SDL_GetVersion(&version);
    const int length =
        snprintf(buffer, size, "SDL %d.%d.%d, ", version.major, version.minor, version.patch);
    if (length > 0 && (size_t)length < size) {
        way_describe(buffer + length, size - (size_t)length);
    }
    return buffer;
}
