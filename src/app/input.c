/* Input becomes commands. What is open or going on decides what a key may do. */
#include "app/keymap.h"
#include "app/state.h"

#include <math.h>
#include <string.h>
#include <strings.h>

static bool is_modifier(const char *key)
{
    static const char *const names[] = {
        "Shift",      "Ctrl",     "Control",   "Alt",        "AltGr",       "Super",
        "GUI",        "CapsLock", "NumLock",   "Left Shift", "Right Shift", "Left Ctrl",
        "Right Ctrl", "Left Alt", "Right Alt", "Left GUI",   "Right GUI",   ""};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcasecmp(key, names[i]) == 0)
            return true;
    return false;
}

/* A held key acts again only when the window has caught up with it. */
static bool may_repeat(const app *a, const key_binding *b)
{
    if (b->repeat == REPEAT_FREE)
        return true;
    return b->repeat == REPEAT_SETTLED && !app_gliding(a) && !job_busy(&a->jobs.runs);
}

/* In a menu the arrows walk and Enter chooses; the transport rests until it is closed. */
static bool menu_key(app *a, const command *c, em_status *status)
{
    const bool down = c->kind == COMMAND_K_STEP && c->n < 0,
               up = c->kind == COMMAND_K_STEP && c->n > 0;
    if (!down && !up)
        return false;
    const command focus = {.kind = COMMAND_FOCUS, .pane = -1, .n = down ? 1 : -1};
    *status = app_apply(a, &focus);
    return true;
}

/* The help covers the picture: a key that would change it unseen only closes the help. */
static bool acts_behind_help(command_kind kind)
{
    switch (kind) {
    case COMMAND_HELP:
    case COMMAND_QUIT:
    case COMMAND_ESCAPE:
    case COMMAND_SCALE:
    case COMMAND_THEME:
    case COMMAND_PRESENTATION:
    case COMMAND_FULL_SCREEN:
    case COMMAND_BLANK:
    case COMMAND_FOCUS:
    case COMMAND_PRESS: return false;
    default: return true;
    }
}

/* Commands that need a place get one: keys have none. False: there is none to act on. */
static bool complete(const app *a, command *c)
{
    const app_pane *p = &a->pane[a->scene->active];
    const data_plane *plane = scene_plane(a->scene, a->scene->active);
    if (c->kind == COMMAND_PAN || (c->kind == COMMAND_NUDGE && c->n == 0)) {
        c->x *= app_scale(a);
        c->y *= app_scale(a);
    } else if (c->kind == COMMAND_ADD_POINT) {
        c->x = p->camera.centre_x;
        c->y = p->camera.centre_y;
        return p->ready && p->box.w >= 1.0;
    } else if (c->kind == COMMAND_ERASE) {
        if (a->inspect_row < 0 || !p->ready || (size_t)a->inspect_row >= p->n)
            return false;
        c->x = plane->xy[2 * a->inspect_row];
        c->y = plane->xy[2 * a->inspect_row + 1];
    }
    return true;
}

static em_status key_event(app *a, const app_input_event *e)
{
    const unsigned mods =
        (e->ctrl ? KEY_CTRL : 0U) | (e->shift ? KEY_SHIFT : 0U) | (e->alt ? KEY_ALT : 0U);
    char key[sizeof e->key + 1] = {0};
    memcpy(key, e->key, sizeof e->key);
    if (is_modifier(key))
        return EM_OK;
    pointer_hush(a);
    const key_binding *b = keymap_find(key, mods);
    if (a->blank && (b == NULL || b->command.kind != COMMAND_QUIT)) {
        if (!e->repeat)
            a->blank = false;
        app_touch(a);
        return EM_OK;
    }
    if (b == NULL || (e->repeat && !may_repeat(a, b)))
        return EM_OK;
    em_status status = EM_OK;
    if (a->menu != MENU_NONE && menu_key(a, &b->command, &status))
        return status;
    command c = b->command;
    if (strcmp(keymap_name(key), "Enter") == 0 && a->focus != 0 &&
        ui_find(&a->ui, a->focus) != NULL)
        c = (command){.kind = COMMAND_PRESS, .pane = -1};
    if (a->help && acts_behind_help(c.kind)) {
        a->help = false;
        app_touch(a);
        return EM_OK;
    }
    if (!complete(a, &c))
        return EM_OK;
    return app_apply(a, &c);
}

static em_status resize(app *a, const app_input_event *e)
{
    if (!(e->x >= 1.0) || !(e->y >= 1.0) || e->x > 65536.0 || e->y > 65536.0)
        return EM_OK;
    a->width = floor(e->x);
    a->height = floor(e->y);
    if (e->device_scale >= 0.25 && e->device_scale <= 8.0)
        a->device_scale = e->device_scale;
    pointer_cancel(a);
    app_touch(a);
    return EM_OK;
}

/* Several files may be dropped at once: the first is opened, which the others find going on. */
static em_status drop(app *a, const app_input_event *e)
{
    const command open = {.kind = COMMAND_OPEN, .pane = -1, .text = e->text};
    if (e->text == NULL || e->text[0] == '\0')
        return EM_OK;
    a->blank = a->help = false;
    const bool busy = job_busy(&a->jobs.runs);
    const em_status status = app_apply(a, &open);
    a->drops = busy ? a->drops + 1 : 1;
    return status;
}

/* What would change the run waits for the end of the film. False: it is no business of the film. */
static bool waits_for_film(app *a, const app_input_event *e)
{
    if (e->kind != INPUT_KEY && e->kind != INPUT_PRESS && e->kind != INPUT_WHEEL &&
        e->kind != INPUT_DROP)
        return false;
    if (e->kind == INPUT_KEY && (is_modifier(e->key) || (e->ctrl && strcasecmp(e->key, "Q") == 0)))
        return false;
    if (e->kind == INPUT_KEY && strcmp(keymap_name(e->key), "Escape") == 0)
        app_ask(a, REQUEST_STOP_FILM, true, NULL);
    else
        app_notice(a, false, "A film is being written. Esc stops it.");
    return true;
}

em_status app_input(app *a, const app_input_event *e)
{
    if (e->kind == INPUT_RESIZE)
        return resize(a, e);
    if (a->filming && waits_for_film(a, e))
        return EM_OK;
    if (e->kind == INPUT_DROP)
        return drop(a, e);
    if (a->blank && (e->kind == INPUT_PRESS || e->kind == INPUT_WHEEL)) {
        a->blank = false;
        app_touch(a);
        return EM_OK;
    }
    if (a->prompt != PROMPT_NONE && (e->kind == INPUT_KEY || e->kind == INPUT_TEXT))
        return prompt_event(a, e);
    if (e->kind == INPUT_KEY)
        return key_event(a, e);
    return e->kind == INPUT_TEXT ? EM_OK : pointer_event(a, e);
}
