/* Focus by keyboard, Esc and leaving. */
#include "app/state.h"

#include <math.h>

/* Menu items and dialogs lie on top: while one is open, focus stays among what is drawn after its
 * block. */
static size_t first_reachable(const ui_list *ui)
{
    for (size_t i = ui->n; i-- > 0;)
        if (ui->hit[i].kind == HIT_BLOCK)
            return i + 1;
    return 0;
}

static bool reachable(const ui_hit *hit)
{
    return hit->focusable && hit->enabled && hit->id != 0;
}

static em_status move_focus(app *a, long direction)
{
    build_picture(a);
    const ui_list *ui = &a->ui;
    const size_t first = first_reachable(ui);
    const size_t count = ui->n - first;
    size_t at = direction > 0 ? count : 0; /* just outside the list, where going on enters it */
    for (size_t i = 0; i < count; i++)
        if (ui->hit[first + i].id == a->focus && a->focus != 0)
            at = i + 1;
    /* Places 1..count are controls, 0 is none: the ring of controls has one place without focus. */
    if (at > count || (direction > 0 && a->focus == 0))
        at = 0;
    for (size_t step = 0; step < count; step++) {
        at = (at + (direction > 0 ? 1 : count)) % (count + 1);
        if (at == 0)
            continue;
        if (reachable(&ui->hit[first + at - 1])) {
            a->focus = ui->hit[first + at - 1].id;
            app_touch(a);
            return EM_OK;
        }
    }
    return EM_OK;
}

static em_status press(app *a)
{
    const ui_hit *hit = a->focus != 0 ? ui_find(&a->ui, a->focus) : NULL;
    if (hit == NULL || !hit->enabled || hit->kind != HIT_BUTTON) {
        a->focus = 0;
        return EM_OK;
    }
    const command c = hit->command;
    const bool opens = c.kind == COMMAND_MENU;
    const em_status status = app_apply(a, &c);
    if (opens && a->menu != MENU_NONE) {
        a->focus = 0;
        return move_focus(a, 1);
    }
    return status;
}

/* One thing at a time, the topmost first. */
static em_status escape(app *a)
{
    if (a->blank)
        a->blank = false;
    else if (a->prompt != PROMPT_NONE)
        prompt_close(a);
    else if (a->help)
        a->help = false;
    else if (a->menu != MENU_NONE)
        a->menu = MENU_NONE;
    else if (a->pointer.drag != DRAG_NONE && a->pointer.drag != DRAG_DEAD)
        pointer_cancel(a);
    else if (job_busy(&a->jobs.runs)) {
        a->wanted_seek = -1;
        job_cancel(&a->jobs.runs);
    } else if (job_busy(&a->jobs.sweep) && a->sweep_fits)
        job_cancel(&a->jobs.sweep);
    else if (app_take_pause(a))
        return EM_OK;
    else if (a->tool != TOOL_NONE)
        a->tool = TOOL_NONE;
    else if (a->focus != 0)
        a->focus = 0;
    else if (a->toast_seconds > 0.0 && a->toast_error)
        a->toast_seconds = 0.0;
    else if (a->full_screen) {
        a->full_screen = false;
        app_ask(a, REQUEST_WINDOW, false, NULL);
    }
    return EM_OK;
}

static em_status quit(app *a)
{
    job_cancel(&a->jobs.runs);
    job_cancel(&a->jobs.sweep);
    app_ask(a, REQUEST_QUIT, true, NULL);
    return EM_OK;
}

em_status apply_focus(app *a, const command *c)
{
    switch (c->kind) {
    case COMMAND_FOCUS: return move_focus(a, c->n);
    case COMMAND_PRESS: return press(a);
    case COMMAND_ESCAPE: return escape(a);
    default: return quit(a);
    }
}
