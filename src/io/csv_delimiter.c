/* The delimiter of a table: the one that cuts all of its first records into equally many fields. */
#include "io/csv_schema.h"

enum { SAMPLE = 16 };

typedef struct cut {
    size_t fields; /* of the first record */
    bool even;     /* all records sampled have as many */
} cut;

static bool count_fields(csv_cursor *cursor, size_t *count)
{
    csv_field field = {0};
    for (*count = 0; !field.last; ++*count)
        if (csv_next(cursor, &field, NULL))
            return false;
    return true;
}

static cut try_delimiter(csv_cursor cursor, char delimiter)
{
    cut c = {0, true};
    cursor.delimiter = delimiter;
    for (int record = 0; record < SAMPLE && !csv_at_end(&cursor); record++) {
        size_t count;
        if (!count_fields(&cursor, &count))
            return (cut){c.fields, false};
        if (record == 0)
            c.fields = count;
        else if (count != c.fields)
            c.even = false;
    }
    return c;
}

/* A semicolon or tab that cuts evenly wins over a comma: in such a file commas are decimal, and
 * that is refused where the number stands. If no delimiter cuts evenly, the table is ragged: the
 * one that cuts its first record is taken, and the row that differs is named. */
char csv_find_delimiter(const csv_cursor *cursor)
{
    static const char even_order[] = {'\t', ';', ',', ' '}, any_order[] = {',', '\t', ';', ' '};
    for (size_t i = 0; i < sizeof even_order; i++) {
        cut c = try_delimiter(*cursor, even_order[i]);
        if (c.even && c.fields > 1)
            return even_order[i];
    }
    for (size_t i = 0; i < sizeof any_order; i++)
        if (try_delimiter(*cursor, any_order[i]).fields > 1)
            return any_order[i];
    return ',';
}
