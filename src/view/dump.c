#include "view/dump.h"

#include <math.h>

/* To half a pixel, never "-0". */
static double half(double v)
{
    double r = floor(2 * v + 0.5) / 2;
    return r == 0 ? 0 : r;
}

static void say_box(sink_text *w, const char *name, rect b)
{
    sink_say(w, "%s %g %g %g %g", name, half(b.x), half(b.y), half(b.w), half(b.h));
}

static void say_colour(sink_text *w, const char *name, rgba colour)
{
    if (colour >> 24)
        sink_say(w, " %s #%08x", name, colour);
}

static void say_path(sink_text *w, const draw_path *p)
{
    sink_say(w, "path %zu%s", p->n, p->closed ? " closed" : "");
    say_colour(w, "fill", p->fill);
    say_colour(w, "stroke", p->stroke);
    if (p->stroke >> 24)
        sink_say(w, " width %g", half(p->width));
    if (p->dash_on > 0)
        sink_say(w, " dash %g %g", half(p->dash_on), half(p->dash_off));
    for (size_t i = 0; i < p->n; i++)
        sink_say(w, " %g,%g", half(p->xy[2 * i]), half(p->xy[2 * i + 1]));
    sink_say(w, "\n");
}

static void say_text(sink_text *w, const draw_text *t)
{
    static const char *const face[FACE_COUNT] = {"regular", "medium", "semibold",
                                                 "bold",    "italic", "fallback"};
    sink_say(w, "text %g,%g %s %g", half(t->x), half(t->y), face[t->face], half(t->size));
    say_colour(w, "colour", t->colour);
    say_colour(w, "halo", t->halo);
    if (t->turn != 0)
        sink_say(w, " turn %g", t->turn);
    sink_say(w, " |%s|\n", t->text);
}

static void say_points(sink_text *w, const draw_points *p)
{
    sink_say(w, "points %zu radius %g outline %g", p->n, half(p->radius), half(p->outline));
    say_box(w, " clip", p->clip);
    sink_say(w, "\n");
    for (size_t i = 0; i < p->n; i++)
        sink_say(w, "  %g,%g #%08x %d\n", half(p->xy[2 * i] * p->scale_x + p->shift_x),
                 half(p->xy[2 * i + 1] * p->scale_y + p->shift_y), p->colour[i],
                 p->shape ? p->shape[i] : 0);
}

/* Images by a checksum (FNV-1a) of their pixels. */
static void say_image(sink_text *w, const draw_image *m)
{
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < m->w * m->h; i++)
        sum = (sum ^ m->pixels[i]) * 1099511628211u;
    say_box(w, "image", m->box);
    sink_say(w, " of %zux%zu%s %016llx\n", m->w, m->h, m->smooth ? " smooth" : "",
             (unsigned long long)sum);
}

static void say_item(sink_text *w, const draw_item *item)
{
    switch (item->kind) {
    case DRAW_RECT:
        say_box(w, "rect", item->rect.box);
        if (item->rect.radius > 0)
            sink_say(w, " radius %g", half(item->rect.radius));
        say_colour(w, "fill", item->rect.fill);
        if (item->rect.border_width > 0)
            say_colour(w, "border", item->rect.border);
        sink_say(w, "\n");
        break;
    case DRAW_PATH: say_path(w, &item->path); break;
    case DRAW_TEXT: say_text(w, &item->text); break;
    case DRAW_POINTS: say_points(w, &item->points); break;
    case DRAW_IMAGE: say_image(w, &item->image); break;
    case DRAW_CLIP:
        say_box(w, "clip", item->clip.box);
        sink_say(w, "\n");
        break;
    case DRAW_UNCLIP: sink_say(w, "unclip\n"); break;
    }
}

em_status dump_write(const draw_list *list, const view_sink *sink)
{
    sink_text w = {.sink = sink};
    for (size_t i = 0; i < list->n && w.status == EM_OK; i++)
        say_item(&w, &list->item[i]);
    return w.status;
}
