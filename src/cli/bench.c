/* emstep bench: the figures of the benchmark on this machine. */
#include "cli/bench_engine.h"
#include "cli/common.h"
#include "cli/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 31 };

static const struct {
    const char *name, *data;
} frame_cases[] = {
    {"frame-450", "aniso"},
    {"frame-100k", "blobs:n=100000,k=8,d=2,std=1,seed=42"},
    {"frame-1m", "blobs:n=1000000,k=8,d=2,std=1,seed=42"},
};

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

/* A half-step and the picture of it, again and again; only the picture is timed. */
static em_status time_frames(stage *s, raster_image *image, double *ms, em_error *error)
{
    em_status status = EM_OK;

    for (size_t i = 0; i < FRAMES && status == EM_OK; i++) {
        cli_watch clock;
        status = stage_obey(s, COMMAND_FORWARD, 0, error);
        cli_watch_start(&clock, "");
        if (status == EM_OK) {
            status = stage_draw(s, error);
        }
        if (status == EM_OK && !raster_draw(s->raster, &s->list, image)) {
            status = em_fail_memory(error);
        }
        ms[i] = 1000.0 * cli_watch_seconds(&clock);
    }
    qsort(ms, FRAMES, sizeof *ms, compare);
    return status;
}

static em_status bench_frame(const char *name, const char *data, io_writer *w, em_error *error)
{
    const em_control control = {.cancel = cli_cancel_flag()};
    cli_args args = {.theme = -1, .inspect = -1, .data = data};
    double ms[FRAMES] = {0};
    picture_start start;
    stage s = {.control = &control};

    run_options_init(&args.run);
    em_status status = picture_start_init(&start, &args, error);
    if (status != EM_OK) {
        return status;
    }
    start.app.animation = false;
    start.app.theme = THEME_LIGHT;
    raster_image image = raster_image_create((size_t)start.app.width, (size_t)start.app.height);
    status = stage_init(&s, &start, 1.0, error);
    if (status == EM_OK && !image.pixels) {
        status = em_fail_memory(error);
    }
    if (status == EM_OK) {
        status = stage_wait(&s, error);
    }
    if (status == EM_OK) {
        status = time_frames(&s, &image, ms, error);
    }
    if (status == EM_OK) {
        const bench_line line = {name, ms[FRAMES / 2], ms[0], ms[FRAMES - 1], "ms"};
        write_line(w, &line);
    }
    raster_image_finish(&image);
    stage_finish(&s);
    picture_start_finish(&start);
    return status;
}

static em_status bench_frames(io_writer *w, em_error *error)
{
    em_status status = EM_OK;

    for (size_t i = 0; i < sizeof frame_cases / sizeof *frame_cases && status == EM_OK; i++) {
        status = bench_frame(frame_cases[i].name, frame_cases[i].data, w, error);
    }
    return status;
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
        status = bench_frames(j.writer, &error);
    }
    if (status != EM_OK) {
        io_writer_abandon(j.writer);
        return cli_fail(status, &error);
    }
    return cli_output_commit(&j, &error);
}
