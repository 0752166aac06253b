#include "app/pane.h"

#include "app/playback.h"
#include "view/palette.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    GLIDE_POINTS_MAX = 200000, /* beyond, colours jump: a frame could not keep up */
    TRAIL_MAX = 256,           /* rows of a trail, the latest */
    POINTS_A_BLOCK = 32768     /* of a share of the pool */
};
#define GLIDE_FIRST 0.03 /* the first frame after the key already differs */

static void free_points(app_pane *p)
{
    free(p->colour);
    free(p->colour_from);
    free(p->colour_to);
    free(p->shape);
    free(p->shape_to);
    free(p->changed);
    p->colour = p->colour_from = p->colour_to = NULL;
    p->shape = p->shape_to = NULL;
    p->changed = NULL;
    p->n = 0;
}

static void free_images(app_pane *p)
{
    free(p->image);
    free(p->image_from);
    free(p->image_to);
    p->image = p->image_from = p->image_to = NULL;
    p->image_len = 0;
}

static void free_model(app_pane *p)
{
    free_images(p);
    em_params_destroy(p->flat);
    em_params_destroy(p->flat_from);
    em_params_destroy(p->flat_to);
    em_params_destroy(p->flat_before);
    free(p->start_xy);
    free(p->trail_xy);
    free(p->match);
    p->flat = p->flat_from = p->flat_to = p->flat_before = NULL;
    p->start_xy = p->trail_xy = NULL;
    p->match = NULL;
    free(p->count);
    p->count = NULL;
    p->counted = 0;
    p->trail_n = p->k = 0;
}

void pane_finish(app_pane *p)
{
    free_points(p);
    free_model(p);
    matching_finish(&p->matching);
    p->ready = false;
}

void pane_reset(app_pane *p)
{
    pane_finish(p);
    *p = (app_pane){.version = p->version + 1};
}

static bool reserve_points(app_pane *p, size_t n)
{
    if (p->n == n)
        return true;
    free_points(p);
    p->colour = calloc(n, sizeof *p->colour);
    p->colour_from = calloc(n, sizeof *p->colour_from);
    p->colour_to = calloc(n, sizeof *p->colour_to);
    p->shape = calloc(n, sizeof *p->shape);
    p->shape_to = calloc(n, sizeof *p->shape_to);
    p->changed = calloc(n, sizeof *p->changed);
    if (!p->colour || !p->colour_from || !p->colour_to || !p->shape || !p->shape_to || !p->changed)
        return false;
    p->n = n;
    return true;
}

const size_t *pane_counts(app_pane *p, const session_frame *f)
{
    const em_resp *r = session_frame_reported(f);
    if (r == NULL || r->gamma != NULL || r->k != p->k)
        return NULL;
    if (p->count == NULL && (p->count = calloc(p->k, sizeof *p->count)) == NULL)
        return NULL;
    if (p->counted == 0 || p->counted != r->made) {
        em_resp_counts(r, p->count);
        p->counted = r->made;
    }
    return p->count;
}

static bool same_shape(const em_params *a, const em_params *b)
{
    return a != NULL && a->kind == b->kind && a->k == b->k && a->block_len == b->block_len;
}

/* The means of images glide pixel by pixel. Without memory, and at first, they jump. */
static void fill_images(app_pane *p, const session_frame *f)
{
    const size_t len = f->data->image_w > 0 ? f->params->k * f->params->d : 0;
    if (p->image_len != len)
        free_images(p);
    if (len == 0)
        return;
    if (p->image_len == 0) {
        p->image = malloc(len * sizeof *p->image);
        p->image_from = malloc(len * sizeof *p->image_from);
        p->image_to = malloc(len * sizeof *p->image_to);
        if (!p->image || !p->image_from || !p->image_to) {
            free_images(p);
            return;
        }
        memcpy(p->image, f->params->mean, len * sizeof *p->image);
    }
    p->image_len = len;
    memcpy(p->image_from, p->image, len * sizeof *p->image);
    memcpy(p->image_to, f->params->mean, len * sizeof *p->image);
}

