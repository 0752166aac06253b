/* What one pane shows: a run's frame turned into points in the plane, colours and a flat model,
 * at rest or gliding from what was shown before to what is true now. */
#ifndef APP_PANE_H
#define APP_PANE_H

#include "app/matching.h"
#include "app/scene.h"

typedef struct app_pane {
    bool ready; /* the arrays below belong to the run's frame */
    size_t n, k;
    rgba *colour, *colour_from, *colour_to; /* n */
    uint8_t *shape, *shape_to;              /* n */
    uint64_t version;                       /* of xy, colour, shape */
    bool *changed;                          /* n; the latest E-step changed this point's label */
    bool has_changed;
    em_params *flat, *flat_from, *flat_to; /* in the plane: shown, glide's start, truth */
    em_params *flat_before;                /* ghosts; NULL: none */
    double *image, *image_from, *image_to; /* k x d means of image data; NULL: no images */
    size_t image_len;
    double *start_xy; /* k x 2 */
    double *trail_xy; /* trail_n x k x 2 */
    size_t trail_n;
    int32_t *match;   /* k: palette index */
    size_t *count;    /* k: points with each label, in the E-step `counted` */
    uint64_t counted; /* em_resp's made; 0: none */
    matching matching;
    bool colours_glide, model_glides;
    double glide; /* 0..1; 1: at rest */
    camera camera;
    rect box;    /* the camera was made for */
    double span; /* > 0: data units the camera is to show across the smaller side of the next box */
    bool by_hand; /* the camera was moved: do not fit it again */
    camera fit;   /* that shows all points, for fit_version of them in fit_box */
    rect fit_box;
    uint64_t fit_version;
} app_pane;

void pane_finish(app_pane *p);
void pane_reset(app_pane *p); /* as new, but its versions go on */

/* From the frame to the arrays. match: k palette indices. With glide what is shown now flows into
 * the new state; it jumps if its size changed. pool shares the points out (NULL: one thread).
 * EM_ERR_MEMORY: the pane is not ready. */
em_status pane_refresh(app_pane *p, const session_frame *f, const data_plane *plane,
                       const int32_t *match, view_theme which, bool glide, em_pool *pool);

/* Points with each label as the frame reports them, counted once an E-step; NULL for mixtures and
 * before the first. */
const size_t *pane_counts(app_pane *p, const session_frame *f);

/* Without a run: n points that belong to no component. Without memory there is nothing to be seen. */
void pane_show_points(app_pane *p, size_t n, view_theme which);

bool pane_gliding(const app_pane *p);
/* Moves the glide on by a share of its length (1: to its end); true if the picture changed. */
bool pane_advance(app_pane *p, double share);

/* Fits or keeps the camera when the pane's box is new. */
void pane_place(app_pane *p, rect box, camera fit);

#endif
