/* Rows of boxes, laid out from left to right while the markup is read. A piece whose place depends
 * on its own size (numerator, denominator, limits) is measured first: the same code with no list.
 */
#include "view/formula.h"

#include <math.h>
#include <string.h>

/* In em of the piece's own size. */
static const double SCRIPT = 0.70, SUB_DROP = 0.20, SUP_RAISE = 0.40;
static const double ASCENT = 0.74, DESCENT = 0.22, AXIS = 0.26; /* AXIS: height of fraction bars */
static const double BAR = 0.055, FRACTION_GAP = 0.14, BIG = 1.35, LIMIT = 0.68;
static const double THIN = 0.17, THICK = 0.28;
enum { DEPTH = 12 };

typedef struct setter {
    draw_list *list; /* NULL: measure */
    const text_metrics *metrics;
    rgba colour;
    font_face letters; /* face of letters: italic, or that of \mathrm, \mathbf */
    int depth;
} setter;

typedef struct pen {
    double x, y, size;
    formula_box box;
} pen;

static const struct {
    const char *name, *text;
} symbols[] = {
    {"alpha", "α"},
    {"beta", "β"},
    {"gamma", "γ"},
    {"delta", "δ"},
    {"epsilon", "ε"},
    {"theta", "θ"},
    {"kappa", "κ"},
    {"lambda", "λ"},
    {"mu", "μ"},
    {"nu", "ν"},
    {"pi", "π"},
    {"rho", "ρ"},
    {"sigma", "σ"},
    {"tau", "τ"},
    {"phi", "φ"},
    {"chi", "χ"},
    {"psi", "ψ"},
    {"omega", "ω"},
    {"Gamma", "Γ"},
    {"Delta", "Δ"},
    {"Theta", "Θ"},
    {"Lambda", "Λ"},
    {"Sigma", "Σ"},
    {"Phi", "Φ"},
    {"Omega", "Ω"},
    {"cdot", "·"},
    {"times", "×"},
    {"le", "≤"},
    {"leq", "≤"},
    {"ge", "≥"},
    {"geq", "≥"},
    {"ne", "≠"},
    {"approx", "≈"},
    {"propto", "∝"},
    {"in", "∈"},
    {"to", "→"},
    {"leftarrow", "←"},
    {"gets", "←"},
    {"infty", "∞"},
    {"mid", "|"},
    {"vert", "|"},
    {"Vert", "‖"},
    {"|", "‖"},
    {"ldots", "…"},
    {"dots", "…"},
    {"left", ""},
    {"right", ""},
    {"top", "ᵀ"},
    {"{", "{"},
    {"}", "}"},
    {"%", "%"},
    {"ln", "ln"},
    {"log", "log"},
    {"exp", "exp"},
    {"max", "max"},
    {"min", "min"},
    {"argmax", "arg max"},
    {"argmin", "arg min"},
    {"det", "det"},
    {"prime", "′"},
    {"pm", "±"},
    {"equiv", "≡"},
    {"partial", "∂"},
};

static formula_box set_row(setter *s, const char **at, double x, double y, double size);

static void extend(pen *p, double width, double ascent, double descent)
{
    p->x += width;
    p->box.width += width;
    p->box.ascent = fmax(p->box.ascent, ascent);
    p->box.descent = fmax(p->box.descent, descent);
}

static void set_text(setter *s, pen *p, font_face face, double size, double drop, const char *text)
{
    if (s->list)
        draw_add_text(s->list, p->x, p->y + drop, face, size, s->colour, text);
    extend(p, text_width(s->metrics, face, size, text), ASCENT * size - drop,
           DESCENT * size + drop);
}

/* A group in braces, or one glyph or command, as a row of its own. */
static formula_box set_group(setter *s, const char **at, double x, double y, double size)
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

static formula_box measure_group(const setter *s, const char *at, double size)
{
    setter dry = *s;
    dry.list = NULL;
    return set_group(&dry, &at, 0, 0, size);
}

static void skip_group(const setter *s, const char **at)
{
    setter dry = *s;
    dry.list = NULL;
    set_group(&dry, at, 0, 0, 1);
}

static void set_fraction(setter *s, pen *p, const char **at)
{
    double inner = p->size * (s->depth > 2 ? SCRIPT : 0.92), pad = 0.1 * p->size;
    const char *below = *at;
    formula_box top = measure_group(s, *at, inner);
    skip_group(s, &below);
    formula_box bottom = measure_group(s, below, inner);
    double width = fmax(top.width, bottom.width) + 2 * pad;
    double axis = AXIS * p->size, gap = FRACTION_GAP * p->size;
    double up = axis + gap + top.descent, down = gap - axis + bottom.ascent;
    set_group(s, at, p->x + (width - top.width) / 2, p->y - up, inner);
    set_group(s, at, p->x + (width - bottom.width) / 2, p->y + down, inner);
    if (s->list)
        draw_add_line(s->list, p->x + BAR, p->y - axis, p->x + width - BAR, p->y - axis,
                      BAR * p->size, s->colour);
    extend(p, width, up + top.ascent, down + bottom.descent);
}

