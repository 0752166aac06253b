/* How a function of the engine says that the outside world failed it.
 *
 * Three kinds of trouble, three ways: a caller's bug is an assert; the world (memory, a file,
 * a value the user chose) is an em_status with an em_error; a numeric event is data (model.h). */
#ifndef EM_STATUS_H
#define EM_STATUS_H

#include <stddef.h>

typedef enum em_status {
    EM_OK = 0,
    EM_ERR_MEMORY,      /* an allocation failed */
    EM_ERR_FILE,        /* a file could not be opened, read or written */
    EM_ERR_FORMAT,      /* a file holds something else than it should: line and column say where */
    EM_ERR_DATA,        /* the request does not fit the data: K > N, row >= N, unknown feature */
    EM_ERR_USAGE,       /* wrong without looking at the data: unknown option, value out of range */
    EM_ERR_INTERRUPTED, /* the caller's cancel flag was raised */
    EM_ERR_COLLAPSE     /* a covariance is singular with reg_covar 0: the run ends there */
} em_status;

enum { EM_ERROR_TEXT = 512 };

/* One located error. Owned by the caller; text is one line of valid UTF-8 without control bytes. */
typedef struct em_error {
    em_status status;
    size_t line;   /* 1-based, 0 if none */
    size_t column; /* 1-based, 0 if none */
    char text[EM_ERROR_TEXT];
} em_error;

/* Fills *error (NULL allowed) and returns status, so that `return em_fail(...)` reads well. */
em_status em_fail(em_error *error, em_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As em_fail, for memory: the text is always the same. */
em_status em_fail_memory(em_error *error);

#endif
