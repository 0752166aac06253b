/* Tables of the Run panel: the parameters, and the ranking of the panes. */
#include "view/layout.h"
#include "view/number.h"
#include "view/panel.h"
#include "view/table.h"
#include "view/words.h"

#include <math.h>

enum { MEANS_MAX = 4, SUM_LIMIT = 1000000 };

/* N_c of the latest E-step; NAN before it. Too large for every frame: what the weights say. */
static double component_count(const session_frame *f, size_t c)
{
    const em_resp *r = f->resp;
    double sum = 0;
    if (!r)
        return NAN;
    if (!r->gamma) {
        for (size_t i = 0; i < r->n; i++)
            sum += r->label[i] == (int32_t)c;
        return sum;
    }
    if (r->n * r->k > SUM_LIMIT)
        return f->params->weight[c] * (double)r->n;
    for (size_t i = 0; i < r->n; i++)
        sum += r->gamma[i * r->k + c];
    return sum;
}

static size_t means_shown(const em_params *params)
{
    if (params->d <= 2)
        return params->d;
    return params->d <= MEANS_MAX ? params->d : 2;
}

static double spread(const em_params *params, size_t c)
{
    double sum = 0;
    for (size_t j = 0; j < params->d; j++)
        sum += em_params_cov(params, c, j, j);
    return sqrt(sum / (double)params->d);
}

typedef struct columns {
    table_column column[TABLE_COLUMNS_MAX];
    size_t n, weight, mean, means, cov, count; /* first column of each; 0: absent */
} columns;

static void add_column(columns *s, const char *title, double width, pen_align align)
{
    s->column[s->n++] = (table_column){title, width, align};
}

static columns make_columns(pen *p, const session_frame *f)
{
    columns s = {0};
    char name[EM_NAME_MAX];
    const em_params *params = f->params;
    add_column(&s, "k", 38, PEN_LEFT);
    if (params->weight) {
        s.weight = s.n;
        add_column(&s, "weight \xCF\x80", 58, PEN_RIGHT);
    }
    s.mean = s.n;
    s.means = means_shown(params);
    for (size_t j = 0; j < s.means; j++) {
        em_dataset_feature_name(f->data, j, name, sizeof name);
        const char *title = pen_printf(p, "\xCE\xBC_{%s}", pen_plain(p, name));
        if (params->d > 2 || pen_rich_width(p, pen_muted(p), title) > 48 * p->u)
            title = pen_printf(p, "\xCE\xBC_{%zu}", j + 1);
        add_column(&s, title, 56, PEN_RIGHT);
    }
    if (params->cov) {
        s.cov = s.n;
        add_column(&s, params->d == 2 ? "" : "\xCF\x83", params->d == 2 ? 62 : 56, PEN_RIGHT);
        if (params->d == 2)
            add_column(&s, "", 54, PEN_RIGHT);
    }
    s.count = s.n;
    add_column(&s, "N_{k}", 58, PEN_RIGHT);
    return s;
}

static int mean_decimals(const session_frame *f)
{
    double largest = 0;
    for (size_t j = 0; j < f->data->d && j < MEANS_MAX; j++)
        largest = fmax(largest, fmax(fabs(f->data->minimum[j]), fabs(f->data->maximum[j])));
    return number_decimals(largest, 3) > 3 ? 3 : number_decimals(largest, 3);
}

static void draw_cov(pen *p, const table *t, const columns *s, rect row, const em_params *params,
                     size_t c)
{
    pen_style style = pen_caption(p);
    if (params->d != 2) {
        table_text(p, t, row, s->cov, style, number_text(p->draw, spread(params, c), 3));
        return;
    }
    double largest = fmax(em_params_cov(params, c, 0, 0), em_params_cov(params, c, 1, 1));
    int decimals = number_decimals(largest, 3) > 2 ? 2 : number_decimals(largest, 3);
    style.role = TYPE_AXIS;
    double line = fmin(pen_line(p, TYPE_AXIS), row.h / 2);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++) {
            rect half = {row.x, row.y + row.h / 2 - line + (double)i * line, row.w, line};
            table_text(p, t, half, s->cov + j, style,
                       number_text(p->draw, em_params_cov(params, c, i, j), decimals));
        }
}

static void draw_component(pen *p, const table *t, const columns *s, rect row,
                           const view_pane *pane, size_t c)
{
    const session_frame *f = &pane->frame;
    const em_params *params = f->params;
    pen_style style = pen_with(pen_caption(p), FACE_REGULAR, p->theme->text);
    table_component(p, table_cell(t, row, 0), pane, c);
    if (s->weight)
        table_text(p, t, row, s->weight, style, number_text(p->draw, params->weight[c], 3));
    int decimals = mean_decimals(f);
    for (size_t j = 0; j < s->means; j++)
        table_text(p, t, row, s->mean + j, style,
                   number_text(p->draw, params->mean[c * params->d + j], decimals));
    bool tall = row.h > 1.5 * pen_line(p, TYPE_AXIS);
    if (s->cov && (params->d != 2 || tall))
        draw_cov(p, t, s, row, params, c);
    double count = component_count(f, c);
    table_text(p, t, row, s->count, style,
               number_text(p->draw, count, params->kind == EM_KMEANS ? 0 : 1));
}

static double row_height(const pen *p, const em_params *params, bool tall)
{
    if (tall && params->cov && params->d == 2)
        return 2 * pen_line(p, TYPE_AXIS) + 4 * p->u;
    return table_row_height(p);
}

