#include "io/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void utf8_is_judged(void **state)
{
    static const struct {
        const char *text;
        bool valid;
    } cases[] = {{"", true},
                 {"abc", true},
                 {"\303\244", true},
                 {"\342\202\254", true},
                 {"\360\237\230\200", true},
                 {"\364\217\277\277", true},
                 {"\355\237\277", true},
                 {"\200", false},
                 {"\303", false},
                 {"\303(", false},
                 {"\300\257", false},
                 {"\301\277", false},
                 {"\340\200\257", false},
                 {"\340\237\277", false},
                 {"\355\240\200", false},
                 {"\355\277\277", false},
                 {"\360\200\200\257", false},
                 {"\360\217\277\277", false},
                 {"\364\220\200\200", false},
                 {"\365\200\200\200", false},
                 {"\377", false},
                 {"\376", false},
                 {"\342\202", false},
                 {"\360\237\230", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(io_utf8_valid(cases[i].text, strlen(cases[i].text)), cases[i].valid);
}

static void names_are_quoted_and_cleaned(void **state)
{
    static const struct {
        const char *name, *quoted;
    } cases[] = {{"iris.csv", "\"iris.csv\""},
                 {"", "\"\""},
                 {"a\nb", "\"a?b\""},
                 {"\033[31m", "\"?[31m\""},
                 {"a\"b", "\"a'b\""},
                 {"\303\244", "\"\303\244\""},
                 {"\344", "\"?\""},
                 {"a\342\200\256b", "\"a?b\""},
                 {"\302\205", "\"?\""},
                 {"\177", "\"?\""},
                 {"a\342\200\250b", "\"a?b\""},
                 {"\357\273\277x", "\"?x\""}};
    char buffer[64];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(io_quote(cases[i].name, buffer, sizeof buffer), cases[i].quoted);
    assert_string_equal(io_clean_name("a\tb", buffer, sizeof buffer), "a?b");
    assert_string_equal(io_clean_name("", buffer, sizeof buffer), "");
}

static void long_names_keep_both_ends(void **state)
{
    char name[1000], buffer[40];
    memset(name, 'x', sizeof name);
    memcpy(name, "begin", 5);
    strcpy(name + 990, "end.csv");
    io_quote(name, buffer, sizeof buffer);
    assert_true(strlen(buffer) < sizeof buffer);
    assert_memory_equal(buffer, "\"begin", 6);
    assert_non_null(strstr(buffer, "..."));
    assert_non_null(strstr(buffer, "end.csv\""));
}

/* Whatever the bytes and the room: valid UTF-8, in quotes, ended, inside the buffer. */
static void any_bytes_fit_any_room(void **state)
{
    uint32_t seed = 1;
    for (int turn = 0; turn < 20000; turn++) {
        char name[120], buffer[100];
        size_t length = (size_t)turn % 110, size = 8 + (size_t)turn % 90;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            name[i] = (char)(seed >> 24 ? seed >> 24 : 1);
        }
        name[length] = '\0';
        memset(buffer, 'Z', sizeof buffer);
        io_quote(name, buffer, size);
        size_t got = strnlen(buffer, size);
        assert_true(got < size && got >= 2 && buffer[0] == '"' && buffer[got - 1] == '"');
        assert_true(io_utf8_valid(buffer, got));
        for (size_t i = size; i < sizeof buffer; i++)
            assert_true(buffer[i] == 'Z');
        char field[4 * IO_QUOTE_FIELD];
        io_quote_field(name, length, field);
        assert_true(io_utf8_valid(field, strlen(field)));
    }
}

static void fields_are_cut_at_forty_characters(void **state)
{
    char text[200], buffer[4 * IO_QUOTE_FIELD];
    memset(text, 'a', sizeof text);
    io_quote_field(text, 40, buffer);
    assert_int_equal(strlen(buffer), 42);
    io_quote_field(text, 41, buffer);
    assert_int_equal(strlen(buffer), 45);
    assert_non_null(strstr(buffer, "...\""));
    for (size_t i = 0; i + 4 <= sizeof text; i += 4)
        memcpy(text + i, "\360\237\230\200", 4);
    io_quote_field(text, sizeof text, buffer);
    assert_int_equal(strlen(buffer), 160 + 5);
}

static void errors_are_located(void **state)
{
    em_error error;
    assert_int_equal(io_fail_at(&error, EM_ERR_FORMAT, "a\nb", 3, 4, "found %d", 5), EM_ERR_FORMAT);
    assert_string_equal(error.text, "\"a?b\", line 3, column 4: found 5");
    assert_int_equal(error.line, 3);
    assert_int_equal(error.column, 4);
    io_fail_at(&error, EM_ERR_FILE, "a", 7, 0, "x");
    assert_string_equal(error.text, "\"a\", line 7: x");
    io_fail_at(&error, EM_ERR_FILE, "a", 0, 0, "x");
    assert_string_equal(error.text, "\"a\": x");
    assert_int_equal(io_fail_at(NULL, EM_ERR_FILE, "a", 0, 0, "x"), EM_ERR_FILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_judged),
        cmocka_unit_test(names_are_quoted_and_cleaned),
        cmocka_unit_test(long_names_keep_both_ends),
        cmocka_unit_test(any_bytes_fit_any_room),
        cmocka_unit_test(fields_are_cut_at_forty_characters),
        cmocka_unit_test(errors_are_located),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
