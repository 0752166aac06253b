/* What the rasteriser promises: exact coverage, joints blended once, nothing outside a clip, wild
 * coordinates harmless, the same picture on every path and number of threads. */
#include "raster_stage.h"
#include "sdl/span.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void finish(bench *b)
{
    assert_true(raster_draw(b->raster, &b->list, &b->image));
}

static int blue(const bench *b, int x, int y)
{
    return (int)(b->image.pixels[y * W + x] & 255);
}

/* Sum of darkness over the picture, in pixels. */
static double ink(const bench *b)
{
    double sum = 0;
    for (size_t i = 0; i < (size_t)W * H; i++) {
        sum += (255 - (int)(b->image.pixels[i] & 255)) / 255.0;
    }
    return sum;
}

static void rectangles_cover_parts_of_pixels(void **state)
{
    bench *b = *state;
    start(b);
    draw_add_rect(&b->list, (rect){10.5, 10.25, 20, 20}, 0, 0xff000000u);
    finish(b);
    assert_int_equal(blue(b, 20, 20), 0);
    assert_in_range(blue(b, 10, 20), 126, 129);
    assert_in_range(blue(b, 20, 10), 62, 66);
    assert_in_range(blue(b, 20, 30), 189, 193);
    assert_int_equal(blue(b, 20, 31), 255);
    assert_true(fabs(ink(b) - 400) < 1.0);
}

static void polygons_have_their_area(void **state)
{
    bench *b = *state;
    start(b);
    const double triangle[] = {20.3, 10.1, 270.9, 60.7, 99.2, 180.4};
    draw_add_polygon(&b->list, triangle, 3, 0xff000000u);
    finish(b);
    const double area = 0.5 * fabs((270.9 - 20.3) * (180.4 - 10.1) - (99.2 - 20.3) * (60.7 - 10.1));
    assert_true(fabs(ink(b) - area) < 3.0);
}

static void loops_that_overlap_count_once(void **state)
{
    bench *b = *state;
    start(b);
    const double twice[] = {50, 50, 100, 50, 100, 100, 50, 100, 50, 50, 100, 50, 100, 100, 50, 100};
    draw_add_polygon(&b->list, twice, 8, 0x80000000u);
    finish(b);
    assert_true(fabs(ink(b) - 2500 * 128 / 255.0) < 10);
}

static void joints_are_blended_once(void **state)
{
    bench *b = *state;
    start(b);
    double xy[400];
    for (size_t i = 0; i < 200; i++) {
        xy[2 * i] = 20.0 + (double)i;
        xy[2 * i + 1] = 100.0;
    }
    const draw_path path = {.xy = xy, .n = 200, .stroke = 0x80000000u, .width = 10};
    draw_add_path(&b->list, &path);
    finish(b);
    for (int x = 20; x < 219; x++) {
        assert_int_equal(blue(b, x, 100), 127);
        assert_int_equal(blue(b, x, 106), 255);
    }
}

static void strokes_have_their_width(void **state)
{
    bench *b = *state;
    start(b);
    draw_add_line(&b->list, 30, 30, 237.3, 119.1, 3, 0xff000000u);
    finish(b);
    const double area = 3 * hypot(207.3, 89.1) + M_PI * 1.5 * 1.5;
    assert_true(fabs(ink(b) - area) < 6.0);
}

static void dashes_cover_their_share(void **state)
{
    bench *b = *state;
    start(b);
    const double xy[] = {-1e9, 50.5, 1e9, 50.5};
    const draw_path path = {
        .xy = xy, .n = 2, .stroke = 0xff000000u, .width = 1, .dash_on = 5, .dash_off = 5};
    draw_add_path(&b->list, &path);
    finish(b);
    /* Round caps add a little to each of the 30 dashes. */
    assert_true(ink(b) > 145 && ink(b) < 185);
}

static void wild_coordinates_are_harmless(void **state)
{
    bench *b = *state;
    start(b);
    const double half[] = {-1e9, 100, 1e9, 100, 1e9, 1e9, -1e9, 1e9};
    draw_add_polygon(&b->list, half, 4, 0xff000000u);
    const double wild[] = {(double)NAN, 1, HUGE_VAL, -HUGE_VAL, 1e300, -1e300, 5, (double)NAN};
    const draw_path path = {.xy = wild, .n = 4, .closed = true, .stroke = 0xffff0000u, .width = 2};
    draw_add_path(&b->list, &path);
    draw_add_rect(&b->list, (rect){(double)NAN, 0, 10, 10}, 3, 0xff00ff00u);
    draw_add_rect(&b->list, (rect){0, 0, -10, HUGE_VAL}, 3, 0xff00ff00u);
    draw_add_text(&b->list, 1e12, (double)NAN, FACE_REGULAR, 14, 0xff000000u, "far away");
    finish(b);
    assert_int_equal(blue(b, 150, 98), 255);
    assert_int_equal(blue(b, 150, 102), 0);
    assert_int_equal(blue(b, 299, 199), 0);
}

