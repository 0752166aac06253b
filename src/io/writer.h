/* A file written whole or not at all: temporary name in the same folder, every write checked,
 * fsync, rename. An existing file keeps its mode and stays intact until the rename; a symbolic
 * link is followed; a device or pipe is written to directly. */
#ifndef IO_WRITER_H
#define IO_WRITER_H

#include "em/status.h"

typedef struct io_writer io_writer;

/* path "-" or NULL: standard output. EM_ERR_FILE, EM_ERR_MEMORY. */
em_status io_writer_open(const char *path, io_writer **out, em_error *error);

/* EM_ERR_FILE once a write has failed; the reason is told by commit. */
em_status io_writer_write(io_writer *w, const void *bytes, size_t count);
em_status io_writer_printf(io_writer *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Each ends and frees the writer; abandon (NULL allowed) leaves no file. commit that fails leaves
 * none either. */
em_status io_writer_commit(io_writer *w, em_error *error);
void io_writer_abandon(io_writer *w);

#endif
