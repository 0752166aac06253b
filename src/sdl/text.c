#include "sdl/text.h"

#include "io/io.h"
#include "sdl/glyph_cache.h"
#include "sdl/sfnt.h"

#include <SDL_ttf.h>
#include <math.h>
#include <stdlib.h>

/* Glyphs are drawn unhinted at four times the size and averaged down: their shapes and spacing are
 * the same at every size, and the four horizontal phases come out of the same drawing. */
enum { FINE = GLYPH_PHASES, SIZE_MAX_PX = 400, FONT_FILE_MAX = 32 << 20, OPEN_FONTS = 24 };

typedef struct face {
    uint8_t *bytes; /* the file; NULL: the face stands in by another one's index in use */
    size_t size;
    sfnt sfnt;
    font_face use;
} face;

typedef struct open_font {
    TTF_Font *font;
    font_face face;
    int fine_size;
    uint64_t used;
} open_font;

struct glyphs {
    face face[FACE_COUNT];
    text_metrics metrics;
    float shift[FACE_COUNT][10]; /* em: centres each digit in the widest one's advance */
    open_font open[OPEN_FONTS];
    uint64_t clock;
    glyph_cache *cache;
    bool ttf;
    char complaint[256];
};

static const char *const file_name[FACE_COUNT] = {
    "Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
    "Inter-Bold.otf",    "Inter-Italic.otf", "DejaVuSans.ttf",
};

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rbe");
    if (!file) {
        return NULL;
    }
    uint8_t *bytes = NULL;
    long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (length > 0 && length <= FONT_FILE_MAX && fseek(file, 0, SEEK_SET) == 0) {
        bytes = malloc((size_t)length);
        if (bytes && fread(bytes, 1, (size_t)length, file) != (size_t)length) {
            free(bytes);
            bytes = NULL;
        }
    }
    fclose(file);
    *size = bytes ? (size_t)length : 0;
    return bytes;
}

static void load_face(glyphs *g, const char *folder, font_face which)
{
    char path[4096];
    face *f = &g->face[which];
    const int length = snprintf(path, sizeof path, "%s/%s", folder, file_name[which]);
    if (length > 0 && (size_t)length < sizeof path) {
        f->bytes = read_file(path, &f->size);
    }
    if (f->bytes && !sfnt_open(f->bytes, f->size, &f->sfnt)) {
        free(f->bytes);
        f->bytes = NULL;
    }
    if (!f->bytes) {
        const size_t used = strlen(g->complaint);
        snprintf(g->complaint + used, sizeof g->complaint - used, "%s%s",
                 used ? ", " : "cannot use the fonts ", file_name[which]);
    }
}

/* A face without a file of its own uses the nearest weight that has one. */
static bool choose_stand_ins(glyphs *g)
{
    bool any = false;
    for (int i = 0; i < FACE_COUNT; i++) {
        int best = -1;
        for (int j = 0; j < FACE_COUNT; j++) {
            if (g->face[j].bytes && (best < 0 || abs(j - i) < abs(best - i))) {
                best = j;
            }
        }
        any = best >= 0;
        g->face[i].use = best >= 0 ? (font_face)best : (font_face)i;
    }
    return any;
}

static void measure_glyph(glyphs *g, int which, uint32_t code)
{
    const int index = text_glyph_index(code);
    const sfnt *own = &g->face[g->face[which].use].sfnt;
    const sfnt *other = &g->face[g->face[FACE_FALLBACK].use].sfnt;
    uint32_t glyph = sfnt_glyph(own, code);
    const bool lent = glyph == 0 && sfnt_glyph(other, code) != 0;
    if (lent) {
        glyph = sfnt_glyph(other, code);
    }
    g->metrics.advance[which][index] = (float)sfnt_advance(lent ? other : own, glyph);
    g->metrics.from[which][index] = (uint8_t)(lent ? FACE_FALLBACK : which);
}

