#include "view/svg.h"

#include "view/png_uri.h"
#include "view/shapes.h"

#include <stdio.h>
#include <string.h>

typedef struct writer {
    sink_text out;
    const text_metrics *metrics;
    size_t clips; /* open groups */
    size_t ids;   /* clip paths defined */
} writer;

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
    sink_say(&w->out, "%s", strcmp(text, "-0") == 0 ? "0" : text);
}

static void attribute(writer *w, const char *name, double v)
{
    sink_say(&w->out, " %s=\"", name);
    number(w, v);
    sink_say(&w->out, "\"");
}

static void paint(writer *w, const char *what, rgba colour)
{
    unsigned alpha = colour >> 24;
    if (alpha == 0) {
        sink_say(&w->out, " %s=\"none\"", what);
        return;
    }
    sink_say(&w->out, " %s=\"#%06x\"", what, colour & 0xFFFFFFu);
    if (alpha < 255)
        sink_say(&w->out, " %s-opacity=\"%.3g\"", what, alpha / 255.0);
}

static void write_rect(writer *w, const draw_rect *r)
{
    bool bordered = r->border >> 24 && r->border_width > 0;
    rect box = bordered ? rect_inset(r->box, r->border_width / 2) : r->box;
    double radius = r->radius - (bordered ? r->border_width / 2 : 0);
    sink_say(&w->out, "<rect");
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
    sink_say(&w->out, "/>\n");
}

static void vertices(writer *w, const double *xy, size_t n, bool closed)
{
    for (size_t i = 0; i < n; i++) {
        sink_say(&w->out, i ? "L" : "M");
        number(w, xy[2 * i]);
        sink_say(&w->out, " ");
        number(w, xy[2 * i + 1]);
    }
    if (closed)
        sink_say(&w->out, "Z");
}

static void write_path(writer *w, const draw_path *p)
{
    sink_say(&w->out, "<path d=\"");
    vertices(w, p->xy, p->n, p->closed);
    sink_say(&w->out, "\"");
    paint(w, "fill", p->fill);
    if (p->stroke >> 24) {
        paint(w, "stroke", p->stroke);
        attribute(w, "stroke-width", p->width);
        sink_say(&w->out, " stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        if (p->dash_on > 0)
            sink_say(&w->out, " stroke-dasharray=\"%.2f %.2f\"", p->dash_on, p->dash_off);
    }
    sink_say(&w->out, "/>\n");
}

static void escaped(writer *w, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '&')
            sink_say(&w->out, "&amp;");
        else if (c == '<')
            sink_say(&w->out, "&lt;");
        else if (c == '>')
            sink_say(&w->out, "&gt;");
        else if (c >= 0x20)
            sink_say(&w->out, "%c", c);
    }
}

/* Every glyph gets its own place: digits in equal widths, no kerning, as on the screen. */
static void glyph_places(writer *w, const draw_text *t)
{
    const char *cursor = t->text;
    double x = t->turn != 0 ? 0 : t->x;
    const char *space = "";
    sink_say(&w->out, " x=\"");
    for (uint32_t c; (c = text_next(&cursor)) != 0;) {
        sink_say(&w->out, "%s", space);
        number(w, x);
        x += t->size * (double)w->metrics->advance[t->face][text_glyph_index(c)];
        space = " ";
    }
    sink_say(&w->out, "\"");
}

