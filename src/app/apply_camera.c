/* The pane's picture: zoom, pan, fit, axes. */
#include "app/start.h"
#include "app/state.h"

#include <math.h>

#define NOTCH    1.15 /* zoom of one notch of the wheel */
#define ZOOM_MIN 1e-6 /* relative to a camera that shows all */
#define ZOOM_MAX 1e9

/* Keeps the numbers of the camera where doubles still separate pixels. */
static void clamp_camera(app_pane *p, camera before, camera fit)
{
    if (!(p->camera.zoom > fit.zoom * ZOOM_MIN && p->camera.zoom < fit.zoom * ZOOM_MAX) ||
        !isfinite(p->camera.centre_x) || !isfinite(p->camera.centre_y) ||
        fabs(p->camera.centre_x - fit.centre_x) * fit.zoom > 1e9 ||
        fabs(p->camera.centre_y - fit.centre_y) * fit.zoom > 1e9)
        p->camera = before;
}

static em_status zoom(app *a, size_t pane, const command *c)
{
    app_pane *p = &a->pane[pane];
    const camera before = p->camera;
    const bool at = c->x >= 0.0 && rect_has(p->box, c->x, c->y);
    const double x = at ? c->x : p->box.x + p->box.w / 2.0;
    const double y = at ? c->y : p->box.y + p->box.h / 2.0;
    const long notches = c->n > 20 ? 20 : c->n < -20 ? -20 : c->n;
    camera_zoom_at(&p->camera, p->box, x, y, pow(NOTCH, (double)notches));
    clamp_camera(p, before, app_fit(a, pane));
    p->by_hand = true;
    return EM_OK;
}

static em_status pan(app *a, size_t pane, const command *c)
{
    app_pane *p = &a->pane[pane];
    const camera before = p->camera;
    camera_pan(&p->camera, c->x, c->y);
    clamp_camera(p, before, app_fit(a, pane));
    p->by_hand = true;
    return EM_OK;
}

static em_status axes(app *a, const command *c)
{
    const long d = (long)a->scene->data->d;
    if (c->n >= 0 && (c->n >= d || c->x < 0.0 || c->x >= (double)d))
        return app_refuse_text(a, EM_ERR_DATA, "The features of this data are 0 to %ld.", d - 1);
    if (job_busy(&a->jobs.runs))
        return app_still_at_work(a);
    build_job *j = build_create(a, true, "projecting the data");
    if (j == NULL)
        return app_refuse_text(a, EM_ERR_MEMORY, "Not enough memory for other axes.");
    j->next->axes[0] = c->n >= 0 ? c->n : -1;
    j->next->axes[1] = c->n >= 0 ? (long)c->x : 0;
    j->next->plane = (data_plane){0};
    j->next->binary_plane = (data_plane){0};
    return build_start(a, j, scene_cost(j->next, 0));
}

em_status apply_camera(app *a, const command *c)
{
    const size_t i = app_pane_of(a, c);
    if (c->kind == COMMAND_AXES)
        return axes(a, c);
    if (!a->pane[i].ready || a->pane[i].box.w < 1.0 || a->pane[i].box.h < 1.0)
        return EM_OK;
    app_touch(a);
    if (c->kind == COMMAND_ZOOM)
        return zoom(a, i, c);
    if (c->kind == COMMAND_PAN)
        return pan(a, i, c);
    a->pane[i].by_hand = false;
    a->pane[i].camera = app_fit(a, i);
    return EM_OK;
}
