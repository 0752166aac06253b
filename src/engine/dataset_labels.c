/* Label texts to class numbers in the order of numpy.unique. */
#include "em/dataset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    const char *text;
    double value;
    size_t row;
} entry;

/* Decimal numbers only: "nan", "inf" and "0x1f" are names of classes. */
static bool parse_number(const char *text, double *value)
{
    char *end;
    if (!*text || strspn(text, "0123456789+-.eE") != strlen(text))
        return false;
    *value = strtod(text, &end);
    return end != text && !*end && isfinite(*value);
}

static int by_row(const entry *a, const entry *b)
{
    return (a->row > b->row) - (a->row < b->row);
}

static int by_value(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int order = (a->value > b->value) - (a->value < b->value);
    return order ? order : by_row(a, b);
}

/* Byte order of UTF-8 is the order of code points, which is NumPy's. */
static int by_text(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    return order ? order : by_row(a, b);
}

static bool same_class(const entry *a, const entry *b, bool numeric)
{
    return numeric ? a->value == b->value : strcmp(a->text, b->text) == 0;
}

/* Fills label (n) and name from sorted entries; a class is called by its first row's text. */
static em_status number_classes(const entry *e, size_t n, bool numeric, int32_t *label, char **name,
                                size_t *classes)
{
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !same_class(&e[i - 1], &e[i], numeric)) {
            name[*classes] = strdup(e[i].text);
            if (!name[*classes])
                return EM_ERR_MEMORY;
            ++*classes;
        }
        label[e[i].row] = (int32_t)(*classes - 1);
    }
    return EM_OK;
}

static size_t count_classes(const entry *e, size_t n, bool numeric)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += i == 0 || !same_class(&e[i - 1], &e[i], numeric);
    return count;
}

static void take_labels(em_dataset *data, int32_t *label, char **name, size_t classes)
{
    for (size_t t = 0; t < data->classes; t++)
        free(data->class_name[t]);
    free(data->class_name);
    free(data->label);
    data->label = label;
    data->class_name = name;
    data->classes = classes;
}

em_status em_dataset_set_labels(em_dataset *data, const char *const *text, em_error *error)
{
    size_t n = data->n, classes = 0;
    entry *e = calloc(n, sizeof *e);
    int32_t *label = calloc(n, sizeof *label);
    if (!e || !label) {
        free(e);
        free(label);
        return em_fail_memory(error);
    }
    bool numeric = true;
    for (size_t i = 0; i < n; i++) {
        e[i] = (entry){.text = text[i], .row = i};
        numeric = numeric && parse_number(text[i], &e[i].value);
    }
    qsort(e, n, sizeof *e, numeric ? by_value : by_text);
    char **name = calloc(count_classes(e, n, numeric), sizeof *name);
    if (!name || number_classes(e, n, numeric, label, name, &classes) != EM_OK) {
        for (size_t t = 0; name && t < classes; t++)
            free(name[t]);
        free(name);
        free(label);
        free(e);
        return em_fail_memory(error);
    }
    take_labels(data, label, name, classes);
    free(e);
    return EM_OK;
}
