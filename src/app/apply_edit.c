/* Hands on: means and ellipses set by hand, points added and erased, undo and redo. */
#include "app/shape.h"
#include "app/start.h"
#include "app/state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VALUES_MAX 8000000 /* data with more values are not copied for every edit */

em_status app_commit_edit(app *a, size_t pane, const em_params *params, const char *what)
{
    em_error error = {0};
    scene *s = a->scene;
    const em_status status = session_edit(s->run[pane], params, what, &error);
    if (status != EM_OK)
        return app_refuse(a, &error);
    edits_push(&a->edits, (edit_entry){.pane = pane});
    const size_t cursor = scene_frame(s, pane).cursor;
    if (s->panes == 1)
        s->position = cursor + s->offset[pane];
    else if (s->position >= cursor)
        s->offset[pane] = s->position - cursor;
    else
        s->position = cursor + s->offset[pane];
    app_refresh(a, 0);
    return EM_OK;
}

static em_status copy_params(const em_params *from, em_params **out)
{
    const em_status status =
        em_params_create(from->kind, from->cov_kind, from->k, from->d, out, NULL);
    if (status == EM_OK)
        em_params_copy(from, *out);
    return status;
}

/* What the edit could not do, or did besides. */
static void explain_edit(app *a, size_t pane, const command *c, const em_params *params)
{
    const em_projection *plane = scene_plane(a->scene, pane)->projection;
    const double *place = a->pane[pane].flat_to->mean + 2 * c->n;
    const double *cov = a->pane[pane].flat_to->cov;
    half_axes wanted;
    double to[4];
    if (c->kind == COMMAND_MOVE_MEAN) {
        const double off = hypot(place[0] - c->x, place[1] - c->y) * a->pane[pane].camera.zoom;
        if (params->kind == EM_BERNOULLI && off > 1.0)
            app_notice(a, false, "Probabilities stay between 0 and 1: the mean ends there.");
        else if (plane->d > 2)
            app_notice(a, false, "Mean %ld moved within this plane; its other %zu directions stay.",
                       c->n + 1, plane->d - 2);
        return;
    }
    if (cov == NULL || shape_read(c->text, &wanted, NULL) != EM_OK)
        return;
    shape_cov(&wanted, to);
    cov += 4 * c->n;
    const double off = fabs(cov[0] - to[0]) + fabs(cov[1] - to[1]) + fabs(cov[3] - to[3]);
    if (params->cov_kind == EM_COV_TIED)
        app_notice(a, false, "All components share this covariance.");
    else if (off > 1e-6 * (to[0] + to[3]))
        app_notice(a, false, "A %s covariance comes as near to this ellipse as it can.",
                   params->cov_kind == EM_COV_DIAG ? "diagonal" : "spherical");
    else if (plane->d > 2)
        app_notice(a, false, "Ellipse %ld shaped within this plane; its other %zu directions stay.",
                   c->n + 1, plane->d - 2);
}

static em_status change_component(const em_projection *plane, em_params *params, const command *c,
                                  em_error *error)
{
    half_axes wanted;
    if (c->kind == COMMAND_MOVE_MEAN)
        return shape_move_mean(plane, params, (size_t)c->n, c->x, c->y, error);
    const em_status status = shape_read(c->text, &wanted, error);
    return status == EM_OK ? shape_set(plane, params, (size_t)c->n, &wanted, error) : status;
}

static em_status edit_component(app *a, const command *c)
{
    const size_t pane = app_pane_of(a, c);
    const session_frame f = scene_frame(a->scene, pane);
    if (f.params == NULL || c->n < 0 || (size_t)c->n >= f.params->k)
        return app_refuse_text(a, EM_ERR_DATA, "There is no component %ld.", c->n + 1);
    if (job_busy(&a->jobs.runs))
        return app_still_at_work(a);
    app_finish_glides(a);
    app_take_pause(a);
    em_params *params = NULL;
    if (copy_params(f.params, &params) != EM_OK)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this edit.");
    char what[64];
    em_error error = {0};
    if (c->kind == COMMAND_MOVE_MEAN)
        snprintf(what, sizeof what, "mean %ld moved by hand", c->n + 1);
    else if (params->kind == EM_GMM && params->cov_kind == EM_COV_TIED)
        snprintf(what, sizeof what, "shared ellipse shaped by hand");
    else
        snprintf(what, sizeof what, "ellipse %ld shaped by hand", c->n + 1);
    em_status status = change_component(scene_plane(a->scene, pane)->projection, params, c, &error);
    status = status == EM_OK ? app_commit_edit(a, pane, params, what) : app_refuse(a, &error);
    if (status == EM_OK)
        explain_edit(a, pane, c, params);
    em_params_destroy(params);
    return status;
}

