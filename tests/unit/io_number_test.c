/* Reading numbers is held against the C library's strtod, writing them against reading. */
#include "io/number.h"
#include "io/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state64 = 88172645463325252u;

static uint64_t next_random(void)
{
    state64 ^= state64 << 13;
    state64 ^= state64 >> 7;
    state64 ^= state64 << 17;
    return state64;
}

static void expect_like_strtod(const char *text)
{
    const char *end;
    double value = 0, wanted = strtod(text, NULL);
    io_number_found found = io_number_read(text, &end, &value);
    if (found == IO_NUMBER_NONE || *end || memcmp(&value, &wanted, sizeof value) != 0)
        fail_msg("%s: got %.17g, wanted %.17g", text, value, wanted);
    assert_int_equal(found, isinf(wanted) ? IO_NUMBER_HUGE : IO_NUMBER_OK);
}

static const char *const hard[] = {"0",
                                   "-0",
                                   "+0",
                                   "0.0",
                                   "1",
                                   "-1",
                                   "1.",
                                   ".5",
                                   "+.5e1",
                                   "1e0",
                                   "1E+2",
                                   "1e-2",
                                   "9007199254740992",
                                   "9007199254740993",
                                   "9007199254740993.0",
                                   "9007199254740994.5",
                                   "9007199254740993e1",
                                   "90071992547409930e-1",
                                   "1e22",
                                   "1e23",
                                   "-1e23",
                                   "8.5e22",
                                   "1e27",
                                   "9223372036854775807",
                                   "9223372036854775808",
                                   "18446744073709551615",
                                   "18446744073709551616",
                                   "9999999999999999999",
                                   "99999999999999999999",
                                   "0.1",
                                   "0.2",
                                   "0.3",
                                   "123456789.123456789",
                                   "2.2250738585072011e-308",
                                   "2.2250738585072014e-308",
                                   "4.9e-324",
                                   "2.4e-324",
                                   "2.5e-324",
                                   "1e-400",
                                   "1e-99999999999",
                                   "1.7976931348623157e308",
                                   "1.7976931348623158e308",
                                   "1.7976931348623159e308",
                                   "1e309",
                                   "1e99999999999",
                                   "0e99999",
                                   "0.000000000000000000000000000000000001e36",
                                   "100000000000000000000000000000000000000000e-41",
                                   "1.00000000000000011102230246251565",
                                   "1.00000000000000011102230246251565404236316680908203125",
                                   "1.00000000000000011102230246251565404236316680908203124",
                                   "1.00000000000000011102230246251565404236316680908203126",
                                   "6929495644600919.5",
                                   "3.08984926168550152811e-32",
                                   "8.41e21",
                                   "7.3177701707893310e15",
                                   "0.500000000000000166533453693773481063544750213623046875",
                                   "1.448997445238699",
                                   "5e-324",
                                   "3e-324",
                                   "179769313486231580793728971405301e276"};

static void hard_numbers_are_exact(void **state)
{
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
        expect_like_strtod(hard[i]);
}

static void random_numbers_are_exact(void **state)
{
    char text[64];
    for (int i = 0; i < 300000; i++) {
        int digits = 1 + (int)(next_random() % 20);
        uint64_t w = next_random() >> (next_random() % 60);
        int exponent = (int)(next_random() % 64) - 32;
        switch (i % 4) {
        case 0: snprintf(text, sizeof text, "%.*g", digits, (double)w * 1e-9); break;
        case 1: snprintf(text, sizeof text, "%llue%d", (unsigned long long)w, exponent); break;
        case 2: {
            uint64_t bits = next_random();
            double value;
            memcpy(&value, &bits, sizeof value);
            snprintf(text, sizeof text, "%.17g", isfinite(value) ? value : 1.5);
            break;
        }
        default:
            snprintf(text, sizeof text, "-%llu.%0*llu", (unsigned long long)(w >> 40),
                     digits % 10 + 1, (unsigned long long)(next_random() % 1000000000u));
        }
        expect_like_strtod(text);
    }
}

