#include "view/theme.h"

static const theme themes[THEME_COUNT] = {
    [THEME_LIGHT] = {.ground = 0xFFF4F4F1,
                     .surface = 0xFFFFFFFF,
                     .border = 0xFFDEDED8,
                     .hairline = 0xFFECECE7,
                     .text = 0xFF1B1F24,
                     .second = 0xFF4B525C,
                     .muted = 0xFF646B75,
                     .accent = 0xFF2F5FDE,
                     .on_accent = 0xFFFFFFFF,
                     .good = 0xFF1A7F4B,
                     .warning = 0xFFB54708,
                     .error = 0xFFB42318,
                     .track = 0xFFECECE6,
                     .mark_ring = 0xFFFFFFFF,
                     .mark_hairline = 0xFF1B1F24},
    [THEME_DARK] = {.ground = 0xFF15171A,
                    .surface = 0xFF1D2024,
                    .border = 0xFF33373D,
                    .hairline = 0xFF2A2E33,
                    .text = 0xFFE8EAED,
                    .second = 0xFFB6BCC4,
                    .muted = 0xFF949BA5,
                    .accent = 0xFF7C9CFF,
                    .on_accent = 0xFF15171A,
                    .good = 0xFF4CC38A,
                    .warning = 0xFFF5A623,
                    .error = 0xFFFF7B72,
                    .track = 0xFF2A2E33,
                    .mark_ring = 0xFFFFFFFF,
                    .mark_hairline = 0xFF15171A},
    [THEME_CONTRAST] = {.ground = 0xFF000000,
                        .surface = 0xFF000000,
                        .border = 0xFFFFFFFF,
                        .hairline = 0xFF808080,
                        .text = 0xFFFFFFFF,
                        .second = 0xFFFFFFFF,
                        .muted = 0xFFE0E0E0,
                        .accent = 0xFFFFE600,
                        .on_accent = 0xFF000000,
                        .good = 0xFF4CC38A,
                        .warning = 0xFFF5A623,
                        .error = 0xFFFF7B72,
                        .track = 0xFF404040,
                        .mark_ring = 0xFFFFFFFF,
                        .mark_hairline = 0xFF000000},
};

static const double type_sizes[TYPE_COUNT] = {
    [TYPE_TITLE] = 19, [TYPE_STEP] = 16, [TYPE_BODY] = 14, [TYPE_CAPTION] = 13, [TYPE_AXIS] = 11,
};

enum { PRESENTATION_LINES = 40 };

const theme *theme_look(view_theme which)
{
    return &themes[which];
}

double theme_text(type_role role, double scale, bool presentation, double height)
{
    double size = type_sizes[role] * scale, least = height / PRESENTATION_LINES;
    return presentation && size < least ? least : size;
}

double theme_presentation_scale(double height)
{
    return height / PRESENTATION_LINES / type_sizes[TYPE_BODY];
}
