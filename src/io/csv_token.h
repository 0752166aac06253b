/* The fields of a table, one after the other, over a text that is not changed. */
#ifndef IO_CSV_TOKEN_H
#define IO_CSV_TOKEN_H

#include "em/status.h"

#include <stdbool.h>

/* A place in a text that ends with a NUL. */
typedef struct csv_cursor {
    char *at, *end;
    char delimiter;      /* ' ' stands for any run of blanks and tabs */
    size_t line, column; /* 1-based, of the next field */
    const char *name;    /* file, for messages; borrowed */
} csv_cursor;

/* text is what stands in the file: without outer quotes, but doubled quotes inside are still
 * doubled. */
typedef struct csv_field {
    char *text;
    size_t length;
    size_t line, column;
    bool quoted;
    bool last; /* ends its record */
} csv_field;

typedef enum csv_kind {
    CSV_NUMBER,
    CSV_WORD,
    CSV_EMPTY,
    CSV_MISSING, /* NA, NaN, null, ?, ... */
    CSV_INFINITE,
    CSV_HUGE, /* beyond the range of a double */
    CSV_HEX,
    CSV_SEPARATED,  /* 1,5 or 1.000,5 or 1'000 */
    CSV_TWO_NUMBERS /* digits, blanks, digits: the delimiter is another one */
} csv_kind;

/* A cursor on the first record: behind a byte order mark, comment lines (#) and empty lines.
 * *comment is the last comment line's text behind its #, or NULL. */
csv_cursor csv_start(char *text, size_t size, const char *name, char **comment);

/* Reads the field at the cursor. Between records, not at the text's end. EM_ERR_FORMAT: quotes,
 * or a field that is too long. */
em_status csv_next(csv_cursor *cursor, csv_field *field, em_error *error);

/* Ends of lines at the cursor, which stands between records: skips them if nothing else follows.
 * True if the text has ended. */
bool csv_at_end(csv_cursor *cursor);

/* True if the field that began at line, column ends at p (blanks skipped): the cursor is then moved
 * behind it, *last tells whether its record ended. The quick way past a number. */
bool csv_end_field(csv_cursor *cursor, const char *p, bool *last);

/* What a field is; *value for CSV_NUMBER. */
csv_kind csv_classify(const csv_field *field, double *value);

/* Says what was found and that a number was expected. */
em_status csv_not_a_number(const csv_cursor *cursor, const csv_field *field,
                           const char *column_name, em_error *error);

/* Makes the field's text a string in place (a NUL over what ends it, inner quotes undoubled,
 * control bytes made blanks). EM_ERR_FORMAT if it is not UTF-8. The text before the cursor must not
 * be read again. */
em_status csv_take_text(const csv_cursor *cursor, const csv_field *field, char **out,
                        em_error *error);

#endif
