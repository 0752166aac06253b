#include "view/pen.h"

#include "view/text_layout.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

pen pen_make(const view_input *in, draw_list *draw, ui_list *ui)
{
    return (pen){.in = in,
                 .draw = draw,
                 .ui = ui,
                 .theme = theme_look(in->theme),
                 .u = in->scale > 0.05 ? in->scale : 0.05};
}

pen_style pen_body(const pen *p)
{
    return (pen_style){FACE_REGULAR, TYPE_BODY, p->theme->text};
}

pen_style pen_strong(const pen *p)
{
    return (pen_style){FACE_SEMIBOLD, TYPE_BODY, p->theme->text};
}

pen_style pen_caption(const pen *p)
{
    return (pen_style){FACE_REGULAR, TYPE_CAPTION, p->theme->second};
}

pen_style pen_muted(const pen *p)
{
    return (pen_style){FACE_REGULAR, TYPE_CAPTION, p->theme->muted};
}

pen_style pen_axis(const pen *p)
{
    return (pen_style){FACE_REGULAR, TYPE_AXIS, p->theme->muted};
}

pen_style pen_with(pen_style s, font_face face, rgba colour)
{
    s.face = face;
    s.colour = colour;
    return s;
}

double pen_size(const pen *p, type_role role)
{
    return theme_text(role, p->u, p->in->presentation, p->in->height);
}

double pen_line(const pen *p, type_role role)
{
    return 1.45 * pen_size(p, role);
}

double pen_width(const pen *p, pen_style style, const char *text)
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

const char *pen_sentence(pen *p, const char *text)
{
    bool small = text[0] >= 'a' && text[0] <= 'z';
    return small ? pen_printf(p, "%c%s", text[0] - 'a' + 'A', text + 1) : text;
}

double pen_text(pen *p, double x, double baseline, pen_style style, const char *text)
{
    draw_add_text(p->draw, x, baseline, style.face, pen_size(p, style.role), style.colour, text);
    return pen_width(p, style, text);
}

static text_style resolve(const pen *p, pen_style style)
{
    return (text_style){p->in->metrics, style.face, pen_size(p, style.role), style.colour};
}

/* Where in box a line with that alignment is anchored. */
static double anchor(rect box, pen_align align, text_align *how)
{
    *how = align == PEN_LEFT ? ALIGN_LEFT : align == PEN_RIGHT ? ALIGN_RIGHT : ALIGN_CENTRE;
    return align == PEN_LEFT ? box.x : align == PEN_RIGHT ? box.x + box.w : box.x + box.w / 2;
}

void pen_label(pen *p, rect box, pen_style style, pen_align align, const char *text)
{
    text_style s = resolve(p, style);
    text_align how;
    double x = anchor(box, align, &how);
    if (box.w <= 0 || box.h < 0.6 * s.size || !*text)
        return;
    text_line_in(p->draw, &s, x, text_middle(&s, box.y + box.h / 2), box.w + 0.5, how, text);
}

double pen_rich(pen *p, rect box, pen_style style, pen_align align, const char *markup)
{
    text_style s = resolve(p, style);
    text_align how;
    double x = anchor(box, align, &how);
    if (box.w <= 0 || box.h < 0.6 * s.size || text_rich(NULL, &s, 0, 0, how, markup) > box.w + 1)
        return 0;
    return text_rich(p->draw, &s, x, text_middle(&s, box.y + box.h / 2), how, markup);
}

double pen_rich_width(const pen *p, pen_style style, const char *markup)
{
    text_style s = resolve(p, style);
    return text_rich(NULL, &s, 0, 0, ALIGN_LEFT, markup);
}

const char *pen_plain(pen *p, const char *text)
{
    const char *copy = text_escape(p->draw, text);
    return copy ? copy : "";
}

double pen_paragraph(pen *p, rect box, pen_style style, const char *markup)
{
    text_style s = resolve(p, style);
    int lines = (int)((box.h + 0.3 * s.size) / text_line_height(&s));
    if (box.w <= 0 || lines < 1 || !*markup)
        return 0;
    return fmin(text_paragraph(p->draw, &s, box.x, box.y, box.w, lines, markup), box.h);
}

double pen_paragraph_height(const pen *p, double width, pen_style style, const char *markup)
{
    text_style s = resolve(p, style);
    if (width <= 0 || !*markup)
        return 0;
    return text_paragraph(NULL, &s, 0, 0, width, 0, markup);
}
