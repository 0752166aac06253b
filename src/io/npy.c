#include "io/npy.h"
#include "io/swap.h"
#include "io/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct header {
    io_value_kind kind;
    size_t width; /* bytes of a value */
    bool big, fortran;
    size_t rows, columns;
    const unsigned char *values;
    size_t held; /* bytes of values in the file */
} header;

/* The dict's text while it is read; failed once, it stays failed. */
typedef struct scanner {
    const char *p, *end;
    const io_bytes *bytes;
    em_error *error;
    em_status status;
} scanner;

static void fail(scanner *s, const char *words)
{
    if (s->status)
        return;
    char found[4 * IO_QUOTE_FIELD];
    s->status =
        io_fail_at(s->error, EM_ERR_FORMAT, s->bytes->name, 0, 0, "%s (at %s in its header)", words,
                   io_quote_field(s->p, (size_t)(s->end - s->p), found));
}

static void skip_blanks(scanner *s)
{
    while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\t'))
        s->p++;
}

static bool take(scanner *s, char c)
{
    skip_blanks(s);
    if (s->status || s->p == s->end || *s->p != c)
        return false;
    s->p++;
    return true;
}

static bool take_word(scanner *s, const char *word)
{
    size_t length = strlen(word);
    skip_blanks(s);
    if (s->status || (size_t)(s->end - s->p) < length || memcmp(s->p, word, length) != 0)
        return false;
    s->p += length;
    return true;
}

/* A quoted text of at most size - 1 characters, no escapes. */
static void take_string(scanner *s, char *out, size_t size)
{
    skip_blanks(s);
    char quote = s->p < s->end ? *s->p : '\0';
    size_t used = 0;
    *out = '\0';
    if (s->status || (quote != '\'' && quote != '"')) {
        fail(s, "expected a quoted text");
        return;
    }
    const char *p = s->p + 1;
    while (p < s->end && *p != quote && used + 1 < size)
        out[used++] = *p++;
    out[used] = '\0';
    if (p == s->end || *p != quote)
        fail(s, "found a text that is too long or never ends");
    else
        s->p = p + 1;
}

static size_t take_size(scanner *s)
{
    size_t value = 0;
    skip_blanks(s);
    const char *start = s->p;
    while (s->p < s->end && *s->p >= '0' && *s->p <= '9') {
        if (__builtin_mul_overflow(value, (size_t)10, &value) ||
            __builtin_add_overflow(value, (size_t)(*s->p - '0'), &value)) {
            fail(s, "found a dimension that is too large");
            return 0;
        }
        s->p++;
    }
    if (s->p == start)
        fail(s, "expected a whole number");
    return value;
}

static void take_shape(scanner *s, header *h)
{
    size_t dim[3] = {0}, count = 0;
    if (!take(s, '('))
        fail(s, "expected a shape");
    while (!s->status && !take(s, ')')) {
        size_t size = take_size(s);
        if (count < 3)
            dim[count] = size;
        count++;
        if (!take(s, ',') && !s->status) {
            if (!take(s, ')'))
                fail(s, "expected a comma or the shape's end");
            break;
        }
    }
    if (!s->status && count != 2)
        s->status = io_fail_at(s->error, EM_ERR_FORMAT, s->bytes->name, 0, 0,
                               "has %zu dimension%s, expected 2 (n rows of d numbers: %s)", count,
                               count == 1 ? "" : "s",
                               count > 2 ? "x.reshape(len(x), -1)" : "x.reshape(-1, 1)");
    h->rows = dim[0];
    h->columns = dim[1];
}

/* "<f8": byte order, kind, width. */
static bool find_type(const char *text, header *h)
{
    char order = text[0], kind = order ? text[1] : '\0', width = kind ? text[2] : '\0';
    if (!strchr("<>|=", order) || !width || text[3] || !strchr("1248", width))
        return false;
    h->width = (size_t)(width - '0');
    h->big = order == '>';
    if (order == '|' && h->width > 1)
        return false;
    switch (kind) {
    case 'f': h->kind = IO_FLOAT; return h->width >= 4;
    case 'i': h->kind = IO_SIGNED; return true;
    case 'u': h->kind = IO_UNSIGNED; return true;
    case 'b': h->kind = IO_BOOL; return h->width == 1;
    default: return false;
    }
}

static void take_type(scanner *s, header *h)
{
    char text[32], found[4 * IO_QUOTE_FIELD];
    if (take(s, '[')) {
        s->p--;
        fail(s, "has named fields, expected one type for all values");
        return;
    }
    take_string(s, text, sizeof text);
    if (s->status || find_type(text, h))
        return;
    const char *hint = strchr(text, 'O') ? " (objects are not read)" : "";
    s->status =
        io_fail_at(s->error, EM_ERR_FORMAT, s->bytes->name, 0, 0,
                   "found values of type %s%s, expected float32, float64, int, uint or bool",
                   io_quote_field(text, strlen(text), found), hint);
}

