/* What is being looked at: one data set and up to four runs on it, under one clock.
 * A scene is built whole (perhaps on a worker) and then taken; an edit of the data keeps the old
 * one. */
#ifndef APP_SCENE_H
#define APP_SCENE_H

#include "app/nearest.h"
#include "app/story.h"
#include "view/view.h"

/* The points of a data set in the plane they are looked at. */
typedef struct data_plane {
    em_projection *projection;
    double *xy;    /* n x 2 */
    nearest *grid; /* of many points; NULL: few enough to look at each */
} data_plane;

typedef struct scene {
    em_dataset *data;   /* owned */
    em_dataset *binary; /* owned: data binarised, for Bernoulli panes; NULL until one needs it */
    data_plane plane, binary_plane;
    long axes[2]; /* features of the plane; axes[0] < 0: PCA if there are more than two */
    size_t panes, active;
    em_spec spec[VIEW_PANES];
    run_story *story[VIEW_PANES]; /* for scene_build: how far to make the run; NULL: step 0 */
    session *run[VIEW_PANES];     /* NULL: not made yet, or it could not be */
    size_t position;              /* of the clock all panes share */
    size_t offset[VIEW_PANES];    /* clock position of the pane's step 0 */
    struct scene *dropped_next;   /* in the list of scenes to be freed (edits.h) */
} scene;

void scene_destroy(scene *s); /* NULL allowed; frees s */

/* A scene for the same data (shared, not copied: see scene_release) with copies of the specs. */
em_status scene_like(const scene *from, scene **out, em_error *error);

/* Forgets what from also owns, so that s can be destroyed. */
void scene_release(scene *s, const scene *from);

/* Does a pane of this spec see the binarised data? */
bool scene_wants_binary(const scene *s, const em_spec *spec);
const em_dataset *scene_data(const scene *s, size_t pane);
const data_plane *scene_plane(const scene *s, size_t pane);

/* Makes what is missing: planes, the binarised copy, and a run for each pane in mask. */
em_status scene_build(scene *s, unsigned mask, em_pool *pool, const em_control *control,
                      em_error *error);

/* Rough cost of a build and of one half-step: multiplications. For deciding where to do it. */
double scene_cost(const scene *s, unsigned mask);
double spec_step_cost(const em_spec *spec, const em_dataset *data);

/* The frame of a pane; all zero if it has no run. */
session_frame scene_frame(const scene *s, size_t pane);

#endif
