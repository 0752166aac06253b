/* Readers and writers of files. A reader returns a complete data set or one located error;
 * the file's name is quoted and cleaned in the message. Hostile files are expected. */
#ifndef IO_IO_H
#define IO_IO_H

#include "em/dataset.h"
#include "em/generate.h"

#include <stdio.h>

/* How a table is to be read; zero-initialised means: find out. */
typedef struct io_options {
    const char *label_column; /* name, 0-based position, "none", or NULL: the rule of spec 4 */
    char delimiter;           /* 0: find it */
    int header;               /* 1 yes, 0 no, -1 find out */
    size_t image_w, image_h;  /* --image, 0: guess from the format */
} io_options;

#define IO_OPTIONS_DEFAULT {.header = -1}

/* Opens a path (or "-": CSV from standard input), finds the format by its first bytes, reads it. */
em_status io_load(const char *path, const io_options *options, em_dataset **out, em_error *error);

/* A built-in name, "blobs:...", a path, or "-". A built-in name wins over a file of that name. */
em_status io_open_data(const char *name, const io_options *options, em_dataset **out, em_error *error);

/* Folder of the shipped data sets or fonts (spec 4): $EMSTEP_DATASETS or $EMSTEP_ASSETS, else beside
 * the executable, else the source tree. sub is "datasets" or "assets". False if none exists. */
bool io_find_folder(const char *sub, char *buffer, size_t size);

/* Rows of a CSV of numbers, for --init file:PATH: *rows x *cols, caller frees *values. */
em_status io_load_matrix(const char *path, double **values, size_t *rows, size_t *cols,
                         em_error *error);

/* A file written whole or not at all: temporary name in the same folder, every write checked,
 * fsync, rename. path "-" or NULL: standard output. commit or abandon ends it; both free it. */
typedef struct io_writer io_writer;
em_status io_writer_open(const char *path, io_writer **out, em_error *error);
em_status io_writer_write(io_writer *w, const void *bytes, size_t count);
em_status io_writer_printf(io_writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
em_status io_writer_commit(io_writer *w, em_error *error);
void io_writer_abandon(io_writer *w);

/* Text for people: name in double quotes, control bytes and bad UTF-8 replaced, shortened. */
const char *io_quote(const char *name, char *buffer, size_t size);

/* %.17g-exact shortest text of a double ("0.1", "1e+300"); returns buffer (32 bytes). */
const char *io_number(double value, char buffer[32]);

#endif
