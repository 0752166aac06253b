/* Whole files in memory, with their kind and their limits checked while they come in. */
#ifndef IO_BYTES_H
#define IO_BYTES_H

#include "em/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum io_format { IO_UNKNOWN, IO_TEXT, IO_GZIP, IO_IDX, IO_NPY, IO_REFUSED } io_format;

/* What a file is, by its first bytes (512 suffice). For IO_REFUSED *words says what it is and what
 * to do, else it is left alone. */
io_format io_sniff(const unsigned char *data, size_t size, const char **words);

/* data has size bytes and one more, a NUL. Grows while it is filled. */
typedef struct io_bytes {
    unsigned char *data;
    size_t size, room;
    io_format format; /* known from 512 bytes on, or from io_bytes_end */
    size_t limit;     /* size may not pass it */
    const char *name; /* for messages; borrowed */
} io_bytes;

/* Empty bytes; finish frees what they hold. */
void io_bytes_init(io_bytes *bytes, const char *name, size_t limit);
void io_bytes_finish(io_bytes *bytes);

/* At least one free byte behind size: *room of them. EM_ERR_MEMORY. */
em_status io_bytes_reserve(io_bytes *bytes, size_t *room, em_error *error);

/* count bytes were written behind size. EM_ERR_FORMAT: a refused kind, a NUL byte in a text, too
 * many bytes. */
em_status io_bytes_advance(io_bytes *bytes, size_t count, em_error *error);

/* All is in: an empty file is refused, format is known. */
em_status io_bytes_end(io_bytes *bytes, em_error *error);

/* Reads a regular file, or standard input for "-", to its end. *bytes is init'ed here with the path
 * as its name; finish it whatever the answer. EM_ERR_FILE, _FORMAT, _MEMORY. */
em_status io_bytes_read(io_bytes *bytes, const char *path, em_error *error);

/* Unpacks all members of packed into out (init'ed here; finish it whatever the answer). */
em_status io_gunzip(const io_bytes *packed, io_bytes *out, em_error *error);

/* The path's last part. Points into path. */
const char *io_base_name(const char *path);

#endif
