#include "view/pen.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

pen pen_make(const view_input *in, draw_list *draw, ui_list *ui)
{
    return (pen){.in = in,
                 .draw = draw,
                 .ui = ui,
                 .theme = theme_look(in->theme),
                 .u = in->scale > 0.05 ? in->scale : 0.05};
}

text_style pen_body(const pen *p)
{
    return (text_style){FACE_REGULAR, TYPE_BODY, p->theme->text};
}

text_style pen_strong(const pen *p)
{
    return (text_style){FACE_SEMIBOLD, TYPE_BODY, p->theme->text};
}

text_style pen_caption(const pen *p)
{
    return (text_style){FACE_REGULAR, TYPE_CAPTION, p->theme->second};
}

text_style pen_muted(const pen *p)
{
    return (text_style){FACE_REGULAR, TYPE_CAPTION, p->theme->muted};
}

text_style pen_axis(const pen *p)
{
    return (text_style){FACE_REGULAR, TYPE_AXIS, p->theme->muted};
}

text_style pen_with(text_style s, font_face face, rgba colour)
{
    s.face = face;
    s.colour = colour;
    return s;
}

double pen_size(const pen *p, type_role role)
{
    double size = theme_type(role);
    if (p->in->presentation)
        size = fmax(size, theme_type(TYPE_BODY));
    return size * p->u;
}

double pen_line(const pen *p, type_role role)
{
    return 1.4 * pen_size(p, role);
}

double pen_width(const pen *p, text_style style, const char *text)
{
    return text_width(p->in->metrics, style.face, pen_size(p, style.role), text);
}

const char *pen_printf(pen *p, const char *format, ...)
{
    char text[512];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    const char *copy = draw_printf(p->draw, "%s", text);
    return copy ? copy : "";
}

double pen_text(pen *p, double x, double baseline, text_style style, const char *text)
{
    draw_add_text(p->draw, x, baseline, style.face, pen_size(p, style.role), style.colour, text);
    return pen_width(p, style, text);
}

/* Half the height of capitals, in em: puts the middle of a line of text into the middle of a box.
 */
static const double CAP_HALF = 0.364;

static const char *shorten(pen *p, text_style style, double width, const char *text)
{
    const char *dots = "\xE2\x80\xA6";
    double room = width - pen_width(p, style, dots);
    if (room <= 0)
        return NULL;
    size_t bytes = text_fit(p->in->metrics, style.face, pen_size(p, style.role), room, text);
    while (bytes > 0 && text[bytes - 1] == ' ')
        bytes--;
    return draw_printf(p->draw, "%.*s%s", (int)bytes, text, dots);
}

void pen_label(pen *p, rect box, text_style style, text_align align, const char *text)
{
    double size = pen_size(p, style.role), width = pen_width(p, style, text);
    if (box.w <= 0 || box.h < 0.6 * size)
        return;
    if (width > box.w + 0.5) {
        text = shorten(p, style, box.w, text);
        if (!text)
            return;
        width = pen_width(p, style, text);
    }
    double x = box.x;
    if (align == ALIGN_RIGHT)
        x += box.w - width;
    else if (align == ALIGN_CENTRE)
        x += (box.w - width) / 2;
    pen_text(p, x, box.y + box.h / 2 + CAP_HALF * size, style, text);
}

/* Walks a paragraph word by word; draws if p->draw is to be written, else only counts lines. */
typedef struct wrap {
    rect box;
    text_style style;
    double x, line_height;
    size_t line;
    bool bold;
} wrap;

static void put_word(pen *p, wrap *w, const char *word, size_t bytes, bool draw)
{
    char text[128];
    bytes = bytes < sizeof text ? bytes : sizeof text - 1;
    memcpy(text, word, bytes);
    text[bytes] = '\0';
    text_style style = w->style;
    if (w->bold)
        style = pen_with(style, FACE_SEMIBOLD, p->theme->text);
    double width = pen_width(p, style, text);
    if (w->x > 0 && w->x + width > w->box.w) {
        w->line++;
        w->x = 0;
    }
    double bottom = (double)(w->line + 1) * w->line_height;
    if (draw && bottom <= w->box.h + 0.3 * w->line_height) {
        double baseline = w->box.y + (double)w->line * w->line_height + w->line_height / 2 +
                          CAP_HALF * pen_size(p, style.role);
        pen_text(p, w->box.x + w->x, baseline, style, text);
    }
    w->x += width;
}

static double paragraph(pen *p, rect box, text_style style, const char *text, bool draw)
{
    wrap w = {.box = box, .style = style, .line_height = pen_line(p, style.role)};
    double space = pen_width(p, style, " ");
    while (*text) {
        if (*text == ' ') {
            w.x += w.x > 0 ? space : 0;
            text++;
        } else if (*text == '*') {
            w.bold = !w.bold;
            text++;
        } else if (*text == '\n') {
            w.line++;
            w.x = 0;
            text++;
        } else {
            size_t bytes = strcspn(text, " *\n");
            put_word(p, &w, text, bytes, draw);
            text += bytes;
        }
    }
    return (double)(w.line + 1) * w.line_height;
}

double pen_paragraph(pen *p, rect box, text_style style, const char *text)
{
    if (box.w <= 0 || box.h <= 0 || !*text)
        return 0;
    return fmin(paragraph(p, box, style, text, true), box.h);
}

double pen_paragraph_height(const pen *p, double width, text_style style, const char *text)
{
    pen copy = *p;
    if (width <= 0 || !*text)
        return 0;
    return paragraph(&copy, (rect){0, 0, width, INFINITY}, style, text, false);
}