/* Halves between two doubles, where a second rounding would show. */
static void ties_are_exact(void **state)
{
    char text[64];
    for (int i = 0; i < 20000; i++) {
        uint64_t odd = ((next_random() >> 11) | (uint64_t)1 << 52) * 2 + 1;
        snprintf(text, sizeof text, "%llu", (unsigned long long)odd);
        expect_like_strtod(text);
        snprintf(text, sizeof text, "%llu5e-1", (unsigned long long)(odd / 16));
        expect_like_strtod(text);
    }
}

static void what_is_no_number_is_left_alone(void **state)
{
    static const struct {
        const char *text;
        io_number_found found;
        size_t length;
    } cases[] = {
        {"", IO_NUMBER_NONE, 0},      {"-", IO_NUMBER_NONE, 0},   {".", IO_NUMBER_NONE, 0},
        {"-.", IO_NUMBER_NONE, 0},    {"e5", IO_NUMBER_NONE, 0},  {"nan", IO_NUMBER_NONE, 0},
        {"inf", IO_NUMBER_NONE, 0},   {" 1", IO_NUMBER_NONE, 0},  {"0x10", IO_NUMBER_OK, 1},
        {"1e", IO_NUMBER_OK, 1},      {"1e+", IO_NUMBER_OK, 1},   {"1,5", IO_NUMBER_OK, 1},
        {"1.5.2", IO_NUMBER_OK, 3},   {"--1", IO_NUMBER_NONE, 0}, {"12abc", IO_NUMBER_OK, 2},
        {"1e999,", IO_NUMBER_HUGE, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *end;
        double value;
        assert_int_equal(io_number_read(cases[i].text, &end, &value), cases[i].found);
        assert_int_equal(end - cases[i].text, cases[i].length);
    }
}

/* Many digits take the slow way, which must not follow the process's locale. */
static void the_locale_does_not_matter(void **state)
{
    static const char *const german[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8"};
    const char *set = NULL;
    for (size_t i = 0; !set && i < sizeof german / sizeof *german; i++)
        set = setlocale(LC_NUMERIC, german[i]);
    const char *end;
    double value;
    assert_int_equal(io_number_read("1.50000000000000000000000000001e300", &end, &value),
                     IO_NUMBER_OK);
    assert_true(value == 1.5e300);
    setlocale(LC_NUMERIC, "C");
}

static void text_is_short_and_exact(void **state)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0.1, "0.1"},
                 {1e300, "1e+300"},
                 {0, "0"},
                 {-0.0, "-0"},
                 {1, "1"},
                 {-3, "-3"},
                 {1.0 / 3, "0.3333333333333333"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {123456789012345, "123456789012345"},
                 {1e15, "1e+15"},
                 {1e-5, "1e-05"},
                 {5e-324, "5e-324"},
                 {DBL_MAX, "1.7976931348623157e+308"},
                 {2.5, "2.5"},
                 {2.2250738585072014e-308, "2.2250738585072014e-308"},
                 {(double)NAN, "nan"},
                 {HUGE_VAL, "inf"},
                 {-HUGE_VAL, "-inf"},
                 {1e22, "1e+22"},
                 {9007199254740993.0, "9007199254740992"}};
    char buffer[32];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(io_number(cases[i].value, buffer), cases[i].text);
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next_random();
        double value, back;
        const char *end;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        assert_int_equal(io_number_read(io_number(value, buffer), &end, &back), IO_NUMBER_OK);
        assert_true(back == value && !*end);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hard_numbers_are_exact),
        cmocka_unit_test(random_numbers_are_exact),
        cmocka_unit_test(ties_are_exact),
        cmocka_unit_test(what_is_no_number_is_left_alone),
        cmocka_unit_test(the_locale_does_not_matter),
        cmocka_unit_test(text_is_short_and_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
