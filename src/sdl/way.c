#include "sdl/way.h"

#include <SDL.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *value_of(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

/* Drivers whose window surface is plain memory that takes rectangles. Elsewhere (Wayland, macOS)
 * SDL would make a texture of it anyway, and whole pictures at that. */
static bool has_plain_surface(const char *driver)
{
    static const char *const plain[] = {"x11", "dummy", "offscreen", "KMSDRM"};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        if (SDL_strcasecmp(driver, plain[i]) == 0) {
            return true;
        }
    }
    return false;
}

way way_choose(const char *driver)
{
    driver = driver ? driver : "?";
    if (!has_plain_surface(driver)) {
        return (way){driver, true, "this display takes no parts of a picture from memory"};
    }
    if (value_of("SDL_RENDER_DRIVER")) {
        return (way){driver, true, "SDL_RENDER_DRIVER asks for a renderer"};
    }
    if (value_of(SDL_HINT_FRAMEBUFFER_ACCELERATION)) {
        return (way){
            driver, false,
            "by SDL_FRAMEBUFFER_ACCELERATION in the environment SDL decides how it gets there"};
    }
    return (way){driver, false,
                 "the quickest for a picture made in memory, with a GPU or without; "
                 "SDL_FRAMEBUFFER_ACCELERATION is 0"};
}

const char *way_driver(void)
{
    const char *driver = value_of("SDL_VIDEODRIVER");
    if (driver) {
        return driver;
    }
    if (value_of("WAYLAND_DISPLAY")) {
        return "wayland,x11";
    }
#if defined(_WIN32) || defined(__APPLE__)
    return "";
#else
    return value_of("DISPLAY") ? "x11" : NULL;
#endif
}

const char *way_describe(char *buffer, size_t size)
{
    char first[32];
    const char *asked = way_driver();
    if (!asked) {
        snprintf(buffer, size, "no display here");
        return buffer;
    }
    snprintf(first, sizeof first, "%.*s", (int)strcspn(asked, ","), asked);
    const way w = way_choose(first);
    snprintf(buffer, size, "%s: %s (%s)", *first ? first : "the system's display",
             w.texture ? "a texture that takes the changed tiles"
                       : "the window's surface, changed tiles only",
             w.why);
    return buffer;
}
