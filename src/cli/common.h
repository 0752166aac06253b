/* What all commands share: data, cancelling, progress, messages. */
#ifndef CLI_COMMON_H
#define CLI_COMMON_H

#include "cli/json.h"
#include "cli/options.h"
#include "em/fit.h"
#include "em/parallel.h"

#include <time.h>

/* One command each; the exit code. */
int cli_fit(const cli_args *a);
int cli_sweep(const cli_args *a);
int cli_atlas(const cli_args *a);
int cli_data(const cli_args *a);
int cli_code(const cli_args *a);
int cli_render(const cli_args *a);
int cli_open(const cli_args *a);
int cli_bench(const cli_args *a);
int cli_print_help(const cli_args *a);
int cli_print_version(const cli_args *a);

/* One line on standard error. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says what is wrong (nothing for a reader that has gone away) and returns the exit code. */
int cli_fail(em_status status, const em_error *error);

/* The data set, the specification and the threads of a run. */
typedef struct cli_run {
    em_dataset *data;
    em_spec spec;
    em_pool *pool;
} cli_run;

/* Opens and prepares the data (aniso if none is named), says what was read, resolves the
 * specification. general: as run_options_resolve. On failure there is nothing to finish. */
em_status cli_run_init(cli_run *r, const cli_args *a, bool general, em_error *error);
void cli_run_finish(cli_run *r);

/* EM_ERR_USAGE if seed + runs - 1 is no seed any more. */
em_status cli_check_seeds(uint32_t seed, size_t runs, const char *option, em_error *error);

/* A control that Ctrl-C cancels and that shows progress on a terminal once it takes a while. */
typedef struct cli_watch {
    em_control control;
    const char *what;
    struct timespec start;
    double shown; /* seconds after start of the last line, 0: none */
} cli_watch;

/* SIGINT, SIGTERM and SIGHUP end the program with 130: at once, or cleanly where a watch is on. */
void cli_catch_signals(void);

void cli_watch_start(cli_watch *w, const char *what);
void cli_watch_stop(cli_watch *w); /* wipes the line */
double cli_watch_seconds(const cli_watch *w);
const atomic_bool *cli_cancel_flag(void); /* raised by those signals while a watch is on */

/* {"name", "n", "d", "classes"} under the key "data". */
void cli_json_data(json *j, const em_dataset *data);

/* Starts writing to standard output; commits or reports. */
em_status cli_output_open(json *j, em_error *error);
int cli_output_commit(json *j, em_error *error);

/* Writes what a command found to standard output, as one JSON object or as a table for people; the
 * exit code. */
typedef void cli_write_fn(const void *found, const cli_run *run, json *j);
int cli_output_show(const void *found, const cli_run *run, cli_write_fn *write);

#endif
