/* The parameters of the Run panel, and what the last M-step had to report about them. */
#include "session/standing.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/panel.h"
#include "view/table.h"

#include <math.h>

enum { MEANS_MAX = 4, SUM_LIMIT = 1000000, EVENTS_SHOWN = 2, ID_WHOLE = 720, ID_EVENTS = 730 };
enum { ROWS_KEPT = 4 }; /* components that come before the whole mixture */

/* N_c of the latest or the closing E-step; NAN before any. Too large for every frame: what the
 * weights say. */
static double component_count(const view_pane *pane, size_t c)
{
    const session_frame *f = &pane->frame;
    const em_resp *r = session_frame_reported(f);
    double sum = 0;
    if (!r)
        return (double)NAN;
    if (pane->count)
        return (double)pane->count[c];
    if (!r->gamma) {
        for (size_t i = 0; i < r->n; i++)
            sum += r->label[i] == (int32_t)c;
        return sum;
    }
    if (r->n * r->k > SUM_LIMIT && !f->closing)
        return f->params->weight[c] * (double)r->n;
    for (size_t i = 0; i < r->n; i++)
        sum += r->gamma[i * r->k + c];
    return sum;
}

static size_t means_shown(const em_params *params)
{
    if (params->d <= 2)
        return params->d;
    return params->d <= MEANS_MAX ? params->d : 0;
}

/* The row below the components, mean and covariance of the whole mixture, has columns for them;
 * else they are told in words. */
static bool whole_has_columns(const em_params *params, bool tall)
{
    return params->weight && params->cov && params->d <= MEANS_MAX && (params->d != 2 || tall);
}

typedef struct columns {
    table_column column[TABLE_COLUMNS_MAX];
    size_t n, weight, mean, means, cov, label, count; /* first column of each; 0: absent */
} columns;

static void add_column(columns *s, const char *title, double width, pen_align align)
{
    s->column[s->n++] = (table_column){title, width, align};
}

static bool knows_labels(const pen *p, const em_params *params)
{
    return p->in->scores && p->in->scores->k == params->k;
}

/* "7" 96 % of the component's points. */
static const char *label_words(pen *p, const em_dataset *data, size_t c)
{
    const session_scores *s = p->in->scores;
    size_t best = 0, total = 0;
    for (size_t t = 0; t < s->classes; t++) {
        total += s->table[t * s->k + c];
        best = s->table[t * s->k + c] > s->table[best * s->k + c] ? t : best;
    }
    if (total == 0 || !data->class_name)
        return "";
    return pen_printf(p, "\xE2\x80\x9C%s\xE2\x80\x9D %.0f %%", data->class_name[best],
                      100 * (double)s->table[best * s->k + c] / (double)total);
}

static const char *mean_title(pen *p, const em_dataset *data, size_t j)
{
    char name[EM_NAME_MAX];
    em_dataset_feature_name(data, j, name, sizeof name);
    return pen_printf(p, "\xCE\xBC_{%s}", pen_plain(p, name));
}

/* By name if all names fit. */
static bool means_have_names(pen *p, const em_dataset *data)
{
    for (size_t j = 0; j < data->d && j < 2; j++)
        if (pen_rich_width(p, pen_muted(p), mean_title(p, data, j)) > 48 * p->u)
            return false;
    return data->d <= 2;
}

/* tall: rows have room for a 2 x 2 covariance. */
static columns make_columns(pen *p, const session_frame *f, bool tall)
{
    columns s = {0};
    const em_params *params = f->params;
    add_column(&s, "k", 38, PEN_LEFT);
    if (params->weight) {
        s.weight = s.n;
        add_column(&s, "weight \xCF\x80", 62, PEN_RIGHT);
    }
    s.mean = s.n;
    s.means = means_shown(params);
    bool named = means_have_names(p, f->data);
    for (size_t j = 0; j < s.means; j++)
        add_column(&s, named ? mean_title(p, f->data, j) : pen_printf(p, "\xCE\xBC_{%zu}", j + 1),
                   56, PEN_RIGHT);
    if (params->cov && (params->d != 2 || tall)) {
        s.cov = s.n;
        add_column(&s, params->d == 2 ? "" : "\xCF\x83", params->d == 2 ? 62 : 56, PEN_RIGHT);
        if (params->d == 2)
            add_column(&s, "", 54, PEN_RIGHT);
    }
    if (params->d > MEANS_MAX && knows_labels(p, params)) {
        s.label = s.n;
        add_column(&s, "commonest label", 124, PEN_RIGHT);
    }
    s.count = s.n;
    add_column(&s, "N_{k}", 58, PEN_RIGHT);
    return s;
}

static int mean_decimals(const session_frame *f, size_t j)
{
    double largest = fmax(fabs(f->data->minimum[j]), fabs(f->data->maximum[j]));
    return number_decimals(largest, 3) > 3 ? 3 : number_decimals(largest, 3);
}

