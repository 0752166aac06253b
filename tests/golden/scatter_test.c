/* Laws of the scatter that hold for every picture: labels keep apart, marks stand where the camera
 * says, odd data draws something finite, what the mouse finds is what is drawn. */
#include "scene.h"

#include "em/generate.h"
#include "view/palette.h"
#include "view/shapes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double WIDTH = 900, HEIGHT = 600;

static em_dataset *generate(const char *name)
{
    em_dataset *data = NULL;
    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return data;
}

static em_spec simple_spec(em_kind kind, size_t k)
{
    em_spec spec;
    em_spec_init(&spec, kind);
    spec.k = k;
    spec.init = EM_INIT_RANDOM;
    return spec;
}

static rect text_box(const scene *s, const draw_text *t)
{
    double w = text_width(s->metrics, t->face, t->size, t->text);
    return (rect){t->x, t->y - 0.73 * t->size, w, 0.73 * t->size};
}

static bool meet(rect a, rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static size_t collect_labels(const scene *s, const draw_list *list, rect *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n && n < room; i++)
        if (list->item[i].kind == DRAW_TEXT && strncmp(list->item[i].text.text, "μ", 2) == 0)
            out[n++] = text_box(s, &list->item[i].text);
    return n;
}

/* Means drawn together as closely as they can be: every label apart from all others and inside. */
static void labels_keep_apart(void **state)
{
    em_dataset *data = generate("blobs");
    for (size_t k = 2; k <= 8; k++) {
        em_spec spec = simple_spec(EM_GMM, k);
        scene s;
        draw_list list;
        rect label[16];
        scene_init(&s, data, &spec, 0, WIDTH, HEIGHT);
        for (size_t c = 0; c < k; c++) {
            s.flat->mean[2 * c] = 0.3 * (double)(c % 3);
            s.flat->mean[2 * c + 1] = 0.4 * (double)(c / 3);
        }
        draw_init(&list);
        scatter_draw(&s.in.pane[0], s.box, &s.in, &list);
        size_t n = collect_labels(&s, &list, label, 16);
        assert_int_equal(n, k);
        for (size_t a = 0; a < n; a++) {
            assert_true(label[a].x >= 0 && label[a].x + label[a].w <= WIDTH);
            for (size_t b = 0; b < a; b++)
                assert_false(meet(label[a], label[b]));
        }
        draw_finish(&list);
        scene_finish(&s);
    }
    em_dataset_destroy(data);
}

static void labels_of_means_at_the_edge_stay_inside(void **state)
{
    em_dataset *data = generate("blobs");
    em_spec spec = simple_spec(EM_GMM, 4);
    scene s;
    scene_init(&s, data, &spec, 0, WIDTH, HEIGHT);
    const double corner[4][2] = {{5, 5}, {895, 5}, {5, 595}, {895, 595}};
    for (size_t c = 0; c < 4; c++)
        camera_to_data(&s.in.pane[0].camera, s.box, corner[c][0], corner[c][1],
                       &s.flat->mean[2 * c], &s.flat->mean[2 * c + 1]);
    draw_list list;
    rect label[4];
    draw_init(&list);
    scatter_draw(&s.in.pane[0], s.box, &s.in, &list);
    assert_int_equal(collect_labels(&s, &list, label, 4), 4);
    for (size_t c = 0; c < 4; c++) {
        assert_true(label[c].x >= 0 && label[c].x + label[c].w <= WIDTH);
        assert_true(label[c].y >= 0 && label[c].y + label[c].h <= HEIGHT);
    }
    draw_finish(&list);
    scene_finish(&s);
    em_dataset_destroy(data);
}

static bool finite_path(const draw_path *p)
{
    for (size_t i = 0; i < 2 * p->n; i++)
        if (!isfinite(p->xy[i]))
            return false;
    return true;
}

static void assert_finite(const draw_list *list)
{
    int depth = 0;
    for (size_t i = 0; i < list->n; i++) {
        const draw_item *item = &list->item[i];
        if (item->kind == DRAW_PATH)
            assert_true(finite_path(&item->path));
        if (item->kind == DRAW_RECT)
            assert_true(isfinite(item->rect.box.x + item->rect.box.y + item->rect.box.w));
        if (item->kind == DRAW_TEXT)
            assert_true(isfinite(item->text.x + item->text.y));
        depth += item->kind == DRAW_CLIP ? 1 : item->kind == DRAW_UNCLIP ? -1 : 0;
    }
    assert_int_equal(depth, 0);
    assert_false(list->failed);
}

