#include "sdl/requests.h"

#include "io/io.h"
#include "sdl/dialog.h"
#include "sdl/export.h"
#include "sdl/movie.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define POLL_DIALOG 0.05 /* seconds */
#define POLL_MOVIE  0.005
#define MOVIE_RATE  5.0 /* frames a second of a film */

enum { MOVIE_HOLD = 3, MOVIE_END_HOLD = 10 }; /* frames a half-step, and the last one, are shown */

/* A film in the making: step after step is shown, drawn and sent, one piece at a time. */
typedef struct film {
    movie *movie;
    size_t step, steps, back; /* next, in all, and where the run stood */
    bool sending, closing;
    double width, height, scale;
    char path[1024];
} film;

struct requests {
    app *app;
    window *window;
    glyphs *glyphs;
    raster *raster;
    dialog dialog;
    command_kind asked; /* what the dialog's path is for */
    film film;
    raster_image picture; /* of the film */
    draw_list list;
};

em_status requests_create(app *a, window *w, glyphs *g, raster *r, requests **out, em_error *error)
{
    requests *q = calloc(1, sizeof *q);
    if (!q) {
        return em_fail_memory(error);
    }
    q->app = a;
    q->window = w;
    q->glyphs = g;
    q->raster = r;
    draw_init(&q->list);
    *out = q;
    return EM_OK;
}

void requests_destroy(requests *q)
{
    if (q) {
        dialog_close(&q->dialog);
        movie_abandon(q->film.movie);
        raster_image_finish(&q->picture);
        draw_finish(&q->list);
        free(q);
    }
}

static void apply(requests *q, command_kind kind, const char *text)
{
    const command c = {.kind = kind, .pane = -1, .text = text};
    app_apply(q->app, &c);
}

/* From now on the app asks in the window; first for what was asked just now. */
static void ask_here(requests *q)
{
    app_ask_here(q->app);
    if (q->asked == COMMAND_EXPORT)
        app_ask_again(q->app);
    else
        apply(q, q->asked, NULL);
}

static void ask(requests *q, command_kind kind, const char *title, const char *suggestion)
{
    if (q->dialog.open) {
        app_notice(q->app, false, "A file dialog is open already.");
        return;
    }
    q->asked = kind;
    if (!dialog_open(&q->dialog, kind != COMMAND_OPEN, title, suggestion)) {
        ask_here(q); /* no such program */
    }
}

static void answer(requests *q)
{
    const command c = {
        .kind = q->asked, .pane = -1, .n = q->asked == COMMAND_EXPORT, .text = q->dialog.path};
    app_apply(q->app, &c);
}

static void poll_dialog(requests *q)
{
    if (!q->dialog.open) {
        return;
    }
    switch (dialog_poll(&q->dialog)) {
    case DIALOG_CHOSEN: answer(q); break;
    case DIALOG_FAILED:
        app_notice(q->app, true, "The file dialog has failed; type the path here instead.");
        ask_here(q);
        break;
    default: break;
    }
}

static void say_written(requests *q, const char *path, em_status status, const em_error *error)
{
    char name[200];
    if (status == EM_OK) {
        app_notice(q->app, false, "Written: %s", io_quote(path, name, sizeof name));
    } else {
        app_notice(q->app, true, "%s", error->text);
    }
}

static em_status draw_app(requests *q, double scale, em_error *error)
{
    draw_reset(&q->list);
    const double width = q->film.width, height = q->film.height;
    return app_draw(q->app, width, height, scale, &q->list) == EM_OK && !q->list.failed
               ? EM_OK
               : em_fail_memory(error);
}

static void measure_picture(requests *q, const app_request *request)
{
    film *f = &q->film;
    size_t width, height;
    f->scale = export_scale(request->path);
    window_size(q->window, &width, &height);
    if (request->width > 0) {
        f->width = (double)request->width;
        f->height = (double)request->height;
        f->scale = fmin(f->width / (double)width, f->height / (double)height);
        return;
    }
    f->width = fmax(1.0, floor((double)width * f->scale));
    f->height = fmax(1.0, floor((double)height * f->scale));
}

/* The interface takes as much of the picture as of the window. */
static void export_picture(requests *q, const app_request *request)
{
    em_error error = {0};
    const char *path = request->path;
    measure_picture(q, request);
    em_status status = draw_app(q, q->film.scale, &error);
    if (status == EM_OK) {
        status = export_list(&q->list, q->film.width, q->film.height, q->glyphs, q->raster, path,
                             &error);
    }
    say_written(q, path, status, &error);
}

static void start_film(requests *q, const app_request *request)
{
    const char *path = request->path;
    em_error error = {0};
    film *f = &q->film;
    measure_picture(q, request);
    snprintf(f->path, sizeof f->path, "%s", path);
    f->step = 0;
    f->back = app_position(q->app);
    f->steps = f->back + 1;
    f->sending = f->closing = false;
    raster_image_finish(&q->picture);
    q->picture = raster_image_create((size_t)f->width, (size_t)f->height);
    em_status status = q->picture.pixels ? EM_OK : em_fail_memory(&error);
    if (status == EM_OK) {
        status = movie_open(path, q->picture.w, q->picture.h, MOVIE_RATE, &f->movie, &error);
    }
    if (status != EM_OK) {
        f->movie = NULL;
        say_written(q, path, status, &error);
        return;
    }
    app_film(q->app, true);
}

