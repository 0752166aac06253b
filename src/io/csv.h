/* Tables of numbers: CSV, TSV and their kin. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include "io/bytes.h"
#include "io/load.h"

/* Reads a table from bytes (IO_TEXT: no NUL inside), whose text is changed on the way. Name and
 * note are set, em_dataset_finish is not called. EM_ERR_FORMAT, _DATA (label column), _USAGE
 * (delimiter), _MEMORY. */
em_status io_csv_read(io_bytes *bytes, const io_options *options, em_dataset **out,
                      em_error *error);

#endif