static void measure_digits(glyphs *g, int which)
{
    float *advance = g->metrics.advance[which], widest = 0.0F;
    for (uint32_t digit = 0; digit < 10; digit++) {
        widest = fmaxf(widest, advance[text_glyph_index('0' + digit)]);
    }
    for (uint32_t digit = 0; digit < 10; digit++) {
        const int index = text_glyph_index('0' + digit);
        g->shift[which][digit] = 0.5F * (widest - advance[index]);
        advance[index] = widest;
    }
}

static void measure(glyphs *g)
{
    for (int i = 0; i < FACE_COUNT; i++) {
        const sfnt *font = &g->face[g->face[i].use].sfnt;
        g->metrics.ascent[i] = (float)font->ascent;
        g->metrics.descent[i] = (float)font->descent;
        for (size_t r = 0; r < text_range_count; r++) {
            for (uint32_t code = text_ranges[r].first; code <= text_ranges[r].last; code++) {
                measure_glyph(g, i, code);
            }
        }
        measure_digits(g, i);
    }
}

em_status glyphs_create_from(const char *folder, glyphs **out, em_error *error)
{
    /* SDL's error text takes its place now: without memory for it SDL calls itself without end. */
    SDL_ClearError();
    glyphs *g = calloc(1, sizeof *g);
    if (!g || !(g->cache = glyph_cache_create())) {
        glyphs_destroy(g);
        return em_fail_memory(error);
    }
    for (int i = 0; i < FACE_COUNT; i++) {
        load_face(g, folder, (font_face)i);
    }
    g->ttf = TTF_Init() == 0;
    if (!choose_stand_ins(g) || !g->ttf) {
        char quoted[300];
        glyphs_destroy(g);
        return em_fail(error, EM_ERR_FILE, "no usable font in %s",
                       io_quote(folder, quoted, sizeof quoted));
    }
    measure(g);
    *out = g;
    return EM_OK;
}

em_status glyphs_create(glyphs **out, em_error *error)
{
    char folder[4096];
    if (!io_find_folder("assets", folder, sizeof folder - 8)) {
        return em_fail(error, EM_ERR_FILE,
                       "the folder of fonts is missing (share/emstep/assets beside the program; "
                       "EMSTEP_ASSETS names another place)");
    }
    strcat(folder, "/fonts");
    return glyphs_create_from(folder, out, error);
}

void glyphs_destroy(glyphs *g)
{
    if (!g) {
        return;
    }
    for (size_t i = 0; i < OPEN_FONTS; i++) {
        if (g->open[i].font) {
            TTF_CloseFont(g->open[i].font);
        }
    }
    if (g->ttf) {
        TTF_Quit();
    }
    for (int i = 0; i < FACE_COUNT; i++) {
        free(g->face[i].bytes);
    }
    glyph_cache_destroy(g->cache);
    free(g);
}

const text_metrics *glyphs_metrics(const glyphs *g)
{
    return &g->metrics;
}

const char *glyphs_complaint(const glyphs *g)
{
    return g->complaint;
}

void glyphs_trim(glyphs *g)
{
    glyph_cache_trim(g->cache);
}

/* The opened font of a face and size: kept, the longest unused one closed for it. */
static TTF_Font *open_size(glyphs *g, font_face which, int fine_size)
{
    open_font *oldest = &g->open[0];
    for (size_t i = 0; i < OPEN_FONTS; i++) {
        open_font *f = &g->open[i];
        if (f->font && f->face == which && f->fine_size == fine_size) {
            f->used = ++g->clock;
            return f->font;
        }
        oldest = f->used < oldest->used ? f : oldest;
    }
    SDL_RWops *file = SDL_RWFromConstMem(g->face[which].bytes, (int)g->face[which].size);
    TTF_Font *font = file ? TTF_OpenFontRW(file, 1, fine_size) : NULL;
    if (!font) {
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_NONE);
    if (oldest->font) {
        TTF_CloseFont(oldest->font);
    }
    *oldest = (open_font){font, which, fine_size, ++g->clock};
    return font;
}

