/* Runs of pixels: the inner loops of the rasteriser. Blending is 8-bit sRGB with rounding and gives
 * the same bits on every instruction set: d' = (d (256 - a) + c a + 128) >> 8 with a in 0..256. */
#ifndef SDL_SPAN_H
#define SDL_SPAN_H

#include "view/draw.h"

/* The kernels are compiled twice. */
void span_force_portable(bool portable); /* for tests: both copies must give the same picture */
bool span_wide(void); /* the copy for AVX2 runs */

/* Alpha of a colour times a coverage of 0..1, as a weight 0..256. */
static inline uint32_t span_weight(rgba colour, double coverage)
{
    return (uint32_t)(coverage * (double)(colour >> 24) * (256.0 / 255.0) + 0.5);
}

/* One pixel; the alpha byte of c counts as 255. */
static inline uint32_t span_mix(uint32_t d, uint32_t c, uint32_t a)
{
    const uint32_t low = 0x00ff00ffu, round = 0x00800080u, rest = 256 - a;
    const uint32_t rb = (d & low) * rest + (c & low) * a + round;
    const uint32_t ag = ((d >> 8) & low) * rest + ((c >> 8 & 0xffu) | 0x00ff0000u) * a + round;
    return (rb >> 8 & low) | (ag & ~low);
}

/* n pixels of one colour at weight a. */
void span_fill(uint32_t *d, size_t n, rgba colour, uint32_t a);

/* n pixels, each with its coverage 0..255 turned into a weight by the table. */
void span_mask(uint32_t *d, const uint8_t *coverage, size_t n, rgba colour,
               const uint16_t weight[256]);

/* n premultiplied pixels s over d. */
void span_over(uint32_t *d, const uint32_t *s, size_t n);

#endif
