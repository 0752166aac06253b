/* Many points: a density stands in for discs while they are drawn, or shows where they are many. */
#include "raster_stage.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static double distance_of(const raster_image *a, const raster_image *b)
{
    double sum = 0;
    for (size_t i = 0; i < (size_t)W * H; i++) {
        for (int shift = 0; shift < 24; shift += 8) {
            sum += abs((int)(a->pixels[i] >> shift & 255) - (int)(b->pixels[i] >> shift & 255));
        }
    }
    return sum / (3.0 * W * H);
}

typedef struct cloud {
    double *xy;
    rgba *colour;
    draw_points points;
} cloud;

/* x is denser to the left the higher the power of a uniform number, y is uniform around the
 * picture. */
static cloud make_cloud(size_t n, double power, double width, double height)
{
    cloud c = {malloc(sizeof(double) * 2 * n), malloc(sizeof(rgba) * n), {0}};
    assert_true(c.xy && c.colour);
    uint32_t seed = 3;
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        const double u = (seed >> 8) / 16777216.0;
        seed = seed * 1664525u + 1013904223u;
        c.xy[2 * i] = pow(u, power) * width;
        c.xy[2 * i + 1] = ((seed >> 8) / 16777216.0 - 0.5) * height + H / 2.0;
        c.colour[i] = u > 0.5 ? 0xffbd1f01u : 0xff3f90dau;
    }
    c.points = (draw_points){.xy = c.xy,
                             .colour = c.colour,
                             .n = n,
                             .scale_x = 1,
                             .scale_y = 1,
                             .radius = 1.1,
                             .clip = {0, 0, W, H},
                             .version = 99};
    return c;
}

static void drop_cloud(cloud *c)
{
    free(c->xy);
    free(c->colour);
}

/* Millions of points: a density while the picture moves, and at rest the very discs in the end. */
static void densities_become_discs(void **state)
{
    bench *b = *state;
    cloud c = make_cloud(1600000, 1, 5.2 * W, 5.2 * H);
    raster_image coarse = raster_image_create(W, H);
    assert_non_null(coarse.pixels);
    start(b);
    draw_add_points(&b->list, &c.points);
    raster_set_pace(b->raster, RASTER_MOVING);
    assert_true(raster_draw(b->raster, &b->list, &coarse));
    assert_true(raster_was_coarse(b->raster));
    raster_set_pace(b->raster, RASTER_REFINE);
    for (int i = 0; i < 10000 && raster_was_coarse(b->raster); i++) {
        assert_true(raster_draw(b->raster, &b->list, &b->image));
    }
    assert_false(raster_was_coarse(b->raster));
    raster *fresh = NULL;
    raster_image fine = raster_image_create(W, H);
    assert_int_equal(raster_create(b->glyphs, NULL, &fresh, NULL), EM_OK);
    assert_true(raster_draw(fresh, &b->list, &fine));
    assert_memory_equal(fine.pixels, b->image.pixels, sizeof(uint32_t) * W * H);
    assert_true(distance_of(&fine, &coarse) < 12.0);
    raster_set_pace(b->raster, RASTER_FINE);
    raster_destroy(fresh);
    raster_image_finish(&fine);
    raster_image_finish(&coarse);
    drop_cloud(&c);
}

/* Mean of a channel over columns x0..x1. */
static double mean_blue(const raster_image *image, size_t x0, size_t x1)
{
    double sum = 0;
    for (size_t y = 0; y < H; y++) {
        for (size_t x = x0; x < x1; x++) {
            sum += image->pixels[y * W + x] & 255;
        }
    }
    return sum / (double)(H * (x1 - x0));
}

/* Where opaque discs would lie many deep, denser places are fuller, at every pace the same. */
static void heavy_overlap_shows_density(void **state)
{
    bench *b = *state;
    cloud c = make_cloud(300000, 2, W, H);
    for (size_t i = 0; i < c.points.n; i++) {
        c.colour[i] = 0xff800000u;
    }
    raster_image moving = raster_image_create(W, H);
    assert_non_null(moving.pixels);
    start(b);
    draw_add_rect(&b->list, (rect){0, 0, W, H}, 0, 0xffffffffu);
    draw_add_points(&b->list, &c.points);
    raster_set_pace(b->raster, RASTER_MOVING);
    assert_true(raster_draw(b->raster, &b->list, &moving));
    assert_false(raster_was_coarse(b->raster));
    raster_set_pace(b->raster, RASTER_FINE);
    raster_forget(b->raster);
    assert_true(raster_draw(b->raster, &b->list, &b->image));
    assert_memory_equal(moving.pixels, b->image.pixels, sizeof(uint32_t) * W * H);
    double last = 0;
    for (size_t x = 0; x + W / 4 <= W; x += W / 4) {
        const double now = mean_blue(&b->image, x, x + W / 4);
        assert_true(now > last + 4);
        last = now;
    }
    assert_true(last < 200); /* the sparsest is still seen well */
    raster_image_finish(&moving);
    drop_cloud(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(densities_become_discs),
        cmocka_unit_test(heavy_overlap_shows_density),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
