#include "cli/common.h"

#include "session/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cli_say(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    (void)fputs("emstep: ", stderr);
    (void)vfprintf(stderr, format, args);
    (void)fputc('\n', stderr);
    va_end(args);
}

static bool reader_has_gone(const em_error *error)
{
    const char *reason = strerror(EPIPE);
    const size_t length = strlen(error->text), tail = strlen(reason);

    return error->status == EM_ERR_FILE && length >= tail &&
           strcmp(error->text + length - tail, reason) == 0;
}

int cli_fail(em_status status, const em_error *error)
{
    if (status == EM_ERR_INTERRUPTED) {
        cli_say("interrupted");
        return 130;
    }
    if (!reader_has_gone(error)) {
        cli_say("%s", error->text);
    }
    return status == EM_ERR_USAGE ? 2 : 1;
}

em_status cli_run_init(cli_run *r, const cli_args *a, bool general, em_error *error)
{
    char words[EM_ERROR_TEXT];

    *r = (cli_run){.data = NULL};
    em_status status = run_options_open(&a->run, a->data ? a->data : "aniso", &r->data, error);
    if (status != EM_OK) {
        return status;
    }
    status = run_options_binarise(&a->run, &r->data, error);
    if (status != EM_OK) {
        em_dataset_destroy(r->data);
        return status;
    }
    if (r->data->note[0]) {
        cli_say("%s", r->data->note);
    }
    status = run_options_resolve(&a->run, r->data, general, &r->spec, error);
    if (status != EM_OK) {
        em_dataset_destroy(r->data);
        return status;
    }
    (void)report_advice(&r->spec, r->data, words, sizeof words);
    if (words[0]) {
        cli_say("%s", words);
    }
    status = em_pool_create(0, &r->pool, error);
    if (status != EM_OK) {
        cli_run_finish(r);
    }
    return status;
}

void cli_run_finish(cli_run *r)
{
    em_pool_destroy(r->pool);
    em_spec_finish(&r->spec);
    em_dataset_destroy(r->data);
}

em_status cli_check_seeds(uint32_t seed, size_t runs, const char *option, em_error *error)
{
    if (runs - 1 > UINT32_MAX - seed) {
        return em_fail(error, EM_ERR_USAGE, "%s %zu: with --seed %u expected at most %zu", option,
                       runs, (unsigned)seed, (size_t)(UINT32_MAX - seed) + 1);
    }
    return EM_OK;
}

void cli_json_data(json *j, const em_dataset *data)
{
    json_key(j, "data");
    json_open(j, '{');
    json_add_text(j, "name", data->name);
    json_add_count(j, "n", data->n);
    json_add_count(j, "d", data->d);
    json_key(j, "classes");
    if (data->label) {
        json_open(j, '[');
        for (size_t t = 0; t < data->classes; t++) {
            json_text(j, data->class_name[t]);
        }
        json_close(j, ']');
    } else {
        json_null(j);
    }
    json_close(j, '}');
}

em_status cli_output_open(json *j, em_error *error)
{
    *j = (json){.comma = false};
    return io_writer_open(NULL, &j->writer, error);
}

int cli_output_commit(json *j, em_error *error)
{
    const em_status status = io_writer_commit(j->writer, error);

    return status == EM_OK ? 0 : cli_fail(status, error);
}

int cli_output_show(const void *found, const cli_run *run, cli_write_fn *write)
{
    em_error error = {.status = EM_OK};
    json j;
    const em_status status = cli_output_open(&j, &error);

    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    write(found, run, &j);
    return cli_output_commit(&j, &error);
}