double run_parameters_height(const pen *p, const view_pane *pane, bool tall)
{
    const em_params *params = pane->frame.params;
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u + table_row_height(p) +
           (double)params->k * row_height(p, params, tall);
}

static const char *when(pen *p, const session_frame *f)
{
    switch (f->step->phase) {
    case TRACE_E: return pen_printf(p, "unchanged by E-step %zu", f->step->iteration);
    case TRACE_M: return pen_printf(p, "after M-step %zu", f->step->iteration);
    case TRACE_EDIT: return "edited by hand";
    default: return "at the start";
    }
}

void run_parameters_draw(pen *p, rect box, const view_pane *pane)
{
    const em_params *params = pane->frame.params;
    rect inside = widget_titled_card(p, box, "Parameters", when(p, &pane->frame));
    columns s = make_columns(p, &pane->frame);
    table t = table_make(p, inside, s.column, s.n);
    rect head = layout_cut_top(&inside, table_row_height(p));
    table_head(p, &t, head);
    double h = row_height(p, params, true);
    if (h * (double)params->k > inside.h + 1)
        h = row_height(p, params, false);
    if (s.cov && params->d == 2 && h > 1.5 * pen_line(p, TYPE_AXIS)) {
        rect a = table_cell(&t, head, s.cov), b = table_cell(&t, head, s.cov + 1);
        pen_label(p, (rect){a.x, head.y, b.x + b.w - a.x, head.h}, pen_muted(p), PEN_RIGHT,
                  "covariance \xCE\xA3");
    }
    for (size_t c = 0; c < params->k && inside.h > 0.9 * h; c++) {
        if (c + 1 < params->k && inside.h < 1.9 * h) {
            pen_label(p, layout_cut_top(&inside, h), pen_muted(p), PEN_LEFT,
                      pen_printf(p, "and %zu more", params->k - c));
            return;
        }
        draw_component(p, &t, &s, layout_cut_top(&inside, h), pane, c);
    }
}

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
            double va = words_value(a, a->cursor), vb = words_value(b, b->cursor);
            bool better = a->params->kind == EM_KMEANS ? vb < va : vb > va;
            if (!(better || (isfinite(vb) && !isfinite(va))))
                break;
            size_t keep = order[j];
            order[j] = order[j - 1];
            order[j - 1] = keep;
        }
    return n;
}

static const char *run_name(pen *p, const em_spec *spec, bool model)
{
    const char *start = words_start(p->draw, spec);
    if (!model)
        return start;
    if (spec->kind == EM_GMM)
        return pen_printf(p, "%s, %s", words_model_short(spec->kind), em_cov_name(spec->cov_kind));
    return pen_printf(p, "%s, %s", words_model_short(spec->kind), start);
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
    return pen_printf(p, "%s %%", number_signed(p->draw, 100 * (value - best) / fabs(best), 1));
}

static double latest_rand(const session_frame *f)
{
    return f->e_row ? f->steps[f->e_row].adjusted_rand : (double)NAN;
}

void run_ranking_draw(pen *p, rect box)
{
    static const table_column column[] = {
        {"", 20, PEN_LEFT},         {"run", 132, PEN_LEFT},        {"objective", 86, PEN_RIGHT},
        {"vs best", 62, PEN_RIGHT}, {"iterations", 72, PEN_RIGHT}, {"adj. Rand", 70, PEN_RIGHT}};
    size_t order[VIEW_PANES];
    bool same, labelled = p->in->pane[p->in->active].frame.data->label != NULL, models = false;
    size_t n = rank_panes(p->in, order, &same);
    for (size_t i = 1; i < n; i++)
        models = models || p->in->pane[i].frame.spec->kind != p->in->pane[0].frame.spec->kind ||
                 p->in->pane[i].frame.spec->cov_kind != p->in->pane[0].frame.spec->cov_kind;
    rect inside =
        widget_titled_card(p, box, "Ranking", same ? "by objective" : "objectives differ in kind");
    bool narrow = inside.w < 24 * pen_size(p, TYPE_CAPTION);
    table t = table_make(p, inside, column, narrow ? 4 : labelled ? 6 : 5);
    table_head(p, &t, layout_cut_top(&inside, table_row_height(p)));
    double best = NAN;
    for (size_t r = 0; r < n && inside.h > 0.9 * table_row_height(p); r++) {
        const session_frame *f = &p->in->pane[order[r]].frame;
        double value = words_value(f, f->cursor);
        best = r == 0 ? value : best;
        rect row = layout_cut_top(&inside, table_row_height(p));
        pen_style style =
            pen_with(pen_caption(p), order[r] == p->in->active ? FACE_SEMIBOLD : FACE_REGULAR,
                     p->theme->text);
        table_text(p, &t, row, 0, pen_with(style, FACE_SEMIBOLD, style.colour),
                   pen_printf(p, "%zu", order[r] + 1));
        table_text(p, &t, row, 1, style, run_name(p, f->spec, models));
        table_text(p, &t, row, 2, style,
                   number_text(p->draw, value, value > -1e5 && value < 1e5 ? 1 : 0));
        if (same)
            table_text(p, &t, row, 3, style, against_best(p, value, best));
        if (!narrow)
            table_text(p, &t, row, 4, style, pen_printf(p, "%zu", words_iteration(f)));
        if (labelled && !narrow)
            table_text(p, &t, row, 5, style, number_text(p->draw, latest_rand(f), 3));
    }
}
