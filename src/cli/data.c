/* emstep data: the list of data sets, or one of them as CSV. */
#include "cli/common.h"

#include "io/number.h"

#include <string.h>

static void write_list_json(json *j)
{
    size_t count = 0;
    const em_builtin *list = em_builtin_list(&count);

    json_open(j, '{');
    json_key(j, "datasets");
    json_open(j, '[');
    for (size_t i = 0; i < count; i++) {
        json_line(j);
        json_open(j, '{');
        json_add_text(j, "name", list[i].name);
        json_add_count(j, "n", list[i].n);
        json_add_count(j, "d", list[i].d);
        json_add_count(j, "classes", list[i].classes);
        json_add_text(j, "origin", list[i].origin);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
    (void)io_writer_printf(j->writer, "\n");
}

static void write_list(io_writer *w)
{
    size_t count = 0;
    const em_builtin *list = em_builtin_list(&count);

    (void)io_writer_printf(w, "name      points  features  classes  \n");
    for (size_t i = 0; i < count; i++) {
        (void)io_writer_printf(w, "%-8s  %6zu  %8zu  %7zu  %s (%s)\n", list[i].name, list[i].n,
                               list[i].d, list[i].classes, list[i].title, list[i].origin);
    }
    (void)io_writer_printf(w,
                           "\nblobs:n=1000000,k=8,d=2,std=1,seed=42 makes others; a path reads a "
                           "CSV, TSV, IDX or NPY file, - standard input.\n");
}

static void write_json(const em_dataset *data, json *j)
{
    char name[EM_NAME_MAX];

    json_open(j, '{');
    json_add_text(j, "name", data->name);
    json_line(j);
    json_key(j, "features");
    json_open(j, '[');
    for (size_t f = 0; f < data->d; f++) {
        json_text(j, em_dataset_feature_name(data, f, name, sizeof name));
    }
    json_close(j, ']');
    json_line(j);
    json_add_matrix(j, "rows", data->x, data->n, data->d);
    json_line(j);
    json_key(j, "labels");
    if (data->label) {
        json_open(j, '[');
        for (size_t i = 0; i < data->n; i++) {
            json_text(j, data->class_name[data->label[i]]);
        }
        json_close(j, ']');
    } else {
        json_null(j);
    }
    json_close(j, '}');
    (void)io_writer_printf(j->writer, "\n");
}

/* A cell of text: quoted where CSV asks for it, and where a spreadsheet would take it for a
 * formula. */
static void write_cell(const char *text, io_writer *w)
{
    const char *end = NULL;
    double value = 0.0;
    const bool number = io_number_read(text, &end, &value) == IO_NUMBER_OK && !*end;

    if (number || (!strpbrk(text, ",;\"\t\r\n ") && !strchr("=+-@", text[0]))) {
        (void)io_writer_write(w, text, strlen(text));
        return;
    }
    (void)io_writer_write(w, "\"", 1);
    for (; *text; text++) {
        (void)io_writer_write(w, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    }
    (void)io_writer_write(w, "\"", 1);
}

static void write_csv(const em_dataset *data, io_writer *w)
{
    em_status status = EM_OK;
    char text[EM_NAME_MAX];

    for (size_t f = 0; f < data->d; f++) {
        (void)io_writer_write(w, ",", f ? 1 : 0);
        write_cell(em_dataset_feature_name(data, f, text, sizeof text), w);
    }
    (void)io_writer_printf(w, "%s\n", data->label ? ",label" : "");
    for (size_t i = 0; i < data->n && status == EM_OK; i++) {
        for (size_t f = 0; f < data->d; f++) {
            const char *number = io_number(data->x[i * data->d + f], text);
            (void)io_writer_write(w, ",", f ? 1 : 0);
            (void)io_writer_write(w, number, strlen(number));
        }
        if (data->label) {
            (void)io_writer_write(w, ",", 1);
            write_cell(data->class_name[data->label[i]], w);
        }
        status = io_writer_write(w, "\n", 1);
    }
}

static em_status open_one(const cli_args *a, em_dataset **data, em_error *error)
{
    *data = NULL;
    for (int i = RUN_DATA; !a->data && i < RUN_OPTIONS; i++) {
        if (run_options_has(&a->run, i)) {
            return em_fail(error, EM_ERR_USAGE, "--%s needs the name of a data set",
                           run_option_list[i].name);
        }
    }
    if (!a->data) {
        return EM_OK;
    }
    const em_status status = run_options_open(&a->run, a->data, data, error);
    if (status == EM_OK && (*data)->note[0]) {
        cli_say("%s", (*data)->note);
    }
    return status;
}

int cli_data(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    em_dataset *data = NULL;
    json j;
    em_status status = open_one(a, &data, &error);

    if (status == EM_OK) {
        status = cli_output_open(&j, &error);
    }
    if (status != EM_OK) {
        em_dataset_destroy(data);
        return cli_fail(status, &error);
    }
    if (a->json && data) {
        write_json(data, &j);
    } else if (a->json) {
        write_list_json(&j);
    } else if (data) {
        write_csv(data, j.writer);
    } else {
        write_list(j.writer);
    }
    em_dataset_destroy(data);
    return cli_output_commit(&j, &error);
}
