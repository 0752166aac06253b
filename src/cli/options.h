/* One table of options for all commands, read with getopt_long. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "session/run_options.h"

typedef enum cli_command {
    CLI_OPEN, CLI_FIT, CLI_SWEEP, CLI_ATLAS, CLI_RENDER, CLI_DATA, CLI_CODE, CLI_BENCH, CLI_COMMANDS
} cli_command;

enum { CLI_PANES = 3 };

/* All strings are borrowed from argv. */
typedef struct cli_args {
    cli_command command;
    bool named;        /* the command was written out */
    bool help, version, verbose;
    run_options run;
    const char *data;  /* NULL: none given */
    bool json, labels, responsibilities;
    size_t restarts, seeds;
    const char *step;  /* "end" or digits; NULL: the end, of a session where it stood */
    const char *out;
    size_t width, height; /* 0: none given */
    double scale;         /* 0: none given */
    int theme, tab;       /* positions in cli_themes and cli_tabs; theme -1: none given */
    unsigned overlays;    /* bits; see overlays_given */
    bool overlays_given, presentation, no_animation;
    long inspect;         /* row, -1: none */
    char *pane[CLI_PANES];
    size_t panes;
    const char *script;
} cli_args;

typedef struct cli_option {
    const char *name;
    char letter;
    const char *argument, *allowed, *help;
    unsigned commands; /* bit per cli_command that takes it */
    bool (*set)(cli_args *a, char *value);
} cli_option;

extern const cli_option cli_option_list[];
extern const size_t cli_option_count;

const char *cli_command_name(cli_command command);

/* Does the command take this run option? */
bool cli_takes_run_option(cli_command command, int option);

/* EM_ERR_USAGE with the words for what is wrong. */
em_status cli_options_read(int argc, char **argv, cli_args *out, em_error *error);

#endif
