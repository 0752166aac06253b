/* Colours across panes: one component keeps its colour over a run, forward and back. */
#include "app/matching.h"
#include "em/generate.h"
#include "session/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { K = 5 };

typedef struct two_runs {
    em_dataset *data;
    session *run[2];
    matching known[2];
} two_runs;

static two_runs open_runs(const char *name, em_kind kind, uint32_t seed)
{
    two_runs t = {0};
    assert_int_equal(em_generate(name, &t.data, NULL), EM_OK);
    for (uint32_t i = 0; i < 2; i++) {
        em_spec spec;
        em_spec_init(&spec, kind);
        spec.k = K;
        spec.init = EM_INIT_PARTITION;
        spec.seed = seed + i;
        assert_int_equal(session_create(t.data, &spec, NULL, NULL, &t.run[i], NULL), EM_OK);
        em_spec_finish(&spec);
    }
    return t;
}

static void close_runs(two_runs *t)
{
    for (size_t i = 0; i < 2; i++) {
        session_destroy(t->run[i]);
        matching_finish(&t->known[i]);
    }
    em_dataset_destroy(t->data);
}

static void look(two_runs *t, int32_t to[K])
{
    const session_frame first = session_look(t->run[0]), f = session_look(t->run[1]);
    assert_int_equal(matching_fill(&t->known[0], &first, &t->known[1], &f, to), EM_OK);
    unsigned seen = 0;
    for (size_t c = 0; c < K; c++)
        seen |= 1U << to[c];
    assert_int_equal(seen, (1U << K) - 1U); /* each colour once */
}

static void seek(two_runs *t, size_t step)
{
    for (size_t i = 0; i < 2; i++) {
        const size_t last = session_look(t->run[i]).length - 1;
        session_seek(t->run[i], step < last ? step : last);
    }
}

/* The matching at step 0 is that of the ends, whatever is done in between. */
static void short_runs_never_change_colours(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 12; seed++) {
        two_runs t = open_runs("blobs", seed % 2 ? EM_GMM : EM_KMEANS, 10 * seed);
        int32_t start[K], now[K], best[K];
        look(&t, start);
        for (size_t step = 1; step <= 12; step++) {
            session_forward(t.run[0]);
            session_forward(t.run[1]);
            look(&t, now);
            assert_memory_equal(now, start, sizeof now);
        }
        session_converge(t.run[0], NULL);
        session_converge(t.run[1], NULL);
        const session_frame a = session_look(t.run[0]), b = session_look(t.run[1]);
        em_match_components(a.resp->label, K, b.resp->label, K, t.data->n, best);
        look(&t, now);
        assert_memory_equal(now, start, sizeof now);
        if (seed % 2 == 0) /* K-means: the end is exactly the one looked ahead to */
            assert_memory_equal(now, best, sizeof now);
        close_runs(&t);
    }
}

static void an_edit_is_matched_anew(void **state)
{
    (void)state;
    two_runs t = open_runs("blobs", EM_KMEANS, 3);
    int32_t before[K], after[K];
    look(&t, before);
    const session_frame f = session_look(t.run[1]);
    em_params *p = NULL;
    assert_int_equal(em_params_create(EM_KMEANS, EM_COV_FULL, K, 2, &p, NULL), EM_OK);
    for (size_t c = 0; c < K; c++) /* the components in another order */
        memcpy(p->mean + 2 * c, f.params->mean + 2 * ((c + 1) % K), 2 * sizeof *p->mean);
    assert_int_equal(session_edit(t.run[1], p, "turned", NULL), EM_OK);
    em_params_destroy(p);
    look(&t, after);
    for (size_t c = 0; c < K; c++)
        assert_int_equal(after[c], before[(c + 1) % K]);
    close_runs(&t);
}

/* Too much to look ahead: the match may change while the runs grow, never while they are walked. */
static void long_runs_keep_their_match(void **state)
{
    (void)state;
    two_runs t = open_runs("blobs:n=120000,k=5,d=2", EM_KMEANS, 5);
    int32_t last[K], now[K];
    size_t changes = 0;
    for (size_t step = 0; step <= 16; step++) {
        look(&t, now);
        changes += step > 0 && memcmp(now, last, sizeof now) != 0;
        memcpy(last, now, sizeof last);
        session_forward(t.run[0]);
        session_forward(t.run[1]);
    }
    assert_null(t.known[0].end);
    assert_true(changes <= 3);
    look(&t, last);
    for (size_t step = 18; step-- > 0;) {
        seek(&t, step);
        look(&t, now);
        assert_memory_equal(now, last, sizeof now);
    }
    close_runs(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_runs_never_change_colours),
        cmocka_unit_test(an_edit_is_matched_anew),
        cmocka_unit_test(long_runs_keep_their_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
