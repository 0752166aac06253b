/* Masks that have been made, found again by what they show. */
#ifndef SDL_GLYPH_CACHE_H
#define SDL_GLYPH_CACHE_H

#include "sdl/text.h"

typedef struct glyph_key {
    uint32_t code;
    uint16_t fine_size; /* pixels per em times GLYPH_PHASES */
    uint8_t face, phase, halo;
} glyph_key;

typedef struct glyph_cache glyph_cache;
glyph_cache *glyph_cache_create(void); /* NULL: out of memory */
void glyph_cache_destroy(glyph_cache *cache);
const glyph_mask *glyph_cache_find(const glyph_cache *cache, glyph_key key);

/* Adds a mask of the given shape; sum: w x h sums of 16 coverages (of 4 x 4 fine pixels), NULL: a
 * blank. False: out of memory. */
bool glyph_cache_add(glyph_cache *cache, glyph_key key, const uint16_t *sum, glyph_mask shape);

/* Adds and returns mask grown by key.halo quarter-pixels all round. NULL: out of memory. */
const glyph_mask *glyph_cache_grow(glyph_cache *cache, glyph_key key, const glyph_mask *mask);

void glyph_cache_trim(glyph_cache *cache); /* forgets everything beyond 16 MiB or 20,000 masks */

#endif
