/* The help overlay: every key of the program, from the app's own table. */
#include "view/layout.h"
#include "view/parts.h"

#include <math.h>
#include <string.h>

enum { COLUMNS_MAX = 4 };

typedef struct sheet {
    double line, key_width;
    size_t columns, page; /* columns of a page, and the page shown */
    rect box;
} sheet;

/* Lines one group takes, its heading and the gap before it included. */
static size_t group_rows(const view_input *in, size_t first)
{
    size_t n = 2;
    for (size_t i = first; i < in->n_keys && !strcmp(in->keys[i].group, in->keys[first].group); i++)
        n++;
    return n;
}

static void draw_row(pen *p, const sheet *s, rect row, const view_key *key)
{
    pen_style strong = {FACE_MEDIUM, TYPE_CAPTION, p->theme->text};
    double width = fmax(s->key_width, pen_width(p, strong, key->keys) + 12 * p->u);
    pen_label(p, layout_cut_left(&row, fmin(width, row.w * 0.6)), strong, PEN_LEFT, key->keys);
    pen_label(p, row, pen_caption(p), PEN_LEFT, key->does);
}

/* Columns that a column length of rows lines needs; draws if sheet is given. */
static size_t flow(pen *p, const sheet *s, size_t rows)
{
    const view_input *in = p->in;
    size_t column = 0, used = 0;
    for (size_t i = 0; i < in->n_keys; i++) {
        bool head = i == 0 || strcmp(in->keys[i].group, in->keys[i - 1].group) != 0;
        if (head && used > 0 && used + group_rows(in, i) > rows) {
            column++;
            used = 0;
        }
        if (used >= rows) { /* a group longer than a column goes on in the next */
            column++;
            used = 0;
        }
        used += head && used > 0;
        for (int part = head ? 0 : 1; part < 2; part++, used++) {
            if (!s)
                continue;
            rect cell = layout_column(s->box, column % s->columns, s->columns, 28 * p->u);
            rect row = {cell.x, cell.y + (double)used * s->line, cell.w, s->line};
            if (column / s->columns != s->page || row.y + row.h > s->box.y + s->box.h + 1)
                continue;
            if (part == 0)
                pen_label(p, row, pen_strong(p), PEN_LEFT, in->keys[i].group);
            else
                draw_row(p, s, row, &in->keys[i]);
        }
    }
    return column + 1;
}

/* The shortest columns that still are few enough for the width. */
static size_t column_length(pen *p, size_t columns)
{
    size_t rows = 4;
    while (rows < 400 && flow(p, NULL, rows) > columns)
        rows++;
    return rows;
}

/* The fewest columns with which lines of that height fit; 0: not even with columns of the width. */
static size_t fit_columns(pen *p, rect box, double line, double least_width)
{
    for (size_t n = 1; n <= COLUMNS_MAX && box.w / (double)n >= least_width; n++)
        if ((double)column_length(p, n) * line <= box.h)
            return n;
    return 0;
}

/* Roomy lines in wide columns if possible, else close lines, else several pages of them. */
static sheet make_sheet(pen *p, rect box, size_t *rows)
{
    double size = pen_size(p, TYPE_CAPTION), roomy = 24 * p->u, least = 24 * size;
    sheet s = {.box = box, .line = roomy, .key_width = fmax(118 * p->u, 9 * size)};
    s.columns = fit_columns(p, box, roomy, least);
    if (!s.columns)
        s.columns = fit_columns(p, box, 1.3 * size, least);
    if (s.columns) {
        *rows = column_length(p, s.columns);
        s.line = fmin(roomy, box.h / (double)*rows);
        return s;
    }
    s.line = 1.45 * size;
    s.columns = (size_t)fmax(box.w >= 36 * size ? 2 : 1, fmin(COLUMNS_MAX, box.w / (23 * size)));
    *rows = (size_t)fmax(3, box.h / s.line);
    return s;
}

/* "Page 1 of 3: F1 shows the next"; past the last one it closes. */
static void draw_pages(pen *p, sheet *s, rect *head, size_t rows)
{
    size_t pages = (flow(p, NULL, rows) + s->columns - 1) / s->columns;
    s->page = p->in->help_page < pages ? p->in->help_page : pages - 1;
    if (pages < 2)
        return;
    control next = {.id = control_id(GROUP_HELP, 0, 1),
                    .command = command_n(COMMAND_HELP, -1, (long)s->page + 1),
                    .tooltip = "Next page (F1)",
                    .disabled = s->page + 1 == pages};
    const char *label = pen_printf(p, "Page %zu of %zu \xC2\xB7 F1", s->page + 1, pages);
    double w = widget_button_width(p, label, false);
    widget_button(p, layout_cut_right(head, w), &next, label, false);
    layout_cut_right(head, 8 * p->u);
}

void help_draw(pen *p)
{
    const view_input *in = p->in;
    rect all = {0, 0, in->width, in->height};
    control behind = {.command = command_n(COMMAND_HELP, -1, -1)};
    control_add(p, all, HIT_BLOCK, &behind);
    draw_add_rect(p->draw, all, 0, rgba_fade(0xFF000000, 0.45));
    double edge = fmin(48 * p->u, 0.06 * fmin(in->width, in->height));
    double w = fmin(1320 * p->u, in->width - edge), h = fmin(780 * p->u, in->height - edge);
    if (w < 60 * p->u || h < 60 * p->u)
        return;
    rect card = {(in->width - w) / 2, (in->height - h) / 2, w, h};
    control_add(p, card, HIT_BLOCK, &(control){0});
    widget_card(p, card);
    rect inside = rect_inset(card, fmin(24 * p->u, 0.05 * h));
    rect head = layout_cut_top(&inside, 34 * p->u);
    control close = {.id = control_id(GROUP_HELP, 0, 0),
                     .command = command_n(COMMAND_HELP, -1, -1),
                     .tooltip = "Close (Esc)"};
    widget_icon_button(p, layout_cut_right(&head, 34 * p->u), &close, ICON_CLOSE);
    layout_cut_right(&head, 8 * p->u);
    layout_cut_top(&inside, 12 * p->u);
    size_t rows;
    sheet s = make_sheet(p, inside, &rows);
    draw_pages(p, &s, &head, rows);
    pen_style title = {FACE_BOLD, TYPE_TITLE, p->theme->text};
    pen_label(p, layout_cut_left(&head, pen_width(p, title, "Keys") + 20 * p->u), title, PEN_LEFT,
              "Keys");
    pen_label(
        p, head, pen_muted(p), PEN_LEFT,
        "One press, one half-step: PageDown alone (a presenter's \"next\") drives a lecture.");
    flow(p, &s, rows);
}