/* Sum or product with its limits above and below. */
static void set_big(setter *s, pen *p, const char **at, const char *sign)
{
    double size = BIG * p->size, small = LIMIT * p->size, drop = 0.1 * size;
    const char *group[2] = {NULL, NULL}; /* below, above */
    formula_box box[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        int which = **at == '_' ? 0 : **at == '^' ? 1 : -1;
        if (which < 0)
            break;
        ++*at;
        group[which] = *at;
        box[which] = measure_group(s, *at, small);
        skip_group(s, at);
    }
    double own = text_width(s->metrics, FACE_REGULAR, size, sign);
    double width = fmax(own, fmax(box[0].width, box[1].width)), x = p->x, up = ASCENT * size - drop,
           down = 0.12 * size + drop;
    double lower = p->y + down + box[0].ascent, upper = p->y - up - box[1].descent;
    p->x = x + (width - own) / 2;
    if (s->list)
        draw_add_text(s->list, p->x, p->y + drop, FACE_REGULAR, size, s->colour, sign);
    if (group[0])
        set_group(s, &group[0], x + (width - box[0].width) / 2, lower, small);
    if (group[1])
        set_group(s, &group[1], x + (width - box[1].width) / 2, upper, small);
    p->x = x;
    extend(p, width + THIN * p->size, up + box[1].ascent + box[1].descent,
           down + box[0].ascent + box[0].descent);
}

typedef enum accent { ACCENT_HAT, ACCENT_BAR, ACCENT_TILDE } accent;

static void set_accent(setter *s, pen *p, const char **at, accent kind)
{
    formula_box box = set_group(s, at, p->x, p->y, p->size);
    double middle = p->x + box.width / 2 + 0.06 * p->size, top = p->y - 0.64 * p->size;
    double w = 0.16 * p->size, h = 0.12 * p->size;
    double hat[6] = {middle - w, top, middle, top - h, middle + w, top};
    double bar[4] = {p->x + 0.06 * p->size, top - h / 2, p->x + box.width, top - h / 2};
    double tilde[8] = {middle - w,     top,         middle - w / 3, top - h / 2,
                       middle + w / 3, top - h / 8, middle + w,     top - h / 1.6};
    if (s->list)
        draw_add_path(s->list, &(draw_path){.xy = kind == ACCENT_HAT   ? hat
                                                  : kind == ACCENT_BAR ? bar
                                                                       : tilde,
                                            .n = kind == ACCENT_HAT   ? 3
                                                 : kind == ACCENT_BAR ? 2
                                                                      : 4,
                                            .stroke = s->colour,
                                            .width = BAR * p->size});
    extend(p, box.width, box.ascent + 0.06 * p->size, box.descent);
}

static void set_root(setter *s, pen *p, const char **at)
{
    formula_box box = measure_group(s, *at, p->size);
    double hook = 0.5 * p->size, top = p->y - box.ascent - 0.06 * p->size;
    double xy[10] = {p->x,
                     p->y - 0.25 * p->size,
                     p->x + 0.12 * p->size,
                     p->y - 0.3 * p->size,
                     p->x + 0.27 * p->size,
                     p->y + 0.1 * p->size,
                     p->x + 0.44 * p->size,
                     top,
                     p->x + hook + box.width,
                     top};
    if (s->list)
        draw_add_path(s->list,
                      &(draw_path){.xy = xy, .n = 5, .stroke = s->colour, .width = BAR * p->size});
    set_group(s, at, p->x + hook, p->y, p->size);
    extend(p, hook + box.width, box.ascent + 0.12 * p->size, box.descent);
}

static void set_faced(setter *s, pen *p, const char **at, font_face face)
{
    font_face old = s->letters;
    s->letters = face;
    formula_box box = set_group(s, at, p->x, p->y, p->size);
    s->letters = old;
    extend(p, box.width, box.ascent, box.descent);
}

static bool is_word(const char *text)
{
    return text[0] >= 'a' && text[0] <= 'z' && text[1] >= 'a' && text[1] <= 'z';
}

static void set_symbol(setter *s, pen *p, const char *name)
{
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        if (strcmp(symbols[i].name, name) != 0)
            continue;
        const char *text = symbols[i].text;
        set_text(s, p, FACE_REGULAR, p->size, 0, text);
        if (is_word(text)) /* ln x: a thin space after the function's name */
            extend(p, THIN * p->size, 0, 0);
        return;
    }
    set_text(s, p, FACE_REGULAR, p->size, 0, name);
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

