/* Rows of boxes, laid out from left to right while the markup is read. A piece whose place depends
 * on its own size (numerator, denominator, limits) is measured first: the same code with no list.
 */
#include "view/formula_part.h"

#include <math.h>
#include <string.h>

/* In em of the row's own size. */
static const double SUB_DROP = 0.20, SUP_RAISE = 0.40, THICK = 0.28, APART = 0.9;
static const double SMALLEST = 0.58; /* of the main line's size: scripts of scripts */
enum { DEPTH = 12 };

static formula_box set_row(setter *s, const char **at, double x, double y, double size);

void formula_extend(row *p, double width, double ascent, double descent)
{
    p->x += width;
    p->box.width += width;
    p->box.ascent = fmax(p->box.ascent, ascent);
    p->box.descent = fmax(p->box.descent, descent);
}

static void set_text(setter *s, row *p, font_face face, double size, double drop, const char *text)
{
    if (s->list)
        draw_add_text(s->list, p->x, p->y + drop, face, size, s->colour, text);
    formula_extend(p, text_width(s->metrics, face, size, text), FORMULA_ASCENT * size - drop,
                   FORMULA_DESCENT * size + drop);
}

/* A group in braces, or one glyph or command, as a row of its own. */
formula_box formula_group(setter *s, const char **at, double x, double y, double size)
{
    while (**at == ' ')
        ++*at;
    if (**at == '{') {
        ++*at;
        formula_box box = set_row(s, at, x, y, size);
        if (**at == '}')
            ++*at;
        return box;
    }
    char one[32];
    const char *start = *at, *end = start;
    if (*end == '\\') {
        end++;
        while ((*end >= 'a' && *end <= 'z') || (*end >= 'A' && *end <= 'Z'))
            end++;
    } else {
        text_next(&end);
    }
    size_t n = (size_t)(end - start);
    if (n >= sizeof one)
        n = 0;
    memcpy(one, start, n);
    one[n] = '\0';
    *at = end;
    return set_row(s, &(const char *){one}, x, y, size);
}

formula_box formula_measure_group(const setter *s, const char *at, double size)
{
    setter dry = *s;
    dry.list = NULL;
    return formula_group(&dry, &at, 0, 0, size);
}

void formula_skip_group(const setter *s, const char **at)
{
    setter dry = *s;
    dry.list = NULL;
    formula_group(&dry, at, 0, 0, 1);
}

static void set_faced(setter *s, row *p, const char **at, font_face face)
{
    font_face old = s->letters;
    s->letters = face;
    formula_box box = formula_group(s, at, p->x, p->y, p->size);
    s->letters = old;
    formula_extend(p, box.width, box.ascent, box.descent);
}

static bool is_word(const char *text)
{
    return text[0] >= 'a' && text[0] <= 'z' && text[1] >= 'a' && text[1] <= 'z';
}

static void set_glyph(setter *s, row *p, const char **at);

static void set_symbol(setter *s, row *p, const char *name)
{
    const char *text = formula_symbol(name);
    if (text && !is_word(text)) {
        while (*text)
            set_glyph(s, p, &text);
        return;
    }
    set_text(s, p, FACE_REGULAR, p->size, 0, text ? text : name);
    if (text)
        formula_extend(p, FORMULA_THIN * p->size, 0, 0); /* ln x: space after the function's name */
}

