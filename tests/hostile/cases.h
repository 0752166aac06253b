/* Broken and odd files, each with the answer it deserves. */
#ifndef HOSTILE_CASES_H
#define HOSTILE_CASES_H

#include "io/io.h"

typedef struct hostile_case {
    const char *bytes;
    size_t size;
    size_t line, column;  /* of the error */
    const char *fragment; /* of the error's text, or of the note if the file is good */
    size_t n, d, classes; /* n > 0: the file is good and holds this */
    const char *option;   /* "label=x header=0 delimiter=; image=2x2 ...", or NULL */
} hostile_case;

#define BAD(text, line, column, fragment)                                                          \
    {                                                                                              \
        text, sizeof text - 1, line, column, fragment, 0, 0, 0, NULL                               \
    }
#define BAD_WITH(option, text, line, column, fragment)                                             \
    {                                                                                              \
        text, sizeof text - 1, line, column, fragment, 0, 0, 0, option                             \
    }
#define GOOD(text, n, d, classes, note)                                                            \
    {                                                                                              \
        text, sizeof text - 1, 0, 0, note, n, d, classes, NULL                                     \
    }
#define GOOD_WITH(option, text, n, d, classes, note)                                               \
    {                                                                                              \
        text, sizeof text - 1, 0, 0, note, n, d, classes, option                                   \
    }

typedef struct hostile_family {
    const char *name;
    const hostile_case *cases;
    size_t count;
} hostile_family;

extern const hostile_family hostile_csv, hostile_csv_odd, hostile_idx, hostile_npy, hostile_kind;

#endif
