/* The run options and how each value is read. */
#include "io/number.h"
#include "session/run_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const size_t COUNT_MAX = 1000000000;

/* A whole number within [low, high], digits only; *end where it stops. */
static bool read_whole(const char *text, const char **end, size_t low, size_t high, size_t *out)
{
    size_t value = 0;

    *end = text;
    for (; **end >= '0' && **end <= '9'; ++*end) {
        const size_t digit = (size_t)(**end - '0');
        if (value > (high - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return *end != text && value >= low && value <= high;
}

static bool whole(const char *text, size_t low, size_t high, size_t *out)
{
    const char *end = NULL;

    return read_whole(text, &end, low, high, out) && !*end;
}

static bool number(const char *text, double *out)
{
    const char *end = NULL;

    return io_number_read(text, &end, out) == IO_NUMBER_OK && !*end;
}

/* Index of text among names. */
static bool choice(const char *text, const char *const *names, int count, int *out)
{
    for (*out = 0; *out < count; ++*out) {
        if (strcmp(text, names[*out]) == 0) {
            return true;
        }
    }
    return false;
}

static bool set_model(run_options *o, const char *value)
{
    static const char *const names[] = {"kmeans", "gmm", "bernoulli"};
    int at = 0;
    const bool good = choice(value, names, 3, &at);

    o->spec.kind = (em_kind)at;
    return good;
}

static bool set_k(run_options *o, const char *value)
{
    const char *end = NULL;

    if (!read_whole(value, &end, 1, 1000000, &o->k_low)) {
        return false;
    }
    o->k_high = o->k_low;
    if (strncmp(end, "..", 2) == 0) {
        return whole(end + 2, o->k_low, 1000000, &o->k_high);
    }
    return !*end;
}

static bool set_covariance(run_options *o, const char *value)
{
    static const char *const names[] = {"full", "tied", "diag", "spherical"};
    int at = 0;
    const bool good = choice(value, names, 4, &at);

    o->spec.cov_kind = (em_cov)at;
    return good;
}

static bool read_points(const char *text, size_t *count)
{
    size_t row = 0;

    for (*count = 1; read_whole(text, &text, 0, COUNT_MAX, &row); ++*count) {
        if (!*text) {
            return true;
        }
        if (*text++ != ',') {
            return false;
        }
    }
    return false;
}

static bool set_init(run_options *o, const char *value)
{
    const size_t length = strcspn(value, ":");

    o->init_argument = value[length] ? value + length + 1 : NULL;
    for (int i = 0; i < EM_INIT_MANUAL; i++) {
        const char *name = em_init_name((em_init)i);
        if (strlen(name) == length && strncmp(name, value, length) == 0) {
            o->spec.init = (em_init)i;
            if (i == EM_INIT_POINTS) {
                return o->init_argument && read_points(o->init_argument, &o->n_points);
            }
            return i == EM_INIT_FILE ? o->init_argument && *o->init_argument : !o->init_argument;
        }
    }
    return false;
}

static bool set_init_cov(run_options *o, const char *value)
{
    if (strcmp(value, "data") == 0) {
        o->spec.init_cov = 0.0;
        return true;
    }
    return number(value, &o->spec.init_cov) && o->spec.init_cov > 0.0;
}

static bool set_seed(run_options *o, const char *value)
{
    size_t seed = 0;
    const bool good = whole(value, 0, UINT32_MAX, &seed);

    o->spec.seed = (uint32_t)seed;
    return good;
}

static bool set_n_init(run_options *o, const char *value)
{
    return whole(value, 1, COUNT_MAX, &o->spec.n_init);
}

static bool set_stream(run_options *o, const char *value)
{
    static const char *const names[] = {"sklearn-1.2", "sklearn-1.3"};
    int at = 0;
    const bool good = choice(value, names, 2, &at);

    o->spec.stream = (em_stream)at;
    return good;
}

static bool set_max_iter(run_options *o, const char *value)
{
    return whole(value, 0, COUNT_MAX, &o->spec.max_iter);
}

static bool set_tol(run_options *o, const char *value)
{
    return number(value, &o->spec.tol) && o->spec.tol >= 0.0;
}

static bool set_reg_covar(run_options *o, const char *value)
{
    return number(value, &o->spec.reg_covar) && o->spec.reg_covar >= 0.0;
}

static bool set_empty(run_options *o, const char *value)
{
    static const char *const names[] = {"farthest", "keep"};
    int at = 0;
    const bool good = choice(value, names, 2, &at);

    o->spec.empty = (em_empty)at;
    return good;
}

static bool set_fixed_epsilon(run_options *o, const char *value)
{
    return number(value, &o->spec.fixed_epsilon) && o->spec.fixed_epsilon > 0.0;
}

static bool set_weights(run_options *o, const char *value)
{
    o->spec.equal_weights = strcmp(value, "equal") == 0;
    return o->spec.equal_weights || strcmp(value, "free") == 0;
}

static bool set_steps(run_options *o, const char *value)
{
    return whole(value, 0, COUNT_MAX, &o->steps);
}

static bool set_label_column(run_options *o, const char *value)
{
    o->table.label_column = value;
    return *value != '\0';
}

static bool set_delimiter(run_options *o, const char *value)
{
    if (strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0) {
        value = "\t";
    }
    o->table.delimiter = value[0];
    return value[0] && !value[1] && !strchr("\"\r\n.+-0123456789", value[0]);
}

static bool set_header(run_options *o, const char *value)
{
    static const char *const names[] = {"no", "yes", "auto"};
    int at = 0;
    const bool good = choice(value, names, 3, &at);

    o->table.header = at == 2 ? -1 : at;
    return good;
}

static bool set_keep_labels(run_options *o, const char *value)
{
    o->prepare.keep_labels = value;
    return *value != '\0';
}

static bool set_features(run_options *o, const char *value)
{
    o->prepare.features = value;
    return *value != '\0';
}

static bool set_limit(run_options *o, const char *value)
{
    return whole(value, 1, COUNT_MAX, &o->prepare.limit);
}

static bool set_standardize(run_options *o, const char *value)
{
    o->prepare.standardize = true;
    return !value;
}

static bool set_binarize(run_options *o, const char *value)
{
    o->prepare.binarize = true;
    o->prepare.threshold_given = value != NULL;
    return !value || number(value, &o->prepare.threshold);
}

static bool set_image(run_options *o, const char *value)
{
    const char *end = NULL;
    size_t w = 0, h = 0;

    if (!read_whole(value, &end, 1, 65536, &w) || *end != 'x' || !whole(end + 1, 1, 65536, &h)) {
        return false;
    }
    o->prepare.image_w = w;
    o->prepare.image_h = h;
    return true;
}

#define WHOLE        "a whole number from "
#define POSITIVE     "a finite number above 0"
#define NOT_NEGATIVE "a finite number, 0 or above"

const run_option run_option_list[RUN_OPTIONS] = {
    [RUN_MODEL] = {"model", 0, "MODEL", "kmeans, gmm or bernoulli",
                   "what is fitted: kmeans, gmm or bernoulli (gmm)", set_model},
    [RUN_K] = {"k", 'k', "K",
               WHOLE "1 to 1000000; for sweep also a range, low to high, such as 1..8",
               "number of components (the number of classes, else 3)", set_k},
    [RUN_COVARIANCE] = {"covariance", 0, "TYPE", "full, tied, diag or spherical",
                        "full, tied, diag or spherical (full); gmm", set_covariance},
    [RUN_INIT] = {"init", 0, "START",
                  "random, k-means++, partition, farthest, uniform, points:ROW,ROW,..., file:PATH, "
                  "k-means or responsibilities",
                  "random, k-means++, partition, farthest, uniform, points:10,100,300,\n"
                  "file:PATH, k-means or responsibilities (k-means++ for kmeans,\n"
                  "k-means for gmm, random for bernoulli)",
                  set_init},
    [RUN_INIT_COV] = {"init-cov", 0, "S", "data, or " POSITIVE,
                      "variance of the start, or data: the mean feature variance (data); gmm",
                      set_init_cov},
    [RUN_SEED] = {"seed", 0, "N", WHOLE "0 to 4294967295", "of the random stream (42)", set_seed},
    [RUN_N_INIT] = {"n-init", 0, "R", WHOLE "1 to 1000000000",
                    "starts on the one stream, the best is kept (1)", set_n_init},
    [RUN_STREAM] = {"stream", 0, "VERSION", "sklearn-1.2 or sklearn-1.3",
                    "draw as scikit-learn 1.2 or as 1.3 and later (sklearn-1.2)", set_stream},
    [RUN_MAX_ITER] = {"max-iter", 0, "M", WHOLE "0 to 1000000000",
                      "most iterations (300 for kmeans, 100 for mixtures)", set_max_iter},
    [RUN_TOL] = {"tol", 0, "T", NOT_NEGATIVE,
                 "convergence limit (1e-4 for kmeans, 1e-3 for mixtures)", set_tol},
    [RUN_REG_COVAR] = {"reg-covar", 0, "R", NOT_NEGATIVE,
                       "added to each variance (1e-6); 0: the textbook update; gmm", set_reg_covar},
    [RUN_EMPTY] = {"empty", 0, "POLICY", "farthest or keep",
                   "what an empty cluster does: farthest or keep (farthest); kmeans", set_empty},
    [RUN_FIXED_EPSILON] = {"fixed-epsilon", 0, "E", POSITIVE,
                           "hold the covariances at E times the identity; gmm", set_fixed_epsilon},
    [RUN_WEIGHTS] = {"weights", 0, "KIND", "free or equal",
                     "with --fixed-epsilon: free or equal (free)", set_weights},
    [RUN_STEPS] = {"steps", 0, "H", WHOLE "0 to 1000000000",
                   "exactly H half-steps, past convergence", set_steps},
    [RUN_LABEL_COLUMN] = {"label-column", 0, "NAME",
                          "a column's name, its position from 0, or none",
                          "column of the true labels: name, position or none", set_label_column},
    [RUN_DELIMITER] = {"delimiter", 0, "C",
                       "one character that is no digit, sign, point or quote; or tab",
                       "between the columns of a table (found)", set_delimiter},
    [RUN_HEADER] = {"header", 0, "yes|no|auto", "yes, no or auto",
                    "does the table begin with names? (auto)", set_header},
    [RUN_KEEP_LABELS] = {"keep-labels", 0, "2,3,4", "labels with commas between them",
                         "keep the points with these labels", set_keep_labels},
    [RUN_FEATURES] = {"features", 0, "A,B", "names or positions with commas between them",
                      "keep these features, by name or position from 0", set_features},
    [RUN_LIMIT] = {"limit", 0, "N", WHOLE "1 to 1000000000", "keep the first N points", set_limit},
    [RUN_STANDARDIZE] = {"standardize", 0, NULL, "no value",
                         "mean 0 and deviation 1 for each feature", set_standardize},
    [RUN_BINARIZE] = {"binarize", 0, "[T]", "a finite number, or nothing",
                      "1 where x > T, else 0 (T: half the data's maximum)", set_binarize},
    [RUN_IMAGE] = {"image", 0, "WxH", "a width and a height from 1 to 65536, such as 28x28",
                   "show each point as an image of this size", set_image},
};
