/* What the side panel says, seen through the whole window. */
#include "driver.h"

/* From this start J falls from 136,671 to 74,000, most of it at once. */
static void a_bad_start_leaves_the_scale(void **state)
{
    (void)state;
    app *a = driver_open("blobs", EM_KMEANS, 5, 1);
    driver_do(a, "option --init=random --seed=1");
    driver_do(a, "forward");
    driver_settle(a);
    assert_false(driver_shows(a, "off scale")); /* nothing follows yet that it could flatten */
    driver_key(a, "End");
    driver_settle(a);
    assert_true(driver_shows(a, "2 values off scale, up to 136,671"));
    app_destroy(a);
}

static void a_good_start_stays_in_scale(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_do(a, "option --init=points:10,100,300 --init-cov=5");
    driver_key(a, "End");
    driver_settle(a);
    assert_false(driver_shows(a, "off scale"));
    app_destroy(a);
}

/* Does the picture have these words, however they are cut into pieces? */
static bool spells(app *a, const char *text)
{
    const draw_list *list = app_picture(a);
    char *all = calloc(1, 1 << 16);
    size_t used = 0;
    assert_non_null(all);
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_TEXT && used < 1 << 15)
            used += (size_t)sprintf(all + used, "%s", list->item[i].text.text);
    const bool found = strstr(all, text) != NULL;
    free(all);
    return found;
}

static int print_entry(char *buffer, double value, int decimals)
{
    return sprintf(buffer, "%s%.*f", value < 0 ? "\xE2\x88\x92" : "", decimals, fabs(value));
}

/* After an M-step the worked covariance is that of the run, whatever its type. */
static void the_worked_covariance_is_the_runs(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_do(a, "tab 4");
    for (long cov = EM_COV_FULL; cov <= EM_COV_SPHERICAL; cov++) {
        char line[128];
        snprintf(line, sizeof line, "covariance %ld", cov);
        driver_do(a, line);
        driver_settle(a);
        for (int i = 0; i < 4; i++)
            driver_do(a, "forward");
        driver_settle(a);
        const em_params *params = app_frame(a, 0).params;
        const double first = em_params_cov(params, 0, 0, 0), last = em_params_cov(params, 0, 1, 1);
        int used = sprintf(line, "=");
        for (size_t entry = 0; entry < 4; entry++)
            used += print_entry(line + used, em_params_cov(params, 0, entry / 2, entry % 2),
                                fmax(first, last) < 1 ? 4 : 2);
        assert_true(spells(a, line));
    }
    app_destroy(a);
}

/* At 1280x720 and larger, what the M-step's card works out is what the step then does. */
static void check_worked_step(app *a, const char *size, bool weighted)
{
    char line[160];
    const session_frame before = app_frame(a, 0);
    assert_int_equal(before.next, TRACE_M);
    char *picture = driver_dump(a);
    assert_non_null(strstr(picture, "E-step"));
    assert_non_null(strstr(picture, "M-step"));
    free(picture);
    driver_do(a, "forward");
    driver_settle(a);
    const em_params *params = app_frame(a, 0).params;
    driver_do(a, "back");
    driver_settle(a);
    app_picture(a);
    int used = sprintf(line, "=(");
    used += print_entry(line + used, params->mean[0], 2);
    used += sprintf(line + used, ",");
    print_entry(line + used, params->mean[1], 2);
    if (!spells(a, line))
        fail_msg("%s: no mean %s", size, line);
    if (!weighted)
        return;
    sprintf(line, "=%.3f", params->weight[0]);
    if (!spells(a, line))
        fail_msg("%s: no weight %s", size, line);
}

static void both_steps_are_worked_in_every_size(void **state)
{
    (void)state;
    for (long cov = -1; cov <= EM_COV_SPHERICAL; cov++) {
        char line[64];
        app *a = driver_open("aniso", cov < 0 ? EM_KMEANS : EM_GMM, 3, 1);
        snprintf(line, sizeof line, "covariance %ld", cov);
        if (cov >= 0)
            driver_do(a, line);
        driver_settle(a);
        driver_do(a, "tab 4");
        for (int i = 0; i < 3; i++)
            driver_do(a, "forward");
        driver_resize(a, 1280, 720);
        check_worked_step(a, "1280x720", cov >= 0);
        driver_resize(a, 1600, 1000);
        check_worked_step(a, "1600x1000", cov >= 0);
        assert_true(spells(a, cov < 0 ? "Distortion" : "Log-likelihood and bound"));
        app_destroy(a);
    }
}

