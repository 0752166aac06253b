#include "view/dump.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

typedef struct writer {
    const view_sink *sink;
    em_status status;
} writer;

static void __attribute__((format(printf, 2, 3))) say(writer *w, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (w->status == EM_OK && n > 0)
        w->status = w->sink->write(w->sink->context, text,
                                   (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

/* To half a pixel, never "-0". */
static double half(double v)
{
    double r = floor(2 * v + 0.5) / 2;
    return r == 0 ? 0 : r;
}

static void say_box(writer *w, const char *name, rect b)
{
    say(w, "%s %g %g %g %g", name, half(b.x), half(b.y), half(b.w), half(b.h));
}

static void say_colour(writer *w, const char *name, rgba colour)
{
    if (colour >> 24)
        say(w, " %s #%08x", name, colour);
}

static void say_path(writer *w, const draw_path *p)
{
    say(w, "path %zu%s", p->n, p->closed ? " closed" : "");
    say_colour(w, "fill", p->fill);
    say_colour(w, "stroke", p->stroke);
    if (p->stroke >> 24)
        say(w, " width %g", half(p->width));
    if (p->dash_on > 0)
        say(w, " dash %g %g", half(p->dash_on), half(p->dash_off));
    for (size_t i = 0; i < p->n; i++)
        say(w, " %g,%g", half(p->xy[2 * i]), half(p->xy[2 * i + 1]));
    say(w, "\n");
}

static void say_text(writer *w, const draw_text *t)
{
    static const char *const face[FACE_COUNT] = {"regular", "medium", "semibold",
                                                 "bold",    "italic", "fallback"};
    say(w, "text %g,%g %s %g", half(t->x), half(t->y), face[t->face], half(t->size));
    say_colour(w, "colour", t->colour);
    say_colour(w, "halo", t->halo);
    if (t->turn != 0)
        say(w, " turn %g", t->turn);
    say(w, " |%s|\n", t->text);
}

static void say_points(writer *w, const draw_points *p)
{
    say(w, "points %zu radius %g outline %g", p->n, half(p->radius), half(p->outline));
    say_box(w, " clip", p->clip);
    say(w, "\n");
    for (size_t i = 0; i < p->n; i++)
        say(w, "  %g,%g #%08x %d\n", half(p->xy[2 * i] * p->scale_x + p->shift_x),
            half(p->xy[2 * i + 1] * p->scale_y + p->shift_y), p->colour[i],
            p->shape ? p->shape[i] : 0);
}

/* Images by a checksum (FNV-1a) of their pixels. */
static void say_image(writer *w, const draw_image *m)
{
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < m->w * m->h; i++)
        sum = (sum ^ m->pixels[i]) * 1099511628211u;
    say_box(w, "image", m->box);
    say(w, " of %zux%zu%s %016llx\n", m->w, m->h, m->smooth ? " smooth" : "",
        (unsigned long long)sum);
}

static void say_item(writer *w, const draw_item *item)
{
    switch (item->kind) {
    case DRAW_RECT:
        say_box(w, "rect", item->rect.box);
        if (item->rect.radius > 0)
            say(w, " radius %g", half(item->rect.radius));
        say_colour(w, "fill", item->rect.fill);
        if (item->rect.border_width > 0)
            say_colour(w, "border", item->rect.border);
        say(w, "\n");
        break;
    case DRAW_PATH: say_path(w, &item->path); break;
    case DRAW_TEXT: say_text(w, &item->text); break;
    case DRAW_POINTS: say_points(w, &item->points); break;
    case DRAW_IMAGE: say_image(w, &item->image); break;
    case DRAW_CLIP:
        say_box(w, "clip", item->clip.box);
        say(w, "\n");
        break;
    case DRAW_UNCLIP: say(w, "unclip\n"); break;
    }
}

em_status dump_write(const draw_list *list, const view_sink *sink)
{
    writer w = {.sink = sink};
    for (size_t i = 0; i < list->n && w.status == EM_OK; i++)
        say_item(&w, &list->item[i]);
    return w.status;
}
