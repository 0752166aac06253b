#include "view/svg.h"

#include "view/png_uri.h"
#include "view/shapes.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The first failure stays; nothing is written after it. */
typedef struct writer {
    const view_sink *sink;
    const text_metrics *metrics;
    em_status status;
    size_t clips; /* open groups */
    size_t ids;   /* clip paths defined */
} writer;

static void __attribute__((format(printf, 2, 3))) say(writer *w, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (w->status == EM_OK && n > 0)
        w->status = w->sink->write(w->sink->context, text, (size_t)n);
}

/* A coordinate: two decimals, no trailing zeros. */
static void number(writer *w, double v)
{
    char text[400];
    int n = snprintf(text, sizeof text, "%.2f", v);
    while (n > 0 && text[n - 1] == '0')
        n--;
    if (n > 0 && text[n - 1] == '.')
        n--;
    text[n] = '\0';
    say(w, "%s", strcmp(text, "-0") == 0 ? "0" : text);
}

static void attribute(writer *w, const char *name, double v)
{
    say(w, " %s=\"", name);
    number(w, v);
    say(w, "\"");
}

static void paint(writer *w, const char *what, rgba colour)
{
    unsigned alpha = colour >> 24;
    if (alpha == 0) {
        say(w, " %s=\"none\"", what);
        return;
    }
    say(w, " %s=\"#%06x\"", what, colour & 0xFFFFFFu);
    if (alpha < 255)
        say(w, " %s-opacity=\"%.3g\"", what, alpha / 255.0);
}

static void write_rect(writer *w, const draw_rect *r)
{
    bool bordered = r->border >> 24 && r->border_width > 0;
    rect box = bordered ? rect_inset(r->box, r->border_width / 2) : r->box;
    double radius = r->radius - (bordered ? r->border_width / 2 : 0);
    say(w, "<rect");
    attribute(w, "x", box.x);
    attribute(w, "y", box.y);
    attribute(w, "width", box.w);
    attribute(w, "height", box.h);
    if (radius > 0)
        attribute(w, "rx", radius);
    paint(w, "fill", r->fill);
    if (bordered) {
        paint(w, "stroke", r->border);
        attribute(w, "stroke-width", r->border_width);
    }
    say(w, "/>\n");
}

static void vertices(writer *w, const double *xy, size_t n, bool closed)
{
    for (size_t i = 0; i < n; i++) {
        say(w, i ? "L" : "M");
        number(w, xy[2 * i]);
        say(w, " ");
        number(w, xy[2 * i + 1]);
    }
    if (closed)
        say(w, "Z");
}

static void write_path(writer *w, const draw_path *p)
{
    say(w, "<path d=\"");
    vertices(w, p->xy, p->n, p->closed);
    say(w, "\"");
    paint(w, "fill", p->fill);
    if (p->stroke >> 24) {
        paint(w, "stroke", p->stroke);
        attribute(w, "stroke-width", p->width);
        say(w, " stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        if (p->dash_on > 0)
            say(w, " stroke-dasharray=\"%.2f %.2f\"", p->dash_on, p->dash_off);
    }
    say(w, "/>\n");
}

static void escaped(writer *w, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '&')
            say(w, "&amp;");
        else if (c == '<')
            say(w, "&lt;");
        else if (c == '>')
            say(w, "&gt;");
        else if (c >= 0x20)
            say(w, "%c", c);
    }
}

/* Every glyph gets its own place: digits in equal widths, no kerning, as on the screen. */
static void glyph_places(writer *w, const draw_text *t)
{
    const char *cursor = t->text;
    double x = t->turn != 0 ? 0 : t->x;
    const char *space = "";
    say(w, " x=\"");
    for (uint32_t c; (c = text_next(&cursor)) != 0;) {
        say(w, "%s", space);
        number(w, x);
        x += t->size * (double)w->metrics->advance[t->face][text_glyph_index(c)];
        space = " ";
    }
    say(w, "\"");
}

