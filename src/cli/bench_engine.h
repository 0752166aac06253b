/* Time of one E-step and M-step, for the cases of the benchmark. */
#ifndef CLI_BENCH_ENGINE_H
#define CLI_BENCH_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bench_line {
    const char *name;
    double median, min, max;
    const char *unit; /* "ms" or "us" */
} bench_line;

/* Runs the cases whose name contains `only` (NULL: all but the largest) and reports each as it is
 * done. threads: 0 as each case says (most: one per processor). False: a data set is missing, or
 * memory. */
bool bench_engine(const char *only, size_t threads,
                  void (*report)(void *context, const bench_line *line), void *context);

#endif
