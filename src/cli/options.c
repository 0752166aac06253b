#include "cli/options.h"

#include "io/number.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_BASE = 1000, SUGGEST_MAX = 2, NAME_MAX_LENGTH = 32 };

/* Options are numbered: run options first, then those of cli_option_list. */
static const char *option_name(size_t index)
{
    return index < RUN_OPTIONS ? run_option_list[index].name
                               : cli_option_list[index - RUN_OPTIONS].name;
}

static const char *option_argument(size_t index)
{
    return index < RUN_OPTIONS ? run_option_list[index].argument
                               : cli_option_list[index - RUN_OPTIONS].argument;
}

static const char *option_allowed(size_t index)
{
    return index < RUN_OPTIONS ? run_option_list[index].allowed
                               : cli_option_list[index - RUN_OPTIONS].allowed;
}

static bool takes(cli_command command, size_t index)
{
    return index < RUN_OPTIONS ? cli_takes_run_option(command, (int)index)
                               : cli_option_list[index - RUN_OPTIONS].commands >> command & 1U;
}

/* Edit distance between two short names (Levenshtein). */
static size_t distance(const char *a, const char *b)
{
    const size_t n = strlen(b);
    size_t row[NAME_MAX_LENGTH + 1];

    if (n > NAME_MAX_LENGTH || strlen(a) > NAME_MAX_LENGTH) {
        return NAME_MAX_LENGTH;
    }
    for (size_t j = 0; j <= n; j++) {
        row[j] = j;
    }
    for (size_t i = 0; a[i]; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            const size_t change = corner + (a[i] != b[j]);
            corner = row[j + 1];
            const size_t gap = (row[j] < corner ? row[j] : corner) + 1;
            row[j + 1] = change < gap ? change : gap;
        }
    }
    return row[n];
}

static const char *nearest_option(const char *name, cli_command command)
{
    const char *best = NULL;
    size_t least = SUGGEST_MAX + 1;

    for (size_t i = 0; i < RUN_OPTIONS + cli_option_count; i++) {
        const size_t d = distance(name, option_name(i));
        if (takes(command, i) && d < least && d < strlen(name)) {
            least = d;
            best = option_name(i);
        }
    }
    return best;
}

static em_status unknown_option(const char *text, cli_command command, em_error *error)
{
    char name[NAME_MAX_LENGTH + 1], quoted[120];
    const char *from = text + strspn(text, "-");

    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(from, "="), from);
    const char *near = nearest_option(name, command);
    (void)io_quote(text, quoted, sizeof quoted);
    if (near) {
        return em_fail(error, EM_ERR_USAGE, "%s has no option %s; did you mean --%s?",
                       cli_command_name(command), quoted, near);
    }
    return em_fail(error, EM_ERR_USAGE, "%s has no option %s; emstep %s --help lists them",
                   cli_command_name(command), quoted, cli_command_name(command));
}

/* --binarize takes a number only if one follows. */
static char *following_number(int argc, char **argv)
{
    const char *end = NULL;
    double value = 0.0;

    if (optind < argc && io_number_read(argv[optind], &end, &value) == IO_NUMBER_OK && !*end) {
        return argv[optind++];
    }
    return NULL;
}

static em_status set_option(cli_args *a, size_t index, char *value, em_error *error)
{
    char quoted[200];

    if (!takes(a->command, index)) {
        return em_fail(error, EM_ERR_USAGE, "%s does not take --%s", cli_command_name(a->command),
                       option_name(index));
    }
    if (index < RUN_OPTIONS) {
        return run_options_set(&a->run, (int)index, value, error);
    }
    if (!cli_option_list[index - RUN_OPTIONS].set(a, value)) {
        return em_fail(error, EM_ERR_USAGE, "--%s %s: expected %s", option_name(index),
                       io_quote(value, quoted, sizeof quoted), option_allowed(index));
    }
    return EM_OK;
}

static em_status take_data(cli_args *a, int argc, char **argv, em_error *error)
{
    char one[120], two[120];

    if (argc - optind > 1) {
        return em_fail(error, EM_ERR_USAGE, "one data set expected, found %s and %s",
                       io_quote(argv[optind], one, sizeof one),
                       io_quote(argv[optind + 1], two, sizeof two));
    }
    a->data = argc > optind ? argv[optind] : NULL;
    return EM_OK;
}

static size_t index_of_letter(int letter)
{
    size_t i = 0;

    while (i < RUN_OPTIONS + cli_option_count &&
           letter != (i < RUN_OPTIONS ? run_option_list[i].letter
                                      : cli_option_list[i - RUN_OPTIONS].letter)) {
        i++;
    }
    return i;
}

static em_status bad_option(int kind, char **argv, cli_command command, em_error *error)
{
    const size_t index =
        optopt >= VALUE_BASE ? (size_t)(optopt - VALUE_BASE) : index_of_letter(optopt);
    const char letter[] = {'-', (char)optopt, '\0'};

    if (kind == ':') {
        return em_fail(error, EM_ERR_USAGE, "--%s needs a value: %s", option_name(index),
                       option_allowed(index));
    }
    if (optopt >= VALUE_BASE) {
        return em_fail(error, EM_ERR_USAGE, "--%s takes no value", option_name(index));
    }
    return unknown_option(optopt ? letter : argv[optind - 1], command, error);
}

static em_status read_all(int argc, char **argv, const struct option *table, cli_args *a,
                          em_error *error)
{
    em_status status = EM_OK;
    int found = 0;

    opterr = 0;
    optind = 1;
    while (status == EM_OK && (found = getopt_long(argc, argv, ":k:o:h", table, NULL)) != -1) {
        if (found == '?' || found == ':') {
            return bad_option(found, argv, a->command, error);
        }
        const size_t index =
            found >= VALUE_BASE ? (size_t)(found - VALUE_BASE) : index_of_letter(found);
        char *value = optarg;
        if (index == RUN_BINARIZE && !value) {
            value = following_number(argc, argv);
        }
        status = set_option(a, index, value, error);
    }
    return status == EM_OK ? take_data(a, argc, argv, error) : status;
}

static cli_command command_of(const char *word)
{
    for (int i = 0; word && i < CLI_COMMANDS; i++) {
        if (strcmp(word, cli_command_name((cli_command)i)) == 0) {
            return (cli_command)i;
        }
    }
    return CLI_COMMANDS;
}

em_status cli_options_read(int argc, char **argv, cli_args *out, em_error *error)
{
    const size_t count = RUN_OPTIONS + cli_option_count;
    struct option *table = calloc(count + 1, sizeof *table);

    *out = (cli_args){.restarts = 10, .seeds = 200, .theme = -1, .inspect = -1};
    run_options_init(&out->run);
    if (!table) {
        return em_fail_memory(error);
    }
    for (size_t i = 0; i < count; i++) {
        const char *argument = option_argument(i);
        const int takes_value = !argument            ? no_argument
                                : argument[0] == '[' ? optional_argument
                                                     : required_argument;
        table[i] = (struct option){option_name(i), takes_value, NULL, VALUE_BASE + (int)i};
    }
    out->command = command_of(argc > 1 ? argv[1] : NULL);
    const int skip = out->command != CLI_COMMANDS;
    out->named = skip;
    if (!skip) {
        out->command = CLI_OPEN;
    }
    const em_status status = read_all(argc - skip, argv + skip, table, out, error);
    free(table);
    return status;
}
