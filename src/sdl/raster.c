/* One pass over the list on one thread finds what each item covers and makes what is shared (glyph
 * masks, point layers); then tiles of the picture are drawn by all threads, every tile by the whole
 * list. A tile depends on nothing but the list, so threads change no pixel. */
#include "sdl/raster.h"

#include "sdl/canvas.h"
#include "sdl/fingerprint.h"
#include "sdl/glyph_run.h"
#include "sdl/limit.h"
#include "sdl/points.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CLIPS_MAX = 32 };

typedef struct prepared {
    box clip, bounds;    /* bounds: pixels the item may change, within clip */
    size_t first, count; /* DRAW_TEXT: its glyphs */
    const points_layer *layer;
    uint64_t print; /* of the item and its clip; raster_update only */
} prepared;

/* What stands in each tile of the picture that raster_update keeps. */
typedef struct tiles {
    uint64_t *print;
    bool *changed; /* by the last call */
    size_t across, down, capacity;
    const uint32_t *pixels; /* of the picture; NULL: nothing is known */
    size_t w, h;
} tiles;

struct raster {
    glyphs *glyphs;
    em_pool *pool;
    points_cache *points;
    prepared *item;
    size_t capacity;
    glyph_run run;
    canvas *canvas; /* one per thread */
    size_t canvases;
    uint64_t busy; /* bit i: canvas i is taken */
    pthread_mutex_t lock;
    tiles tiles;
    raster_pace pace;
    bool coarse, failed;
};

em_status raster_create(glyphs *g, em_pool *pool, raster **out, em_error *error)
{
    raster *r = calloc(1, sizeof *r);
    if (!r) {
        return em_fail_memory(error);
    }
    pthread_mutex_init(&r->lock, NULL);
    r->glyphs = g;
    r->pool = pool;
    r->canvases = em_pool_threads(pool) < 64 ? em_pool_threads(pool) : 64;
    r->canvas = calloc(r->canvases, sizeof *r->canvas);
    r->points = points_create();
    if (!r->canvas || !r->points) {
        raster_destroy(r);
        return em_fail_memory(error);
    }
    *out = r;
    return EM_OK;
}

void raster_destroy(raster *r)
{
    if (!r) {
        return;
    }
    points_destroy(r->points);
    pthread_mutex_destroy(&r->lock);
    free(r->canvas);
    free(r->tiles.print);
    free(r->tiles.changed);
    free(r->item);
    free(r->run.glyph);
    free(r);
}

void raster_set_pace(raster *r, raster_pace pace)
{
    r->pace = pace;
}

bool raster_was_coarse(const raster *r)
{
    return r->coarse;
}

raster_image raster_image_create(size_t w, size_t h)
{
    raster_image image = {.w = w, .h = h};
    if (w > 0 && h > 0 && h <= SIZE_MAX / 4 / w) {
        image.pixels = malloc(w * h * sizeof *image.pixels);
    }
    for (size_t i = 0; image.pixels && i < w * h; i++) {
        image.pixels[i] = 0xff000000u;
    }
    return image;
}

void raster_image_finish(raster_image *image)
{
    free(image->pixels);
    *image = (raster_image){0};
}

static box path_bounds(const draw_path *path)
{
    double x0 = HUGE_VAL, y0 = HUGE_VAL, x1 = -HUGE_VAL, y1 = -HUGE_VAL;
    for (size_t i = 0; i < path->n; i++) {
        const double x = path->xy[2 * i], y = path->xy[2 * i + 1];
        x0 = lesser(x, x0), y0 = lesser(y, y0), x1 = greater(x, x1), y1 = greater(y, y1);
    }
    if (!(x0 <= x1) || !(y0 <= y1)) {
        return (box){0};
    }
    const double grow = path->stroke >> 24 ? 0.5 * path->width + 1.0 : 0.0;
    return box_around(x0 - grow, y0 - grow, x1 + grow, y1 + grow);
}

static box rect_bounds(rect b)
{
    const bool finite = isfinite(b.x + b.y + b.w + b.h);
    return finite ? box_around(b.x, b.y, b.x + b.w, b.y + b.h) : (box){0};
}

