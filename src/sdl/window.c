#include "sdl/window.h"

#include "sdl/desktop_scale.h"
#include "sdl/way.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BOXES_MAX = 512, ICON = 64 };

/* Two ways to the screen. The window's own surface is the fastest without a GPU (shared memory
 * under X11); a streaming texture suits Wayland and displays whose pixels are not the window's. */
struct window {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL: the surface way */
    SDL_Texture *texture;
    raster_image image;
    int plain_width, plain_height; /* of the window before it filled the screen */
    double desktop_scale;          /* of a display without one of its own */
    bool shown, stale;             /* stale: the screen has lost what was sent */
};

em_status window_start_video(em_error *error)
{
    static const char help[] = "`emstep render` draws to a file without one";
    const char *driver = way_driver();
    if (!driver) {
        return em_fail(error, EM_ERR_FILE, "there is no display to open a window on; %s", help);
    }
    SDL_SetHint(SDL_HINT_APP_NAME, "emstep");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "1");
    setenv("SDL_VIDEO_X11_WMCLASS", "emstep", 0);
    setenv("SDL_VIDEO_WAYLAND_WMCLASS", "emstep", 0);
    if (*driver) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, driver);
    }
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return em_fail(error, EM_ERR_FILE, "the display cannot be opened (%s); %s", SDL_GetError(),
                       help);
    }
    SDL_StopTextInput();
    return EM_OK;
}

/* Three points and their mean on a tile: small enough to be drawn by hand. */
static void set_icon(SDL_Window *of)
{
    static const struct {
        double x, y, radius;
        uint32_t colour;
    } disc[] = {{20, 42, 11, 0xff3f90dau}, {44, 42, 11, 0xffffa90eu}, {32, 21, 11, 0xffbd1f01u}};
    uint32_t pixels[ICON * ICON];
    for (int i = 0; i < ICON * ICON; i++) {
        const double x = i % ICON + 0.5, y = i / ICON + 0.5;
        const double ex = fmax(fabs(x - 32) - 18, 0), ey = fmax(fabs(y - 32) - 18, 0);
        const double tile = fmin(fmax(12.5 - hypot(ex, ey), 0), 1);
        pixels[i] = (uint32_t)(tile * 255) << 24 | 0x00ffffffu;
        for (int j = 0; j < 3; j++) {
            if (hypot(x - disc[j].x, y - disc[j].y) < disc[j].radius) {
                pixels[i] = disc[j].colour;
            }
        }
    }
    SDL_Surface *icon = SDL_CreateRGBSurfaceWithFormatFrom(pixels, ICON, ICON, 32, ICON * 4,
                                                           SDL_PIXELFORMAT_ARGB8888);
    if (icon) {
        SDL_SetWindowIcon(of, icon);
        SDL_FreeSurface(icon);
    }
}

/* The renderer SDL thinks best, else its software renderer, else none: then the surface serves. */
static void open_renderer(window *w)
{
    w->renderer = SDL_CreateRenderer(w->window, -1, 0);
    if (!w->renderer) {
        w->renderer = SDL_CreateRenderer(w->window, -1, SDL_RENDERER_SOFTWARE);
    }
}

/* A window larger than the screen would hide its transport: laptops and projectors are small. */
static void fit_screen(int *width, int *height)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    SDL_Rect usable;
    if (driver && (strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0)) {
        return; /* their screens are invented */
    }
    if (SDL_GetDisplayUsableBounds(0, &usable) == 0 && usable.w > 0 && usable.h > 0) {
        *width = *width < usable.w ? *width : usable.w;
        *height = *height < usable.h ? *height : usable.h;
    }
}

em_status window_create(double width, double height, window **out, em_error *error)
{
    window *w = calloc(1, sizeof *w);
    if (!w) {
        return em_fail_memory(error);
    }
    const bool unasked = width <= 0.0;
    width = unasked ? 1600.0 : width;
    height = unasked ? 1000.0 : height;
    int px = (int)fmin(fmax(width, 1.0), 16384.0), py = (int)fmin(fmax(height, 1.0), 16384.0);
    fit_screen(&px, &py);
    w->window = SDL_CreateWindow("emstep", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, px, py,
                                 SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!w->window) {
        const em_status status =
            em_fail(error, EM_ERR_FILE, "no window can be opened (%s); `emstep render` needs none",
                    SDL_GetError());
        free(w);
        return status;
    }
    SDL_SetWindowMinimumSize(w->window, 480, 320);
    set_icon(w->window);
    if (way_choose(SDL_GetCurrentVideoDriver()).texture) {
        open_renderer(w);
    }
    w->desktop_scale = desktop_scale(w->window);
    if (unasked && w->desktop_scale > 1.0) { /* as much room as on other displays */
        px = (int)(px * w->desktop_scale);
        py = (int)(py * w->desktop_scale);
        fit_screen(&px, &py);
        SDL_SetWindowSize(w->window, px, py);
    }
    w->shown = true;
    *out = w;
    return EM_OK;
}