static void write_text(writer *w, const draw_text *t)
{
    static const int weight[FACE_COUNT] = {400, 500, 600, 700, 400, 400};
    say(w, "<text");
    glyph_places(w, t);
    attribute(w, "y", t->turn != 0 ? 0 : t->y);
    if (t->turn != 0)
        say(w, " transform=\"translate(%.2f %.2f) rotate(%g)\"", t->x, t->y, -t->turn);
    attribute(w, "font-size", t->size);
    if (weight[t->face] != 400)
        say(w, " font-weight=\"%d\"", weight[t->face]);
    if (t->face == FACE_ITALIC)
        say(w, " font-style=\"italic\"");
    paint(w, "fill", t->colour);
    if (t->halo >> 24) {
        paint(w, "stroke", t->halo);
        attribute(w, "stroke-width", 2 * t->halo_width);
        say(w, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
    say(w, ">");
    escaped(w, t->text);
    say(w, "</text>\n");
}

static void open_clip(writer *w, rect box)
{
    size_t id = w->ids++;
    say(w, "<clipPath id=\"clip%zu\"><rect", id);
    attribute(w, "x", box.x);
    attribute(w, "y", box.y);
    attribute(w, "width", box.w);
    attribute(w, "height", box.h);
    say(w, "/></clipPath>\n<g clip-path=\"url(#clip%zu)\">\n", id);
    w->clips++;
}

static void close_clip(writer *w)
{
    if (w->clips == 0)
        return;
    say(w, "</g>\n");
    w->clips--;
}

static void write_point(writer *w, const draw_points *p, size_t i, double x, double y)
{
    point_shape shape = p->shape ? (point_shape)p->shape[i] : SHAPE_DISC;
    if (shape == SHAPE_DISC) {
        say(w, "<circle");
        attribute(w, "cx", x);
        attribute(w, "cy", y);
        attribute(w, "r", p->radius);
    } else {
        double xy[40];
        size_t n = shape_mark(shape, x, y, p->radius, xy);
        say(w, "<path d=\"");
        vertices(w, xy, n, true);
        say(w, "\"");
    }
    paint(w, "fill", p->colour[i]);
    say(w, "/>\n");
}

static void write_points(writer *w, const draw_points *p)
{
    open_clip(w, p->clip);
    say(w, "<g");
    if (p->outline > 0) {
        paint(w, "stroke", p->outline_colour);
        attribute(w, "stroke-width", p->outline);
    }
    say(w, ">\n");
    rect seen = rect_inset(p->clip, -2 * p->radius);
    for (size_t i = 0; i < p->n && w->status == EM_OK; i++) {
        double x = p->xy[2 * i] * p->scale_x + p->shift_x;
        double y = p->xy[2 * i + 1] * p->scale_y + p->shift_y;
        if (rect_has(seen, x, y))
            write_point(w, p, i, x, y);
    }
    say(w, "</g>\n");
    close_clip(w);
}

static void write_image(writer *w, const draw_image *m)
{
    say(w, "<image preserveAspectRatio=\"none\"");
    attribute(w, "x", m->box.x);
    attribute(w, "y", m->box.y);
    attribute(w, "width", m->box.w);
    attribute(w, "height", m->box.h);
    if (!m->smooth)
        say(w, " style=\"image-rendering:pixelated\"");
    say(w, " xlink:href=\"");
    if (w->status == EM_OK)
        w->status = png_uri_write(m->pixels, m->w, m->h, w->sink);
    say(w, "\"/>\n");
}

static void write_item(writer *w, const draw_item *item)
{
    switch (item->kind) {
    case DRAW_RECT: write_rect(w, &item->rect); break;
    case DRAW_PATH: write_path(w, &item->path); break;
    case DRAW_TEXT: write_text(w, &item->text); break;
    case DRAW_POINTS: write_points(w, &item->points); break;
    case DRAW_IMAGE: write_image(w, &item->image); break;
    case DRAW_CLIP: open_clip(w, item->clip.box); break;
    case DRAW_UNCLIP: close_clip(w); break;
    }
}

em_status svg_write(const draw_list *list, double width, double height, const text_metrics *metrics,
                    const view_sink *sink)
{
    writer w = {.sink = sink, .metrics = metrics};
    say(&w,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xml:space=\"preserve\"");
    attribute(&w, "width", width);
    attribute(&w, "height", height);
    say(&w, " viewBox=\"0 0 %.2f %.2f\" font-family=\"Inter, 'DejaVu Sans', sans-serif\">\n", width,
        height);
    for (size_t i = 0; i < list->n && w.status == EM_OK; i++)
        write_item(&w, &list->item[i]);
    while (w.clips > 0)
        close_clip(&w);
    say(&w, "</svg>\n");
    return w.status;
}
