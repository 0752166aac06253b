/* Text for people: names from outside made harmless, numbers as short as they are exact. */
#ifndef IO_TEXT_H
#define IO_TEXT_H

#include "em/status.h"

#include <stdbool.h>

enum { IO_QUOTE_FIELD = 48 }; /* a buffer of 4 times this holds any quoted field */

/* name in double quotes; control bytes, bad UTF-8 and direction marks become "?", a quote "'".
 * Shortened in the middle to fit size (at least 8). Returns buffer. */
const char *io_quote(const char *name, char *buffer, size_t size);

/* As io_quote for length bytes; more than 40 characters are cut at the end. */
const char *io_quote_field(const char *text, size_t length, char buffer[4 * IO_QUOTE_FIELD]);

/* As io_quote without the quotes: what a file is called in a note or a title. Returns buffer. */
const char *io_clean_name(const char *name, char *buffer, size_t size);

/* True if length bytes are valid UTF-8 (no surrogates, nothing over U+10FFFF, shortest forms). */
bool io_utf8_valid(const char *text, size_t length);

/* Shortest text that reads back as the same double ("0.1", "1e+300"), at most %.17g;
 * "nan", "inf", "-inf". Returns buffer. */
const char *io_number(double value, char buffer[32]);

/* Fills *error with `"NAME", line L, column C: ...` (0: left out) and returns status. */
em_status io_fail_at(em_error *error, em_status status, const char *name, size_t line,
                     size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
