/* A line of text as placed masks: made by one thread before a picture, drawn by all. */
#ifndef SDL_GLYPH_RUN_H
#define SDL_GLYPH_RUN_H

#include "sdl/canvas.h"
#include "sdl/text.h"

typedef struct placed_glyph {
    const glyph_mask *mask, *halo; /* halo NULL: none */
    int along, across;             /* pen pixel: x and y, or for turned text -y and x */
} placed_glyph;

typedef struct glyph_run {
    placed_glyph *glyph;
    size_t n, capacity;
} glyph_run;

/* Appends the text's glyphs to the run and gives the box they ink. False: out of memory. */
bool glyph_run_add(glyph_run *run, glyphs *g, const draw_text *text, box *ink);

/* Draws n placed glyphs of the text, halos first. */
void canvas_text(canvas *c, const draw_text *text, const placed_glyph *glyph, size_t n);

#endif