static void draw_everything(scene *s)
{
    draw_list list;
    draw_init(&list);
    s->in.overlays = (1u << OVERLAY_COUNT) - 1;
    s->in.pane[0].grip_component = 0;
    for (int which = 0; which < THEME_COUNT; which++) {
        s->in.theme = (view_theme)which;
        draw_reset(&list);
        scatter_draw(&s->in.pane[0], s->box, &s->in, &list);
        assert_finite(&list);
        assert_true(list.n > 10);
    }
    for (double side = 0; side < 80; side += 7) { /* tiny boxes */
        draw_reset(&list);
        scatter_draw(&s->in.pane[0], (rect){10, 10, side, 80 - side}, &s->in, &list);
        assert_finite(&list);
    }
    for (int i = 0; i < 300; i++) { /* deep zooms, both ways */
        camera_zoom_at(&s->in.pane[0].camera, s->box, 320, 200, i < 100 ? 1.4 : 1 / 1.4);
        draw_reset(&list);
        scatter_draw(&s->in.pane[0], s->box, &s->in, &list);
        assert_finite(&list);
    }
    draw_finish(&list);
}

static void every_overlay_draws_on_every_kind(void **state)
{
    static const char *const name[] = {"hand", "aniso"};
    for (size_t d = 0; d < 2; d++) {
        em_dataset *data = generate(name[d]);
        for (int kind = EM_KMEANS; kind <= EM_GMM; kind++) {
            em_spec spec = simple_spec((em_kind)kind, 2);
            for (size_t step = 0; step < 4; step++) {
                scene s;
                scene_init(&s, data, &spec, step, 300, 200);
                draw_everything(&s);
                scene_finish(&s);
            }
        }
        em_dataset_destroy(data);
    }
}

/* Equal points, one point, far from zero: a picture all the same. */
static void odd_data_draws(void **state)
{
    static const double value[3][8] = {{2, 2, 2, 2, 2, 2, 2, 2},
                                       {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 1, 1e9, 1e9 + 3, 1e9, 1e9},
                                       {1e-12, 0, 2e-12, 1e-12, 0, 0, 3e-12, 1e-12}};
    for (size_t v = 0; v < 3; v++) {
        for (size_t n = 1; n <= 4; n += 3) {
            em_dataset *data = NULL;
            assert_int_equal(em_dataset_create(n, 2, false, &data, NULL), EM_OK);
            memcpy(data->x, value[v], n * 2 * sizeof(double));
            assert_int_equal(em_dataset_finish(data, NULL), EM_OK);
            em_spec spec = simple_spec(n == 1 ? EM_KMEANS : EM_GMM, 1);
            spec.init_cov = 1;
            scene s;
            scene_init(&s, data, &spec, 1, 300, 200);
            draw_everything(&s);
            scene_finish(&s);
            em_dataset_destroy(data);
        }
    }
}

static void nothing_to_show_draws_nothing(void **state)
{
    draw_list list;
    draw_init(&list);
    view_input in = {.scale = 1};
    scatter_draw(&in.pane[0], (rect){0, 0, 100, 100}, &in, &list);
    assert_int_equal(list.n, 0);
    draw_finish(&list);
}

static bool shows_text(const draw_list *list, const char *text)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_TEXT && strstr(list->item[i].text.text, text))
            return true;
    return false;
}

/* The third point of 1, 2, 3 takes a component of its own, which collapses: said at its mean. */
static void events_are_named_at_their_mean(void **state)
{
    em_dataset *data = generate("hand");
    em_spec spec = simple_spec(EM_GMM, 2);
    spec.init = EM_INIT_KMEANS;
    scene s;
    scene_init(&s, data, &spec, 0, WIDTH, HEIGHT);
    draw_list list;
    draw_init(&list);
    for (size_t step = 0; step <= 3; step++) {
        scene_seek(&s, step);
        draw_reset(&list);
        scatter_draw(&s.in.pane[0], s.box, &s.in, &list);
        assert_int_equal(shows_text(&list, "collapsed"), step >= 2);
    }
    draw_finish(&list);
    scene_finish(&s);
    em_dataset_destroy(data);
}

