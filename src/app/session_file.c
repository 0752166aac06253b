#include "app/session_file.h"

#include "app/session_json.h"
#include "app/start.h"
#include "app/state.h"
#include "io/io.h"

#include <ctype.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX ((off_t)512 << 20)

/* Opens regular files only: a device or a pipe could keep the reader waiting. */
static FILE *open_regular(const char *path)
{
    struct stat info;
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > FILE_MAX) {
        close(fd);
        return NULL;
    }
    FILE *file = fdopen(fd, "rb");
    if (file == NULL)
        close(fd);
    return file;
}

bool session_file_is(const char *path)
{
    FILE *file = open_regular(path);
    if (file == NULL)
        return false;
    int c = getc(file);
    while (c != EOF && isspace(c))
        c = getc(file);
    fclose(file);
    return c == '{';
}

typedef struct save_job {
    job job;
    json_t *root;           /* all but the data */
    const em_dataset *data; /* the lane is taken: nothing changes them meanwhile */
    bool quiet;
    char path[PROMPT_MAX];
} save_job;

static em_status write_text(const char *path, const char *text, em_error *error)
{
    io_writer *w = NULL;
    em_status status = io_writer_open(path, &w, error);
    if (status != EM_OK)
        return status;
    io_writer_write(w, text, strlen(text));
    io_writer_write(w, "\n", 1);
    return io_writer_commit(w, error);
}

static em_status save_work(job *base, em_pool *pool, const em_control *control, em_error *error)
{
    save_job *j = (save_job *)base;
    json_t *data = NULL;
    (void)pool;
    em_status status = json_of_data(j->data, &data, error);
    if (status != EM_OK)
        return status;
    if (em_control_cancelled(control)) {
        json_decref(data);
        return em_fail(error, EM_ERR_INTERRUPTED, "stopped");
    }
    json_object_set_new(j->root, "data", data);
    char *text = json_dumps(j->root, JSON_COMPACT | JSON_PRESERVE_ORDER);
    status = text != NULL ? write_text(j->path, text, error) : em_fail_memory(error);
    free(text);
    return status;
}

static em_status save_done(app *a, job *base, em_status status, const em_error *error)
{
    save_job *j = (save_job *)base;
    char quoted[256];
    if (j->quiet) {
        status = EM_OK;
    } else if (status == EM_OK) {
        memcpy(a->save_path, j->path, sizeof a->save_path);
        app_notice(a, false, "Session saved: %s", io_quote(j->path, quoted, sizeof quoted));
    } else {
        app_refuse(a, error);
    }
    json_decref(j->root);
    free(j);
    return status;
}

static void fill_look(app *a, session_look_state *look)
{
    const scene *s = a->scene;
    *look = (session_look_state){.position = s->position,
                                 .inspect_row = a->inspect_row,
                                 .theme = a->settings.theme,
                                 .tab = a->tab,
                                 .overlays = a->settings.overlays,
                                 .presentation = a->settings.presentation};
    for (size_t i = 0; i < s->panes; i++) {
        const app_pane *p = &a->pane[i];
        const double side = fmin(p->box.w, p->box.h);
        look->offset[i] = s->offset[i];
        look->by_hand[i] = app_view_is_own(a, i) && p->camera.zoom > 0.0 && side >= 1.0;
        if (!look->by_hand[i])
            continue;
        look->centre_x[i] = p->camera.centre_x;
        look->centre_y[i] = p->camera.centre_y;
        look->span[i] = side / p->camera.zoom;
    }
}

static em_status pack_panes(const app *a, json_t *list, em_error *error)
{
    for (size_t i = 0; i < a->scene->panes; i++) {
        const session_frame f = scene_frame(a->scene, i);
        run_story *story = NULL;
        const em_status status = story_tell(&f, &story, error);
        if (status != EM_OK)
            return status;
        json_t *run = json_of_story(story), *spec = json_of_spec(&a->scene->spec[i]);
        story_destroy(story);
        if (json_array_append_new(list, json_pack("{s:o, s:o}", "spec", spec, "run", run)) != 0)
            return em_fail_memory(error);
    }
    return EM_OK;
}

static json_t *pack(app *a, em_error *error)
{
    session_look_state look;
    json_t *panes = json_array();
    if (panes == NULL || pack_panes(a, panes, error) != EM_OK) {
        json_decref(panes);
        return NULL;
    }
    fill_look(a, &look);
    json_t *root = json_pack("{s:i, s:[I,I], s:I, s:o, s:o}", "emstep_session", SESSION_FORMAT,
                             "axes", (json_int_t)a->scene->axes[0], (json_int_t)a->scene->axes[1],
                             "active", (json_int_t)a->scene->active, "panes", panes, "look",
                             json_of_look(&look, a->scene->panes));
    if (root == NULL)
        em_fail_memory(error);
    return root;
}

