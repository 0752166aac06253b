#include "sdl/desktop_scale.h"

#include <SDL_syswm.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

double desktop_scale_of(const char *resources)
{
    static const char key[] = "Xft.dpi:";
    const char *line = resources;
    while (line && strncmp(line, key, sizeof key - 1) != 0) {
        line = strchr(line, '\n');
        line = line ? line + 1 : NULL;
    }
    const double dpi = line ? strtod(line + sizeof key - 1, NULL) : 0.0;
    return dpi > 0.0 && dpi < 1e6 ? fmin(fmax(round(dpi / 96.0 * 4.0) / 4.0, 1.0), 3.0) : 1.0;
}

#if defined(SDL_VIDEO_DRIVER_X11)
/* SDL reports the display's physical size instead, which means nothing on a projector. The library
 * is the one SDL itself has loaded. */
static const char *x_resources(Display *display)
{
    char *(*read)(Display *) = NULL;
    void *library = SDL_LoadObject("libX11.so.6");
    void *function = library ? SDL_LoadFunction(library, "XResourceManagerString") : NULL;
    memcpy(&read, &function, sizeof read);
    const char *resources = read ? read(display) : NULL;
    if (library) {
        SDL_UnloadObject(library);
    }
    return resources;
}
#endif

double desktop_scale(SDL_Window *window)
{
#if defined(SDL_VIDEO_DRIVER_X11)
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) && info.subsystem == SDL_SYSWM_X11) {
        return desktop_scale_of(x_resources(info.info.x11.display));
    }
#endif
    (void)window;
    return 1.0;
}
