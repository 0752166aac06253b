/* The whole window: parts in their places, what lies above them, and the order of both. */
#include "view/layout.h"
#include "view/panel.h"
#include "view/parts.h"
#include "view/scatter.h"
#include "view/words.h"

#include <math.h>

static const panel *const panels[TAB_COUNT] = {
    [TAB_RUN] = &panel_run,       [TAB_CHOOSE_K] = &panel_choose_k,
    [TAB_LABELS] = &panel_labels, [TAB_PROTOTYPES] = &panel_prototypes,
    [TAB_MATHS] = &panel_maths,
};

pen panel_pen(const panel_input *in, draw_list *draw)
{
    pen p = pen_make(in->view, draw, in->ui);
    p.quiet = in->quiet;
    return p;
}

static void draw_busy(pen *p, rect box, const view_pane *pane, size_t i)
{
    double w = fmin(340 * p->u, box.w - 16 * p->u), h = 64 * p->u;
    if (w < 80 * p->u || box.h < h + 8 * p->u)
        return;
    rect card = {box.x + (box.w - w) / 2, box.y + box.h - h - 16 * p->u, w, h};
    widget_float(p, card, p->theme->border, p->u);
    rect in = rect_inset(card, 12 * p->u);
    control cancel = {.id = control_id(GROUP_CANVAS, i, 1),
                      .command = command_n(COMMAND_CANCEL, (int)i, 0),
                      .tooltip = "Stop this work (Esc)"};
    double button = widget_button_width(p, "Cancel", false);
    rect right = layout_cut_right(&in, button);
    right = (rect){right.x, card.y + (card.h - 34 * p->u) / 2, right.w, 34 * p->u};
    widget_button(p, right, &cancel, "Cancel", false);
    layout_cut_right(&in, 12 * p->u);
    const char *words = pen_sentence(p, pane->busy);
    if (!pane->frame.data && pane->spec)
        words = pen_printf(p, "%s: %s, K = %zu", words, words_start(p->draw, pane->spec),
                           pane->spec->k);
    pen_label(p, layout_cut_top(&in, in.h - 12 * p->u), pen_body(p), PEN_LEFT, words);
    widget_progress(p, (rect){in.x, in.y + 4 * p->u, in.w, 7 * p->u}, pane->progress);
}

static void draw_message(pen *p, rect box, const char *text)
{
    rect inner = rect_inset(box, fmin(12 * p->u, box.h / 4));
    double pad = 10 * p->u, sign = 20 * p->u;
    double room = fmin(560 * p->u, inner.w) - 2 * pad - sign;
    const char *plain = pen_plain(p, pen_sentence(p, text));
    double h = pen_paragraph_height(p, room, pen_body(p), plain);
    if (room < 60 * p->u || h <= 0 || h + 2 * pad > inner.h)
        return;
    rect card = {inner.x, inner.y, room + 2 * pad + sign, h + 1.4 * pad};
    widget_float(p, card, p->theme->warning, 1.5 * p->u);
    draw_add_circle(p->draw, card.x + pad + 5 * p->u, card.y + card.h / 2, 4 * p->u,
                    p->theme->warning, 0, 0);
    pen_paragraph(p, (rect){card.x + pad + sign, card.y + 0.7 * pad, room, h}, pen_body(p), plain);
}

/* What the mouse does on the active pane while a tool is on. */
static void draw_tool(pen *p, rect box)
{
    static const char *const words[][2] = {
        {"Click or drag to add points \xC2\xB7 A or Esc ends", "Adds points \xC2\xB7 A ends"},
        {"Drag to erase points \xC2\xB7 X or Esc ends", "Erases points \xC2\xB7 X ends"}};
    const char *const *said = words[p->in->tool != TOOL_ADD];
    pen_style style = {FACE_MEDIUM, TYPE_CAPTION, p->theme->on_accent};
    double pad = 24 * p->u, h = pen_line(p, TYPE_CAPTION) + 8 * p->u;
    const char *text = pen_width(p, style, said[0]) + pad <= box.w ? said[0] : said[1];
    double w = pen_width(p, style, text) + pad;
    if (w > box.w || 3 * h > box.h)
        return;
    rect pill = {box.x + (box.w - w) / 2, box.y + 8 * p->u, w, h};
    draw_add_rect(p->draw, pill, h / 2, p->theme->accent);
    pen_label(p, pill, style, PEN_CENTRE, text);
}

static void draw_pane(pen *p, const layout *where, size_t i)
{
    const view_pane *pane = &p->in->pane[i];
    rect card = where->pane[i];
    if (card.w < 3 || card.h < 3)
        return;
    bool active = i == p->in->active;
    widget_card(p, card);
    ui_hit canvas = {.kind = HIT_CANVAS,
                     .box = where->canvas[i],
                     .command = command_n(COMMAND_PANE, (int)i, (long)i),
                     .id = control_id(GROUP_CANVAS, i, 0),
                     .enabled = true};
    ui_add(p->ui, &canvas);
    if (pane->frame.data)
        scatter_draw(pane, where->canvas[i], p->in, p->draw);
    else
        scatter_draw_data(pane, where->canvas[i], p->in, p->draw);
    pane_header_draw(p, i, where->header[i], where->two_rows);
    if (p->in->tool != TOOL_NONE && active)
        draw_tool(p, where->canvas[i]);
    if (pane->message)
        draw_message(p, where->canvas[i], pane->message);
    if (pane->busy)
        draw_busy(p, where->canvas[i], pane, i);
    rgba edge = active ? p->theme->accent : p->theme->border;
    draw_add_frame(p->draw, card, 10 * p->u, 0, edge, (active ? 2 : 1) * p->u);
}

