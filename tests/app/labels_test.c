/* The Labels tab: what it shows in which room, seen through the whole window. */
#include "driver.h"

static const char *const scores[] = {
    "Adjusted Rand index", "Rand index",  "Accuracy", "Purity", "NMI",
    "Homogeneity",         "Completeness"};

static app *open_digits(size_t k, size_t panes)
{
    app *a = driver_open("digits", EM_KMEANS, k, panes);
    driver_do(a, "tab 2");
    for (int i = 0; i < 2; i++)
        driver_do(a, "forward");
    driver_settle(a);
    return a;
}

/* Images right of the panes and above the confusion. */
static size_t images_on_top(app *a)
{
    const draw_list *list = app_picture(a);
    const draw_text *below = driver_find_text(a, "Confusion");
    const rect canvas = driver_canvas(a, 0);
    size_t n = 0;
    assert_non_null(below);
    for (size_t i = 0; i < list->n; i++) {
        const draw_item *item = &list->item[i];
        n += item->kind == DRAW_IMAGE && item->image.box.x > canvas.x + canvas.w &&
             item->image.box.y + item->image.box.h < below->y;
    }
    return n;
}

static void images_stand_above_the_confusion_where_there_is_room(void **state)
{
    (void)state;
    static const size_t k[] = {3, 10, 15};
    for (size_t i = 0; i < 3; i++) {
        app *a = open_digits(k[i], 1);
        driver_resize(a, 1600, 1000);
        assert_int_equal(images_on_top(a), k[i]);
        for (size_t s = 0; s < 7; s++)
            assert_non_null(driver_find_text(a, scores[s]));
        assert_non_null(driver_find_text(a, "Component, for each true label"));
        assert_non_null(driver_find_text(a, "True label, for each component"));
        driver_resize(a, 1920, 1080);
        assert_int_equal(images_on_top(a), k[i]);
        driver_resize(a, 1280, 720);
        assert_int_equal(images_on_top(a), 0);
        for (size_t s = 0; s < 7; s++)
            assert_non_null(driver_find_text(a, scores[s]));
        app_destroy(a);
    }
}

static void other_data_have_no_images(void **state)
{
    (void)state;
    app *a = driver_open("iris", EM_GMM, 3, 1);
    driver_do(a, "tab 2");
    driver_key(a, "End");
    driver_settle(a);
    driver_resize(a, 1600, 1000);
    assert_int_equal(images_on_top(a), 0);
    for (size_t s = 0; s < 7; s++)
        assert_non_null(driver_find_text(a, scores[s]));
    app_destroy(a);
}

/* Before the first E-step there are means, but no labels to compare them with. */
static void the_start_has_its_means(void **state)
{
    (void)state;
    app *a = driver_open("digits", EM_KMEANS, 10, 1);
    driver_do(a, "tab 2");
    driver_resize(a, 1600, 1000);
    assert_non_null(driver_find_text(a, "Prototypes"));
    assert_non_null(driver_find_text(a, "component means"));
    assert_null(driver_find_text(a, "Confusion"));
    app_destroy(a);
}

static const ui_hit *note_with(app *a, const char *text)
{
    app_picture(a);
    const ui_list *ui = app_controls(a);
    for (size_t i = 0; i < ui->n; i++)
        if (ui->hit[i].kind == HIT_NOTE && strstr(ui->hit[i].tooltip, text))
            return &ui->hit[i];
    return NULL;
}

/* In rows with their explanation in the tooltip; in a small card all in one. */
static void every_score_is_reachable(void **state)
{
    (void)state;
    app *a = open_digits(10, 2);
    driver_resize(a, 1280, 720);
    assert_non_null(note_with(a, "in one component only"));
    driver_do(a, "presentation");
    driver_resize(a, 1920, 1080);
    const ui_hit *all = note_with(a, scores[0]);
    assert_non_null(all);
    for (size_t s = 0; s < 7; s++)
        assert_non_null(strstr(all->tooltip, scores[s]));
    driver_mouse(a, INPUT_MOVE, all->box.x + all->box.w / 2, all->box.y + all->box.h / 2);
    app_tick(a, 2.0);
    char *picture = driver_dump(a);
    assert_non_null(strstr(picture, "Completeness"));
    free(picture);
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(images_stand_above_the_confusion_where_there_is_room),
        cmocka_unit_test(other_data_have_no_images),
        cmocka_unit_test(the_start_has_its_means),
        cmocka_unit_test(every_score_is_reachable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
