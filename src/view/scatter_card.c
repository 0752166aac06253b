/* The card beside the point under the mouse: row, label, values, image, responsibilities. */
#include "view/images.h"
#include "view/number.h"
#include "view/scatter_part.h"

#include <math.h>

enum { VALUES_MAX = 4, BARS_MAX = 4 };
static const double IMAGE = 84, BAR = 92, PAD = 10, REACH = 14;

typedef struct card {
    const scatter *s;
    size_t row;
    text_style strong, plain;
    const char *title, *values;
    const double *gamma; /* k, NULL: none to show */
    size_t bars;
    size_t order[BARS_MAX]; /* components, largest responsibility first */
    double line, width, height;
} card;

static bool hovered(const scatter *s, double *x, double *y)
{
    long row = s->in->inspect_row;
    if (row < 0 || (size_t)row >= s->n || !rect_has(s->box, s->in->mouse_x, s->in->mouse_y))
        return false;
    scatter_place(s, s->pane->xy + 2 * (size_t)row, x, y);
    return hypot(*x - s->in->mouse_x, *y - s->in->mouse_y) < s->radius + REACH * s->u;
}

static const char *title_text(const scatter *s, size_t row)
{
    const em_dataset *d = s->pane->frame.data;
    if (d->label && d->class_name)
        return draw_printf(s->list, "Point #%zu, label %s", row, d->class_name[d->label[row]]);
    return draw_printf(s->list, "Point #%zu", row);
}

static const char *values_text(const scatter *s, size_t row)
{
    const em_dataset *d = s->pane->frame.data;
    const char *text = "";
    for (size_t j = 0; j < d->d && j < VALUES_MAX && text; j++)
        text = draw_printf(s->list, "%s%s%s", text, j ? "  " : "",
                           number_short(s->list, d->x[row * d->d + j]));
    return text && d->d > VALUES_MAX ? draw_printf(s->list, "%s \xE2\x80\xA6", text) : text;
}

/* Those the side panel shows, under the current parameters; in other panes the last E-step's. */
static const double *responsibilities(const scatter *s, size_t row)
{
    const em_resp *r = s->pane->frame.resp;
    const session_point *inspected = s->in->inspect;
    if (s->pane->flat->kind == EM_KMEANS)
        return NULL;
    if (s->pane == &s->in->pane[s->in->active] && inspected && inspected->responsibility)
        return inspected->responsibility;
    return r && r->gamma ? r->gamma + row * r->k : NULL;
}

/* The largest responsibilities that can be seen as a bar. */
static size_t pick_bars(const double *gamma, size_t k, size_t order[BARS_MAX])
{
    size_t n = 0;
    for (size_t c = 0; gamma && c < k; c++) {
        if (gamma[c] < 0.001)
            continue;
        size_t at = n < BARS_MAX ? n++ : BARS_MAX;
        while (at > 0 && gamma[order[at - 1]] < gamma[c]) {
            if (at < BARS_MAX)
                order[at] = order[at - 1];
            at--;
        }
        if (at < BARS_MAX)
            order[at] = c;
    }
    return n;
}

static void measure(card *c)
{
    const scatter *s = c->s;
    double pad = PAD * s->u, wide = text_line(NULL, &c->strong, 0, 0, ALIGN_LEFT, c->title);
    c->line = text_line_height(&c->plain);
    c->height = c->line + 2 * pad;
    if (s->images) {
        c->height += (IMAGE + 6) * s->u;
        wide = fmax(wide, IMAGE * s->u);
    } else {
        c->height += c->line;
        wide = fmax(wide, text_line(NULL, &c->plain, 0, 0, ALIGN_LEFT, c->values));
    }
    if (c->bars > 0) {
        c->height += (double)c->bars * c->line + 2 * s->u;
        wide = fmax(wide, BAR * s->u + 5 * c->plain.size);
    }
    c->width = wide + 2 * pad;
}

static void draw_bar(const card *c, size_t component, double x, double y, double width)
{
    const scatter *s = c->s;
    double gamma = c->gamma[component], middle = y + c->line / 2;
    double h = 8 * s->u, left = x + 1.6 * c->plain.size, room = width - 5.0 * c->plain.size;
    double base = text_middle(&c->plain, middle);
    text_line(s->list, &c->plain, x, base, ALIGN_LEFT, draw_printf(s->list, "%zu", component + 1));
    rect track = {left, middle - h / 2, room, h};
    draw_add_rect(s->list, track, h / 2, s->theme->track);
    track.w = fmax(room * gamma, h);
    draw_add_rect(s->list, track, h / 2, scatter_colour(s, component));
    text_line(s->list, &c->strong, x + width, base, ALIGN_RIGHT,
              draw_printf(s->list, "%.3f", gamma));
}

static void draw_body(const card *c, rect box)
{
    const scatter *s = c->s;
    const em_dataset *d = s->pane->frame.data;
    rect inner = rect_inset(box, PAD * s->u);
    double y = inner.y;
    pen draw = pen_make(s->in, s->list, NULL);
    text_line(s->list, &c->strong, inner.x, text_middle(&c->strong, y + c->line / 2), ALIGN_LEFT,
              c->title);
    y += c->line;
    if (s->images) {
        double unit = IMAGE * s->u / (double)(d->image_w > d->image_h ? d->image_w : d->image_h);
        rect image = {inner.x, y, unit * (double)d->image_w, unit * (double)d->image_h};
        images_draw_row(&draw, image, d, d->x + c->row * d->d, 0);
        y += (IMAGE + 6) * s->u;
    } else {
        text_line(s->list, &c->plain, inner.x, text_middle(&c->plain, y + c->line / 2), ALIGN_LEFT,
                  c->values);
        y += c->line;
    }
    for (size_t i = 0; i < c->bars; i++, y += c->line)
        draw_bar(c, c->order[i], inner.x, y, inner.w);
}

void scatter_draw_card(const scatter *s)
{
    double x, y;
    if (!hovered(s, &x, &y))
        return;
    double size = scatter_text_size(s, TYPE_CAPTION);
    card c = {.s = s,
              .row = (size_t)s->in->inspect_row,
              .strong = {s->in->metrics, FACE_SEMIBOLD, size, s->theme->text},
              .plain = {s->in->metrics, FACE_REGULAR, size, s->theme->second}};
    c.title = title_text(s, c.row);
    c.values = values_text(s, c.row);
    if (!c.title || !c.values)
        return;
    c.gamma = responsibilities(s, c.row);
    c.bars = pick_bars(c.gamma, s->k, c.order);
    measure(&c);
    double gap = 16 * s->u, right = s->box.x + s->box.w, bottom = s->box.y + s->box.h;
    rect box = {x + gap, y - c.height - gap, c.width, c.height};
    if (box.x + box.w > right)
        box.x = x - gap - c.width;
    if (box.y < s->box.y)
        box.y = y + gap;
    box.y = fmax(s->box.y, fmin(box.y, bottom - c.height));
    box.x = fmax(box.x, s->box.x);
    rect shadow = {box.x, box.y + 2 * s->u, box.w, box.h};
    draw_add_rect(s->list, rect_inset(shadow, -1.5 * s->u), 11 * s->u, 0x18000000);
    draw_add_frame(s->list, box, 10 * s->u, s->theme->surface, s->theme->border, s->u);
    draw_body(&c, box);
}
