/* Blending in OKLab (Ottosson 2020, bottosson.github.io/posts/oklab): equal steps look equal and
 * the way from blue to orange does not pass through mud. Contrast: WCAG 2.2 relative luminance. */
#include "view/palette.h"

#include <math.h>
#include <string.h>

static const rgba petroff[PALETTE_COLOURS] = {
    0xFF3F90DA, 0xFFFFA90E, 0xFFBD1F01, 0xFF832DB6, 0xFF94A4A2,
    0xFFA96B59, 0xFFE76300, 0xFFB9AC70, 0xFF717581, 0xFF92DADD,
};

static const double LINE_CONTRAST = 3.0, TEXT_CONTRAST = 4.5, CROSS_CONTRAST = 2.2;
static const float CHROMA_GAIN = 1.7f;

typedef struct lab {
    float l, a, b;
} lab;

/* A component's colour made ready for blending. */
typedef struct swatch {
    lab lab;
    float chroma;
} swatch;

/* sRGB bytes to linear light, and back from the square root of linear light: there 1024 steps are
 * finer than a byte everywhere. */
enum { ENCODE = 1024 };
typedef struct transfer {
    float decode[256];
    uint8_t encode[ENCODE];
} transfer;

static float to_linear(unsigned byte)
{
    float v = (float)byte / 255.0f;
    return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f);
}

static float from_linear(float v)
{
    return v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1 / 2.4f) - 0.055f;
}

static void transfer_fill(transfer *t)
{
    for (unsigned i = 0; i < 256; i++)
        t->decode[i] = to_linear(i);
    for (int i = 0; i < ENCODE; i++) {
        float root = (float)i / (ENCODE - 1);
        t->encode[i] = (uint8_t)lroundf(255 * from_linear(root * root));
    }
}

