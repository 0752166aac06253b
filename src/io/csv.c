#include "io/csv.h"
#include "io/csv_schema.h"
#include "io/number.h"
#include "io/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct reader {
    csv_cursor cursor;
    csv_schema schema;
    em_dataset *data;
    const char **text; /* a label per row, in the file's text; NULL if unlabelled */
    size_t rows, room; /* read, and the most there can be */
} reader;

static size_t count_line_ends(const char *p, const char *end)
{
    size_t count = 0;
    for (const char *q = p; (q = memchr(q, '\n', (size_t)(end - q))); q++)
        count++;
    for (const char *q = p; (q = memchr(q, '\r', (size_t)(end - q))); q++)
        count += q[1] != '\n';
    return count;
}

/* No more rows than lines, nor than the bytes allow: a field and what ends it take two. */
static em_status make_room(reader *r, em_error *error)
{
    const csv_cursor *c = &r->cursor;
    size_t by_bytes = (size_t)(c->end - c->at) / (2 * r->schema.columns) + 1;
    r->room = count_line_ends(c->at, c->end) + 1;
    if (r->room > by_bytes)
        r->room = by_bytes;
    if (r->room > IO_ROWS_MAX)
        return io_fail_at(error, EM_ERR_FORMAT, c->name, 0, 0, "has more than %zu rows",
                          IO_ROWS_MAX);
    if (r->room > IO_VALUES_MAX / r->schema.features)
        return io_fail_at(error, EM_ERR_FORMAT, c->name, 0, 0, "holds more than %zu numbers",
                          IO_VALUES_MAX);
    if (r->schema.label != SIZE_MAX) {
        r->text = calloc(r->room, sizeof *r->text);
        if (!r->text)
            return em_fail_memory(error);
    }
    return em_dataset_create(r->room, r->schema.features, r->text != NULL, &r->data, error);
}

static em_status not_a_number(reader *r, const csv_field *field, em_error *error)
{
    const csv_schema *s = &r->schema;
    const char *name =
        s->header && *s->header[field->column - 1] ? s->header[field->column - 1] : NULL;
    return csv_not_a_number(&r->cursor, field, name, error);
}

static em_status read_feature(reader *r, double *value, bool *last, em_error *error)
{
    csv_cursor *c = &r->cursor;
    const char *p = c->at, *end;
    while (*p == ' ')
        p++;
    if (io_number_read(p, &end, value) == IO_NUMBER_OK && csv_end_field(c, end, last))
        return EM_OK;
    csv_field field;
    em_status status = csv_next(c, &field, error);
    if (status)
        return status;
    *last = field.last;
    return csv_classify(&field, value) == CSV_NUMBER ? EM_OK : not_a_number(r, &field, error);
}

static em_status mixed_label(const reader *r, const csv_field *field, em_error *error)
{
    const csv_schema *s = &r->schema;
    char found[4 * IO_QUOTE_FIELD];
    return io_fail_at(error, EM_ERR_FORMAT, r->cursor.name, field->line, field->column,
                      "found %s, but line %zu has text there; expected one kind in a column "
                      "(--label-column takes both)",
                      io_quote_field(field->text, field->length, found),
                      s->first[field->column - 1].line);
}

static em_status read_label(reader *r, bool *last, em_error *error)
{
    csv_field field;
    double value;
    char *text;
    em_status status = csv_next(&r->cursor, &field, error);
    if (status)
        return status;
    *last = field.last;
    if (field.length == 0)
        return io_fail_at(error, EM_ERR_FORMAT, r->cursor.name, field.line, field.column,
                          "found an empty field, expected a label");
    if (r->schema.label_is_text && csv_classify(&field, &value) == CSV_NUMBER)
        return mixed_label(r, &field, error);
    status = csv_take_text(&r->cursor, &field, &text, error);
    r->text[r->rows] = text;
    return status;
}