static void the_mouse_finds_points_means_and_axes(void **state)
{
    em_dataset *data = generate("aniso");
    em_spec spec = simple_spec(EM_GMM, 3);
    scene s;
    scene_init(&s, data, &spec, 4, WIDTH, HEIGHT);
    const view_pane *p = &s.in.pane[0];
    double x, y;
    camera_to_pixel(&p->camera, s.box, s.xy[2 * 77], s.xy[2 * 77 + 1], &x, &y);
    assert_int_equal(scatter_row_at(p, s.box, 1, x + 0.2, y), 77);
    assert_int_equal(scatter_row_at(p, s.box, 1, 1, 1), -1);
    for (size_t c = 0; c < 3; c++) {
        camera_to_pixel(&p->camera, s.box, s.flat->mean[2 * c], s.flat->mean[2 * c + 1], &x, &y);
        scatter_grip g = scatter_grip_at(p, s.box, 1, true, x, y);
        assert_int_equal(g.kind, GRIP_MEAN);
        assert_int_equal(g.component, c);
    }
    shape_gauss g = {{s.flat->mean[0], s.flat->mean[1]},
                     {em_params_cov(s.flat, 0, 0, 0), em_params_cov(s.flat, 0, 0, 1),
                      em_params_cov(s.flat, 0, 1, 1)}};
    double a, b, angle;
    shape_axes(&g, &a, &b, &angle);
    camera_to_pixel(&p->camera, s.box, g.mean[0] + a * cos(angle), g.mean[1] + a * sin(angle), &x,
                    &y);
    scatter_grip grip = scatter_grip_at(p, s.box, 1, true, x, y);
    assert_true(grip.kind == GRIP_LONG_AXIS || grip.kind == GRIP_MEAN);
    assert_int_equal(scatter_grip_at(p, s.box, 1, true, 2, 2).kind, GRIP_NONE);
    scene_finish(&s);
    em_dataset_destroy(data);
}

/* Each place of the region image has the colour of the component whose centroid is nearest. */
static void regions_are_those_of_the_nearest_centroid(void **state)
{
    em_dataset *data = generate("blobs");
    em_spec spec = simple_spec(EM_KMEANS, 5);
    scene s;
    scene_init(&s, data, &spec, 6, WIDTH, HEIGHT);
    s.in.overlays = 1u << OVERLAY_REGIONS;
    draw_list list;
    draw_init(&list);
    scatter_draw(&s.in.pane[0], s.box, &s.in, &list);
    const draw_image *m = NULL;
    for (size_t i = 0; i < list.n && !m; i++)
        m = list.item[i].kind == DRAW_IMAGE ? &list.item[i].image : NULL;
    assert_non_null(m);
    rgba tint[5] = {0};
    size_t checked = 0;
    for (size_t i = 0; i < m->w * m->h; i += 101) {
        double px = m->box.x + (double)(i % m->w) + 0.5, py = m->box.y + (double)(i / m->w) + 0.5,
               x, y;
        camera_to_data(&s.in.pane[0].camera, s.box, px, py, &x, &y);
        double near[2] = {HUGE_VAL, HUGE_VAL};
        size_t best = 0;
        for (size_t c = 0; c < 5; c++) {
            double d = hypot(x - s.flat->mean[2 * c], y - s.flat->mean[2 * c + 1]);
            if (d < near[0]) {
                near[1] = near[0];
                near[0] = d;
                best = c;
            } else if (d < near[1]) {
                near[1] = d;
            }
        }
        if ((near[1] - near[0]) * s.in.pane[0].camera.zoom < 2) /* at a border: mixed */
            continue;
        if (!tint[best])
            tint[best] = m->pixels[i];
        assert_int_equal(m->pixels[i], tint[best]);
        checked++;
    }
    assert_true(checked > 4000);
    draw_finish(&list);
    scene_finish(&s);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_keep_apart),
        cmocka_unit_test(labels_of_means_at_the_edge_stay_inside),
        cmocka_unit_test(every_overlay_draws_on_every_kind),
        cmocka_unit_test(odd_data_draws),
        cmocka_unit_test(nothing_to_show_draws_nothing),
        cmocka_unit_test(events_are_named_at_their_mean),
        cmocka_unit_test(the_mouse_finds_points_means_and_axes),
        cmocka_unit_test(regions_are_those_of_the_nearest_centroid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
