/* One iteration of the engine on a benchmark's data, timed. For the bench files only. */
#ifndef CLI_BENCH_CASE_H
#define CLI_BENCH_CASE_H

#include "cli/bench_engine.h"
#include "em/model.h"

enum { BENCH_STEPS_MAX = 400 };

typedef struct bench_case {
    const char *name, *data; /* "noisy" and "noisy bits": the MNIST test images seven times */
    em_kind kind;
    em_cov cov_kind;
    size_t k, threads, iterations; /* at most BENCH_STEPS_MAX */
} bench_case;

/* NULL: out of memory, or the file is missing. */
em_dataset *bench_data(const char *name);

typedef struct bench_state {
    const bench_case *of;
    const em_dataset *data; /* borrowed */
    em_spec spec;
    em_pool *pool;
    em_params *params;
    em_resp *resp;
    em_work *work;
} bench_state;

/* threads: 0 one per processor. Close also what failed to open. */
bool bench_open(bench_state *s, const bench_case *of, const em_dataset *data, size_t threads);
void bench_close(bench_state *s);

/* Whole iterations from the case's start, E and M, after a few that are not timed. seconds: one
 * each. */
bool bench_steps(bench_state *s, size_t iterations, double *seconds);

double bench_clock(void); /* seconds */
void bench_sort(double *value, size_t count);

/* Sorts. A line in ms, or us for the short ones, without goal. */
bench_line bench_time_line(const char *name, double *seconds, size_t count);

/* Two threads against one: how many times as fast, and whether one bit differs. */
bool bench_threads(const bench_case *of, const em_dataset *data, bench_report *report,
                   void *context);

/* The iteration while another process spins on one core, as times the own quiet time on one thread:
 * the median and the nine tenths. */
bool bench_busy(const bench_case *of, const em_dataset *data, bench_report *report, void *context);

/* 10,000,000 points: time per point against 1,000,000; memory of a process that does nothing else
 * (to be asked for first: it counts from what this process holds). */
bool bench_per_point(bench_report *report, void *context);
bool bench_memory(bench_report *report, void *context);

/* The elbow's sweep K = 1..8 with ten restarts each, and the best J at K = 8. threads as above. */
bool bench_elbow(size_t threads, bench_report *report, void *context);

#endif
