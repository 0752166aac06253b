/* --label-column for data whose columns have no names: .npy, tables in IDX, generated sets. */
#ifndef IO_LABEL_COLUMN_H
#define IO_LABEL_COLUMN_H

#include "em/dataset.h"

/* wanted is options->label_column: NULL keeps data as it is, "none" drops its labels, a position
 * makes that column the labels (data is not finished yet, and has none). EM_ERR_DATA,
 * EM_ERR_MEMORY. */
em_status io_label_column(em_dataset *data, const char *wanted, em_error *error);

#endif
