#include "view_fixture.h"

#include "em/generate.h"
#include "view/layout.h"
#include "view/palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "fixture: %s\n", what);
    abort();
}

void fixture_default_spec(em_spec *spec)
{
    static const size_t rows[] = {10, 100, 300};
    em_spec_init(spec, EM_GMM);
    spec->init = EM_INIT_POINTS;
    spec->points = malloc(sizeof rows);
    must(spec->points != NULL, "memory");
    memcpy(spec->points, rows, sizeof rows);
    spec->init_cov = 5;
}

void fixture_open(fixture *f, const char *data, const em_spec *spec, size_t panes)
{
    em_error error = {0};
    em_dataset *made;
    must(em_generate(data, &made, &error) == EM_OK, error.text);
    fixture_take(f, made, spec, panes);
}

void fixture_take(fixture *f, em_dataset *data, const em_spec *spec, size_t panes)
{
    em_error error = {0};
    *f = (fixture){.data = data};
    if (f->data->d > 2)
        must(em_projection_pca(f->data, &f->projection, &error) == EM_OK, error.text);
    else
        must(em_projection_features(f->data, 0, f->data->d - 1, &f->projection, &error) == EM_OK,
             error.text);
    f->xy = calloc(f->data->n, 2 * sizeof *f->xy);
    must(f->xy != NULL, "memory");
    em_project_points(f->projection, f->data->x, f->data->n, f->xy);
    for (int32_t c = 0; c < EM_NAME_MAX; c++)
        f->match[c] = c;
    text_metrics_fixed(&f->metrics);
    f->in = (view_input){.width = 1600,
                         .height = 1000,
                         .scale = 1,
                         .metrics = &f->metrics,
                         .panes = panes,
                         .overlays = 1u << OVERLAY_ELLIPSES | 1u << OVERLAY_TRAILS,
                         .pace = 5,
                         .animation = true,
                         .mouse_x = -1,
                         .mouse_y = -1,
                         .inspect_row = -1};
    for (size_t i = 0; i < panes; i++)
        must(session_create(f->data, spec, NULL, NULL, &f->run[i], &error) == EM_OK, error.text);
    fixture_refresh(f);
}

void fixture_forward(fixture *f, size_t half_steps)
{
    for (size_t i = 0; i < f->in.panes; i++)
        for (size_t step = 0; step < half_steps; step++)
            must(session_forward(f->run[i]) == EM_OK, "forward");
    fixture_refresh(f);
}

static void refresh_pane(fixture *f, size_t i, const layout *where)
{
    view_pane *pane = &f->in.pane[i];
    session_frame frame = session_look(f->run[i]);
    size_t n = f->data->n, k = frame.params->k;
    em_params_destroy(f->flat[i]);
    must(em_project_params(f->projection, frame.params, &f->flat[i]) == EM_OK, "projection");
    if (!f->colour[i]) {
        f->colour[i] = calloc(n, sizeof *f->colour[i]);
        f->shape[i] = calloc(n, 1);
        f->start_xy[i] = calloc(k, 2 * sizeof *f->start_xy[i]);
        must(f->colour[i] && f->shape[i] && f->start_xy[i], "memory");
    }
    palette_fill_colours(frame.resp, n, f->match, f->in.theme, f->colour[i]);
    palette_fill_shapes(frame.resp, n, f->match, f->shape[i]);
    em_project_points(f->projection, frame.start->mean, k, f->start_xy[i]);
    *pane = (view_pane){.frame = frame,
                        .xy = f->xy,
                        .flat = f->flat[i],
                        .start_xy = f->start_xy[i],
                        .colour = f->colour[i],
                        .shape = f->shape[i],
                        .version = frame.cursor + 1,
                        .match = f->match,
                        .camera = camera_fit(f->xy, n, where->canvas[i]),
                        .projection = f->projection,
                        .grip_component = -1,
                        .active = i == 0};
}

void fixture_refresh(fixture *f)
{
    layout where;
    layout_fill(&f->in, &where);
    for (size_t i = 0; i < f->in.panes; i++)
        refresh_pane(f, i, &where);
    f->in.scores = NULL;
    if (session_look_scores(f->run[0], &f->scores) == EM_OK)
        f->in.scores = &f->scores;
    fixture_inspect(f, f->in.inspect_row);
}

void fixture_inspect(fixture *f, long row)
{
    f->in.inspect_row = row;
    f->in.inspect = NULL;
    if (row < 0)
        return;
    size_t k = f->in.pane[0].frame.params->k;
    if (!f->worked)
        f->worked = calloc(k, 4 * sizeof *f->worked);
    must(f->worked != NULL, "memory");
    f->point = (session_point){f->worked, f->worked + k, f->worked + 2 * k, f->worked + 3 * k};
    must(session_inspect(f->run[0], (size_t)row, &f->point) == EM_OK, "inspect");
    f->in.inspect = &f->point;
}

void fixture_close(fixture *f)
{
    for (size_t i = 0; i < VIEW_PANES; i++) {
        session_destroy(f->run[i]);
        em_params_destroy(f->flat[i]);
        free(f->colour[i]);
        free(f->shape[i]);
        free(f->start_xy[i]);
    }
    free(f->worked);
    free(f->xy);
    em_projection_destroy(f->projection);
    em_dataset_destroy(f->data);
}