static void prepare_text(raster *r, const draw_text *text, prepared *p)
{
    p->first = r->run.n;
    if (!glyph_run_add(&r->run, r->glyphs, text, &p->bounds)) {
        r->failed = true;
    }
    p->count = r->run.n - p->first;
}

static void prepare_item(raster *r, const draw_item *item, prepared *p)
{
    switch (item->kind) {
    case DRAW_RECT: p->bounds = rect_bounds(item->rect.box); break;
    case DRAW_PATH: p->bounds = path_bounds(&item->path); break;
    case DRAW_IMAGE: p->bounds = rect_bounds(item->image.box); break;
    case DRAW_TEXT: prepare_text(r, &item->text, p); break;
    case DRAW_POINTS:
        p->bounds = box_cross(p->clip, box_nearest(item->points.clip));
        p->layer = points_layer_draw(r->points, r->pool, &item->points, p->bounds, r->pace);
        r->coarse |= p->layer && points_is_coarse(p->layer);
        break;
    default: break;
    }
    p->bounds = box_cross(p->bounds, p->clip);
}

static bool prepare(raster *r, const draw_list *list, const raster_image *image, bool update)
{
    if (list->n > r->capacity) {
        prepared *grown = realloc(r->item, list->n * sizeof *grown);
        if (!grown) {
            return false;
        }
        r->item = grown;
        r->capacity = list->n;
    }
    box clip[CLIPS_MAX + 1] = {{0, 0, (int)image->w, (int)image->h}};
    size_t depth = 0, lost = 0;
    for (size_t i = 0; i < list->n; i++) {
        const draw_item *item = &list->item[i];
        if (item->kind == DRAW_CLIP && depth == CLIPS_MAX) {
            lost++;
        } else if (item->kind == DRAW_CLIP) {
            clip[depth + 1] = box_cross(clip[depth], box_nearest(item->clip.box));
            depth++;
        } else if (item->kind == DRAW_UNCLIP && lost > 0) {
            lost--;
        } else if (item->kind == DRAW_UNCLIP && depth > 0) {
            depth--;
        }
        prepared *p = &r->item[i];
        *p = (prepared){.clip = clip[depth]};
        prepare_item(r, item, p);
        if (update && !box_empty(p->bounds)) {
            const bool coarse = p->layer && points_is_coarse(p->layer);
            p->print = fingerprint_bytes(fingerprint(item) + coarse, &p->clip, sizeof p->clip);
        }
    }
    return true;
}

static void draw_item_on(canvas *c, const raster *r, const draw_item *item, const prepared *p)
{
    switch (item->kind) {
    case DRAW_RECT: canvas_rect(c, &item->rect); break;
    case DRAW_IMAGE: canvas_picture(c, &item->image); break;
    case DRAW_TEXT: canvas_text(c, &item->text, r->run.glyph + p->first, p->count); break;
    case DRAW_PATH:
        if (item->path.fill >> 24) {
            canvas_fill(c, item->path.xy, item->path.n, item->path.fill);
        }
        if (item->path.stroke >> 24) {
            canvas_stroke(c, &item->path);
        }
        break;
    case DRAW_POINTS:
        if (p->layer) {
            canvas_points(c, p->layer);
        }
        break;
    default: break;
    }
}

typedef struct picture {
    raster *raster;
    const draw_list *list;
    raster_image *image;
    bool update; /* tiles.print holds what stands in each tile: leave equal ones alone */
} picture;

static canvas *take_canvas(raster *r, size_t *index)
{
    pthread_mutex_lock(&r->lock);
    *index = (size_t)__builtin_ctzll(~r->busy);
    r->busy |= 1ULL << *index;
    pthread_mutex_unlock(&r->lock);
    return &r->canvas[*index];
}

static void give_canvas(raster *r, size_t index)
{
    pthread_mutex_lock(&r->lock);
    r->busy &= ~(1ULL << index);
    pthread_mutex_unlock(&r->lock);
}

