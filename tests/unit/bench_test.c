/* The lines of the benchmark: figures, goals, and that nothing is left running. */
#include "cli/bench_engine.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static bool says(bench_line line, const char *words)
{
    char text[256];
    return strstr(bench_text(&line, text, sizeof text), words) != NULL;
}

static void test_figures_of_a_line(void **state)
{
    (void)state;
    double value[] = {5, 1, 4, 2, 3};
    const bench_line line = bench_value_line("case", value, 5, "ms", BENCH_NO_GOAL, 0);
    char text[256], name[16], unit[8];
    double median, min, max;
    bench_text(&line, text, sizeof text);
    assert_int_equal(sscanf(text, "%15s %lf %lf %lf %7s", name, &median, &min, &max, unit), 5);
    assert_string_equal(name, "case");
    assert_string_equal(unit, "ms");
    assert_true(median == 3 && min == 1 && max == 5);
    assert_false(says(line, "yes") || says(line, "no"));
}

static void test_goals(void **state)
{
    (void)state;
    bench_line line = {"case", 3, 1, 5, "ms", BENCH_MEDIAN_AT_MOST, 3};
    assert_true(says(line, "<= 3") && says(line, "yes"));
    line.goal = 2.9;
    assert_true(says(line, "no") && !says(line, "yes"));
    line.sense = BENCH_WORST_AT_MOST;
    line.goal = 4;
    assert_true(says(line, "worst <= 4") && says(line, "no"));
    line.goal = 5;
    assert_true(says(line, "yes"));
    line.sense = BENCH_MEDIAN_AT_LEAST;
    line.goal = 3.1;
    assert_true(says(line, ">= 3.1") && says(line, "no"));
    line.goal = 3;
    assert_true(says(line, "yes"));
}

typedef struct seen {
    char name[8][64];
    size_t n;
} seen;

static void see(void *context, const bench_line *line)
{
    seen *s = context;
    assert_true(s->n < 8);
    assert_true(line->median >= line->min && line->median <= line->max && line->min >= 0);
    snprintf(s->name[s->n++], sizeof s->name[0], "%s", line->name);
}

static void test_a_case_by_its_name(void **state)
{
    (void)state;
    seen s = {.n = 0};
    assert_true(bench_engine("kmeans-1000", 0, see, &s));
    assert_int_equal(s.n, 1);
    assert_string_equal(s.name[0], "kmeans-1000");
    s.n = 0;
    assert_true(bench_engine("no such case", 0, see, &s));
    assert_int_equal(s.n, 0);
}

static void test_the_busy_process_is_ended(void **state)
{
    (void)state;
    seen s = {.n = 0};
    assert_true(bench_engine("kmeans-1000-busy", 0, see, &s));
    assert_true(s.n == 2 || s.n == 0); /* none where there is one processor */
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_of_a_line),
        cmocka_unit_test(test_goals),
        cmocka_unit_test(test_a_case_by_its_name),
        cmocka_unit_test(test_the_busy_process_is_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
