/* emstep open: the window. */
#include "cli/common.h"
#include "cli/picture.h"
#include "sdl/loop.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static em_status open_script(const cli_args *a, loop_options *options, em_error *error)
{
    char quoted[200];

    if (!a->script) {
        return EM_OK;
    }
    const bool standard_input = strcmp(a->script, "-") == 0;
    if (standard_input && a->data && strcmp(a->data, "-") == 0) {
        return em_fail(error, EM_ERR_USAGE,
                       "standard input cannot be both the data and the script");
    }
    options->script_name = standard_input ? "standard input" : a->script;
    options->script = standard_input ? stdin : fopen(a->script, "re");
    if (!options->script) {
        return em_fail(error, EM_ERR_FILE, "cannot open %s: %s",
                       io_quote(a->script, quoted, sizeof quoted), strerror(errno));
    }
    return EM_OK;
}

int cli_open(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    loop_options options = {.width = (double)a->width, .height = (double)a->height};
    picture_start start;
    em_status status = open_script(a, &options, &error);

    if (status == EM_OK) {
        status = picture_start_init(&start, a, &error);
        if (status == EM_OK) {
            start.app.settings = true;
            status = loop_run(&start.app, &options, &error);
            picture_start_finish(&start);
        }
    }
    if (options.script && options.script != stdin) {
        (void)fclose(options.script);
    }
    return status == EM_OK ? 0 : cli_fail(status, &error);
}
