/* The parts of widgets.h that are looked at more than pressed: bars, cells, notes, menus. */
#include "view/widgets.h"

#include <math.h>

void widget_bar(pen *p, rect box, double share, rgba colour)
{
    double radius = fmin(4 * p->u, box.h / 2);
    draw_add_rect(p->draw, box, radius, p->theme->track);
    share = share > 0 ? fmin(share, 1) : 0;
    double w = share * box.w;
    if (w >= 0.5)
        draw_add_rect(p->draw, (rect){box.x, box.y, w, box.h}, fmin(radius, w / 2), colour);
}

void widget_heat_cell(pen *p, rect box, double share, const char *text)
{
    const theme *t = p->theme;
    share = share > 0 ? fmin(share, 1) : 0;
    rgba fill = rgba_mix(t->surface, t->accent, share > 0 ? 0.08 + 0.92 * share : 0);
    if (share > 0)
        draw_add_rect(p->draw, rect_inset(box, p->u), 3 * p->u, fill);
    pen_style style = {FACE_MEDIUM, TYPE_AXIS, share > 0.5 ? t->on_accent : t->text};
    if (box.h < pen_size(p, TYPE_AXIS) || box.w < pen_width(p, style, text))
        return;
    pen_label(p, box, style, PEN_CENTRE, text);
}

void widget_progress(pen *p, rect box, double fraction)
{
    widget_bar(p, box, fraction, p->theme->accent);
}

static rect keep_inside(const pen *p, rect box)
{
    double edge = 4 * p->u;
    box.x = fmax(edge, fmin(box.x, p->in->width - edge - box.w));
    box.y = fmax(edge, fmin(box.y, p->in->height - edge - box.h));
    return box;
}

static void shadow(pen *p, rect box, double radius)
{
    for (int i = 4; i > 0; i--) {
        rect soft = rect_inset(box, -1.5 * i * p->u);
        soft.y += 2 * p->u;
        draw_add_rect(p->draw, soft, radius + 1.5 * i * p->u, 0x0A000000);
    }
}

void widget_tooltip(pen *p, rect anchor, const char *text)
{
    const theme *t = p->theme;
    pen_style style = {FACE_MEDIUM, TYPE_CAPTION, t->surface};
    double pad = 9 * p->u, line = pen_line(p, TYPE_CAPTION);
    double width = fmin(pen_width(p, style, text), 360 * p->u);
    double height = pen_paragraph_height(p, width + p->u, style, text);
    rect box = {anchor.x + anchor.w / 2 - width / 2 - pad, anchor.y + anchor.h + 8 * p->u,
                width + 2 * pad, height + 0.6 * line};
    if (box.y + box.h > p->in->height - 4 * p->u)
        box.y = anchor.y - 8 * p->u - box.h;
    box = keep_inside(p, box);
    rgba ground = p->in->theme == THEME_CONTRAST ? 0xFFFFFFFF : t->text;
    if (p->in->theme == THEME_CONTRAST)
        style.colour = 0xFF000000;
    draw_add_rect(p->draw, box, 6 * p->u, ground);
    pen_paragraph(p, (rect){box.x + pad, box.y + 0.3 * line, width + p->u, height}, style, text);
}

static const double MENU_ROW = 32, MENU_HEAD = 28, MENU_PAD = 6;

static double row_height(const pen *p, const menu_item *item)
{
    return fmax((item->control.id ? MENU_ROW : MENU_HEAD) * p->u,
                pen_line(p, TYPE_BODY) + 6 * p->u);
}

void widget_float(pen *p, rect box, rgba edge, double edge_width)
{
    shadow(p, box, 8 * p->u);
    bool faint = p->in->theme == THEME_DARK && edge == p->theme->border; /* a shadow is not seen */
    edge = faint ? rgba_mix(edge, p->theme->muted, 0.45) : edge;
    draw_add_frame(p->draw, box, 8 * p->u, p->theme->surface, edge, edge_width);
}

/* Width and height that the items from first on need in one column of at most room pixels; *next is
 * the first item that did not fit. */
