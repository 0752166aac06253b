/* What the columns of a table are: found from its first records, never guessed between two
 * meanings. */
#ifndef IO_CSV_SCHEMA_H
#define IO_CSV_SCHEMA_H

#include "io/csv_token.h"
#include "io/load.h"

typedef enum csv_role { CSV_FEATURE, CSV_LABEL, CSV_LEFT_OUT } csv_role;

typedef struct csv_schema {
    size_t columns, features;
    csv_field *first;   /* columns fields of the first data record */
    csv_kind *kind;     /* columns: what they are */
    csv_role *role;     /* columns */
    char **header;      /* columns names in the text, or NULL */
    size_t label;       /* column, SIZE_MAX if none */
    bool label_is_text; /* it was taken because it holds text: a number in it is an error */
    bool first_unnamed; /* the first column has no name though others have: perhaps row numbers */
    size_t left_out;    /* columns of text that are not read */
} csv_schema;

/* Finds delimiter, header and roles; cursor (from csv_start) is then on the first data record and
 * has its delimiter. EM_ERR_FORMAT, EM_ERR_DATA (label column), EM_ERR_MEMORY. Finish the schema
 * whatever the answer. */
em_status csv_schema_find(csv_cursor *cursor, char *comment, const io_options *options,
                          csv_schema *schema, em_error *error);
void csv_schema_finish(csv_schema *schema);

/* The delimiter the first records agree on, ' ' if none does. */
char csv_find_delimiter(const csv_cursor *cursor);

/* Decides which column holds labels and which are left out. */
em_status csv_choose_label(const csv_cursor *cursor, const io_options *options, csv_schema *schema,
                           em_error *error);

/* "'name'" of column c, or its number (from 1); returns buffer. */
const char *csv_column_text(const csv_schema *schema, size_t c, char *buffer, size_t size);

/* The record that begins at the cursor has not as many fields as the first. */
em_status csv_ragged(const csv_cursor *cursor, size_t line, size_t found, bool more,
                     size_t expected, em_error *error);

/* There is nothing on the line, where expected fields should be. */
em_status csv_empty_line(const csv_cursor *cursor, size_t line, size_t expected, em_error *error);

#endif
