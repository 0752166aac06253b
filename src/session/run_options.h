/* Run options as they are written on the command line and in pane texts (spec 5): read without the
 * data first, then turned into a specification for it. All strings are borrowed. */
#ifndef SESSION_RUN_OPTIONS_H
#define SESSION_RUN_OPTIONS_H

#include "em/spec.h"
#include "io/io.h"

typedef struct run_options run_options;

typedef struct run_option {
    const char *name;     /* "max-iter", without dashes */
    char letter;          /* 'k', or 0 */
    const char *argument; /* "M"; NULL: takes none */
    const char *allowed;  /* "a whole number from 0 to 1000000000" */
    const char *help;
    bool (*set)(run_options *o, const char *value); /* false: not what is allowed */
} run_option;

enum {
    RUN_MODEL, RUN_K, RUN_COVARIANCE, RUN_INIT, RUN_INIT_COV, RUN_SEED, RUN_N_INIT, RUN_STREAM,
    RUN_MAX_ITER, RUN_TOL, RUN_REG_COVAR, RUN_EMPTY, RUN_FIXED_EPSILON, RUN_WEIGHTS, RUN_STEPS,
    RUN_DATA, /* the rest is about the data */
    RUN_LABEL_COLUMN = RUN_DATA, RUN_DELIMITER, RUN_HEADER, RUN_KEEP_LABELS, RUN_FEATURES, RUN_LIMIT,
    RUN_STANDARDIZE, RUN_BINARIZE, RUN_IMAGE, RUN_OPTIONS
};
extern const run_option run_option_list[RUN_OPTIONS];

struct run_options {
    unsigned given;            /* bit i: option i was given; only those values below count */
    em_spec spec;              /* points, means, path stay NULL */
    size_t k_low, k_high;      /* equal but for "1..8" */
    const char *init_argument; /* what follows "points:" or "file:" */
    size_t n_points;
    size_t steps;
    io_options table;
    em_prepare prepare;
};

void run_options_init(run_options *o);
bool run_options_has(const run_options *o, int option);

/* One option; value is NULL for those that take none. EM_ERR_USAGE: option, value, what is allowed. */
em_status run_options_set(run_options *o, int option, const char *value, em_error *error);

/* "--model kmeans -k 3 --init 'file:my means.csv'". text is cut into pieces in place and must live as
 * long as *o. Options about the data are refused. */
em_status run_options_read(run_options *o, char *text, em_error *error);

/* Changes *spec as the options say. The rest of it stays; a
 * start that no longer fits is replaced (session/spec.h). file: is read. EM_ERR_USAGE, _FILE, _FORMAT,
 * _DATA, _MEMORY: *spec may be half changed and must still be finished. */
em_status run_options_change(const run_options *o, em_spec *spec, em_error *error);

/* What is wrong without looking at the data: an option that the model does not take, a number of points
 * that is not K, a range of K where one is wanted. EM_ERR_USAGE. */
em_status run_options_check(const run_options *o, bool range, em_error *error);

/* The specification for this data, defaults filled in (file: is read). A Bernoulli mixture is checked as if
 * the data were binarised. general: also aniso without any
 * option gets the general defaults. EM_ERR_DATA, _FILE, _FORMAT, _MEMORY. */
em_status run_options_resolve(const run_options *o, const em_dataset *data, bool general, em_spec *out,
                              em_error *error);

/* Opens the data and prepares it as the options say. */
em_status run_options_open(const run_options *o, const char *name, em_dataset **out, em_error *error);

/* What a Bernoulli mixture does with data that is not 0 and 1: replaces it by 1 where a value is above half
 * the maximum, and notes it. Other models: nothing. On failure *data stays as it is. */
em_status run_options_binarise(const run_options *o, em_dataset **data, em_error *error);

#endif
