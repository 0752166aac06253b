/* The list of controls; numbers as they are shown; charts. */
#include "view/chart.h"
#include "view/number.h"
#include "view/ui.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void topmost(void **state)
{
    ui_list list;
    ui_init(&list);
    for (uint32_t i = 1; i <= 200; i++) {
        ui_hit hit = {.box = {i, i, 300, 300}, .id = i};
        ui_add(&list, &hit);
    }
    ui_hit flat = {.box = {0, 0, 0, 10}, .id = 999};
    ui_add(&list, &flat);
    assert_int_equal(list.n, 200);
    assert_int_equal(ui_at(&list, 250, 250)->id, 200);
    assert_int_equal(ui_at(&list, 1.5, 1.5)->id, 1);
    assert_null(ui_at(&list, 0, 0));
    assert_int_equal(ui_find(&list, 7)->id, 7);
    assert_null(ui_find(&list, 999));
    assert_null(ui_find(&list, 0));
    ui_reset(&list);
    assert_null(ui_at(&list, 250, 250));
    ui_finish(&list);
}

#define MINUS "\xE2\x88\x92"

static void numbers(void **state)
{
    draw_list list;
    draw_init(&list);
    assert_string_equal(number_text(&list, -1490.504, 2), MINUS "1490.50");
    assert_string_equal(number_text(&list, 95086.659508, 0), "95,087");
    assert_string_equal(number_text(&list, -551656.0611, 1), MINUS "551,656.1");
    assert_string_equal(number_text(&list, -0.001, 2), "0.00");
    assert_string_equal(number_signed(&list, 0.4, 1), "+0.4");
    assert_string_equal(number_text(&list, HUGE_VAL, 2), "\xE2\x80\x93");
    assert_string_equal(number_text(&list, (double)NAN, 2), "\xE2\x80\x93");
    assert_string_equal(number_text(&list, -1.5e300, 2), MINUS "1.50e300");
    assert_string_equal(number_short(&list, 9.894e-40), "9.89e" MINUS "40");
    assert_string_equal(number_short(&list, 0.03388), "0.0339");
    assert_int_equal(number_decimals(1490.5, 6), 2);
    assert_int_equal(number_decimals(4.3893, 6), 5);
    assert_int_equal(number_decimals(0, 6), 2);
    draw_finish(&list);
}

static void ticks(void **state)
{
    static const double range[][2] = {{0, 1},          {-1940, -1185},   {5, 5},
                                      {0, 0},          {-1e300, 1e300},  {1e-300, 2e-300},
                                      {72597, 355000}, {1e9, 1e9 + 1e-3}};
    draw_list list;
    ui_list ui;
    static text_metrics metrics;
    text_metrics_fixed(&metrics);
    draw_init(&list);
    ui_init(&ui);
    view_input in = {.width = 800, .height = 600, .scale = 1, .metrics = &metrics};
    pen p = pen_make(&in, &list, &ui);
    for (size_t i = 0; i < sizeof range / sizeof range[0]; i++)
        for (double size = 1; size < 500; size *= 3) {
            chart_range y = chart_range_none();
            chart_range_add(&y, range[i][0]);
            chart_range_add(&y, range[i][1]);
            chart_range_add(&y, (double)NAN);
            chart c = chart_make(&p, (rect){10, 10, size, size / 2}, 0, 8, y);
            assert_true(c.y1 > c.y0 && c.y_step > 0 && c.plot.w > 0 && c.plot.h > 0);
            assert_true((c.y1 - c.y0) / c.y_step < 40);
            assert_true(c.y0 <= range[i][0] && c.y1 >= range[i][1]);
            chart_axes(&p, &c);
        }
    ui_finish(&ui);
    draw_finish(&list);
}

static void apart(void **state)
{
    double y[] = {50, 50, 49, 10};
    chart_place_apart(y, 4, 12, 0, 60);
    assert_true(y[3] <= y[2] - 12 && y[2] <= y[0] - 12 && y[0] <= y[1] - 12);
    assert_true(y[1] <= 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(topmost), cmocka_unit_test(numbers),
                                       cmocka_unit_test(ticks), cmocka_unit_test(apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