static void take_order(scanner *s, header *h)
{
    h->fortran = take_word(s, "True");
    if (!h->fortran && !take_word(s, "False"))
        fail(s, "expected True or False");
}

/* {'descr': ..., 'fortran_order': ..., 'shape': ..., }, each key once, in any order. */
static void take_dict(scanner *s, header *h)
{
    static const char *const keys[] = {"descr", "fortran_order", "shape"};
    static void (*const takers[])(scanner *, header *) = {take_type, take_order, take_shape};
    unsigned seen = 0;
    if (!take(s, '{'))
        fail(s, "expected a dict");
    while (!s->status && !take(s, '}')) {
        char key[32];
        take_string(s, key, sizeof key);
        if (!take(s, ':'))
            fail(s, "expected a colon");
        unsigned k = 0;
        while (k < 3 && strcmp(key, keys[k]) != 0)
            k++;
        if (k == 3 || (seen & 1u << k))
            fail(s, "found a key that is unknown or comes twice");
        if (!s->status)
            takers[k](s, h);
        seen |= 1u << k;
        if (!take(s, ',') && !s->status) {
            if (!take(s, '}'))
                fail(s, "expected a comma or the dict's end");
            break;
        }
    }
    skip_blanks(s);
    if (s->p != s->end)
        fail(s, "expected nothing behind the dict");
    if (seen != 7)
        fail(s, "expected the keys descr, fortran_order and shape");
}

static em_status check_length(const io_bytes *bytes, const header *h, em_error *error)
{
    size_t values;
    if (h->rows == 0 || h->columns == 0)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "has shape (%zu, %zu), expected at least one value", h->rows, h->columns);
    if (__builtin_mul_overflow(h->rows, h->columns, &values) || values > IO_VALUES_MAX)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "its header promises more than %zu numbers", IO_VALUES_MAX);
    if (values * h->width != h->held)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "its header promises %zu bytes of values, found %zu", values * h->width,
                          h->held);
    if (h->columns > IO_COLUMNS_MAX)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "has %zu columns, more than the %zu that are read", h->columns,
                          IO_COLUMNS_MAX);
    return EM_OK;
}

static em_status read_header(const io_bytes *bytes, header *h, em_error *error)
{
    const unsigned char *data = bytes->data;
    if (bytes->size < 12 || memcmp(data, "\223NUMPY", 6) != 0)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "is too short for a .npy file, or does not begin as one");
    if (data[6] < 1 || data[6] > 3 || data[7] != 0)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "has .npy version %u.%u, expected 1.0, 2.0 or 3.0", data[6], data[7]);
    size_t wide = data[6] == 1 ? 2 : 4, start = 8 + wide;
    size_t length = (size_t)io_load_integer(data + 8, wide, false);
    if (length > bytes->size - start)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                          "ends inside its header (%zu bytes promised, found %zu)", length,
                          bytes->size - start);
    const char *text = (const char *)data + start;
    scanner s = {text, text + length, bytes, error, EM_OK};
    take_dict(&s, h);
    h->values = data + start + length;
    h->held = bytes->size - start - length;
    return s.status ? s.status : check_length(bytes, h, error);
}

static em_status fill_row(const io_bytes *bytes, const header *h, size_t i, double *x,
                          em_error *error)
{
    for (size_t j = 0; j < h->columns; j++) {
        size_t at = h->fortran ? j * h->rows + i : i * h->columns + j;
        x[j] = io_load_value(h->values + at * h->width, h->kind, h->width, h->big);
        if (!isfinite(x[j]))
            return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                              "row %zu, column %zu is %s, expected a finite number", i + 1, j + 1,
                              isnan(x[j]) ? "nan" : "infinite");
        if (h->width == 8 && h->kind != IO_FLOAT && fabs(x[j]) > 0x1p53)
            return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                              "row %zu, column %zu is a whole number beyond 2^53, which a double "
                              "cannot hold",
                              i + 1, j + 1);
        if (h->kind == IO_BOOL)
            x[j] = x[j] != 0;
    }
    return EM_OK;
}

em_status io_npy_read(const io_bytes *bytes, em_dataset **out, em_error *error)
{
    header h = {0};
    em_dataset *data = NULL;
    *out = NULL;
    em_status status = read_header(bytes, &h, error);
    if (!status)
        status = em_dataset_create(h.rows, h.columns, false, &data, error);
    for (size_t i = 0; !status && i < h.rows; i++)
        status = fill_row(bytes, &h, i, data->x + i * h.columns, error);
    if (status) {
        em_dataset_destroy(data);
        return status;
    }
    io_clean_name(io_base_name(bytes->name), data->name, sizeof data->name);
    snprintf(data->note, sizeof data->note, "%.128s: %zu row%s, %zu feature%s", data->name, h.rows,
             h.rows == 1 ? "" : "s", h.columns, h.columns == 1 ? "" : "s");
    *out = data;
    return EM_OK;
}
