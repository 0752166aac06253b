/* engine_bench [CASE [THREADS]]: prints `case median min max unit` for each case; CASE load: the
 * tables. */
#include "cli/bench_engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_line(void *context, const bench_line *line)
{
    char text[256];
    (void)context;
    puts(bench_text(line, text, sizeof text));
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const char *only = argc > 1 && *argv[1] ? argv[1] : NULL;
    size_t threads = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    if (only && strcmp(only, "load") == 0)
        return bench_load(true, print_line, NULL) ? 0 : 1;
    return bench_engine(only, threads, print_line, NULL) ? 0 : 1;
}
