/* Tables. The file's length chooses among the options, so that a corpus stays plain files. */
#include "target.h"

#include "io/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const io_options choices[] = {
        {.header = -1},
        {.header = 0},
        {.header = 1, .label_column = "none"},
        {.header = -1, .label_column = "0"},
        {.header = -1, .delimiter = ';'},
        {.header = -1, .numbers_only = true},
    };
    const io_options *options = size % 2 ? &choices[0] : &choices[size / 2 % 6];
    em_error error = {EM_OK, 0, 0, ""};
    em_dataset *table = NULL;
    io_bytes bytes;
    em_status status = target_take(&bytes, data, size, &error);
    if (!status && bytes.format == IO_TEXT)
        status = io_csv_read(&bytes, options, &table, &error);
    if (status || table)
        target_check(status, table, &error);
    io_bytes_finish(&bytes);
    return 0;
}
