#include "io/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Length of the UTF-8 sequence at text (RFC 3629), 0 if it is none; *code is its character. */
static size_t utf8_next(const unsigned char *text, size_t length, uint32_t *code)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned first = text[0];
    size_t need = first < 0x80   ? 1
                  : first < 0xc2 ? 0
                  : first < 0xe0 ? 2
                  : first < 0xf0 ? 3
                  : first < 0xf5 ? 4
                                 : 0;
    if (need == 0 || need > length)
        return 0;
    uint32_t value = need == 1 ? first : first & (0x7fu >> need);
    for (size_t i = 1; i < need; i++) {
        if ((text[i] & 0xc0u) != 0x80u)
            return 0;
        value = value << 6 | (text[i] & 0x3fu);
    }
    if (need > 1 && (value < least[need] || value > 0x10ffff))
        return 0;
    if (value >= 0xd800 && value <= 0xdfff)
        return 0;
    *code = value;
    return need;
}

bool io_utf8_valid(const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t step = at[i] < 0x80 ? 1 : utf8_next(at + i, length - i, &code);
        if (step == 0)
            return false;
        i += step;
    }
    return true;
}

/* Control characters, line separators and marks that turn the direction of what follows. */
static bool unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
           code == 0xfeff;
}

typedef struct pen {
    char *out;
    size_t used, room; /* room leaves a place for the end's quote and NUL */
} pen;

/* Writes the character at text if it fits; returns the bytes it took from text, 0 if it is full. */
static size_t pen_put(pen *p, const unsigned char *text, size_t length)
{
    uint32_t code = 0;
    size_t step = utf8_next(text, length, &code);
    const char *as = (const char *)text;
    size_t put = step;
    if (step == 0 || unsafe(code) || code == '"') {
        as = step && code == '"' ? "'" : "?";
        put = 1;
        step = step ? step : 1;
    }
    if (p->used + put > p->room)
        return 0;
    memcpy(p->out + p->used, as, put);
    p->used += put;
    return step;
}

static void pen_text(pen *p, const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t step = pen_put(p, text + i, length - i);
        if (step == 0)
            return;
        i += step;
    }
}

const char *io_quote(const char *name, char *buffer, size_t size)
{
    const unsigned char *text = (const unsigned char *)name;
    size_t length = strlen(name), room = size - 3;
    pen p = {buffer + 1, 0, room};
    buffer[0] = '"';
    if (length <= room) {
        pen_text(&p, text, length);
    } else {
        size_t head = (room - 3) / 3, tail = room - 3 - head;
        p.room = head;
        pen_text(&p, text, head);
        p.room = room;
        memcpy(p.out + p.used, "...", 3);
        p.used += 3;
        size_t from = length - tail;
        while (from < length && (text[from] & 0xc0u) == 0x80u)
            from++;
        pen_text(&p, text + from, length - from);
    }
    memcpy(p.out + p.used, "\"", 2);
    return buffer;
}

const char *io_clean_name(const char *name, char *buffer, size_t size)
{
    io_quote(name, buffer, size);
    size_t inside = strlen(buffer) - 2;
    memmove(buffer, buffer + 1, inside);
    buffer[inside] = '\0';
    return buffer;
}

const char *io_quote_field(const char *text, size_t length, char buffer[4 * IO_QUOTE_FIELD])
{
    const unsigned char *at = (const unsigned char *)text;
    pen p = {buffer + 1, 0, 4 * IO_QUOTE_FIELD - 6};
    size_t i = 0;
    buffer[0] = '"';
    for (int shown = 0; i < length && shown < 40; shown++)
        i += pen_put(&p, at + i, length - i);
    strcpy(p.out + p.used, i < length ? "...\"" : "\"");
    return buffer;
}

const char *io_number(double value, char buffer[32])
{
    if (!isfinite(value)) {
        strcpy(buffer, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
        return buffer;
    }
    if (fabs(value) < 1e15 && value == floor(value) && (value != 0 || !signbit(value))) {
        snprintf(buffer, 32, "%lld", (long long)value);
        return buffer;
    }
    /* A decimal of up to 15 digits survives the way through a normal double, so %.15g finds the
     * shortest text if it has 15 digits or fewer; subnormal ones hold fewer digits. */
    for (int digits = fabs(value) < 2.3e-308 ? 1 : 15; digits <= 17; digits++) {
        snprintf(buffer, 32, "%.*g", digits, value);
        if (digits == 17 || strtod(buffer, NULL) == value)
            break;
    }
    return buffer;
}

em_status io_fail_at(em_error *error, em_status status, const char *name, size_t line,
                     size_t column, const char *format, ...)
{
    char quoted[160], words[400], place[64] = "";
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    if (line && column)
        snprintf(place, sizeof place, ", line %zu, column %zu", line, column);
    else if (line)
        snprintf(place, sizeof place, ", line %zu", line);
    io_quote(name, quoted, sizeof quoted);
    em_fail(error, status, "%.160s%.60s: %.280s", quoted, place, words);
    if (error) {
        error->line = line;
        error->column = column;
    }
    return status;
}
