/* The default run's picture at its start, after the first E-step, after the first M-step and at the
 * end; and a strip. */
#include "scene.h"

#include "em/generate.h"
#include "view/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static em_dataset *generate(const char *name)
{
    em_dataset *data = NULL;
    assert_int_equal(em_generate(name, &data, NULL), EM_OK);
    return data;
}

static void path_of(const char *name, char *path, size_t size)
{
    const char *folder = getenv("EMSTEP_GOLDEN_FOLDER");
    snprintf(path, size, "%s/%s.txt", folder ? folder : ".", name);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is missing: run with EMSTEP_GOLDEN=update", path);
    char *text = calloc(1, 1 << 20);
    size_t n = fread(text, 1, (1 << 20) - 1, file);
    assert_true(n > 0);
    fclose(file);
    return text;
}

static void write_file(const char *path, const sink_buffer *b)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(b->bytes, 1, b->n, file), b->n);
    assert_int_equal(fclose(file), 0);
}

/* Names the first line that differs. */
static void compare(const char *name, const char *want, const char *got)
{
    for (int line = 1;; line++) {
        size_t a = strcspn(want, "\n"), b = strcspn(got, "\n");
        if (a != b || memcmp(want, got, a) != 0)
            fail_msg("%s.txt line %d\n  was: %.*s\n  is:  %.*s", name, line,
                     (int)(a < 200 ? a : 200), want, (int)(b < 200 ? b : 200), got);
        if (!want[a])
            return;
        want += a + 1;
        got += b + 1;
    }
}

static void check_picture(const scene *s, const char *name)
{
    draw_list list;
    draw_init(&list);
    scatter_draw(&s->in.pane[0], s->box, &s->in, &list);
    assert_false(list.failed);
    sink_buffer text = {0};
    view_sink sink = sink_to_buffer(&text);
    assert_int_equal(dump_write(&list, &sink), EM_OK);
    char path[1024];
    path_of(name, path, sizeof path);
    const char *mode = getenv("EMSTEP_GOLDEN");
    if (mode && strcmp(mode, "update") == 0) {
        write_file(path, &text);
    } else {
        char *want = read_file(path);
        compare(name, want, text.bytes);
        free(want);
    }
    free(text.bytes);
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
