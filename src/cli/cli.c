#include "cli/cli.h"

#include "cli/common.h"

#include <signal.h>

static int run_command(const cli_args *a)
{
    if (a->help) {
        return cli_print_help(a);
    }
    if (a->version) {
        return cli_print_version(a);
    }
    if (a->command != CLI_OPEN) { /* the window has its own ways to end */
        cli_catch_signals();
    }
    switch (a->command) {
    case CLI_FIT: return cli_fit(a);
    case CLI_SWEEP: return cli_sweep(a);
    case CLI_ATLAS: return cli_atlas(a);
    case CLI_DATA: return cli_data(a);
    case CLI_CODE: return cli_code(a);
    case CLI_RENDER: return cli_render(a);
    case CLI_BENCH: return cli_bench(a);
    default: return cli_open(a);
    }
}

int cli_main(int argc, char **argv)
{
    em_error error = {.status = EM_OK};
    cli_args args;

    /* A reader that leaves and a file that grows too large are errors of writing, told in words. */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN);
    em_status status = cli_options_read(argc, argv, &args, &error);
    if (status == EM_OK) {
        status = run_options_check(&args.run, args.command == CLI_SWEEP, &error);
    }
    return status == EM_OK ? run_command(&args) : cli_fail(status, &error);
}