static lab lab_of_linear(float r, float g, float b)
{
    float l = cbrtf(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
    float m = cbrtf(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
    float s = cbrtf(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
    return (lab){0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
                 1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
                 0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s};
}

/* t NULL: computed, for single colours. */
static float decode(const transfer *t, unsigned byte)
{
    return t ? t->decode[byte] : to_linear(byte);
}

static lab lab_of(const transfer *t, rgba c)
{
    return lab_of_linear(decode(t, c >> 16 & 255), decode(t, c >> 8 & 255), decode(t, c & 255));
}

static rgba encode(const transfer *t, float linear)
{
    float v = linear < 0 ? 0 : linear > 1 ? 1 : linear;
    if (!t)
        return (rgba)lroundf(255 * from_linear(v));
    return t->encode[(int)(sqrtf(v) * (ENCODE - 1) + 0.5f)];
}

static rgba rgba_of(const transfer *t, lab c)
{
    float l = c.l + 0.3963377774f * c.a + 0.2158037573f * c.b;
    float m = c.l - 0.1055613458f * c.a - 0.0638541728f * c.b;
    float s = c.l - 0.0894841775f * c.a - 1.2914855480f * c.b;
    l *= l * l;
    m *= m * m;
    s *= s * s;
    return 0xFF000000u |
           encode(t, 4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s) << 16 |
           encode(t, -1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s) << 8 |
           encode(t, -0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s);
}

static lab lab_mix(lab a, lab b, float t)
{
    return (lab){a.l + t * (b.l - a.l), a.a + t * (b.a - a.a), a.b + t * (b.b - a.b)};
}

static double luminance(rgba c)
{
    return 0.2126 * (double)to_linear(c >> 16 & 255) + 0.7152 * (double)to_linear(c >> 8 & 255) +
           0.0722 * (double)to_linear(c & 255);
}

static double contrast_of(double a, double b)
{
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

double palette_contrast(rgba a, rgba b)
{
    return contrast_of(luminance(a), luminance(b));
}

rgba palette_ink(rgba background)
{
    double l = luminance(background);
    return contrast_of(l, 1) >= contrast_of(l, 0) ? 0xFFFFFFFF : 0xFF000000;
}

rgba palette_cross(rgba background)
{
    return contrast_of(luminance(background), 1) >= CROSS_CONTRAST ? 0xFFFFFFFF : 0xFF1B1F24;
}

/* The colour made darker or lighter with its chroma kept, no further than the contrast asks. */
static rgba reach_contrast(rgba colour, rgba surface, double contrast)
{
    double ground = luminance(surface);
    if (contrast_of(luminance(colour), ground) >= contrast)
        return colour;
    lab from = lab_of(NULL, colour), to = from;
    to.l = ground > 0.18 ? 0.0f : 1.0f;
    float low = 0, high = 1;
    for (int i = 0; i < 10; i++) {
        float middle = (low + high) / 2;
        rgba c = rgba_of(NULL, lab_mix(from, to, middle));
        if (contrast_of(luminance(c), ground) >= contrast)
            high = middle;
        else
            low = middle;
    }
    return rgba_of(NULL, lab_mix(from, to, high));
}

rgba palette_colour(int32_t index, view_theme which)
{
    rgba c = petroff[index % PALETTE_COLOURS];
    return which == THEME_LIGHT ? c : reach_contrast(c, theme_look(which)->surface, LINE_CONTRAST);
}

rgba palette_line(int32_t index, view_theme which)
{
    return reach_contrast(petroff[index % PALETTE_COLOURS], theme_look(which)->surface,
                          LINE_CONTRAST);
}

rgba palette_text(int32_t index, view_theme which)
{
    return reach_contrast(petroff[index % PALETTE_COLOURS], theme_look(which)->surface,
                          TEXT_CONTRAST);
}

/* The second ten begin three shapes on, so that no pair of colour and shape returns before 100. */
point_shape palette_shape(int32_t index)
{
    return (point_shape)((index % PALETTE_COLOURS + 3 * (index / PALETTE_COLOURS)) % SHAPE_COUNT);
}

rgba palette_unassigned(view_theme which)
{
    return which == THEME_LIGHT ? 0xFF8A9099 : 0xFFA4AAB3;
}

static int32_t index_of(const int32_t *match, size_t c)
{
    return match ? match[c] : (int32_t)c;
}

/* The mean of the components' colours. A mean of hues is paler than any of them; giving back part
 * of the chroma, never more than the components have, lets a torn point still show which way it
 * leans. */
static rgba blend(const transfer *t, const em_resp *r, size_t i, const int32_t *match,
                  const swatch *base)
{
    const double *gamma = r->gamma + i * r->k;
    lab sum = {0};
    float chroma = 0;
    for (size_t c = 0; c < r->k; c++) {
        float g = (float)gamma[c];
        const swatch *b = &base[index_of(match, c) % PALETTE_COLOURS];
        sum.l += g * b->lab.l;
        sum.a += g * b->lab.a;
        sum.b += g * b->lab.b;
        chroma += g * b->chroma;
    }
    float own = sqrtf(sum.a * sum.a + sum.b * sum.b),
          gain = fminf(CHROMA_GAIN, chroma / fmaxf(own, 1e-6f));
    sum.a *= gain;
    sum.b *= gain;
    return rgba_of(t, sum);
}

void palette_fill_colours(const em_resp *resp, size_t n, const int32_t *match, view_theme which,
                          rgba *out)
{
    rgba colour[PALETTE_COLOURS];
    swatch base[PALETTE_COLOURS];
    transfer t;
    transfer_fill(&t);
    for (int32_t i = 0; i < PALETTE_COLOURS; i++) {
        colour[i] = palette_colour(i, which);
        base[i].lab = lab_of(&t, colour[i]);
        base[i].chroma = hypotf(base[i].lab.a, base[i].lab.b);
    }
    for (size_t i = 0; i < n; i++) {
        if (!resp)
            out[i] = palette_unassigned(which);
        else if (!resp->gamma || resp->gamma[i * resp->k + (size_t)resp->label[i]] > 0.9995)
            out[i] = colour[index_of(match, (size_t)resp->label[i]) % PALETTE_COLOURS];
        else
            out[i] = blend(&t, resp, i, match, base);
    }
}

void palette_fill_shapes(const em_resp *resp, size_t n, const int32_t *match, uint8_t *out)
{
    if (!resp) {
        memset(out, SHAPE_DISC, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)palette_shape(index_of(match, (size_t)resp->label[i]));
}

void palette_mix_all(const rgba *a, const rgba *b, size_t n, double t, rgba *out)
{
    transfer table;
    transfer_fill(&table);
    for (size_t i = 0; i < n; i++) {
        if (a[i] == b[i]) {
            out[i] = a[i];
            continue;
        }
        rgba c = rgba_of(&table, lab_mix(lab_of(&table, a[i]), lab_of(&table, b[i]), (float)t));
        rgba alpha = rgba_mix(a[i], b[i], t) & 0xFF000000u;
        out[i] = (c & 0xFFFFFFu) | alpha;
    }
}
