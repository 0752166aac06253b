#include "io/idx.h"
#include "io/swap.h"
#include "io/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIMENSIONS_MAX = 4 };

typedef struct header {
    io_value_kind kind;
    size_t width; /* bytes of a value */
    size_t dims;
    size_t dim[DIMENSIONS_MAX];
    size_t rows, row; /* first dimension, product of the others */
    const unsigned char *values;
} header;

static em_status refuse(const io_bytes *bytes, const char *words, em_error *error)
{
    return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0, "%s", words);
}

static bool find_type(unsigned char code, header *h)
{
    switch (code) {
    case 0x08:
        h->kind = IO_UNSIGNED;
        h->width = 1;
        return true;
    case 0x09:
        h->kind = IO_SIGNED;
        h->width = 1;
        return true;
    case 0x0b:
        h->kind = IO_SIGNED;
        h->width = 2;
        return true;
    case 0x0c:
        h->kind = IO_SIGNED;
        h->width = 4;
        return true;
    case 0x0d:
        h->kind = IO_FLOAT;
        h->width = 4;
        return true;
    case 0x0e:
        h->kind = IO_FLOAT;
        h->width = 8;
        return true;
    default: return false;
    }
}

/* The values the header promises must be those the file holds, to the byte. */
static em_status check_length(const io_bytes *bytes, header *h, em_error *error)
{
    size_t held = bytes->size - 4 - 4 * h->dims;
    h->rows = h->dim[0];
    h->row = 1;
    for (size_t i = 0; i < h->dims; i++) {
        if (h->dim[i] == 0)
            return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                              "dimension %zu of its header is 0", i + 1);
        if (i && __builtin_mul_overflow(h->row, h->dim[i], &h->row))
            return refuse(bytes, "the dimensions of its header are too large", error);
    }
    size_t values;
    if (__builtin_mul_overflow(h->rows, h->row, &values) || values > IO_VALUES_MAX)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "its header promises more than %zu numbers", IO_VALUES_MAX);
    if (values * h->width != held)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "its header promises %zu bytes of values, found %zu", values * h->width,
                          held);
    if (h->row > IO_COLUMNS_MAX)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "has %zu numbers in a row, more than the %zu that are read", h->row,
                          IO_COLUMNS_MAX);
    return EM_OK;
}

static em_status read_header(const io_bytes *bytes, header *h, em_error *error)
{
    const unsigned char *p = bytes->data;
    if (bytes->size < 4)
        return refuse(bytes, "is too short for an IDX file", error);
    if (p[0] != 0 || p[1] != 0 || !find_type(p[2], h))
        return refuse(bytes, "is not an IDX file (its first four bytes)", error);
    h->dims = p[3];
    if (h->dims == 0 || h->dims > DIMENSIONS_MAX)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "has %zu dimensions, expected 1 to %d", h->dims, DIMENSIONS_MAX);
    if (bytes->size < 4 + 4 * h->dims)
        return refuse(bytes, "ends inside its IDX header", error);
    for (size_t i = 0; i < h->dims; i++)
        h->dim[i] = (size_t)io_load_integer(p + 4 + 4 * i, 4, true);
    h->values = p + 4 + 4 * h->dims;
    return check_length(bytes, h, error);
}

static em_status fill(const io_bytes *bytes, const header *h, double scale, em_dataset *data,
                      em_error *error)
{
    size_t values = h->rows * h->row;
    for (size_t i = 0; i < values; i++) {
        data->x[i] = io_load_value(h->values + i * h->width, h->kind, h->width, true) / scale;
        if (!isfinite(data->x[i]))
            return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                              "row %zu, column %zu is not a finite number", i / h->row + 1,
                              i % h->row + 1);
    }
    return EM_OK;
}

em_status io_idx_read(const io_bytes *bytes, em_dataset **out, em_error *error)
{
    header h = {0};
    *out = NULL;
    em_status status = read_header(bytes, &h, error);
    if (status)
        return status;
    if (h.dims == 1)
        return refuse(bytes, "has one dimension (labels?), expected images or a table", error);
    em_dataset *data = NULL;
    status = em_dataset_create(h.rows, h.row, false, &data, error);
    if (status)
        return status;
    bool images = h.dims == 3, scaled = images && h.kind == IO_UNSIGNED;
    status = fill(bytes, &h, scaled ? 255.0 : 1.0, data, error);
    if (status) {
        em_dataset_destroy(data);
        return status;
    }
    char shape[64] = "";
    if (images) {
        data->image_h = h.dim[1];
        data->image_w = h.dim[2];
        snprintf(shape, sizeof shape, " (images %zux%zu)", data->image_w, data->image_h);
    }
    io_clean_name(io_base_name(bytes->name), data->name, sizeof data->name);
    snprintf(data->note, sizeof data->note, "%.128s: %zu row%s, %zu features%s%s", data->name,
             h.rows, h.rows == 1 ? "" : "s", h.row, shape,
             scaled ? "; pixels 0..255 scaled to [0,1]" : "");
    *out = data;
    return EM_OK;
}

em_status io_idx_labels(const io_bytes *bytes, em_dataset *data, em_error *error)
{
    enum { WIDTH = 12 };
    header h = {0};
    em_status status = read_header(bytes, &h, error);
    if (status)
        return status;
    if (h.dims != 1 || h.kind == IO_FLOAT)
        return refuse(bytes, "is not a list of labels (one dimension of whole numbers)", error);
    if (h.rows != data->n)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "holds %zu labels, expected %zu as there are rows", h.rows, data->n);
    char *words = malloc(h.rows * WIDTH);
    const char **text = malloc(h.rows * sizeof *text);
    status = words && text ? EM_OK : em_fail_memory(error);
    for (size_t i = 0; !status && i < h.rows; i++) {
        char *word = words + i * WIDTH;
        double value = io_load_value(h.values + i * h.width, h.kind, h.width, true);
        snprintf(word, WIDTH, "%.0f", value);
        text[i] = word;
    }
    if (!status)
        status = em_dataset_set_labels(data, text, error);
    free(words);
    free(text);
    return status;
}

/* Replaces the last place of old (as long as new) in the string that begins at from. */
static bool replace_last(char *from, const char *old, const char *new)
{
    char *found = NULL;
    for (char *p = from; (p = strstr(p, old)); p++)
        found = p;
    if (found)
        memcpy(found, new, strlen(new));
    return found != NULL;
}

bool io_idx_labels_path(const char *path, bool with_gz, char *buffer, size_t size)
{
    size_t length = strlen(path);
    bool gz = length > 3 && strcmp(path + length - 3, ".gz") == 0;
    int need = snprintf(buffer, size, "%.*s%s", (int)(gz ? length - 3 : length), path,
                        with_gz ? ".gz" : "");
    if (need < 0 || (size_t)need >= size)
        return false;
    char *name = strrchr(buffer, '/');
    name = name ? name + 1 : buffer;
    replace_last(name, "idx3", "idx1");
    return replace_last(name, "images", "labels");
}
