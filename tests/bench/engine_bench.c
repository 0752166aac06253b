/* engine_bench [CASE [THREADS]]: prints `case median min max unit` for each case. */
#include "cli/bench_engine.h"

#include <stdio.h>
#include <stdlib.h>

static void print_line(void *context, const bench_line *line)
{
    (void)context;
    printf("%s %.4g %.4g %.4g %s\n", line->name, line->median, line->min, line->max, line->unit);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const char *only = argc > 1 && *argv[1] ? argv[1] : NULL;
    size_t threads = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    return bench_engine(only, threads, print_line, NULL) ? 0 : 1;
}
