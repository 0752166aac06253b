#include "view/text_layout.h"

#include <math.h>
#include <string.h>

static const char ELLIPSIS[] = "\xE2\x80\xA6";

static void put(draw_list *list, const text_style *s, double x, double y, const char *text)
{
    if (list)
        draw_add_text(list, x, y, s->face, s->size, s->colour, text);
}

/* Width of the part before the decimal point, or of the digits of a whole number. */
static double whole_width(const text_style *s, const char *text)
{
    size_t n = strcspn(text, ".");
    char part[64];
    if (text[n] == '\0' || n >= sizeof part)
        return text_width(s->metrics, s->face, s->size, text);
    memcpy(part, text, n);
    part[n] = '\0';
    return text_width(s->metrics, s->face, s->size, part);
}

double text_line(draw_list *list, const text_style *s, double x, double y, text_align align,
                 const char *text)
{
    double width = text_width(s->metrics, s->face, s->size, text);
    double left = align == ALIGN_LEFT     ? x
                  : align == ALIGN_RIGHT  ? x - width
                  : align == ALIGN_CENTRE ? x - width / 2
                                          : x - whole_width(s, text);
    put(list, s, left, y, text);
    return width;
}

const char *text_shorten(draw_list *list, const text_style *s, double width, const char *text)
{
    if (text_width(s->metrics, s->face, s->size, text) <= width)
        return text;
    double room = width - text_width(s->metrics, s->face, s->size, ELLIPSIS);
    size_t n = room > 0 ? text_fit(s->metrics, s->face, s->size, room, text) : 0;
    while (n > 0 && text[n - 1] == ' ')
        n--;
    const char *out = draw_printf(list, "%.*s%s", (int)n, text, ELLIPSIS);
    return out ? out : "";
}

double text_line_in(draw_list *list, const text_style *s, double x, double y, double width,
                    text_align align, const char *text)
{
    return text_line(list, s, x, y, align, text_shorten(list, s, width, text));
}

double text_line_height(const text_style *s)
{
    return 1.45 * s->size;
}

double text_middle(const text_style *s, double y)
{
    static const double CAP_HEIGHT = 0.727; /* Inter */
    return y + CAP_HEIGHT / 2 * s->size;
}

const char *text_escape(draw_list *list, const char *text)
{
    char *out = draw_alloc(list, 2 * strlen(text) + 1);
    if (!out)
        return NULL;
    char *to = out;
    for (; *text; text++) {
        if (strchr("*_^\\", *text))
            *to++ = '\\';
        *to++ = *text;
    }
    *to = '\0';
    return out;
}
