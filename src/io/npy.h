/* NumPy's .npy: a magic, a version, a header that is a Python dict, then the values.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
#ifndef IO_NPY_H
#define IO_NPY_H

#include "io/bytes.h"
#include "io/load.h"

/* Versions 1 to 3, two dimensions, float 4 and 8, int and uint 1 to 8, bool; either byte order, C
 * or Fortran order. Name and note are set, em_dataset_finish is not called. EM_ERR_FORMAT,
 * EM_ERR_MEMORY. */
em_status io_npy_read(const io_bytes *bytes, em_dataset **out, em_error *error);

#endif
