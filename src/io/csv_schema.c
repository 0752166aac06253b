#include "io/csv_schema.h"
#include "io/text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void csv_schema_finish(csv_schema *s)
{
    free(s->first);
    free(s->kind);
    free(s->role);
    free(s->header);
    *s = (csv_schema){0};
}

em_status csv_ragged(const csv_cursor *cursor, size_t line, size_t found, bool more,
                     size_t expected, em_error *error)
{
    return io_fail_at(error, EM_ERR_FORMAT, cursor->name, line, 0,
                      "found %s%zu field%s, expected %zu as in the first row",
                      more ? "more than " : "", found, found == 1 ? "" : "s", expected);
}

em_status csv_empty_line(const csv_cursor *cursor, size_t line, size_t expected, em_error *error)
{
    return io_fail_at(error, EM_ERR_FORMAT, cursor->name, line, 0,
                      "found an empty line, expected %zu field%s", expected,
                      expected == 1 ? "" : "s");
}

const char *csv_column_text(const csv_schema *s, size_t c, char *buffer, size_t size)
{
    if (s->header && *s->header[c]) {
        io_quote(s->header[c], buffer, size < 64 ? size : 64);
        buffer[0] = buffer[strlen(buffer) - 1] = '\'';
    } else {
        snprintf(buffer, size, "%zu", c + 1);
    }
    return buffer;
}

static em_status allocate(csv_schema *s, size_t columns, em_error *error)
{
    s->columns = columns;
    s->first = calloc(columns, sizeof *s->first);
    s->kind = calloc(columns, sizeof *s->kind);
    s->role = calloc(columns, sizeof *s->role);
    return s->first && s->kind && s->role ? EM_OK : em_fail_memory(error);
}

static em_status count_columns(csv_cursor cursor, size_t *columns, em_error *error)
{
    csv_field field = {0};
    for (*columns = 0; !field.last; ++*columns) {
        em_status status = csv_next(&cursor, &field, error);
        if (status)
            return status;
        if (*columns == IO_COLUMNS_MAX)
            return io_fail_at(error, EM_ERR_FORMAT, cursor.name, field.line, 0,
                              "found more than %zu columns", IO_COLUMNS_MAX);
    }
    return EM_OK;
}

/* One record's fields and kinds. */
static em_status read_record(csv_cursor *cursor, size_t columns, csv_field *fields, csv_kind *kinds,
                             em_error *error)
{
    size_t line = cursor->line;
    for (size_t c = 0; c < columns; c++) {
        double value;
        em_status status = csv_next(cursor, &fields[c], error);
        if (status)
            return status;
        kinds[c] = csv_classify(&fields[c], &value);
        if (fields[c].last && c == 0 && columns > 1 && fields[c].length == 0)
            return csv_empty_line(cursor, line, columns, error);
        if (fields[c].last != (c + 1 == columns))
            return csv_ragged(cursor, line, fields[c].last ? c + 1 : columns, !fields[c].last,
                              columns, error);
    }
    return EM_OK;
}

/* How the first record's columns differ from the second's. */
typedef struct contrast {
    size_t words;   /* first: words or empty */
    size_t numbers; /* first: numbers */
    size_t other;   /* first: neither */
    size_t named;   /* word or empty above a number */
    size_t same;    /* number above a number */
    bool run;       /* those same numbers count up by ones */
} contrast;

static contrast compare(const csv_schema *s, const csv_field *one, const csv_kind *kind)
{
    contrast t = {.run = true};
    double last = 0, value = 0;
    for (size_t c = 0; c < s->columns; c++) {
        bool word = kind[c] == CSV_WORD || kind[c] == CSV_EMPTY;
        t.words += word;
        t.numbers += kind[c] == CSV_NUMBER;
        t.other += !word && kind[c] != CSV_NUMBER;
        t.named += word && s->kind[c] == CSV_NUMBER;
        if (kind[c] != CSV_NUMBER || s->kind[c] != CSV_NUMBER)
            continue;
        csv_classify(&one[c], &value);
        t.run = t.run && (t.same ? value == last + 1 : value == floor(value));
        last = value;
        t.same++;
    }
    return t;
}

/* 1 a header, 0 data, -1 could be either. */
static int decide_header(const contrast *t)
{
    if (t->numbers == 0)
        return t->other == 0;
    if (t->named == 0)
        return 0;
    return t->same > 1 && t->run ? 1 : -1; /* pandas names unnamed columns 0, 1, 2, ... */
}

