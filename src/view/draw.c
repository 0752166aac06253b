#include "view/draw.h"

#include <math.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_MIN = 1 << 16, ALIGNMENT = 16 };

typedef struct draw_chunk {
    struct draw_chunk *next; /* older, full */
    size_t used, size;
    alignas(ALIGNMENT) unsigned char bytes[];
} draw_chunk;

static draw_chunk *chunk_create(size_t size, draw_chunk *next)
{
    draw_chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk)
        *chunk = (draw_chunk){.next = next, .size = size};
    return chunk;
}

static void chunk_destroy_all(draw_chunk *chunk)
{
    while (chunk) {
        draw_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
}

void draw_init(draw_list *list)
{
    *list = (draw_list){0};
}

void draw_finish(draw_list *list)
{
    free(list->item);
    chunk_destroy_all(list->arena);
    *list = (draw_list){0};
}

/* Several chunks become one of their total size: after the first frames nothing is allocated. */
void draw_reset(draw_list *list)
{
    list->n = 0;
    list->failed = false;
    if (!list->arena)
        return;
    if (list->arena->next) {
        size_t total = 0;
        for (draw_chunk *c = list->arena; c; c = c->next)
            total += c->size;
        chunk_destroy_all(list->arena);
        list->arena = chunk_create(total, NULL);
    } else {
        list->arena->used = 0;
    }
}

void *draw_alloc(draw_list *list, size_t bytes)
{
    if (bytes > SIZE_MAX / 4) {
        list->failed = true;
        return NULL;
    }
    size_t need = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    draw_chunk *c = list->arena;
    if (!c || c->size - c->used < need) {
        size_t size = c ? 2 * c->size : CHUNK_MIN;
        c = chunk_create(size > need ? size : need, c);
        if (!c) {
            list->failed = true;
            return NULL;
        }
        list->arena = c;
    }
    void *place = c->bytes + c->used;
    c->used += need;
    return place;
}

static char *copy_text(draw_list *list, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = draw_alloc(list, size);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

char *draw_printf(draw_list *list, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : draw_alloc(list, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

static draw_item *add(draw_list *list, draw_kind kind)
{
    if (list->n == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 256;
        draw_item *item = realloc(list->item, capacity * sizeof *item);
        if (!item) {
            list->failed = true;
            return NULL;
        }
        list->item = item;
        list->capacity = capacity;
    }
    draw_item *item = &list->item[list->n++];
    memset(item, 0, sizeof *item);
    item->kind = kind;
    return item;
}

void draw_add_frame(draw_list *list, rect box, double radius, rgba fill, rgba border, double width)
{
    draw_item *item = add(list, DRAW_RECT);
    if (item)
        item->rect = (draw_rect){box, radius, width, fill, border};
}

void draw_add_rect(draw_list *list, rect box, double radius, rgba fill)
{
    draw_add_frame(list, box, radius, fill, 0, 0);
}

/* A circle is a frame whose corners meet; its border lies half outside the radius, as a stroke
 * does. */
void draw_add_circle(draw_list *list, double x, double y, double radius, rgba fill, rgba stroke,
                     double width)
{
    double r = radius + (stroke >> 24 ? width / 2 : 0);
    draw_add_frame(list, (rect){x - r, y - r, 2 * r, 2 * r}, r, fill, stroke, width);
}

void draw_add_path(draw_list *list, const draw_path *path)
{
    double *copy = draw_alloc(list, path->n * 2 * sizeof *copy);
    if (!copy || path->n == 0)
        return;
    memcpy(copy, path->xy, path->n * 2 * sizeof *copy);
    draw_item *item = add(list, DRAW_PATH);
    if (!item)
        return;
    item->path = *path;
    item->path.xy = copy;
}

void draw_add_line(draw_list *list, double x1, double y1, double x2, double y2, double width,
                   rgba colour)
{
    double xy[4] = {x1, y1, x2, y2};
    draw_add_path(list, &(draw_path){.xy = xy, .n = 2, .stroke = colour, .width = width});
}

void draw_add_polygon(draw_list *list, const double *xy, size_t n, rgba fill)
{
    draw_add_path(list, &(draw_path){.xy = xy, .n = n, .closed = true, .fill = fill});
}

void draw_add_item_text(draw_list *list, const draw_text *text)
{
    if (text->text[0] == '\0')
        return;
    char *copy = copy_text(list, text->text);
    draw_item *item = copy ? add(list, DRAW_TEXT) : NULL;
    if (!item)
        return;
    item->text = *text;
    item->text.text = copy;
}

void draw_add_text(draw_list *list, double x, double y, font_face face, double size, rgba colour,
                   const char *text)
{
    draw_add_item_text(
        list,
        &(draw_text){.x = x, .y = y, .face = face, .size = size, .colour = colour, .text = text});
}

void draw_add_points(draw_list *list, const draw_points *points)
{
    draw_item *item = points->n ? add(list, DRAW_POINTS) : NULL;
    if (item)
        item->points = *points;
}

void draw_add_image(draw_list *list, rect box, size_t w, size_t h, const rgba *pixels, bool smooth)
{
    rgba *copy = w && h ? draw_alloc(list, w * h * sizeof *copy) : NULL;
    if (!copy)
        return;
    memcpy(copy, pixels, w * h * sizeof *copy);
    draw_take_image(list, box, w, h, copy, smooth);
}

void draw_take_image(draw_list *list, rect box, size_t w, size_t h, const rgba *pixels, bool smooth)
{
    draw_item *item = pixels ? add(list, DRAW_IMAGE) : NULL;
    if (item)
        item->image = (draw_image){box, w, h, pixels, smooth};
}

void draw_push_clip(draw_list *list, rect box)
{
    draw_item *item = add(list, DRAW_CLIP);
    if (item)
        item->clip.box = box;
}

void draw_pop_clip(draw_list *list)
{
    add(list, DRAW_UNCLIP);
}

bool rect_has(rect box, double x, double y)
{
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

rect rect_inset(rect box, double by)
{
    double w = box.w - 2 * by, h = box.h - 2 * by;
    return (rect){box.x + by, box.y + by, w > 0 ? w : 0, h > 0 ? h : 0};
}

static unsigned channel(rgba colour, int shift)
{
    return (colour >> shift) & 255u;
}

rgba rgba_mix(rgba a, rgba b, double t)
{
    rgba out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        double from = channel(a, shift), to = channel(b, shift);
        out |= (rgba)lround(from + t * (to - from)) << shift;
    }
    return out;
}

rgba rgba_fade(rgba colour, double alpha)
{
    double a = channel(colour, 24) * (alpha < 0 ? 0 : alpha > 1 ? 1 : alpha);
    return (colour & 0xffffffu) | (rgba)lround(a) << 24;
}