static void draw_tabs(pen *p, rect box)
{
    control c[TAB_COUNT];
    const char *label[TAB_COUNT];
    size_t n = 0;
    for (size_t i = 0; i < TAB_COUNT; i++) {
        if (!panels[i])
            continue;
        c[n] = (control){.id = control_id(GROUP_TABS, 0, i),
                         .command = command_n(COMMAND_TAB, -1, (long)i),
                         .tooltip = panels[i]->tooltip,
                         .selected = p->in->tab == (view_tab)i};
        label[n++] = panels[i]->name;
    }
    widget_tabs(p, box, c, label, n);
}

static void draw_side(pen *p, const layout *where)
{
    if (where->side.w <= 0)
        return;
    draw_tabs(p, where->tabs);
    const view_pane *pane = &p->in->pane[p->in->active];
    const panel *tab = panels[p->in->tab] ? panels[p->in->tab] : &panel_run;
    if (!pane->frame.data || where->content.h < 20 * p->u)
        return;
    if (!tab->accepts(&pane->frame)) {
        rect inside = widget_titled_card(p, where->content, tab->name, NULL);
        pen_paragraph(p, inside, pen_caption(p), tab->refusal);
        return;
    }
    panel_input in = {p->in, pane, where->content, p->ui, p->quiet};
    tab->draw(&in, p->draw);
}

static void draw_toast(pen *p, const layout *where)
{
    const char *sentence = pen_sentence(p, p->in->toast), *text = pen_plain(p, sentence);
    double pad = 14 * p->u, room = fmin(640 * p->u, p->in->width - 4 * pad);
    pen_style style = pen_with(pen_body(p), FACE_MEDIUM, p->theme->text);
    double h = pen_paragraph_height(p, room, style, text);
    double w = fmin(room, pen_width(p, style, sentence)) + 1;
    if (w <= 1)
        return;
    rect card = {(p->in->width - w) / 2 - pad, where->transport.y - h - 3 * pad, w + 2 * pad,
                 h + 1.4 * pad};
    rgba edge = p->in->toast_error ? p->theme->error : p->theme->accent;
    widget_float(p, card, edge, 1.5 * p->u);
    pen_paragraph(p, (rect){card.x + pad, card.y + 0.7 * pad, w, h}, style, text);
}

/* The line being typed, in the middle of the window. */
static void draw_prompt(pen *p)
{
    const view_input *in = p->in;
    double w = fmin(640 * p->u, in->width - 32 * p->u), h = 104 * p->u;
    rect card = {(in->width - w) / 2, fmin(120 * p->u, in->height * 0.2), fmax(0, w), h};
    control_add(p, (rect){0, 0, in->width, in->height}, HIT_BLOCK,
                &(control){.command = command_n(COMMAND_ESCAPE, -1, 0)});
    control_add(p, card, HIT_BLOCK, &(control){0});
    widget_float(p, card, p->theme->border, p->u);
    rect inside = widget_titled_card(p, card, in->prompt, "Enter: go \xC2\xB7 Esc: close");
    rect field = layout_cut_top(&inside, fmin(40 * p->u, inside.h));
    draw_add_frame(p->draw, field, 7 * p->u, p->theme->ground, p->theme->accent, 1.5 * p->u);
    rect words = {field.x + 12 * p->u, field.y, fmax(0, field.w - 24 * p->u), field.h};
    const char *text = in->prompt_text ? in->prompt_text : "";
    while (*text && pen_width(p, pen_body(p), text) > words.w - 4 * p->u)
        text_next(&text);
    double x = words.x + pen_width(p, pen_body(p), text) + 1.5 * p->u;
    if (in->prompt_selected)
        draw_add_rect(p->draw,
                      (rect){words.x, field.y + 8 * p->u, x - words.x, field.h - 16 * p->u},
                      3 * p->u, rgba_fade(p->theme->accent, 0.3));
    pen_label(p, words, pen_body(p), PEN_LEFT, text);
    draw_add_line(p->draw, x, field.y + 9 * p->u, x, field.y + field.h - 9 * p->u, 1.5 * p->u,
                  p->theme->accent);
}

/* first: of the controls above everything; those below something modal say nothing. */
static void draw_note(pen *p, size_t first)
{
    const view_input *in = p->in;
    const ui_hit *hit = ui_find(p->ui, in->hover ? in->hover : in->focus);
    if (hit && hit->tooltip && (size_t)(hit - p->ui->hit) >= first)
        widget_tooltip(p, hit->box, hit->tooltip);
}

void view_window(const view_input *in, draw_list *draw, ui_list *ui)
{
    draw_reset(draw);
    ui_reset(ui);
    pen p = pen_make(in, draw, ui);
    rect all = {0, 0, in->width, in->height};
    if (in->blank) {
        draw_add_rect(draw, all, 0, 0xFF000000);
        return;
    }
    layout where;
    layout_fill(in, &where);
    p.quiet = in->help || in->menu != MENU_NONE || in->prompt;
    draw_add_rect(draw, all, 0, p.theme->ground);
    for (size_t i = 0; i < in->panes && i < VIEW_PANES; i++)
        draw_pane(&p, &where, i);
    draw_side(&p, &where);
    topbar_draw(&p, where.top);
    transport_draw(&p, where.transport, where.words_below);
    if (in->toast)
        draw_toast(&p, &where);
    size_t first = p.quiet ? ui->n : 0;
    p.quiet = false;
    if (in->menu != MENU_NONE)
        menus_draw(&p);
    if (in->help)
        help_draw(&p);
    if (in->prompt)
        draw_prompt(&p);
    draw_note(&p, first);
}
