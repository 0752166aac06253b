/* The window as one pure function: what is to be seen in, a draw list and a list of controls out. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "em/project.h"
#include "session/session.h"
#include "session/sweep.h"
#include "view/camera.h"
#include "view/text_metrics.h"
#include "view/theme.h"
#include "view/ui.h"

enum { VIEW_PANES = 4 };

typedef enum view_tab { TAB_RUN, TAB_CHOOSE_K, TAB_LABELS, TAB_PROTOTYPES, TAB_MATHS, TAB_COUNT } view_tab;
typedef enum view_overlay {
    OVERLAY_ELLIPSES, OVERLAY_REGIONS, OVERLAY_DENSITY, OVERLAY_LINKS, OVERLAY_TRAILS,
    OVERLAY_GHOSTS, OVERLAY_CHANGED, OVERLAY_DISAGREE, OVERLAY_PIES, OVERLAY_COUNT
} view_overlay;
typedef enum view_menu { MENU_NONE, MENU_DATA, MENU_MODEL, MENU_COVARIANCE, MENU_INIT, MENU_OPTIONS,
                         MENU_EXPORT, MENU_AXES, MENU_VIEW, MENU_COUNT } view_menu;
typedef enum view_tool { TOOL_NONE, TOOL_ADD, TOOL_ERASE } view_tool;

/* One row of the help overlay, from the app's own table of keys: help and keys cannot differ. */
typedef struct view_key {
    const char *group, *keys, *does; /* "Time", "Right, PageDown, Enter", "next half-step" */
} view_key;

/* One run as it is to be drawn. Arrays are borrowed from the app. */
typedef struct view_pane {
    session_frame frame;         /* data NULL: nothing to show yet; busy or message says why */
    const em_dataset *data;      /* the same without a run: xy and colour may be there, or be NULL */
    const em_spec *spec;         /* of the run that is there or is being made */
    const double *xy;            /* n x 2: points in the plane */
    const em_params *flat;       /* params in the plane, already between before and now while animating */
    const em_params *flat_before;/* ghosts: params of the step before in the plane; NULL */
    const double *start_xy;      /* k x 2: rings */
    const double *image_mean;    /* image data: k x d means as they are shown while they glide; NULL: params' */
    const double *trail_xy;      /* trail_n x k x 2, oldest first; last = flat means at rest */
    size_t trail_n;
    const rgba *colour;          /* n: point colours, already between two posteriors while animating */
    const uint8_t *shape;        /* n */
    uint64_t version;            /* changes with xy, colour or shape */
    const size_t *count;         /* k: points with each label; NULL: not counted yet */
    const int32_t *match;        /* k: palette index of each component (matched across panes) */
    const bool *flag_changed;    /* n, or NULL: changed in the last E-step */
    const bool *flag_disagree;   /* n, or NULL */
    camera camera;
    const em_projection *projection;
    long grip_component;         /* under the mouse or being dragged: show its handles; -1: none */
    int grip_part;               /* the grip_kind of view/scatter.h */
    bool active;
    bool animating;
    const char *busy;            /* words of the work in progress; NULL if none */
    double progress;             /* 0..1 */
    const char *message;         /* error or notice shown in the pane; NULL */
} view_pane;

typedef struct view_input {
    double width, height;      /* pixels */
    double scale;              /* interface scale: 1 = style.md's sizes */
    bool presentation;
    view_theme theme;
    const text_metrics *metrics;
    view_pane pane[VIEW_PANES];
    size_t panes, active;
    view_tab tab;
    unsigned overlays;         /* bit i: view_overlay i */
    bool playing;
    int pace;                  /* 1 slow .. 9 fast, 5 = a half-step a second */
    bool animation;            /* half-steps glide; false: they jump */
    bool full_screen;
    view_menu menu;
    size_t menu_pane;
    view_tool tool;
    bool help, blank;
    size_t help_page;
    bool can_undo, can_redo;
    const view_key *keys;      /* rows of the help overlay */
    size_t n_keys;
    const char *const *recent; /* data opened lately (built-in names or paths), newest first */
    size_t n_recent;
    const char *prompt;        /* label of the line being typed ("Open: path"); NULL: no line */
    const char *prompt_text;   /* what is typed so far; the caret is at its end */
    bool prompt_selected;      /* typing replaces it */
    double mouse_x, mouse_y;   /* -1, -1: outside */
    bool mouse_down;
    uint32_t focus;            /* id of the focused control, 0: none (ring drawn only then) */
    uint32_t hover;            /* id under the mouse after the tooltip delay, 0: none */
    long inspect_row;          /* -1: none */
    size_t inspect_pane;
    const session_point *inspect; /* of inspect_row in the active pane; NULL */
    const session_scores *scores; /* active pane; NULL */
    const struct members *members; /* active pane, image data (session/members.h); NULL */
    const sweep *sweep;           /* Choose K of the active pane; NULL */
    bool sweep_busy; double sweep_progress; int sweep_curve;
    const char *toast;            /* one line that appears for a while; NULL */
    bool toast_error;
} view_input;

/* Fills both lists (reset first). The layout is that of view/layout.h for the same input. */
void view_window(const view_input *in, draw_list *draw, ui_list *ui);

#endif