/* What an edit of the data carries to the worker. */
typedef struct data_edit {
    double *add;
    size_t n_add;
    bool *drop;
    bool standardize; /* instead of the above */
} data_edit;

static void drop_edit(build_job *j)
{
    data_edit *e = j->extra;
    if (e == NULL)
        return;
    free(e->add);
    free(e->drop);
    free(e);
}

/* Rows after an erased one move up; an erased row itself is replaced by the one that took its
 * place. */
static void renumber(em_spec *spec, const bool *drop, size_t n)
{
    for (size_t c = 0; c < spec->k && spec->points != NULL && drop != NULL; c++) {
        size_t before = 0;
        for (size_t i = 0; i < spec->points[c] && i < n; i++)
            before += drop[i];
        spec->points[c] -= before;
    }
}

static em_status prepare_edit(build_job *j, const em_control *control, em_error *error)
{
    const em_prepare how = {.standardize = true};
    data_edit *e = j->extra;
    em_dataset *edited = NULL;
    (void)control;
    const em_status status =
        e->standardize ? em_dataset_prepare(j->from->data, &how, &edited, error)
                       : em_dataset_edit(j->from->data, e->add, e->n_add, e->drop, &edited, error);
    if (status != EM_OK)
        return status;
    j->next->data = edited;
    edited->added = e->standardize ? j->from->data->added : edited->added;
    edited->erased = e->standardize ? j->from->data->erased : edited->erased;
    for (size_t i = 0; i < j->next->panes; i++)
        renumber(&j->next->spec[i], e->drop, j->from->data->n);
    return EM_OK;
}

static em_status edit_data(app *a, data_edit *e)
{
    const em_dataset *data = a->scene->data;
    build_job *j = build_create(a, true, "changing the points");
    if (j == NULL) {
        free(e->add);
        free(e->drop);
        free(e);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this edit.");
    }
    j->extra = e;
    j->drop = drop_edit;
    j->prepare = prepare_edit;
    j->join = a->pointer.strokes > 0 && edits_last_is_data(&a->edits);
    j->keep = !j->join;
    j->whole = true;
    j->keep_view = !e->standardize;
    if (a->pointer.drag == DRAG_ADD || a->pointer.drag == DRAG_ERASE)
        a->pointer.strokes++;
    j->mask = (1U << a->scene->panes) - 1U;
    const double cost = scene_cost(j->next, j->mask) + 4.0 * (double)(data->n * data->d);
    j->next->plane = (data_plane){0};
    j->next->binary_plane = (data_plane){0};
    j->next->binary = NULL;
    return build_start(a, j, cost);
}

static bool editable(app *a)
{
    const em_dataset *data = a->scene->data;
    if (data->n <= VALUES_MAX / data->d)
        return true;
    app_notice(a, false, "This data set is too large to be edited by hand.");
    return false;
}

static em_status add_point(app *a, const command *c)
{
    const em_dataset *data = a->scene->data;
    const data_plane *plane = scene_plane(a->scene, app_pane_of(a, c));
    const double place[2] = {c->x, c->y};
    if (!editable(a) || plane->projection == NULL)
        return EM_OK;
    data_edit *e = calloc(1, sizeof *e);
    if (e == NULL || (e->add = malloc(data->d * sizeof *e->add)) == NULL) {
        free(e);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this edit.");
    }
    memcpy(e->add, data->offset, data->d * sizeof *e->add);
    em_project_back(plane->projection, place, e->add);
    e->n_add = 1;
    return edit_data(a, e);
}

