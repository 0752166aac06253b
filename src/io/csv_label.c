/* Which column is the true class (spec: --label-column), and which are left out. */
#include "io/csv_schema.h"
#include "io/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Names and row numbers that R and pandas put before a table are no classes. */
static bool is_row_name(const csv_schema *s, size_t c)
{
    return c == 0 && s->first_unnamed;
}

static size_t count_text(const csv_schema *s, size_t *last)
{
    size_t count = 0;
    for (size_t c = 0; c < s->columns; c++)
        if (s->kind[c] == CSV_WORD && !is_row_name(s, c)) {
            *last = c;
            count++;
        }
    return count;
}

/* A last column named label, class, ...; but a column y after a column x is a coordinate. */
static bool last_is_label(const csv_schema *s)
{
    static const char *const words[] = {"label", "class", "target", "species", "y"};
    size_t c = s->columns - 1;
    if (!s->header || c == 0)
        return false;
    if (strcasecmp(s->header[c], "y") == 0 && strcasecmp(s->header[c - 1], "x") == 0)
        return false;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (strcasecmp(s->header[c], words[w]) == 0)
            return true;
    return false;
}

static em_status too_many_texts(const csv_cursor *cursor, const csv_schema *s, size_t count,
                                em_error *error)
{
    char list[240] = "", one[80];
    size_t used = 0, c = 0;
    for (size_t shown = 0; shown < 3 && c < s->columns; c++) {
        if (s->kind[c] != CSV_WORD || is_row_name(s, c))
            continue;
        int wrote = snprintf(list + used, sizeof list - used, "%s%s", shown++ ? ", " : "",
                             csv_column_text(s, c, one, 40));
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    return io_fail_at(error, EM_ERR_FORMAT, cursor->name, s->first[0].line, 0,
                      "found %zu columns of text (%s%s); name the labels with --label-column, "
                      "the others are left out",
                      count, list, count > 3 ? ", ..." : "");
}

/* The column that bears the name, else the one at that position. */
static em_status find_wanted(const csv_cursor *cursor, const char *wanted, csv_schema *s,
                             em_error *error)
{
    size_t count = 0;
    for (size_t c = 0; s->header && c < s->columns; c++)
        if (strcmp(s->header[c], wanted) == 0) {
            s->label = c;
            count++;
        }
    char quoted[80];
    io_quote(wanted, quoted, 60);
    if (count > 1)
        return io_fail_at(error, EM_ERR_DATA, cursor->name, 0, 0,
                          "has %zu columns named %s; give the position of one (--label-column)",
                          count, quoted);
    if (count == 1)
        return EM_OK;
    char *end;
    size_t digits = strspn(wanted, "0123456789");
    unsigned long long position = strtoull(wanted, &end, 10);
    if (digits == 0 || wanted[digits])
        return io_fail_at(error, EM_ERR_DATA, cursor->name, 0, 0,
                          "has no column named %s (--label-column)", quoted);
    if (digits > 9 || position >= s->columns)
        return io_fail_at(error, EM_ERR_DATA, cursor->name, 0, 0,
                          "has no column %s (--label-column): positions are 0 to %zu", quoted,
                          s->columns - 1);
    s->label = (size_t)position;
    return EM_OK;
}

static em_status find_label(const csv_cursor *cursor, const char *wanted, csv_schema *s,
                            em_error *error)
{
    size_t column = 0, texts = count_text(s, &column);
    if (texts == s->columns && texts > 1)
        return io_fail_at(error, EM_ERR_FORMAT, cursor->name, s->first[0].line, 0,
                          "found no column of numbers");
    if (wanted && strcmp(wanted, "none") == 0)
        return EM_OK;
    if (wanted)
        return find_wanted(cursor, wanted, s, error);
    if (texts == 1) {
        s->label = column;
        s->label_is_text = true;
    } else if (last_is_label(s)) {
        s->label = s->columns - 1;
    } else if (texts > 1) {
        return too_many_texts(cursor, s, texts, error);
    }
    return EM_OK;
}

em_status csv_choose_label(const csv_cursor *cursor, const io_options *options, csv_schema *s,
                           em_error *error)
{
    bool numbers_only = options->numbers_only;
    em_status status = numbers_only ? EM_OK : find_label(cursor, options->label_column, s, error);
    if (status)
        return status;
    for (size_t c = 0; c < s->columns; c++) {
        s->role[c] = c == s->label                             ? CSV_LABEL
                     : s->kind[c] == CSV_WORD && !numbers_only ? CSV_LEFT_OUT
                                                               : CSV_FEATURE;
        s->features += s->role[c] == CSV_FEATURE;
        s->left_out += s->role[c] == CSV_LEFT_OUT;
    }
    if (s->features == 0)
        return io_fail_at(error, EM_ERR_FORMAT, cursor->name, s->first[0].line, 0,
                          "found no column of numbers%s",
                          s->label == SIZE_MAX ? "" : " beside the labels");
    return EM_OK;
}
