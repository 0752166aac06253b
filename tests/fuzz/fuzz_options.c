/* Texts from scripts and options: commands, and run options with what they make of a data set. */
#include "target.h"

#include "em/generate.h"
#include "session/command.h"
#include "session/run_options.h"

#include <stdlib.h>
#include <string.h>

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* What was understood is printed and understood again, as the same. */
static void try_command(const char *text)
{
    command first, second;
    char line[1024], again[1024];
    if (!command_parse(text, &first) || command_print(&first, line, sizeof line) >= sizeof line)
        return;
    check(command_parse(line, &second));
    command_print(&second, again, sizeof again);
    check(strcmp(line, again) == 0);
}

static void try_options(char *text, const em_dataset *data)
{
    em_error error = {EM_OK, 0, 0, ""};
    run_options options;
    em_spec spec;
    run_options_init(&options);
    em_status status = run_options_read(&options, text, &error);
    if (status == EM_OK)
        status = run_options_check(&options, false, &error);
    if (status == EM_OK && options.spec.init != EM_INIT_FILE) /* opens no file */
        status = run_options_resolve(&options, data, false, &spec, &error);
    else if (status == EM_OK)
        return;
    if (status == EM_OK) {
        check(spec.k >= 1 && spec.k <= data->n);
        em_spec_finish(&spec);
    } else {
        check(error.status == status && error.text[0] && !strchr(error.text, '\n'));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static em_dataset *data;
    char *text = malloc(size + 1);
    if (!data)
        em_generate("aniso", &data, NULL);
    if (text && data) {
        memcpy(text, bytes, size);
        text[size] = '\0';
        try_command(text);
        try_options(text, data);
    }
    free(text);
    return 0;
}
