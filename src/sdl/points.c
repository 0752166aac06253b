#include "sdl/points.h"

#include "sdl/points_paint.h"
#include "sdl/span.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define REFINE_SECONDS 0.012

enum { LAYERS = 12, DISCS_MOST = 1500000, PIECE = 250000, LOOK_MOST = 200000 };
enum {
    DENSITY_FROM = 50000
}; /* fewer points are larger and have shapes, which a density has not */

/* What a layer shows; compared byte by byte, so made by memset and assignment. */
typedef struct layer_key {
    uint64_t version;
    const void *xy, *colour, *shape;
    size_t n;
    double place[4], radius, outline;
    uint64_t outline_colour;
    int64_t area[4];
} layer_key;

struct points_layer {
    layer_key key;
    uint32_t *pixels;
    size_t pitch, rows, capacity; /* pixels */
    box area;
    int margin;
    uint32_t *finer; /* the discs so far, of the first refined points, while pixels is a density */
    size_t refined;
    bool used, valid, coarse;
};

struct points_cache {
    points_layer layer[LAYERS];
    stamp_set stamps[2]; /* the latest size, and the one before: two panes, two sizes */
    uint64_t *density;   /* counts while a density is drawn */
    size_t density_words;
};

points_cache *points_create(void)
{
    points_cache *cache = calloc(1, sizeof *cache);
    if (cache) {
        stamp_init(&cache->stamps[0], 1.0, 0.0, 0);
        stamp_init(&cache->stamps[1], 1.0, 0.0, 0);
    }
    return cache;
}

void points_destroy(points_cache *cache)
{
    if (!cache) {
        return;
    }
    for (size_t i = 0; i < LAYERS; i++) {
        free(cache->layer[i].pixels);
        free(cache->layer[i].finer);
    }
    stamp_finish(&cache->stamps[0]);
    stamp_finish(&cache->stamps[1]);
    free(cache->density);
    free(cache);
}

void points_begin(points_cache *cache)
{
    for (size_t i = 0; i < LAYERS; i++) {
        points_layer *l = &cache->layer[i];
        if (!l->used) {
            free(l->pixels);
            free(l->finer);
            *l = (points_layer){0};
        }
        l->used = false;
    }
}

static void key_of(const draw_points *p, box area, layer_key *key)
{
    memset(key, 0, sizeof *key);
    key->version = p->version;
    key->xy = p->xy;
    key->colour = p->colour;
    key->shape = p->shape;
    key->n = p->n;
    key->place[0] = p->scale_x, key->place[1] = p->scale_y;
    key->place[2] = p->shift_x, key->place[3] = p->shift_y;
    key->radius = p->radius;
    key->outline = p->outline;
    key->outline_colour = p->outline_colour;
    key->area[0] = area.x0, key->area[1] = area.y0, key->area[2] = area.x1, key->area[3] = area.y1;
}

/* The stamps of this size with every shape in use made; NULL: out of memory. */
static stamp_set *find_stamps(points_cache *cache, const draw_points *p)
{
    stamp_set fresh;
    stamp_init(&fresh, p->radius, p->outline, p->outline_colour);
    for (size_t i = 0; i < 2; i++) {
        const stamp_set *s = &cache->stamps[i];
        if (s->radius == fresh.radius && s->outline == fresh.outline &&
            s->outline_colour == fresh.outline_colour) {
            fresh = *s;
            cache->stamps[i] = cache->stamps[0];
            cache->stamps[0] = fresh;
            break;
        }
        if (i == 1) {
            stamp_finish(&cache->stamps[1]);
            cache->stamps[1] = cache->stamps[0];
            cache->stamps[0] = fresh;
        }
    }
    const bool all = p->shape && p->n > LOOK_MOST; /* quicker than to look which are in use */
    bool seen[SHAPE_COUNT] = {false};
    for (size_t i = 0; p->shape && !all && i < p->n; i++) {
        seen[p->shape[i] % SHAPE_COUNT] = true;
    }
    seen[SHAPE_DISC] |= !p->shape;
    for (int s = 0; s < SHAPE_COUNT; s++) {
        if ((all || seen[s]) && !stamp_make(&cache->stamps[0], (point_shape)s)) {
            return NULL;
        }
    }
    return &cache->stamps[0];
}

static bool make_room(points_layer *l, size_t width, size_t rows)
{
    const size_t pixels = width * rows;
    if (pixels > l->capacity) {
        free(l->pixels);
        l->pixels = malloc(pixels * sizeof *l->pixels);
        l->capacity = l->pixels ? pixels : 0;
    }
    l->pitch = width;
    l->rows = rows;
    return l->pixels != NULL;
}

/* The layer that shows this already, else the best one to draw it on. */
static points_layer *find_layer(points_cache *cache, const layer_key *key)
{
    points_layer *free_one = NULL;
    for (size_t i = 0; i < LAYERS; i++) {
        points_layer *l = &cache->layer[i];
        if (l->valid && memcmp(&l->key, key, sizeof *key) == 0) {
            return l;
        }
        if (!l->used && (!free_one || l->key.xy == key->xy)) {
            free_one = l;
        }
    }
    return free_one;
}

