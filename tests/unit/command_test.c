#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session/command.h"

#include <string.h>

static void every_command_survives_its_text(void **state)
{
    for (int kind = COMMAND_NONE + 1; kind < COMMAND_KINDS; kind++) {
        const command given = {.kind = (command_kind)kind,
                               .pane = kind % 3 - 2,
                               .n = -7,
                               .x = 0.1,
                               .y = -1e300,
                               .text = "some words"};
        char line[256], again[256];
        command got;
        const size_t length = command_print(&given, line, sizeof line);
        assert_int_equal(length, strlen(line));
        assert_true(command_parse(line, &got));
        assert_int_equal(got.kind, kind);
        assert_int_equal(got.pane, given.pane);
        command_print(&got, again, sizeof again);
        assert_string_equal(again, line);
    }
}

static void arguments_are_read(void **state)
{
    command c;

    assert_true(command_parse("seek 12", &c));
    assert_true(c.kind == COMMAND_SEEK && c.n == 12 && c.pane == -1);
    assert_true(command_parse("k 5 pane=1", &c));
    assert_true(c.kind == COMMAND_K && c.n == 5 && c.pane == 1);
    assert_true(command_parse("  zoom 400 300.5 -2", &c));
    assert_true(c.kind == COMMAND_ZOOM && c.x == 400 && c.y == 300.5 && c.n == -2);
    assert_true(command_parse("data my file.csv", &c));
    assert_string_equal(c.text, "my file.csv");
    assert_true(command_parse("spec pane=2 --model kmeans", &c));
    assert_true(c.pane == 2 && strcmp(c.text, "--model kmeans") == 0);
    assert_true(command_parse("init -1", &c));
    assert_true(c.n == -1 && !c.text);
    assert_true(command_parse("save", &c));
    assert_null(c.text);
    assert_true(command_parse("new-seed pane=-2", &c));
    assert_int_equal(c.pane, -2);
}

static void nonsense_is_refused(void **state)
{
    const char *const wrong[] = {"",          "  ",         "seek",      "seek x",
                                 "seek 1 2",  "seek 1x",    "forwards",  "forward 1",
                                 "k 5 pane=", "k 5 pane=x", "zoom 1 2",  "pan 1 nan",
                                 "none",      "data",       "pan inf 1", "k 5 pane=-3"};
    command c;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (command_parse(wrong[i], &c)) {
            fail_msg("'%s' was taken for a command", wrong[i]);
        }
    }
}

static void a_short_buffer_is_not_overrun(void **state)
{
    const command c = {.kind = COMMAND_DATA, .pane = -1, .text = "a long name of a file"};
    char small[8] = "xxxxxxx";

    assert_int_equal(command_print(&c, small, 6), strlen("data a long name of a file"));
    assert_string_equal(small, "data ");
    assert_int_equal(small[7], '\0');
    assert_int_equal(command_print(&c, NULL, 0), strlen("data a long name of a file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_survives_its_text),
        cmocka_unit_test(arguments_are_read),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(a_short_buffer_is_not_overrun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
