/* Readers of data. A reader returns a complete data set or one located error; the file's name is
 * quoted and cleaned in the message. Hostile files are expected: sizes are checked against the
 * real length before anything is allocated, and only regular files (or standard input) are read. */
#ifndef IO_LOAD_H
#define IO_LOAD_H

#include "em/dataset.h"
#include "em/generate.h"

/* How a table is to be read; IO_OPTIONS_DEFAULT means: find out. */
typedef struct io_options {
    const char *label_column; /* name, 0-based position, "none", or NULL: the rule of io_load */
    char delimiter;           /* 0: find it among comma, tab, semicolon, space */
    bool numbers_only;        /* no labels, and a column of text is an error */
    int header;               /* 1 yes, 0 no, -1 find out */
    size_t image_w, image_h;  /* --image, 0: guess from the format */
} io_options;

#define IO_OPTIONS_DEFAULT                                                                         \
    {                                                                                              \
        .header = -1                                                                               \
    }

/* What no file may exceed. Unpacked gzip data is also held to IO_RATIO_MAX times the packed size
 * (64 MiB are always allowed), and so is a file to the disk space it really takes. */
#define IO_BYTES_MAX   ((size_t)1 << 31) /* of a file, or of unpacked data */
#define IO_VALUES_MAX  ((size_t)1 << 28) /* n x d */
#define IO_ROWS_MAX    ((size_t)100000000)
#define IO_COLUMNS_MAX ((size_t)65536)
#define IO_FIELD_MAX   ((size_t)1 << 20) /* bytes of one field of a table */
#define IO_RATIO_MAX   ((size_t)200)
#define IO_RATIO_FREE  ((size_t)64 << 20)

/* Opens a path (or "-": standard input), finds the format by its first bytes, reads it.
 *
 * Tables (CSV, TSV, also gzipped): the label column is options->label_column, else the only text
 * column, else a last column named label, class, target, species or y (but "x,y" is a point).
 * IDX (also gzipped): bytes of images are scaled to [0,1]; "...images-idx3..." is labelled by
 * "...labels-idx1..." beside it. NumPy .npy: two dimensions. Both know columns by position only.
 * Rows are images if the file says so, if options->image_w x image_h says so, or if d is the
 * square of 8 or more and no value is negative.
 * data->note tells what was read. EM_ERR_FILE, _FORMAT, _DATA (label column, image size), _MEMORY.
 */
em_status io_load(const char *path, const io_options *options, em_dataset **out, em_error *error);

/* A built-in name, "blobs:...", a path, or "-". A built-in name wins over a file of that name.
 * As io_load and em_generate. */
em_status io_open_data(const char *name, const io_options *options, em_dataset **out,
                       em_error *error);

/* Rows of a file of numbers (header allowed, text refused), for --init file:PATH: *rows x *cols,
 * row-major; the caller frees *values. */
em_status io_load_matrix(const char *path, double **values, size_t *rows, size_t *cols,
                         em_error *error);

#endif