static rect measure_column(const pen *p, const menu_item *item, size_t n, double room, size_t *next)
{
    double w = 160 * p->u, h = 0;
    size_t i = 0;
    for (; i < n && (i == 0 || h + row_height(p, &item[i]) <= room); i++) {
        double line = pen_width(p, pen_body(p), item[i].label) + 58 * p->u;
        if (item[i].note)
            line += pen_width(p, pen_muted(p), item[i].note) + 24 * p->u;
        w = fmax(w, line);
        h += row_height(p, &item[i]);
    }
    if (i < n && i > 1 && !item[i - 1].control.id) /* a heading stays with what it names */
        h -= row_height(p, &item[--i]);
    *next = i;
    return (rect){0, 0, w, h};
}

/* Tall lists continue in columns to the right. */
static rect menu_box(pen *p, rect anchor, const menu_item *item, size_t n)
{
    double pad = MENU_PAD * p->u, room = p->in->height - 2 * pad - 8 * p->u;
    rect box = {anchor.x, anchor.y + anchor.h + 4 * p->u, 2 * pad, 0};
    for (size_t i = 0, taken; i < n; i += taken) {
        rect column = measure_column(p, item + i, n - i, room, &taken);
        box.w += column.w;
        box.h = fmax(box.h, column.h + 2 * pad);
    }
    return keep_inside(p, box);
}

static void menu_row(pen *p, rect row, const menu_item *item)
{
    const theme *t = p->theme;
    rect inside = {row.x + 30 * p->u, row.y, fmax(0, row.w - 44 * p->u), row.h};
    if (!item->control.id) {
        inside.x -= 18 * p->u;
        pen_label(p, inside, pen_with(pen_muted(p), FACE_MEDIUM, t->muted), PEN_LEFT, item->label);
        return;
    }
    bool over = control_add(p, row, HIT_BUTTON, &item->control);
    if (over)
        draw_add_rect(p->draw, row, 6 * p->u, rgba_fade(t->text, 0.08));
    control_focus_ring(p, rect_inset(row, 3 * p->u), 4, &item->control);
    if (item->checked)
        icon_draw(p->draw, ICON_CHECK, row.x + 16 * p->u, row.y + row.h / 2, 12 * p->u, t->accent);
    pen_style style = pen_body(p);
    style.colour = item->control.disabled ? t->muted : t->text;
    if (item->checked)
        style.face = FACE_MEDIUM;
    pen_label(p, inside, style, PEN_LEFT, item->label);
    if (item->note)
        pen_label(p, inside, pen_muted(p), PEN_RIGHT, item->note);
}

/* What has not even room in columns over the whole window is set smaller. */
static pen menu_pen(const pen *p, rect anchor, const menu_item *item, size_t n)
{
    pen q = *p;
    while (menu_box(&q, anchor, item, n).w > p->in->width && q.u > 0.4 * p->u)
        q.u *= 0.94;
    return q;
}

void widget_menu(pen *outer, rect anchor, const menu_item *item, size_t n, const command *close)
{
    pen shrunk = menu_pen(outer, anchor, item, n), *p = &shrunk;
    control behind = {.command = *close};
    control_add(p, (rect){0, 0, p->in->width, p->in->height}, HIT_BLOCK, &behind);
    rect box = menu_box(p, anchor, item, n);
    rect seen = box;
    seen.w = fmin(seen.w, p->in->width - seen.x);
    seen.h = fmin(seen.h, p->in->height - seen.y);
    control_add(p, seen, HIT_BLOCK, &(control){0});
    widget_float(p, box, p->theme->border, p->u);
    double pad = MENU_PAD * p->u, room = p->in->height - 2 * pad - 8 * p->u;
    rect window = {0, 0, p->in->width, p->in->height};
    for (size_t i = 0, taken; i < n; i += taken) {
        rect column = measure_column(p, item + i, n - i, room, &taken);
        double y = box.y + pad;
        for (size_t j = i; j < i + taken; j++) {
            rect row = {box.x + pad, y, column.w, row_height(p, &item[j])};
            y += row.h;
            if (rect_has(window, row.x, row.y) &&
                rect_has(window, row.x + row.w - 1, row.y + row.h - 1))
                menu_row(p, row, &item[j]);
        }
        box.x += column.w;
    }
}
