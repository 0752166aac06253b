/* From a name to a data set: which reader, whose labels, what is an image. */
#include "io/load.h"
#include "io/csv.h"
#include "io/folder.h"
#include "io/idx.h"
#include "io/label_column.h"
#include "io/npy.h"
#include "io/text.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads the file and unpacks it. *bytes is to be finished whatever the answer. */
static em_status read_unpacked(const char *path, io_bytes *bytes, em_error *error)
{
    io_bytes raw;
    io_bytes_init(bytes, path, IO_BYTES_MAX);
    em_status status = io_bytes_read(&raw, path, error);
    if (!status && raw.format == IO_GZIP) {
        status = io_gunzip(&raw, bytes, error);
        io_bytes_finish(&raw);
        return status;
    }
    *bytes = raw;
    return status;
}

/* Adds the labels that lie beside an images file, if there are any. */
static em_status find_labels(const char *path, em_dataset *data, em_error *error)
{
    char labels[PATH_MAX], name[EM_NAME_MAX], words[EM_NAME_MAX + 32];
    size_t length = strlen(path);
    bool gz = length > 3 && strcmp(path + length - 3, ".gz") == 0, found = false;
    for (int turn = 0; turn < 2 && !found; turn++)
        found = io_idx_labels_path(path, turn ? !gz : gz, labels, sizeof labels) &&
                access(labels, F_OK) == 0;
    if (!found) {
        em_dataset_add_note(data, "no labels file beside it");
        return EM_OK;
    }
    io_bytes bytes;
    em_status status = read_unpacked(labels, &bytes, error);
    if (!status)
        status = io_idx_labels(&bytes, data, error);
    io_bytes_finish(&bytes);
    if (!status) {
        snprintf(words, sizeof words, "labels from %s",
                 io_clean_name(io_base_name(labels), name, sizeof name));
        em_dataset_add_note(data, words);
    }
    return status;
}

static em_status read_format(const char *path, io_bytes *bytes, const io_options *options,
                             em_dataset **out, em_error *error)
{
    em_status status;
    if (bytes->format == IO_NPY)
        status = io_npy_read(bytes, out, error);
    else if (bytes->format == IO_IDX)
        status = io_idx_read(bytes, out, error);
    else
        return io_csv_read(bytes, options, out, error);
    if (!status && (*out)->image_w && !options->label_column)
        status = find_labels(path, *out, error);
    return status ? status : io_label_column(*out, options->label_column, error);
}

/* Any square from 8x8 on, if no value is negative: 4 and 9 features are seldom pictures. */
static void guess_images(em_dataset *data)
{
    size_t side = 8;
    while (side * side < data->d)
        side++;
    if (side * side != data->d)
        return;
    for (size_t j = 0; j < data->d; j++)
        if (data->minimum[j] < 0)
            return;
    data->image_w = data->image_h = side;
}

static em_status set_images(const io_options *options, em_dataset *data, em_error *error)
{
    size_t w = options->image_w, h = options->image_h, pixels;
    if (w == 0 && h == 0) {
        if (data->image_w == 0)
            guess_images(data);
        return EM_OK;
    }
    if (__builtin_mul_overflow(w, h, &pixels) || pixels != data->d)
        return io_fail_at(error, EM_ERR_DATA, data->name, 0, 0,
                          "images of %zux%zu need %zu features, found %zu (--image)", w, h, w * h,
                          data->d);
    data->image_w = w;
    data->image_h = h;
    return EM_OK;
}

em_status io_load(const char *path, const io_options *options, em_dataset **out, em_error *error)
{
    io_bytes bytes;
    em_dataset *data = NULL;
    *out = NULL;
    em_status status = read_unpacked(path, &bytes, error);
    if (!status)
        status = read_format(path, &bytes, options, &data, error);
    io_bytes_finish(&bytes);
    if (!status)
        status = em_dataset_finish(data, error);
    if (!status)
        status = set_images(options, data, error);
    if (status) {
        em_dataset_destroy(data);
        return status;
    }
    *out = data;
    return EM_OK;
}

static em_status load_builtin(const em_builtin *builtin, const io_options *options,
                              em_dataset **out, em_error *error)
{
    char path[PATH_MAX];
    if (!io_find_file("datasets", builtin->file, path, sizeof path))
        return em_fail(error, EM_ERR_FILE,
                       "the data set %s is not installed: no file %s in the folder datasets "
                       "(set EMSTEP_DATASETS)",
                       builtin->name, builtin->file);
    em_status status = io_load(path, options, out, error);
    return status ? status : em_dataset_set_name(*out, builtin->name);
}

static em_status unknown(const char *name, em_error *error)
{
    char quoted[160], list[256] = "";
    size_t count, used = 0;
    const em_builtin *all = em_builtin_list(&count);
    for (size_t i = 0; i < count && used < sizeof list; i++) {
        int wrote = snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", all[i].name);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    return em_fail(error, EM_ERR_FILE, "no data set and no file %s; built in are %s",
                   io_quote(name, quoted, sizeof quoted), list);
}

static em_status generate(const char *name, const io_options *options, em_dataset **out,
                          em_error *error)
{
    em_dataset *data = NULL;
    em_status status = em_generate(name, &data, error);
    if (!status)
        status = io_label_column(data, options->label_column, error);
    if (!status && (options->image_w || options->image_h))
        status = set_images(options, data, error);
    if (status)
        em_dataset_destroy(data);
    else
        *out = data;
    return status;
}

em_status io_open_data(const char *name, const io_options *options, em_dataset **out,
                       em_error *error)
{
    const em_builtin *builtin = em_builtin_find(name);
    *out = NULL;
    if (builtin && builtin->file)
        return load_builtin(builtin, options, out, error);
    if (builtin || strncmp(name, "blobs:", 6) == 0)
        return generate(name, options, out, error);
    if (!strpbrk(name, "./") && strcmp(name, "-") != 0 && access(name, F_OK) != 0)
        return unknown(name, error);
    return io_load(name, options, out, error);
}

em_status io_load_matrix(const char *path, double **values, size_t *rows, size_t *cols,
                         em_error *error)
{
    io_options options = IO_OPTIONS_DEFAULT;
    em_dataset *data = NULL;
    *values = NULL;
    options.numbers_only = true;
    em_status status = io_load(path, &options, &data, error);
    if (status)
        return status;
    *rows = data->n;
    *cols = data->d;
    *values = data->x;
    data->x = NULL;
    em_dataset_destroy(data);
    return EM_OK;
}
