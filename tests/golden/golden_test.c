/* The default run's picture at its start, after the first E-step, after the first M-step and at the
 * end; and a strip. */
#include "golden_file.h"
#include "scene.h"

#include "em/generate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static em_dataset *generate(const char *name)
{
    em_dataset *data = NULL;
    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return data;
}

static void check_picture(const scene *s, const char *name)
{
    draw_list list;
    draw_init(&list);
    scatter_draw(&s->in.pane[0], s->box, &s->in, &list);
    golden_check(&list, name);
    draw_finish(&list);
}

static void default_run(void **state)
{
    em_dataset *data = generate("aniso");
    size_t rows[] = {10, 100, 300};
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.init = EM_INIT_POINTS;
    spec.points = rows;
    spec.init_cov = 5;
    scene s;
    scene_init(&s, data, &spec, 0, 1132, 758);
    s.in.inspect_row = 103;
    check_picture(&s, "aniso_start");
    scene_seek(&s, 1);
    check_picture(&s, "aniso_e1");
    scene_seek(&s, 2);
    s.in.overlays |= 1u << OVERLAY_GHOSTS | 1u << OVERLAY_CHANGED;
    check_picture(&s, "aniso_m1");
    scene_seek(&s, SIZE_MAX);
    check_picture(&s, "aniso_end");
    scene_finish(&s);
    em_dataset_destroy(data);
}

static void strip(void **state)
{
    em_dataset *data = generate("hand");
    size_t rows[] = {0, 2};
    em_spec spec;
    em_spec_init(&spec, EM_GMM);
    spec.cov_kind = EM_COV_SPHERICAL;
    spec.k = 2;
    spec.init = EM_INIT_POINTS;
    spec.points = rows;
    spec.init_cov = 1;
    scene s;
    scene_init(&s, data, &spec, 4, 640, 400);
    check_picture(&s, "hand_m2");
    scene_finish(&s);
    em_dataset_destroy(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(default_run), cmocka_unit_test(strip)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
