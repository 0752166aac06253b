/* The one place that obeys: which topic a command belongs to. COMMAND_NONE belongs to none. */
#include "app/state.h"

typedef em_status handler(app *a, const command *c);

static handler *const handlers[COMMAND_KINDS] = {
    [COMMAND_FORWARD] = apply_time,
    [COMMAND_BACK] = apply_time,
    [COMMAND_FORWARD_ITERATION] = apply_time,
    [COMMAND_BACK_ITERATION] = apply_time,
    [COMMAND_PLAY] = apply_time,
    [COMMAND_CONVERGE] = apply_time,
    [COMMAND_HOME] = apply_time,
    [COMMAND_SEEK] = apply_time,
    [COMMAND_PACE] = apply_time,
    [COMMAND_CANCEL] = apply_time,
    [COMMAND_RESTART] = apply_run,
    [COMMAND_NEW_SEED] = apply_run,
    [COMMAND_SEED] = apply_run,
    [COMMAND_K] = apply_run,
    [COMMAND_K_STEP] = apply_run,
    [COMMAND_MODEL] = apply_run,
    [COMMAND_COVARIANCE] = apply_run,
    [COMMAND_INIT] = apply_run,
    [COMMAND_OPTION] = apply_run,
    [COMMAND_SPEC] = apply_run,
    [COMMAND_ASK] = apply_ask,
    [COMMAND_LOAD_K] = apply_run,
    [COMMAND_PANES] = apply_panes,
    [COMMAND_PANE] = apply_panes,
    [COMMAND_SWEEP] = apply_panes,
    [COMMAND_OVERLAY] = apply_look,
    [COMMAND_TAB] = apply_look,
    [COMMAND_TAB_STEP] = apply_look,
    [COMMAND_SCALE] = apply_look,
    [COMMAND_THEME] = apply_look,
    [COMMAND_PRESENTATION] = apply_look,
    [COMMAND_FULL_SCREEN] = apply_look,
    [COMMAND_BLANK] = apply_look,
    [COMMAND_ANIMATION] = apply_look,
    [COMMAND_HELP] = apply_look,
    [COMMAND_MENU] = apply_look,
    [COMMAND_SWEEP_VIEW] = apply_look,
    [COMMAND_INSPECT] = apply_look,
    [COMMAND_ZOOM] = apply_camera,
    [COMMAND_PAN] = apply_camera,
    [COMMAND_FIT] = apply_camera,
    [COMMAND_AXES] = apply_camera,
    [COMMAND_MOVE_MEAN] = apply_edit,
    [COMMAND_SHAPE] = apply_edit,
    [COMMAND_TOOL] = apply_edit,
    [COMMAND_ADD_POINT] = apply_edit,
    [COMMAND_ERASE] = apply_edit,
    [COMMAND_STANDARDIZE] = apply_edit,
    [COMMAND_UNDO] = apply_edit,
    [COMMAND_REDO] = apply_edit,
    [COMMAND_GRIP] = apply_nudge,
    [COMMAND_NUDGE] = apply_nudge,
    [COMMAND_DATA] = apply_file,
    [COMMAND_OPEN] = apply_file,
    [COMMAND_SAVE] = apply_file,
    [COMMAND_EXPORT] = apply_export,
    [COMMAND_FOCUS] = apply_focus,
    [COMMAND_PRESS] = apply_focus,
    [COMMAND_ESCAPE] = apply_focus,
    [COMMAND_QUIT] = apply_focus,
};

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
    if ((unsigned)c->kind >= COMMAND_KINDS || handlers[c->kind] == NULL)
        return EM_OK;
    app_touch(a);
    if (closes_menu(c->kind))
        a->menu = MENU_NONE;
    return handlers[c->kind](a, c);
}
