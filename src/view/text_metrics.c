#include "view/text_metrics.h"

const text_range text_ranges[] = {
    {0x0020, 0x007E}, /* ASCII */
    {0x00A0, 0x017F}, /* Latin-1, Latin Extended-A: names of features and classes */
    {0x0370, 0x03FF}, /* Greek */
    {0x0400, 0x045F}, /* Cyrillic */
    {0x2010, 0x203A}, /* dashes, quotes, ellipsis, double bar */
    {0x2070, 0x209C}, /* super- and subscripts */
    {0x20AC, 0x20AC}, {0x2113, 0x2113}, {0x2122, 0x2122}, {0x2190, 0x21BB}, /* arrows */
    {0x2200, 0x226F}, /* operators: sum, element, infinity, relations */
    {0x2295, 0x2297}, {0x22C5, 0x22C5}, {0x22EE, 0x22EF}, {0x2308, 0x230B},
    {0x2318, 0x2318}, {0x23CE, 0x23CE}, {0x25A0, 0x25D7}, /* geometric marks */
    {0x2713, 0x2717}, {0x27E8, 0x27E9}, {0xFFFD, 0xFFFD},
};
const size_t text_range_count = sizeof text_ranges / sizeof text_ranges[0];

static int find_glyph(uint32_t code_point)
{
    uint32_t index = 0;
    for (size_t i = 0; i < text_range_count; i++) {
        const text_range *r = &text_ranges[i];
        if (code_point >= r->first && code_point <= r->last)
            return (int)(index + (code_point - r->first));
        index += r->last - r->first + 1;
    }
    return -1;
}

int text_glyph_index(uint32_t code_point)
{
    if (code_point >= 0x20 && code_point <= 0x7E)
        return (int)(code_point - 0x20);
    int index = find_glyph(code_point);
    return index >= 0 ? index : find_glyph(0xFFFD);
}

/* Bytes that follow a lead byte, the least code point of that length; -1: not a lead byte. */
static int sequence(unsigned char lead, uint32_t *bits, uint32_t *least)
{
    if (lead >= 0xC2 && lead <= 0xDF) {
        *bits = lead & 0x1Fu;
        *least = 0x80;
        return 1;
    }
    if ((lead & 0xF0) == 0xE0) {
        *bits = lead & 0x0Fu;
        *least = 0x800;
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *bits = lead & 0x07u;
        *least = 0x10000;
        return 3;
    }
    return -1;
}

uint32_t text_next(const char **cursor)
{
    const unsigned char *s = (const unsigned char *)*cursor;
    if (*s == 0)
        return 0;
    *cursor += 1;
    if (*s < 0x80)
        return *s;
    uint32_t code_point = 0, least = 0;
    int more = sequence(*s, &code_point, &least);
    if (more < 0)
        return 0xFFFD;
    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0xFFFD;
        code_point = code_point << 6 | (s[i] & 0x3Fu);
    }
    if (code_point < least || code_point > 0x10FFFF ||
        (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0xFFFD;
    *cursor += more;
    return code_point;
}

double text_width(const text_metrics *m, font_face face, double size, const char *text)
{
    double sum = 0;
    for (uint32_t c; (c = text_next(&text)) != 0;)
        sum += (double)m->advance[face][text_glyph_index(c)];
    return sum * size;
}

size_t text_fit(const text_metrics *m, font_face face, double size, double width, const char *text)
{
    const char *cursor = text;
    double sum = 0;
    for (;;) {
        const char *before = cursor;
        uint32_t c = text_next(&cursor);
        if (c == 0)
            return (size_t)(before - text);
        sum += (double)m->advance[face][text_glyph_index(c)] * size;
        if (sum > width)
            return (size_t)(before - text);
    }
}

void text_metrics_fixed(text_metrics *out)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        out->ascent[face] = 0.97f;
        out->descent[face] = 0.24f;
        for (int i = 0; i < TEXT_GLYPHS; i++) {
            out->advance[face][i] = 0.5f;
            out->from[face][i] = (uint8_t)face;
        }
        for (uint32_t digit = '0'; digit <= '9'; digit++)
            out->advance[face][text_glyph_index(digit)] = 0.6f;
    }
}
