#include "view/text_layout.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static text_metrics metrics; /* every glyph 0.5 em, digits 0.6 */
static draw_list list;

static int setup(void **state)
{
    text_metrics_fixed(&metrics);
    draw_init(&list);
    return 0;
}

static int teardown(void **state)
{
    draw_finish(&list);
    return 0;
}

static text_style style(void)
{
    return (text_style){&metrics, FACE_REGULAR, 10, 0xFF000000};
}

static void assert_near(double a, double b)
{
    if (fabs(a - b) > 1e-4)
        fail_msg("%.9g is not %.9g", a, b);
}

static void glyph_table_has_room(void **state)
{
    size_t glyphs = 0;
    for (size_t i = 0; i < text_range_count; i++) {
        assert_true(text_ranges[i].first <= text_ranges[i].last);
        glyphs += text_ranges[i].last - text_ranges[i].first + 1;
    }
    assert_true(glyphs <= TEXT_GLYPHS);
    assert_int_equal(text_glyph_index('A'), 'A' - ' ');
    assert_int_equal(text_glyph_index(0x1F600), text_glyph_index(0xFFFD));
    assert_true(text_glyph_index(0x3C0) != text_glyph_index(0xFFFD));
}

static void bad_bytes_are_replacement_characters(void **state)
{
    const char *s = "a\xC3\xA9\xFF\xC3z\xED\xA0\x80\xE2\x82";
    const uint32_t want[] = {'a',    0xE9,   0xFFFD, 0xFFFD, 'z', 0xFFFD,
                             0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0};
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        assert_int_equal(text_next(&s), want[i]);
}

static void widths_add_up(void **state)
{
    assert_near(text_width(&metrics, FACE_BOLD, 10, "ab1"), 16);
    assert_int_equal(text_fit(&metrics, FACE_BOLD, 10, 10.1, "a\xCF\x80z"), 3);
    assert_int_equal(text_fit(&metrics, FACE_BOLD, 10, 4, "abc"), 0);
    assert_int_equal(text_fit(&metrics, FACE_BOLD, 10, 1e9, "abc"), 3);
}

static double last_x(void)
{
    return list.item[list.n - 1].text.x;
}

static void lines_align_left_right_centre_and_at_the_point(void **state)
{
    text_style s = style();
    draw_reset(&list);
    text_line(&list, &s, 100, 0, ALIGN_LEFT, "abcd");
    assert_near(last_x(), 100);
    text_line(&list, &s, 100, 0, ALIGN_RIGHT, "abcd");
    assert_near(last_x(), 80);
    text_line(&list, &s, 100, 0, ALIGN_CENTRE, "abcd");
    assert_near(last_x(), 90);
    text_line(&list, &s, 100, 0, ALIGN_DECIMAL, "12.345");
    assert_near(last_x(), 88);
    text_line(&list, &s, 100, 0, ALIGN_DECIMAL, "7");
    assert_near(last_x(), 94);
}

static void long_lines_end_in_an_ellipsis(void **state)
{
    text_style s = style();
    draw_reset(&list);
    assert_string_equal(text_shorten(&list, &s, 100, "short"), "short");
    assert_string_equal(text_shorten(&list, &s, 31, "alpha beta"), "alpha\xE2\x80\xA6");
    assert_string_equal(text_shorten(&list, &s, 1, "alpha"), "\xE2\x80\xA6");
}

static void rich_text_switches_face_and_size(void **state)
{
    text_style s = style();
    draw_reset(&list);
    double w = text_rich(&list, &s, 0, 50, ALIGN_LEFT, "x_{2} **bold** 10^{-3}");
    assert_int_equal(list.n, 6);
    assert_int_equal(list.item[0].text.face, FACE_REGULAR);
    assert_string_equal(list.item[1].text.text, "2");
    assert_true(list.item[1].text.y > 50 && list.item[1].text.size < 10);
    assert_string_equal(list.item[3].text.text, "bold");
    assert_int_equal(list.item[3].text.face, FACE_SEMIBOLD);
    assert_true(list.item[5].text.y < 50);
    assert_near(text_rich(NULL, &s, 0, 0, ALIGN_LEFT, "x_{2} **bold** 10^{-3}"), w);
}

