/* IDX, as images and as labels of the images. */
#include "target.h"

#include "io/idx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    em_error error = {EM_OK, 0, 0, ""};
    em_dataset *images = NULL;
    io_bytes bytes;
    em_status status = target_take(&bytes, data, size, &error);
    if (!status && bytes.format == IO_IDX) {
        em_dataset *three = NULL;
        if (em_dataset_create(3, 1, false, &three, &error) == EM_OK) {
            io_idx_labels(&bytes, three, &error);
            em_dataset_destroy(three);
        }
        status = io_idx_read(&bytes, &images, &error);
    }
    if (status || images)
        target_check(status, images, &error);
    io_bytes_finish(&bytes);
    return 0;
}
