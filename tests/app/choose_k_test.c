/* The Choose K tab: every K tried can be seen and pressed, and the words say what was found. */
#include "driver.h"

static app *swept(const char *data, em_kind kind, long most)
{
    char line[32];
    app *a = driver_open(data, kind, 3, 1);
    snprintf(line, sizeof line, "sweep %ld", most);
    driver_do(a, line);
    driver_settle(a);
    return a;
}

/* Places where the best solution for K can be loaded: its column in the chart and its row. */
static size_t places(app *a, long k)
{
    const ui_list *ui = app_controls(a);
    size_t n = 0;
    for (size_t i = 0; i < ui->n; i++)
        n += ui->hit[i].command.kind == COMMAND_LOAD_K && ui->hit[i].command.n == k;
    return n;
}

static void every_k_has_its_row(void **state)
{
    (void)state;
    static const em_kind kind[] = {EM_KMEANS, EM_GMM};
    for (size_t i = 0; i < 2; i++)
        for (long most = 8; most <= 12; most += 4) {
            app *a = swept("aniso", kind[i], most);
            driver_resize(a, 1280, 720);
            for (long k = 1; k <= most; k++)
                assert_int_equal(places(a, k), 2);
            assert_true(driver_shows(a, "suggested K = "));
            driver_resize(a, 1600, 1000);
            for (long k = 1; k <= most; k++)
                assert_int_equal(places(a, k), 2);
            app_destroy(a);
        }
    app *a = swept("aniso", EM_GMM, 8);
    driver_do(a, "presentation");
    driver_resize(a, 1920, 1080);
    for (long k = 1; k <= 8; k++)
        assert_int_equal(places(a, k), 2);
    assert_true(driver_shows(a, "suggested K = 3"));
    app_destroy(a);
}

static bool in_box(rect box, double x1, double y1, double x2, double y2)
{
    for (int i = 0; i <= 400; i++)
        if (rect_has(box, x1 + (x2 - x1) * i / 400, y1 + (y2 - y1) * i / 400))
            return true;
    return false;
}

/* Curves and bands right of the pane are those of the chart. */
static bool crossed(app *a, rect box)
{
    const draw_list *list = app_picture(a);
    const rect canvas = driver_canvas(a, 0);
    for (size_t i = 0; i < list->n; i++) {
        const draw_path *path = &list->item[i].path;
        if (list->item[i].kind != DRAW_PATH || path->n < 8 || path->xy[0] < canvas.x + canvas.w ||
            path->xy[0] > box.x + box.w || path->xy[1] > box.y + 200)
            continue;
        for (size_t j = 0; j + 1 < path->n; j++)
            if (in_box(box, path->xy[2 * j], path->xy[2 * j + 1], path->xy[2 * j + 2],
                       path->xy[2 * j + 3]))
                return true;
    }
    return false;
}

static void the_suggestion_hides_no_curve(void **state)
{
    (void)state;
    static const em_kind kind[] = {EM_KMEANS, EM_GMM};
    static const char *const data[] = {"aniso", "blobs", "varied", "uneven"};
    size_t seen = 0;
    for (size_t i = 0; i < 2; i++)
        for (size_t d = 0; d < 4; d++) {
            app *a = swept(data[d], kind[i], 8);
            for (int curve = 0; curve < (kind[i] == EM_KMEANS ? 2 : 4); curve++) {
                char line[32];
                snprintf(line, sizeof line, "sweep-view %d", curve);
                driver_do(a, line);
                driver_resize(a, 1280, 720);
                const draw_text *label = driver_find_text(a, "suggested K = 3");
                if (!label)
                    continue;
                rect box = {label->x, label->y - 10, 100, 12};
                assert_false(crossed(a, box));
                seen++;
            }
            app_destroy(a);
        }
    assert_true(seen > 12);
}

static void the_end_of_the_range_is_no_suggestion(void **state)
{
    (void)state;
    app *a = swept("moons", EM_GMM, 0);
    driver_resize(a, 1280, 720);
    assert_true(driver_shows(a, "BIC still falling at K = 8"));
    assert_false(driver_shows(a, "suggested K"));
    assert_true(driver_shows(a, "largest"));
    const ui_list *ui = app_controls(a);
    const ui_hit *more = NULL;
    for (size_t i = 0; i < ui->n; i++)
        more = ui->hit[i].command.kind == COMMAND_SWEEP ? &ui->hit[i] : more;
    assert_non_null(more);
    assert_int_equal(more->command.n, 12);
    driver_click(a, more->box.x + more->box.w / 2, more->box.y + more->box.h / 2);
    driver_settle(a);
    app_picture(a);
    assert_int_equal(places(a, 12), 2);
    assert_true(driver_shows(a, "suggested K = 8"));
    assert_false(driver_shows(a, "Try more"));
    app_destroy(a);
}

static void no_elbow_is_said(void **state)
{
    (void)state;
    app *a = swept("blobs:n=30,k=1,d=30,std=10,seed=1", EM_KMEANS, 0);
    driver_resize(a, 1280, 720);
    assert_true(driver_shows(a, "No clear elbow"));
    assert_false(driver_shows(a, "suggested K"));
    app_destroy(a);
}

/* Shift+S goes through the curves there are: four for mixtures, two for K-means. */
static void a_key_goes_through_the_curves(void **state)
{
    (void)state;
    const em_kind kinds[] = {EM_GMM, EM_KMEANS};
    for (size_t i = 0; i < 2; i++) {
        app *a = swept("aniso", kinds[i], 0);
        app_tick(a, 60.0);
        char *first = driver_dump(a);
        for (size_t curve = 1; curve <= (i == 0 ? 4u : 2u); curve++) {
            driver_key(a, "shift+s");
            char *now = driver_dump(a);
            assert_true((strcmp(first, now) == 0) == (curve == (i == 0 ? 4u : 2u)));
            free(now);
        }
        free(first);
        app_destroy(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_k_has_its_row),
        cmocka_unit_test(the_suggestion_hides_no_curve),
        cmocka_unit_test(the_end_of_the_range_is_no_suggestion),
        cmocka_unit_test(no_elbow_is_said),
        cmocka_unit_test(a_key_goes_through_the_curves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
