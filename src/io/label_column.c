#include "io/label_column.h"
#include "io/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = 32 };

static void drop_labels(em_dataset *data)
{
    for (size_t t = 0; t < data->classes; t++)
        free(data->class_name[t]);
    free(data->class_name);
    free(data->label);
    data->class_name = NULL;
    data->label = NULL;
    data->classes = 0;
}

static em_status find_column(const em_dataset *data, const char *wanted, size_t *column,
                             em_error *error)
{
    char quoted[80];
    size_t digits = strspn(wanted, "0123456789");
    *column = (size_t)strtoull(wanted, NULL, 10);
    if (digits > 0 && digits < 10 && !wanted[digits] && *column < data->d && data->d > 1 &&
        !data->label)
        return EM_OK;
    io_quote(wanted, quoted, 60);
    if (data->label)
        return io_fail_at(error, EM_ERR_DATA, data->name, 0, 0,
                          "has labels of its own: --label-column takes none, found %s", quoted);
    if (data->d == 1)
        return io_fail_at(error, EM_ERR_DATA, data->name, 0, 0,
                          "has one column, which cannot be the labels (--label-column)");
    return io_fail_at(error, EM_ERR_DATA, data->name, 0, 0,
                      "has no column %s (--label-column): positions are 0 to %zu", quoted,
                      data->d - 1);
}

/* Takes column c out of the rows. */
static void close_gap(em_dataset *data, size_t c)
{
    size_t d = data->d;
    for (size_t i = 0; i < data->n; i++) {
        double *to = data->x + i * (d - 1), *from = data->x + i * d;
        memmove(to, from, c * sizeof *to);
        memmove(to + c, from + c + 1, (d - 1 - c) * sizeof *to);
    }
    data->d = d - 1;
}

em_status io_label_column(em_dataset *data, const char *wanted, em_error *error)
{
    size_t c;
    if (!wanted)
        return EM_OK;
    if (strcmp(wanted, "none") == 0) {
        drop_labels(data);
        return EM_OK;
    }
    em_status status = find_column(data, wanted, &c, error);
    if (status)
        return status;
    char *words = malloc(data->n * WORD), note[80];
    const char **text = malloc(data->n * sizeof *text);
    status = words && text ? EM_OK : em_fail_memory(error);
    for (size_t i = 0; !status && i < data->n; i++)
        text[i] = io_number(data->x[i * data->d + c], words + i * WORD);
    if (!status)
        status = em_dataset_set_labels(data, text, error);
    free(words);
    free(text);
    if (status)
        return status;
    close_gap(data, c);
    data->image_w = data->image_h = 0;
    snprintf(note, sizeof note, "column %zu of these used as labels", c + 1);
    em_dataset_add_note(data, note);
    return EM_OK;
}