static void draw_matrix(pen *p, const table *t, const columns *s, rect row, const double cov[4])
{
    pen_style style = pen_caption(p);
    double largest = fmax(cov[0], cov[3]);
    int decimals = number_decimals(largest, 3) > 2 ? 2 : number_decimals(largest, 3);
    style.role = TYPE_AXIS;
    double line = fmin(pen_line(p, TYPE_AXIS), row.h / 2);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++) {
            rect half = {row.x, row.y + row.h / 2 - line + (double)i * line, row.w, line};
            table_text(p, t, half, s->cov + j, style,
                       number_text(p->draw, cov[2 * i + j], decimals));
        }
}

static void draw_spread(pen *p, const table *t, const columns *s, rect row, double trace, size_t d)
{
    table_text(p, t, row, s->cov, pen_caption(p), number_text(p->draw, sqrt(trace / (double)d), 3));
}

static void draw_cov(pen *p, const table *t, const columns *s, rect row, const em_params *params,
                     size_t c)
{
    double four[4], trace = 0;
    if (params->d == 2) {
        for (size_t i = 0; i < 4; i++)
            four[i] = em_params_cov(params, c, i / 2, i % 2);
        draw_matrix(p, t, s, row, four);
        return;
    }
    for (size_t j = 0; j < params->d; j++)
        trace += em_params_cov(params, c, j, j);
    draw_spread(p, t, s, row, trace, params->d);
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
    for (size_t j = 0; j < s->means; j++)
        table_text(p, t, row, s->mean + j, style,
                   number_text(p->draw, params->mean[c * params->d + j], mean_decimals(f, j)));
    if (s->cov)
        draw_cov(p, t, s, row, params, c);
    if (s->label)
        table_text(p, t, row, s->label, style, label_words(p, f->data, c));
    double count = component_count(pane, c);
    table_text(p, t, row, s->count, style,
               number_text(p->draw, count, params->kind == EM_KMEANS ? 0 : 1));
}

/* The rest of the covariance of three or four features is in a tooltip. */
static void add_covariance_note(pen *p, rect row, const double *cov, size_t d)
{
    const char *text = "Covariance of the whole mixture:";
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < d; j++)
            text = pen_printf(p, "%s%s%s", text, j == 0 ? "\n" : ", ",
                              number_text(p->draw, cov[i * d + j], 3));
    control note = {.id = control_id(GROUP_PANEL, 0, ID_WHOLE), .tooltip = text};
    control_add(p, row, HIT_NOTE, &note);
}

static void draw_whole(pen *p, const table *t, const columns *s, rect row, const session_frame *f)
{
    const em_params *params = f->params;
    double mean[MEANS_MAX], cov[MEANS_MAX * MEANS_MAX], trace = 0;
    pen_style style = pen_with(pen_caption(p), FACE_REGULAR, p->theme->text);
    em_mixture_moments(params, mean, cov);
    draw_add_line(p->draw, row.x, row.y, row.x + row.w, row.y, p->u, p->theme->hairline);
    table_text(p, t, row, 0, style, "all");
    table_text(p, t, row, s->weight, style, number_text(p->draw, 1, 3));
    for (size_t j = 0; j < s->means; j++)
        table_text(p, t, row, s->mean + j, style,
                   number_text(p->draw, mean[j], mean_decimals(f, j)));
    for (size_t j = 0; j < params->d; j++)
        trace += cov[j * params->d + j];
    if (s->cov && params->d == 2)
        draw_matrix(p, t, s, row, cov);
    else if (s->cov)
        draw_spread(p, t, s, row, trace, params->d);
    if (params->d > 2)
        add_covariance_note(p, row, cov, params->d);
    table_text(p, t, row, s->count, style, number_text(p->draw, (double)f->data->n, 1));
}

static double row_height(const pen *p, const em_params *params, bool tall)
{
    if (tall && params->cov && params->d == 2)
        return 2 * pen_line(p, TYPE_AXIS) + 4 * p->u;
    return table_row_height(p);
}

/* Kinds of events that hold at the cursor; those that are not news here come last. */
static size_t find_groups(const session_frame *f, size_t *row, standing_group *group)
{
    bool own = f->step->n_events > 0;
    *row = own ? f->cursor : standing_row(f);
    return *row > 0 ? standing_groups(f, *row, group) : 0;
}

/* Lines kept free for events: as many as any half-step of the run needs, so that nothing jumps. */
static size_t events_reserved(const session_frame *f)
{
    standing_group group[EM_EVENT_KINDS];
    size_t most = 0;
    for (size_t i = 0; i < f->length && most < EVENTS_SHOWN; i++) {
        size_t n = f->steps[i].n_events > most ? standing_groups(f, i, group) : 0;
        most = n > most ? n : most;
    }
    return most < EVENTS_SHOWN ? most : EVENTS_SHOWN;
}

static double whole_height(pen *p, const view_pane *pane, double width, bool tall)
{
    return whole_has_columns(pane->frame.params, tall) ? row_height(p, pane->frame.params, tall)
                                                       : run_whole_height(p, pane, width);
}

