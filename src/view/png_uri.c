/* PNG (ISO/IEC 15948): signature, IHDR, one IDAT, IEND; 8-bit RGBA, filter 0; base64 of RFC 4648.
 */
#include "view/png_uri.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct bytes {
    uint8_t *at;
    size_t n;
} bytes;

static void put_word(bytes *b, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        b->at[b->n++] = (uint8_t)(v >> shift);
}

static void put_chunk(bytes *b, const char *kind, const uint8_t *data, size_t n)
{
    put_word(b, (uint32_t)n);
    size_t start = b->n;
    memcpy(b->at + b->n, kind, 4);
    b->n += 4;
    if (n)
        memcpy(b->at + b->n, data, n);
    b->n += n;
    put_word(b, (uint32_t)crc32(0, b->at + start, (uInt)(b->n - start)));
}

/* Rows with their filter byte, compressed; *n the length. The caller frees. */
static uint8_t *pack(const rgba *pixels, size_t w, size_t h, size_t *n)
{
    size_t row = 4 * w + 1;
    uLongf size = compressBound((uLong)(row * h));
    uint8_t *raw = malloc(row * h), *out = malloc(size);
    if (raw && out) {
        uint8_t *to = raw;
        for (size_t y = 0; y < h; y++) {
            *to++ = 0;
            for (size_t x = 0; x < w; x++, to += 4) {
                rgba c = pixels[y * w + x];
                to[0] = (uint8_t)(c >> 16);
                to[1] = (uint8_t)(c >> 8);
                to[2] = (uint8_t)c;
                to[3] = (uint8_t)(c >> 24);
            }
        }
        if (compress2(out, &size, raw, (uLong)(row * h), 6) == Z_OK) {
            free(raw);
            *n = size;
            return out;
        }
    }
    free(raw);
    free(out);
    return NULL;
}

static em_status write_base64(const bytes *b, const view_sink *sink)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t length = (b->n + 2) / 3 * 4, k = 0;
    char *text = malloc(length);
    if (!text)
        return EM_ERR_MEMORY;
    for (size_t i = 0; i < b->n; i += 3) {
        size_t left = b->n - i;
        uint32_t v = (uint32_t)b->at[i] << 16 | (left > 1 ? (uint32_t)b->at[i + 1] << 8 : 0) |
                     (left > 2 ? b->at[i + 2] : 0u);
        text[k++] = digit[v >> 18];
        text[k++] = digit[v >> 12 & 63];
        text[k++] = left > 1 ? digit[v >> 6 & 63] : '=';
        text[k++] = left > 2 ? digit[v & 63] : '=';
    }
    em_status status = sink->write(sink->context, text, length);
    free(text);
    return status;
}

em_status png_uri_write(const rgba *pixels, size_t w, size_t h, const view_sink *sink)
{
    size_t n = 0;
    uint8_t *data = pack(pixels, w, h, &n);
    bytes b = {.at = data ? malloc(n + 100) : NULL};
    if (!b.at) {
        free(data);
        return EM_ERR_MEMORY;
    }
    static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    uint8_t header[13] = {0};
    bytes head = {.at = header};
    put_word(&head, (uint32_t)w);
    put_word(&head, (uint32_t)h);
    header[8] = 8; /* bits */
    header[9] = 6; /* RGBA */
    memcpy(b.at, signature, sizeof signature);
    b.n = sizeof signature;
    put_chunk(&b, "IHDR", header, sizeof header);
    put_chunk(&b, "IDAT", data, n);
    put_chunk(&b, "IEND", NULL, 0);
    em_status status = sink_printf(sink, "data:image/png;base64,");
    if (status == EM_OK)
        status = write_base64(&b, sink);
    free(data);
    free(b.at);
    return status;
}
