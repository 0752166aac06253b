/* Loading tables: prints `case median min max unit`. The tables are written first, 17 digits a
 * number, as programs write doubles they want back. */
#include "em/rng.h"
#include "io/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 7 };

typedef struct table {
    const char *name, *delimiter;
    size_t rows, digits;
    bool labelled;
} table;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool write_table(const char *path, const table *t)
{
    em_rng rng;
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    em_rng_seed(&rng, 42);
    for (size_t i = 0; i < t->rows; i++) {
        double x = em_rng_normal(&rng), y = em_rng_normal(&rng);
        fprintf(f, "%.*g%s%.*g", (int)t->digits, x, t->delimiter, (int)t->digits, y);
        fprintf(f, t->labelled ? "%sclass %zu\n" : "\n", t->delimiter, i % 8);
    }
    bool good = !ferror(f);
    return fclose(f) == 0 && good;
}

static int ascending(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool measure(const char *path, const table *t)
{
    double seconds[RUNS];
    for (int run = 0; run < RUNS; run++) {
        io_options options = IO_OPTIONS_DEFAULT;
        em_dataset *data;
        em_error error;
        double start = now();
        if (io_load(path, &options, &data, &error)) {
            fprintf(stderr, "%s\n", error.text);
            return false;
        }
        seconds[run] = now() - start;
        bool right = data->n == t->rows && data->d == 2;
        em_dataset_destroy(data);
        if (!right)
            return false;
    }
    qsort(seconds, RUNS, sizeof *seconds, ascending);
    printf("%s %.4g %.4g %.4g ms\n", t->name, 1e3 * seconds[RUNS / 2], 1e3 * seconds[0],
           1e3 * seconds[RUNS - 1]);
    return true;
}

int main(void)
{
    static const table tables[] = {
        {"load-csv-300000x2", ",", 300000, 17, false},
        {"load-csv-300000x2-labelled", ",", 300000, 17, true},
        {"load-csv-1000000x2", ",", 1000000, 17, false},
        {"load-csv-1000000x2-6-digits", ",", 1000000, 6, false},
        {"load-tsv-300000x2", "\t", 300000, 17, false},
    };
    char path[] = "load-bench-XXXXXX";
    int fd = mkstemp(path);
    bool good = fd >= 0;
    if (good)
        close(fd);
    for (size_t i = 0; good && i < sizeof tables / sizeof *tables; i++)
        good = write_table(path, &tables[i]) && measure(path, &tables[i]);
    unlink(path);
    return !good;
}
