/* The few tables of a TrueType or OpenType file that say which glyphs there are and how wide: read
 * straight from the bytes, so that metrics cost microseconds and no size has to be opened.
 * Reference: OpenType 1.9, tables head, hhea, hmtx, cmap (formats 4 and 12). Every offset is
 * checked; a file that does not hold together is refused. */
#ifndef SDL_SFNT_H
#define SDL_SFNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sfnt {
    const uint8_t *bytes; /* borrowed */
    size_t size;
    double ascent, descent; /* em, both positive */
    uint32_t hmtx, cmap;    /* offsets; cmap: of the chosen subtable */
    uint32_t hmtx_count;    /* glyphs with an advance of their own */
    uint32_t units;         /* per em */
} sfnt;

bool sfnt_open(const uint8_t *bytes, size_t size, sfnt *out);
uint32_t sfnt_glyph(const sfnt *font, uint32_t code_point); /* 0: none */
double sfnt_advance(const sfnt *font, uint32_t glyph);      /* em */

#endif
