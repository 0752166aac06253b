/* The kind of a file by its first bytes. */
#include "io/bytes.h"

#include <string.h>
#include <strings.h>

typedef struct signature {
    size_t offset, length;
    const char *bytes, *words;
} signature;

#define ZIP_WORDS                                                                                  \
    "this is a zip archive (.npz, .xlsx, .ods, ...); save the table as CSV, or one array as .npy"
#define WIDE_WORDS "this is UTF-16 text; expected UTF-8 (save it as \"CSV UTF-8\")"

static const signature refused[] = {
    {0, 4, "PK\003\004", ZIP_WORDS},
    {0, 4, "PK\005\006", ZIP_WORDS},
    {0, 4, "\377\376\0\0", "this is UTF-32 text; expected UTF-8"},
    {0, 4, "\0\0\376\377", "this is UTF-32 text; expected UTF-8"},
    {0, 2, "\377\376", WIDE_WORDS},
    {0, 2, "\376\377", WIDE_WORDS},
    {0, 8, "\211PNG\r\n\032\n", "this is a PNG picture; expected a table"},
    {0, 3, "\377\330\377", "this is a JPEG picture; expected a table"},
    {0, 4, "GIF8", "this is a GIF picture; expected a table"},
    {0, 5, "%PDF-", "this is a PDF document; expected a table"},
    {0, 5, "%!PS-", "this is a PostScript document; expected a table"},
    {0, 3, "BZh", "this is bzip2 data; unpack it first (gzip is read)"},
    {0, 6,
     "\375"
     "7zXZ\0",
     "this is xz data; unpack it first (gzip is read)"},
    {0, 4, "\050\265\057\375", "this is Zstandard data; unpack it first (gzip is read)"},
    {0, 6, "7z\274\257\047\034", "this is a 7z archive; unpack it first"},
    {0, 4, "Rar!", "this is a RAR archive; unpack it first"},
    {257, 5, "ustar", "this is a tar archive; unpack it first"},
    {0, 8, "\320\317\021\340\241\261\032\341", "this is an old Excel or Word file; save it as CSV"},
    {0, 8, "\211HDF\r\n\032\n", "this is an HDF5 file; save the table as CSV or .npy"},
    {0, 6, "MATLAB", "this is a MATLAB file; save the table as CSV"},
    {0, 4, "PAR1", "this is a Parquet file; save the table as CSV"},
    {0, 6, "ARROW1", "this is an Arrow file; save the table as CSV"},
    {0, 15, "SQLite format 3", "this is an SQLite data base; save the table as CSV"},
    {0, 5, "RDX2\n", "this is an R data file; save the table with write.csv"},
    {0, 5, "RDX3\n", "this is an R data file; save the table with write.csv"},
    {0, 2, "\200\002", "this is a Python pickle; save the table as CSV or .npy"},
    {0, 2, "\200\003", "this is a Python pickle; save the table as CSV or .npy"},
    {0, 2, "\200\004", "this is a Python pickle; save the table as CSV or .npy"},
    {0, 2, "\200\005", "this is a Python pickle; save the table as CSV or .npy"},
    {0, 4, "\177ELF", "this is a program; expected a table"},
};

typedef struct opening {
    const char *text, *words;
} opening;

/* Texts that are no tables, by how they begin (white space skipped, letters of either case). */
static const opening texts[] = {
    {"<!doctype", "this is a web page; expected a table"},
    {"<html", "this is a web page; expected a table"},
    {"<?xml", "this is XML; expected a table"},
    {"<svg", "this is an SVG picture; expected a table"},
    {"@relation", "this is an ARFF file; save the table as CSV"},
    {"{\"", "this is JSON; expected a table"},
    {"[[", "this is JSON; expected a table"},
    {"[{", "this is JSON; expected a table"},
    {"{\\rtf", "this is an RTF document; expected a table"},
};

/* A text whose every other byte is NUL is UTF-16 without a mark. */
static bool looks_wide(const unsigned char *data, size_t size)
{
    size_t even = 0, odd = 0, pairs = (size < 64 ? size : 64) / 2;
    for (size_t i = 0; i < pairs; i++) {
        even += data[2 * i] == 0;
        odd += data[2 * i + 1] == 0;
    }
    return pairs >= 2 && ((even == 0 && odd == pairs) || (odd == 0 && even == pairs));
}

static bool is_idx(const unsigned char *data, size_t size)
{
    return size >= 4 && data[0] == 0 && data[1] == 0 && data[2] >= 8 && data[2] <= 14 &&
           data[2] != 10;
}

static const char *refused_text(const unsigned char *data, size_t size)
{
    size_t i = 0;
    while (i < size && strchr(" \t\r\n", data[i]) && data[i])
        i++;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        size_t length = strlen(texts[t].text);
        if (size - i >= length && !strncasecmp((const char *)data + i, texts[t].text, length))
            return texts[t].words;
    }
    return NULL;
}

static const char *refused_words(const unsigned char *data, size_t size)
{
    for (size_t s = 0; s < sizeof refused / sizeof *refused; s++) {
        const signature *one = &refused[s];
        if (size >= one->offset + one->length &&
            memcmp(data + one->offset, one->bytes, one->length) == 0)
            return one->words;
    }
    if (looks_wide(data, size))
        return WIDE_WORDS;
    return refused_text(data, size);
}

io_format io_sniff(const unsigned char *data, size_t size, const char **words)
{
    if (size >= 2 && data[0] == 0x1f && data[1] == 0x8b)
        return IO_GZIP;
    if (size >= 6 && memcmp(data, "\223NUMPY", 6) == 0)
        return IO_NPY;
    if (is_idx(data, size))
        return IO_IDX;
    const char *why = refused_words(data, size);
    if (!why)
        return IO_TEXT;
    *words = why;
    return IO_REFUSED;
}
