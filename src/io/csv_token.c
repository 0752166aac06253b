/* RFC 4180 with some kindness: LF, CRLF and CR end lines, blanks around fields do not count. */
#include "io/csv_token.h"
#include "io/load.h"
#include "io/number.h"
#include "io/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_blank(const csv_cursor *cursor, char c)
{
    return c == ' ' || (c == '\t' && cursor->delimiter != '\t');
}

static char *skip_blanks(const csv_cursor *cursor, char *p)
{
    while (is_blank(cursor, *p))
        p++;
    return p;
}

static char *skip_line_end(char *p)
{
    return p + (p[0] == '\r' && p[1] == '\n' ? 2 : 1);
}

csv_cursor csv_start(char *text, size_t size, const char *name, char **comment)
{
    csv_cursor c = {text, text + size, ',', 1, 1, name};
    *comment = NULL;
    if (size >= 3 && memcmp(text, "\357\273\277", 3) == 0)
        c.at += 3;
    for (;;) {
        char *p = c.at;
        while (*p == ' ' || *p == '\t')
            p++;
        if (*p == '#') {
            *comment = p + 1;
            while (*p && !is_line_end(*p))
                p++;
        }
        if (!is_line_end(*p)) {
            c.at = p == c.end ? p : c.at;
            return c;
        }
        c.at = skip_line_end(p);
        c.line++;
    }
}

bool csv_at_end(csv_cursor *cursor)
{
    char *p = cursor->at;
    while (*p == ' ' || *p == '\t' || is_line_end(*p))
        p++;
    if (p == cursor->end)
        cursor->at = p;
    return p == cursor->end;
}

/* Where the field that reaches to p (blanks behind it skipped) ends: true if p stands at a
 * delimiter or at the record's end. */
static bool finish_field(csv_cursor *cursor, char *p, bool *last)
{
    *last = p == cursor->end || is_line_end(*p);
    if (*last) {
        cursor->at = p == cursor->end ? p : skip_line_end(p);
        cursor->line++;
        cursor->column = 1;
        return true;
    }
    if (*p == cursor->delimiter) {
        cursor->at = p + 1;
        cursor->column++;
        return true;
    }
    return false;
}

bool csv_end_field(csv_cursor *cursor, const char *p, bool *last)
{
    char *start = cursor->at + (p - cursor->at), *q = skip_blanks(cursor, start);
    if (cursor->delimiter == ' ' && q > start && q != cursor->end && !is_line_end(*q)) {
        cursor->at = q;
        cursor->column++;
        *last = false;
        return true;
    }
    return finish_field(cursor, q, last);
}

static em_status too_long(const csv_cursor *cursor, const csv_field *field, em_error *error)
{
    return io_fail_at(error, EM_ERR_FORMAT, cursor->name, field->line, field->column,
                      "found a field of more than %zu bytes", IO_FIELD_MAX);
}

static em_status next_quoted(csv_cursor *cursor, csv_field *field, em_error *error)
{
    char *p = field->text;
    for (;; p++) {
        if ((size_t)(p - field->text) > IO_FIELD_MAX)
            return too_long(cursor, field, error);
        if (p == cursor->end)
            return io_fail_at(error, EM_ERR_FORMAT, cursor->name, field->line, field->column,
                              "the quote that opens here is never closed");
        cursor->line += *p == '\n' || (*p == '\r' && p[1] != '\n');
        if (*p == '"' && p[1] == '"')
            p++;
        else if (*p == '"')
            break;
    }
    field->length = (size_t)(p - field->text);
    if (csv_end_field(cursor, p + 1, &field->last))
        return EM_OK;
    char found[4 * IO_QUOTE_FIELD];
    return io_fail_at(error, EM_ERR_FORMAT, cursor->name, cursor->line, field->column,
                      "found %s after a closing quote, expected a delimiter or the line's end",
                      io_quote_field(p + 1, 1, found));
}

em_status csv_next(csv_cursor *cursor, csv_field *field, em_error *error)
{
    char *p = skip_blanks(cursor, cursor->at);
    *field = (csv_field){.text = p, .line = cursor->line, .column = cursor->column};
    if (*p == '"') {
        field->quoted = true;
        field->text = p + 1;
        return next_quoted(cursor, field, error);
    }
    char delimiter = cursor->delimiter, *end = p;
    while (*p && !is_line_end(*p) && *p != delimiter && !(delimiter == ' ' && *p == '\t')) {
        if (*p == '"')
            return io_fail_at(error, EM_ERR_FORMAT, cursor->name, field->line, field->column,
                              "found a quote inside a field that does not begin with one");
        if (!is_blank(cursor, *p))
            end = p + 1;
        p++;
    }
    field->length = (size_t)(end - field->text);
    if (field->length > IO_FIELD_MAX)
        return too_long(cursor, field, error);
    csv_end_field(cursor, delimiter == ' ' ? end : p, &field->last);
    return EM_OK;
}

