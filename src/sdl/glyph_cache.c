#include "sdl/glyph_cache.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 1024, KEEP_MASKS = 20000, KEEP_BYTES = 16 << 20 };

typedef struct entry {
    glyph_key key;
    glyph_mask mask;
} entry;

/* Open addressing; entries are allocated one by one so that masks stay where they are. */
struct glyph_cache {
    entry **slot;
    size_t slots, used, bytes;
};

static bool same(glyph_key a, glyph_key b)
{
    return a.code == b.code && a.fine_size == b.fine_size && a.face == b.face &&
           a.phase == b.phase && a.halo == b.halo;
}

static size_t hash(glyph_key key)
{
    const uint64_t word = (uint64_t)key.code << 32 | (uint64_t)key.fine_size << 16 |
                          (uint64_t)key.face << 8 | (uint64_t)key.phase << 4 | key.halo;
    return (size_t)(word * 0x9e3779b97f4a7c15ULL >> 32);
}

glyph_cache *glyph_cache_create(void)
{
    glyph_cache *cache = calloc(1, sizeof *cache);
    if (cache && !(cache->slot = calloc(SLOTS_FIRST, sizeof(entry *)))) {
        free(cache);
        return NULL;
    }
    if (cache) {
        cache->slots = SLOTS_FIRST;
    }
    return cache;
}

static void forget(glyph_cache *cache)
{
    for (size_t i = 0; i < cache->slots; i++) {
        free(cache->slot[i]);
        cache->slot[i] = NULL;
    }
    cache->used = cache->bytes = 0;
}

void glyph_cache_destroy(glyph_cache *cache)
{
    if (cache) {
        forget(cache);
        free(cache->slot);
        free(cache);
    }
}

void glyph_cache_trim(glyph_cache *cache)
{
    if (cache->used > KEEP_MASKS || cache->bytes > KEEP_BYTES) {
        forget(cache);
    }
}

static size_t place(entry *const *slot, size_t slots, glyph_key key)
{
    size_t i = hash(key) & (slots - 1);
    while (slot[i] && !same(slot[i]->key, key)) {
        i = (i + 1) & (slots - 1);
    }
    return i;
}

const glyph_mask *glyph_cache_find(const glyph_cache *cache, glyph_key key)
{
    const entry *e = cache->slot[place(cache->slot, cache->slots, key)];
    return e ? &e->mask : NULL;
}

static bool make_room(glyph_cache *cache)
{
    if (2 * (cache->used + 1) < cache->slots) {
        return true;
    }
    entry **slot = calloc(2 * cache->slots, sizeof *slot);
    if (!slot) {
        return false;
    }
    for (size_t i = 0; i < cache->slots; i++) {
        if (cache->slot[i]) {
            slot[place(slot, 2 * cache->slots, cache->slot[i]->key)] = cache->slot[i];
        }
    }
    free(cache->slot);
    cache->slot = slot;
    cache->slots *= 2;
    return true;
}

/* A new entry with room for w x h coverages, all zero; NULL: out of memory. */
static entry *add(glyph_cache *cache, glyph_key key, glyph_mask shape, bool blank)
{
    const size_t pixels = blank ? 0 : (size_t)shape.w * (size_t)shape.h;
    entry *e = make_room(cache) ? calloc(1, sizeof *e + pixels) : NULL;
    if (!e) {
        return NULL;
    }
    e->key = key;
    e->mask = shape;
    e->mask.coverage = blank ? NULL : (const uint8_t *)(e + 1);
    const size_t at = place(cache->slot, cache->slots, key);
    cache->used += cache->slot[at] == NULL;
    free(cache->slot[at]);
    cache->slot[at] = e;
    cache->bytes += sizeof *e + pixels;
    return e;
}

/* Columns and rows without ink are cut off. */
static void crop(const uint16_t *sum, const glyph_mask *shape, int *x0, int *y0, int *x1, int *y1)
{
    *x0 = shape->w, *y0 = shape->h, *x1 = 0, *y1 = 0;
    for (int y = 0; y < shape->h; y++) {
        for (int x = 0; x < shape->w; x++) {
            if (sum[y * shape->w + x] > 0) {
                *x0 = x < *x0 ? x : *x0;
                *x1 = x + 1 > *x1 ? x + 1 : *x1;
                *y0 = y < *y0 ? y : *y0;
                *y1 = y + 1;
            }
        }
    }
}

bool glyph_cache_add(glyph_cache *cache, glyph_key key, const uint16_t *sum, glyph_mask shape)
{
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (sum) {
        crop(sum, &shape, &x0, &y0, &x1, &y1);
    }
    const bool blank = x1 <= x0 || y1 <= y0;
    const glyph_mask inked = {NULL, x1 - x0, y1 - y0, shape.left + x0, shape.top + y0};
    entry *e = add(cache, key, blank ? (glyph_mask){0} : inked, blank);
    if (!e || blank) {
        return e != NULL;
    }
    uint8_t *to = (uint8_t *)(e + 1);
    for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
            *to++ = (uint8_t)((sum[y * shape.w + x] + 8) / 16);
        }
    }
    return true;
}

const glyph_mask *glyph_cache_grow(glyph_cache *cache, glyph_key key, const glyph_mask *mask)
{
    const double width = key.halo / (double)GLYPH_PHASES;
    const int reach = (int)ceil(width + 0.5);
    const glyph_mask from = *mask;
    const glyph_mask shape = {NULL, from.w + 2 * reach, from.h + 2 * reach, from.left - reach,
                              from.top - reach};
    entry *e = add(cache, key, shape, false);
    if (!e) {
        return NULL;
    }
    uint8_t *to = (uint8_t *)(e + 1);
    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            const double part = fmin(fmax(width + 0.5 - hypot(dx, dy), 0.0), 1.0);
            for (int y = 0; part > 0.0 && y < from.h; y++) {
                uint8_t *row = to + (size_t)(y + reach + dy) * (size_t)shape.w + reach + dx;
                for (int x = 0; x < from.w; x++) {
                    const uint8_t v = (uint8_t)(from.coverage[y * from.w + x] * part);
                    row[x] = v > row[x] ? v : row[x];
                }
            }
        }
    }
    return &e->mask;
}
