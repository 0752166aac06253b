#include "sdl/sfnt.h"

static uint32_t u16_at(const sfnt *f, size_t at)
{
    return at + 2 <= f->size ? (uint32_t)f->bytes[at] << 8 | f->bytes[at + 1] : 0;
}

static uint32_t u32_at(const sfnt *f, size_t at)
{
    return u16_at(f, at) << 16 | u16_at(f, at + 2);
}

/* Offset of a table that lies within the file and has at least need bytes; 0 if there is none. */
static uint32_t find_table(const sfnt *f, const char tag[4], uint32_t need)
{
    const uint32_t want =
        (uint32_t)tag[0] << 24 | (uint32_t)tag[1] << 16 | (uint32_t)tag[2] << 8 | (uint32_t)tag[3];
    const uint32_t count = u16_at(f, 4);
    for (uint32_t i = 0; i < count; i++) {
        const size_t entry = 12 + 16 * (size_t)i;
        const uint64_t offset = u32_at(f, entry + 8), length = u32_at(f, entry + 12);
        if (u32_at(f, entry) == want) {
            return length >= need && offset + length <= f->size ? (uint32_t)offset : 0;
        }
    }
    return 0;
}

/* The full-repertoire Unicode subtable if there is one, else the basic plane's. */
static uint32_t choose_cmap(const sfnt *f, uint32_t table)
{
    uint32_t best = 0;
    const uint32_t count = u16_at(f, table + 2);
    for (uint32_t i = 0; i < count; i++) {
        const size_t entry = table + 4 + 8 * (size_t)i;
        const uint32_t platform = u16_at(f, entry), encoding = u16_at(f, entry + 2);
        const uint64_t offset = (uint64_t)table + u32_at(f, entry + 4);
        const bool unicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
        if (!unicode || offset + 16 > f->size) {
            continue;
        }
        const uint32_t format = u16_at(f, (size_t)offset);
        if (format == 12 || (format == 4 && best == 0)) {
            best = (uint32_t)offset;
        }
    }
    return best;
}

/* Every table must lie within the file, also those only the glyph drawing needs. */
static bool is_whole(const sfnt *f)
{
    const uint32_t count = u16_at(f, 4);
    for (uint32_t i = 0; i < count; i++) {
        const size_t entry = 12 + 16 * (size_t)i;
        if ((uint64_t)u32_at(f, entry + 8) + u32_at(f, entry + 12) > f->size) {
            return false;
        }
    }
    return count > 0;
}

bool sfnt_open(const uint8_t *bytes, size_t size, sfnt *out)
{
    sfnt f = {.bytes = bytes, .size = size};
    const uint32_t magic = u32_at(&f, 0);
    if ((magic != 0x00010000u && magic != 0x4f54544fu /* OTTO */) || !is_whole(&f)) {
        return false;
    }
    const uint32_t head = find_table(&f, "head", 54), hhea = find_table(&f, "hhea", 36);
    const uint32_t cmap = find_table(&f, "cmap", 4);
    f.hmtx = find_table(&f, "hmtx", 4);
    f.cmap = cmap > 0 ? choose_cmap(&f, cmap) : 0;
    if (head == 0 || hhea == 0 || f.hmtx == 0 || f.cmap == 0) {
        return false;
    }
    f.units = u16_at(&f, head + 18);
    f.hmtx_count = u16_at(&f, hhea + 34);
    if (f.units < 16 || f.hmtx_count == 0 || f.hmtx + 4ULL * f.hmtx_count > size) {
        return false;
    }
    f.ascent = (double)(int16_t)u16_at(&f, hhea + 4) / f.units;
    f.descent = -(double)(int16_t)u16_at(&f, hhea + 6) / f.units;
    *out = f;
    return true;
}

static uint32_t glyph_format4(const sfnt *f, uint32_t code)
{
    const uint32_t segments = u16_at(f, f->cmap + 6) / 2;
    const size_t ends = f->cmap + 14, starts = ends + 2 * (size_t)segments + 2;
    const size_t deltas = starts + 2 * (size_t)segments, ranges = deltas + 2 * (size_t)segments;
    uint32_t low = 0, high = segments;
    while (low < high) { /* the first segment that ends at or after the code */
        const uint32_t middle = (low + high) / 2;
        if (u16_at(f, ends + 2 * (size_t)middle) < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const uint32_t start = u16_at(f, starts + 2 * (size_t)low);
    if (low == segments || start > code) {
        return 0;
    }
    const uint32_t delta = u16_at(f, deltas + 2 * (size_t)low);
    const size_t range_at = ranges + 2 * (size_t)low;
    const uint32_t range = u16_at(f, range_at);
    if (range == 0) {
        return (code + delta) & 0xffff;
    }
    const uint32_t glyph = u16_at(f, range_at + range + 2 * (size_t)(code - start));
    return glyph == 0 ? 0 : (glyph + delta) & 0xffff;
}

static uint32_t glyph_format12(const sfnt *f, uint32_t code)
{
    uint32_t low = 0, high = u32_at(f, f->cmap + 12);
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const size_t group = f->cmap + 16 + 12 * (size_t)middle;
        if (u32_at(f, group + 4) < code) {
            low = middle + 1;
        } else if (u32_at(f, group) > code || group + 12 > f->size) {
            high = middle;
        } else {
            return u32_at(f, group + 8) + code - u32_at(f, group);
        }
    }
    return 0;
}

uint32_t sfnt_glyph(const sfnt *font, uint32_t code_point)
{
    if (u16_at(font, font->cmap) == 12) {
        return glyph_format12(font, code_point);
    }
    return code_point <= 0xffff ? glyph_format4(font, code_point) : 0;
}

double sfnt_advance(const sfnt *font, uint32_t glyph)
{
    const uint32_t entry = glyph < font->hmtx_count ? glyph : font->hmtx_count - 1;
    return (double)u16_at(font, font->hmtx + 4 * (size_t)entry) / font->units;
}