/* Rows of the history in which the means moved, the latest TRAIL_MAX of them. */
static em_status fill_trail(app_pane *p, const session_frame *f, const data_plane *plane)
{
    const size_t k = f->params->k;
    const size_t first = f->cursor + 1 > 2 * TRAIL_MAX ? f->cursor + 1 - 2 * TRAIL_MAX : 0;
    free(p->trail_xy);
    p->trail_n = 0;
    p->trail_xy = malloc((f->cursor + 1 - first) * k * 2 * sizeof *p->trail_xy);
    if (p->trail_xy == NULL)
        return EM_ERR_MEMORY;
    for (size_t row = first; row <= f->cursor; row++) {
        if (f->steps[row].phase == TRACE_E || f->history[row] == NULL)
            continue;
        em_project_points(plane->projection, f->history[row]->mean, k,
                          p->trail_xy + p->trail_n * k * 2);
        p->trail_n++;
    }
    return EM_OK;
}

static em_status fill_model(app_pane *p, const session_frame *f, const data_plane *plane,
                            const int32_t *match)
{
    const size_t k = f->params->k;
    em_params *flat = NULL;
    em_status status = em_project_params(plane->projection, f->params, &flat);
    if (status != EM_OK)
        return status;
    if (!same_shape(p->flat, flat)) {
        free_model(p);
        status = em_params_create(flat->kind, flat->cov_kind, k, flat->d, &p->flat, NULL);
        if (status == EM_OK)
            status = em_params_create(flat->kind, flat->cov_kind, k, flat->d, &p->flat_from, NULL);
        p->start_xy = calloc(k * 2, sizeof *p->start_xy);
        p->match = calloc(k, sizeof *p->match);
        if (status != EM_OK || p->start_xy == NULL || p->match == NULL) {
            em_params_destroy(flat);
            return EM_ERR_MEMORY;
        }
        em_params_copy(flat, p->flat);
        p->k = k;
    }
    em_params_destroy(p->flat_to);
    p->flat_to = flat;
    em_params_destroy(p->flat_before);
    p->flat_before = NULL;
    fill_images(p, f);
    memcpy(p->match, match, k * sizeof *match);
    em_project_points(plane->projection, f->start->mean, k, p->start_xy);
    if (f->step->phase == TRACE_M && f->before != f->params)
        status = em_project_params(plane->projection, f->before, &p->flat_before);
    return status == EM_OK ? fill_trail(p, f, plane) : status;
}

/* The points are shared out in blocks: a million colours take longer than a frame on one thread. */
typedef struct point_fill {
    app_pane *pane;
    const session_frame *frame;
    const int32_t *match;
    view_theme which;
} point_fill;

static void fill_block(void *context, size_t block)
{
    const point_fill *fill = context;
    const session_frame *f = fill->frame;
    app_pane *p = fill->pane;
    const size_t first = block * POINTS_A_BLOCK, end = first + POINTS_A_BLOCK;
    const size_t n = end < p->n ? POINTS_A_BLOCK : p->n - first;
    em_resp part;
    if (f->resp != NULL) {
        part = *f->resp; /* borrows its rows from first on */
        part.n = n;
        part.label += first;
        part.gamma = part.gamma != NULL ? part.gamma + first * part.k : NULL;
    }
    const em_resp *resp = f->resp != NULL ? &part : NULL;
    palette_fill_colours(resp, n, fill->match, fill->which, p->colour_to + first);
    palette_fill_shapes(resp, n, fill->match, p->shape_to + first);
    for (size_t i = first; p->has_changed && i < first + n; i++)
        p->changed[i] = f->resp->label[i] != f->resp_before->label[i];
}

