/* emstep render: what the window would show, as a file, without a display. */
#include "cli/common.h"
#include "cli/stage.h"
#include "sdl/export.h"
#include "sdl/movie.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double FILM_RATE = 5.0; /* frames a second */

enum { HOLD = 3, LAST_HOLD = 10 }; /* frames that a half-step, and the last one, are shown */

/* To step S of every run, or to where each ends. */
static em_status go_to_step(const stage *s, const char *step, em_error *error)
{
    em_status status = EM_OK;

    if (!step || strcmp(step, "end") == 0) {
        return stage_obey(s, COMMAND_CONVERGE, 0, error);
    }
    const unsigned long steps = strtoul(step, NULL, 10);
    for (unsigned long i = 0; i < steps && status == EM_OK; i++) {
        status = stage_obey(s, COMMAND_FORWARD, 0, error);
        if (app_frame(s->app, 0).ended) {
            break;
        }
    }
    return status;
}

static em_status write_picture(stage *s, const char *path, em_error *error)
{
    const em_status status = stage_draw(s, error);

    return status == EM_OK
               ? export_list(&s->list, s->width, s->height, s->glyphs, s->raster, path, error)
               : status;
}

/* The pane whose run is longest is made the active one: its steps are the film's. */
static size_t longest_run(const stage *s, size_t panes, long *pane)
{
    size_t last = 0;

    *pane = 0;
    for (size_t i = 0; i < panes; i++) {
        const size_t cursor = app_frame(s->app, i).cursor;
        if (cursor > last) {
            last = cursor;
            *pane = (long)i;
        }
    }
    return last;
}

static em_status write_steps(stage *s, size_t last, raster_image *image, movie *film,
                             em_error *error)
{
    em_status status = EM_OK;

    for (size_t step = 0; step <= last && status == EM_OK; step++) {
        if (em_control_cancelled(s->control)) {
            return em_fail(error, EM_ERR_INTERRUPTED, "interrupted");
        }
        status = stage_obey(s, COMMAND_SEEK, (long)step, error);
        if (status == EM_OK) {
            status = stage_draw(s, error);
        }
        if (status == EM_OK && !raster_draw(s->raster, &s->list, image)) {
            status = em_fail_memory(error);
        }
        if (status == EM_OK) {
            status = movie_add(film, image, step < last ? HOLD : LAST_HOLD, error);
        }
        if (s->control->progress) {
            s->control->progress(s->control->context, (double)step / (double)(last + 1));
        }
    }
    return status;
}

static em_status write_film(stage *s, size_t panes, const char *path, em_error *error)
{
    long pane = 0;
    const size_t last = longest_run(s, panes, &pane);
    raster_image image = raster_image_create((size_t)s->width, (size_t)s->height);
    movie *film = NULL;
    em_status status = image.pixels ? EM_OK : em_fail_memory(error);

    if (status == EM_OK && panes > 1) {
        status = stage_obey(s, COMMAND_PANE, pane, error);
    }
    if (status == EM_OK) {
        status = movie_open(path, image.w, image.h, FILM_RATE, &film, error);
    }
    if (status == EM_OK) {
        status = write_steps(s, last, &image, film, error);
        if (status == EM_OK) {
            status = movie_finish(film, s->control, error);
        } else {
            movie_abandon(film);
        }
    }
    raster_image_finish(&image);
    return status;
}

static em_status check_args(const cli_args *a, em_error *error)
{
    char quoted[200];

    if (!a->out) {
        return em_fail(error, EM_ERR_USAGE, "render needs -o FILE.png, .svg, .gif or .mp4");
    }
    if (!export_is_picture(a->out) && !movie_knows(a->out)) {
        return em_fail(error, EM_ERR_USAGE,
                       "-o %s: expected a name that ends in .png, .svg, .gif or .mp4",
                       io_quote(a->out, quoted, sizeof quoted));
    }
    return EM_OK;
}

static em_status check_row(const cli_args *a, const em_dataset *data, em_error *error)
{
    if (a->inspect >= 0 && (size_t)a->inspect >= data->n) {
        return em_fail(error, EM_ERR_DATA, "there is no row %ld: %s has rows 0 to %zu", a->inspect,
                       data->name, data->n - 1);
    }
    return EM_OK;
}

static em_status play(stage *s, const cli_args *a, const picture_start *start, em_error *error)
{
    const bool saved = start->app.session != NULL;
    em_status status = stage_wait(s, error);

    if (status == EM_OK && !app_frame(s->app, 0).params) {
        return em_fail(error, EM_ERR_DATA, "the run could not be started");
    }
    if (status == EM_OK && saved && app_complaint(s->app)) {
        return em_fail(error, EM_ERR_DATA, "%s", app_complaint(s->app));
    }
    if (status == EM_OK && !(saved && !a->step)) {
        status = go_to_step(s, a->step, error);
    }
    if (status == EM_OK && a->inspect >= 0) {
        status = stage_obey(s, COMMAND_INSPECT, a->inspect, error);
    }
    if (status == EM_OK && a->tab == TAB_CHOOSE_K) {
        status = stage_obey(s, COMMAND_SWEEP, 0, error);
    }
    if (status != EM_OK) {
        return status;
    }
    return movie_knows(a->out) ? write_film(s, start->panes, a->out, error)
                               : write_picture(s, a->out, error);
}

int cli_render(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    picture_start start;
    cli_watch watch;
    em_status status = check_args(a, &error);

    if (status == EM_OK) {
        status = picture_start_init(&start, a, &error);
    }
    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    stage s = {.control = &watch.control};
    start.app.animation = false;
    if (start.app.theme == THEME_COUNT) {
        start.app.theme = THEME_LIGHT;
    }
    status = check_row(a, start.data, &error);
    cli_watch_start(&watch, "render");
    if (status == EM_OK) {
        status = stage_init(&s, &start, export_scale(a->out), &error);
    } else {
        em_dataset_destroy(start.data);
    }
    if (status == EM_OK) {
        status = play(&s, a, &start, &error);
    }
    cli_watch_stop(&watch);
    stage_finish(&s);
    picture_start_finish(&start);
    return status == EM_OK ? 0 : cli_fail(status, &error);
}
