/* What all fuzz targets share: bytes as the readers get them, and what must hold of any answer. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include "io/bytes.h"
#include "io/load.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Takes data in as a file would come in, a few bytes at first. Finish bytes whatever the answer. */
em_status target_take(io_bytes *bytes, const uint8_t *data, size_t size, em_error *error);

/* Aborts unless the answer is a complete data set or one clean line. Destroys data. */
void target_check(em_status status, em_dataset *data, const em_error *error);

#endif