/* Averages a fine drawing down; pen and base: its pen position in the fine drawing. */
static bool add_phases(glyphs *g, glyph_key key, const SDL_Surface *fine, int pen, int base)
{
    for (int phase = 0; phase < GLYPH_PHASES; phase++) {
        key.phase = (uint8_t)phase;
        /* Fine column x lies in pixel floor((x - pen + phase) / FINE). */
        const int left = (int)floor((double)(phase - pen) / FINE);
        const int top = (int)floor((double)-base / FINE);
        const int w = (int)ceil((double)(fine->w - pen + phase) / FINE) - left;
        const int h = (int)ceil((double)(fine->h - base) / FINE) - top;
        uint16_t *sum = calloc((size_t)w * (size_t)h, sizeof *sum);
        if (!sum) {
            return false;
        }
        for (int y = 0; y < fine->h; y++) {
            const uint32_t *row =
                (const uint32_t *)(const void *)((const char *)fine->pixels + y * fine->pitch);
            uint16_t *to = sum + (size_t)((y - base - top * FINE) / FINE) * (size_t)w;
            for (int x = 0; x < fine->w; x++) {
                const int at = (x - pen + phase - left * FINE) / FINE;
                to[at] = (uint16_t)(to[at] + (row[x] >> 24));
            }
        }
        const bool kept = glyph_cache_add(g->cache, key, sum, (glyph_mask){NULL, w, h, left, top});
        free(sum);
        if (!kept) {
            return false;
        }
    }
    return true;
}

static bool draw_fine(glyphs *g, glyph_key key, font_face which)
{
    TTF_Font *font = open_size(g, which, key.fine_size);
    const SDL_Color white = {255, 255, 255, 255};
    int min_x = 0, max_x = 0, min_y = 0, max_y = 0, advance = 0;
    SDL_Surface *fine = NULL;
    if (font && TTF_GlyphMetrics32(font, key.code, &min_x, &max_x, &min_y, &max_y, &advance) == 0 &&
        max_x > min_x && max_y > min_y) {
        fine = TTF_RenderGlyph32_Blended(font, key.code, white);
    }
    if (!fine) { /* a blank */
        for (int phase = 0; phase < GLYPH_PHASES; phase++) {
            key.phase = (uint8_t)phase;
            if (!glyph_cache_add(g->cache, key, NULL, (glyph_mask){0})) {
                return false;
            }
        }
        return true;
    }
    /* SDL_ttf puts the pen at the left edge, or so far in that no ink is cut off. */
    int pen = min_x < 0 ? -min_x : 0;
    const int ascent = TTF_FontAscent(font), base = max_y > ascent ? max_y : ascent;
    if (key.code >= '0' && key.code <= '9') {
        pen -= (int)lround((double)g->shift[key.face][key.code - '0'] * key.fine_size);
    }
    const bool kept = add_phases(g, key, fine, pen, base);
    SDL_FreeSurface(fine);
    return kept;
}

const glyph_mask *glyphs_halo(glyphs *g, font_face which, double size, uint32_t code, int phase,
                              int width)
{
    const double px = fmin(fmax(size, 1.0), SIZE_MAX_PX);
    const int index = text_glyph_index(code);
    if (index == text_glyph_index(0xfffd)) {
        code = 0xfffd;
    }
    glyph_key key = {.code = code,
                     .fine_size = (uint16_t)lround(px * FINE),
                     .face = (uint8_t)which,
                     .phase = (uint8_t)phase,
                     .halo = 0};
    const glyph_mask *mask = glyph_cache_find(g->cache, key);
    if (!mask) {
        const font_face from = g->face[g->metrics.from[which][index]].use;
        mask = draw_fine(g, key, from) ? glyph_cache_find(g->cache, key) : NULL;
    }
    if (!mask || width <= 0 || !mask->coverage) {
        return mask;
    }
    key.halo = (uint8_t)(width < GLYPH_HALO_MAX ? width : GLYPH_HALO_MAX);
    const glyph_mask *halo = glyph_cache_find(g->cache, key);
    return halo ? halo : glyph_cache_grow(g->cache, key, mask);
}

const glyph_mask *glyphs_mask(glyphs *g, font_face which, double size, uint32_t code, int phase)
{
    return glyphs_halo(g, which, size, code, phase, 0);
}
