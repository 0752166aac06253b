#include "target.h"
#include "io/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void insist(bool holds)
{
    if (!holds)
        abort();
}

em_status target_take(io_bytes *bytes, const uint8_t *data, size_t size, em_error *error)
{
    size_t step = 7;
    io_bytes_init(bytes, "fuzz", IO_BYTES_MAX);
    while (size > 0) {
        size_t room;
        em_status status = io_bytes_reserve(bytes, &room, error);
        if (status)
            return status;
        size_t part = size < step ? size : step;
        part = part < room ? part : room;
        memcpy(bytes->data + bytes->size, data, part);
        status = io_bytes_advance(bytes, part, error);
        if (status)
            return status;
        data += part;
        size -= part;
        step *= 3;
    }
    return io_bytes_end(bytes, error);
}

static void check_line(const char *text)
{
    insist(*text && io_utf8_valid(text, strlen(text)));
    for (const char *p = text; *p; p++)
        insist((unsigned char)*p >= 0x20 && *p != 0x7f);
}

static void check_data(const em_dataset *data)
{
    insist(data->n > 0 && data->d > 0);
    for (size_t i = 0; i < data->n * data->d; i++)
        insist(isfinite(data->x[i]));
    for (size_t i = 0; data->label && i < data->n; i++)
        insist(data->label[i] >= 0 && (size_t)data->label[i] < data->classes);
    for (size_t c = 0; c < data->classes; c++)
        insist(io_utf8_valid(data->class_name[c], strlen(data->class_name[c])));
    for (size_t j = 0; data->feature && j < data->d; j++)
        insist(!data->feature[j] || io_utf8_valid(data->feature[j], strlen(data->feature[j])));
    check_line(data->note);
    check_line(data->name);
}

void target_check(em_status status, em_dataset *data, const em_error *error)
{
    if (status) {
        insist(!data && error->status == status);
        check_line(error->text);
    } else {
        check_data(data);
    }
    em_dataset_destroy(data);
}
