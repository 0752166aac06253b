#include "view/formula.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static text_metrics metrics;
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

static formula_box set(const char *markup)
{
    draw_reset(&list);
    return formula_draw(&list, &metrics, 100, 200, 20, 0xFF000000, markup);
}

static const draw_text *find(const char *text)
{
    for (size_t i = 0; i < list.n; i++)
        if (list.item[i].kind == DRAW_TEXT && strcmp(list.item[i].text.text, text) == 0)
            return &list.item[i].text;
    fail_msg("no %s in the formula", text);
    return NULL;
}

static void letters_are_italic_digits_upright(void **state)
{
    set("x2\\mathrm{y}\\gamma");
    assert_int_equal(find("x")->face, FACE_ITALIC);
    assert_int_equal(find("2")->face, FACE_REGULAR);
    assert_int_equal(find("y")->face, FACE_REGULAR);
    find("γ");
}

static void scripts_are_small_and_stand_above_each_other(void **state)
{
    set("x_{n}^{2}");
    const draw_text *sub = find("n"), *super = find("2");
    assert_true(sub->y > 200 && super->y < 200);
    assert_true(sub->size < 20 && super->size < 20);
    assert_true(fabs(sub->x - super->x) < 1e-9);
}

static void fractions_are_centred_over_a_bar(void **state)
{
    formula_box box = set("\\frac{a}{bcd}");
    const draw_text *a = find("a"), *c = find("c");
    assert_true(a->y < 200 && c->y > 200);
    double middle = a->x + 0.25 * a->size;
    assert_true(fabs(middle - (c->x + 0.25 * c->size)) < 1e-6);
    const draw_path *bar = NULL;
    for (size_t i = 0; i < list.n; i++)
        if (list.item[i].kind == DRAW_PATH)
            bar = &list.item[i].path;
    assert_non_null(bar);
    assert_true(bar->xy[1] > a->y && bar->xy[1] < c->y);
    assert_true(box.ascent > 20 && box.descent > 10);
}

static void limits_stand_over_and_under_the_sum(void **state)
{
    set("\\sum_{n=1}^{N} x");
    assert_true(find("1")->y > 215);
    assert_true(find("N")->y < 190);
    assert_true(find("x")->x > find("∑")->x);
}

static void measuring_is_drawing_without_a_list(void **state)
{
    static const char *const formulas[] = {
        ("\\gamma_{nk} = \\frac{\\pi_k \\mathcal{N}(x_n | \\mu_k, \\Sigma_k)}{\\sum_j \\pi_j "
         "\\mathcal{N}(x_n | \\mu_j, \\Sigma_j)}"),
        "\\hat{\\mu}_k = \\frac{1}{N_k}\\sum_{n=1}^{N}\\gamma_{nk} x_n",
        "J = \\sqrt{a^2}\\,\\bar{b}",
        "",
    };
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        formula_box drawn = set(formulas[i]), measured = formula_measure(&metrics, 20, formulas[i]);
        assert_memory_equal(&drawn, &measured, sizeof drawn);
        for (size_t j = 0; j < list.n; j++)
            if (list.item[j].kind == DRAW_TEXT)
                assert_true(list.item[j].text.x >= 99.9 &&
                            list.item[j].text.x < 100.1 + drawn.width);
    }
}

static void broken_markup_ends(void **state)
{
    static const char *const broken[] = {"\\frac{a",
                                         "\\frac",
                                         "x_",
                                         "x^{",
                                         "}}}",
                                         "\\",
                                         "\\nosuch x",
                                         "{{{{",
                                         "\\sum_",
                                         "\\hat",
                                         "{{{{{{{{{{{{{{{{{{{{x}}}}",
                                         "\xFF\xC3"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
        assert_true(isfinite(set(broken[i]).width));
    set("\\nosuch x");
    find("nosuch");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_italic_digits_upright),
        cmocka_unit_test(scripts_are_small_and_stand_above_each_other),
        cmocka_unit_test(fractions_are_centred_over_a_bar),
        cmocka_unit_test(limits_stand_over_and_under_the_sum),
        cmocka_unit_test(measuring_is_drawing_without_a_list),
        cmocka_unit_test(broken_markup_ends),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
