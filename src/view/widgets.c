#include "view/widgets.h"

#include <math.h>

enum { CARD_RADIUS = 10, BUTTON_RADIUS = 7, CHIP_RADIUS = 6 };

uint32_t control_id(control_group group, size_t pane, size_t index)
{
    return ((uint32_t)group + 1) << 20 | ((uint32_t)pane & 0xF) << 16 | ((uint32_t)index & 0xFFFF);
}

command command_n(command_kind kind, int pane, long n)
{
    return (command){.kind = kind, .pane = pane, .n = n};
}

bool control_add(pen *p, rect box, hit_kind kind, const control *c)
{
    ui_hit hit = {.kind = kind,
                  .box = box,
                  .command = c->command,
                  .tooltip = c->tooltip,
                  .id = c->id,
                  .enabled = !c->disabled,
                  .focusable = !c->disabled && !p->quiet && kind == HIT_BUTTON};
    ui_add(p->ui, &hit);
    return !p->quiet && !c->disabled && rect_has(box, p->in->mouse_x, p->in->mouse_y);
}

void control_focus_ring(pen *p, rect box, double radius, const control *c)
{
    if (!c->id || p->in->focus != c->id || p->quiet)
        return;
    rect ring = rect_inset(box, -3 * p->u);
    draw_add_frame(p->draw, ring, (radius + 3) * p->u, 0, p->theme->accent, 2 * p->u);
}

void widget_card(pen *p, rect box)
{
    if (box.w < 4 || box.h < 4)
        return;
    draw_add_frame(p->draw, box, CARD_RADIUS * p->u, p->theme->surface, p->theme->border, p->u);
}

rect widget_titled_card(pen *p, rect box, const char *title, const char *note)
{
    widget_card(p, box);
    rect inside = rect_inset(box, fmin(14 * p->u, fmin(box.w, box.h) / 2));
    double line = pen_line(p, TYPE_BODY);
    rect head = {inside.x, inside.y, inside.w, fmin(line, inside.h)};
    inside.y += head.h;
    inside.h -= head.h;
    if (inside.h > 6 * p->u) {
        inside.y += 6 * p->u;
        inside.h -= 6 * p->u;
    }
    double title_w = fmin(pen_width(p, pen_strong(p), title) + p->u, head.w);
    pen_label(p, (rect){head.x, head.y, title_w, head.h}, pen_strong(p), PEN_LEFT, title);
    double room = head.w - title_w - 12 * p->u;
    if (note && room > 30 * p->u)
        pen_label(p, (rect){head.x + head.w - room, head.y, room, head.h}, pen_muted(p), PEN_RIGHT,
                  note);
    return inside;
}

void widget_surface(pen *p, rect box, double radius, const control *c)
{
    const theme *t = p->theme;
    bool over = control_add(p, box, HIT_BUTTON, c);
    rgba fill = t->surface;
    if (c->selected)
        fill = t->accent;
    else if (over)
        fill = rgba_mix(t->surface, t->text, p->in->mouse_down ? 0.14 : 0.07);
    rgba border = c->selected ? t->accent : c->disabled ? t->hairline : t->border;
    draw_add_frame(p->draw, box, radius * p->u, fill, border, p->u);
    control_focus_ring(p, box, radius, c);
}

static rgba control_colour(const pen *p, const control *c)
{
    return c->selected ? p->theme->on_accent : c->disabled ? p->theme->muted : p->theme->text;
}

static const double CARET_W = 18; /* style-sheet pixels: gap and caret */

static void draw_caret(pen *p, rect box, double pad, rgba colour)
{
    icon_draw(p->draw, ICON_CARET, box.x + box.w - (pad + 4) * p->u, box.y + box.h / 2, 9 * p->u,
              colour);
}

double widget_button_width(const pen *p, const char *label, bool caret)
{
    pen_style style = {FACE_MEDIUM, TYPE_BODY, 0};
    return pen_width(p, style, label) + (24 + (caret ? CARET_W : 0)) * p->u;
}

void widget_button(pen *p, rect box, const control *c, const char *label, bool caret)
{
    widget_surface(p, box, BUTTON_RADIUS, c);
    rgba colour = control_colour(p, c);
    rect inside = {box.x + 12 * p->u, box.y, fmax(0, box.w - 24 * p->u), box.h};
    if (caret) {
        draw_caret(p, box, 12, colour);
        inside.w = fmax(0, inside.w - CARET_W * p->u);
    }
    pen_style style = {FACE_MEDIUM, TYPE_BODY, colour};
    pen_label(p, inside, style, caret ? PEN_LEFT : PEN_CENTRE, label);
}

void widget_icon_button(pen *p, rect box, const control *c, icon which)
{
    widget_surface(p, box, BUTTON_RADIUS, c);
    icon_draw(p->draw, which, box.x + box.w / 2, box.y + box.h / 2, fmin(16 * p->u, box.h * 0.5),
              control_colour(p, c));
}

double widget_chip_width(const pen *p, const char *caption, const char *value)
{
    pen_style style = {FACE_REGULAR, TYPE_CAPTION, 0};
    double w = *caption ? pen_width(p, style, caption) + 6 * p->u : 0;
    style.face = FACE_MEDIUM;
    return w + pen_width(p, style, value) + (20 + CARET_W - 2) * p->u;
}

