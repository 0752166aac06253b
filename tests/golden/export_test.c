/* SVG and dump of a list that holds every kind of item. */
#include "scene.h"

#include "view/dump.h"
#include "view/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static text_metrics metrics;
static const double XY[] = {1, 2, 3, 4};
static const rgba COLOUR[] = {0xFF112233, 0x80445566};
static const uint8_t SHAPE[] = {SHAPE_DISC, SHAPE_STAR};

static void fill(draw_list *list)
{
    draw_push_clip(list, (rect){0, 0, 100, 80});
    draw_add_frame(list, (rect){1, 2, 30.26, 40}, 5, 0xFFFF0000, 0x8000FF00, 2);
    draw_add_path(
        list,
        &(draw_path){
            .xy = XY, .n = 2, .stroke = 0xFF000000, .width = 1.5, .dash_on = 4, .dash_off = 3});
    draw_add_item_text(list, &(draw_text){.x = 10,
                                          .y = 20,
                                          .face = FACE_BOLD,
                                          .size = 12,
                                          .colour = 0xFF000000,
                                          .halo = 0xFFFFFFFF,
                                          .halo_width = 2,
                                          .text = "a<b & \"c\""});
    draw_add_points(list, &(draw_points){.xy = XY,
                                         .colour = COLOUR,
                                         .shape = SHAPE,
                                         .n = 2,
                                         .scale_x = 10,
                                         .scale_y = -10,
                                         .shift_x = 5,
                                         .shift_y = 60,
                                         .radius = 4,
                                         .outline = 1,
                                         .outline_colour = 0xFFFFFFFF,
                                         .clip = {0, 0, 100, 80}});
    draw_add_image(list, (rect){5, 5, 20, 10}, 2, 1, COLOUR, false);
    draw_pop_clip(list);
}

static void svg_is_complete_and_escaped(void **state)
{
    draw_list list;
    draw_init(&list);
    fill(&list);
    text_metrics_fixed(&metrics);
    sink_buffer text = {0};
    view_sink sink = sink_to_buffer(&text);
    assert_int_equal(svg_write(&list, 100, 80, &metrics, &sink), EM_OK);
    static const char *const want[] = {"<svg xmlns=",
                                       "width=\"100\"",
                                       "<rect x=\"2\" y=\"3\" width=\"28.26\"",
                                       "stroke-opacity=\"0.502\"",
                                       "stroke-dasharray=\"4.00 3.00\"",
                                       "a&lt;b &amp; \"c\"",
                                       "font-weight=\"700\"",
                                       "paint-order=\"stroke\"",
                                       "<circle cx=\"15\" cy=\"40\" r=\"4\"",
                                       "data:image/png;base64,iVBORw0KGgo",
                                       "</svg>\n"};
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        if (!strstr(text.bytes, want[i]))
            fail_msg("no %s in %s", want[i], text.bytes);
    size_t open = 0, close = 0;
    for (const char *s = text.bytes; (s = strstr(s, "<g")) != NULL; s++)
        open++;
    for (const char *s = text.bytes; (s = strstr(s, "</g>")) != NULL; s++)
        close++;
    assert_int_equal(open, close);
    free(text.bytes);
    draw_finish(&list);
}

static void dump_rounds_to_half_a_pixel(void **state)
{
    draw_list list;
    draw_init(&list);
    fill(&list);
    sink_buffer text = {0};
    view_sink sink = sink_to_buffer(&text);
    assert_int_equal(dump_write(&list, &sink), EM_OK);
    assert_non_null(
        strstr(text.bytes, "rect 1 2 30.5 40 radius 5 fill #ffff0000 border #8000ff00\n"));
    assert_non_null(strstr(text.bytes, "points 2 radius 4"));
    assert_non_null(strstr(text.bytes, "unclip\n"));
    free(text.bytes);
    draw_finish(&list);
}

static em_status full_disk(void *context, const char *bytes, size_t count)
{
    size_t *left = context;
    if (count > *left)
        return EM_ERR_FILE;
    *left -= count;
    return EM_OK;
}

static void a_failing_sink_ends_the_writing(void **state)
{
    draw_list list;
    draw_init(&list);
    fill(&list);
    text_metrics_fixed(&metrics);
    for (size_t room = 0; room < 2000; room += 37) {
        size_t left = room;
        view_sink sink = {full_disk, &left};
        em_status status = svg_write(&list, 100, 80, &metrics, &sink);
        assert_true(status == EM_ERR_FILE || (status == EM_OK && room > 1000));
    }
    size_t left = 40;
    view_sink sink = {full_disk, &left};
    assert_int_equal(dump_write(&list, &sink), EM_ERR_FILE);
    draw_finish(&list);
}

static void lists_are_reused_without_growing(void **state)
{
    draw_list list;
    draw_init(&list);
    for (int i = 0; i < 50; i++) {
        draw_reset(&list);
        for (int j = 0; j < 2000; j++)
            fill(&list);
        assert_false(list.failed);
        assert_int_equal(list.n, 14000);
    }
    assert_null(draw_alloc(&list, SIZE_MAX / 2));
    assert_true(list.failed);
    draw_finish(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(svg_is_complete_and_escaped),
        cmocka_unit_test(dump_rounds_to_half_a_pixel),
        cmocka_unit_test(a_failing_sink_ends_the_writing),
        cmocka_unit_test(lists_are_reused_without_growing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