/* What the tile is about to show; changed: it differs from what stands there. */
static bool tile_differs(raster *r, const draw_list *list, box tile, size_t block)
{
    uint64_t print = 1;
    for (size_t i = 0; i < list->n; i++) {
        if (!box_empty(box_cross(r->item[i].bounds, tile))) {
            print = fingerprint_join(print, r->item[i].print);
        }
    }
    const bool differs = r->tiles.print[block] != print;
    r->tiles.print[block] = print;
    return differs;
}

static void draw_tile(void *context, size_t block)
{
    const picture *job = context;
    raster *r = job->raster;
    const int x = (int)(block % r->tiles.across) * TILE_W;
    const int y = (int)(block / r->tiles.across) * TILE_H;
    const box tile = box_cross((box){x, y, x + TILE_W, y + TILE_H},
                               (box){0, 0, (int)job->image->w, (int)job->image->h});
    r->tiles.changed[block] = !job->update || tile_differs(r, job->list, tile, block);
    if (!r->tiles.changed[block]) {
        return;
    }
    size_t index;
    canvas *c = take_canvas(r, &index);
    c->image = job->image;
    c->tile = tile;
    for (size_t i = 0; i < job->list->n; i++) {
        const prepared *p = &r->item[i];
        c->clip = box_cross(p->bounds, tile);
        if (!box_empty(c->clip)) {
            draw_item_on(c, r, &job->list->item[i], p);
        }
    }
    give_canvas(r, index);
}

/* Room for the picture's tiles; all count as unknown if the picture is another one. */
static bool lay_tiles(tiles *t, const raster_image *image)
{
    t->across = (image->w + TILE_W - 1) / TILE_W;
    t->down = (image->h + TILE_H - 1) / TILE_H;
    const size_t need = t->across * t->down;
    if (need > t->capacity) {
        free(t->print);
        free(t->changed);
        t->print = malloc(need * sizeof *t->print);
        t->changed = malloc(need * sizeof *t->changed);
        t->capacity = t->print && t->changed ? need : 0;
        t->pixels = NULL;
    }
    if (t->capacity > 0 && (t->pixels != image->pixels || t->w != image->w || t->h != image->h)) {
        memset(t->print, 0, need * sizeof *t->print);
        t->pixels = image->pixels;
        t->w = image->w;
        t->h = image->h;
    }
    return t->capacity > 0;
}

static bool draw(raster *r, const draw_list *list, raster_image *image, bool update)
{
    r->run.n = 0;
    r->coarse = r->failed = false;
    glyphs_trim(r->glyphs);
    points_begin(r->points);
    if (!lay_tiles(&r->tiles, image) || !prepare(r, list, image, update)) {
        raster_forget(r);
        return false;
    }
    picture job = {r, list, image, update};
    em_pool_run(r->pool, r->tiles.across * r->tiles.down, draw_tile, &job);
    if (!update || r->failed || list->failed) {
        raster_forget(r);
    }
    return !r->failed && !list->failed;
}

bool raster_draw(raster *r, const draw_list *list, raster_image *image)
{
    return draw(r, list, image, false);
}

bool raster_update(raster *r, const draw_list *list, raster_image *image)
{
    return draw(r, list, image, true);
}

void raster_forget(raster *r)
{
    r->tiles.pixels = NULL;
}

size_t raster_changed(const raster *r, raster_box *out, size_t room)
{
    const tiles *t = &r->tiles;
    size_t n = 0;
    for (size_t y = 0; y < t->down && t->capacity > 0; y++) {
        bool open = false;
        for (size_t x = 0; x < t->across && n < room; x++) {
            if (t->changed[y * t->across + x] && open) {
                out[n].w += TILE_W;
            } else if (t->changed[y * t->across + x]) {
                out[n] = (raster_box){(int)x * TILE_W, (int)y * TILE_H, TILE_W, TILE_H};
                open = true;
            } else {
                n += open;
                open = false;
            }
        }
        n += open;
    }
    for (size_t i = 0; i < n; i++) {
        const int right = (int)t->w - out[i].x, bottom = (int)t->h - out[i].y;
        out[i].w = out[i].w < right ? out[i].w : right;
        out[i].h = out[i].h < bottom ? out[i].h : bottom;
    }
    return n;
}