double run_parameters_height(pen *p, const view_pane *pane, double width, run_rows rows)
{
    const em_params *params = pane->frame.params;
    bool tall = rows == RUN_TALL;
    double whole = rows == RUN_BARE ? 0 : whole_height(p, pane, width - 28 * p->u, tall);
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u + table_row_height(p) +
           (double)params->k * row_height(p, params, tall) + whole +
           (double)events_reserved(&pane->frame) * table_row_height(p);
}

static const char *when(pen *p, const session_frame *f, double room)
{
    switch (f->step->phase) {
    case TRACE_E: return pen_printf(p, "unchanged by E-step %zu", f->step->iteration);
    case TRACE_M:
        if (f->closing && room > 360 * p->u)
            return pen_printf(p, "after M-step %zu and a closing E-step", f->step->iteration);
        return pen_printf(p, "after M-step %zu", f->step->iteration);
    case TRACE_EDIT: return "edited by hand";
    default: return "at the start";
    }
}

static const char *all_events(pen *p, const session_frame *f, size_t row,
                              const standing_group *group, size_t n)
{
    const char *text = "";
    char words[256];
    for (size_t i = 0; i < n; i++) {
        standing_words(f, row, &group[i], words, sizeof words);
        text = pen_printf(p, "%s%s%s", text, i ? "\n" : "", pen_sentence(p, pen_plain(p, words)));
    }
    return text;
}

/* A line for each kind of event, from the bottom of the card; bright where it is news. */
static void draw_events(pen *p, rect *inside, const session_frame *f)
{
    standing_group group[EM_EVENT_KINDS];
    size_t row, all = find_groups(f, &row, group), n = all < EVENTS_SHOWN ? all : EVENTS_SHOWN;
    double h = table_row_height(p);
    if (n == 0 || inside->h < (double)(n + 1) * h)
        return;
    rect lines = {inside->x, inside->y + inside->h - (double)n * h, inside->w, (double)n * h};
    control note = {.id = control_id(GROUP_PANEL, 0, ID_EVENTS),
                    .tooltip = all_events(p, f, row, group, all)};
    control_add(p, lines, HIT_NOTE, &note);
    for (size_t i = n; i-- > 0;) {
        rect line = layout_cut_bottom(inside, h);
        bool news = group[i].news > 0 && row == f->cursor;
        char words[256];
        standing_words(f, row, &group[i], words, sizeof words);
        const char *text = pen_sentence(p, words);
        if (i + 1 == n && all > n)
            text = pen_printf(p, "%s (and %zu more)", text, all - n);
        draw_add_circle(p->draw, line.x + 6 * p->u, line.y + line.h / 2, 3.5 * p->u,
                        news ? p->theme->warning : p->theme->muted, 0, 0);
        layout_cut_left(&line, 18 * p->u);
        pen_label(p, line, pen_caption(p), PEN_LEFT, text);
    }
}

void run_parameters_draw(pen *p, rect box, const view_pane *pane)
{
    const em_params *params = pane->frame.params;
    rect inside = widget_titled_card(p, box, "Parameters", when(p, &pane->frame, box.w));
    draw_events(p, &inside, &pane->frame);
    rect head = layout_cut_top(&inside, table_row_height(p));
    double h = row_height(p, params, true), whole = whole_height(p, pane, inside.w, true);
    bool tall = h * (double)params->k + whole <= inside.h + 1;
    if (!tall) {
        h = row_height(p, params, false);
        whole = whole_height(p, pane, inside.w, false);
    }
    bool fits = inside.h - whole >= h * fmin((double)params->k, ROWS_KEPT) - 1;
    if (!fits)
        run_whole_note(p, inside, pane);
    rect last = layout_cut_bottom(&inside, fits ? whole : 0);
    columns s = make_columns(p, &pane->frame, tall && params->d == 2);
    table t = table_make(p, (rect){inside.x, head.y, inside.w, head.h}, s.column, s.n);
    table_head(p, &t, head);
    if (s.cov && params->d == 2) {
        rect a = table_cell(&t, head, s.cov), b = table_cell(&t, head, s.cov + 1);
        pen_label(p, (rect){a.x, head.y, b.x + b.w - a.x, head.h}, pen_muted(p), PEN_RIGHT,
                  "covariance \xCE\xA3");
    }
    for (size_t c = 0; c < params->k && inside.h > 0.9 * h; c++) {
        if (c + 1 < params->k && inside.h < 1.9 * h) {
            pen_label(p, layout_cut_top(&inside, h), pen_muted(p), PEN_LEFT,
                      pen_printf(p, "and %zu more", params->k - c));
            break;
        }
        draw_component(p, &t, &s, layout_cut_top(&inside, h), pane, c);
    }
    last.y = inside.y; /* right below the components */
    if (last.h > 0 && whole_has_columns(params, tall))
        draw_whole(p, &t, &s, last, &pane->frame);
    else if (last.h > 0)
        run_whole_draw(p, last, pane);
}