/* All panes to a step. */
static void seek(requests *q, size_t step)
{
    const command c = {.kind = COMMAND_SEEK, .pane = -2, .n = (long)step};
    app_apply(q->app, &c);
}

static void end_film(requests *q, em_status status, const em_error *error)
{
    raster_image_finish(&q->picture);
    q->film.movie = NULL;
    app_film(q->app, false);
    say_written(q, q->film.path, status, error);
}

/* One step of the run: drawn as it stands, without animation. */
static em_status draw_step(requests *q, em_error *error)
{
    film *f = &q->film;
    seek(q, f->step);
    if (!app_idle(q->app)) {
        return EM_OK; /* a worker is on its way there: asked again when it has arrived */
    }
    em_status status = draw_app(q, f->scale, error);
    if (status == EM_OK) {
        raster_set_pace(q->raster, RASTER_FINE);
        status = raster_draw(q->raster, &q->list, &q->picture) ? EM_OK : em_fail_memory(error);
    }
    const size_t hold = f->step + 1 == f->steps ? MOVIE_END_HOLD : MOVIE_HOLD;
    if (status == EM_OK) {
        status = movie_begin(f->movie, &q->picture, hold, error);
        app_notice(q->app, false, "Writing step %zu of %zu. Esc stops it.", f->step, f->steps - 1);
    }
    f->step++;
    f->sending = true;
    return status;
}

static void advance_film(requests *q)
{
    film *f = &q->film;
    em_error error = {0};
    em_status status = EM_OK;
    bool done = false;
    if (!f->movie) {
        return;
    }
    if (f->sending) {
        status = movie_pump(f->movie, &done, &error);
        f->sending = !done;
    } else if (f->step < f->steps && !f->closing) {
        status = app_idle(q->app) ? draw_step(q, &error) : EM_OK;
    } else {
        if (!f->closing) {
            seek(q, f->back);
        }
        f->closing = true;
        status = movie_try_finish(f->movie, &done, &error);
        if (done) {
            end_film(q, status, &error);
            return;
        }
    }
    if (status != EM_OK) {
        movie_abandon(f->movie);
        end_film(q, status, &error);
        seek(q, f->back);
    }
}

/* Numbered pictures that are complete stay; of a film nothing does. */
static void stop_film(requests *q)
{
    if (!q->film.movie) {
        return;
    }
    movie_abandon(q->film.movie);
    end_film(q, EM_OK, NULL);
    seek(q, q->film.back);
    if (strchr(q->film.path, '%')) {
        app_notice(q->app, false, "Stopped: %zu pictures are written.",
                   q->film.step - q->film.sending);
    } else {
        app_notice(q->app, false, "The film was stopped; nothing is written.");
    }
}

static void export_to(requests *q, const app_request *request)
{
    const char *path = request->path;
    em_error error = {0};
    char name[200];
    if (movie_knows(path)) {
        if (q->film.movie) {
            app_notice(q->app, true, "A film is being written already.");
        } else {
            start_film(q, request);
        }
    } else if (export_is_picture(path)) {
        export_picture(q, request);
    } else if (export_is_table(path)) {
        const session_frame frame = app_frame(q->app, app_active(q->app));
        say_written(q, path, export_table(&frame, path, &error), &error);
    } else {
        app_notice(q->app, true, "%s: the name must end in .png .svg .csv .gif .mp4 or -%%04d.png",
                   io_quote(path, name, sizeof name));
    }
}

static void obey(requests *q, const app_request *request, bool *quit)
{
    switch (request->kind) {
    case REQUEST_QUIT: *quit = true; break;
    case REQUEST_FULL_SCREEN: window_full_screen(q->window, true); break;
    case REQUEST_WINDOW: window_full_screen(q->window, false); break;
    case REQUEST_ASK_OPEN: {
        char folder[1024] = ""; /* else the dialog begins with files lately used elsewhere */
        if (getcwd(folder, sizeof folder - 1)) {
            strcat(folder, "/");
        }
        ask(q, COMMAND_OPEN, "Open data or a session", folder);
        break;
    }
    case REQUEST_ASK_SAVE: ask(q, COMMAND_SAVE, "Save the session", request->path); break;
    case REQUEST_EXPORT:
        if (request->on) {
            ask(q, COMMAND_EXPORT, request->title, request->path);
        } else {
            export_to(q, request);
        }
        break;
    case REQUEST_STOP_FILM: stop_film(q); break;
    case REQUEST_TEXT_INPUT:
        if (request->on) {
            SDL_StartTextInput();
        } else {
            SDL_StopTextInput();
        }
        break;
    case REQUEST_NONE: break;
    }
}

void requests_serve(requests *q, bool *quit)
{
    app_request request;
    while (app_take_request(q->app, &request)) {
        obey(q, &request, quit);
    }
    poll_dialog(q);
    advance_film(q);
}

double requests_wait(const requests *q)
{
    return q->film.movie ? POLL_MOVIE : q->dialog.open ? POLL_DIALOG : HUGE_VAL;
}
