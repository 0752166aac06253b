#include "sdl/player.h"

#include "io/io.h"
#include "sdl/png.h"
#include "view/dump.h"

#include <math.h>
#include <string.h>

#define LOOK_AGAIN 0.02 /* seconds between looks at a pipe */

enum { DRAG_MOVES = 12 };

static void send(app *a, input_kind kind, double x, double y, int button)
{
    app_input(a, &(app_input_event){.kind = kind, .x = x, .y = y, .button = button, .clicks = 1});
}

static void send_key(app *a, const script_step *step)
{
    app_input_event event = {
        .kind = INPUT_KEY, .ctrl = step->ctrl, .shift = step->shift, .alt = step->alt};
    snprintf(event.key, sizeof event.key, "%s", step->text);
    app_input(a, &event);
}

static void send_drag(app *a, const double n[4])
{
    send(a, INPUT_MOVE, n[0], n[1], 0);
    send(a, INPUT_PRESS, n[0], n[1], 1);
    for (int i = 1; i <= DRAG_MOVES; i++) {
        const double t = (double)i / DRAG_MOVES;
        send(a, INPUT_MOVE, n[0] + t * (n[2] - n[0]), n[1] + t * (n[3] - n[1]), 1);
    }
    send(a, INPUT_RELEASE, n[2], n[3], 1);
}

static void send_reset(const char *what)
{
    SDL_Event event = {.type = strcmp(what, "targets") == 0 ? SDL_RENDER_TARGETS_RESET
                                                            : SDL_RENDER_DEVICE_RESET};
    SDL_PushEvent(&event);
}

static em_status write_text(void *context, const char *bytes, size_t count)
{
    return io_writer_write(context, bytes, count);
}

static em_status write_dump(app *a, const char *path, em_error *error)
{
    io_writer *writer;
    em_status status = io_writer_open(path, &writer, error);
    if (status != EM_OK) {
        return status;
    }
    const view_sink sink = {write_text, writer};
    dump_write(app_picture(a), &sink); /* a failed write is remembered until commit */
    return io_writer_commit(writer, error);
}

static player_result act(const script_step *step, app *a, window *w, em_error *error)
{
    const double *n = step->number;
    em_status status = EM_OK;
    switch (step->kind) {
    case SCRIPT_KEY: send_key(a, step); break;
    case SCRIPT_TEXT:
        app_input(a, &(app_input_event){.kind = INPUT_TEXT, .text = step->text});
        break;
    case SCRIPT_CLICK:
        send(a, INPUT_MOVE, n[0], n[1], 0);
        send(a, INPUT_PRESS, n[0], n[1], step->button);
        send(a, INPUT_RELEASE, n[0], n[1], step->button);
        break;
    case SCRIPT_DRAG: send_drag(a, n); break;
    case SCRIPT_WHEEL:
        app_input(a, &(app_input_event){.kind = INPUT_WHEEL, .x = n[0], .y = n[1], .amount = n[2]});
        break;
    case SCRIPT_HOVER: send(a, INPUT_MOVE, n[0], n[1], 0); break;
    case SCRIPT_RESIZE: window_resize(w, (int)n[0], (int)n[1]); break;
    case SCRIPT_SHOT:
        status = window_look(w)->pixels
                     ? png_write(step->text, window_look(w), error)
                     : em_fail(error, EM_ERR_FILE, "shot: the window has not been shown yet");
        break;
    case SCRIPT_DUMP: status = write_dump(a, step->text, error); break;
    case SCRIPT_RESET: send_reset(step->text); break;
    case SCRIPT_QUIT: return PLAYER_QUIT;
    case SCRIPT_WAIT:
    case SCRIPT_IDLE: break;
    }
    return status == EM_OK ? PLAYER_ACTED : PLAYER_FAILED;
}

player_result player_step(player *p, app *a, window *w, bool shown, double now, em_error *error)
{
    if (p->at >= p->script.n && script_feed(&p->script, error) != EM_OK) {
        return PLAYER_FAILED;
    }
    if (p->at >= p->script.n) {
        return PLAYER_NOTHING;
    }
    const script_step *step = &p->script.step[p->at];
    const bool looks = step->kind == SCRIPT_SHOT || step->kind == SCRIPT_DUMP;
    if ((looks && !shown && window_visible(w)) ||
        (step->kind == SCRIPT_IDLE && !(app_idle(a) && shown))) {
        return PLAYER_NOTHING;
    }
    if (step->kind == SCRIPT_WAIT && p->wait_until == 0.0) {
        p->wait_until = now + step->number[0];
    }
    if (now < p->wait_until) {
        return PLAYER_NOTHING;
    }
    p->wait_until = 0.0;
    p->at++;
    return act(step, a, w, error);
}

double player_wait(const player *p, double now)
{
    if (p->at >= p->script.n && p->script.pipe >= 0) {
        return LOOK_AGAIN;
    }
    if (p->at >= p->script.n || p->script.step[p->at].kind == SCRIPT_IDLE) {
        return HUGE_VAL;
    }
    return fmax(p->wait_until - now, 0.0);
}
