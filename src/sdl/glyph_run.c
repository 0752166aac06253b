#include "sdl/glyph_run.h"

#include "sdl/span.h"

#include <math.h>
#include <stdlib.h>

static bool push(glyph_run *run, placed_glyph glyph)
{
    if (run->n == run->capacity) {
        const size_t capacity = run->capacity ? 2 * run->capacity : 1024;
        placed_glyph *grown = realloc(run->glyph, capacity * sizeof *grown);
        if (!grown) {
            return false;
        }
        run->glyph = grown;
        run->capacity = capacity;
    }
    run->glyph[run->n++] = glyph;
    return true;
}

/* The mask's box in the picture. Turned text climbs: its along axis is -y, its across axis is x. */
static box mask_box(const draw_text *text, const placed_glyph *p, const glyph_mask *m)
{
    const int a = p->along + m->left, b = p->across + m->top;
    return text->turn != 0.0 ? (box){b, -a - m->w, b + m->h, -a} : (box){a, b, a + m->w, b + m->h};
}

static void join(box *all, box b)
{
    if (!box_empty(b)) {
        *all = box_empty(*all)
                   ? b
                   : (box){b.x0 < all->x0 ? b.x0 : all->x0, b.y0 < all->y0 ? b.y0 : all->y0,
                           b.x1 > all->x1 ? b.x1 : all->x1, b.y1 > all->y1 ? b.y1 : all->y1};
    }
}

bool glyph_run_add(glyph_run *run, glyphs *g, const draw_text *text, box *ink)
{
    const text_metrics *metrics = glyphs_metrics(g);
    const bool turned = text->turn != 0.0;
    double pen = turned ? -text->y : text->x;
    const double base = turned ? text->x : text->y;
    const int width = text->halo >> 24 ? (int)lround(text->halo_width * GLYPH_PHASES) : 0;
    *ink = (box){0};
    if (!(fabs(pen) < 1e6) || !(fabs(base) < 1e6) || !(text->size > 0.0)) {
        return true;
    }
    const char *cursor = text->text;
    uint32_t code;
    while (cursor && (code = text_next(&cursor)) != 0 && pen < 1e6) {
        const int quarter = (int)floor(pen * GLYPH_PHASES + 0.5);
        placed_glyph p = {.along = quarter >> 2, .across = (int)floor(base + 0.5)};
        p.mask = glyphs_mask(g, text->face, text->size, code, quarter & 3);
        p.halo =
            width > 0 ? glyphs_halo(g, text->face, text->size, code, quarter & 3, width) : NULL;
        if (!p.mask || !push(run, p)) {
            return false;
        }
        const glyph_mask *largest = p.halo ? p.halo : p.mask;
        if (largest->coverage) {
            join(ink, mask_box(text, &p, largest));
        }
        pen += text->size * (double)metrics->advance[text->face][text_glyph_index(code)];
    }
    return true;
}

/* Perceived weight: blending in sRGB makes dark text on light heavier than light text on dark, so
 * that light text gets a little more coverage. */
static void weights(rgba colour, uint16_t weight[256])
{
    const double luminance =
        (0.299 * (colour >> 16 & 255) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255)) /
        255.0;
    const double boost = 0.12 + 0.18 * luminance;
    for (int i = 0; i < 256; i++) {
        const double v = i / 255.0;
        weight[i] = (uint16_t)span_weight(colour, v + boost * v * (1.0 - v));
    }
}

static void draw_mask(canvas *c, const draw_text *text, const placed_glyph *p, const glyph_mask *m,
                      rgba colour, const uint16_t *weight)
{
    const box whole = mask_box(text, p, m), b = box_cross(whole, c->clip);
    if (box_empty(b)) {
        return;
    }
    for (int y = b.y0; y < b.y1; y++) {
        uint32_t *d = canvas_row(c, y);
        if (text->turn == 0.0) {
            const uint8_t *row = m->coverage + (size_t)(y - whole.y0) * (size_t)m->w;
            span_mask(d + b.x0, row + (b.x0 - whole.x0), (size_t)(b.x1 - b.x0), colour, weight);
            continue;
        }
        for (int x = b.x0; x < b.x1; x++) {
            const size_t row = (size_t)(x - whole.x0), column = (size_t)(whole.y1 - 1 - y);
            span_mask(d + x, m->coverage + row * (size_t)m->w + column, 1, colour, weight);
        }
    }
}

void canvas_text(canvas *c, const draw_text *text, const placed_glyph *glyph, size_t n)
{
    uint16_t weight[256];
    if (text->halo >> 24) {
        weights(text->halo, weight);
        for (size_t i = 0; i < n; i++) {
            if (glyph[i].halo && glyph[i].halo->coverage) {
                draw_mask(c, text, &glyph[i], glyph[i].halo, text->halo, weight);
            }
        }
    }
    weights(text->colour, weight);
    for (size_t i = 0; i < n; i++) {
        if (glyph[i].mask->coverage) {
            draw_mask(c, text, &glyph[i], glyph[i].mask, text->colour, weight);
        }
    }
}
