/* Widths and heights of glyphs in units of the font size, filled by sdl/text and handed down; tests use
 * a fixed table. Layout is linear in the size, so pictures keep their proportions at every scale. */
#ifndef VIEW_TEXT_METRICS_H
#define VIEW_TEXT_METRICS_H

#include "view/draw.h"

/* Code points laid out and drawn; the ranges the program's own texts need. */
typedef struct text_range {
    uint32_t first, last;
} text_range;
extern const text_range text_ranges[];
extern const size_t text_range_count;
enum { TEXT_GLYPHS = 1024 }; /* room for all ranges */

typedef struct text_metrics {
    float ascent[FACE_COUNT], descent[FACE_COUNT]; /* em; both positive */
    float advance[FACE_COUNT][TEXT_GLYPHS];        /* em; digits all have the widest digit's advance;
                                                      glyphs a face lacks: the fallback's advance */
    uint8_t from[FACE_COUNT][TEXT_GLYPHS];         /* font_face that draws it: face, or FACE_FALLBACK */
} text_metrics;

int text_glyph_index(uint32_t code_point); /* index into advance, that of U+FFFD if not in a range */

/* Next code point of UTF-8 text; bad bytes give U+FFFD; 0 at the end. */
uint32_t text_next(const char **cursor);

double text_width(const text_metrics *m, font_face face, double size, const char *text);
/* Bytes of text that fit into width. */
size_t text_fit(const text_metrics *m, font_face face, double size, double width, const char *text);

/* A fixed table (advance 0.5 em, digits 0.6) for tests and for laying out without fonts. */
void text_metrics_fixed(text_metrics *out);

#endif
