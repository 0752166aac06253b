/* Preloaded: appends to $PRESENT_LOG what is sent to the screen, a line each: the way ("surface" or
 * "texture") and the pixels sent by then. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include <SDL.h>

static long uploaded;

static void *original(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}

static long area(const SDL_Rect *rects, int count)
{
    long sum = 0;
    for (int i = 0; i < count; i++)
        sum += (long)rects[i].w * rects[i].h;
    return sum;
}

static void note(const char *way, long pixels)
{
    const char *path = getenv("PRESENT_LOG");
    FILE *f = path ? fopen(path, "a") : NULL;
    if (f) {
        fprintf(f, "%s %ld\n", way, pixels);
        fclose(f);
    }
}

int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count)
{
    int (*send)(SDL_Window *, const SDL_Rect *, int);
    *(void **)&send = original("SDL_UpdateWindowSurfaceRects");
    note("surface", area(rects, count));
    return send(window, rects, count);
}

int SDL_UpdateTexture(SDL_Texture *texture, const SDL_Rect *rect, const void *pixels, int pitch)
{
    int (*send)(SDL_Texture *, const SDL_Rect *, const void *, int);
    *(void **)&send = original("SDL_UpdateTexture");
    uploaded += area(rect, 1);
    return send(texture, rect, pixels, pitch);
}

void SDL_RenderPresent(SDL_Renderer *renderer)
{
    void (*present)(SDL_Renderer *);
    *(void **)&present = original("SDL_RenderPresent");
    note("texture", uploaded);
    uploaded = 0;
    present(renderer);
}
