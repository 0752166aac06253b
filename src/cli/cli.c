#include "cli/cli.h"

#include "cli/common.h"

#include <signal.h>

static int run_command(const cli_args *a)
{
    switch (a->command) {
    case CLI_FIT: return cli_fit(a);
    default: break;
    }
    return 2;
}

int cli_main(int argc, char **argv)
{
    em_error error = {.status = EM_OK};
    cli_args args;

    (void)signal(SIGPIPE, SIG_IGN);
    em_status status = cli_options_read(argc, argv, &args, &error);
    if (status == EM_OK && args.command != CLI_SWEEP) {
        status = run_options_check(&args.run, &error);
    }
    return status == EM_OK ? run_command(&args) : cli_fail(status, &error);
}