static void clips_hold(void **state)
{
    bench *b = *state;
    start(b);
    draw_push_clip(&b->list, (rect){50, 50, 60, 60});
    draw_push_clip(&b->list, (rect){80, 0, 200, 80});
    draw_add_rect(&b->list, (rect){0, 0, W, H}, 20, 0xff000000u);
    draw_add_line(&b->list, 0, 0, W, H, 30, 0xff000000u);
    const double xy[] = {0, 0, 1, 1};
    const rgba colour[] = {0xff000000u, 0xff000000u};
    const draw_points points = {.xy = xy,
                                .colour = colour,
                                .n = 2,
                                .scale_x = 40,
                                .scale_y = 40,
                                .shift_x = 78,
                                .shift_y = 60,
                                .radius = 6,
                                .clip = {0, 0, W, H},
                                .version = 1};
    draw_add_points(&b->list, &points);
    draw_add_text(&b->list, 30, 70, FACE_BOLD, 60, 0xff000000u, "XXXXXXX");
    draw_pop_clip(&b->list);
    draw_pop_clip(&b->list);
    finish(b);
    assert_true(fabs(ink(b) - 30 * 30) < 0.5);
}

static void points_are_discs(void **state)
{
    bench *b = *state;
    start(b);
    const double xy[] = {10, 10, 20.125, 10.3, -5, 1e308, (double)NAN, 0, 3, HUGE_VAL};
    const rgba colour[] = {0xff000000u, 0xff000000u, 0xff000000u, 0xff000000u, 0xff000000u};
    const draw_points points = {.xy = xy,
                                .colour = colour,
                                .n = 5,
                                .scale_x = 10,
                                .scale_y = 10,
                                .shift_x = 0,
                                .shift_y = 0,
                                .radius = 4.2,
                                .clip = {0, 0, W, H},
                                .version = 1};
    draw_add_points(&b->list, &points);
    finish(b);
    assert_true(fabs(ink(b) - 2 * M_PI * 4.2 * 4.2) < 2.5);
    assert_int_equal(blue(b, 100, 100), 0);
}

static void text_inks_where_it_is_measured(void **state)
{
    bench *b = *state;
    start(b);
    const char *text = "Half-step 104";
    draw_add_text(&b->list, 20, 100, FACE_REGULAR, 20, 0xff000000u, text);
    finish(b);
    int left = W, right = 0;
    for (int i = 0; i < W * H; i++) {
        if (b->image.pixels[i] != 0xffffffffu) {
            left = i % W < left ? i % W : left;
            right = i % W > right ? i % W : right;
        }
    }
    const double width = text_width(glyphs_metrics(b->glyphs), FACE_REGULAR, 20, text);
    assert_in_range(left, 20, 23);
    assert_in_range(right, (int)(20 + width) - 4, (int)(20 + width) + 1);
}

static void digits_are_equally_wide(void **state)
{
    bench *b = *state;
    const text_metrics *m = glyphs_metrics(b->glyphs);
    for (int face = 0; face < FACE_COUNT; face++) {
        const float one = m->advance[face][text_glyph_index('1')];
        for (uint32_t digit = '0'; digit <= '9'; digit++) {
            assert_true(m->advance[face][text_glyph_index(digit)] == one);
        }
    }
    assert_int_equal(m->from[FACE_REGULAR][text_glyph_index('A')], FACE_REGULAR);
    assert_int_equal(m->from[FACE_REGULAR][text_glyph_index(0x221d)], FACE_FALLBACK);
}

/* A bit of everything, in a stable random order. */
static void draw_mixture(bench *b, double *xy, rgba *colour, uint8_t *shape, size_t n)
{
    start(b);
    uint32_t seed = 1;
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        xy[2 * i] = seed % 3100 / 10.0 - 5;
        xy[2 * i + 1] = (seed >> 12) % 2100 / 10.0 - 5;
        colour[i] = (seed >> 8) | (i % 3 ? 0xff000000u : 0x60000000u);
        shape[i] = (uint8_t)(i % SHAPE_COUNT);
    }
    const draw_points points = {.xy = xy,
                                .colour = colour,
                                .shape = shape,
                                .n = n,
                                .scale_x = 1,
                                .scale_y = 1,
                                .radius = 3.3,
                                .outline = 0.8,
                                .outline_colour = 0xffffffffu,
                                .clip = {7, 5, 280, 190},
                                .version = 7};
    draw_add_points(&b->list, &points);
    for (int i = 0; i < 40; i++) {
        seed = seed * 1664525u + 1013904223u;
        const rgba tint = seed | 0x40000000u;
        const double x = seed % 250, y = (seed >> 9) % 180;
        draw_add_frame(&b->list, (rect){x, y, 40.3, 20.7}, 6, tint, ~tint, 1.5);
        draw_add_circle(&b->list, x, y, 9.4, tint, 0xffffffffu, 2);
        draw_add_text(&b->list, x, y, FACE_MEDIUM, 13, tint, "emstep");
    }
}

