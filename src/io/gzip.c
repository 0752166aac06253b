/* gzip (RFC 1952) through zlib's inflate: all members, checked sums, bounded output. */
#include "io/bytes.h"
#include "io/load.h"
#include "io/text.h"

#include <limits.h>
#include <zlib.h>

static size_t output_limit(size_t packed)
{
    size_t limit = packed > IO_BYTES_MAX / IO_RATIO_MAX ? IO_BYTES_MAX : packed * IO_RATIO_MAX;
    if (limit < IO_RATIO_FREE)
        limit = IO_RATIO_FREE;
    return limit < IO_BYTES_MAX ? limit : IO_BYTES_MAX;
}

static em_status broken(const io_bytes *packed, const z_stream *z, int result, em_error *error)
{
    if (result != Z_DATA_ERROR)
        return io_fail_at(error, EM_ERR_FORMAT, packed->name, 0, 0,
                          "the packed data ends too early (byte %zu): is the file complete?",
                          packed->size);
    return io_fail_at(error, EM_ERR_FORMAT, packed->name, 0, 0,
                      "the packed data is broken near byte %zu (%s)", packed->size - z->avail_in,
                      z->msg ? z->msg : "bad gzip data");
}

/* Inflates until the member ends or out is full; Z_STREAM_END, Z_OK, or what went wrong. */
static em_status inflate_some(z_stream *z, const io_bytes *packed, io_bytes *out, int *result,
                              em_error *error)
{
    size_t room;
    em_status status = io_bytes_reserve(out, &room, error);
    if (status)
        return status;
    room = room < UINT_MAX ? room : UINT_MAX;
    z->next_out = out->data + out->size;
    z->avail_out = (unsigned)room;
    *result = inflate(z, Z_NO_FLUSH);
    status = io_bytes_advance(out, room - z->avail_out, error);
    if (status)
        return status;
    if (*result == Z_MEM_ERROR)
        return em_fail_memory(error);
    bool starved = *result == Z_OK && z->avail_in == 0 && z->avail_out > 0;
    if (starved || (*result != Z_OK && *result != Z_STREAM_END))
        return broken(packed, z, *result, error);
    return EM_OK;
}

/* After a member: zeros to the end are padding, another member may follow, else it is rubbish. */
static em_status next_member(z_stream *z, const io_bytes *packed, bool *more, em_error *error)
{
    const unsigned char *p = z->next_in, *end = packed->data + packed->size;
    *more = end - p >= 2 && p[0] == 0x1f && p[1] == 0x8b;
    if (*more)
        return inflateReset(z) == Z_OK ? EM_OK : em_fail_memory(error);
    while (p < end && *p == 0)
        p++;
    if (p < end)
        return io_fail_at(error, EM_ERR_FORMAT, packed->name, 0, 0,
                          "other bytes follow the packed data (byte %zu)",
                          (size_t)(p - packed->data) + 1);
    return EM_OK;
}

em_status io_gunzip(const io_bytes *packed, io_bytes *out, em_error *error)
{
    z_stream z = {.next_in = packed->data, .avail_in = (unsigned)packed->size};
    bool more = true;
    io_bytes_init(out, packed->name, output_limit(packed->size));
    if (inflateInit2(&z, 15 + 16) != Z_OK)
        return em_fail_memory(error);
    em_status status = EM_OK;
    while (!status && more) {
        int result = Z_OK;
        status = inflate_some(&z, packed, out, &result, error);
        if (!status && result == Z_STREAM_END)
            status = next_member(&z, packed, &more, error);
    }
    inflateEnd(&z);
    if (status)
        return status;
    status = io_bytes_end(out, error);
    if (!status && out->format == IO_GZIP)
        status = io_fail_at(error, EM_ERR_FORMAT, packed->name, 0, 0,
                            "is packed twice, expected one layer of gzip");
    return status;
}
