/* Fonts: metrics for the layout, anti-aliased glyph masks at any size for the rasteriser. */
#ifndef SDL_TEXT_H
#define SDL_TEXT_H

#include "em/status.h"
#include "view/text_metrics.h"

typedef struct glyphs glyphs;

/* Opens the bundled fonts (io_find_folder "assets"); a missing or broken face falls back to another
 * one that opens; EM_ERR_FILE if none does. Needs no video. */
em_status glyphs_create(glyphs **out, em_error *error);
em_status glyphs_create_from(const char *folder, glyphs **out,
                             em_error *error); /* *.otf, *.ttf there */
void glyphs_destroy(glyphs *g);
const text_metrics *glyphs_metrics(const glyphs *g);

/* "" or one line naming the font files that could not be used. */
const char *glyphs_complaint(const glyphs *g);

enum { GLYPH_PHASES = 4, GLYPH_HALO_MAX = 15 };

typedef struct glyph_mask {
    const uint8_t *coverage; /* w x h; NULL for blanks */
    int w, h, left, top;     /* of the mask relative to the pen on the baseline, y down */
} glyph_mask;

/* Mask of a glyph at a size in pixels, the pen at a quarter-pixel phase 0..3. Cached: valid until
 * glyphs_trim. NULL: out of memory. Not for several threads at once. */
const glyph_mask *glyphs_mask(glyphs *g, font_face face, double size, uint32_t code_point,
                              int phase);

/* The same grown by width quarter-pixels (1..GLYPH_HALO_MAX) all round. */
const glyph_mask *glyphs_halo(glyphs *g, font_face face, double size, uint32_t code_point,
                              int phase, int width);

/* Forgets all masks if there are many; call between pictures. */
void glyphs_trim(glyphs *g);

#endif
