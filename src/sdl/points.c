#include "sdl/points.h"

#include "sdl/points_kernel.h"
#include "sdl/span.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LAYERS = 12, SAMPLES = 1024, BANDS_MAX = 16 };

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
    bool used, valid;
};

struct points_cache {
    points_layer layer[LAYERS];
    stamp_set stamps[2]; /* the latest size, and the one before: two panes, two sizes */
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
    }
    stamp_finish(&cache->stamps[0]);
    stamp_finish(&cache->stamps[1]);
    free(cache);
}

void points_begin(points_cache *cache)
{
    for (size_t i = 0; i < LAYERS; i++) {
        points_layer *l = &cache->layer[i];
        if (!l->used) {
            free(l->pixels);
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
    bool seen[SHAPE_COUNT] = {false};
    for (size_t i = 0; p->shape && i < p->n; i++) {
        seen[p->shape[i] % SHAPE_COUNT] = true;
    }
    seen[SHAPE_DISC] |= !p->shape;
    for (int s = 0; s < SHAPE_COUNT; s++) {
        if (seen[s] && !stamp_make(&cache->stamps[0], (point_shape)s)) {
            return NULL;
        }
    }
    return &cache->stamps[0];
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Limits of bands of rows with about equally many points, from a sample. */
static size_t cut_bands(const draw_points *p, int top, int rows, size_t threads, int *limit)
{
    const size_t bands = p->n < 4096 ? 1 : threads < BANDS_MAX ? threads : BANDS_MAX;
    double sample[SAMPLES];
    size_t count = 0;
    for (size_t i = 0; i < SAMPLES && bands > 1; i++) {
        const double y = p->xy[2 * (i * p->n / SAMPLES) + 1] * p->scale_y + p->shift_y - top;
        if (y >= 0.0 && y < rows) {
            sample[count++] = y;
        }
    }
    qsort(sample, count, sizeof *sample, compare_doubles);
    limit[0] = 0;
    for (size_t b = 1; b < bands; b++) {
        const int cut = count > 0 ? (int)sample[b * count / bands] : rows * (int)b / (int)bands;
        limit[b] = cut > limit[b - 1] ? cut : limit[b - 1];
    }
    limit[bands] = rows;
    return bands;
}

typedef struct stamp_job {
    points_band band;
    int limit[BANDS_MAX + 1];
} stamp_job;

static void stamp_block(void *context, size_t block)
{
    const stamp_job *job = context;
    points_band band = job->band;
    band.y0 = job->limit[block];
    band.y1 = job->limit[block + 1];
    memset(band.pixels + (size_t)band.y0 * band.pitch, 0,
           (size_t)(band.y1 - band.y0) * band.pitch * sizeof *band.pixels);
    points_stamp(&band);
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

const points_layer *points_layer_draw(points_cache *cache, em_pool *pool, const draw_points *p,
                                      box visible, bool hurry, bool *coarse)
{
    (void)hurry;
    (void)coarse;
    layer_key key;
    key_of(p, visible, &key);
    points_layer *l = box_empty(visible) || p->n == 0 ? NULL : find_layer(cache, &key);
    if (!l) {
        return NULL;
    }
    l->used = true;
    if (l->valid && memcmp(&l->key, &key, sizeof key) == 0) {
        return l;
    }
    l->valid = false;
    const stamp_set *stamps = find_stamps(cache, p);
    const int width = visible.x1 - visible.x0, rows = visible.y1 - visible.y0;
    const int margin = stamps ? 2 * stamps->reach + 2 : 0;
    const size_t right = stamps ? stamps->groups * STAMP_LANES + 2 : 0;
    if (!stamps || !make_room(l, (size_t)(width + margin) + right, (size_t)rows)) {
        return NULL;
    }
    stamp_job job = {.band = {.points = p,
                              .stamps = stamps,
                              .pixels = l->pixels,
                              .pitch = l->pitch,
                              .margin = margin,
                              .left = visible.x0,
                              .top = visible.y0,
                              .width = width}};
    em_pool_run(pool, cut_bands(p, visible.y0, rows, em_pool_threads(pool), job.limit), stamp_block,
                &job);
    l->area = visible;
    l->margin = margin;
    l->key = key;
    l->valid = true;
    return l;
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
