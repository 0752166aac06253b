/* The figures of the benchmark: engine, loading of tables, and how a figure is written. */
#ifndef CLI_BENCH_ENGINE_H
#define CLI_BENCH_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

/* What of a figure its goal is compared with. */
typedef enum bench_sense {
    BENCH_NO_GOAL, /* or one that only a peer beside it can tell */
    BENCH_MEDIAN_AT_MOST,
    BENCH_WORST_AT_MOST,
    BENCH_MEDIAN_AT_LEAST
} bench_sense;

typedef struct bench_line {
    const char *name;
    double median, min, max;
    const char *unit; /* "ms", "us", "MB", "J"; "x": times another figure of the same run */
    bench_sense sense;
    double goal;
} bench_line;

/* Sorts the values. */
bench_line bench_value_line(const char *name, double *value, size_t count, const char *unit,
                            bench_sense sense, double goal);

typedef void bench_report(void *context, const bench_line *line);

/* "case median min max unit [<= goal reached]" in columns, without a line end. */
const char *bench_text(const bench_line *line, char *buffer, size_t size);
const char *bench_heading(char *buffer, size_t size);

/* The case whose name is `only`, else those whose name contains it (NULL: all), each reported as it
 * is done. threads: 0 as each case says (most: one per processor). Rows that need a second
 * processor are left out where there is none. False: a data set is missing, or memory. */
bool bench_engine(const char *only, size_t threads, bench_report *report, void *context);

/* Loading written tables; all: also those without a goal. False: memory, or no place to write. */
bool bench_load(bool all, bench_report *report, void *context);

#endif
