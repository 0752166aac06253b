/* What the tests of the readers share: a folder of their own, files in it, answers checked. */
#ifndef IO_HELP_H
#define IO_HELP_H

#include "io/io.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char folder[64];
static em_error error;

static inline int make_folder(void **state)
{
    strcpy(folder, "load-XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static inline int remove_folder(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("..") == 0 && system(command) == 0 ? 0 : -1;
}

static inline void write_bytes(const char *path, const void *bytes, size_t size)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    assert_int_equal(fclose(f), 0);
}

static inline void write_text(const char *path, const char *text)
{
    write_bytes(path, text, strlen(text));
}

static inline em_dataset *open_good(const char *name)
{
    io_options options = IO_OPTIONS_DEFAULT;
    em_dataset *data = NULL;
    if (io_open_data(name, &options, &data, &error))
        fail_msg("%s: %s", name, error.text);
    return data;
}

static inline void expect_refusal(const char *name, em_status wanted, const char *fragment)
{
    io_options options = IO_OPTIONS_DEFAULT;
    em_dataset *data = NULL;
    em_status status = io_open_data(name, &options, &data, &error);
    assert_null(data);
    if (status != wanted || !strstr(error.text, fragment))
        fail_msg("wanted %d \"%s\", got %d \"%s\"", (int)wanted, fragment, (int)status, error.text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

#endif
