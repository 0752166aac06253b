/* Rich text: a markup string is read glyph by glyph; runs of one style are gathered and drawn. */
#include "view/text_layout.h"

#include <math.h>
#include <string.h>

static const double SMALL = 0.72, LOWER = 0.18,
                    RAISE = 0.36; /* of the size: sub- and superscripts */

typedef enum script { SCRIPT_NONE, SCRIPT_SUB, SCRIPT_SUPER } script;

/* Reading position and the style there. */
typedef struct reader {
    const char *at;
    bool bold;
    script script;
} reader;

typedef struct glyph {
    uint32_t code; /* 0: end */
    const char *start;
    size_t bytes;
    bool bold;
    script script;
} glyph;

static bool read_switch(reader *r)
{
    const char *s = r->at;
    if (s[0] == '*' && s[1] == '*') {
        r->bold = !r->bold;
        r->at += 2;
    } else if ((s[0] == '_' || s[0] == '^') && s[1] == '{' && r->script == SCRIPT_NONE) {
        r->script = s[0] == '_' ? SCRIPT_SUB : SCRIPT_SUPER;
        r->at += 2;
    } else if (s[0] == '}' && r->script != SCRIPT_NONE) {
        r->script = SCRIPT_NONE;
        r->at += 1;
    } else {
        return false;
    }
    return true;
}

static glyph read_glyph(reader *r)
{
    while (read_switch(r))
        continue;
    if (r->at[0] == '\\' && r->at[1])
        r->at++;
    glyph g = {.start = r->at, .bold = r->bold, .script = r->script};
    g.code = text_next(&r->at);
    g.bytes = (size_t)(r->at - g.start);
    return g;
}

static font_face face_of(const text_style *s, bool bold)
{
    return bold ? FACE_SEMIBOLD : s->face;
}

static double glyph_advance(const text_style *s, const glyph *g)
{
    double em = (double)s->metrics->advance[face_of(s, g->bold)][text_glyph_index(g->code)];
    return em * s->size * (g->script == SCRIPT_NONE ? 1 : SMALL);
}

/* Glyphs of one style waiting to become one text item. */
enum { RUN_MAX = 256 };
typedef struct run {
    char text[RUN_MAX];
    size_t n;
    double x;
    glyph style;
} run;

static void run_flush(run *u, draw_list *list, const text_style *s, double y)
{
    if (u->n == 0 || !list)
        return;
    u->text[u->n] = '\0';
    bool small = u->style.script != SCRIPT_NONE;
    double shift = u->style.script == SCRIPT_SUB     ? LOWER
                   : u->style.script == SCRIPT_SUPER ? -RAISE
                                                     : 0;
    draw_add_text(list, u->x, y + shift * s->size, face_of(s, u->style.bold),
                  s->size * (small ? SMALL : 1), s->colour, u->text);
}

static bool same_style(const glyph *a, const glyph *b)
{
    return a->bold == b->bold && a->script == b->script;
}

/* Draws (list not NULL) or measures from *r up to end (NULL: the end of the text). */
static double run_line(draw_list *list, const text_style *s, reader *r, const char *end, double x,
                       double y)
{
    run u = {.x = x};
    double pen = x;
    while (!end || r->at < end) {
        glyph g = read_glyph(r);
        if (g.code == 0 || (end && g.start >= end))
            break;
        if (!same_style(&g, &u.style) || u.n + g.bytes >= RUN_MAX) {
            run_flush(&u, list, s, y);
            u.n = 0;
        }
        if (u.n == 0) {
            u.x = pen;
            u.style = g;
        }
        memcpy(u.text + u.n, g.start, g.bytes);
        u.n += g.bytes;
        pen += glyph_advance(s, &g);
    }
    run_flush(&u, list, s, y);
    return pen - x;
}

double text_rich(draw_list *list, const text_style *s, double x, double y, text_align align,
                 const char *markup)
{
    double width = run_line(NULL, s, &(reader){.at = markup}, NULL, 0, 0);
    double left = align == ALIGN_LEFT ? x : align == ALIGN_CENTRE ? x - width / 2 : x - width;
    if (list)
        run_line(list, s, &(reader){.at = markup}, NULL, left, y);
    return width;
}

/* End of the line that starts at r: the last blank before width is exceeded, a line feed, or the
 * end of the text. *next: where the following line starts. A word wider than the line is cut. */
static const char *line_end(const text_style *s, reader r, double width, const char **next)
{
    double pen = 0;
    const char *blank = NULL, *after_blank = NULL, *first = r.at;
    for (;;) {
        const char *here = r.at;
        glyph g = read_glyph(&r);
        if (g.code == 0 || g.code == '\n') {
            *next = r.at;
            return g.start;
        }
        if (g.code == ' ') {
            blank = g.start;
            after_blank = r.at;
        }
        pen += glyph_advance(s, &g);
        if (pen > width && g.code != ' ' && (blank || here > first)) {
            *next = blank ? after_blank : here;
            return blank ? blank : here;
        }
    }
}

double text_paragraph(draw_list *list, const text_style *s, double x, double top, double width,
                      int max_lines, const char *markup)
{
    double step = text_line_height(s), first = text_middle(s, top + step / 2);
    double dots = text_width(s->metrics, s->face, s->size, "\xE2\x80\xA6");
    reader r = {.at = markup};
    int line = 0;
    while (*r.at) {
        const char *next;
        const char *end = line_end(s, r, width, &next);
        bool cut = max_lines > 0 && line + 1 == max_lines && *next;
        if (cut)
            end = line_end(s, r, width - dots, &next);
        double used = run_line(list, s, &r, end, x, first + line * step);
        line++;
        if (cut) {
            if (list)
                draw_add_text(list, x + used, first + (line - 1) * step, s->face, s->size,
                              s->colour, "\xE2\x80\xA6");
            break;
        }
        /* Styles switched in the skipped blank are kept by reading on to it. */
        while (r.at < next && *r.at)
            read_glyph(&r);
        r.at = next;
    }
    return line * step;
}
