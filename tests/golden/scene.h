/* A run and the pane that shows it, made without the app: for pictures that depend on the view
 * alone. */
#ifndef GOLDEN_SCENE_H
#define GOLDEN_SCENE_H

#include "view/scatter.h"

typedef struct scene {
    const em_dataset *data; /* borrowed */
    session *session;
    em_projection *projection;
    em_params *flat, *flat_before;
    double *xy, *start_xy, *trail_xy;
    rgba *colour;
    uint8_t *shape;
    bool *changed;
    int32_t *match;
    text_metrics *metrics;
    view_input in;
    rect box;
} scene;

/* Everything visible at a half-step of the run, fitted into width x height. Fails the test on any
 * error. */
void scene_init(scene *s, const em_dataset *data, const em_spec *spec, size_t step, double width,
                double height);
void scene_finish(scene *s);

/* Goes to another half-step; "end": SIZE_MAX. */
void scene_seek(scene *s, size_t step);

#endif
