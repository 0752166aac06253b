/* The gzip layer. */
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    em_error error = {EM_OK, 0, 0, ""};
    io_bytes packed, bytes;
    em_status status = target_take(&packed, data, size, &error);
    io_bytes_init(&bytes, "fuzz", IO_BYTES_MAX);
    if (!status && packed.format == IO_GZIP)
        status = io_gunzip(&packed, &bytes, &error);
    if (status)
        target_check(status, NULL, &error);
    io_bytes_finish(&bytes);
    io_bytes_finish(&packed);
    return 0;
}
