/* Data opened, sessions saved and opened, exports asked for. */
#include "app/session_file.h"
#include "app/start.h"
#include "app/state.h"
#include "io/io.h"
#include "session/spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* On the worker: reads the data and gives every pane a spec that suits them. */
static em_status load(build_job *j, const em_control *control, em_error *error)
{
    const io_options options = IO_OPTIONS_DEFAULT;
    (void)control;
    em_status status = io_open_data(j->text, &options, &j->next->data, error);
    for (size_t i = 0; i < j->next->panes && status == EM_OK; i++) {
        em_spec suited;
        if (spec_for_data(&j->next->spec[i], j->next->data, &suited) != EM_OK)
            return em_fail_memory(error);
        em_spec_finish(&j->next->spec[i]);
        j->next->spec[i] = suited;
    }
    return status;
}

static void loaded(app *a, build_job *j)
{
    char quoted[EM_NAME_MAX + 8];
    const em_dataset *data = a->scene->data;
    settings_opened(&a->settings, j->text);
    app_keep_settings(a);
    const char *more = a->drops > 1 ? ". Of several files the first is opened" : "";
    const size_t name = strlen(data->name);
    io_quote(data->name, quoted, sizeof quoted);
    if (strncmp(data->note, data->name, name) == 0) /* the reader has said it all */
        app_notice(a, false, "%s%s%s", quoted, data->note + name, more);
    else
        app_notice(a, false, "%s: %zu points, %zu features%s%s%s", quoted, data->n, data->d,
                   data->note[0] != '\0' ? ". " : "", data->note, more);
}

static em_status open_data(app *a, const char *name)
{
    build_job *j = build_create(a, false, "loading data");
    const scene *s = a->scene;
    a->drops = 0;
    em_status status = j != NULL ? EM_OK : EM_ERR_MEMORY;
    for (size_t i = 0; i < s->panes && status == EM_OK; i++) {
        status = em_spec_copy(&s->spec[i], &j->next->spec[i]);
        j->next->panes = status == EM_OK ? i + 1 : i;
    }
    if (status == EM_OK && (j->text = strdup(name)) == NULL)
        status = EM_ERR_MEMORY;
    if (status != EM_OK) {
        if (j != NULL)
            build_drop(j);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory to open data.");
    }
    j->next->active = s->active;
    j->mask = (1U << s->panes) - 1U;
    j->whole = true;
    j->prepare = load;
    j->after = loaded;
    const em_builtin *known = em_builtin_find(name);
    const bool small = known != NULL && known->n * known->d <= 20000 && known->d <= 8;
    return build_start(a, j, small ? 0.0 : 2.0 * JOB_COST_MAX);
}

static em_status open_path(app *a, const char *path)
{
    prompt_close(a);
    return session_file_is(path) ? session_file_open(a, path) : open_data(a, path);
}

/* Asks for a path: the desktop's dialog, or a line typed in the window. */
static em_status ask(app *a, prompt_kind kind)
{
    static const app_request_kind request[] = {REQUEST_NONE, REQUEST_ASK_OPEN, REQUEST_ASK_SAVE};
    char name[128] = "";
    if (kind == PROMPT_SAVE)
        export_suggest(a, ".json", name, sizeof name);
    if (a->ask_here)
        prompt_open(a, kind, name);
    else
        app_ask(a, request[kind], true, name);
    return EM_OK;
}

em_status apply_file(app *a, const command *c)
{
    const bool named = c->text != NULL && c->text[0] != '\0';
    if (job_busy(&a->jobs.runs))
        return app_still_at_work(a);
    if (c->kind == COMMAND_SAVE) {
        if (named)
            return session_file_save(a, c->text, false);
        return a->save_path[0] != '\0' ? session_file_save(a, a->save_path, false)
                                       : ask(a, PROMPT_SAVE);
    }
    if (!named)
        return ask(a, PROMPT_OPEN);
    const bool known = em_builtin_find(c->text) != NULL || em_generate_knows(c->text);
    return c->kind == COMMAND_DATA && known ? open_data(a, c->text) : open_path(a, c->text);
}