static em_status read_row(reader *r, em_error *error)
{
    const csv_schema *s = &r->schema;
    double *x = r->data->x + r->rows * s->features;
    size_t line = r->cursor.line;
    if (*r->cursor.at == '\n' || *r->cursor.at == '\r')
        return csv_empty_line(&r->cursor, line, s->columns, error);
    for (size_t c = 0; c < s->columns; c++) {
        em_status status;
        bool last = false;
        csv_field field;
        if (s->role[c] == CSV_FEATURE) {
            status = read_feature(r, x++, &last, error);
        } else if (s->role[c] == CSV_LABEL) {
            status = read_label(r, &last, error);
        } else {
            status = csv_next(&r->cursor, &field, error);
            last = !status && field.last;
        }
        if (status)
            return status;
        if (last != (c + 1 == s->columns))
            return csv_ragged(&r->cursor, line, last ? c + 1 : s->columns, !last, s->columns,
                              error);
    }
    r->rows++;
    return EM_OK;
}

/* A first column without a name that counts the rows (0, 1, ... or 1, 2, ...): pandas' or R's. */
static bool counts_rows(const reader *r)
{
    const csv_schema *s = &r->schema;
    if (!s->first_unnamed || s->role[0] != CSV_FEATURE || s->features < 2)
        return false;
    for (size_t i = 0; i < r->rows; i++) {
        double base = r->data->x[0];
        if ((base != 0 && base != 1) || r->data->x[i * s->features] != (double)i + base)
            return false;
    }
    return true;
}

static void drop_first_feature(reader *r)
{
    size_t d = r->schema.features;
    for (size_t i = 0; i < r->rows; i++)
        memmove(r->data->x + i * (d - 1), r->data->x + i * d + 1, (d - 1) * sizeof(double));
    r->schema.role[0] = CSV_LEFT_OUT;
    r->schema.features = r->data->d = d - 1;
}

static em_status name_features(reader *r, em_error *error)
{
    const csv_schema *s = &r->schema;
    size_t j = 0;
    for (size_t c = 0; s->header && c < s->columns; c++) {
        if (s->role[c] != CSV_FEATURE)
            continue;
        if (*s->header[c]) {
            em_status status = em_dataset_set_feature(r->data, j, s->header[c], error);
            if (status)
                return status;
        }
        j++;
    }
    return EM_OK;
}

static void write_note(const reader *r, bool counted)
{
    const csv_schema *s = &r->schema;
    char column[80], labels[160] = "", left_out[160] = "";
    if (r->text)
        snprintf(labels, sizeof labels, "; %scolumn %s used as labels",
                 s->kind[s->label] == CSV_WORD ? "text " : "",
                 csv_column_text(s, s->label, column, sizeof column));
    if (s->left_out)
        snprintf(left_out, sizeof left_out, "; %zu text column%s left out", s->left_out,
                 s->left_out == 1 ? "" : "s");
    snprintf(r->data->note, sizeof r->data->note, "%.128s: %zu row%s, %zu feature%s%s%s%s",
             r->data->name, r->data->n, r->data->n == 1 ? "" : "s", r->data->d,
             r->data->d == 1 ? "" : "s", labels, left_out,
             counted ? "; column of row numbers left out" : "");
}

static em_status read_table(reader *r, em_error *error)
{
    em_status status = make_room(r, error);
    while (!status && !csv_at_end(&r->cursor))
        status = read_row(r, error);
    if (status)
        return status;
    r->data->n = r->rows;
    bool counted = counts_rows(r);
    if (counted)
        drop_first_feature(r);
    status = name_features(r, error);
    if (!status && r->text)
        status = em_dataset_set_labels(r->data, r->text, error);
    io_clean_name(io_base_name(r->cursor.name), r->data->name, sizeof r->data->name);
    write_note(r, counted);
    return status;
}

em_status io_csv_read(io_bytes *bytes, const io_options *options, em_dataset **out, em_error *error)
{
    reader r = {0};
    char *comment;
    *out = NULL;
    r.cursor = csv_start((char *)bytes->data, bytes->size, bytes->name, &comment);
    em_status status = csv_schema_find(&r.cursor, comment, options, &r.schema, error);
    if (!status)
        status = read_table(&r, error);
    csv_schema_finish(&r.schema);
    free(r.text);
    if (status) {
        em_dataset_destroy(r.data);
        return status;
    }
    *out = r.data;
    return EM_OK;
}
