/* A number for what an item draws: equal items have equal numbers. */
#ifndef SDL_FINGERPRINT_H
#define SDL_FINGERPRINT_H

#include "view/draw.h"

uint64_t fingerprint(const draw_item *item);
uint64_t fingerprint_join(uint64_t a, uint64_t b);
uint64_t fingerprint_bytes(uint64_t seed, const void *bytes, size_t count);

#endif
