/* Loading tables. They are written first, 17 digits a number, as programs write doubles they want
 * back. */
#include "cli/bench_case.h"
#include "em/rng.h"
#include "io/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { RUNS = 7 };

typedef struct table {
    const char *name, *delimiter;
    size_t rows;
    int digits;
    bool labelled;
    double goal; /* ms; 0: none */
} table;

static bool write_table(const char *path, const table *t)
{
    em_rng rng;
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    em_rng_seed(&rng, 42);
    for (size_t i = 0; i < t->rows; i++) {
        double x = em_rng_normal(&rng), y = em_rng_normal(&rng);
        fprintf(f, "%.*g%s%.*g", t->digits, x, t->delimiter, t->digits, y);
        if (t->labelled)
            fprintf(f, "%sclass %zu", t->delimiter, i % 8);
        putc('\n', f);
    }
    bool good = !ferror(f);
    return fclose(f) == 0 && good;
}

static bool load(const char *path, const table *t, double *ms)
{
    io_options options = IO_OPTIONS_DEFAULT;
    em_dataset *data = NULL;
    double start = bench_clock();
    if (io_load(path, &options, &data, NULL) != EM_OK)
        return false;
    *ms = 1e3 * (bench_clock() - start);
    bool right = data->n == t->rows && data->d == 2;
    em_dataset_destroy(data);
    return right;
}

static bool measure(const char *path, const table *t, bench_report *report, void *context)
{
    double ms[RUNS];
    for (size_t run = 0; run < RUNS; run++) {
        if (!load(path, t, &ms[run]))
            return false;
    }
    const bench_line line = bench_value_line(
        t->name, ms, RUNS, "ms", t->goal > 0 ? BENCH_MEDIAN_AT_MOST : BENCH_NO_GOAL, t->goal);
    report(context, &line);
    return true;
}

bool bench_load(bool all, bench_report *report, void *context)
{
    static const table tables[] = {
        {"load-csv-300000x2", ",", 300000, 17, false, 200},
        {"load-csv-1000000x2", ",", 1000000, 17, false, 700},
        {"load-csv-300000x2-labelled", ",", 300000, 17, true, 0},
        {"load-csv-1000000x2-6-digits", ",", 1000000, 6, false, 0},
        {"load-tsv-300000x2", "\t", 300000, 17, false, 0},
    };
    const char *folder = getenv("TMPDIR");
    char path[1024];
    snprintf(path, sizeof path, "%s/emstep-bench-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path);
    bool good = fd >= 0;
    if (good)
        close(fd);
    for (size_t i = 0; good && i < sizeof tables / sizeof *tables; i++) {
        if (all || tables[i].goal > 0)
            good = write_table(path, &tables[i]) && measure(path, &tables[i], report, context);
    }
    if (fd >= 0)
        unlink(path);
    return good;
}
