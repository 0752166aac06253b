/* JSON on a writer, value by value; commas are its own business. Failures of the writer are kept
 * there. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "io/io.h"

#include <stdint.h>

typedef struct json {
    io_writer *writer;
    bool comma;
} json;

void json_open(json *j, char bracket); /* '{' or '[' */
void json_close(json *j, char bracket);
void json_key(json *j, const char *key);
void json_line(json *j); /* a line break before what follows */

void json_number(json *j, double value); /* null if it is not finite */
void json_count(json *j, size_t value);
void json_index(json *j, long value);      /* null if negative */
void json_text(json *j, const char *text); /* NULL: null */
void json_bool(json *j, bool value);
void json_null(json *j);
void json_numbers(json *j, const double *value, size_t count);
void json_matrix(json *j, const double *value, size_t rows, size_t cols);
void json_labels(json *j, const int32_t *value, size_t count);

/* A member of an object: its key and its value. */
void json_add_number(json *j, const char *key, double value);
void json_add_count(json *j, const char *key, size_t value);
void json_add_index(json *j, const char *key, long value);
void json_add_text(json *j, const char *key, const char *text);
void json_add_matrix(json *j, const char *key, const double *value, size_t rows, size_t cols);

#endif
