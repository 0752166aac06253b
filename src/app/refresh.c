/* From runs to what the panes show: colours matched across panes, disagreements, scores, inspector.
 */
#include "app/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PULL_MAX          4000000 /* responsibilities summed for every point the mouse rests on */
#define POINTS_MAX_SCORES 5000000 /* counting more rows would take longer than a frame */

/* Palette indices of a pane's components: the first pane gives the colours. */
static void fill_match(app *a, size_t pane, const session_frame *f, int32_t *match)
{
    if (pane > 0 && a->scene->run[0] != NULL) {
        const session_frame first = scene_frame(a->scene, 0);
        matching_fill(&a->pane[0].matching, &first, &a->pane[pane].matching, f, match);
        return;
    }
    for (size_t c = 0; c < f->params->k; c++)
        match[c] = (int32_t)c;
}

static void refresh_pane(app *a, size_t i, bool glide)
{
    app_pane *p = &a->pane[i];
    const session_frame f = scene_frame(a->scene, i);
    p->ready = p->ready && f.params != NULL;
    if (f.params == NULL) {
        pane_show_points(p, a->scene->data->n, a->settings.theme);
        return;
    }
    int32_t *match = malloc(f.params->k * sizeof *match);
    em_status status = EM_ERR_MEMORY;
    if (match != NULL) {
        fill_match(a, i, &f, match);
        status = pane_refresh(p, &f, scene_plane(a->scene, i), match, a->settings.theme,
                              glide && a->settings.animation,
                              job_busy(&a->jobs.runs) ? NULL : a->jobs.runs.pool);
    }
    free(match);
    if (status != EM_OK)
        app_notice(a, true, "Not enough memory to draw pane %zu.", i + 1);
    if (pane_gliding(p))
        a->fresh_glide = true;
}

static void refresh_disagree(app *a)
{
    const size_t n = a->scene->data->n;
    free(a->disagree);
    a->disagree = NULL;
    size_t with_labels = 0;
    session_frame f[VIEW_PANES];
    const int32_t *match[VIEW_PANES];
    for (size_t i = 0; i < a->scene->panes; i++) {
        f[with_labels] = scene_frame(a->scene, i);
        match[with_labels] = a->pane[i].match;
        if (f[with_labels].resp != NULL && a->pane[i].ready)
            with_labels++;
    }
    if (with_labels < 2 || (a->disagree = malloc(n * sizeof *a->disagree)) == NULL)
        return;
    for (size_t i = 0; i < n; i++) {
        const int32_t first = match[0][f[0].resp->label[i]];
        bool differ = false;
        for (size_t q = 1; q < with_labels; q++)
            differ = differ || match[q][f[q].resp->label[i]] != first;
        a->disagree[i] = differ;
    }
}

/* The session may not be asked while a worker has it: then what was known stays. */
void app_refresh_scores(app *a)
{
    session *run = a->scene->run[a->scene->active];
    aside_forget(a);
    if (job_busy(&a->jobs.runs))
        return;
    a->scores_ready = run != NULL && a->scene->data->label != NULL &&
                      a->scene->data->n <= POINTS_MAX_SCORES &&
                      session_look_scores(run, &a->scores) == EM_OK;
}

/* ln p(X | theta new) of an M row, for the KL gap, where it costs less than a frame. */
static void refresh_likelihoods(app *a)
{
    double ignored;
    if (job_busy(&a->jobs.runs))
        return;
    for (size_t i = 0; i < a->scene->panes; i++) {
        const session_frame f = scene_frame(a->scene, i);
        if (f.step != NULL && f.step->phase == TRACE_M && f.params->kind != EM_KMEANS &&
            isnan(f.step->log_likelihood) && f.stop != EM_STOP_COLLAPSE &&
            spec_step_cost(f.spec, f.data) <= JOB_COST_MAX)
            session_log_likelihood(a->scene->run[i], &ignored);
    }
}

static bool reserve_inspect(app *a, size_t k)
{
    if (a->inspect_k == k)
        return true;
    a->inspect_k = 0;
    for (size_t i = 0; i < 4; i++) {
        free(a->inspect[i]);
        a->inspect[i] = calloc(k, sizeof *a->inspect[i]);
        if (a->inspect[i] == NULL)
            return false;
    }
    a->inspect_k = k;
    return true;
}

void app_refresh_inspect(app *a)
{
    const session_frame f = scene_frame(a->scene, a->scene->active);
    app_touch(a);
    if (job_busy(&a->jobs.runs))
        return;
    a->inspect_ready = false;
    if (a->inspect_row >= 0 && (size_t)a->inspect_row >= a->scene->data->n)
        a->inspect_row = -1;
    if (a->inspect_row < 0 || f.params == NULL || !reserve_inspect(a, f.params->k))
        return;
    const bool few = f.data->n <= PULL_MAX / f.params->k;
    a->inspect_point =
        (session_point){a->inspect[0], a->inspect[1], a->inspect[2], few ? a->inspect[3] : NULL};
    a->inspect_ready = session_inspect(a->scene->run[a->scene->active], (size_t)a->inspect_row,
                                       &a->inspect_point) == EM_OK;
}

/* The run changed under the hand that held a part of it. */
static void let_go(app *a)
{
    pointer *p = &a->pointer;
    if (p->drag == DRAG_MEAN || p->drag == DRAG_SHAPE ||
        (p->drag != DRAG_NONE && p->pane >= a->scene->panes))
        p->drag = DRAG_DEAD;
    a->grip_component = -1;
    a->nudge_rows = 0;
}

void app_recolour(app *a, unsigned glide_mask)
{
    for (size_t i = 0; i < a->scene->panes; i++)
        refresh_pane(a, i, (glide_mask >> i & 1U) != 0);
    refresh_disagree(a);
    app_touch(a);
}

void app_refresh(app *a, unsigned glide_mask)
{
    let_go(a);
    autosave_changed(a);
    refresh_likelihoods(a);
    app_recolour(a, glide_mask);
    app_refresh_scores(a);
    app_refresh_inspect(a);
    app_touch(a);
}

void app_finish_glides(app *a)
{
    for (size_t i = 0; i < a->scene->panes; i++)
        if (pane_advance(&a->pane[i], 1.0))
            app_touch(a);
}

bool app_gliding(const app *a)
{
    for (size_t i = 0; i < a->scene->panes; i++)
        if (pane_gliding(&a->pane[i]))
            return true;
    return false;
}
