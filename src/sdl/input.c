#include "sdl/input.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Keys whose SDL name is not the one everybody uses. */
static const struct {
    SDL_Keycode code;
    const char *name;
} special[] = {
    {SDLK_RETURN, "Enter"},  {SDLK_KP_ENTER, "Enter"},   {SDLK_RETURN2, "Enter"},
    {SDLK_ESCAPE, "Escape"}, {SDLK_SPACE, "Space"},      {SDLK_KP_PLUS, "+"},
    {SDLK_KP_MINUS, "-"},    {SDLK_KP_PERIOD, "."},      {SDLK_KP_EQUALS, "="},
    {SDLK_AC_BACK, "Left"},  {SDLK_AC_FORWARD, "Right"},
};

/* Keypad keys without Num Lock are arrows and the like. */
static const struct {
    SDL_Keycode code;
    const char *digit, *move;
} keypad[] = {
    {SDLK_KP_0, "0", "Insert"},   {SDLK_KP_1, "1", "End"},  {SDLK_KP_2, "2", "Down"},
    {SDLK_KP_3, "3", "PageDown"}, {SDLK_KP_4, "4", "Left"}, {SDLK_KP_5, "5", "5"},
    {SDLK_KP_6, "6", "Right"},    {SDLK_KP_7, "7", "Home"}, {SDLK_KP_8, "8", "Up"},
    {SDLK_KP_9, "9", "PageUp"},
};

/* Keys that are meant by their place, for layouts where the sign needs Shift or is another one: the
 * digits that choose panes, and the presenter's black-screen key. */
static const char *by_place(SDL_Scancode place, SDL_Keycode code)
{
    static const char *const digit[] = {"1", "2", "3", "4"};
    if (code >= SDLK_0 && code <= SDLK_9) {
        return NULL;
    }
    if (place >= SDL_SCANCODE_1 && place <= SDL_SCANCODE_4) {
        return digit[place - SDL_SCANCODE_1];
    }
    const bool ascii = code > 32 && code < 127;
    switch (place) {
    case SDL_SCANCODE_0: return "0";
    case SDL_SCANCODE_PERIOD: return ".";
    case SDL_SCANCODE_LEFTBRACKET: return ascii ? NULL : "[";
    case SDL_SCANCODE_RIGHTBRACKET: return ascii ? NULL : "]";
    default: return NULL;
    }
}

static const char *key_name(const SDL_Keysym *key)
{
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
        if (special[i].code == key->sym) {
            return special[i].name;
        }
    }
    for (size_t i = 0; i < sizeof keypad / sizeof keypad[0]; i++) {
        if (keypad[i].code == key->sym) {
            return key->mod & KMOD_NUM ? keypad[i].digit : keypad[i].move;
        }
    }
    const char *place = by_place(key->scancode, key->sym);
    return place ? place : SDL_GetKeyName(key->sym);
}

static bool translate_key(const SDL_KeyboardEvent *event, app_input_event *out)
{
    const char *name = key_name(&event->keysym);
    if (!name[0] || strlen(name) >= sizeof out->key) {
        return false;
    }
    const bool alt_gr = event->keysym.mod & (KMOD_MODE | KMOD_RALT);
    out->kind = INPUT_KEY;
    out->ctrl = !alt_gr && event->keysym.mod & (KMOD_CTRL | KMOD_GUI);
    out->shift = event->keysym.mod & KMOD_SHIFT;
    out->alt = event->keysym.mod & KMOD_LALT;
    out->repeat = event->repeat != 0;
    char *to = out->key;
    for (const char *from = name; *from; from++) {
        if (*from != ' ') { /* "Page Down" is "PageDown" */
            *to++ = *from;
        }
    }
    *to = '\0';
    return true;
}

/* Touches arrive as mouse events too; those are taken and the touch events left out. */
static bool translate_button(const SDL_MouseButtonEvent *event, double ratio, app_input_event *out)
{
    out->kind = event->type == SDL_MOUSEBUTTONDOWN ? INPUT_PRESS : INPUT_RELEASE;
    out->x = event->x * ratio;
    out->y = event->y * ratio;
    out->button = event->button;
    out->clicks = event->clicks;
    const SDL_Keymod mod = SDL_GetModState();
    out->shift = mod & KMOD_SHIFT;
    out->ctrl = mod & KMOD_CTRL;
    return true;
}

static bool translate_wheel(const SDL_MouseWheelEvent *event, double ratio, app_input_event *out)
{
    int x = 0, y = 0;
    SDL_GetMouseState(&x, &y);
    const double sign = event->direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0 : 1.0;
    out->kind = INPUT_WHEEL;
    out->x = x * ratio;
    out->y = y * ratio;
    out->amount = sign * (double)event->preciseY;
    return out->amount != 0.0;
}

/* "file:///home/a%20b" to "/home/a b", in place; other text as it is. NULL: not a file. */
static char *file_of_uri(char *text)
{
    text[strcspn(text, "\r\n")] = '\0';
    if (text[0] == '/') {
        return text;
    }
    if (strncmp(text, "file://", 7) != 0) {
        return NULL;
    }
    char *path = strchr(text + 7, '/'), *to = path;
    for (const char *from = path; from && *from; from++) {
        unsigned value;
        if (*from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2]) &&
            sscanf(from + 1, "%2x", &value) == 1 && value > 0) {
            *to++ = (char)value;
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    if (to) {
        *to = '\0';
    }
    return path;
}

bool input_translate(const SDL_Event *event, double ratio, app_input_event *out)
{
    *out = (app_input_event){.button = 0};
    switch (event->type) {
    case SDL_KEYDOWN: return translate_key(&event->key, out);
    case SDL_TEXTINPUT:
        out->kind = INPUT_TEXT;
        out->text = event->text.text;
        return event->text.text[0] != '\0';
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return translate_button(&event->button, ratio, out);
    case SDL_MOUSEWHEEL: return translate_wheel(&event->wheel, ratio, out);
    case SDL_MOUSEMOTION:
        out->kind = INPUT_MOVE;
        out->x = event->motion.x * ratio;
        out->y = event->motion.y * ratio;
        return true;
    case SDL_WINDOWEVENT:
        out->kind = INPUT_LEAVE;
        return event->window.event == SDL_WINDOWEVENT_LEAVE;
    case SDL_DROPFILE:
        out->kind = INPUT_DROP;
        out->text = event->drop.file;
        return event->drop.file != NULL;
    case SDL_DROPTEXT:
        out->kind = INPUT_DROP;
        out->text = event->drop.file ? file_of_uri(event->drop.file) : NULL;
        return out->text != NULL;
    default: return false;
    }
}
