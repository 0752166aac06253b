/* The panes ranked by their objective. */
#include "view/layout.h"
#include "view/number.h"
#include "view/panel.h"
#include "view/table.h"
#include "view/words.h"

#include <math.h>

/* Panes in the order of their objective, best first; different families are not compared. */
static size_t rank_panes(const view_input *in, size_t order[VIEW_PANES], bool *same)
{
    size_t n = 0;
    *same = true;
    for (size_t i = 0; i < in->panes; i++)
        if (in->pane[i].frame.data)
            order[n++] = i;
    for (size_t i = 1; i < n; i++)
        *same =
            *same && in->pane[order[i]].frame.params->kind == in->pane[order[0]].frame.params->kind;
    for (size_t i = 1; *same && i < n; i++)
        for (size_t j = i; j > 0; j--) {
            const session_frame *a = &in->pane[order[j - 1]].frame, *b = &in->pane[order[j]].frame;
            double va = words_reported(a), vb = words_reported(b);
            bool better = a->params->kind == EM_KMEANS ? vb < va : vb > va;
            if (!(better || (isfinite(vb) && !isfinite(va))))
                break;
            size_t keep = order[j];
            order[j] = order[j - 1];
            order[j - 1] = keep;
        }
    return n;
}

/* What tells the panes apart: the model, else the start, else the seed. */
typedef enum naming { BY_MODEL, BY_START, BY_SEED } naming;

static const char *run_name(pen *p, const em_spec *spec, naming by)
{
    const char *start = words_start(p->draw, spec);
    if (by == BY_SEED)
        return pen_printf(p, "seed %u", spec->seed);
    if (by == BY_START)
        return start;
    if (spec->kind == EM_GMM)
        return pen_printf(p, "%s, %s", words_model_short(spec->kind), em_cov_name(spec->cov_kind));
    return words_model(spec->kind);
}

double run_ranking_height(const pen *p)
{
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u +
           (double)(p->in->panes + 1) * table_row_height(p);
}

static const char *against_best(pen *p, double value, double best)
{
    if (!isfinite(value) || !isfinite(best))
        return "";
    if (value == best)
        return "best";
    double percent = 100 * (value - best) / fabs(best);
    return pen_printf(p, "%s %%", number_signed(p->draw, percent, fabs(percent) < 1 ? 2 : 1));
}

static bool same_model(const em_spec *a, const em_spec *b)
{
    return a->kind == b->kind && (a->kind != EM_GMM || a->cov_kind == b->cov_kind);
}

static naming choose_naming(const view_input *in, const size_t *order, size_t n)
{
    naming by = BY_SEED;
    for (size_t i = 1; i < n; i++) {
        const em_spec *a = in->pane[order[0]].frame.spec, *b = in->pane[order[i]].frame.spec;
        if (!same_model(a, b))
            return BY_MODEL;
        if (a->init != b->init || a->seed == b->seed)
            by = BY_START;
    }
    return by;
}

typedef struct ranked {
    const session_frame *frame;
    size_t number;
    bool active;
    naming by;
    size_t columns;
    double best; /* NAN: not comparable */
} ranked;

static void draw_ranked(pen *p, const table *t, rect row, const ranked *r)
{
    double value = words_reported(r->frame);
    font_face face = r->active ? FACE_SEMIBOLD : FACE_REGULAR;
    pen_style style = pen_with(pen_caption(p), face, p->theme->text);
    table_text(p, t, row, 0, pen_with(style, FACE_SEMIBOLD, style.colour),
               pen_printf(p, "%zu", r->number));
    table_text(p, t, row, 1, style, run_name(p, r->frame->spec, r->by));
    table_text(p, t, row, 2, style, number_text(p->draw, value, fabs(value) < 1e4 ? 1 : 0));
    table_text(p, t, row, 3, style, against_best(p, value, r->best));
    if (r->columns > 4)
        table_text(p, t, row, 4, style, pen_printf(p, "%zu", words_iteration(r->frame)));
    if (r->columns > 5)
        table_text(p, t, row, 5, style, number_text(p->draw, words_adjusted_rand(r->frame), 3));
}

void run_ranking_draw(pen *p, rect box)
{
    static const table_column column[] = {
        {"", 20, PEN_LEFT},         {"run", 132, PEN_LEFT},        {"objective", 80, PEN_RIGHT},
        {"vs best", 68, PEN_RIGHT}, {"iterations", 72, PEN_RIGHT}, {"adj. Rand", 70, PEN_RIGHT}};
    size_t order[VIEW_PANES];
    bool same, labelled = p->in->pane[p->in->active].frame.data->label != NULL;
    size_t n = rank_panes(p->in, order, &same);
    rect inside =
        widget_titled_card(p, box, "Ranking", same ? "by objective" : "objectives differ in kind");
    double em = pen_size(p, TYPE_CAPTION);
    size_t columns = inside.w < 24 * em ? 4 : labelled && inside.w > 29 * em ? 6 : 5;
    table t = table_make(p, inside, column, columns);
    table_head(p, &t, layout_cut_top(&inside, table_row_height(p)));
    for (size_t r = 0; r < n && inside.h > 0.9 * table_row_height(p); r++) {
        ranked row = {.frame = &p->in->pane[order[r]].frame,
                      .number = order[r] + 1,
                      .active = order[r] == p->in->active,
                      .by = choose_naming(p->in, order, n),
                      .columns = columns};
        const session_frame *first = &p->in->pane[order[0]].frame;
        row.best = same ? words_reported(first) : (double)NAN;
        draw_ranked(p, &t, layout_cut_top(&inside, table_row_height(p)), &row);
    }
}
