#include "cli/common.h"
#include "sdl/loop.h"

#include <stdio.h>
#include <string.h>

enum { HELP_COLUMN = 26 };

typedef struct command_help {
    const char *usage, *what;
} command_help;

static const command_help helps[CLI_COMMANDS] = {
    [CLI_OPEN] = {"[open] [DATA] [options]",
                  "Opens the window. Without DATA: aniso, a Gaussian mixture, K = 3. DATA may "
                  "be\nthe file of a saved session."},
    [CLI_FIT] = {"fit [DATA] [options]", "Runs to convergence and prints the result."},
    [CLI_SWEEP] =
        {"sweep [DATA] [options] --k 1..8 --restarts 10",
         "Runs every K many times: best, median and worst objective, silhouette, BIC, AIC."},
    [CLI_ATLAS] = {"atlas [DATA] [options] --seeds 200",
                   "Runs many seeds and groups equal solutions."},
    [CLI_RENDER] = {"render [DATA] [options] --step S -o FILE",
                    "Draws the window to a .png, .svg, .gif or .mp4 file, without a display."},
    [CLI_DATA] = {"data [NAME] [options]", "Lists the data sets, or prints one as CSV."},
    [CLI_CODE] = {"code [DATA] [options]",
                  "Prints the same run as a script for NumPy and scikit-learn."},
    [CLI_BENCH] = {"bench [engine|frames]",
                   "Measures half-steps and frames on this machine, beside their goals."},
};

/* "-k K", "-o, --output FILE", "--binarize [T]" */
static void write_names(const char *name, char letter, const char *argument, char *out, size_t size)
{
    const bool lone = strlen(name) == 1;
    int used = 0;

    if (letter) {
        used = snprintf(out, size, "-%c%s", letter, lone ? "" : ", ");
    }
    if (!lone || !letter) {
        used += snprintf(out + used, size - (size_t)used, "--%s", name);
    }
    if (argument) {
        (void)snprintf(out + used, size - (size_t)used, " %s", argument);
    }
}

static void write_option(const char *name, char letter, const char *argument, const char *help,
                         io_writer *w)
{
    char left[96];

    write_names(name, letter, argument, left, sizeof left);
    (void)io_writer_printf(w, "  %-*s", HELP_COLUMN, left);
    for (;;) {
        const size_t length = strcspn(help, "\n");
        (void)io_writer_printf(w, " %.*s\n", (int)length, help);
        if (!help[length]) {
            return;
        }
        help += length + 1;
        (void)io_writer_printf(w, "  %-*s", HELP_COLUMN, "");
    }
}

static void write_options(cli_command which, int from, int to, const char *title, io_writer *w)
{
    bool any = false;

    for (int i = from; i < to; i++) {
        const run_option *o = &run_option_list[i];
        if (cli_takes_run_option(which, i)) {
            if (!any) {
                (void)io_writer_printf(w, "\n%s:\n", title);
            }
            any = true;
            if (i == RUN_K && which == CLI_SWEEP) {
                write_option("k", 0, "A..B", "numbers of components (1..8)", w);
            } else {
                write_option(o->name, o->letter, o->argument, o->help, w);
            }
        }
    }
}

static void write_command(cli_command which, io_writer *w)
{
    (void)io_writer_printf(w, "emstep %s\n\n%s\n", helps[which].usage, helps[which].what);
    write_options(which, 0, RUN_DATA, "Run options", w);
    write_options(which, RUN_DATA, RUN_OPTIONS, "Data options", w);
    (void)io_writer_printf(w, "\nOptions:\n");
    for (size_t i = 0; i < cli_option_count; i++) {
        const cli_option *o = &cli_option_list[i];
        const bool general = strcmp(o->name, "version") == 0 || strcmp(o->name, "verbose") == 0;
        if (o->commands >> which & 1U && !general) {
            write_option(o->name, o->letter, o->argument, o->help, w);
        }
    }
    if (which != CLI_DATA && which != CLI_BENCH) {
        (void)io_writer_printf(
            w, "\nDATA is a name that `emstep data` lists, blobs:n=..,k=..,d=..,std=..,"
               "seed=.., a CSV, TSV,\nIDX or NPY file (also .gz), or - for CSV from "
               "standard input.\n");
    }
}

static void write_overview(io_writer *w)
{
    (void)io_writer_printf(w, "emstep: K-means and mixture models, half-step by half-step\n\n");
    for (int i = 0; i < CLI_COMMANDS; i++) {
        (void)io_writer_printf(w, "  emstep %s\n      %s\n", helps[i].usage, helps[i].what);
    }
    (void)io_writer_printf(w, "  emstep --version [--verbose]\n  emstep COMMAND --help\n      The "
                              "options of a command; `emstep open --help` for the window.\n");
}

int cli_print_help(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    json j;
    const em_status status = cli_output_open(&j, &error);

    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    if (a->named) {
        write_command(a->command, j.writer);
    } else {
        write_overview(j.writer);
    }
    return cli_output_commit(&j, &error);
}

int cli_print_version(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    char words[256], folder[1024];
    json j;
    const em_status status = cli_output_open(&j, &error);

    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    (void)io_writer_printf(j.writer, "emstep %s\n", EMSTEP_VERSION);
    if (a->verbose) {
        (void)io_writer_printf(j.writer, "compiler: %s\n", __VERSION__);
        (void)io_writer_printf(j.writer, "window: %s\n", loop_describe(words, sizeof words));
        (void)io_writer_printf(j.writer, "data sets: %s\n",
                               io_find_folder("datasets", folder, sizeof folder) ? folder
                                                                                 : "not found");
        (void)io_writer_printf(j.writer, "fonts: %s\n",
                               io_find_folder("assets", folder, sizeof folder) ? folder
                                                                               : "not found");
    }
    return cli_output_commit(&j, &error);
}
