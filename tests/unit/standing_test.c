/* What is news in a trace and what goes on holding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "em/generate.h"
#include "session/report.h"
#include "session/standing.h"

#include <string.h>

static em_dataset *data;

static int open_data(void **state)
{
    return em_generate("aniso", &data, NULL) == EM_OK ? 0 : -1;
}

static int close_data(void **state)
{
    em_dataset_destroy(data);
    return 0;
}

static const em_event flat1 = {.kind = EM_EVENT_CONSTANT_FEATURE, .component = -1, .feature = 0};
static const em_event flat2 = {.kind = EM_EVENT_CONSTANT_FEATURE, .component = -1, .feature = 1};
static const em_event floored = {.kind = EM_EVENT_FLOORED, .component = 1, .feature = 0};
static const em_event moved = {.kind = EM_EVENT_RELOCATED, .component = 1, .point = 3};

/* Start, E, M, E, M, ... with these events in M-steps 1 to 4. */
typedef struct history {
    em_event event[4][3];
    trace_step step[9];
    session_frame frame;
} history;

static void fill(history *h, const size_t n[4])
{
    memset(h->step, 0, sizeof h->step);
    for (size_t i = 1; i < 9; i++) {
        h->step[i] = (trace_step){.phase = i % 2 ? TRACE_E : TRACE_M, .iteration = (i + 1) / 2};
        if (i % 2 == 0) {
            h->step[i].events = h->event[i / 2 - 1];
            h->step[i].n_events = n[i / 2 - 1];
        }
    }
    h->frame = (session_frame){.data = data, .steps = h->step, .length = 9};
}

static void look_at(history *h, size_t cursor)
{
    h->frame.cursor = cursor;
    h->frame.step = &h->step[cursor];
}

static void a_condition_is_news_once(void **state)
{
    history h = {.event = {{flat1, floored}, {flat1, floored}, {flat1, flat2}, {flat1, floored}}};
    h.event[1][1].feature = 1; /* another feature of the same floored component */
    fill(&h, (const size_t[]){2, 2, 2, 2});
    assert_int_equal(standing_news(&h.frame, 0), 0);
    assert_int_equal(standing_news(&h.frame, 1), 0);
    assert_int_equal(standing_news(&h.frame, 2), 2);
    assert_int_equal(standing_news(&h.frame, 4), 0);
    assert_int_equal(standing_news(&h.frame, 6), 1); /* the second feature */
    assert_int_equal(standing_news(&h.frame, 8), 1); /* floored again after a pause */
}

static void what_was_done_is_news_each_time(void **state)
{
    history h = {.event = {{moved}, {moved}, {moved}, {moved}}};
    fill(&h, (const size_t[]){1, 1, 1, 0});
    assert_int_equal(standing_news(&h.frame, 2), 1);
    assert_int_equal(standing_news(&h.frame, 4), 1);
    assert_int_equal(standing_news(&h.frame, 6), 1);
    char words[256];
    look_at(&h, 7);
    assert_string_equal(standing_summary(&h.frame, true, words, sizeof words), "");
}

static void news_come_first_and_kinds_are_told_together(void **state)
{
    history h = {.event = {{floored}, {floored, flat1, flat2}}};
    fill(&h, (const size_t[]){1, 3, 0, 0});
    standing_group group[EM_EVENT_KINDS];
    assert_int_equal(standing_groups(&h.frame, 4, group), 2);
    assert_int_equal(group[0].kind, EM_EVENT_CONSTANT_FEATURE);
    assert_int_equal(group[0].n, 2);
    assert_int_equal(group[0].news, 2);
    assert_int_equal(group[1].kind, EM_EVENT_FLOORED);
    assert_int_equal(group[1].news, 0);
    char words[256];
    assert_string_equal(standing_words(&h.frame, 4, &group[0], words, sizeof words),
                        "2 features are constant: only reg_covar gives them a variance");
    assert_string_equal(standing_words(&h.frame, 4, &group[1], words, sizeof words),
                        "component 2 is at the variance floor: reg_covar holds it open");
}

/* The words stay while the condition holds, in E-steps too, and go with it or with an edit. */
static void what_holds_is_said_all_the_time(void **state)
{
    history h = {.event = {{flat1, floored}, {flat1, floored}, {flat1}}};
    fill(&h, (const size_t[]){2, 2, 1, 0});
    char words[256], few[16];
    look_at(&h, 1);
    assert_string_equal(standing_summary(&h.frame, true, words, sizeof words), "");
    for (size_t i = 2; i < 6; i++) {
        look_at(&h, i);
        assert_string_equal(standing_summary(&h.frame, true, words, sizeof words),
                            "feature x1 is constant \xC2\xB7 component 2 is at the variance floor");
        assert_string_equal(standing_summary(&h.frame, false, words, sizeof words),
                            "feature x1 is constant");
        assert_true(strlen(standing_summary(&h.frame, true, few, sizeof few)) < sizeof few);
    }
    look_at(&h, 7);
    assert_string_equal(standing_summary(&h.frame, true, words, sizeof words),
                        "feature x1 is constant");
    look_at(&h, 8);
    assert_string_equal(standing_summary(&h.frame, true, words, sizeof words), "");
    h.step[7].phase = TRACE_EDIT;
    look_at(&h, 7);
    assert_int_equal(standing_row(&h.frame), 0);
    assert_string_equal(standing_summary(&h.frame, true, words, sizeof words), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_condition_is_news_once),
        cmocka_unit_test(what_was_done_is_news_each_time),
        cmocka_unit_test(news_come_first_and_kinds_are_told_together),
        cmocka_unit_test(what_holds_is_said_all_the_time),
    };
    return cmocka_run_group_tests(tests, open_data, close_data);
}
