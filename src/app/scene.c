#include "app/scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GRID_FROM = 20000 }; /* points; fewer are looked at one by one */

static void plane_finish(data_plane *p)
{
    em_projection_destroy(p->projection);
    nearest_destroy(p->grid);
    free(p->xy);
    *p = (data_plane){0};
}

static em_status plane_make(const em_dataset *data, const long axes[2], data_plane *out,
                            em_error *error)
{
    data_plane p = {0};
    em_status status;
    if (axes[0] >= 0)
        status =
            em_projection_features(data, (size_t)axes[0], (size_t)axes[1], &p.projection, error);
    else if (data->d <= 2)
        status = em_projection_features(data, 0, data->d - 1, &p.projection, error);
    else
        status = em_projection_pca(data, &p.projection, error);
    if (status != EM_OK)
        return status;
    p.xy = malloc(data->n * 2 * sizeof *p.xy);
    if (p.xy == NULL) {
        plane_finish(&p);
        return em_fail_memory(error);
    }
    em_project_points(p.projection, data->x, data->n, p.xy);
    if (data->n > GRID_FROM && nearest_create(p.xy, data->n, &p.grid) != EM_OK) {
        plane_finish(&p);
        return em_fail_memory(error);
    }
    *out = p;
    return EM_OK;
}

void scene_destroy(scene *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < VIEW_PANES; i++) {
        session_destroy(s->run[i]);
        em_spec_finish(&s->spec[i]);
        story_destroy(s->story[i]);
    }
    plane_finish(&s->plane);
    plane_finish(&s->binary_plane);
    em_dataset_destroy(s->binary);
    em_dataset_destroy(s->data);
    free(s);
}

em_status scene_like(const scene *from, scene **out, em_error *error)
{
    scene *s = calloc(1, sizeof *s);
    if (s == NULL)
        return em_fail_memory(error);
    for (size_t i = 0; i < from->panes; i++)
        if (em_spec_copy(&from->spec[i], &s->spec[i]) != EM_OK) {
            memset(&s->spec[i], 0, sizeof s->spec[i]);
            scene_destroy(s);
            return em_fail_memory(error);
        }
    s->data = from->data;
    s->binary = from->binary;
    s->plane = from->plane;
    s->binary_plane = from->binary_plane;
    memcpy(s->axes, from->axes, sizeof s->axes);
    s->panes = from->panes;
    s->active = from->active;
    *out = s;
    return EM_OK;
}

void scene_release(scene *s, const scene *from)
{
    if (s->data == from->data)
        s->data = NULL;
    if (s->binary == from->binary)
        s->binary = NULL;
    if (s->plane.xy == from->plane.xy)
        s->plane = (data_plane){0};
    if (s->binary_plane.xy == from->binary_plane.xy)
        s->binary_plane = (data_plane){0};
}

bool scene_wants_binary(const scene *s, const em_spec *spec)
{
    return spec->kind == EM_BERNOULLI && !s->data->binary;
}

const em_dataset *scene_data(const scene *s, size_t pane)
{
    return s->binary != NULL && scene_wants_binary(s, &s->spec[pane]) ? s->binary : s->data;
}

const data_plane *scene_plane(const scene *s, size_t pane)
{
    return scene_data(s, pane) == s->data ? &s->plane : &s->binary_plane;
}

static em_status make_binary(scene *s, em_error *error)
{
    const em_prepare how = {.binarize = true};
    em_status status = EM_OK;
    if (s->binary == NULL)
        status = em_dataset_prepare(s->data, &how, &s->binary, error);
    if (status == EM_OK && s->binary_plane.xy == NULL)
        status = plane_make(s->binary, s->axes, &s->binary_plane, error);
    return status;
}

em_status scene_build(scene *s, unsigned mask, em_pool *pool, const em_control *control,
                      em_error *error)
{
    em_status status = EM_OK;
    if (s->plane.xy == NULL)
        status = plane_make(s->data, s->axes, &s->plane, error);
    for (size_t i = 0; i < s->panes && status == EM_OK; i++) {
        if (em_control_cancelled(control))
            return em_fail(error, EM_ERR_INTERRUPTED, "stopped");
        const bool in_mask = (mask >> i & 1U) != 0;
        if (scene_wants_binary(s, &s->spec[i]) && (in_mask || s->binary != NULL))
            status = make_binary(s, error);
        if (status == EM_OK && in_mask)
            status = story_follow(s->story[i], &s->spec[i], scene_data(s, i), pool, control,
                                  &s->run[i], error);
    }
    return status;
}

double spec_step_cost(const em_spec *spec, const em_dataset *data)
{
    const double n = (double)data->n, d = (double)data->d, k = (double)spec->k;
    const bool square =
        spec->kind == EM_GMM && (spec->cov_kind == EM_COV_FULL || spec->cov_kind == EM_COV_TIED);
    return n * k * ((square ? d * d : d) + 12.0) + (square ? k * d * d * d : 0.0);
}

double scene_cost(const scene *s, unsigned mask)
{
    const double n = (double)s->data->n, d = (double)s->data->d;
    double cost = 0.0;
    if (s->plane.xy == NULL && d > 2.0 && s->axes[0] < 0)
        cost += n * d * d + 10.0 * d * d * d;
    for (size_t i = 0; i < s->panes; i++) {
        if ((mask >> i & 1U) == 0)
            continue;
        if (scene_wants_binary(s, &s->spec[i]) && s->binary == NULL)
            cost += n * d * (d > 2.0 && s->axes[0] < 0 ? d : 1.0);
        const double rows = s->story[i] != NULL ? (double)s->story[i]->length : 0.0;
        cost += (2.0 + rows) * spec_step_cost(&s->spec[i], s->data);
        if (s->spec[i].init == EM_INIT_KMEANS)
            cost += 20.0 * n * d * (double)s->spec[i].k;
    }
    return cost * fmax(1.0, s->panes > 0 ? (double)s->spec[0].n_init : 1.0);
}

session_frame scene_frame(const scene *s, size_t pane)
{
    if (pane >= s->panes || s->run[pane] == NULL)
        return (session_frame){0};
    return session_look(s->run[pane]);
}
