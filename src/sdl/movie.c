#include "sdl/movie.h"

#include "io/io.h"
#include "sdl/child.h"
#include "sdl/png.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define STALLED 30.0 /* seconds without progress after which ffmpeg counts as hung */

enum { PIPE_BYTES = 1 << 20, PUMP_MS = 8 /* a pump's patience */ };

struct movie {
    char *path, *part; /* part: the unfinished file beside it; NULL for numbered pictures */
    size_t w, h, numbered;
    uint32_t *pixels; /* the picture on its way */
    size_t sent, total;
    child child;
};

static bool ends_with(const char *path, const char *ending)
{
    const size_t n = strlen(path), k = strlen(ending);
    return n > k && strcasecmp(path + n - k, ending) == 0;
}

/* Exactly one %d or %0Nd, and no other percent sign. */
static bool is_numbered(const char *path)
{
    const char *p = strchr(path, '%');
    if (!p || !ends_with(path, ".png")) {
        return false;
    }
    const char *end = p + 1 + strspn(p + 1, "0123456789");
    return *end == 'd' && end - p <= 3 && !strchr(end, '%');
}

bool movie_knows(const char *path)
{
    return ends_with(path, ".gif") || ends_with(path, ".mp4") || is_numbered(path);
}

static void destroy(movie *m)
{
    child_kill(&m->child);
    if (m->part) {
        unlink(m->part);
    }
    free(m->part);
    free(m->path);
    free(m->pixels);
    free(m);
}

static em_status fail(const movie *m, const char *what, em_error *error)
{
    char name[200];
    return em_fail(error, EM_ERR_FILE, "cannot write %s: %s", io_quote(m->path, name, sizeof name),
                   what);
}

/* A relative name may begin with "-": ffmpeg would read an option. */
static char *part_name(const char *path)
{
    char *part = NULL;
    const bool plain = path[0] == '/';
    return asprintf(&part, "%s%s.%ld.part", plain ? "" : "./", path, (long)getpid()) < 0 ? NULL
                                                                                         : part;
}

static bool start_ffmpeg(movie *m, double per_second)
{
    char size[64], rate[32];
    snprintf(size, sizeof size, "%zux%zu", m->w, m->h);
    snprintf(rate, sizeof rate, "%.3f", per_second);
    const bool gif = ends_with(m->path, ".gif");
    const char *argv[32] = {"ffmpeg", "-nostdin", "-loglevel", "quiet", "-y",
                            "-f",     "rawvideo", "-pix_fmt",  "bgra",  "-s",
                            size,     "-r",       rate,        "-i",    "pipe:0"};
    static const char *const as_gif[] = {
        "-vf",   "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=none",
        "-loop", "0",
        "-f",    "gif",
        NULL};
    static const char *const as_mp4[] = {"-vf",       "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white",
                                         "-c:v",      "libx264",
                                         "-crf",      "16",
                                         "-pix_fmt",  "yuv420p",
                                         "-movflags", "+faststart",
                                         "-f",        "mp4",
                                         NULL};
    size_t n = 15;
    for (const char *const *more = gif ? as_gif : as_mp4; *more; more++) {
        argv[n++] = *more;
    }
    argv[n] = m->part;
    if (!child_start(&m->child, argv, true, -1)) {
        return false;
    }
    fcntl(m->child.pipe, F_SETPIPE_SZ, PIPE_BYTES); /* only speed hangs on it */
    return true;
}

em_status movie_open(const char *path, size_t w, size_t h, double per_second, movie **out,
                     em_error *error)
{
    char name[200];
    if (!movie_knows(path)) {
        return em_fail(error, EM_ERR_USAGE, "%s: films end in .gif, .mp4 or -%%04d.png",
                       io_quote(path, name, sizeof name));
    }
    movie *m = calloc(1, sizeof *m);
    if (!m) {
        return em_fail_memory(error);
    }
    m->child.pipe = -1;
    m->w = w;
    m->h = h;
    m->path = strdup(path);
    m->pixels = malloc(w * h * sizeof *m->pixels);
    if (!is_numbered(path)) {
        m->part = part_name(path);
    }
    if (!m->path || !m->pixels || (!is_numbered(path) && !m->part)) {
        destroy(m);
        return em_fail_memory(error);
    }
    if (m->part) {
        signal(SIGPIPE, SIG_IGN);
    }
    if (m->part && !start_ffmpeg(m, per_second)) {
        const em_status status = fail(m,
                                      "the program ffmpeg is not installed; a name such as "
                                      "frame-%04d.png writes numbered pictures without it",
                                      error);
        destroy(m);
        return status;
    }
    *out = m;
    return EM_OK;
}

