#include "sdl/fingerprint.h"

#include <string.h>

/* Multiply and fold, 64 bits of state: not against an adversary, only against coincidence. */
uint64_t fingerprint_join(uint64_t a, uint64_t b)
{
    const __uint128_t product =
        (__uint128_t)(a ^ 0x9e3779b97f4a7c15ULL) * (b ^ 0xd1b54a32d192ed03ULL);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t fingerprint_bytes(uint64_t seed, const void *bytes, size_t count)
{
    const char *from = bytes;
    uint64_t sum = fingerprint_join(seed, count), word;
    for (; count >= sizeof word; count -= sizeof word, from += sizeof word) {
        memcpy(&word, from, sizeof word);
        sum = fingerprint_join(sum, word);
    }
    word = 0;
    memcpy(&word, from, count);
    return fingerprint_join(sum, word);
}

static uint64_t join_number(uint64_t sum, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return fingerprint_join(sum, bits);
}

static uint64_t join_rect(uint64_t sum, rect r)
{
    const double v[4] = {r.x, r.y, r.w, r.h};
    return fingerprint_bytes(sum, v, sizeof v);
}

static uint64_t of_text(uint64_t sum, const draw_text *t)
{
    const double v[5] = {t->x, t->y, t->size, t->halo_width, t->turn};
    const uint32_t w[3] = {t->face, t->colour, t->halo};
    sum = fingerprint_bytes(fingerprint_bytes(sum, v, sizeof v), w, sizeof w);
    return t->text ? fingerprint_bytes(sum, t->text, strlen(t->text)) : sum;
}

static uint64_t of_path(uint64_t sum, const draw_path *p)
{
    const double v[3] = {p->width, p->dash_on, p->dash_off};
    const uint32_t w[3] = {p->closed, p->fill, p->stroke};
    sum = fingerprint_bytes(fingerprint_bytes(sum, v, sizeof v), w, sizeof w);
    return fingerprint_bytes(sum, p->xy, 2 * p->n * sizeof *p->xy);
}

static uint64_t of_points(uint64_t sum, const draw_points *p)
{
    const double v[6] = {p->scale_x, p->scale_y, p->shift_x, p->shift_y, p->radius, p->outline};
    const uint64_t w[6] = {p->version,           p->n,
                           p->outline_colour,    (uintptr_t)p->xy,
                           (uintptr_t)p->colour, (uintptr_t)p->shape};
    return join_rect(fingerprint_bytes(fingerprint_bytes(sum, v, sizeof v), w, sizeof w), p->clip);
}

uint64_t fingerprint(const draw_item *item)
{
    uint64_t sum = fingerprint_join(1, (uint64_t)item->kind);
    switch (item->kind) {
    case DRAW_RECT: {
        const uint32_t w[2] = {item->rect.fill, item->rect.border};
        sum = join_rect(fingerprint_bytes(sum, w, sizeof w), item->rect.box);
        return join_number(join_number(sum, item->rect.radius), item->rect.border_width);
    }
    case DRAW_PATH: return of_path(sum, &item->path);
    case DRAW_TEXT: return of_text(sum, &item->text);
    case DRAW_POINTS: return of_points(sum, &item->points);
    case DRAW_IMAGE:
        sum = join_rect(fingerprint_join(sum, item->image.smooth), item->image.box);
        sum = fingerprint_join(fingerprint_join(sum, item->image.w), item->image.h);
        return fingerprint_bytes(sum, item->image.pixels,
                                 item->image.w * item->image.h * sizeof *item->image.pixels);
    default: return sum;
    }
}