/* One variance for all of 4 or 64 features, with the numbers it comes from. */
static void a_sphere_of_many_features_has_its_number(void **state)
{
    (void)state;
    static const char *const data[] = {"iris", "digits"};
    for (size_t i = 0; i < 2; i++) {
        em_spec spec;
        em_spec_init(&spec, EM_GMM);
        spec.cov_kind = EM_COV_SPHERICAL;
        spec.k = 3;
        app *a = driver_open_spec(data[i], &spec, 1, false);
        driver_do(a, "tab 4");
        for (int step = 0; step < 2; step++)
            driver_do(a, "forward");
        driver_settle(a);
        driver_resize(a, 1280, 720);
        char line[32];
        const double variance = em_params_cov(app_frame(a, 0).params, 0, 0, 0);
        snprintf(line, sizeof line, "=%.*f", variance < 1 ? 4 : 2, variance);
        if (!spells(a, line))
            fail_msg("%s: no variance %s", data[i], line);
        em_spec_finish(&spec);
        app_destroy(a);
    }
}

static void squeeze(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
}

/* As spells, blanks aside: lines are broken where the room ends. */
static bool tells(app *a, const char *text)
{
    const draw_list *list = app_picture(a);
    char *all = calloc(1, 1 << 16), wanted[256];
    size_t used = 0;
    assert_non_null(all);
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_TEXT && used < 1 << 15)
            used += (size_t)sprintf(all + used, "%s", list->item[i].text.text);
    snprintf(wanted, sizeof wanted, "%s", text);
    squeeze(all);
    squeeze(wanted);
    const bool found = strstr(all, wanted) != NULL;
    free(all);
    return found;
}

/* Of two features in words where the table is too low for columns. */
static void the_whole_mixture_is_told_in_a_small_window(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 3, 1);
    driver_key(a, "End");
    driver_settle(a);
    driver_resize(a, 1280, 720);
    double mean[2], cov[4];
    em_mixture_moments(app_frame(a, 0).params, mean, cov);
    char line[160];
    snprintf(line, sizeof line, "all: mean (%.2f, %.2f), var %.2f, %.2f, cov %.3f", mean[0],
             mean[1], cov[0], cov[3], cov[1]);
    if (!tells(a, line))
        fail_msg("not told: %s", line);
    app_destroy(a);
}

static bool is_tooltip(app *a, const char *text)
{
    app_picture(a);
    const ui_list *ui = app_controls(a);
    for (size_t i = 0; i < ui->n; i++)
        if (ui->hit[i].kind == HIT_NOTE && strstr(ui->hit[i].tooltip, text))
            return true;
    return false;
}

/* With four components there is no line left: the table's tooltip tells it, and table and point
 * both keep their cards. */
static void the_whole_mixture_is_a_tooltip_at_last(void **state)
{
    (void)state;
    app *a = driver_open("aniso", EM_GMM, 4, 1);
    driver_key(a, "End");
    driver_settle(a);
    driver_do(a, "inspect 5");
    driver_resize(a, 1280, 720);
    assert_true(tells(a, "Parameters"));
    assert_true(tells(a, "Point #5"));
    assert_true(tells(a, "all: mean (") || is_tooltip(a, "mean ("));
    app_destroy(a);
}

/* Of many features along the axes on screen; after an M-step the mixture's mean is the data's. */
static void the_whole_mixture_is_told_in_the_plane(void **state)
{
    (void)state;
    static const double size[][2] = {{1280, 720}, {1600, 1000}};
    for (int kind = EM_GMM; kind <= EM_BERNOULLI; kind++)
        for (size_t i = 0; i < 2; i++) {
            em_spec spec;
            em_spec_init(&spec, (em_kind)kind);
            spec.cov_kind = EM_COV_DIAG;
            spec.k = 3;
            app *a = driver_open_spec("digits", &spec, 1, false);
            driver_do(a, "forward");
            driver_do(a, "forward");
            driver_settle(a);
            driver_resize(a, size[i][0], size[i][1]);
            bool line = tells(a, "all along PC1, PC2: mean (0.00, 0.00), var");
            assert_true(line || is_tooltip(a, "along PC1, PC2: mean (0.00, 0.00), var"));
            assert_true(line || size[i][0] < 1600);
            em_spec_finish(&spec);
            app_destroy(a);
        }
}

static size_t timeline_dots(app *a)
{
    const draw_list *list = app_picture(a);
    const rgba warning = theme_look(THEME_LIGHT)->warning;
    const ui_list *ui = app_controls(a);
    rect track = {0};
    size_t n = 0;
    for (size_t i = 0; i < ui->n; i++)
        if (ui->hit[i].kind == HIT_SLIDER && ui->hit[i].command.kind == COMMAND_SEEK)
            track = ui->hit[i].box;
    for (size_t i = 0; i < list->n; i++)
        n += list->item[i].kind == DRAW_RECT && list->item[i].rect.fill == warning &&
             rect_has(track, list->item[i].rect.box.x, list->item[i].rect.box.y);
    return n;
}