/* Once, however long a film would show it: a number is a half-step. */
static em_status add_numbered(movie *m, const raster_image *image, em_error *error)
{
    char path[4096];
    const char *sign = strchr(m->path, '%'), *rest = strchr(sign, 'd') + 1;
    const int width = atoi(sign + 1);
    snprintf(path, sizeof path, "%.*s%0*zu%s", (int)(sign - m->path), m->path, width, m->numbered++,
             rest);
    return png_write(path, image, error);
}

em_status movie_begin(movie *m, const raster_image *image, size_t times, em_error *error)
{
    if (!m->part) {
        return add_numbered(m, image, error);
    }
    memcpy(m->pixels, image->pixels, m->w * m->h * sizeof *m->pixels);
    m->sent = 0;
    m->total = times * m->w * m->h * sizeof *m->pixels;
    return EM_OK;
}

em_status movie_pump(movie *m, bool *done, em_error *error)
{
    const size_t one = m->w * m->h * sizeof *m->pixels;
    while (m->sent < m->total) {
        const size_t at = m->sent % one;
        const ssize_t wrote = write(m->child.pipe, (const char *)m->pixels + at, one - at);
        struct pollfd ready = {.fd = m->child.pipe, .events = POLLOUT};
        if (wrote < 0 && (errno == EAGAIN || errno == EINTR)) {
            if (poll(&ready, 1, PUMP_MS) <= 0) {
                break;
            }
            continue;
        }
        if (wrote <= 0) {
            return fail(m, "ffmpeg has stopped", error);
        }
        m->sent += (size_t)wrote;
    }
    *done = m->sent >= m->total;
    return EM_OK;
}

em_status movie_add(movie *m, const raster_image *image, size_t times, em_error *error)
{
    em_status status = movie_begin(m, image, times, error);
    bool done = !m->part;
    while (status == EM_OK && !done) {
        struct pollfd ready = {.fd = m->child.pipe, .events = POLLOUT};
        const int answer = poll(&ready, 1, (int)(STALLED * 1000));
        if (answer == 0) {
            return fail(m, "ffmpeg does not answer", error);
        }
        status = movie_pump(m, &done, error);
    }
    return status;
}

static em_status put_in_place(movie *m, int code, em_error *error)
{
    if (m->part && code != 0) {
        return fail(m, "ffmpeg has failed", error);
    }
    if (m->part && rename(m->part, m->path) != 0) {
        return fail(m, strerror(errno), error);
    }
    free(m->part);
    m->part = NULL;
    return EM_OK;
}

em_status movie_try_finish(movie *m, bool *done, em_error *error)
{
    int code = 0;
    child_close(&m->child);
    *done = child_ended(&m->child, &code);
    if (!*done) {
        return EM_OK;
    }
    const em_status status = put_in_place(m, code, error);
    destroy(m);
    return status;
}

em_status movie_finish(movie *m, const em_control *control, em_error *error)
{
    const double slice = 0.05; /* seconds between looks at control */
    int code = 0;
    bool ended = false, cancelled = false;
    child_close(&m->child);
    for (double waited = 0.0; !ended && !cancelled && waited < STALLED; waited += slice) {
        ended = child_wait(&m->child, slice, &code);
        cancelled = em_control_cancelled(control);
    }
    const em_status status = cancelled ? em_fail(error, EM_ERR_INTERRUPTED, "interrupted")
                             : ended   ? put_in_place(m, code, error)
                                       : fail(m, "ffmpeg does not end", error);
    destroy(m);
    return status;
}

void movie_abandon(movie *m)
{
    if (m) {
        destroy(m);
    }
}
