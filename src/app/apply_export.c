/* Exports: which format, how large, under which name. The platform draws and writes them. */
#include "app/export_wish.h"
#include "app/state.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { SIDE_MIN = 64, SIDE_MAX = 16384, NUMBERED_NAMES = 1000 };

static bool ends_with(const char *text, const char *ending)
{
    const size_t n = strlen(text), k = strlen(ending);
    return n >= k && strcasecmp(text + n - k, ending) == 0;
}

static bool is_drawn(const char *path)
{
    return ends_with(path, ".png") || ends_with(path, ".svg") || ends_with(path, ".gif") ||
           ends_with(path, ".mp4");
}

static bool has_ending(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strchr(slash != NULL ? slash : path, '.') != NULL;
}

static const char *read_side(const char *at, size_t *out)
{
    char *end = NULL;
    at += strspn(at, " ");
    if (!isdigit((unsigned char)*at))
        return NULL;
    *out = strtoul(at, &end, 10);
    return end + strspn(end, " ");
}

bool export_read_size(const char *text, size_t *width, size_t *height)
{
    static const char *const sign[] = {"x", "X", "*", "\xC3\x97", ","};
    const char *at = read_side(text, width);
    for (size_t i = 0; at != NULL && i < sizeof sign / sizeof sign[0]; i++)
        if (strncmp(at, sign[i], strlen(sign[i])) == 0) {
            at += strlen(sign[i]);
            break;
        }
    at = at != NULL ? read_side(at, height) : NULL;
    return at != NULL && *at == '\0';
}

static em_status check_size(app *a, size_t width, size_t height)
{
    if (width >= SIDE_MIN && width <= SIDE_MAX && height >= SIDE_MIN && height <= SIDE_MAX)
        return EM_OK;
    return app_refuse_text(a, EM_ERR_USAGE,
                           "A picture is %d to %d pixels wide and high; %zu \xC3\x97 %zu is not.",
                           SIDE_MIN, SIDE_MAX, width, height);
}

/* "plot.png 1920x1080": the size is taken off the name. False: there is none. */
static bool split_size(char *path, size_t *width, size_t *height)
{
    char *blank = strrchr(path, ' ');
    size_t w, h;
    if (blank == NULL || !export_read_size(blank + 1, &w, &h))
        return false;
    *blank = '\0';
    if (!is_drawn(path)) {
        *blank = ' ';
        return false;
    }
    *width = w;
    *height = h;
    return true;
}

void export_suggest(const app *a, const char *ending, char *out, size_t size)
{
    const session_frame f = scene_frame(a->scene, a->scene->active);
    const char *name = a->scene->data->name;
    const char *base = strrchr(name, '/') != NULL ? strrchr(name, '/') + 1 : name;
    char clean[48], step[32] = "";
    size_t n = strcspn(base, base[0] == '.' ? "" : ".");
    n = n < sizeof clean ? n : sizeof clean - 1;
    while (n > 0 && ((unsigned char)base[n] & 0xC0U) == 0x80U)
        n--; /* characters are not cut in two */
    for (size_t i = 0; i < n; i++) {
        const unsigned char byte = (unsigned char)base[i];
        clean[i] = (char)(isalnum(byte) || byte >= 0x80 ? base[i] : '-');
    }
    clean[n] = '\0';
    const bool of_step =
        strcmp(ending, ".png") == 0 || strcmp(ending, ".svg") == 0 || strcmp(ending, ".csv") == 0;
    if (of_step && f.data != NULL)
        snprintf(step, sizeof step, "-step-%zu", f.cursor);
    snprintf(out, size, "%s%s%s", clean, step, ending);
    for (int i = 2; i < NUMBERED_NAMES && access(out, F_OK) == 0; i++)
        snprintf(out, size, "%s%s-%d%s", clean, step, i, ending);
}

static void title_wish(export_wish *w)
{
    const char *what = strcmp(w->ending, ".csv") == 0  ? "Points and parameters (CSV)"
                       : ends_with(w->ending, "d.png") ? "Numbered pictures, one for each half-step"
                       : strcmp(w->ending, ".gif") == 0 ? "Film (GIF)"
                       : strcmp(w->ending, ".mp4") == 0 ? "Film (MP4)"
                       : strcmp(w->ending, ".svg") == 0 ? "Picture (SVG)"
                       : strcmp(w->ending, ".png") == 0
                           ? "Picture (PNG)"
                           : "Export (.png .svg .csv .gif .mp4), with a size: plot.png 1920x1080";
    if (w->width > 0)
        snprintf(w->title, sizeof w->title, "%s, %zu \xC3\x97 %zu: file name", what, w->width,
                 w->height);
    else
        snprintf(w->title, sizeof w->title, "%s%s", what,
                 w->ending[0] != '\0' ? ": file name" : "");
}

