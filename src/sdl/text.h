/* Fonts: metrics for the layout, anti-aliased glyph masks at any size for the rasteriser. */
#ifndef SDL_TEXT_H
#define SDL_TEXT_H

#include "em/status.h"
#include "view/text_metrics.h"

typedef struct glyphs glyphs;

/* Opens the bundled fonts (io_find_folder "assets"); a missing or broken face falls back to another one
 * that opens; EM_ERR_FILE if none does. */
em_status glyphs_create(glyphs **out, em_error *error);
void glyphs_destroy(glyphs *g);
const text_metrics *glyphs_metrics(const glyphs *g);

typedef struct glyph_mask {
    const uint8_t *coverage; /* w x h; NULL for blanks */
    int w, h, left, top;     /* of the mask relative to the pen on the baseline, y down */
} glyph_mask;

/* Mask of a glyph at a size in pixels, the pen at a quarter-pixel phase 0..3. Cached. */
const glyph_mask *glyphs_mask(glyphs *g, font_face face, double size, uint32_t code_point, int phase);

#endif
