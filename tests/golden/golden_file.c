#include "golden_file.h"

#include "view/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void path_of(const char *name, char *path, size_t size)
{
    const char *folder = getenv("EMSTEP_GOLDEN_FOLDER");
    snprintf(path, size, "%s/%s.txt", folder ? folder : ".", name);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is missing: run with EMSTEP_GOLDEN=update", path);
    char *text = calloc(1, 1 << 20);
    size_t n = fread(text, 1, (1 << 20) - 1, file);
    assert_true(n > 0);
    fclose(file);
    return text;
}

static void write_file(const char *path, const sink_buffer *b)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(b->bytes, 1, b->n, file), b->n);
    assert_int_equal(fclose(file), 0);
}

/* Names the first line that differs. */
static void compare(const char *name, const char *want, const char *got)
{
    for (int line = 1;; line++) {
        size_t a = strcspn(want, "\n"), b = strcspn(got, "\n");
        if (a != b || memcmp(want, got, a) != 0)
            fail_msg("%s.txt line %d\n  was: %.*s\n  is:  %.*s", name, line,
                     (int)(a < 200 ? a : 200), want, (int)(b < 200 ? b : 200), got);
        if (!want[a])
            return;
        want += a + 1;
        got += b + 1;
    }
}

void golden_check(const draw_list *list, const char *name)
{
    assert_false(list->failed);
    sink_buffer text = {0};
    view_sink sink = sink_to_buffer(&text);
    assert_int_equal(dump_write(list, &sink), EM_OK);
    char path[1024];
    path_of(name, path, sizeof path);
    const char *mode = getenv("EMSTEP_GOLDEN");
    if (mode && strcmp(mode, "update") == 0) {
        write_file(path, &text);
    } else {
        char *want = read_file(path);
        compare(name, want, text.bytes);
        free(want);
    }
    free(text.bytes);
}
