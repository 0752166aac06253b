/* The help overlay: every key of the program, from the app's own table. */
#include "view/layout.h"
#include "view/parts.h"

#include <math.h>
#include <string.h>

enum { COLUMNS_MAX = 4 };

typedef struct sheet {
    double line, key_width;
    size_t columns;
    rect box;
} sheet;

static size_t rows_with_heads(const view_input *in)
{
    size_t rows = 0;
    for (size_t i = 0; i < in->n_keys; i++) {
        bool head = i == 0 || strcmp(in->keys[i].group, in->keys[i - 1].group) != 0;
        rows += head ? 3 : 1;
    }
    return rows;
}

/* Lines one group takes, heading and the gap after it included. */
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

static void draw_keys(pen *p, const sheet *s, size_t per_column)
{
    const view_input *in = p->in;
    size_t column = 0, used = 0;
    double gap = 28 * p->u;
    for (size_t i = 0; i < in->n_keys; i++) {
        bool head = i == 0 || strcmp(in->keys[i].group, in->keys[i - 1].group) != 0;
        if (head && used > 0 && used + group_rows(in, i) > per_column + 1 &&
            column + 1 < s->columns) {
            column++;
            used = 0;
        }
        rect cell = layout_column(s->box, column, s->columns, gap);
        if (head) {
            used += used > 0;
            rect row = {cell.x, cell.y + (double)used * s->line, cell.w, s->line};
            pen_label(p, row, pen_strong(p), PEN_LEFT, in->keys[i].group);
            used++;
        }
        rect row = {cell.x, cell.y + (double)used * s->line, cell.w, s->line};
        if (row.y + row.h <= s->box.y + s->box.h + 1)
            draw_row(p, s, row, &in->keys[i]);
        used++;
    }
}

/* As many columns as the width allows, lines as close as the height demands. */
static sheet make_sheet(pen *p, rect box)
{
    sheet s = {.box = box, .line = 24 * p->u, .key_width = 118 * p->u, .columns = 1};
    size_t rows = rows_with_heads(p->in);
    while (s.columns < COLUMNS_MAX && (double)(rows / s.columns + 4) * s.line > box.h &&
           box.w / (double)(s.columns + 1) > 250 * p->u)
        s.columns++;
    double needed = (double)(rows / s.columns + 5);
    if (needed * s.line > box.h)
        s.line = fmax(box.h / needed, pen_size(p, TYPE_CAPTION) * 1.08);
    return s;
}

void help_draw(pen *p)
{
    const view_input *in = p->in;
    rect all = {0, 0, in->width, in->height};
    control behind = {.command = command_n(COMMAND_HELP, -1, 0)};
    control_add(p, all, HIT_BLOCK, &behind);
    draw_add_rect(p->draw, all, 0, rgba_fade(0xFF000000, 0.45));
    double w = fmin(1320 * p->u, in->width - 48 * p->u),
           h = fmin(780 * p->u, in->height - 48 * p->u);
    if (w < 60 * p->u || h < 60 * p->u)
        return;
    rect card = {(in->width - w) / 2, (in->height - h) / 2, w, h};
    control_add(p, card, HIT_BLOCK, &(control){0});
    widget_card(p, card);
    rect inside = rect_inset(card, 24 * p->u);
    rect head = layout_cut_top(&inside, 34 * p->u);
    control close = {.id = control_id(GROUP_HELP, 0, 0),
                     .command = command_n(COMMAND_HELP, -1, 0),
                     .tooltip = "Close (Esc)"};
    widget_icon_button(p, layout_cut_right(&head, 34 * p->u), &close, ICON_CLOSE);
    pen_style title = {FACE_BOLD, TYPE_TITLE, p->theme->text};
    pen_label(p, layout_cut_left(&head, pen_width(p, title, "Keys") + 20 * p->u), title, PEN_LEFT,
              "Keys");
    pen_label(
        p, head, pen_muted(p), PEN_LEFT,
        "One press, one half-step: PageDown alone (a presenter's \"next\") drives a lecture.");
    layout_cut_top(&inside, 12 * p->u);
    sheet s = make_sheet(p, inside);
    draw_keys(p, &s, (size_t)fmax(4, inside.h / s.line));
}
