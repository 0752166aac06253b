/* Hairlines at round values, their numbers inside the picture, and the names of the axes. */
#include "view/number.h"
#include "view/scatter_part.h"

#include "session/standing.h"

#include <math.h>

/* Style-sheet pixels between two ticks, about. */
static const double TICK_SPACING = 105;

typedef struct ticks {
    double first, step, last;
    int decimals;
} ticks;

static ticks make_ticks(double low, double high, double pixels)
{
    ticks t = {.last = high};
    int count = (int)fmax(2, pixels / TICK_SPACING + 0.5);
    camera_ticks(low, high, count, &t.first, &t.step);
    t.decimals = (int)fmin(fmax(0, ceil(-log10(t.step) - 1e-9)), 6);
    return t;
}

static double tick(const ticks *t, int i)
{
    double v = t->first + i * t->step;
    return fabs(v) < t->step * 1e-6 ? 0 : v;
}

/* Digits enough to tell neighbours apart, far from zero too. */
static const char *tick_text(const scatter *s, const ticks *t, int i)
{
    double v = tick(t, i);
    const char *text = NULL;
    if (t->step < 1e-6)
        text = draw_printf(s->list, "%.*e", (int)fmin(15, log10(fabs(v) / t->step + 1) + 1), v);
    else if (fabs(v) >= 1e9)
        text = draw_printf(s->list, "%.*f", t->decimals, v);
    else
        text = number_text(s->list, v, t->decimals);
    return text ? text : "";
}

/* More ticks than a screen can hold: the step is lost in the coordinates' last digits. */
enum { TICKS_MAX = 60 };

static void both_ticks(const scatter *s, ticks *x, ticks *y)
{
    double x0, y0, x1, y1;
    const rect *b = &s->box;
    camera_to_data(&s->pane->camera, *b, b->x, b->y + b->h, &x0, &y0);
    camera_to_data(&s->pane->camera, *b, b->x + b->w, b->y, &x1, &y1);
    *x = make_ticks(x0, x1, b->w / s->u);
    *y = make_ticks(y0, y1, b->h / s->u);
}

void scatter_draw_grid(const scatter *s)
{
    ticks x, y;
    both_ticks(s, &x, &y);
    const rect *b = &s->box;
    double px, py, width = fmax(1, floor(s->u));
    rgba colour = s->theme->hairline;
    if (s->in->theme == THEME_CONTRAST)
        colour = rgba_fade(colour, 0.45);
    for (int i = 0; i < TICKS_MAX && tick(&x, i) <= x.last; i++) {
        scatter_place(s, (double[2]){tick(&x, i), 0}, &px, &py);
        draw_add_rect(s->list, (rect){floor(px), b->y, width, b->h}, 0, colour);
    }
    for (int i = 0; i < TICKS_MAX && !s->strip && tick(&y, i) <= y.last; i++) {
        scatter_place(s, (double[2]){0, tick(&y, i)}, &px, &py);
        draw_add_rect(s->list, (rect){b->x, floor(py), b->w, width}, 0, colour);
    }
}

static void number(const scatter *s, double x, double y, text_align align, const char *text)
{
    double size = scatter_text_size(s, TYPE_AXIS);
    double width = text_width(s->in->metrics, FACE_REGULAR, size, text);
    draw_add_item_text(s->list, &(draw_text){.x = align == ALIGN_CENTRE  ? x - width / 2
                                                  : align == ALIGN_RIGHT ? x - width
                                                                         : x,
                                             .y = y,
                                             .face = FACE_REGULAR,
                                             .size = size,
                                             .colour = s->theme->muted,
                                             .halo = rgba_fade(s->theme->surface, 0.85),
                                             .halo_width = 2.5 * s->u,
                                             .text = text});
}

static const char *axis_name(const scatter *s, int axis)
{
    const em_projection *p = s->pane->projection;
    char name[EM_NAME_MAX];
    if (!p)
        return NULL;
    if (p->pca)
        return draw_printf(s->list, "PC%d  %.0f %%", axis + 1, 100 * p->explained[axis]);
    em_dataset_feature_name(s->pane->frame.data, p->feature[axis], name, sizeof name);
    return draw_printf(s->list, "%s", name);
}

