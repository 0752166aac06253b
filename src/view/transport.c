/* The transport: buttons, the big step button, timeline, and room for the words about the next
 * half-step. */
#include "view/layout.h"
#include "view/parts.h"
#include "view/words.h"

#include <math.h>

enum { BUTTON = 40, STEP_W = 148, STEP_H = 52, GAP = 8, ROW_H = 60 };

static rect centred(rect box, double h)
{
    h = fmin(h, box.h);
    return (rect){box.x, box.y + (box.h - h) / 2, box.w, h};
}

static void media_button(pen *p, rect *bar, size_t i, control c, icon which)
{
    c.id = control_id(GROUP_TRANSPORT, 0, i);
    rect box = centred(layout_cut_left(bar, BUTTON * p->u), BUTTON * p->u);
    layout_cut_left(bar, GAP * p->u);
    if (box.w >= BUTTON * p->u - 1)
        widget_icon_button(p, box, &c, which);
}

static void step_button(pen *p, rect box, const view_pane *pane)
{
    const session_frame *f = &pane->frame;
    bool e = !f->data || f->next != TRACE_M;
    control c = {.id = control_id(GROUP_TRANSPORT, 0, 2),
                 .command = {.kind = COMMAND_FORWARD, .pane = -1},
                 .tooltip = "Next half-step (Right, PageDown or Enter). "
                            "A whole iteration: Shift+Right",
                 .disabled = !f->data || f->ended,
                 .selected = true};
    const theme *t = p->theme;
    bool over = control_add(p, box, HIT_BUTTON, &c);
    rgba fill = c.disabled ? rgba_mix(t->surface, t->muted, 0.5) : t->accent;
    if (over)
        fill = rgba_mix(fill, t->text, p->in->mouse_down ? 0.25 : 0.12);
    draw_add_rect(p->draw, box, 9 * p->u, fill);
    control_focus_ring(p, box, 9, &c);
    rect in = rect_inset(box, 7 * p->u);
    layout_cut_left(&in, 9 * p->u);
    rect top = layout_cut_top(&in, in.h * 0.56);
    pen_style title = {FACE_SEMIBOLD, TYPE_STEP, t->on_accent};
    const char *name = e ? "E-step" : "M-step";
    pen_label(p, top, title, PEN_LEFT, name);
    icon_draw(p->draw, ICON_ARROW, top.x + pen_width(p, title, "M-step") + 14 * p->u,
              top.y + top.h / 2, 15 * p->u, t->on_accent);
    size_t iteration = f->data ? words_iteration(f) + (e ? 1 : 0) : 1;
    const char *who = p->in->panes > 1 ? "all panes" : "key \xE2\x86\x92";
    pen_style small = {FACE_REGULAR, TYPE_AXIS, t->on_accent};
    pen_label(p, in, small, PEN_LEFT, pen_printf(p, "iteration %zu \xC2\xB7 %s", iteration, who));
}

static void draw_buttons(pen *p, rect *bar, const view_pane *pane)
{
    const session_frame *f = &pane->frame;
    bool none = !f->data, at_start = none || f->cursor == 0;
    control home = {.command = {.kind = COMMAND_HOME, .pane = -1},
                    .tooltip = "Back to step 0 (Home)",
                    .disabled = at_start};
    media_button(p, bar, 0, home, ICON_FIRST);
    control back = {.command = {.kind = COMMAND_BACK, .pane = -1},
                    .tooltip = "Back one half-step (Left or PageUp)",
                    .disabled = at_start};
    media_button(p, bar, 1, back, ICON_BACK);
    layout_cut_left(bar, GAP * p->u);
    double w = fmax(STEP_W * p->u,
                    pen_width(p, pen_axis(p), "iteration 00 \xC2\xB7 all panes") + 32 * p->u);
    rect step = centred(layout_cut_left(bar, w), STEP_H * p->u);
    layout_cut_left(bar, 2 * GAP * p->u);
    step_button(p, step, pane);
    control play = {.command = {.kind = COMMAND_PLAY, .pane = -1},
                    .tooltip = p->in->playing ? "Pause (Space). Pace: + and -"
                                              : "Play (Space). Pace: + and -",
                    .disabled = none || (f->ended && !p->in->playing)};
    media_button(p, bar, 3, play, p->in->playing ? ICON_PAUSE : ICON_PLAY);
    control last = {.command = {.kind = COMMAND_CONVERGE, .pane = -1},
                    .tooltip = "Run to convergence (End)",
                    .disabled = none || f->ended};
    media_button(p, bar, 4, last, ICON_LAST);
}

/* The words stand below the buttons over the whole width of a narrow window, else at their right.
 */
static rect take_words(pen *p, rect *bar, rect lower, bool below)
{
    if (below) {
        layout_cut_bottom(&lower, 6 * p->u);
        return lower;
    }
    double w = bar->w > 320 * p->u ? fmin(560 * p->u, bar->w * 0.52) : 0;
    rect side = layout_cut_right(bar, w);
    if (w <= 0)
        return side;
    layout_cut_right(bar, 16 * p->u);
    draw_add_line(p->draw, side.x, side.y + 22 * p->u, side.x, side.y + side.h - 22 * p->u, p->u,
                  p->theme->hairline);
    layout_cut_left(&side, 16 * p->u);
    layout_cut_top(&side, 6 * p->u);
    layout_cut_bottom(&side, 6 * p->u);
    return side;
}

void transport_draw(pen *p, rect box, bool words_below)
{
    if (box.h < 8 || box.w < 8)
        return;
    draw_add_rect(p->draw, box, 0, p->theme->surface);
    draw_add_line(p->draw, box.x, box.y + p->u / 2, box.x + box.w, box.y + p->u / 2, p->u,
                  p->theme->border);
    const view_pane *pane = &p->in->pane[p->in->active];
    layout_cut_left(&box, 16 * p->u);
    layout_cut_right(&box, 16 * p->u);
    rect bar = words_below ? layout_cut_top(&box, ROW_H * p->u) : box;
    draw_buttons(p, &bar, pane);
    if (!pane->frame.data)
        return;
    layout_cut_left(&bar, 8 * p->u);
    rect words = take_words(p, &bar, box, words_below);
    if (words.w > 0 && words.h > 0)
        transport_words_draw(p, words, words_below);
    if (bar.w > 120 * p->u)
        timeline_draw(p, bar, pane);
}