static em_status erase(app *a, const command *c)
{
    const size_t pane = app_pane_of(a, c);
    const data_plane *plane = scene_plane(a->scene, pane);
    const size_t n = a->scene->data->n;
    if (!editable(a) || plane->xy == NULL)
        return EM_OK;
    const double radius = fmax(1.0, (double)c->n) / fmax(a->pane[pane].camera.zoom, 1e-300);
    data_edit *e = calloc(1, sizeof *e);
    if (e == NULL || (e->drop = calloc(n, sizeof *e->drop)) == NULL) {
        free(e);
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this edit.");
    }
    size_t erased = 0;
    for (size_t i = 0; i < n; i++) {
        e->drop[i] = hypot(plane->xy[2 * i] - c->x, plane->xy[2 * i + 1] - c->y) <= radius;
        erased += e->drop[i];
    }
    if (erased > 0 && erased < n)
        return edit_data(a, e);
    free(e->drop);
    free(e);
    if (erased > 0)
        app_notice(a, false, "The last points stay: a run needs data.");
    return EM_OK;
}

static bool is_standard(const em_dataset *data)
{
    for (size_t j = 0; j < data->d; j++)
        if (fabs(data->offset[j]) > 1e-9 ||
            (data->variance[j] > 0.0 && fabs(data->variance[j] - 1.0) > 1e-9))
            return false;
    return true;
}

static em_status standardize(app *a)
{
    const em_dataset *data = a->scene->data;
    if (!editable(a))
        return EM_OK;
    if (is_standard(data)) {
        app_notice(a, false, "Each feature has mean 0 and deviation 1 already.");
        return EM_OK;
    }
    data_edit *e = calloc(1, sizeof *e);
    if (e == NULL)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for this edit.");
    e->standardize = true;
    const em_status status = edit_data(a, e);
    if (status == EM_OK)
        app_notice(a, false, "Each feature now has mean 0 and deviation 1. Ctrl+Z goes back.");
    return status;
}

/* Undo and redo of one entry: a run's own, or another scene. */
static em_status revert(app *a, bool redo)
{
    edit_entry entry;
    if (!edit_stack_pop(redo ? &a->edits.redo : &a->edits.undo, &entry))
        return app_refuse_text(a, EM_OK, redo ? "Nothing to redo." : "Nothing to undo.");
    em_status status = EM_OK;
    if (entry.scene != NULL) {
        scene *shown = a->scene;
        take_scene(a, entry.scene, true);
        entry.scene = shown;
    } else {
        session *run = a->scene->run[entry.pane];
        if (redo ? session_can_redo(run) : session_can_undo(run))
            status = redo ? session_redo(run) : session_undo(run);
        const size_t cursor = scene_frame(a->scene, entry.pane).cursor;
        if (a->scene->position < cursor + a->scene->offset[entry.pane] || a->scene->panes == 1)
            a->scene->position = cursor + a->scene->offset[entry.pane];
    }
    if (redo)
        edits_push_undo(&a->edits, entry);
    else
        edits_push_redo(&a->edits, entry);
    app_refresh(a, 0);
    return status == EM_OK ? EM_OK : app_refuse_text(a, status, "Not enough memory to go back.");
}

static em_status set_tool(app *a, long n)
{
    if (n < TOOL_NONE || n > TOOL_ERASE)
        return EM_ERR_USAGE;
    a->tool = a->tool == (view_tool)n ? TOOL_NONE : (view_tool)n;
    return EM_OK;
}

em_status apply_edit(app *a, const command *c)
{
    if (c->kind == COMMAND_TOOL)
        return set_tool(a, c->n);
    if (!isfinite(c->x) || !isfinite(c->y))
        return EM_ERR_USAGE;
    if (c->kind == COMMAND_MOVE_MEAN || c->kind == COMMAND_SHAPE)
        return edit_component(a, c);
    if (job_busy(&a->jobs.runs))
        return app_still_at_work(a);
    app_finish_glides(a);
    app_take_pause(a);
    switch (c->kind) {
    case COMMAND_ADD_POINT: return add_point(a, c);
    case COMMAND_ERASE: return erase(a, c);
    case COMMAND_STANDARDIZE: return standardize(a);
    default: return revert(a, c->kind == COMMAND_REDO);
    }
}
