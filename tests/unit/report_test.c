#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/generate.h"
#include "session/report.h"

#include <string.h>

static em_dataset *data;

static int open_data(void **state)
{
    return em_generate("aniso", &data, NULL) == EM_OK &&
                   em_dataset_set_feature(data, 1, "height", NULL) == EM_OK
               ? 0
               : -1;
}

static int close_data(void **state)
{
    em_dataset_destroy(data);
    return 0;
}

static void assert_words(em_event event, const char *expected)
{
    char words[256];

    assert_string_equal(report_event(&event, data, words, sizeof words), expected);
}

static em_event event_of(em_event_kind kind)
{
    return (em_event){.kind = kind, .component = 1, .other = -1, .feature = 1, .point = 7};
}

static void events_are_told_in_words(void **state)
{
    em_event e = event_of(EM_EVENT_EMPTY);
    assert_words(e, "component 2 is empty: it stays where it was");
    e = event_of(EM_EVENT_RELOCATED);
    assert_words(e, "component 2 was empty: it is moved to point #7, far from its own centroid");
    e = event_of(EM_EVENT_FLOORED);
    assert_words(e, "component 2 is at the variance floor: reg_covar holds it open");
    e = event_of(EM_EVENT_COLLAPSED);
    assert_words(e, "component 2 has collapsed onto point #7");
    e.component = -1;
    e.point = -1;
    assert_words(e, "the common covariance has collapsed");
    e = event_of(EM_EVENT_CONSTANT_FEATURE);
    assert_words(e, "feature height is constant: only reg_covar gives it a variance");
    e = event_of(EM_EVENT_COLLINEAR);
    e.other = 0;
    assert_words(e, "features height and x1 are collinear in component 2");
    e = event_of(EM_EVENT_EQUAL_COMPONENTS);
    e.other = 0;
    assert_words(e, "components 1 and 2 are equal and cannot separate");
    e = event_of(EM_EVENT_REG_COVAR_LARGE);
    e.value = 0.25;
    assert_words(e, "reg_covar is not small beside the variance of feature height (0.25)");
    e = event_of(EM_EVENT_OBJECTIVE_MOVED_WRONG);
    e.value = 0.5;
    e.other = TRACE_CAUSE_RELOCATION;
    assert_words(e, "the objective moved the wrong way by 0.5: an empty cluster was moved to a far "
                    "point");
}

static void every_kind_has_words_that_fit_any_buffer(void **state)
{
    for (int kind = 0; kind < EM_EVENT_KINDS; kind++) {
        const em_event e = event_of((em_event_kind)kind);
        char words[256], small[9];
        report_event(&e, data, words, sizeof words);
        assert_true(strlen(words) > 10);
        report_event(&e, data, small, sizeof small);
        assert_int_equal(strlen(small), 8);
    }
}

static void assert_advice(em_kind kind, size_t k, const em_dataset *about, const char *part)
{
    em_spec spec;
    char words[256];

    em_spec_init(&spec, kind);
    spec.k = k;
    report_advice(&spec, about, words, sizeof words);
    if (part ? !strstr(words, part) : words[0] != '\0') {
        fail_msg("'%s', expected '%s'", words, part ? part : "");
    }
}

static void advice_names_what_the_data_cannot_give(void **state)
{
    em_dataset *same = NULL, *few = NULL;

    assert_advice(EM_GMM, 3, data, NULL);
    assert_int_equal(em_dataset_create(4, 3, false, &same, NULL), EM_OK);
    same->x[9] = 1.0;
    assert_int_equal(em_dataset_finish(same, NULL), EM_OK);
    assert_advice(EM_KMEANS, 3, same, "only 2 distinct points for 3 components");
    assert_advice(EM_KMEANS, 2, same, NULL);
    assert_int_equal(em_generate("blobs:n=4,k=2,d=5", &few, NULL), EM_OK);
    assert_advice(EM_GMM, 2, few, "4 points cannot fix the 15 numbers of a full covariance");
    assert_advice(EM_KMEANS, 2, few, NULL);
    em_dataset_destroy(few);
    assert_int_equal(em_generate("hand", &few, NULL), EM_OK);
    assert_advice(EM_GMM, 3, few, "as many components as points");
    em_dataset_destroy(few);
    em_dataset_destroy(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_are_told_in_words),
        cmocka_unit_test(every_kind_has_words_that_fit_any_buffer),
        cmocka_unit_test(advice_names_what_the_data_cannot_give),
    };
    return cmocka_run_group_tests(tests, open_data, close_data);
}