static points_band band_of(const points_layer *l, uint32_t *pixels, const draw_points *p,
                           const stamp_set *stamps)
{
    return (points_band){.points = p,
                         .stamps = stamps,
                         .pixels = pixels,
                         .pitch = l->pitch,
                         .margin = l->margin,
                         .left = l->area.x0,
                         .top = l->area.y0,
                         .width = l->area.x1 - l->area.x0,
                         .first = 0,
                         .last = p->n};
}

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Draws on, on the finer picture, until the time is up or all points are there. */
static void refine(points_layer *l, em_pool *pool, const draw_points *p, const stamp_set *stamps)
{
    const double end = seconds_now() + REFINE_SECONDS;
    if (!l->finer && !(l->finer = malloc(l->pitch * l->rows * sizeof *l->finer))) {
        l->coarse = false; /* no memory to do better */
        return;
    }
    points_band band = band_of(l, l->finer, p, stamps);
    while (l->refined < p->n && seconds_now() < end) {
        band.first = l->refined;
        band.last = p->n - l->refined > PIECE ? l->refined + PIECE : p->n;
        points_paint_discs(pool, &band, (int)l->rows, l->refined == 0);
        l->refined = band.last;
    }
    if (l->refined >= p->n) {
        free(l->pixels);
        l->pixels = l->finer;
        l->finer = NULL;
        l->capacity = l->pitch * l->rows;
        l->coarse = false;
    }
}

/* Room that stays from frame to frame: new pages would cost as much as the counting. NULL: out of
 * memory. */
static uint64_t *density_room(points_cache *cache, size_t words)
{
    if (words > cache->density_words) {
        free(cache->density);
        cache->density = malloc(words * sizeof *cache->density);
        cache->density_words = cache->density ? words : 0;
    }
    return cache->density;
}

/* A new layer: all discs, or a density if that shows more, or if there are too many for one frame.
 */
static bool paint(points_cache *cache, points_layer *l, em_pool *pool, const draw_points *p,
                  raster_pace pace)
{
    const points_band band = band_of(l, l->pixels, p, &cache->stamps[0]);
    points_overlap overlap = {0, 0};
    if (p->n >= DENSITY_FROM) {
        overlap = points_overlap_of(p, l->area);
    }
    const bool heavy = points_overlap_heavy(&overlap);
    free(l->finer);
    l->finer = NULL;
    l->refined = 0;
    l->coarse = !heavy && pace != RASTER_FINE && p->n > DISCS_MOST;
    if (!heavy && !l->coarse) {
        points_paint_discs(pool, &band, (int)l->rows, true);
        return true;
    }
    uint64_t *sum = density_room(cache, points_density_words(band.width, (int)l->rows));
    if (sum) {
        points_paint_density(pool, &band, (int)l->rows, &overlap, sum);
    }
    return sum != NULL;
}

const points_layer *points_layer_draw(points_cache *cache, em_pool *pool, const draw_points *p,
                                      box visible, raster_pace pace)
{
    layer_key key;
    key_of(p, visible, &key);
    points_layer *l = box_empty(visible) || p->n == 0 ? NULL : find_layer(cache, &key);
    if (!l) {
        return NULL;
    }
    const bool known = l->valid && memcmp(&l->key, &key, sizeof key) == 0;
    l->used = true;
    if (known && (!l->coarse || pace == RASTER_MOVING)) {
        return l;
    }
    const stamp_set *stamps = find_stamps(cache, p);
    if (known && pace == RASTER_REFINE && stamps) {
        refine(l, pool, p, stamps);
        return l;
    }
    l->valid = false;
    l->area = visible;
    l->margin = stamps ? 2 * stamps->reach + 2 : 0;
    const size_t right = stamps ? stamps->groups * STAMP_LANES + 2 : 0;
    const size_t width = (size_t)(visible.x1 - visible.x0 + l->margin) + right;
    if (!stamps || !make_room(l, width, (size_t)(visible.y1 - visible.y0)) ||
        !paint(cache, l, pool, p, pace)) {
        return NULL;
    }
    l->key = key;
    l->valid = true;
    return l;
}

bool points_is_coarse(const points_layer *layer)
{
    return layer->coarse;
}

void canvas_points(canvas *c, const points_layer *layer)
{
    const box b = box_cross(c->clip, layer->area);
    for (int y = b.y0; y < b.y1; y++) {
        const uint32_t *s = layer->pixels + (size_t)(y - layer->area.y0) * layer->pitch +
                            (b.x0 - layer->area.x0 + layer->margin);
        if (b.x1 > b.x0) {
            span_over(canvas_row(c, y) + b.x0, s, (size_t)(b.x1 - b.x0));
        }
    }
}