static void every_path_gives_the_same_picture(void **state)
{
    bench *b = *state;
    enum { N = 6000 };
    double *xy = malloc(sizeof(double) * 2 * N);
    rgba *colour = malloc(sizeof(rgba) * N);
    uint8_t *shape = malloc(N);
    uint32_t *first = malloc(sizeof(uint32_t) * W * H);
    assert_true(xy && colour && shape && first);
    draw_mixture(b, xy, colour, shape, N);
    finish(b);
    memcpy(first, b->image.pixels, sizeof(uint32_t) * W * H);
    for (size_t threads = 1; threads <= 3; threads++) {
        em_pool *pool = NULL;
        raster *other = NULL;
        assert_int_equal(em_pool_create(threads, &pool, NULL), EM_OK);
        assert_int_equal(raster_create(b->glyphs, pool, &other, NULL), EM_OK);
        span_force_portable(threads == 2);
        draw_mixture(b, xy, colour, shape, N);
        assert_true(raster_draw(other, &b->list, &b->image));
        assert_memory_equal(first, b->image.pixels, sizeof(uint32_t) * W * H);
        raster_destroy(other);
        em_pool_destroy(pool);
    }
    span_force_portable(false);
    free(xy);
    free(colour);
    free(shape);
    free(first);
}

/* A picture that changes a little again and again, as a window's does. */
static void draw_changing(bench *b, int step)
{
    start(b);
    draw_add_frame(&b->list, (rect){10, 10, 200, 150}, 8, 0xfff4f4f1u, 0xff2f5fdeu, 2);
    draw_add_text(&b->list, 20, 40, FACE_BOLD, 15, 0xff1b1f24u, step % 3 ? "E-step" : "M-step");
    draw_push_clip(&b->list, (rect){12, 12, 190 - step, 140});
    draw_add_circle(&b->list, 60 + 9 * step, 90, 30, 0x803f90dau, 0xffbd1f01u, 3);
    draw_add_line(&b->list, 0, 199, 299, 5 * step, 2.5, 0xa0832db6u);
    draw_pop_clip(&b->list);
    const rgba pixels[] = {0xff000000u, 0xffffffffu, 0x80ff0000u, 0xff00ff00u + (rgba)(step / 4)};
    draw_add_image(&b->list, (rect){220, 150, 50, 40}, 2, 2, pixels, step % 2);
}

static void updates_equal_fresh_pictures(void **state)
{
    bench *b = *state;
    raster_image kept = raster_image_create(W, H);
    size_t changed = 0;
    for (int step = 0; step < 12; step++) {
        draw_changing(b, step);
        assert_true(raster_update(b->raster, &b->list, &kept));
        raster_box box[64];
        changed += raster_changed(b->raster, box, 64);
        assert_true(raster_update(b->raster, &b->list, &kept));
        assert_int_equal(raster_changed(b->raster, box, 64), 0);
        raster *fresh = NULL;
        assert_int_equal(raster_create(b->glyphs, NULL, &fresh, NULL), EM_OK);
        assert_true(raster_draw(fresh, &b->list, &b->image));
        raster_destroy(fresh);
        assert_memory_equal(kept.pixels, b->image.pixels, sizeof(uint32_t) * W * H);
    }
    assert_true(changed >= 12);
    raster_image_finish(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rectangles_cover_parts_of_pixels),
        cmocka_unit_test(polygons_have_their_area),
        cmocka_unit_test(loops_that_overlap_count_once),
        cmocka_unit_test(joints_are_blended_once),
        cmocka_unit_test(strokes_have_their_width),
        cmocka_unit_test(dashes_cover_their_share),
        cmocka_unit_test(wild_coordinates_are_harmless),
        cmocka_unit_test(clips_hold),
        cmocka_unit_test(points_are_discs),
        cmocka_unit_test(text_inks_where_it_is_measured),
        cmocka_unit_test(digits_are_equally_wide),
        cmocka_unit_test(every_path_gives_the_same_picture),
        cmocka_unit_test(updates_equal_fresh_pictures),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
