/* Values as files hold them, in either byte order. */
#ifndef IO_SWAP_H
#define IO_SWAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef enum io_value_kind { IO_UNSIGNED, IO_SIGNED, IO_FLOAT, IO_BOOL } io_value_kind;

/* width 1, 2, 4 or 8 bytes as an unsigned integer. */
static inline uint64_t io_load_integer(const unsigned char *p, size_t width, bool big)
{
    uint64_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | p[big ? i : width - 1 - i];
    return value;
}

/* The value as a double; IO_FLOAT of width 4 or 8, integers of 8 bytes rounded to nearest. */
static inline double io_load_value(const unsigned char *p, io_value_kind kind, size_t width,
                                   bool big)
{
    uint64_t raw = io_load_integer(p, width, big);
    if (kind == IO_FLOAT && width == 4) {
        uint32_t half = (uint32_t)raw;
        float value;
        memcpy(&value, &half, sizeof value);
        return (double)value;
    }
    if (kind == IO_FLOAT) {
        double value;
        memcpy(&value, &raw, sizeof value);
        return value;
    }
    if (kind == IO_SIGNED) {
        unsigned unused = 64 - 8 * (unsigned)width;
        return (double)((int64_t)(raw << unused) >> unused);
    }
    return (double)raw;
}

#endif
