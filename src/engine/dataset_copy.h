/* What prepare and edit share: parts of one data set copied to another. */
#ifndef ENGINE_DATASET_COPY_H
#define ENGINE_DATASET_COPY_H

#include "em/dataset.h"

/* Name and note. */
void em_dataset_copy_words(const em_dataset *from, em_dataset *to);

/* Names of the count features listed in column; nothing if from has none. EM_ERR_MEMORY. */
em_status em_dataset_copy_features(const em_dataset *from, const size_t *column, size_t count,
                                   em_dataset *to, em_error *error);

/* Label of row i of to is that of row[i] of from; classes without a row vanish, the others keep
 * their order. to was created labelled. EM_ERR_MEMORY. */
em_status em_dataset_copy_labels(const em_dataset *from, const size_t *row, em_dataset *to,
                                 em_error *error);

#endif
