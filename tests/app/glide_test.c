/* What is seen while means glide: labels keep their side, images change little by little. */
#include "driver.h"

#define TICK 0.02

static bool find_label(app *a, const char *name, double *x, double *y)
{
    const draw_list *list = app_picture(a);
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_TEXT &&
            strncmp(list->item[i].text.text, name, strlen(name)) == 0 &&
            list->item[i].text.halo_width > 0) {
            *x = list->item[i].text.x;
            *y = list->item[i].text.y;
            return true;
        }
    return false;
}

/* Largest way a label makes between two frames of the glide, but for its first. */
static double largest_hop(app *a, const char *name)
{
    double x, y, hop = 0;
    app_tick(a, TICK);
    if (!find_label(a, name, &x, &y))
        return 0;
    while (!app_idle(a)) {
        double nx = 0, ny = 0;
        app_tick(a, TICK);
        assert_true(find_label(a, name, &nx, &ny));
        hop = fmax(hop, hypot(nx - x, ny - y));
        x = nx;
        y = ny;
    }
    return hop;
}

static void labels_keep_their_side(void **state)
{
    (void)state;
    static const char *const names[] = {"μ₁", "μ₂", "μ₃"};
    for (size_t c = 0; c < 3; c++) {
        app *a = driver_open("aniso", EM_GMM, 3, 1);
        driver_do(a, "init 1 points:10,100,300");
        driver_settle(a);
        for (int step = 0; step < 40; step++) {
            driver_key(a, "Right");
            const double hop = largest_hop(a, names[c]);
            if (hop > 25)
                fail_msg("%s hops %g pixels in half-step %d", names[c], hop, step + 1);
        }
        app_destroy(a);
    }
}

/* The shown pixels of the first mean, as one number. */
static double brightness(app *a)
{
    const draw_list *list = app_picture(a);
    for (size_t i = 0; i < list->n; i++) {
        const draw_image *image = &list->item[i].image;
        if (list->item[i].kind != DRAW_IMAGE || image->w != 8)
            continue;
        double sum = 0;
        for (size_t p = 0; p < image->w * image->h; p++)
            sum += (double)(p + 1) * (double)(image->pixels[p] & 0xFFU);
        return sum;
    }
    fail_msg("no image");
    return 0;
}

static void images_change_with_their_means(void **state)
{
    (void)state;
    app *a = driver_open("digits", EM_KMEANS, 4, 1);
    driver_do(a, "init 0");
    driver_settle(a);
    driver_key(a, "Right");
    driver_settle(a);
    const double before = brightness(a);
    driver_key(a, "Right");
    double last = before;
    size_t between = 0;
    while (!app_idle(a)) {
        app_tick(a, TICK);
        const double now = brightness(a);
        between += fabs(now - last) > 1;
        last = now;
    }
    assert_true(fabs(last - before) > 100);
    assert_true(between > 8);
    driver_keys(a, "Left Right");
    driver_settle(a);
    assert_true(fabs(brightness(a) - last) < 1e-9);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_keep_their_side),
        cmocka_unit_test(images_change_with_their_means),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