static bool is_one_of(const csv_field *field, const char *const *words)
{
    for (; *words; words++)
        if (field->length == strlen(*words) && strncasecmp(field->text, *words, field->length) == 0)
            return true;
    return false;
}

/* Digits with marks between them that are no decimal point, or two numbers side by side. */
static csv_kind classify_pieces(const csv_field *field)
{
    const char *end = field->text + field->length, *stop;
    const char *p = field->text + (*field->text == '-' || *field->text == '+');
    double value;
    if (p < end && *p >= '0' && *p <= '9' && p + strspn(p, "0123456789.,'_") >= end)
        return CSV_SEPARATED;
    if (io_number_read(field->text, &stop, &value) != IO_NUMBER_OK || stop >= end || *stop != ' ')
        return CSV_WORD;
    while (*stop == ' ')
        stop++;
    bool two = stop < end && io_number_read(stop, &stop, &value) == IO_NUMBER_OK && stop >= end;
    return two ? CSV_TWO_NUMBERS : CSV_WORD;
}

static csv_field without_blanks(csv_field field)
{
    while (field.length && *field.text == ' ') {
        field.text++;
        field.length--;
    }
    while (field.length && field.text[field.length - 1] == ' ')
        field.length--;
    return field;
}

csv_kind csv_classify(const csv_field *as_written, double *value)
{
    static const char *const missing[] = {"na",   "nan",  "+nan", "-nan", "n/a",
                                          "#n/a", "null", "?",    ".",    NULL};
    static const char *const infinite[] = {"inf",  "infinity",  "+inf", "+infinity",
                                           "-inf", "-infinity", NULL};
    csv_field trimmed = without_blanks(*as_written), *field = &trimmed;
    const char *end = field->text + field->length, *stop;
    if (field->length == 0)
        return CSV_EMPTY;
    io_number_found found = io_number_read(field->text, &stop, value);
    if (stop == end && found != IO_NUMBER_NONE)
        return found == IO_NUMBER_OK ? CSV_NUMBER : CSV_HUGE;
    if (is_one_of(field, missing) || strncasecmp(field->text, "nan(", 4) == 0)
        return CSV_MISSING;
    if (is_one_of(field, infinite))
        return CSV_INFINITE;
    const char *p = field->text + (*field->text == '-' || *field->text == '+');
    if (end - p > 2 && p[0] == '0' && (p[1] == 'x' || p[1] == 'X'))
        return CSV_HEX;
    return classify_pieces(field);
}

em_status csv_not_a_number(const csv_cursor *cursor, const csv_field *field,
                           const char *column_name, em_error *error)
{
    double value;
    char found[4 * IO_QUOTE_FIELD], where[160] = "", label[150];
    const char *expected = "expected a number";
    io_quote_field(field->text, field->length, found);
    switch (csv_classify(field, &value)) {
    case CSV_EMPTY: strcpy(found, "an empty field"); break;
    case CSV_MISSING:
        expected = "expected a number (rows with missing values must be left out)";
        break;
    case CSV_INFINITE: expected = "expected a finite number"; break;
    case CSV_HUGE: expected = "expected a number of at most 1.8e308"; break;
    case CSV_HEX: expected = "expected a decimal number"; break;
    case CSV_SEPARATED:
        expected =
            "expected a number with a decimal point (decimal commas are not read, nor separators)";
        break;
    case CSV_TWO_NUMBERS:
        expected = "expected one number (decimal commas? or another delimiter: --delimiter)";
        break;
    case CSV_NUMBER:
    case CSV_WORD: break;
    }
    if (column_name)
        snprintf(where, sizeof where, " in %s", io_quote(column_name, label, 60));
    return io_fail_at(error, EM_ERR_FORMAT, cursor->name, field->line, field->column,
                      "found %s%s, %s", found, where, expected);
}

em_status csv_take_text(const csv_cursor *cursor, const csv_field *field, char **out,
                        em_error *error)
{
    char *to = field->text;
    for (size_t i = 0; i < field->length; i++) {
        char c = field->text[i];
        if (field->quoted && c == '"')
            i++; /* the second of a pair */
        *to++ = (unsigned char)c < 0x20 || c == 0x7f ? ' ' : c;
    }
    if (!io_utf8_valid(field->text, (size_t)(to - field->text))) {
        char found[4 * IO_QUOTE_FIELD];
        return io_fail_at(error, EM_ERR_FORMAT, cursor->name, field->line, field->column,
                          "found %s, which is not UTF-8, expected UTF-8 text (save it as "
                          "\"CSV UTF-8\")",
                          io_quote_field(field->text, field->length, found));
    }
    *to = '\0';
    *out = field->text;
    return EM_OK;
}
