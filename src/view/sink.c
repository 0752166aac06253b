#include "view/sink.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static em_status __attribute__((format(printf, 2, 0)))
print(const view_sink *sink, const char *format, va_list args)
{
    char small[512];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    char *text = small;
    if (n >= (int)sizeof small) {
        text = malloc((size_t)n + 1);
        if (text)
            vsnprintf(text, (size_t)n + 1, format, again);
    }
    va_end(again);
    if (n < 0 || !text)
        return EM_ERR_MEMORY;
    em_status status = sink->write(sink->context, text, (size_t)n);
    if (text != small)
        free(text);
    return status;
}

em_status sink_printf(const view_sink *sink, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    em_status status = print(sink, format, args);
    va_end(args);
    return status;
}

void sink_say(sink_text *to, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (to->status == EM_OK)
        to->status = print(to->sink, format, args);
    va_end(args);
}

static em_status buffer_write(void *context, const char *bytes, size_t count)
{
    sink_buffer *b = context;
    if (b->capacity - b->n <= count) {
        size_t capacity = 2 * (b->n + count) + 256;
        char *grown = realloc(b->bytes, capacity);
        if (!grown)
            return EM_ERR_MEMORY;
        b->bytes = grown;
        b->capacity = capacity;
    }
    memcpy(b->bytes + b->n, bytes, count);
    b->n += count;
    b->bytes[b->n] = '\0';
    return EM_OK;
}

view_sink sink_to_buffer(sink_buffer *buffer)
{
    return (view_sink){buffer_write, buffer};
}