void window_destroy(window *w)
{
    if (w) {
        if (w->renderer) {
            SDL_DestroyRenderer(w->renderer); /* and its textures */
        }
        SDL_DestroyWindow(w->window);
        raster_image_finish(&w->image);
        free(w);
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

void window_size(const window *w, size_t *width, size_t *height)
{
    int x = 0, y = 0;
    if (!w->renderer || SDL_GetRendererOutputSize(w->renderer, &x, &y) != 0) {
        SDL_GetWindowSize(w->window, &x, &y);
    }
    *width = x > 0 ? (size_t)x : 0;
    *height = y > 0 ? (size_t)y : 0;
}

double window_ratio(const window *w)
{
    size_t width, height;
    int units = 0;
    window_size(w, &width, &height);
    SDL_GetWindowSize(w->window, &units, NULL);
    return units > 0 && width > 0 ? (double)width / units : 1.0;
}

double window_device_scale(const window *w)
{
    const double ratio = window_ratio(w);
    return ratio > 1.01 ? ratio : w->desktop_scale;
}

double window_frame_seconds(const window *w)
{
    SDL_DisplayMode mode;
    const int display = SDL_GetWindowDisplayIndex(w->window);
    const bool known = display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0;
    return 1.0 / (known && mode.refresh_rate >= 24 ? fmin(mode.refresh_rate, 144.0) : 60.0);
}

bool window_visible(const window *w)
{
    size_t width, height;
    window_size(w, &width, &height);
    return w->shown && width > 0 && height > 0;
}

static void drop_textures(window *w)
{
    if (w->texture) {
        SDL_DestroyTexture(w->texture);
        w->texture = NULL;
    }
    w->stale = true;
}

bool window_event(window *w, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_WINDOWEVENT:
        switch (event->window.event) {
        case SDL_WINDOWEVENT_HIDDEN:
        case SDL_WINDOWEVENT_MINIMIZED: w->shown = false; return true;
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_RESTORED:
        case SDL_WINDOWEVENT_MAXIMIZED: w->shown = true; break;
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_DISPLAY_CHANGED: break;
        default: return false;
        }
        w->stale = true;
        return true;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET: drop_textures(w); return true;
    default: return false;
    }
}

bool window_stale(const window *w)
{
    return w->stale;
}

/* The picture in memory has the window's size; a new one is black until drawn on. */
static bool fit_image(window *w)
{
    size_t width, height;
    window_size(w, &width, &height);
    if (w->image.pixels && w->image.w == width && w->image.h == height) {
        return true;
    }
    raster_image_finish(&w->image);
    w->image = raster_image_create(width, height);
    drop_textures(w);
    return w->image.pixels != NULL;
}

static bool send_surface(window *w, const raster_box *box, size_t n)
{
    SDL_Surface *screen = SDL_GetWindowSurface(w->window);
    SDL_Surface *picture =
        SDL_CreateRGBSurfaceWithFormatFrom(w->image.pixels, (int)w->image.w, (int)w->image.h, 32,
                                           (int)w->image.w * 4, SDL_PIXELFORMAT_RGB888);
    SDL_Rect rects[BOXES_MAX];
    bool good = screen && picture;
    for (size_t i = 0; i < n && good; i++) {
        rects[i] = (SDL_Rect){box[i].x, box[i].y, box[i].w, box[i].h};
        SDL_Rect target = rects[i];
        good = SDL_BlitSurface(picture, &rects[i], screen, &target) == 0;
    }
    good = good && SDL_UpdateWindowSurfaceRects(w->window, rects, (int)n) == 0;
    SDL_FreeSurface(picture);
    return good;
}

static bool send_texture(window *w, const raster_box *box, size_t n)
{
    const int width = (int)w->image.w, height = (int)w->image.h;
    if (!w->texture) {
        w->texture = SDL_CreateTexture(w->renderer, SDL_PIXELFORMAT_ARGB8888,
                                       SDL_TEXTUREACCESS_STREAMING, width, height);
    }
    bool good = w->texture != NULL;
    for (size_t i = 0; i < n && good; i++) {
        const SDL_Rect r = {box[i].x, box[i].y, box[i].w, box[i].h};
        const uint32_t *from = w->image.pixels + (size_t)r.y * w->image.w + (size_t)r.x;
        good = SDL_UpdateTexture(w->texture, &r, from, width * 4) == 0;
    }
    good = good && SDL_RenderCopy(w->renderer, w->texture, NULL, NULL) == 0;
    if (good) {
        SDL_RenderPresent(w->renderer);
    }
    return good;
}

bool window_show(window *w, raster *r, const draw_list *list)
{
    raster_box box[BOXES_MAX];
    if (!fit_image(w)) {
        return false;
    }
    const bool whole = raster_update(r, list, &w->image);
    size_t n = raster_changed(r, box, BOXES_MAX);
    if (w->stale || n == BOXES_MAX) {
        box[0] = (raster_box){0, 0, (int)w->image.w, (int)w->image.h};
        n = 1;
    }
    if (n == 0) {
        return whole;
    }
    const bool sent = w->renderer ? send_texture(w, box, n) : send_surface(w, box, n);
    w->stale = !sent;
    if (!sent) {
        drop_textures(w);
    }
    return whole && sent;
}

const raster_image *window_look(const window *w)
{
    return &w->image;
}

void window_full_screen(window *w, bool on)
{
    const bool is_on = SDL_GetWindowFlags(w->window) & SDL_WINDOW_FULLSCREEN;
    if (on && !is_on) {
        SDL_GetWindowSize(w->window, &w->plain_width, &w->plain_height);
    }
    if (on) { /* a lecture is going on */
        SDL_DisableScreenSaver();
    } else {
        SDL_EnableScreenSaver();
    }
    SDL_SetWindowFullscreen(w->window, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    if (!on && is_on && w->plain_width > 0) { /* not every window manager gives the size back */
        SDL_SetWindowSize(w->window, w->plain_width, w->plain_height);
    }
}

void window_title(window *w, const char *title)
{
    SDL_SetWindowTitle(w->window, title);
}

void window_resize(window *w, int width, int height)
{
    SDL_SetWindowSize(w->window, width > 0 ? width : 1, height > 0 ? height : 1);
}