/* Digits have constant pixels: told once on the timeline, and on the pane as long as they are. */
static void a_lasting_condition_is_news_once(void **state)
{
    (void)state;
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.cov_kind = EM_COV_TIED;
    spec.k = 10;
    app *a = driver_open_spec("digits", &spec, 1, false);
    driver_resize(a, 1600, 1000);
    driver_do(a, "forward");
    driver_settle(a);
    assert_false(tells(a, "3 features are constant"));
    driver_do(a, "forward");
    driver_settle(a);
    assert_true(tells(a, "3 features are constant: only reg_covar"));
    assert_int_equal(timeline_dots(a), 1);
    for (int i = 0; i < 4; i++)
        driver_do(a, "forward");
    driver_settle(a);
    assert_int_equal(timeline_dots(a), 1);
    for (long tab = 0; tab < TAB_COUNT; tab++) {
        char line[16];
        snprintf(line, sizeof line, "tab %ld", tab);
        driver_do(a, line);
        driver_settle(a);
        assert_true(tells(a, "3 features are constant"));
    }
    em_spec_finish(&spec);
    app_destroy(a);
}

/* Components so narrow that no density is left: the points are shared evenly, and that is said. */
static void points_out_of_reach_are_told(void **state)
{
    (void)state;
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.fixed_epsilon = 1e-300;
    app *a = driver_open_spec("aniso", &spec, 1, false);
    driver_resize(a, 1600, 1000);
    driver_do(a, "forward");
    driver_settle(a);
    const session_frame f = app_frame(a, 0);
    size_t lost = 0;
    long row = -1;
    for (size_t i = 0; i < f.data->n; i++) {
        double ln[3];
        assert_int_equal(em_point_log_density(f.params, f.data->x + 2 * i, ln), EM_OK);
        if (!em_out_of_reach(fmax(ln[0], fmax(ln[1], ln[2]))))
            continue;
        lost++;
        row = (long)i;
    }
    assert_true(lost > 0);
    assert_int_equal(f.resp->lost, lost);
    char line[96];
    snprintf(line, sizeof line, "; %zu out of reach of every component: shared evenly", lost);
    assert_true(tells(a, line));
    snprintf(line, sizeof line, "%zu points are out of reach of every component", lost);
    assert_true(tells(a, line));
    assert_false(tells(a, "Out of reach of every component:"));
    snprintf(line, sizeof line, "inspect %ld", row);
    driver_do(a, line);
    driver_settle(a);
    assert_true(tells(a, "Out of reach of every component:"));
    driver_do(a, "forward");
    driver_settle(a);
    snprintf(line, sizeof line, "%zu points are out of reach of every component", lost);
    assert_true(tells(a, line));
    em_spec_finish(&spec);
    app_destroy(a);
}

/* What is switched on and cannot be seen says why. */
static void keys_that_change_nothing_say_why(void **state)
{
    (void)state;
    static const struct {
        const char *key, *words;
    } kmeans[] = {{"e e", "no ellipses"},   {"d", "no density"}, {"l", "first E-step"},
                  {"g", "an M-step"},       {"j", "press 2"},    {"w", "no shares"},
                  {"h h", "second E-step"}, {"Tab", "one pane"}};
    app *a = driver_open("aniso", EM_KMEANS, 3, 1);
    for (size_t i = 0; i < sizeof kmeans / sizeof kmeans[0]; i++) {
        driver_keys(a, kmeans[i].key);
        char *text = driver_dump(a);
        if (strstr(text, kmeans[i].words) == NULL)
            fail_msg("%s: %s", kmeans[i].key, kmeans[i].words);
        free(text);
    }
    app_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bad_start_leaves_the_scale),
        cmocka_unit_test(a_good_start_stays_in_scale),
        cmocka_unit_test(the_worked_covariance_is_the_runs),
        cmocka_unit_test(both_steps_are_worked_in_every_size),
        cmocka_unit_test(a_sphere_of_many_features_has_its_number),
        cmocka_unit_test(the_whole_mixture_is_told_in_a_small_window),
        cmocka_unit_test(the_whole_mixture_is_told_in_the_plane),
        cmocka_unit_test(the_whole_mixture_is_a_tooltip_at_last),
        cmocka_unit_test(a_lasting_condition_is_news_once),
        cmocka_unit_test(points_out_of_reach_are_told),
        cmocka_unit_test(keys_that_change_nothing_say_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
