#include "app/start.h"
#include "app/state.h"

#include <stdlib.h>
#include <string.h>

build_job *build_create(app *a, bool shared, const char *words)
{
    build_job *j = calloc(1, sizeof *j);
    if (j == NULL)
        return NULL;
    if (shared ? scene_like(a->scene, &j->next, NULL) != EM_OK
               : (j->next = calloc(1, sizeof *j->next)) == NULL) {
        free(j);
        return NULL;
    }
    j->from = shared ? a->scene : NULL;
    j->next->axes[0] = shared ? j->next->axes[0] : -1;
    j->job.words = words;
    return j;
}

void build_drop(build_job *j)
{
    if (j->drop != NULL)
        j->drop(j);
    if (j->next != NULL && j->from != NULL)
        scene_release(j->next, j->from);
    scene_destroy(j->next);
    free(j->text);
    free(j);
}

static em_status work(job *base, em_pool *pool, const em_control *control, em_error *error)
{
    build_job *j = (build_job *)base;
    em_status status = EM_OK;
    if (j->prepare != NULL)
        status = j->prepare(j, control, error);
    return status == EM_OK ? scene_build(j->next, j->mask, pool, control, error) : status;
}

static void keep_points(app *a, size_t pane, const em_spec *spec)
{
    if (spec->init != EM_INIT_POINTS)
        return;
    size_t *copy = malloc(spec->k * sizeof *copy);
    if (copy == NULL)
        return;
    memcpy(copy, spec->points, spec->k * sizeof *copy);
    free(a->kept_points[pane]);
    a->kept_points[pane] = copy;
    a->kept_k[pane] = spec->k;
}

static void move_plane(data_plane *from, data_plane *to)
{
    const data_plane old = *to;
    *to = *from;
    *from = old;
}

/* Puts what was made into the scene; what it replaces goes back into next, to be destroyed. */
static void adopt(app *a, scene *next, unsigned mask)
{
    scene *s = a->scene;
    const bool all = (mask & ((1U << next->panes) - 1U)) == (1U << next->panes) - 1U;
    if (next->plane.xy != s->plane.xy)
        move_plane(&next->plane, &s->plane);
    if (next->binary_plane.xy != s->binary_plane.xy)
        move_plane(&next->binary_plane, &s->binary_plane);
    if (s->binary == NULL) {
        s->binary = next->binary;
        next->binary = NULL;
    }
    memcpy(s->axes, next->axes, sizeof s->axes);
    for (size_t i = 0; i < next->panes; i++) {
        if ((mask >> i & 1U) == 0)
            continue;
        session *const old = s->run[i];
        const em_spec spec = s->spec[i];
        s->run[i] = next->run[i];
        s->spec[i] = next->spec[i];
        next->run[i] = old;
        next->spec[i] = spec;
        edits_forget_pane(&a->edits, i);
        keep_points(a, i, &s->spec[i]);
        const size_t cursor = scene_frame(s, i).cursor;
        s->offset[i] = s->position > cursor ? s->position - cursor : 0;
    }
    s->panes = next->panes;
    s->active = next->active;
    if (all && next->story[0] == NULL) {
        s->position = 0;
        memset(s->offset, 0, sizeof s->offset);
    }
}

static void forget_view(app *a)
{
    for (size_t i = 0; i < VIEW_PANES; i++) {
        a->pane[i].by_hand = false;
        a->pane[i].box = (rect){0};
    }
    a->inspect_row = -1;
}

void take_scene(app *a, scene *next, bool keep_view)
{
    sweep_forget(a);
    members_destroy(a->members);
    a->members = NULL;
    a->scene = next;
    if (!keep_view)
        forget_view(a);
    for (size_t i = 0; i < VIEW_PANES; i++) {
        a->pane[i].ready = false;
        keep_points(a, i, &next->spec[i]);
    }
}

static void install(app *a, build_job *j)
{
    if (!j->whole) {
        const bool moved = j->next->plane.xy != a->scene->plane.xy;
        adopt(a, j->next, j->mask);
        const long row = a->inspect_row;
        if (moved)
            forget_view(a);
        a->inspect_row = row;
        return;
    }
    scene *before = a->scene;
    for (size_t i = 0; i < VIEW_PANES; i++) {
        story_destroy(j->next->story[i]);
        j->next->story[i] = NULL;
    }
    take_scene(a, j->next, j->keep_view);
    j->next = NULL;
    if (j->keep) {
        edits_push(&a->edits, (edit_entry){.scene = before});
        return;
    }
    if (!j->join)
        edits_clear(&a->edits);
    edits_drop(&a->edits, before);
}

static em_status done(app *a, job *base, em_status status, const em_error *error)
{
    build_job *j = (build_job *)base;
    if (status == EM_OK) {
        const bool binarised = a->scene->binary != NULL;
        install(a, j);
        if (a->scene->binary != NULL && !binarised)
            app_notice(a, false,
                       "The Bernoulli mixture sees the data binarised at half its maximum.");
        app_refresh(a, 0);
        if (j->after != NULL)
            j->after(a, j);
        app_check_sweep(a);
    } else {
        app_refuse(a, error);
    }
    build_drop(j);
    app_touch(a);
    return status;
}

em_status build_start(app *a, build_job *j, double cost)
{
    j->job.work = work;
    j->job.done = done;
    j->job.panes = j->mask;
    app_finish_glides(a);
    app_take_pause(a);
    app_touch(a);
    return job_start(a, &a->jobs.runs, &j->job, cost);
}

em_status start_first(app *a, em_error *error)
{
    build_job *j = build_create(a, true, "making the start");
    if (j == NULL)
        return em_fail_memory(error);
    j->mask = (1U << a->scene->panes) - 1U;
    const em_status status = build_start(a, j, scene_cost(j->next, j->mask));
    if (status == EM_OK && job_busy(&a->jobs.runs))
        app_recolour(a, 0); /* meanwhile the points are seen */
    return status == EM_OK ? status : em_fail(error, status, "%s", a->toast);
}

em_status start_runs(app *a, unsigned mask, em_spec *specs, const char *words)
{
    build_job *j = build_create(a, true, words);
    for (size_t i = 0; i < VIEW_PANES; i++) {
        if ((mask >> i & 1U) == 0)
            continue;
        if (j == NULL) {
            em_spec_finish(&specs[i]);
            continue;
        }
        em_spec_finish(&j->next->spec[i]);
        j->next->spec[i] = specs[i];
        if (i >= j->next->panes)
            j->next->panes = i + 1;
    }
    if (j == NULL)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for a new run.");
    j->mask = mask;
    return build_start(a, j, scene_cost(j->next, mask));
}
