/* The one place that obeys: which topic a command belongs to. */
#include "app/state.h"

typedef em_status handler(app *a, const command *c);

static handler *handler_of(command_kind kind)
{
    switch (kind) {
    case COMMAND_FORWARD:
    case COMMAND_BACK:
    case COMMAND_FORWARD_ITERATION:
    case COMMAND_BACK_ITERATION:
    case COMMAND_PLAY:
    case COMMAND_CONVERGE:
    case COMMAND_HOME:
    case COMMAND_SEEK:
    case COMMAND_PACE:
    case COMMAND_CANCEL: return apply_time;
    case COMMAND_RESTART:
    case COMMAND_NEW_SEED:
    case COMMAND_SEED:
    case COMMAND_K:
    case COMMAND_K_STEP:
    case COMMAND_MODEL:
    case COMMAND_COVARIANCE:
    case COMMAND_INIT:
    case COMMAND_OPTION:
    case COMMAND_SPEC:
    case COMMAND_LOAD_K: return apply_run;
    case COMMAND_PANES:
    case COMMAND_PANE:
    case COMMAND_SWEEP: return apply_panes;
    case COMMAND_OVERLAY:
    case COMMAND_TAB:
    case COMMAND_TAB_STEP:
    case COMMAND_SCALE:
    case COMMAND_THEME:
    case COMMAND_PRESENTATION:
    case COMMAND_FULL_SCREEN:
    case COMMAND_BLANK:
    case COMMAND_ANIMATION:
    case COMMAND_HELP:
    case COMMAND_MENU:
    case COMMAND_SWEEP_VIEW:
    case COMMAND_INSPECT: return apply_look;
    case COMMAND_ZOOM:
    case COMMAND_PAN:
    case COMMAND_FIT:
    case COMMAND_AXES: return apply_camera;
    case COMMAND_MOVE_MEAN:
    case COMMAND_SHAPE:
    case COMMAND_TOOL:
    case COMMAND_ADD_POINT:
    case COMMAND_ERASE:
    case COMMAND_UNDO:
    case COMMAND_REDO: return apply_edit;
    case COMMAND_GRIP:
    case COMMAND_NUDGE: return apply_nudge;
    case COMMAND_DATA:
    case COMMAND_OPEN:
    case COMMAND_SAVE:
    case COMMAND_EXPORT: return apply_file;
    case COMMAND_FOCUS:
    case COMMAND_PRESS:
    case COMMAND_ESCAPE:
    case COMMAND_QUIT: return apply_focus;
    case COMMAND_NONE:
    case COMMAND_KINDS: return NULL;
    }
    return NULL;
}

/* A choice made in a menu closes it. */
static bool closes_menu(command_kind kind)
{
    return kind != COMMAND_MENU && kind != COMMAND_FOCUS && kind != COMMAND_PRESS &&
           kind != COMMAND_ESCAPE && kind != COMMAND_SCALE && kind != COMMAND_THEME &&
           kind != COMMAND_OPTION && kind != COMMAND_OVERLAY && kind != COMMAND_ANIMATION &&
           kind != COMMAND_PRESENTATION;
}

em_status app_apply(app *a, const command *c)
{
    handler *const obey = handler_of(c->kind);
    if (obey == NULL)
        return EM_OK;
    app_touch(a);
    if (closes_menu(c->kind))
        a->menu = MENU_NONE;
    return obey(a, c);
}
