/* Prototypes, for image data: the component means as pictures, how they came about, members that
 * show what each stands for, and a sheet of samples. One column per component in all cards. */
#include "view/images.h"
#include "view/layout.h"
#include "view/panel.h"
#include "view/prototypes_part.h"

#include "session/members.h"

#include <math.h>

enum { PAST_ROWS = 2, MEMBER_ROWS = 3, SAMPLE_ROWS = 2, SAMPLES = 20, NAME_W = 76, CELL_MAX = 92 };

static double name_width(const pen *p)
{
    return fmax(NAME_W * p->u, pen_width(p, pen_caption(p), "iteration 00") + 8 * p->u);
}

static void row_name(pen *p, rect row, const char *name)
{
    rect box = {row.x, row.y, name_width(p) - 6 * p->u, row.h};
    pen_label(p, box, pen_muted(p), PEN_LEFT, name);
}

static double head_height(const pen *p)
{
    return 28 * p->u + pen_line(p, TYPE_BODY) + 6 * p->u;
}

static double rows_height(const pen *p, double cell, size_t rows)
{
    return head_height(p) + (double)rows * (cell + 6 * p->u) - 6 * p->u;
}

/* A narrow panel shows the means alone, in as many rows as they need. */
static void draw_wrapped(pen *p, rect box, proto *s)
{
    rect inside = widget_titled_card(p, box, "Prototypes", "component means");
    size_t columns = (size_t)fmax(1, inside.w / (52 * p->u));
    double lines = ceil((double)s->params->k / (double)columns);
    double words = prototypes_mean_height(p, 0) + 8 * p->u;
    s->left = 0;
    s->pitch = inside.w / (double)columns;
    s->cell =
        fmin(fmin(s->pitch - 6 * p->u, CELL_MAX * p->u), fmax(24 * p->u, inside.h / lines - words));
    for (size_t c = 0; c < s->params->k && inside.h >= s->cell + words; c++) {
        prototypes_mean_draw(p, s, inside, c % columns, c);
        if (c % columns == columns - 1)
            layout_cut_top(&inside, s->cell + words);
    }
}

/* Step 0 and a step about half way (in iterations) for which parameters are kept. */
static size_t choose_past(const session_frame *f, size_t out[PAST_ROWS])
{
    size_t n = 0, half = f->cursor / 2;
    if (f->cursor < 2)
        return 0;
    if (f->history && f->history[0])
        out[n++] = 0;
    for (size_t i = half; i > 0; i--)
        if (f->history && f->history[i] && f->steps[i].phase == TRACE_M) {
            out[n++] = i;
            break;
        }
    return n;
}

static void draw_past(pen *p, rect box, const proto *s, const size_t *row, size_t n)
{
    const session_frame *f = &s->pane->frame;
    rect inside = widget_titled_card(p, box, "How they came about", "the means at earlier steps");
    for (size_t r = 0; r < n; r++) {
        rect line = layout_cut_top(&inside, s->cell);
        layout_cut_top(&inside, 6 * p->u);
        row_name(p, line,
                 row[r] == 0 ? "start"
                             : pen_printf(p, "iteration %zu", f->steps[row[r]].iteration));
        const em_params *then = f->history[row[r]];
        for (size_t c = 0; c < s->columns && c < then->k; c++)
            images_draw_row(p, prototypes_cell(s, line, c), s->data, then->mean + c * then->d, 0);
    }
}

/* The label in the corner of a picture. */
static void draw_corner(pen *p, rect cell, const char *text)
{
    pen_style style = {FACE_BOLD, TYPE_AXIS, p->theme->text};
    double w = pen_width(p, style, text) + 5 * p->u, h = pen_size(p, TYPE_AXIS) + 2 * p->u;
    rect tag = {cell.x, cell.y + cell.h - h, fmin(w, cell.w), h};
    draw_add_rect(p->draw, tag, 3 * p->u, rgba_fade(p->theme->surface, 0.92));
    pen_label(p, (rect){tag.x, tag.y, tag.w, tag.h}, style, PEN_CENTRE, text);
}

static void draw_sample(pen *p, const proto *s, rect cell, size_t row, size_t id)
{
    control c = {.id = control_id(GROUP_PANEL, 0, 600 + id),
                 .command = command_n(COMMAND_INSPECT, -1, (long)row),
                 .tooltip = pen_printf(p, "Point #%zu: press to inspect it (P for the next)", row)};
    control_add(p, cell, HIT_BUTTON, &c);
    images_draw_row(p, cell, s->data, s->data->x + row * s->data->d,
                    p->in->inspect_row == (long)row ? p->theme->accent : 0);
    if (s->data->label && s->data->label[row] >= 0 && s->data->class_name)
        draw_corner(p, cell, s->data->class_name[s->data->label[row]]);
    control_focus_ring(p, cell, 3, &c);
}