static void fill_points(point_fill *fill, em_pool *pool)
{
    app_pane *p = fill->pane;
    p->has_changed = fill->frame->resp != NULL && fill->frame->resp_before != NULL;
    em_pool_run(pool, (p->n + POINTS_A_BLOCK - 1) / POINTS_A_BLOCK, fill_block, fill);
}

/* Both covariances are positive definite, so every mixture of them is too. */
static void mix_model(app_pane *p, double t)
{
    const double *a = p->flat_from->block, *b = p->flat_to->block;
    for (size_t i = 0; i < p->flat->block_len; i++)
        p->flat->block[i] = t >= 1.0 ? b[i] : a[i] + t * (b[i] - a[i]);
    a = p->image_from;
    b = p->image_to;
    for (size_t i = 0; i < p->image_len; i++)
        p->image[i] = t >= 1.0 ? b[i] : a[i] + t * (b[i] - a[i]);
}

static void show(app_pane *p)
{
    const double t = glide_ease(p->glide);
    if (p->colours_glide || p->glide >= 1.0) {
        if (t < 1.0)
            palette_mix_all(p->colour_from, p->colour_to, p->n, t, p->colour);
        else
            memcpy(p->colour, p->colour_to, p->n * sizeof *p->colour);
        if (p->glide >= 0.5)
            memcpy(p->shape, p->shape_to, p->n * sizeof *p->shape);
        p->version++;
    }
    if (p->model_glides || p->glide >= 1.0)
        mix_model(p, t);
}

em_status pane_refresh(app_pane *p, const session_frame *f, const data_plane *plane,
                       const int32_t *match, view_theme which, bool glide, em_pool *pool)
{
    const bool same = p->ready && p->n == f->data->n && p->k == f->params->k;
    p->ready = false;
    if (!reserve_points(p, f->data->n))
        return EM_ERR_MEMORY;
    const em_params *shown = p->flat;
    const em_status status = fill_model(p, f, plane, match);
    if (status != EM_OK) {
        free_model(p);
        return status;
    }
    glide = glide && same && shown == p->flat;
    memcpy(p->colour_from, p->colour, p->n * sizeof *p->colour);
    em_params_copy(p->flat, p->flat_from);
    fill_points(&(point_fill){p, f, match, which}, pool);
    p->colours_glide = glide && p->n <= GLIDE_POINTS_MAX &&
                       memcmp(p->colour_from, p->colour_to, p->n * sizeof *p->colour) != 0;
    p->model_glides = glide && !em_params_equal(p->flat_from, p->flat_to);
    p->glide = p->colours_glide || p->model_glides ? GLIDE_FIRST : 1.0;
    if (!p->colours_glide) {
        memcpy(p->colour, p->colour_to, p->n * sizeof *p->colour);
        memcpy(p->shape, p->shape_to, p->n * sizeof *p->shape);
        p->version++;
    }
    show(p);
    p->ready = true;
    return EM_OK;
}

void pane_show_points(app_pane *p, size_t n, view_theme which)
{
    if (!reserve_points(p, n))
        return;
    palette_fill_colours(NULL, n, NULL, which, p->colour);
    palette_fill_shapes(NULL, n, NULL, p->shape);
    p->version++;
}

bool pane_gliding(const app_pane *p)
{
    return p->ready && p->glide < 1.0;
}

bool pane_advance(app_pane *p, double share)
{
    if (!pane_gliding(p))
        return false;
    p->glide = fmin(1.0, p->glide + share);
    show(p);
    return true;
}

void pane_place(app_pane *p, rect box, camera fit)
{
    const double was = fmin(p->box.w, p->box.h), now = fmin(box.w, box.h);
    if (now < 1.0)
        return; /* no room: what was looked at comes back with the room */
    p->box = box;
    if (p->by_hand && p->span > 0.0)
        p->camera.zoom = now / p->span;
    else if (!p->by_hand || was < 1.0)
        p->camera = fit;
    else
        p->camera.zoom *= now / was;
    p->span = 0.0;
}
