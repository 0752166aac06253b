/* emstep bench: the figures of the benchmark on this machine. */
#include "cli/bench_engine.h"
#include "cli/common.h"
#include "sdl/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_line(void *context, const bench_line *line)
{
    io_writer *w = context;

    (void)io_writer_printf(w, "%-26s  %10.4g  %10.4g  %10.4g  %s\n", line->name, line->median,
                           line->min, line->max, line->unit);
    (void)fflush(stdout); /* each line as it is measured */
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void write_frames(void *context, const char *name, double *sample, size_t n,
                         const char *unit)
{
    qsort(sample, n, sizeof *sample, compare);
    const bench_line line = {name, sample[n / 2], sample[0], sample[n - 1], unit};
    write_line(context, &line);
}

int cli_bench(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    const bool engine = !a->data || strcmp(a->data, "engine") == 0;
    const bool frames = !a->data || strcmp(a->data, "frames") == 0;
    char quoted[200];
    json j;

    if (!engine && !frames) {
        return cli_fail(em_fail(&error, EM_ERR_USAGE, "bench %s: expected engine or frames",
                                io_quote(a->data, quoted, sizeof quoted)),
                        &error);
    }
    em_status status = cli_output_open(&j, &error);
    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    (void)io_writer_printf(j.writer, "%-26s  %10s  %10s  %10s\n", "", "median", "smallest",
                           "largest");
    if (engine && !bench_engine(NULL, 0, write_line, j.writer)) {
        status = em_fail(&error, EM_ERR_MEMORY,
                         "a case could not be run: memory, or a data set is missing");
    }
    if (status == EM_OK && frames) {
        status = frames_bench(false, write_frames, j.writer, &error);
    }
    if (status != EM_OK) {
        io_writer_abandon(j.writer);
        return cli_fail(status, &error);
    }
    return cli_output_commit(&j, &error);
}