static void ask_platform(app *a, bool for_name, const char *path, const export_wish *wish)
{
    const size_t n = a->n_requests;
    app_ask(a, REQUEST_EXPORT, for_name, path);
    if (a->n_requests == n)
        return;
    app_request *r = &a->request[n];
    r->width = wish->width;
    r->height = wish->height;
    snprintf(r->title, sizeof r->title, "%s", wish->title);
}

static em_status ask_name(app *a)
{
    char name[128] = "";
    title_wish(&a->wish);
    if (a->wish.ending[0] != '\0')
        export_suggest(a, a->wish.ending, name, sizeof name);
    if (a->ask_here)
        prompt_open(a, PROMPT_EXPORT, name);
    else
        ask_platform(a, true, name, &a->wish);
    return EM_OK;
}

void app_ask_again(app *a)
{
    ask_name(a);
}

static em_status ask_size(app *a)
{
    char size[48] = "2560x1440";
    if (a->wish.width > 0)
        snprintf(size, sizeof size, "%zux%zu", a->wish.width, a->wish.height);
    prompt_open(a, PROMPT_SIZE, size);
    return EM_OK;
}

em_status export_give_size(app *a, const char *text)
{
    size_t width, height;
    if (!export_read_size(text, &width, &height))
        return app_refuse_text(a, EM_ERR_USAGE,
                               "A size is a width and a height in pixels, such as 1920x1080.");
    const em_status status = check_size(a, width, height);
    if (status != EM_OK)
        return status;
    a->wish.width = width;
    a->wish.height = height;
    return ask_name(a);
}

/* ".png", ".png 1920x1080", ".png ?": a name is to be asked for, or the size before it. */
static em_status wish_for(app *a, const char *text)
{
    static const char *const endings[] = {".png", ".svg", ".csv", ".gif", ".mp4", "-%03d.png"};
    const size_t n = strcspn(text, " ");
    const export_wish before = a->wish;
    a->wish = (export_wish){.ending = ""};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strlen(endings[i]) == n && strncmp(text, endings[i], n) == 0)
            a->wish.ending = endings[i];
    if (n > 0 && a->wish.ending[0] == '\0')
        return EM_ERR_USAGE; /* a name, not a wish */
    if (strcmp(text + n, " ?") == 0) {
        a->wish.width = before.width;
        a->wish.height = before.height;
        return ask_size(a);
    }
    if (text[n] != '\0' && !export_read_size(text + n + 1, &a->wish.width, &a->wish.height))
        return EM_ERR_USAGE;
    return ask_name(a);
}

static void add_ending(const export_wish *wish, char *path, size_t size)
{
    if (!has_ending(path) && strlen(path) + strlen(wish->ending) < size)
        strcat(path, wish->ending);
}

void export_path(const app *a, const char *text, char *path, size_t size)
{
    size_t width, height;
    snprintf(path, size, "%s", text);
    split_size(path, &width, &height);
    add_ending(&a->wish, path, size);
}

static em_status order(app *a, const char *text, const export_wish *wish)
{
    char path[PROMPT_MAX];
    export_wish as = {.ending = ""};
    snprintf(path, sizeof path, "%s", text);
    const bool sized = split_size(path, &as.width, &as.height);
    if (wish != NULL)
        add_ending(wish, path, sizeof path);
    if (sized && check_size(a, as.width, as.height) != EM_OK)
        return EM_ERR_USAGE;
    if (wish != NULL && !sized && is_drawn(path)) {
        as.width = wish->width;
        as.height = wish->height;
    }
    ask_platform(a, false, path, &as);
    return EM_OK;
}

em_status apply_export(app *a, const command *c)
{
    const char *text = c->text != NULL ? c->text : "";
    if (c->n == 0 && wish_for(a, text) == EM_OK)
        return EM_OK;
    return order(a, text, c->n != 0 ? &a->wish : NULL);
}
