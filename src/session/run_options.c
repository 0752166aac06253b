#include "session/run_options.h"

#include "session/spec.h"

#include <stdlib.h>
#include <string.h>

void run_options_init(run_options *o)
{
    const io_options table = IO_OPTIONS_DEFAULT;

    memset(o, 0, sizeof *o);
    em_spec_init(&o->spec, EM_GMM);
    o->table = table;
}

bool run_options_has(const run_options *o, int option)
{
    return o->given >> option & 1U;
}

em_status run_options_set(run_options *o, int option, const char *value, em_error *error)
{
    const run_option *row = &run_option_list[option];
    char quoted[200];

    if (!row->set(o, value)) {
        return em_fail(error, EM_ERR_USAGE, "--%s %s: expected %s", row->name,
                       io_quote(value ? value : "", quoted, sizeof quoted), row->allowed);
    }
    o->given |= 1U << option;
    return EM_OK;
}

/* Cuts the next piece off *text: blanks separate, quotes of either kind hold together. NULL: no
 * more. */
static char *next_piece(char **text)
{
    char *from = *text + strspn(*text, " \t\n"), *to = from;
    char *const piece = from;
    char quote = 0;

    if (!*from) {
        return NULL;
    }
    for (; *from && (quote || !strchr(" \t\n", *from)); from++) {
        if (quote ? *from == quote : *from == '"' || *from == '\'') {
            quote = quote ? 0 : *from;
        } else {
            *to++ = *from;
        }
    }
    *text = *from ? from + 1 : from;
    *to = '\0';
    return piece;
}

/* The option a piece names; *value is what follows its "=" or its letter, NULL if nothing does. */
static int find_option(char *piece, const char **value)
{
    char *equals = strchr(piece, '=');

    *value = NULL;
    if (piece[0] == '-' && piece[1] == 'k') {
        *value = piece[2] ? piece + 2 : NULL;
        return RUN_K;
    }
    if (strncmp(piece, "--", 2) != 0) {
        return RUN_OPTIONS;
    }
    if (equals) {
        *equals = '\0';
        *value = equals + 1;
    }
    for (int i = 0; i < RUN_OPTIONS; i++) {
        if (strcmp(run_option_list[i].name, piece + 2) == 0) {
            return i;
        }
    }
    return RUN_OPTIONS;
}

em_status run_options_read(run_options *o, char *text, em_error *error)
{
    char *piece = NULL, quoted[200];
    em_status status = EM_OK;

    while (status == EM_OK && (piece = next_piece(&text)) != NULL) {
        const char *value = NULL;
        const int option = find_option(piece, &value);
        if (option >= RUN_OPTIONS) {
            return em_fail(error, EM_ERR_USAGE, "%s is not a run option",
                           io_quote(piece, quoted, sizeof quoted));
        }
        if (option >= RUN_DATA) {
            return em_fail(error, EM_ERR_USAGE, "--%s is about the data, which all panes share",
                           run_option_list[option].name);
        }
        if (option == RUN_STEPS) {
            return em_fail(error, EM_ERR_USAGE, "--steps is for fit and code");
        }
        if (!value) {
            value = next_piece(&text);
        }
        if (!value) {
            return em_fail(error, EM_ERR_USAGE, "--%s needs a value: %s",
                           run_option_list[option].name, run_option_list[option].allowed);
        }
        status = run_options_set(o, option, value, error);
    }
    return status;
}

static em_status refuse(int option, const char *model, em_error *error)
{
    return em_fail(error, EM_ERR_USAGE, "--%s is for --model %s", run_option_list[option].name,
                   model);
}

static em_status check_model(const run_options *o, em_error *error)
{
    static const int gmm_only[] = {RUN_COVARIANCE, RUN_INIT_COV, RUN_REG_COVAR, RUN_FIXED_EPSILON,
                                   RUN_WEIGHTS};
    const em_kind kind = o->spec.kind;

    for (size_t i = 0; i < sizeof gmm_only / sizeof *gmm_only; i++) {
        if (kind != EM_GMM && run_options_has(o, gmm_only[i])) {
            return refuse(gmm_only[i], "gmm", error);
        }
    }
    if (kind != EM_KMEANS && run_options_has(o, RUN_EMPTY)) {
        return refuse(RUN_EMPTY, "kmeans", error);
    }
    if (run_options_has(o, RUN_WEIGHTS) && !run_options_has(o, RUN_FIXED_EPSILON)) {
        return em_fail(error, EM_ERR_USAGE, "--weights needs --fixed-epsilon");
    }
    if (run_options_has(o, RUN_INIT) && !em_init_suits(o->spec.init, kind)) {
        return em_fail(error, EM_ERR_USAGE, "--init %s is for mixtures, not for --model %s",
                       em_init_name(o->spec.init), em_kind_name(kind));
    }
    return EM_OK;
}

em_status run_options_check(const run_options *o, bool range, em_error *error)
{
    const bool points = run_options_has(o, RUN_INIT) && o->spec.init == EM_INIT_POINTS;

    if (run_options_has(o, RUN_K) && o->k_low != o->k_high && !range) {
        return em_fail(error, EM_ERR_USAGE,
                       "--k %zu..%zu: expected one number; a range is for sweep", o->k_low,
                       o->k_high);
    }
    if (points && !range && run_options_has(o, RUN_K) && o->k_low != o->n_points) {
        return em_fail(error, EM_ERR_USAGE, "--init points:%.80s names %zu row%s, but K is %zu",
                       o->init_argument, o->n_points, o->n_points == 1 ? "" : "s", o->k_low);
    }
    return check_model(o, error);
}

