/* A data set: N points of D features, perhaps with true labels. Immutable once finished. */
#ifndef EM_DATASET_H
#define EM_DATASET_H

#include "em/status.h"

#include <stdbool.h>
#include <stdint.h>

enum { EM_NAME_MAX = 128, EM_NOTE_MAX = 512 };

typedef struct em_dataset {
    char name[EM_NAME_MAX]; /* "aniso", or the file's name without folders */
    char note[EM_NOTE_MAX]; /* what was read or done, one line of words; "" if nothing to say */
    size_t n, d;
    double *x;               /* n x d, row-major, raw values, all finite */
    double *offset;          /* d: mean of each feature; kernels subtract it before they sum */
    double *variance;        /* d: population variance (divides by n) */
    double *minimum;         /* d */
    double *maximum;         /* d */
    char **feature;          /* d names, or NULL: "x1", "x2", ... */
    int32_t *label;          /* n true classes 0..classes-1, or NULL. The models never see them */
    size_t classes;          /* 0 if unlabelled */
    char **class_name;       /* classes names, in numpy.unique order (numeric if all are numbers) */
    size_t image_w, image_h; /* each row is an image of this size; 0 x 0 if not */
    bool binary;             /* every value is 0 or 1 */
    size_t added, erased;    /* points by hand since the data was opened */
} em_dataset;

/* An empty data set with room for n x d values (and labels if asked); all else zero.
 * EM_ERR_MEMORY, also when n*d*8 does not fit a size_t;
 * EM_ERR_DATA if n or d is 0. */
em_status em_dataset_create(size_t n, size_t d, bool labelled, em_dataset **out, em_error *error);
void em_dataset_destroy(em_dataset *data);

/* Fills offset, variance, minimum, maximum, binary from x. Call once after x is written. Notes
 * values beyond 1e150, whose squares may overflow; a variance that does is DBL_MAX. EM_ERR_DATA
 * names row and feature of the first value that is not finite. */
em_status em_dataset_finish(em_dataset *data, em_error *error);

em_status em_dataset_set_name(em_dataset *data, const char *name); /* shortened to fit */
void em_dataset_add_note(em_dataset *data, const char *text);      /* joined by "; ", once */
em_status em_dataset_set_feature(em_dataset *data, size_t j, const char *name, em_error *error);

/* Takes n label texts and fills label, classes, class_name in numpy.unique order. */
em_status em_dataset_set_labels(em_dataset *data, const char *const *text, em_error *error);

/* Writes the feature's name, or "x<j+1>", into buffer; returns buffer. */
const char *em_dataset_feature_name(const em_dataset *data, size_t j, char *buffer, size_t size);

/* What to do to a data set before it is used; applied in this order (spec 4). */
typedef struct em_prepare {
    const char *keep_labels; /* "2,3,4" or NULL */
    const char *features;    /* "a,b" names or 0-based positions, or NULL */
    size_t limit;            /* first rows only; 0 = all */
    bool standardize; /* (x - mean) / population deviation; a constant feature is divided by 1 */
    bool binarize;    /* 1 where x > threshold */
    bool threshold_given;
    double threshold;        /* default: half the data's maximum */
    size_t image_w, image_h; /* 0: leave as found */
} em_prepare;

/* A new data set; data is unchanged. EM_ERR_DATA names what does not exist. */
em_status em_dataset_prepare(const em_dataset *data, const em_prepare *how, em_dataset **out,
                             em_error *error);

/* A deep copy with the given points added or the marked rows left out (tools of the window).
 * add: n_add x d; drop: n flags or NULL. Labels of added points are the class "added". */
em_status em_dataset_edit(const em_dataset *data, const double *add, size_t n_add, const bool *drop,
                          em_dataset **out, em_error *error);

#endif
