#include "dataset_copy.h"

#include <stdlib.h>
#include <string.h>

void em_dataset_copy_words(const em_dataset *from, em_dataset *to)
{
    memcpy(to->name, from->name, sizeof to->name);
    memcpy(to->note, from->note, sizeof to->note);
}

em_status em_dataset_copy_features(const em_dataset *from, const size_t *column, size_t count,
                                   em_dataset *to, em_error *error)
{
    em_status status = EM_OK;
    for (size_t j = 0; j < count && status == EM_OK; j++) {
        char name[EM_NAME_MAX];
        const bool named = from->feature && from->feature[column[j]];
        if (named || column[j] != j) /* "x3" stays "x3" in another place */
            status = em_dataset_set_feature(
                to, j, em_dataset_feature_name(from, column[j], name, sizeof name), error);
    }
    return status;
}

/* Numbers the classes that are used and copies their names; number[t] is -1 for the others. */
static em_status number_used(const em_dataset *from, int32_t *number, em_dataset *to)
{
    to->class_name = calloc(from->classes, sizeof *to->class_name);
    if (!to->class_name)
        return EM_ERR_MEMORY;
    for (size_t t = 0; t < from->classes; t++) {
        if (number[t] < 0)
            continue;
        number[t] = (int32_t)to->classes;
        to->class_name[to->classes] = strdup(from->class_name[t]);
        if (!to->class_name[to->classes])
            return EM_ERR_MEMORY;
        to->classes++;
    }
    return EM_OK;
}

em_status em_dataset_copy_labels(const em_dataset *from, const size_t *row, em_dataset *to,
                                 em_error *error)
{
    int32_t *number = calloc(from->classes, sizeof *number);
    if (!number)
        return em_fail_memory(error);
    for (size_t t = 0; t < from->classes; t++)
        number[t] = -1;
    for (size_t i = 0; i < to->n; i++)
        number[from->label[row[i]]] = 0;
    em_status status = number_used(from, number, to);
    for (size_t i = 0; i < to->n && status == EM_OK; i++)
        to->label[i] = number[from->label[row[i]]];
    free(number);
    return status == EM_OK ? EM_OK : em_fail_memory(error);
}
