#include "scene.h"

#include "view/palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(em_status status, const char *what)
{
    if (status == EM_OK)
        return;
    fprintf(stderr, "scene: %s failed (status %d)\n", what, (int)status);
    abort();
}

static void *room(size_t bytes)
{
    void *place = calloc(1, bytes ? bytes : 1);
    if (!place)
        abort();
    return place;
}

static void project_means(const scene *s, const em_params *params, double *xy)
{
    em_project_points(s->projection, params->mean, params->k, xy);
}

static void fill_trail(scene *s, const session_frame *f)
{
    view_pane *p = &s->in.pane[0];
    free(s->trail_xy);
    s->trail_xy = room((f->cursor + 1) * f->params->k * 2 * sizeof(double));
    p->trail_n = 0;
    for (size_t t = 0; t <= f->cursor; t++) {
        bool moved = t == 0 || f->steps[t].phase != TRACE_E;
        if (moved && f->history[t])
            project_means(s, f->history[t], s->trail_xy + 2 * f->params->k * p->trail_n++);
    }
    p->trail_xy = s->trail_xy;
}

static void fill_pane(scene *s)
{
    view_pane *p = &s->in.pane[0];
    session_frame f = p->frame = session_look(s->session);
    size_t n = s->data->n;
    em_params_destroy(s->flat);
    em_params_destroy(s->flat_before);
    check(em_project_params(s->projection, f.params, &s->flat), "em_project_params");
    check(em_project_params(s->projection, f.before, &s->flat_before), "em_project_params");
    p->flat = s->flat;
    p->flat_before = s->flat_before;
    project_means(s, f.start, s->start_xy);
    fill_trail(s, &f);
    palette_fill_colours(f.resp, n, s->match, s->in.theme, s->colour);
    palette_fill_shapes(f.resp, n, s->match, s->shape);
    for (size_t i = 0; i < n; i++)
        s->changed[i] = f.resp && f.resp_before && f.resp->label[i] != f.resp_before->label[i];
    p->version++;
}

static void allocate(scene *s, size_t k)
{
    size_t n = s->data->n;
    s->xy = room(2 * n * sizeof(double));
    s->start_xy = room(2 * k * sizeof(double));
    s->colour = room(n * sizeof(rgba));
    s->shape = room(n);
    s->changed = room(n * sizeof(bool));
    s->match = room(k * sizeof(int32_t));
    s->metrics = room(sizeof(text_metrics));
    text_metrics_fixed(s->metrics);
    for (size_t c = 0; c < k; c++)
        s->match[c] = (int32_t)c;
}

void scene_init(scene *s, const em_dataset *data, const em_spec *spec, size_t step, double width,
                double height)
{
    *s = (scene){.data = data, .box = {0, 0, width, height}};
    em_error error = {0};
    em_status status = session_create(data, spec, NULL, NULL, &s->session, &error);
    check(status, status == EM_OK ? "" : error.text);
    if (data->d > 2)
        check(em_projection_pca(data, &s->projection, NULL), "em_projection_pca");
    else
        check(em_projection_features(data, 0, data->d - 1, &s->projection, NULL), "features");
    allocate(s, spec->k);
    em_project_points(s->projection, data->x, data->n, s->xy);
    s->in = (view_input){.width = width,
                         .height = height,
                         .scale = 1,
                         .metrics = s->metrics,
                         .panes = 1,
                         .inspect_row = -1,
                         .mouse_x = -1,
                         .mouse_y = -1};
    s->in.overlays = 1u << OVERLAY_ELLIPSES | 1u << OVERLAY_TRAILS;
    view_pane *p = &s->in.pane[0];
    *p = (view_pane){.xy = s->xy,
                     .start_xy = s->start_xy,
                     .colour = s->colour,
                     .shape = s->shape,
                     .match = s->match,
                     .flag_changed = s->changed,
                     .projection = s->projection,
                     .grip_component = -1,
                     .active = true};
    p->frame = session_look(s->session);
    p->camera = scatter_fit(p, s->box);
    scene_seek(s, step);
}

void scene_seek(scene *s, size_t step)
{
    session_frame f = session_look(s->session);
    if (step == SIZE_MAX) {
        check(session_converge(s->session, NULL), "session_converge");
    } else if (step < f.length) {
        check(session_seek(s->session, step), "session_seek");
    } else {
        check(session_seek(s->session, f.length - 1), "session_seek");
        for (size_t i = f.length - 1; i < step; i++)
            check(session_forward(s->session), "session_forward");
    }
    fill_pane(s);
}

void scene_finish(scene *s)
{
    session_destroy(s->session);
    em_projection_destroy(s->projection);
    em_params_destroy(s->flat);
    em_params_destroy(s->flat_before);
    free(s->xy);
    free(s->start_xy);
    free(s->trail_xy);
    free(s->colour);
    free(s->shape);
    free(s->changed);
    free(s->match);
    free(s->metrics);
}