static void write_text(writer *w, const draw_text *t)
{
    static const int weight[FACE_COUNT] = {400, 500, 600, 700, 400, 400};
    sink_say(&w->out, "<text");
    glyph_places(w, t);
    attribute(w, "y", t->turn != 0 ? 0 : t->y);
    if (t->turn != 0)
        sink_say(&w->out, " transform=\"translate(%.2f %.2f) rotate(%g)\"", t->x, t->y, -t->turn);
    attribute(w, "font-size", t->size);
    if (weight[t->face] != 400)
        sink_say(&w->out, " font-weight=\"%d\"", weight[t->face]);
    if (t->face == FACE_ITALIC)
        sink_say(&w->out, " font-style=\"italic\"");
    paint(w, "fill", t->colour);
    if (t->halo >> 24) {
        paint(w, "stroke", t->halo);
        attribute(w, "stroke-width", 2 * t->halo_width);
        sink_say(&w->out, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
    sink_say(&w->out, ">");
    escaped(w, t->text);
    sink_say(&w->out, "</text>\n");
}

static void open_clip(writer *w, rect box)
{
    size_t id = w->ids++;
    sink_say(&w->out, "<clipPath id=\"clip%zu\"><rect", id);
    attribute(w, "x", box.x);
    attribute(w, "y", box.y);
    attribute(w, "width", box.w);
    attribute(w, "height", box.h);
    sink_say(&w->out, "/></clipPath>\n<g clip-path=\"url(#clip%zu)\">\n", id);
    w->clips++;
}

static void close_clip(writer *w)
{
    if (w->clips == 0)
        return;
    sink_say(&w->out, "</g>\n");
    w->clips--;
}

static void write_point(writer *w, const draw_points *p, size_t i, double x, double y)
{
    point_shape shape = p->shape ? (point_shape)p->shape[i] : SHAPE_DISC;
    if (shape == SHAPE_DISC) {
        sink_say(&w->out, "<circle");
        attribute(w, "cx", x);
        attribute(w, "cy", y);
        attribute(w, "r", p->radius);
    } else {
        double xy[40];
        size_t n = shape_mark(shape, x, y, p->radius, xy);
        sink_say(&w->out, "<path d=\"");
        vertices(w, xy, n, true);
        sink_say(&w->out, "\"");
    }
    paint(w, "fill", p->colour[i]);
    sink_say(&w->out, "/>\n");
}

static void write_points(writer *w, const draw_points *p)
{
    open_clip(w, p->clip);
    sink_say(&w->out, "<g");
    if (p->outline > 0) {
        paint(w, "stroke", p->outline_colour);
        attribute(w, "stroke-width", p->outline);
    }
    sink_say(&w->out, ">\n");
    rect seen = rect_inset(p->clip, -2 * p->radius);
    for (size_t i = 0; i < p->n && w->out.status == EM_OK; i++) {
        double x = p->xy[2 * i] * p->scale_x + p->shift_x;
        double y = p->xy[2 * i + 1] * p->scale_y + p->shift_y;
        if (rect_has(seen, x, y))
            write_point(w, p, i, x, y);
    }
    sink_say(&w->out, "</g>\n");
    close_clip(w);
}

static void write_image(writer *w, const draw_image *m)
{
    sink_say(&w->out, "<image preserveAspectRatio=\"none\"");
    attribute(w, "x", m->box.x);
    attribute(w, "y", m->box.y);
    attribute(w, "width", m->box.w);
    attribute(w, "height", m->box.h);
    if (!m->smooth)
        sink_say(&w->out, " style=\"image-rendering:pixelated\"");
    sink_say(&w->out, " xlink:href=\"");
    if (w->out.status == EM_OK)
        w->out.status = png_uri_write(m->pixels, m->w, m->h, w->out.sink);
    sink_say(&w->out, "\"/>\n");
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
    writer w = {.out = {.sink = sink}, .metrics = metrics};
    sink_say(&w.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                     "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xml:space=\"preserve\"");
    attribute(&w, "width", width);
    attribute(&w, "height", height);
    sink_say(&w.out,
             " viewBox=\"0 0 %.2f %.2f\" font-family=\"Inter, 'DejaVu Sans', sans-serif\">\n",
             width, height);
    for (size_t i = 0; i < list->n && w.out.status == EM_OK; i++)
        write_item(&w, &list->item[i]);
    while (w.clips > 0)
        close_clip(&w);
    sink_say(&w.out, "</svg>\n");
    return w.out.status;
}
