/* The window's parts at every size: inside the window, apart, never negative. */
#include "view/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const double sizes[][2] = {{1, 1},       {1, 4000},    {4000, 1},    {200, 150},
                                  {640, 480},   {960, 600},   {1024, 768},  {1280, 720},
                                  {1600, 1000}, {1920, 1080}, {3840, 2160}, {16384, 16384}};
static const double scales[] = {0.75, 1, 1.5, 2, 3, 3.86};

static void check_inside(rect inner, rect outer)
{
    assert_true(inner.w >= 0 && inner.h >= 0);
    assert_true(inner.x >= outer.x - 1e-6 && inner.y >= outer.y - 1e-6);
    assert_true(inner.x + inner.w <= outer.x + outer.w + 1e-6);
    assert_true(inner.y + inner.h <= outer.y + outer.h + 1e-6);
}

static void check_apart(rect a, rect b)
{
    bool apart = a.x + a.w <= b.x + 1e-6 || b.x + b.w <= a.x + 1e-6 || a.y + a.h <= b.y + 1e-6 ||
                 b.y + b.h <= a.y + 1e-6;
    assert_true(apart || a.w <= 0 || a.h <= 0 || b.w <= 0 || b.h <= 0);
}

static void check_layout(const view_input *in)
{
    layout out;
    layout_fill(in, &out);
    rect window = {0, 0, in->width, in->height}, part[8] = {out.top, out.transport, out.side};
    size_t n = 3;
    for (size_t i = 0; i < in->panes; i++) {
        part[n++] = out.pane[i];
        check_inside(out.header[i], out.pane[i]);
        check_inside(out.canvas[i], out.pane[i]);
        check_apart(out.header[i], out.canvas[i]);
    }
    for (size_t i = 0; i < n; i++) {
        check_inside(part[i], window);
        for (size_t j = 0; j < i; j++)
            check_apart(part[i], part[j]);
    }
    if (out.side.w > 0) {
        check_inside(out.tabs, out.side);
        check_inside(out.content, out.side);
        check_apart(out.tabs, out.content);
    }
}

static void all_sizes(void **state)
{
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
        for (size_t u = 0; u < sizeof scales / sizeof scales[0]; u++)
            for (size_t panes = 1; panes <= VIEW_PANES; panes++)
                for (int tab = 0; tab < TAB_COUNT; tab++) {
                    view_input in = {.width = sizes[s][0],
                                     .height = sizes[s][1],
                                     .scale = scales[u],
                                     .panes = panes,
                                     .tab = (view_tab)tab};
                    check_layout(&in);
                }
}

static void style_sheet(void **state)
{
    view_input in = {.width = 1600, .height = 1000, .scale = 1, .panes = 1};
    layout out;
    layout_fill(&in, &out);
    assert_float_equal(out.top.h, 56, 1e-9);
    assert_float_equal(out.transport.h, 116, 1e-9);
    assert_float_equal(out.side.w, 420, 1e-9);
    assert_false(out.two_rows);
    in.tab = TAB_LABELS;
    layout_fill(&in, &out);
    assert_in_range((unsigned long)out.side.w, 640, 780);
    in = (view_input){.width = 960, .height = 600, .scale = 1, .panes = 4};
    layout_fill(&in, &out);
    assert_true(out.side.w >= 280 && out.canvas[3].h > 80 && out.canvas[3].w > 250);
}

static void cuts(void **state)
{
    rect box = {10, 20, 100, 50};
    rect left = layout_cut_left(&box, 30);
    assert_float_equal(left.w, 30, 1e-12);
    assert_float_equal(box.x, 40, 1e-12);
    rect more = layout_cut_right(&box, 1000);
    assert_float_equal(more.w, 70, 1e-12);
    assert_float_equal(box.w, 0, 1e-12);
    rect none = layout_cut_top(&box, -5);
    assert_float_equal(none.h, 0, 1e-12);
    rect cell = layout_column((rect){0, 0, 10, 10}, 2, 3, 20);
    assert_true(cell.w >= 0 && cell.x + cell.w <= 10 + 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_sizes), cmocka_unit_test(style_sheet),
                                       cmocka_unit_test(cuts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
