/* emstep bench: the figures of the benchmark on this machine. */
#include "cli/bench_engine.h"
#include "cli/common.h"
#include "sdl/frames.h"

#include <stdio.h>
#include <string.h>

static void write_line(void *context, const bench_line *line)
{
    io_writer *w = context;
    char text[256];

    (void)io_writer_printf(w, "%s\n", bench_text(line, text, sizeof text));
    (void)fflush(stdout); /* each line as it is measured */
}

static void write_frames(void *context, const frames_line *f)
{
    const bench_sense sense = f->goal < 0.0 ? BENCH_NO_GOAL
                              : f->worst    ? BENCH_WORST_AT_MOST
                                            : BENCH_MEDIAN_AT_MOST;
    const bench_line line = bench_value_line(f->name, f->sample, f->n, f->unit, sense, f->goal);

    write_line(context, &line);
}

int cli_bench(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    const bool engine = !a->data || strcmp(a->data, "engine") == 0;
    const bool frames = !a->data || strcmp(a->data, "frames") == 0;
    char text[256];
    json j;

    if (!engine && !frames) {
        return cli_fail(em_fail(&error, EM_ERR_USAGE, "bench %s: expected engine or frames",
                                io_quote(a->data, text, sizeof text)),
                        &error);
    }
    em_status status = cli_output_open(&j, &error);
    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    (void)io_writer_printf(j.writer, "%s\n", bench_heading(text, sizeof text));
    if (engine && !bench_engine(NULL, 0, write_line, j.writer)) {
        status = em_fail(&error, EM_ERR_MEMORY,
                         "a case could not be run: memory, or a data set is missing");
    }
    if (status == EM_OK && frames) {
        status = frames_bench(write_frames, j.writer, &error);
    }
    if (status == EM_OK && frames && !bench_load(false, write_line, j.writer)) {
        status = em_fail(&error, EM_ERR_FILE, "a table could not be written or loaded");
    }
    if (status != EM_OK) {
        io_writer_abandon(j.writer);
        return cli_fail(status, &error);
    }
    return cli_output_commit(&j, &error);
}
