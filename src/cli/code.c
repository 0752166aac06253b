/* emstep code: the run as a script for NumPy and scikit-learn (>= 1.0). The start is written out,
 * so that every version gives the same numbers; what scikit-learn cannot do is done in NumPy. */
#include "cli/code_parts.h"

#include "cli/common.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_LENGTH = 96 };

/* Data of up to this many values is written into the script; 0/1 data as bits up to the second
 * limit. */
static const size_t VALUES_MAX = 200000, BITS_MAX = (size_t)16 << 20;

static void put(io_writer *w, const char *text)
{
    (void)io_writer_write(w, text, strlen(text));
}

/* [1, 2.5, ...] with line breaks, then .reshape(shape). */
static void write_array(const char *name, const double *value, size_t count, const char *shape,
                        io_writer *w)
{
    char number[32];
    size_t column = 0;

    (void)io_writer_printf(w, "%s = np.array([\n", name);
    for (size_t i = 0; i < count; i++) {
        (void)io_number(value[i], number);
        if (column + strlen(number) + 2 > LINE_LENGTH) {
            put(w, "\n");
            column = 0;
        }
        (void)io_writer_printf(w, "%s%s,", column ? " " : "", number);
        column += strlen(number) + 1 + (column > 0);
    }
    (void)io_writer_printf(w, "\n], dtype=float).reshape(%s)\n", shape);
}

static void write_base64(const unsigned char *bytes, size_t count, io_writer *w)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < count; i += 3) {
        const unsigned b1 = i + 1 < count ? bytes[i + 1] : 0, b2 = i + 2 < count ? bytes[i + 2] : 0;
        const unsigned group = (unsigned)bytes[i] << 16 | b1 << 8 | b2;
        const char text[] = {digit[group >> 18], digit[group >> 12 & 63],
                             i + 1 < count ? digit[group >> 6 & 63] : '=',
                             i + 2 < count ? digit[group & 63] : '='};
        (void)io_writer_write(w, text, sizeof text);
        if (i % 72 == 69) {
            put(w, "\n");
        }
    }
}

static em_status write_bits(const em_dataset *data, io_writer *w)
{
    const size_t values = data->n * data->d, count = (values + 7) / 8;
    unsigned char *bytes = calloc(count, 1);

    if (!bytes) {
        return EM_ERR_MEMORY;
    }
    for (size_t i = 0; i < values; i++) {
        if (data->x[i] > 0.5) {
            bytes[i / 8] = (unsigned char)(bytes[i / 8] | 0x80U >> i % 8);
        }
    }
    put(w, "X = np.unpackbits(np.frombuffer(base64.b64decode(\"\"\"\n");
    write_base64(bytes, count, w);
    (void)io_writer_printf(w, "\n\"\"\"), dtype=np.uint8))[:%zu].astype(float).reshape(%zu, %zu)\n",
                           values, data->n, data->d);
    free(bytes);
    return EM_OK;
}

/* A name that can stand in a comment or a string of the script. */
static void write_name(const char *name, io_writer *w)
{
    for (; *name; name++) {
        const bool plain = (unsigned char)*name >= ' ' && *name != '"' && *name != '\\';
        (void)io_writer_write(w, plain ? name : "?", 1);
    }
}

static bool as_bits(const em_dataset *data)
{
    const size_t values = data->n * data->d;

    return data->binary && values > VALUES_MAX && values <= BITS_MAX;
}

static em_status write_data(const em_dataset *data, io_writer *w)
{
    const size_t values = data->n * data->d;
    char shape[64];

    (void)snprintf(shape, sizeof shape, "%zu, %zu", data->n, data->d);
    if (values <= VALUES_MAX) {
        write_array("X", data->x, values, shape, w);
        return EM_OK;
    }
    if (as_bits(data)) {
        return write_bits(data, w);
    }
    put(w, "# The data is too large to be written here: emstep data ");
    write_name(data->name, w);
    (void)io_writer_printf(w,
                           " > data.csv (with the same data options)\n"
                           "X = np.loadtxt(\"data.csv\", delimiter=\",\", skiprows=1, "
                           "usecols=range(%zu), ndmin=2)\n",
                           data->d);
    return EM_OK;
}

static void write_start(const em_params *start, io_writer *w)
{
    char shape[96];

    if (start->weight) {
        (void)snprintf(shape, sizeof shape, "%zu", start->k);
        write_array("weights", start->weight, start->k, shape, w);
    }
    (void)snprintf(shape, sizeof shape, "%zu, %zu", start->k, start->d);
    write_array("means", start->mean, start->k * start->d, shape, w);
    if (!start->cov) {
        return;
    }
    if (start->cov_kind == EM_COV_FULL) {
        (void)snprintf(shape, sizeof shape, "%zu, %zu, %zu", start->k, start->d, start->d);
    } else if (start->cov_kind == EM_COV_TIED) {
        (void)snprintf(shape, sizeof shape, "%zu, %zu", start->d, start->d);
    } else if (start->cov_kind == EM_COV_SPHERICAL) {
        (void)snprintf(shape, sizeof shape, "%zu", start->k);
    }
    write_array("covariances", start->cov, em_cov_len(start->cov_kind, start->k, start->d), shape,
                w);
}

