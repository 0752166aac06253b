#include "app/session_file.h"
#include "app/start.h"
#include "app/state.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOAST_SECONDS       4.0
#define TOAST_ERROR_SECONDS 9.0

unsigned app_default_overlays(void)
{
    return 1U << OVERLAY_ELLIPSES | 1U << OVERLAY_TRAILS | 1U << OVERLAY_CHANGED;
}

void app_options_init(app_options *options)
{
    *options = (app_options){.width = 1600.0,
                             .height = 1000.0,
                             .device_scale = 1.0,
                             .theme = THEME_COUNT,
                             .overlays = APP_OVERLAYS_SETTINGS,
                             .animation = true};
}

static void take_settings(app *a, const app_options *options)
{
    char warning[EM_ERROR_TEXT] = "";
    em_error error = {0};
    settings_init(&a->settings);
    a->use_settings = options->settings;
    if (options->settings)
        settings_load(&a->settings, warning, sizeof warning);
    const settings before = a->settings;
    autosave_rescue(a);
    if (options->settings && !settings_folder_make(&error))
        app_notice(a, false, "Settings cannot be kept: %s", error.text);
    if (warning[0] != '\0')
        app_notice(a, true, "%s", warning);
    if (options->theme < THEME_COUNT)
        a->settings.theme = options->theme;
    if (options->scale > 0.0)
        a->settings.scale = options->scale;
    if (!options->animation)
        a->settings.animation = false;
    if (options->presentation)
        a->settings.presentation = true;
    if (options->overlays != APP_OVERLAYS_SETTINGS)
        a->settings.overlays = options->overlays;
    settings_lend(&a->loan, &before, &a->settings);
}

static em_status make_scene(app *a, const app_options *options, em_error *error)
{
    a->scene = calloc(1, sizeof *a->scene);
    if (a->scene == NULL) {
        em_dataset_destroy(options->data);
        return em_fail_memory(error);
    }
    scene *s = a->scene;
    s->data = options->data;
    s->axes[0] = -1;
    for (size_t i = 0; i < options->panes; i++) {
        if (em_spec_copy(options->spec[i], &s->spec[i]) != EM_OK) {
            em_spec_init(&s->spec[i], EM_GMM);
            return em_fail_memory(error);
        }
        s->panes = i + 1;
    }
    for (size_t i = 0; i < s->panes; i++) {
        const em_status status = scene_wants_binary(s, &s->spec[i])
                                     ? EM_OK /* it sees binarised data */
                                     : em_spec_check(&s->spec[i], s->data, error);
        if (status != EM_OK)
            return status;
    }
    return EM_OK;
}

static em_status begin(app *a, const app_options *options, em_error *error)
{
    em_status status = make_scene(a, options, error);
    if (status == EM_OK)
        status = jobs_init(&a->jobs, options->wake, options->wake_context, error);
    if (status != EM_OK)
        return status;
    if (options->origin != NULL)
        settings_opened(&a->settings, options->origin);
    return start_first(a, error);
}

em_status app_create(const app_options *options, const text_metrics *metrics, app **out,
                     em_error *error)
{
    app *a = calloc(1, sizeof *a);
    if (a == NULL) {
        em_dataset_destroy(options->data);
        return em_fail_memory(error);
    }
    draw_init(&a->draw);
    ui_init(&a->ui);
    for (size_t i = 0; i < VIEW_PANES; i++)
        a->pane[i] = (app_pane){.version = (uint64_t)(i + 1) << 48};
    a->metrics = metrics;
    a->width = options->width;
    a->height = options->height;
    a->device_scale = options->device_scale > 0.0 ? options->device_scale : 1.0;
    a->tab = options->tab;
    a->inspect_row = a->wanted_seek = a->grip_component = -1;
    a->wish = (export_wish){.ending = ""};
    a->pointer.x = a->pointer.y = -1.0;
    a->unsaved_seconds = (double)NAN;
    take_settings(a, options);
    const em_status status = begin(a, options, error);
    if (status != EM_OK) {
        app_destroy(a);
        return status;
    }
    if (options->session != NULL)
        (void)session_file_open(a, options->session); /* the window says what was wrong with it */
    app_touch(a);
    *out = a;
    return EM_OK;
}