void widget_chip(pen *p, rect box, const control *c, const char *caption, const char *value)
{
    widget_surface(p, box, CHIP_RADIUS, c);
    rect inside = {box.x + 10 * p->u, box.y, fmax(0, box.w - (20 + CARET_W - 2) * p->u), box.h};
    pen_style muted = pen_muted(p), strong = {FACE_MEDIUM, TYPE_CAPTION, control_colour(p, c)};
    if (*caption) {
        double w = pen_width(p, muted, caption);
        pen_label(p, (rect){inside.x, inside.y, fmin(w + p->u, inside.w), inside.h}, muted,
                  PEN_LEFT, caption);
        inside.x += w + 6 * p->u;
        inside.w = fmax(0, inside.w - w - 6 * p->u);
    }
    inside.w += p->u;
    pen_label(p, inside, strong, PEN_LEFT, value);
    draw_caret(p, box, 10, p->theme->second);
}

void widget_chip_icon(pen *p, rect box, const control *c, icon which)
{
    bool over = control_add(p, box, HIT_BUTTON, c);
    rect spot = rect_inset(box, 3 * p->u);
    if (over)
        draw_add_rect(p->draw, spot, 4 * p->u,
                      rgba_fade(p->theme->text, p->in->mouse_down ? 0.2 : 0.1));
    control_focus_ring(p, spot, 4, c);
    icon_draw(p->draw, which, box.x + box.w / 2, box.y + box.h / 2, 12 * p->u,
              c->disabled ? p->theme->border : p->theme->text);
}

/* Cell i of box, wide as its words ask; what is left is shared equally. */
static rect segment(const pen *p, rect box, const char *const *label, size_t n, size_t i)
{
    pen_style style = {FACE_SEMIBOLD, TYPE_BODY, 0};
    double words = 0, x = 0, w = 0;
    for (size_t j = 0; j < n; j++)
        words += pen_width(p, style, label[j]);
    double spare = (box.w - words) / (double)n;
    for (size_t j = 0; j <= i; j++) {
        x += w;
        w = pen_width(p, style, label[j]) + spare;
    }
    return (rect){box.x + x, box.y, fmax(0, w), box.h};
}

static void draw_segment(pen *p, rect cell, const control *c, const char *label, bool edge)
{
    const theme *t = p->theme;
    bool over = control_add(p, cell, HIT_BUTTON, c);
    if (c->selected)
        draw_add_rect(p->draw, cell, BUTTON_RADIUS * p->u, t->accent);
    else if (over)
        draw_add_rect(p->draw, rect_inset(cell, p->u), 6 * p->u, rgba_fade(t->text, 0.07));
    if (edge)
        draw_add_line(p->draw, cell.x, cell.y + p->u, cell.x, cell.y + cell.h - p->u, p->u,
                      t->border);
    pen_style style = {c->selected ? FACE_SEMIBOLD : FACE_MEDIUM, TYPE_BODY, control_colour(p, c)};
    pen_label(p, rect_inset(cell, 2 * p->u), style, PEN_CENTRE, label);
}

void widget_segments(pen *p, rect box, const control *c, const char *const *label, size_t n)
{
    draw_add_frame(p->draw, box, BUTTON_RADIUS * p->u, p->theme->surface, p->theme->border, p->u);
    for (size_t i = 0; i < n; i++)
        draw_segment(p, segment(p, box, label, n, i), &c[i], label[i],
                     i > 0 && !c[i].selected && !c[i - 1].selected);
    for (size_t i = 0; i < n; i++)
        control_focus_ring(p, segment(p, box, label, n, i), BUTTON_RADIUS, &c[i]);
}

void widget_tabs(pen *p, rect box, const control *c, const char *const *label, size_t n)
{
    const theme *t = p->theme;
    if (box.w < 8 || box.h < 8)
        return;
    draw_add_rect(p->draw, box, BUTTON_RADIUS * p->u, t->track);
    rect strip = rect_inset(box, 3 * p->u);
    double pad = 12 * p->u, words = 0;
    pen_style style = {FACE_MEDIUM, TYPE_BODY, 0};
    for (size_t i = 0; i < n; i++)
        words += pen_width(p, style, label[i]) + pad;
    if (words > strip.w) {
        style.role = TYPE_CAPTION;
        pad = 6 * p->u, words = 0;
        for (size_t i = 0; i < n; i++)
            words += pen_width(p, style, label[i]) + pad;
    }
    double spare = (strip.w - words) / (double)n, x = strip.x;
    for (size_t i = 0; i < n; i++) {
        rect cell = {x, strip.y, pen_width(p, style, label[i]) + pad + spare, strip.h};
        x += cell.w;
        bool over = control_add(p, cell, HIT_BUTTON, &c[i]);
        if (c[i].selected)
            draw_add_frame(p->draw, cell, 6 * p->u, t->surface, t->border, p->u);
        style.face = c[i].selected ? FACE_SEMIBOLD : FACE_MEDIUM;
        style.colour = c[i].selected || over ? t->text : t->second;
        rect words_box = {cell.x + 2 * p->u, cell.y, fmax(0, cell.w - 4 * p->u), cell.h};
        pen_label(p, words_box, style, PEN_CENTRE, label[i]);
        control_focus_ring(p, rect_inset(cell, 2 * p->u), 5, &c[i]);
    }
}