static void read_name(const char **at, char name[24])
{
    size_t n = 0;
    const char *c = *at;
    while (((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z')) && n < 23)
        name[n++] = *c++;
    if (n == 0 && *c)
        name[n++] = *c++;
    name[n] = '\0';
    while (n > 1 && *c == ' ')
        c++;
    *at = c;
}

static void set_command(setter *s, row *p, const char **at)
{
    char name[24];
    read_name(at, name);
    if (strcmp(name, "frac") == 0)
        formula_fraction(s, p, at);
    else if (strcmp(name, "matrix") == 0)
        formula_matrix(s, p, at);
    else if (strcmp(name, "sum") == 0)
        formula_big(s, p, at, "∑");
    else if (strcmp(name, "prod") == 0)
        formula_big(s, p, at, "∏");
    else if (strcmp(name, "hat") == 0)
        formula_accent(s, p, at, ACCENT_HAT);
    else if (strcmp(name, "bar") == 0)
        formula_accent(s, p, at, ACCENT_BAR);
    else if (strcmp(name, "tilde") == 0)
        formula_accent(s, p, at, ACCENT_TILDE);
    else if (strcmp(name, "sqrt") == 0)
        formula_root(s, p, at);
    else if (strcmp(name, "mathrm") == 0 || strcmp(name, "text") == 0)
        set_faced(s, p, at, FACE_REGULAR);
    else if (strcmp(name, "mathbf") == 0)
        set_faced(s, p, at, FACE_SEMIBOLD);
    else if (strcmp(name, "mathcal") == 0)
        set_faced(s, p, at, FACE_ITALIC);
    else if (strcmp(name, ",") == 0)
        formula_extend(p, FORMULA_THIN * p->size, 0, 0);
    else if (strcmp(name, ";") == 0 || strcmp(name, "quad") == 0)
        formula_extend(p, (name[0] == ';' ? THICK : 1) * p->size, 0, 0);
    else
        set_symbol(s, p, name);
}

/* Both scripts after one base stand above each other. */
static void set_scripts(setter *s, row *p, const char **at)
{
    double x = p->x, widest = 0, size = fmax(p->size * FORMULA_SCRIPT, SMALLEST * s->main);
    for (int i = 0; i < 2 && (**at == '_' || **at == '^'); i++) {
        bool sub = **at == '_';
        ++*at;
        double shift = sub ? SUB_DROP * p->size : -SUP_RAISE * p->size;
        formula_box box = formula_group(s, at, x, p->y + shift, size);
        widest = fmax(widest, box.width);
        formula_extend(p, 0, box.ascent - shift, box.descent + shift);
    }
    formula_extend(p, widest + 0.03 * p->size, 0, 0);
}

static bool is_relation(uint32_t c)
{
    return c == '=' || c == '<' || c == '>' || c == 0x2264 || c == 0x2265 || c == 0x221D ||
           c == 0x2248 || c == 0x2190 || c == 0x2192 || c == 0x2208;
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x3B1 && c <= 0x3C9);
}

/* Space on both sides of a sign on the main line. */
static double space_around(const setter *s, const row *p, uint32_t c)
{
    if (s->letters != FACE_ITALIC)
        return 0;
    bool tight = p->size < 0.8 * s->main;
    if (is_relation(c))
        return tight ? 0.06 : THICK;
    if (c == '|')
        return tight ? 0.06 : FORMULA_THIN;
    if ((c == '+' || c == '-' || c == 0x2212 || c == 0xB1) && p->operand)
        return tight ? 0.04 : 0.2;
    return 0;
}

static void set_glyph(setter *s, row *p, const char **at)
{
    const char *start = *at;
    uint32_t c = text_next(at);
    char text[8] = "";
    memcpy(text, start, (size_t)(*at - start));
    double space = space_around(s, p, c) * p->size;
    if (c == '-')
        strcpy(text, "−");
    formula_extend(p, space, 0, 0);
    set_text(s, p, is_letter(c) ? s->letters : FACE_REGULAR, p->size, 0, text);
    formula_extend(p, c == ',' && s->letters == FACE_ITALIC ? FORMULA_THIN * p->size : space, 0, 0);
    p->operand = space == 0 && c != '(' && c != '[' && c != ',';
}

/* One space means nothing in a formula, two set formulas apart. */
static void set_space(const setter *s, row *p, const char **at)
{
    size_t n = strspn(*at, " ");
    *at += n;
    if (s->letters != FACE_ITALIC)
        formula_extend(p, THICK * p->size, 0, 0);
    else if (n > 1)
        formula_extend(p, APART * p->size, 0, 0);
}

static formula_box set_row(setter *s, const char **at, double x, double y, double size)
{
    row p = {.x = x, .y = y, .size = size};
    if (++s->depth > DEPTH)
        *at += strlen(*at);
    while (**at && **at != '}') {
        if (**at == '\\') {
            ++*at;
            set_command(s, &p, at);
        } else if (**at == '_' || **at == '^') {
            set_scripts(s, &p, at);
            p.operand = true;
        } else if (**at == '{') {
            formula_box box = formula_group(s, at, p.x, p.y, size);
            formula_extend(&p, box.width, box.ascent, box.descent);
            p.operand = true;
        } else if (**at == ' ') {
            set_space(s, &p, at);
        } else {
            set_glyph(s, &p, at);
        }
    }
    s->depth--;
    return p.box;
}

static formula_box set_all(setter *s, double x, double y, double size, const char *markup)
{
    formula_box all = {0};
    while (*markup) {
        formula_box box = set_row(s, &markup, x + all.width, y, size);
        all.width += box.width;
        all.ascent = fmax(all.ascent, box.ascent);
        all.descent = fmax(all.descent, box.descent);
        if (*markup == '}') /* one too many */
            markup++;
    }
    return all;
}

formula_box formula_measure(const text_metrics *metrics, double size, const char *markup)
{
    setter s = {.metrics = metrics, .main = size, .letters = FACE_ITALIC};
    return set_all(&s, 0, 0, size, markup);
}

formula_box formula_draw(draw_list *list, const text_metrics *metrics, double x, double y,
                         double size, rgba colour, const char *markup)
{
    setter s = {list, metrics, colour, size, FACE_ITALIC, 0};
    return set_all(&s, x, y, size, markup);
}
