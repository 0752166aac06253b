#include "cli/json.h"

#include <math.h>
#include <string.h>

static void put(json *j, const char *text)
{
    (void)io_writer_write(j->writer, text, strlen(text));
}

static void before_value(json *j)
{
    if (j->comma) {
        put(j, ",");
    }
    j->comma = true;
}

void json_open(json *j, char bracket)
{
    const char text[] = {bracket, '\0'};

    before_value(j);
    put(j, text);
    j->comma = false;
}

void json_close(json *j, char bracket)
{
    const char text[] = {bracket, '\0'};

    put(j, text);
    j->comma = true;
}

static void put_quoted(json *j, const char *text)
{
    put(j, "\"");
    for (; *text; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            (void)io_writer_printf(j->writer, "\\%c", c);
        } else if (c < 0x20 || c == 0x7f) {
            (void)io_writer_printf(j->writer, "\\u%04x", c);
        } else {
            (void)io_writer_write(j->writer, text, 1);
        }
    }
    put(j, "\"");
}

void json_line(json *j)
{
    if (j->comma) {
        put(j, ",\n  ");
        j->comma = false;
    }
}

void json_key(json *j, const char *key)
{
    before_value(j);
    put_quoted(j, key);
    put(j, ":");
    j->comma = false;
}

void json_number(json *j, double value)
{
    char text[32];

    before_value(j);
    put(j, isfinite(value) ? io_number(value, text) : "null");
}

void json_count(json *j, size_t value)
{
    before_value(j);
    (void)io_writer_printf(j->writer, "%zu", value);
}

void json_index(json *j, long value)
{
    if (value < 0) {
        json_null(j);
    } else {
        json_count(j, (size_t)value);
    }
}

void json_text(json *j, const char *text)
{
    if (!text) {
        json_null(j);
        return;
    }
    before_value(j);
    put_quoted(j, text);
}

void json_bool(json *j, bool value)
{
    before_value(j);
    put(j, value ? "true" : "false");
}

void json_null(json *j)
{
    before_value(j);
    put(j, "null");
}

void json_numbers(json *j, const double *value, size_t count)
{
    json_open(j, '[');
    for (size_t i = 0; i < count; i++) {
        json_number(j, value[i]);
    }
    json_close(j, ']');
}

void json_matrix(json *j, const double *value, size_t rows, size_t cols)
{
    json_open(j, '[');
    for (size_t r = 0; r < rows; r++) {
        json_numbers(j, value + r * cols, cols);
    }
    json_close(j, ']');
}

void json_labels(json *j, const int32_t *value, size_t count)
{
    json_open(j, '[');
    for (size_t i = 0; i < count; i++) {
        json_count(j, (size_t)value[i]);
    }
    json_close(j, ']');
}

void json_add_number(json *j, const char *key, double value)
{
    json_key(j, key);
    json_number(j, value);
}

void json_add_count(json *j, const char *key, size_t value)
{
    json_key(j, key);
    json_count(j, value);
}

void json_add_index(json *j, const char *key, long value)
{
    json_key(j, key);
    json_index(j, value);
}

void json_add_text(json *j, const char *key, const char *text)
{
    json_key(j, key);
    json_text(j, text);
}

void json_add_matrix(json *j, const char *key, const double *value, size_t rows, size_t cols)
{
    json_key(j, key);
    json_matrix(j, value, rows, cols);
}