/* Of the top's left end, taken by the name of the upright axis. */
static double axis_room(const scatter *s)
{
    double size = scatter_text_size(s, TYPE_AXIS);
    const char *name = s->strip ? NULL : axis_name(s, 1);
    double width = name ? text_width(s->in->metrics, FACE_REGULAR, size, name) : 0;
    return fmin(width, s->box.w / 3);
}

/* Names stand at the far ends of the axes; returns how much of the bottom's right end is taken. */
static double draw_names(const scatter *s)
{
    double size = scatter_text_size(s, TYPE_AXIS), pad = 10 * s->u;
    const text_style style = {s->in->metrics, FACE_MEDIUM, size, s->theme->second};
    const char *x = axis_name(s, 0), *y = s->strip ? NULL : axis_name(s, 1);
    double taken = 0;
    if (x) {
        const char *shown = text_shorten(s->list, &style, s->box.w / 3, x);
        taken = text_width(style.metrics, style.face, size, shown) + 2 * pad;
        number(s, s->box.x + s->box.w - pad, s->box.y + s->box.h - pad, ALIGN_RIGHT, shown);
    }
    if (y) {
        const char *shown = text_shorten(s->list, &style, s->box.w / 3, y);
        number(s, s->box.x + pad, s->box.y + pad + 0.73 * size, ALIGN_LEFT, shown);
    }
    return taken;
}

/* What goes on holding, at the right of the top: its news is on the timeline, once. Components say
 * themselves what is the matter with them, except means shown as images. */
static void draw_standing(const scatter *s, double y)
{
    double size = scatter_text_size(s, TYPE_AXIS), pad = 10 * s->u;
    const text_style style = {s->in->metrics, FACE_REGULAR, size, s->theme->muted};
    char words[EM_ERROR_TEXT];
    standing_summary(&s->pane->frame, s->images, words, sizeof words);
    double room = s->box.w - axis_room(s) - 6 * pad;
    if (!*words || room < 80 * s->u)
        return;
    const char *shown = text_shorten(s->list, &style, room, words);
    double width = text_width(style.metrics, style.face, size, shown);
    double x = s->box.x + s->box.w - pad;
    draw_add_circle(s->list, x - width - 8 * s->u, y - 0.36 * size, 3 * s->u, s->theme->warning,
                    rgba_fade(s->theme->surface, 0.85), 1.5 * s->u);
    number(s, x, y, ALIGN_RIGHT, shown);
}

void scatter_draw_numbers(const scatter *s)
{
    ticks x, y;
    both_ticks(s, &x, &y);
    const rect *b = &s->box;
    double size = scatter_text_size(s, TYPE_AXIS), pad = 10 * s->u, px, py;
    double taken = draw_names(s), bottom = b->y + b->h - pad;
    bool repeat = s->k > PALETTE_COLOURS && b->w > 340 * s->u;
    if (repeat)
        number(s, b->x + b->w - pad, b->y + pad + 0.73 * size, ALIGN_RIGHT,
               "colours repeat after ten: shapes differ");
    draw_standing(s, b->y + pad + (repeat ? 2.2 : 0.73) * size);
    for (int i = 0; i < TICKS_MAX && tick(&x, i) <= x.last; i++) {
        scatter_place(s, (double[2]){tick(&x, i), 0}, &px, &py);
        const char *text = tick_text(s, &x, i);
        double half = text_width(s->in->metrics, FACE_REGULAR, size, text) / 2;
        if (px - half > b->x + 4 * pad && px + half < b->x + b->w - taken)
            number(s, px, bottom, ALIGN_CENTRE, text);
    }
    for (int i = 0; i < TICKS_MAX && !s->strip && tick(&y, i) <= y.last; i++) {
        scatter_place(s, (double[2]){0, tick(&y, i)}, &px, &py);
        double baseline = py - 4 * s->u;
        if (baseline < bottom - 1.6 * size && baseline > b->y + 2.6 * size + pad)
            number(s, b->x + pad, baseline, ALIGN_LEFT, tick_text(s, &y, i));
    }
}