static void set_command(setter *s, pen *p, const char **at)
{
    char name[24];
    read_name(at, name);
    if (strcmp(name, "frac") == 0)
        set_fraction(s, p, at);
    else if (strcmp(name, "sum") == 0)
        set_big(s, p, at, "∑");
    else if (strcmp(name, "prod") == 0)
        set_big(s, p, at, "∏");
    else if (strcmp(name, "hat") == 0)
        set_accent(s, p, at, ACCENT_HAT);
    else if (strcmp(name, "bar") == 0)
        set_accent(s, p, at, ACCENT_BAR);
    else if (strcmp(name, "tilde") == 0)
        set_accent(s, p, at, ACCENT_TILDE);
    else if (strcmp(name, "sqrt") == 0)
        set_root(s, p, at);
    else if (strcmp(name, "mathrm") == 0 || strcmp(name, "text") == 0)
        set_faced(s, p, at, FACE_REGULAR);
    else if (strcmp(name, "mathbf") == 0)
        set_faced(s, p, at, FACE_SEMIBOLD);
    else if (strcmp(name, "mathcal") == 0)
        set_faced(s, p, at, FACE_ITALIC);
    else if (strcmp(name, ",") == 0)
        extend(p, THIN * p->size, 0, 0);
    else if (strcmp(name, ";") == 0 || strcmp(name, "quad") == 0)
        extend(p, (name[0] == ';' ? THICK : 1) * p->size, 0, 0);
    else
        set_symbol(s, p, name);
}

/* Both scripts after one base stand above each other. */
static void set_scripts(setter *s, pen *p, const char **at)
{
    double x = p->x, widest = 0, size = p->size * SCRIPT;
    for (int i = 0; i < 2 && (**at == '_' || **at == '^'); i++) {
        bool sub = **at == '_';
        ++*at;
        double shift = sub ? SUB_DROP * p->size : -SUP_RAISE * p->size;
        formula_box box = set_group(s, at, x, p->y + shift, size);
        widest = fmax(widest, box.width);
        extend(p, 0, box.ascent - shift, box.descent + shift);
    }
    extend(p, widest + 0.03 * p->size, 0, 0);
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

static void set_glyph(setter *s, pen *p, const char **at)
{
    const char *start = *at;
    uint32_t c = text_next(at);
    char text[8] = "";
    memcpy(text, start, (size_t)(*at - start));
    if (c == '-')
        strcpy(text, "−");
    double space = s->letters != FACE_ITALIC ? 0 : is_relation(c) ? THICK : c == '+' ? 0.2 : 0;
    if (c == '|' && s->letters == FACE_ITALIC)
        space = THIN;
    extend(p, space * p->size, 0, 0);
    set_text(s, p, is_letter(c) ? s->letters : FACE_REGULAR, p->size, 0, text);
    extend(p, (c == ',' && s->letters == FACE_ITALIC ? THIN : space) * p->size, 0, 0);
}

static formula_box set_row(setter *s, const char **at, double x, double y, double size)
{
    pen p = {.x = x, .y = y, .size = size};
    if (++s->depth > DEPTH)
        *at += strlen(*at);
    while (**at && **at != '}') {
        if (**at == '\\') {
            ++*at;
            set_command(s, &p, at);
        } else if (**at == '_' || **at == '^') {
            set_scripts(s, &p, at);
        } else if (**at == '{') {
            formula_box box = set_group(s, at, p.x, p.y, size);
            extend(&p, box.width, box.ascent, box.descent);
        } else if (**at == ' ') {
            ++*at;
            if (s->letters != FACE_ITALIC)
                extend(&p, THICK * size, 0, 0);
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
    setter s = {.metrics = metrics, .letters = FACE_ITALIC};
    return set_all(&s, 0, 0, size, markup);
}

formula_box formula_draw(draw_list *list, const text_metrics *metrics, double x, double y,
                         double size, rgba colour, const char *markup)
{
    setter s = {list, metrics, colour, FACE_ITALIC, 0};
    return set_all(&s, x, y, size, markup);
}

formula_box formula_draw_in(draw_list *list, const text_metrics *metrics, rect box, double size,
                            rgba colour, const char *markup)
{
    formula_box own = formula_measure(metrics, size, markup);
    double factor = fmin(1, fmax(0.5, box.w / fmax(own.width, 1)));
    double height = (own.ascent + own.descent) * factor;
    if (height > box.h)
        factor = fmax(0.5, factor * box.h / height);
    double y = box.y + (box.h + (own.ascent - own.descent) * factor) / 2;
    return formula_draw(list, metrics, box.x, y, size * factor, colour, markup);
}
