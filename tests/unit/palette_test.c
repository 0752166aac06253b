#include "view/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void the_ten_colours_are_those_promised(void **state)
{
    static const rgba want[10] = {0xFF3F90DA, 0xFFFFA90E, 0xFFBD1F01, 0xFF832DB6, 0xFF94A4A2,
                                  0xFFA96B59, 0xFFE76300, 0xFFB9AC70, 0xFF717581, 0xFF92DADD};
    for (int32_t i = 0; i < 10; i++) {
        assert_int_equal(palette_colour(i, THEME_LIGHT), want[i]);
        assert_int_equal(palette_colour(i + 10, THEME_LIGHT), want[i]);
        assert_int_not_equal(palette_shape(i), palette_shape(i + 10));
    }
}

static void lines_and_text_reach_their_contrast(void **state)
{
    for (int which = 0; which < THEME_COUNT; which++) {
        rgba surface = theme_look((view_theme)which)->surface;
        for (int32_t i = 0; i < 10; i++) {
            assert_true(palette_contrast(palette_line(i, (view_theme)which), surface) >= 2.98);
            assert_true(palette_contrast(palette_text(i, (view_theme)which), surface) >= 4.48);
            if (which != THEME_LIGHT)
                assert_true(palette_contrast(palette_colour(i, (view_theme)which), surface) >=
                            2.98);
        }
    }
}

static void theme_texts_are_readable(void **state)
{
    for (int which = 0; which < THEME_COUNT; which++) {
        const theme *t = theme_look((view_theme)which);
        const rgba text[] = {t->text,    t->second, t->muted, t->good,
                             t->warning, t->error,  t->accent};
        for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
            assert_true(palette_contrast(text[i], t->surface) >= 4.5);
        assert_true(palette_contrast(t->on_accent, t->accent) >= 4.5);
    }
}

static void contrast_is_that_of_wcag(void **state)
{
    assert_true(palette_contrast(0xFFFFFFFF, 0xFF000000) > 20.99);
    assert_true(palette_contrast(0xFF777777, 0xFFFFFFFF) < 4.5);
    assert_true(palette_contrast(0xFF767676, 0xFFFFFFFF) > 4.5);
    assert_int_equal(palette_ink(0xFF832DB6), 0xFFFFFFFF);
    assert_int_equal(palette_ink(0xFFFFA90E), 0xFF000000);
}

static int distance(rgba a, rgba b)
{
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8)
        sum += abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
    return sum;
}

/* The nearer a responsibility is to 1, the nearer the colour is to the component's; no jump on the
 * way. */
static void responsibilities_blend(void **state)
{
    enum { STEPS = 2000 };
    static double gamma[2 * STEPS];
    static int32_t label[STEPS];
    static rgba out[STEPS];
    int32_t match[] = {1, 2};
    for (int i = 0; i < STEPS; i++) {
        gamma[2 * i] = (double)i / (STEPS - 1);
        gamma[2 * i + 1] = 1 - gamma[2 * i];
        label[i] = gamma[2 * i] >= 0.5 ? 0 : 1;
    }
    em_resp r = {.n = STEPS, .k = 2, .gamma = gamma, .label = label};
    uint8_t shape[STEPS];
    palette_fill_colours(&r, STEPS, match, THEME_LIGHT, out);
    palette_fill_shapes(&r, STEPS, match, shape);
    assert_int_equal(out[STEPS - 1], palette_colour(1, THEME_LIGHT));
    assert_int_equal(out[0], palette_colour(2, THEME_LIGHT));
    assert_int_equal(shape[0], palette_shape(2));
    for (int i = 1; i < STEPS; i++)
        assert_true(distance(out[i], out[i - 1]) <= 6);
    for (int i = 200; i < STEPS; i += 200)
        assert_true(distance(out[i], out[0]) > distance(out[i - 200], out[0]));
    r.gamma = NULL;
    palette_fill_colours(&r, STEPS, NULL, THEME_LIGHT, out);
    assert_int_equal(out[STEPS - 1], palette_colour(0, THEME_LIGHT));
    palette_fill_colours(NULL, STEPS, NULL, THEME_DARK, out);
    assert_int_equal(out[0], palette_unassigned(THEME_DARK));
}

/* The way between two colours begins and ends at them and has no jumps. */
static void mixes_flow(void **state)
{
    rgba a = 0xFF3F90DA, b = 0xFFFFA90E, last = a;
    rgba c;
    palette_mix_all(&a, &a, 1, 0.3, &c);
    assert_int_equal(c, a);
    for (int i = 0; i <= 100; i++) {
        palette_mix_all(&a, &b, 1, i / 100.0, &c);
        for (int shift = 0; shift < 24; shift += 8)
            assert_true(abs((int)(c >> shift & 255) - (int)(last >> shift & 255)) <= 16);
        last = c;
    }
    for (int shift = 0; shift < 24; shift += 8)
        assert_true(abs((int)(last >> shift & 255) - (int)(b >> shift & 255)) <= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ten_colours_are_those_promised),
        cmocka_unit_test(lines_and_text_reach_their_contrast),
        cmocka_unit_test(theme_texts_are_readable),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(responsibilities_blend),
        cmocka_unit_test(mixes_flow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