static em_status take_names(const csv_cursor *cursor, const csv_field *fields, csv_schema *s,
                            em_error *error)
{
    s->header = calloc(s->columns, sizeof *s->header);
    if (!s->header)
        return em_fail_memory(error);
    for (size_t c = 0; c < s->columns; c++) {
        em_status status = csv_take_text(cursor, &fields[c], &s->header[c], error);
        if (status)
            return status;
    }
    const char *name = s->header[0];
    s->first_unnamed = s->columns > 1 && (!*name || strcmp(name, "Unnamed: 0") == 0);
    return EM_OK;
}

/* Names in a comment above the data ("# x y", as numpy.savetxt writes them), if they fit. */
static em_status take_comment(const csv_cursor *cursor, char *comment, csv_schema *s,
                              em_error *error)
{
    csv_cursor at = *cursor;
    size_t columns;
    if (!comment)
        return EM_OK;
    at.at = comment;
    if (count_columns(at, &columns, NULL) || columns != s->columns)
        return EM_OK;
    csv_field *fields = calloc(columns, sizeof *fields);
    csv_kind *kinds = calloc(columns, sizeof *kinds);
    em_status status = fields && kinds ? EM_OK : em_fail_memory(error);
    bool words = !status && !read_record(&at, columns, fields, kinds, NULL);
    for (size_t c = 0; words && c < columns; c++)
        words = kinds[c] == CSV_WORD;
    if (words)
        status = take_names(cursor, fields, s, error);
    free(fields);
    free(kinds);
    return status;
}

/* Reads the first record, and the second into the schema, to see whether the first is a header. */
static em_status find_header(csv_cursor *cursor, int wanted, csv_field *one, csv_kind *kind,
                             csv_schema *s, em_error *error)
{
    csv_cursor next = *cursor;
    em_status status = read_record(&next, s->columns, one, kind, error);
    if (status)
        return status;
    csv_cursor third = next;
    bool alone = csv_at_end(&third);
    if (!alone && wanted != 0)
        status = read_record(&third, s->columns, s->first, s->kind, error);
    if (status)
        return status;
    contrast t = compare(s, one, kind);
    int header = wanted >= 0 ? wanted : alone ? t.numbers == 0 && t.other == 0 : decide_header(&t);
    if (header < 0)
        return io_fail_at(error, EM_ERR_FORMAT, cursor->name, cursor->line, 0,
                          "found names and numbers mixed: say whether this row is a header "
                          "(--header yes or --header no)");
    if (header && alone)
        return io_fail_at(error, EM_ERR_FORMAT, cursor->name, cursor->line, 0,
                          "found names only, expected rows of numbers below them");
    if (header) {
        *cursor = next;
        return take_names(cursor, one, s, error);
    }
    memcpy(s->first, one, s->columns * sizeof *one);
    memcpy(s->kind, kind, s->columns * sizeof *kind);
    return EM_OK;
}

static bool delimiter_fits(char c)
{
    return !(c == '"' || c == '\n' || c == '\r' || c == '.' || c == '+' || c == '-' || c == '#' ||
             (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

em_status csv_schema_find(csv_cursor *cursor, char *comment, const io_options *options,
                          csv_schema *s, em_error *error)
{
    *s = (csv_schema){.label = SIZE_MAX};
    if (csv_at_end(cursor))
        return io_fail_at(error, EM_ERR_FORMAT, cursor->name, 0, 0,
                          "holds no rows, expected a table");
    if (!delimiter_fits(options->delimiter))
        return em_fail(error, EM_ERR_USAGE,
                       "--delimiter takes one character that cannot be part of a number or word");
    cursor->delimiter = options->delimiter ? options->delimiter : csv_find_delimiter(cursor);
    size_t columns;
    em_status status = count_columns(*cursor, &columns, error);
    if (!status)
        status = allocate(s, columns, error);
    if (status)
        return status;
    csv_field *one = calloc(columns, sizeof *one);
    csv_kind *kind = calloc(columns, sizeof *kind);
    status = one && kind ? find_header(cursor, options->header, one, kind, s, error)
                         : em_fail_memory(error);
    free(one);
    free(kind);
    if (!status && !s->header && options->header != 0)
        status = take_comment(cursor, comment, s, error);
    return status ? status : csv_choose_label(cursor, options, s, error);
}
