/* A picture as plain data: what to draw, in order, in pixels (y down). Made by the view, translated by
 * sdl/raster (pixels), view/svg (vectors) and view/dump (text for tests). */
#ifndef VIEW_DRAW_H
#define VIEW_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t rgba; /* 0xAARRGGBB, not premultiplied, sRGB */

typedef struct rect {
    double x, y, w, h;
} rect;

typedef enum font_face {
    FACE_REGULAR, FACE_MEDIUM, FACE_SEMIBOLD, FACE_BOLD, FACE_ITALIC, FACE_FALLBACK, FACE_COUNT
} font_face;

typedef enum draw_kind { DRAW_RECT, DRAW_PATH, DRAW_TEXT, DRAW_POINTS, DRAW_IMAGE, DRAW_CLIP, DRAW_UNCLIP } draw_kind;

typedef struct draw_rect { /* filled, then bordered inside its edge */
    rect box;
    double radius, border_width;
    rgba fill, border; /* alpha 0: none */
} draw_rect;

typedef struct draw_path { /* polygon or polyline; even one vertex in 1e9 pixels is clipped, not an error */
    const double *xy; /* 2n, owned by the list */
    size_t n;
    bool closed;
    rgba fill, stroke; /* alpha 0: none; fill: non-zero winding */
    double width;          /* stroke, pixels, round joins and caps */
    double dash_on, dash_off; /* pixels; 0: solid */
} draw_path;

typedef struct draw_text {
    double x, y; /* left end of the baseline */
    font_face face;
    double size; /* pixels per em */
    rgba colour, halo; /* halo: outline behind the glyphs, alpha 0: none */
    double halo_width; /* pixels */
    double turn;       /* degrees counter-clockwise, 0 or 90 */
    const char *text;  /* UTF-8, one line, owned by the list */
} draw_text;

typedef enum point_shape {
    SHAPE_DISC, SHAPE_SQUARE, SHAPE_TRIANGLE, SHAPE_DIAMOND, SHAPE_TRIANGLE_DOWN,
    SHAPE_PENTAGON, SHAPE_HEXAGON, SHAPE_STAR, SHAPE_PLUS, SHAPE_CROSS, SHAPE_COUNT
} point_shape;

typedef struct draw_points { /* pixel = data * scale + shift; arrays are borrowed until the next frame */
    const double *xy;      /* 2n data coordinates */
    const rgba *colour;    /* n */
    const uint8_t *shape;  /* n point_shape, NULL: all discs */
    size_t n;
    double scale_x, scale_y, shift_x, shift_y;
    double radius, outline; /* pixels; outline 0: none */
    rgba outline_colour;
    rect clip;
    uint64_t version;      /* changes when xy, colour or shape change: key of the cached layer */
} draw_points;

typedef struct draw_image {
    rect box;
    size_t w, h;
    const rgba *pixels; /* w x h row-major, owned by the list */
    bool smooth;        /* bilinear instead of blocks */
} draw_image;

typedef struct draw_item {
    draw_kind kind;
    union {
        draw_rect rect;
        draw_path path;
        draw_text text;
        draw_points points;
        draw_image image;
        struct { rect box; } clip;
    };
} draw_item;

/* Items and the memory behind them; reused from frame to frame. A list that ran out of memory drops
 * items and sets failed: the frame is incomplete, never wrong. */
typedef struct draw_list {
    draw_item *item;
    size_t n, capacity;
    struct draw_chunk *arena;
    bool failed;
} draw_list;

void draw_init(draw_list *list);
void draw_finish(draw_list *list);
void draw_reset(draw_list *list); /* keeps the memory */
void *draw_alloc(draw_list *list, size_t bytes); /* lives until reset; NULL: out of memory */
char *draw_printf(draw_list *list, const char *format, ...) __attribute__((format(printf, 2, 3)));

void draw_add_rect(draw_list *list, rect box, double radius, rgba fill);
void draw_add_frame(draw_list *list, rect box, double radius, rgba fill, rgba border, double width);
void draw_add_line(draw_list *list, double x1, double y1, double x2, double y2, double width, rgba colour);
void draw_add_circle(draw_list *list, double x, double y, double radius, rgba fill, rgba stroke, double width);
void draw_add_polygon(draw_list *list, const double *xy, size_t n, rgba fill);
/* The general one: vertices are copied, the rest of *path taken as it is. */
void draw_add_path(draw_list *list, const draw_path *path);
/* text is copied. */
void draw_add_text(draw_list *list, double x, double y, font_face face, double size, rgba colour,
                   const char *text);
void draw_add_item_text(draw_list *list, const draw_text *text);
void draw_add_points(draw_list *list, const draw_points *points); /* arrays stay the caller's */
void draw_add_image(draw_list *list, rect box, size_t w, size_t h, const rgba *pixels, bool smooth);
/* As draw_add_image for pixels that came from draw_alloc: not copied. */
void draw_take_image(draw_list *list, rect box, size_t w, size_t h, const rgba *pixels, bool smooth);
void draw_push_clip(draw_list *list, rect box);
void draw_pop_clip(draw_list *list);

bool rect_has(rect box, double x, double y);
rect rect_inset(rect box, double by);
rgba rgba_mix(rgba a, rgba b, double t);        /* componentwise a + t (b - a) */
rgba rgba_fade(rgba colour, double alpha);      /* alpha times the given factor */

#endif