/* Lines too narrow for any glyph hold one each, also where the face changes before it. */
static void no_width_is_too_small_to_end(void **state)
{
    text_style s = style();
    const double step = text_line_height(&s);
    assert_near(text_paragraph(NULL, &s, 0, 0, 1, 0, "ab"), 2 * step);
    assert_near(text_paragraph(NULL, &s, 0, 0, 1, 0, "**ab** c"), 3 * step);
    assert_near(text_paragraph(NULL, &s, 0, 0, 1, 0, "x_{2} **b**"), 3 * step);
    assert_near(text_paragraph(NULL, &s, 0, 0, 0.01, 2, "**ab**"), 2 * step);
}

static void escaped_text_has_no_markup(void **state)
{
    text_style s = style();
    draw_reset(&list);
    const char *name = "a**b_{c}^{d}\\";
    text_rich(&list, &s, 0, 0, ALIGN_LEFT, text_escape(&list, name));
    assert_int_equal(list.n, 1);
    assert_string_equal(list.item[0].text.text, name);
}

static void paragraphs_wrap_at_blanks(void **state)
{
    text_style s = style();
    draw_reset(&list);
    double line = text_line_height(&s);
    double h = text_paragraph(&list, &s, 20, 0, 52, 0, "aaaa bbbb cccc dddd eeee");
    assert_near(h, 3 * line);
    assert_int_equal(list.n, 3);
    assert_string_equal(list.item[0].text.text, "aaaa bbbb");
    assert_string_equal(list.item[2].text.text, "eeee");
    assert_near(list.item[1].text.y - list.item[0].text.y, line);
    for (size_t i = 0; i < list.n; i++)
        assert_near(list.item[i].text.x, 20);
    assert_near(text_paragraph(NULL, &s, 0, 0, 52, 0, "aaaa bbbb cccc dddd eeee"), h);
    assert_near(text_paragraph(NULL, &s, 0, 0, 52, 0, "one\ntwo"), 2 * line);
    assert_near(text_paragraph(NULL, &s, 0, 0, 52, 0, ""), 0);
}

static void paragraphs_cut_what_does_not_fit(void **state)
{
    text_style s = style();
    draw_reset(&list);
    assert_near(text_paragraph(&list, &s, 0, 0, 52, 2, "aaaa bbbb cccc dddd eeee"),
                2 * text_line_height(&s));
    assert_string_equal(list.item[list.n - 1].text.text, "\xE2\x80\xA6");
    draw_reset(&list);
    text_paragraph(&list, &s, 0, 0, 22, 0, "aaaaaaaaaa"); /* one word, wider than the line */
    assert_true(list.n == 3);
    text_paragraph(&list, &s, 0, 0, 0, 0, "ab"); /* no room at all still ends */
}

static void bold_runs_survive_the_line_break(void **state)
{
    text_style s = style();
    draw_reset(&list);
    text_paragraph(&list, &s, 0, 0, 52, 0, "aaaa **bbbb cccc** dddd");
    for (size_t i = 0; i < list.n; i++) {
        const draw_text *t = &list.item[i].text;
        bool bold = strstr(t->text, "bbbb") || strstr(t->text, "cccc");
        assert_int_equal(t->face, bold ? FACE_SEMIBOLD : FACE_REGULAR);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glyph_table_has_room),
        cmocka_unit_test(bad_bytes_are_replacement_characters),
        cmocka_unit_test(widths_add_up),
        cmocka_unit_test(lines_align_left_right_centre_and_at_the_point),
        cmocka_unit_test(long_lines_end_in_an_ellipsis),
        cmocka_unit_test(rich_text_switches_face_and_size),
        cmocka_unit_test(no_width_is_too_small_to_end),
        cmocka_unit_test(escaped_text_has_no_markup),
        cmocka_unit_test(paragraphs_wrap_at_blanks),
        cmocka_unit_test(paragraphs_cut_what_does_not_fit),
        cmocka_unit_test(bold_runs_survive_the_line_break),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