em_status session_file_save(app *a, const char *path, bool quiet)
{
    em_error error = {0};
    if (!app_has_runs(a))
        return app_refuse_text(a, EM_ERR_DATA, "There is nothing to save yet.");
    app_finish_glides(a);
    save_job *j = calloc(1, sizeof *j);
    if (j == NULL || (j->root = pack(a, &error)) == NULL) {
        free(j);
        if (error.status == EM_OK)
            em_fail_memory(&error);
        return quiet ? error.status : app_refuse(a, &error);
    }
    j->job = (job){.work = save_work, .done = save_done, .words = "saving the session"};
    j->data = a->scene->data;
    j->quiet = quiet;
    snprintf(j->path, sizeof j->path, "%s", path);
    /* A quiet one is written beside the runs, from data that stay until it is done (edits.h). */
    return quiet ? job_start(a, &a->jobs.aside, &j->job, 2.0 * JOB_COST_MAX)
                 : job_start(a, &a->jobs.runs, &j->job, 50.0 * (double)(j->data->n * j->data->d));
}

static em_status read_pane(const json_t *json, scene *next, size_t i, em_error *error)
{
    em_status status = json_to_spec(json_object_get(json, "spec"), &next->spec[i], error);
    if (status != EM_OK) {
        memset(&next->spec[i], 0, sizeof next->spec[i]);
        return status;
    }
    next->panes = i + 1;
    status = em_spec_check(&next->spec[i], next->data, error);
    if (status == EM_OK)
        status = json_to_story(json_object_get(json, "run"), &next->spec[i], next->data->d,
                               &next->story[i], error);
    return status;
}

static em_status read_root(build_job *j, const json_t *root, em_error *error)
{
    scene *next = j->next;
    const json_t *panes = json_object_get(root, "panes"), *axes = json_object_get(root, "axes");
    const size_t count = json_array_size(panes);
    if (json_integer_value(json_object_get(root, "emstep_session")) != SESSION_FORMAT)
        return em_fail(error, EM_ERR_FORMAT, "this is no session of a version this program knows");
    if (count < 1 || count > VIEW_PANES)
        return em_fail(error, EM_ERR_FORMAT, "this session cannot be used: it has %zu panes",
                       count);
    em_status status = json_to_data(json_object_get(root, "data"), &next->data, error);
    for (size_t i = 0; i < count && status == EM_OK; i++)
        status = read_pane(json_array_get(panes, i), next, i, error);
    if (status == EM_OK)
        status = json_take_size(root, "active", count - 1, &next->active, error);
    if (status == EM_OK)
        status = json_to_look(json_object_get(root, "look"), count, j->extra, error);
    if (status != EM_OK)
        return status;
    const json_int_t x = json_integer_value(json_array_get(axes, 0));
    const json_int_t y = json_integer_value(json_array_get(axes, 1));
    const json_int_t d = (json_int_t)next->data->d;
    next->axes[0] = x >= 0 && x < d && y >= 0 && y < d ? (long)x : -1;
    next->axes[1] = next->axes[0] >= 0 ? (long)y : 0;
    j->mask = (1U << count) - 1U;
    return EM_OK;
}

static em_status open_prepare(build_job *j, const em_control *control, em_error *error)
{
    char quoted[256];
    json_error_t where;
    (void)control;
    io_quote(j->text, quoted, sizeof quoted);
    FILE *file = open_regular(j->text);
    if (file == NULL)
        return em_fail(error, EM_ERR_FILE, "%s could not be read", quoted);
    json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &where);
    fclose(file);
    if (root == NULL) {
        const em_status status =
            em_fail(error, EM_ERR_FORMAT, "%s, line %d, column %d: no session: %.100s", quoted,
                    where.line, where.column, where.text);
        error->line = where.line > 0 ? (size_t)where.line : 0;
        error->column = where.column > 0 ? (size_t)where.column : 0;
        return status;
    }
    const em_status status = read_root(j, root, error);
    json_decref(root);
    return status;
}

static void open_after(app *a, build_job *j)
{
    const session_look_state *look = j->extra;
    scene *s = a->scene;
    s->position = look->position;
    memcpy(s->offset, look->offset, sizeof s->offset);
    const settings own = settings_own(&a->loan, &a->settings);
    a->settings.theme = look->theme;
    a->settings.overlays = look->overlays;
    a->settings.presentation = look->presentation;
    settings_lend(&a->loan, &own, &a->settings);
    a->tab = look->tab;
    a->inspect_row = look->inspect_row;
    for (size_t i = 0; i < s->panes; i++) {
        a->pane[i].by_hand = look->by_hand[i];
        a->pane[i].span = look->span[i];
        a->pane[i].camera.centre_x = look->centre_x[i];
        a->pane[i].camera.centre_y = look->centre_y[i];
    }
    char quoted[256];
    /* What was rescued from a crash lies hidden: saving asks where to. */
    if (!autosave_is_rescued(j->text))
        snprintf(a->save_path, sizeof a->save_path, "%s", j->text);
    app_notice(a, false, "Session opened: %s", io_quote(j->text, quoted, sizeof quoted));
    app_refresh(a, 0);
}

static void open_drop(build_job *j)
{
    free(j->extra);
}

em_status session_file_open(app *a, const char *path)
{
    build_job *j = build_create(a, false, "opening the session");
    if (j == NULL)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory to open the session.");
    j->text = strdup(path);
    j->extra = calloc(1, sizeof(session_look_state));
    j->drop = open_drop;
    if (j->text == NULL || j->extra == NULL) {
        build_drop(j);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory to open the session.");
    }
    j->whole = true;
    j->prepare = open_prepare;
    j->after = open_after;
    return build_start(a, j, 2.0 * JOB_COST_MAX);
}