static em_status set_points(const char *text, size_t count, em_spec *out, em_error *error)
{
    char *end = NULL;
    size_t *rows = malloc(count * sizeof *rows);

    if (!rows) {
        return em_fail_memory(error);
    }
    for (size_t i = 0; i < count; i++) {
        rows[i] = strtoul(text, &end, 10); /* its form has been checked */
        text = *end ? end + 1 : end;
    }
    spec_set_start(out, EM_INIT_POINTS);
    out->points = rows;
    out->k = count;
    return EM_OK;
}

static em_status load_means(const run_options *o, em_spec *out, em_error *error)
{
    char quoted[200];
    size_t rows = 0;

    spec_set_start(out, EM_INIT_FILE);
    out->path = strdup(o->init_argument);
    if (!out->path) {
        return em_fail_memory(error);
    }
    const em_status status =
        io_load_matrix(o->init_argument, &out->means, &rows, &out->means_d, error);
    if (status != EM_OK) {
        return status;
    }
    if (run_options_has(o, RUN_K) && o->k_low != rows) {
        return em_fail(error, EM_ERR_DATA, "%s holds %zu row%s, but K is %zu",
                       io_quote(o->init_argument, quoted, sizeof quoted), rows,
                       rows == 1 ? "" : "s", o->k_low);
    }
    out->k = rows;
    return EM_OK;
}

static em_status set_start(const run_options *o, em_spec *out, em_error *error)
{
    switch (o->spec.init) {
    case EM_INIT_POINTS: return set_points(o->init_argument, o->n_points, out, error);
    case EM_INIT_FILE: return load_means(o, out, error);
    default: spec_set_start(out, o->spec.init); return EM_OK;
    }
}

static void copy_values(const run_options *o, em_spec *out)
{
    const em_spec *from = &o->spec;

    out->cov_kind = run_options_has(o, RUN_COVARIANCE) ? from->cov_kind : out->cov_kind;
    out->init_cov = run_options_has(o, RUN_INIT_COV) ? from->init_cov : out->init_cov;
    out->seed = run_options_has(o, RUN_SEED) ? from->seed : out->seed;
    out->n_init = run_options_has(o, RUN_N_INIT) ? from->n_init : out->n_init;
    out->stream = run_options_has(o, RUN_STREAM) ? from->stream : out->stream;
    out->max_iter = run_options_has(o, RUN_MAX_ITER) ? from->max_iter : out->max_iter;
    out->tol = run_options_has(o, RUN_TOL) ? from->tol : out->tol;
    out->reg_covar = run_options_has(o, RUN_REG_COVAR) ? from->reg_covar : out->reg_covar;
    out->empty = run_options_has(o, RUN_EMPTY) ? from->empty : out->empty;
    out->fixed_epsilon =
        run_options_has(o, RUN_FIXED_EPSILON) ? from->fixed_epsilon : out->fixed_epsilon;
    out->equal_weights = run_options_has(o, RUN_WEIGHTS) ? from->equal_weights : out->equal_weights;
}

static em_status apply_given(const run_options *o, em_spec *spec, em_error *error)
{
    if (run_options_has(o, RUN_MODEL)) {
        spec_set_kind(spec, o->spec.kind);
    }
    if (run_options_has(o, RUN_K)) {
        spec_set_k(spec, o->k_low);
    }
    copy_values(o, spec);
    return run_options_has(o, RUN_INIT) ? set_start(o, spec, error) : EM_OK;
}

em_status run_options_change(const run_options *o, em_spec *spec, em_error *error)
{
    run_options whole = *o;

    whole.spec.kind = run_options_has(o, RUN_MODEL) ? o->spec.kind : spec->kind;
    if (whole.spec.kind == EM_GMM && spec->fixed_epsilon > 0.0) {
        whole.given |= 1U << RUN_FIXED_EPSILON; /* then --weights has it */
    }
    const em_status status = run_options_check(&whole, false, error);
    return status == EM_OK ? apply_given(o, spec, error) : status;
}

em_status run_options_resolve(const run_options *o, const em_dataset *data, bool general,
                              em_spec *out, em_error *error)
{
    em_status status = EM_OK;

    em_spec_init(out, o->spec.kind);
    if (o->given == 0 && !general && strcmp(data->name, "aniso") == 0) {
        status = spec_set_default_start(out);
    } else {
        out->k = spec_default_k(data);
        status = apply_given(o, out, error);
    }
    if (status == EM_OK) {
        em_dataset seen = *data; /* borrows its arrays */
        seen.binary = seen.binary || out->kind == EM_BERNOULLI;
        status = em_spec_check(out, &seen, error);
    }
    if (status != EM_OK) {
        em_spec_finish(out);
    }
    return status;
}

static bool prepares(const em_prepare *how)
{
    return how->keep_labels || how->features || how->limit || how->standardize || how->binarize ||
           how->image_w;
}

em_status run_options_open(const run_options *o, const char *name, em_dataset **out,
                           em_error *error)
{
    em_dataset *data = NULL, *prepared = NULL;
    em_status status = io_open_data(name, &o->table, &data, error);

    *out = NULL;
    if (status == EM_OK && prepares(&o->prepare)) {
        status = em_dataset_prepare(data, &o->prepare, &prepared, error);
        em_dataset_destroy(data);
        data = prepared;
    }
    *out = data;
    return status;
}

em_status run_options_binarise(const run_options *o, em_dataset **data, em_error *error)
{
    const em_prepare halves = {.binarize = true};
    em_dataset *prepared = NULL;

    if (o->spec.kind != EM_BERNOULLI || (*data)->binary) {
        return EM_OK;
    }
    const em_status status = em_dataset_prepare(*data, &halves, &prepared, error);
    if (status == EM_OK) {
        em_dataset_destroy(*data);
        *data = prepared;
    }
    return status;
}
