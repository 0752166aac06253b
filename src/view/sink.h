/* Where a writer of text puts its bytes: a file, a buffer, a test. */
#ifndef VIEW_SINK_H
#define VIEW_SINK_H

#include "em/status.h"

typedef struct view_sink {
    em_status (*write)(void *context, const char *bytes, size_t count);
    void *context;
} view_sink;

em_status sink_printf(const view_sink *sink, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Texts one after another, until the first failure; it stays. */
typedef struct sink_text {
    const view_sink *sink;
    em_status status;
} sink_text;
void sink_say(sink_text *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Into memory that grows; *bytes is NUL-terminated, the caller frees it. */
typedef struct sink_buffer {
    char *bytes;
    size_t n, capacity;
} sink_buffer;
view_sink sink_to_buffer(sink_buffer *buffer);

#endif
