/* Memory for the kernels: a vector load that crosses the end of a cache line costs two. */
#ifndef EM_ENGINE_LINES_H
#define EM_ENGINE_LINES_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { EM_LINE = 64, EM_LINE_DOUBLES = EM_LINE / sizeof(double) };

/* count doubles, all 0, from the start of a cache line on; free() them. NULL: no memory. */
static inline double *em_lines(size_t count)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, sizeof(double), &bytes) || bytes > (size_t)PTRDIFF_MAX / 2)
        return NULL;
    bytes = (bytes + EM_LINE) / EM_LINE * EM_LINE;
    double *p = aligned_alloc(EM_LINE, bytes);
    return p ? memset(p, 0, bytes) : NULL;
}

#endif