static void draw_members(pen *p, rect box, const proto *s)
{
    static const char *const name[MEMBER_ROWS] = {"nearest", "farthest", "most torn"};
    const members *m = p->in->members;
    const long *row[MEMBER_ROWS] = {m->nearest, m->farthest, m->torn};
    rect inside = widget_titled_card(p, box, "Members", "true label in the corner");
    for (size_t r = 0; r < MEMBER_ROWS; r++) {
        rect line = layout_cut_top(&inside, s->cell);
        layout_cut_top(&inside, 6 * p->u);
        row_name(p, line, name[r]);
        for (size_t c = 0; c < s->columns && c < m->k; c++)
            if (row[r][c] >= 0 && (size_t)row[r][c] < s->data->n)
                draw_sample(p, s, prototypes_cell(s, line, c), (size_t)row[r][c],
                            SAMPLES + r * 64 + c);
    }
}

/* Twenty rows spread evenly over the data. */
static void draw_sheet(pen *p, rect box, const proto *s)
{
    rect inside = widget_titled_card(p, box, "Samples", "twenty points, true label in the corner");
    size_t n = s->data->n < SAMPLES ? s->data->n : SAMPLES, columns = SAMPLES / SAMPLE_ROWS;
    double pitch = inside.w / (double)columns, side = fmin(s->cell, pitch - 4 * p->u);
    for (size_t i = 0; i < n; i++) {
        rect cell = {inside.x + (double)(i % columns) * pitch + (pitch - side) / 2,
                     inside.y + (double)(i / columns) * (s->cell + 6 * p->u), side, side};
        draw_sample(p, s, cell, i * (s->data->n / n), i);
    }
}

static proto make_proto(pen *p, const panel_input *in, labels *l)
{
    proto s = {.pane = in->pane,
               .data = in->pane->frame.data,
               .params = in->pane->frame.params,
               .l = labels_make(p, in->pane, l) ? l : NULL,
               .left = name_width(p)};
    double room = in->box.w - 28 * p->u - s.left;
    s.columns = s.params->k;
    if (room / (double)s.columns < 46 * p->u)
        s.columns = (size_t)fmax(1, room / (46 * p->u));
    s.pitch = fmin(room / (double)s.columns, (CELL_MAX + 24) * p->u);
    return s;
}

/* The largest pictures with which all cards fit; cards are given up from the last. */
static size_t fit_cards(const pen *p, proto *s, double height, size_t past, bool have_members)
{
    size_t rows[4] = {1, past, have_members ? MEMBER_ROWS : 0, SAMPLE_ROWS};
    for (size_t cards = 4; cards > 0; cards--) {
        double fixed = prototypes_height(p, 0) - head_height(p), cells = 0;
        for (size_t i = 0; i < cards; i++)
            if (rows[i]) {
                fixed += head_height(p) + (i ? 12 * p->u : 0) + (double)(rows[i] - 1) * 6 * p->u;
                cells += (double)rows[i];
            }
        s->cell = fmin(fmin((height - fixed) / cells, s->pitch - 6 * p->u), CELL_MAX * p->u);
        if (s->cell >= 34 * p->u || cards == 1)
            return cards;
    }
    return 0;
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    labels l;
    proto s = make_proto(&p, in, &l);
    rect box = in->box;
    if (s.columns < s.params->k && s.params->k <= 24) {
        draw_wrapped(&p, box, &s);
        return;
    }
    size_t past[PAST_ROWS], n = choose_past(&in->pane->frame, past);
    bool have_members = in->view->members && in->view->members->k == s.params->k;
    size_t cards = fit_cards(&p, &s, box.h, n, have_members);
    double gap = 12 * p.u;
    if (s.cell < 12 * p.u)
        return;
    prototypes_draw(&p, layout_cut_top(&box, prototypes_height(&p, s.cell)), &s, "now");
    layout_cut_top(&box, gap);
    if (cards > 1 && n > 0) {
        draw_past(&p, layout_cut_top(&box, rows_height(&p, s.cell, n)), &s, past, n);
        layout_cut_top(&box, gap);
    }
    if (cards > 2 && have_members) {
        draw_members(&p, layout_cut_top(&box, rows_height(&p, s.cell, MEMBER_ROWS)), &s);
        layout_cut_top(&box, gap);
    }
    if (cards > 3)
        draw_sheet(&p, layout_cut_top(&box, rows_height(&p, s.cell, SAMPLE_ROWS)), &s);
}

const panel panel_prototypes = {
    .name = "Prototypes",
    .tooltip = "Component means and members as images ([ and ])",
    .accepts = prototypes_accept,
    .draw = draw,
    .refusal = "This data is not made of images. Open Digits 8x8 or MNIST (or an IDX file, or a "
               "table with --image WxH) to see each component's mean as a picture."};