static void write_settings(const code_run *c, io_writer *w)
{
    const em_spec *spec = &c->run->spec;
    char number[32];

    (void)io_writer_printf(w, "K, max_iter, tol = %zu, %zu, %s\n", spec->k, c->max_iter,
                           io_number(c->tol, number));
    if (spec->kind == EM_GMM) {
        (void)io_writer_printf(w, "covariance_type, reg_covar = \"%s\", %s\n",
                               em_cov_name(spec->cov_kind), io_number(spec->reg_covar, number));
    }
    if (spec->kind == EM_KMEANS) {
        (void)io_writer_printf(w, "relocate, exactly = %s, %s\n",
                               spec->empty == EM_EMPTY_FARTHEST ? "True" : "False",
                               c->exactly ? "True" : "False");
    }
    if (spec->fixed_epsilon > 0.0) {
        (void)io_writer_printf(w, "epsilon, equal_weights = %s, %s\n",
                               io_number(spec->fixed_epsilon, number),
                               spec->equal_weights ? "True" : "False");
    }
}

static em_status write_script(const code_run *c, io_writer *w)
{
    const em_spec *spec = &c->run->spec;
    char words[EM_ERROR_TEXT];

    put(w, "#!/usr/bin/env python3\n# ");
    write_name(c->run->data->name, w);
    (void)io_writer_printf(w, ", %s, K = %zu, start ", em_kind_name(spec->kind), spec->k);
    write_name(em_spec_init_text(spec, words, sizeof words), w);
    (void)io_writer_printf(w,
                           ", seed %u: the run of emstep %s in NumPy and scikit-learn (>= 1.0).\n",
                           (unsigned)spec->seed, EMSTEP_VERSION);
    (void)io_writer_printf(w, "%simport json\n\nimport numpy as np\n\n",
                           as_bits(c->run->data) ? "import base64\n" : "");
    const em_status status = write_data(c->run->data, w);
    put(w, "\n# The start, step 0 of the run.\n");
    write_start(c->start, w);
    write_settings(c, w);
    put(w, "\n");
    put(w, code_body(c));
    if (c->collapsed) {
        put(w, "iterations += 1  # the one whose M-step finds a singular covariance\n");
    }
    put(w, code_ending);
    return status;
}

/* Where the run stops. A run that collapses does so in its last iteration: the script stops before
 * it. */
static em_status find_end(code_run *c, const cli_args *a, const em_control *control,
                          em_error *error)
{
    em_fit *fit = NULL;

    c->max_iter = em_spec_max_iter(&c->run->spec);
    c->tol = em_spec_tol(&c->run->spec);
    if (run_options_has(&a->run, RUN_STEPS)) {
        c->exactly = true;
        c->max_iter = a->run.steps / 2;
        c->tol = 0.0;
    }
    if (c->run->spec.kind != EM_GMM || c->run->spec.reg_covar > 0.0) {
        return EM_OK;
    }
    em_spec same = c->run->spec; /* borrows the arrays; never finished */
    same.max_iter = c->max_iter;
    same.tol = c->tol;
    const em_status status = em_fit_run(&same, c->run->data, c->run->pool, control, &fit, error);
    if (status == EM_OK && fit->stop == EM_STOP_COLLAPSE) {
        cli_say("the run collapses in iteration %zu: the script stops before it", fit->iterations);
        c->collapsed = true;
        c->max_iter = fit->iterations - 1;
        c->tol = 0.0;
    }
    em_fit_destroy(fit);
    return status;
}

int cli_code(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    cli_run run;
    cli_watch watch;
    json j;
    em_params *start = NULL;
    em_status status = cli_run_init(&run, a, false, &error);

    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    code_run c = {.run = &run};
    cli_watch_start(&watch, "code");
    status = em_start(&run.spec, run.data, run.pool, &watch.control, &start, &error);
    if (status == EM_OK) {
        c.start = start;
        status = find_end(&c, a, &watch.control, &error);
    }
    cli_watch_stop(&watch);
    if (status == EM_OK) {
        status = cli_output_open(&j, &error);
    }
    int code = 0;
    if (status != EM_OK) {
        code = cli_fail(status, &error);
    } else if (write_script(&c, j.writer) != EM_OK) {
        io_writer_abandon(j.writer);
        code = cli_fail(em_fail_memory(&error), &error);
    } else {
        code = cli_output_commit(&j, &error);
    }
    em_params_destroy(start);
    cli_run_finish(&run);
    return code;
}