const char *app_complaint(const app *a)
{
    return a->toast_error && a->toast[0] != '\0' ? a->toast : NULL;
}

void app_destroy(app *a)
{
    if (a == NULL)
        return;
    jobs_finish(a, &a->jobs);
    if (a->scene != NULL)
        app_keep_settings(a);
    autosave_remove(a);
    edits_clear(&a->edits);
    edits_bury(&a->edits);
    scene_destroy(a->scene);
    jobs_free_pools(&a->jobs);
    for (size_t i = 0; i < VIEW_PANES; i++) {
        pane_finish(&a->pane[i]);
        free(a->kept_points[i]);
    }
    for (size_t i = 0; i < 4; i++)
        free(a->inspect[i]);
    free(a->disagree);
    members_destroy(a->members);
    sweep_destroy(a->sweep);
    em_spec_finish(&a->sweep_spec);
    settings_finish(&a->settings);
    draw_finish(&a->draw);
    ui_finish(&a->ui);
    free(a);
}

void app_touch(app *a)
{
    a->dirty = true;
}

void app_ask(app *a, app_request_kind kind, bool on, const char *path)
{
    if (a->n_requests == REQUESTS_MAX)
        return;
    app_request *r = &a->request[a->n_requests++];
    *r = (app_request){.kind = kind, .on = on};
    snprintf(r->path, sizeof r->path, "%s", path != NULL ? path : "");
}

bool app_take_request(app *a, app_request *out)
{
    if (a->n_requests == 0)
        return false;
    *out = a->request[0];
    memmove(a->request, a->request + 1, --a->n_requests * sizeof a->request[0]);
    return true;
}

void app_notice(app *a, bool is_error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(a->toast, sizeof a->toast, format, args);
    va_end(args);
    a->toast_error = is_error;
    a->toast_of_work = false;
    a->toast_seconds = is_error ? TOAST_ERROR_SECONDS : TOAST_SECONDS;
    app_touch(a);
}

em_status app_still_at_work(app *a)
{
    app_notice(a, false, "Still at work: %s. Esc stops it.", a->jobs.runs.job->words);
    a->toast_of_work = true;
    return EM_OK;
}

em_status app_refuse(app *a, const em_error *error)
{
    if (error->status == EM_ERR_INTERRUPTED)
        app_notice(a, false, "Stopped. Nothing has changed.");
    else
        app_notice(a, true, "%s", error->text);
    return error->status;
}

em_status app_refuse_text(app *a, em_status status, const char *format, ...)
{
    char text[EM_ERROR_TEXT];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    app_notice(a, status != EM_OK, "%s", text);
    return status;
}

size_t app_pane_of(const app *a, const command *c)
{
    return c->pane >= 0 && (size_t)c->pane < a->scene->panes ? (size_t)c->pane : a->scene->active;
}

double app_scale_at(const app *a, double height, double factor)
{
    const double chosen = a->settings.scale > 0.0 ? a->settings.scale : 1.0;
    const double scale = chosen * a->device_scale * factor;
    return a->settings.presentation ? fmax(scale, theme_presentation_scale(height)) : scale;
}

double app_scale(const app *a)
{
    return app_scale_at(a, a->height, 1.0);
}

bool app_dirty(const app *a)
{
    return a->dirty;
}

session_frame app_frame(const app *a, size_t pane)
{
    return scene_frame(a->scene, pane);
}

const em_dataset *app_data(const app *a)
{
    return a->scene->data;
}

bool app_idle(const app *a)
{
    return !app_gliding(a) && !a->playing && !jobs_any(&a->jobs) && !aside_wanted(a);
}

void app_film(app *a, bool on)
{
    a->filming = on;
    if (on)
        app_take_pause(a);
}

size_t app_active(const app *a)
{
    return a->scene->active;
}

size_t app_position(const app *a)
{
    return a->scene->position;
}
