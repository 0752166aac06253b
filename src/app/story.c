#include "app/story.h"

#include <stdlib.h>
#include <string.h>

void story_destroy(run_story *story)
{
    if (story == NULL)
        return;
    for (size_t i = 0; i < story->n_edits; i++) {
        em_params_destroy(story->edit[i].params);
        free(story->edit[i].what);
    }
    free(story->edit);
    free(story);
}

static em_status copy_edit(const session_frame *f, size_t row, story_edit *out, em_error *error)
{
    const em_params *from = f->history[row];
    if (from == NULL)
        return em_fail(error, EM_ERR_DATA,
                       "the run is too long to be kept whole: the edit at step %zu is gone", row);
    *out = (story_edit){.row = row};
    out->what = strdup(f->steps[row].edit != NULL ? f->steps[row].edit : "edited by hand");
    if (out->what == NULL || em_params_create(from->kind, from->cov_kind, from->k, from->d,
                                              &out->params, error) != EM_OK)
        return em_fail_memory(error);
    em_params_copy(from, out->params);
    return EM_OK;
}

em_status story_tell(const session_frame *f, run_story **out, em_error *error)
{
    run_story *story = calloc(1, sizeof *story);
    if (story == NULL)
        return em_fail_memory(error);
    size_t edits = 0;
    for (size_t row = 0; row < f->length; row++)
        edits += f->steps[row].phase == TRACE_EDIT;
    story->length = f->length;
    story->cursor = f->cursor;
    story->edit = calloc(edits + 1, sizeof *story->edit);
    em_status status = story->edit != NULL ? EM_OK : em_fail_memory(error);
    for (size_t row = 0; row < f->length && status == EM_OK; row++)
        if (f->steps[row].phase == TRACE_EDIT)
            status = copy_edit(f, row, &story->edit[story->n_edits++], error);
    if (status != EM_OK) {
        story_destroy(story);
        return status;
    }
    *out = story;
    return EM_OK;
}

static em_status next_row(session *s, const em_control *control)
{
    session_begin(s, SESSION_NEXT, 0);
    session_compute(s, control);
    return session_commit(s);
}

static em_status walk(const run_story *story, session *s, const em_control *control,
                      em_error *error)
{
    size_t edit = 0;
    em_status status = EM_OK;
    for (size_t row = 1; row < story->length && status == EM_OK; row++) {
        if (em_control_cancelled(control))
            return em_fail(error, EM_ERR_INTERRUPTED, "stopped");
        if (edit < story->n_edits && story->edit[edit].row == row) {
            status = session_edit(s, story->edit[edit].params, story->edit[edit].what, error);
            edit++;
        } else {
            status = next_row(s, control);
        }
        if (control != NULL && control->progress != NULL)
            control->progress(control->context, (double)row / (double)story->length);
    }
    if (status == EM_ERR_COLLAPSE)
        status = EM_OK; /* told to its end: the run ended by itself */
    const size_t length = session_look(s).length;
    if (status == EM_OK)
        status = session_seek(s, story->cursor < length ? story->cursor : length - 1);
    return status == EM_OK || status == EM_ERR_DATA
               ? status
               : em_fail(error, status, "the run could not be made again");
}

em_status story_follow(const run_story *story, const em_spec *spec, const em_dataset *data,
                       em_pool *pool, const em_control *control, session **out, em_error *error)
{
    session *s = NULL;
    em_status status = session_create(data, spec, pool, control, &s, error);
    if (status == EM_OK && story != NULL)
        status = walk(story, s, control, error);
    if (status != EM_OK) {
        session_destroy(s);
        return status;
    }
    *out = s;
    return EM_OK;
}
