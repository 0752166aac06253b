/* NumPy files. */
#include "target.h"

#include "io/npy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    em_error error = {EM_OK, 0, 0, ""};
    em_dataset *array = NULL;
    io_bytes bytes;
    em_status status = target_take(&bytes, data, size, &error);
    if (!status && bytes.format == IO_NPY)
        status = io_npy_read(&bytes, &array, &error);
    if (status || array)
        target_check(status, array, &error);
    io_bytes_finish(&bytes);
    return 0;
}
