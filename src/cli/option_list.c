/* The options that are not run options, and which command takes them. */
#include "cli/options.h"
#include "io/number.h"

#include <string.h>

static const char *const themes[] = {"light", "dark", "contrast"};
static const char *const tabs[] = {"run", "choose-k", "labels", "prototypes", "maths"};
static const char *const overlays[] = {"ellipses", "regions", "density",  "links", "trails",
                                       "ghosts",   "changed", "disagree", "pies"};

static bool whole(const char *text, size_t low, size_t high, size_t *out)
{
    size_t value = 0, digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 10 || text[digits]) {
        return false;
    }
    for (; *text; text++) {
        value = value * 10 + (size_t)(*text - '0');
    }
    *out = value;
    return value >= low && value <= high;
}

static int choice(const char *text, size_t length, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(names[i]) == length && strncmp(text, names[i], length) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool set_json(cli_args *a, char *value)
{
    return a->json = true;
}

static bool set_labels(cli_args *a, char *value)
{
    return a->labels = true;
}

static bool set_responsibilities(cli_args *a, char *value)
{
    return a->responsibilities = true;
}

static bool set_restarts(cli_args *a, char *value)
{
    return whole(value, 1, 1000000, &a->restarts);
}

static bool set_seeds(cli_args *a, char *value)
{
    return whole(value, 1, 1000000, &a->seeds);
}

static bool set_step(cli_args *a, char *value)
{
    size_t step = 0;

    a->step = value;
    return strcmp(value, "end") == 0 || whole(value, 0, 1000000000, &step);
}

static bool set_out(cli_args *a, char *value)
{
    a->out = value;
    return *value != '\0';
}

static bool set_size(cli_args *a, char *value)
{
    char *x = strchr(value, 'x');

    if (!x) {
        return false;
    }
    *x = '\0';
    const bool good = whole(value, 64, 16384, &a->width) && whole(x + 1, 64, 16384, &a->height);
    *x = 'x';
    return good;
}

static bool set_scale(cli_args *a, char *value)
{
    const char *end = NULL;

    return io_number_read(value, &end, &a->scale) == IO_NUMBER_OK && !*end && a->scale >= 0.25 &&
           a->scale <= 8.0;
}

static bool set_theme(cli_args *a, char *value)
{
    return (a->theme = choice(value, strlen(value), themes, 3)) >= 0;
}

static bool set_tab(cli_args *a, char *value)
{
    return (a->tab = choice(value, strlen(value), tabs, 5)) >= 0;
}

static bool set_overlay(cli_args *a, char *value)
{
    const char *at = value;

    a->overlays_given = true;
    a->overlays = 0;
    if (strcmp(value, "none") == 0) {
        return true;
    }
    for (;;) {
        const size_t length = strcspn(at, ",");
        const int bit = choice(at, length, overlays, sizeof overlays / sizeof *overlays);
        if (bit < 0) {
            return false;
        }
        a->overlays |= 1U << bit;
        if (!at[length]) {
            return true;
        }
        at += length + 1;
    }
}

static bool set_presentation(cli_args *a, char *value)
{
    return a->presentation = true;
}

static bool set_no_animation(cli_args *a, char *value)
{
    return a->no_animation = true;
}

static bool set_inspect(cli_args *a, char *value)
{
    size_t row = 0;
    const bool good = whole(value, 0, 1000000000, &row);

    a->inspect = (long)row;
    return good;
}

static bool set_pane(cli_args *a, char *value)
{
    if (a->panes == CLI_PANES) {
        return false;
    }
    a->pane[a->panes++] = value;
    return true;
}

static bool set_script(cli_args *a, char *value)
{
    a->script = value;
    return *value != '\0';
}

static bool set_help(cli_args *a, char *value)
{
    return a->help = true;
}

static bool set_version(cli_args *a, char *value)
{
    return a->version = true;
}

static bool set_verbose(cli_args *a, char *value)
{
    return a->verbose = true;
}

enum {
    FIT = 1U << CLI_FIT,
    SWEEP = 1U << CLI_SWEEP,
    ATLAS = 1U << CLI_ATLAS,
    RENDER = 1U << CLI_RENDER,
    DATA = 1U << CLI_DATA,
    OPEN = 1U << CLI_OPEN,
    ALL = (1U << CLI_COMMANDS) - 1
};

const cli_option cli_option_list[] = {
    {"json", 0, NULL, "no value", "print one JSON object", FIT | SWEEP | ATLAS | DATA, set_json},
    {"labels", 0, NULL, "no value", "print the component of every point", FIT, set_labels},
    {"responsibilities", 0, NULL, "no value", "print every responsibility", FIT,
     set_responsibilities},
    {"restarts", 0, "R", "a whole number from 1 to 1000000",
     "runs for each K, with seeds --seed, --seed + 1, ... (10)", SWEEP, set_restarts},
    {"seeds", 0, "S", "a whole number from 1 to 1000000",
     "runs, with seeds --seed, --seed + 1, ... (200)", ATLAS, set_seeds},
    {"step", 0, "S", "a whole number from 0, or end",
     "the half-step to draw: 0 is the start, end is convergence (end)", RENDER, set_step},
    {"output", 'o', "FILE", "the name of a file", "what to write: .png, .svg, .gif or .mp4", RENDER,
     set_out},
    {"size", 0, "WxH", "a width and a height from 64 to 16384, such as 1600x1000",
     "of the picture or window in pixels (1600x1000)", RENDER | OPEN, set_size},
    {"scale", 0, "S", "a number from 0.25 to 8", "size of text and controls (1)", RENDER | OPEN,
     set_scale},
    {"theme", 0, "NAME", "light, dark or contrast", "light, dark or contrast (light)",
     RENDER | OPEN, set_theme},
    {"presentation", 0, NULL, "no value", "text large enough for the last row", RENDER | OPEN,
     set_presentation},
    {"tab", 0, "NAME", "run, choose-k, labels, prototypes or maths",
     "run, choose-k, labels, prototypes or maths (run)", RENDER | OPEN, set_tab},
    {"overlay", 0, "A,B",
     "none, or some of ellipses,regions,density,links,trails,ghosts,changed,disagree,pies",
     "what to draw besides the points: ellipses, regions, density, links, trails,\n"
     "ghosts, changed, disagree, pies, with commas between them; or none",
     RENDER, set_overlay},
    {"inspect", 0, "ROW", "a whole number from 0", "show the numbers of this point", RENDER,
     set_inspect},
    {"pane", 0, "'OPTIONS'", "at most three, each with run options in quotes",
     "one more run beside the first, with its own run options", RENDER | OPEN, set_pane},
    {"no-animation", 0, NULL, "no value", "half-steps appear at once", OPEN, set_no_animation},
    {"script", 0, "FILE", "the name of a file, or -",
     "commands for the window, one a line; -: from standard input", OPEN, set_script},
    {"help", 'h', NULL, "no value", "this text", ALL, set_help},
    {"version", 0, NULL, "no value", "the version", ALL, set_version},
    {"verbose", 0, NULL, "no value", "with --version: what it was built with", ALL, set_verbose},
};
const size_t cli_option_count = sizeof cli_option_list / sizeof *cli_option_list;

const char *cli_command_name(cli_command command)
{
    static const char *const names[CLI_COMMANDS] = {"open",   "fit",  "sweep", "atlas",
                                                    "render", "data", "code",  "bench"};

    return names[command];
}

bool cli_takes_run_option(cli_command command, int option)
{
    switch (command) {
    case CLI_FIT:
    case CLI_CODE: return true;
    case CLI_SWEEP:
    case CLI_ATLAS: return option != RUN_N_INIT && option != RUN_STEPS;
    case CLI_OPEN:
    case CLI_RENDER: return option != RUN_STEPS;
    case CLI_DATA: return option >= RUN_DATA;
    default: return false;
    }
}
