/* IDX, the format of MNIST: a big-endian header (two zeros, type, number of dimensions, the
 * dimensions), then the values. http://yann.lecun.com/exdb/mnist */
#ifndef IO_IDX_H
#define IO_IDX_H

#include "io/bytes.h"
#include "io/load.h"

/* First dimension: rows; the others make a row (three dimensions: n images h x w; unsigned bytes
 * are then scaled to [0,1]). Name and note are set, em_dataset_finish is not called.
 * EM_ERR_FORMAT, EM_ERR_MEMORY. */
em_status io_idx_read(const io_bytes *bytes, em_dataset **out, em_error *error);

/* Labels of data from a one-dimensional file of whole numbers, one per row. EM_ERR_FORMAT,
 * EM_ERR_MEMORY. */
em_status io_idx_labels(const io_bytes *bytes, em_dataset *data, em_error *error);

/* Where the labels of an images file would be: "images" becomes "labels", "idx3" "idx1"; with_gz
 * says whether the name shall end in .gz. False if path has no "images" or does not fit. */
bool io_idx_labels_path(const char *path, bool with_gz, char *buffer, size_t size);

#endif
