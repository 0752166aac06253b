/* The inside of an app, shared by the files of this layer. One thread changes it; a worker only
 * sees the parts its job borrows. */
#ifndef APP_STATE_H
#define APP_STATE_H

#include "app/app.h"
#include "app/aside.h"
#include "app/autosave.h"
#include "app/edits.h"
#include "app/jobs.h"
#include "app/pane.h"
#include "app/playback.h"
#include "app/settings.h"
#include "app/sweep_job.h"

enum { TOAST_MAX = EM_ERROR_TEXT + 64, REQUESTS_MAX = 16, PROMPT_MAX = 1024 };

/* What a pressed mouse button is doing. */
typedef enum drag_kind {
    DRAG_NONE,
    DRAG_BUTTON,
    DRAG_SLIDER,
    DRAG_PAN,
    DRAG_MEAN,
    DRAG_AXIS,
    DRAG_ADD,
    DRAG_ERASE,
    DRAG_DEAD
} drag_kind;

typedef struct pointer {
    double x, y; /* -1, -1: outside */
    bool down;
    drag_kind drag;
    ui_hit hit; /* what was pressed; text and tooltip not kept */
    double from_x, from_y;
    size_t strokes; /* edits of the data this drag has made: together one edit */
    double notches; /* of the wheel, what is left after the whole ones */
    bool moved;     /* farther than a click's tremble */
    size_t pane;
    size_t component;    /* DRAG_MEAN, DRAG_AXIS */
    int part, side;      /* grip_kind, which end */
    double shape[3];     /* DRAG_AXIS: a, b, angle of the ellipse as it began */
    uint32_t over;       /* control under the mouse */
    double over_seconds; /* since it is there: the tooltip's delay */
    bool tip;
} pointer;

typedef enum prompt_kind { PROMPT_NONE, PROMPT_OPEN, PROMPT_SAVE, PROMPT_EXPORT } prompt_kind;

struct app {
    scene *scene;
    app_pane pane[VIEW_PANES];
    bool *disagree; /* n of the scene; NULL: fewer than two panes have labels */
    jobs jobs;
    edits edits;
    bool playing;
    double play_clock; /* seconds since play's last half-step */
    bool fresh_glide;  /* the next tick is a glide's first */
    long wanted_seek;  /* a scrub that came while work was going on; -1: none */
    size_t *
        kept_points[VIEW_PANES]; /* the rows of the last start "points:", for the cycle of starts */
    size_t kept_k[VIEW_PANES];
    double unsaved_seconds; /* since the last change that is not in the autosave; NAN: none */
    settings settings;
    bool use_settings;
    double width, height, device_scale;
    view_tab tab;
    bool presentation, full_screen, blank, help;
    view_menu menu;
    size_t menu_pane;
    view_tool tool;
    uint32_t focus;
    long inspect_row;
    double *inspect[4]; /* k each: the arrays of inspect_point */
    size_t inspect_k;
    session_point inspect_point;
    bool inspect_ready;
    session_scores scores;
    bool scores_ready;
    members *members; /* of members_data, as the active pane stood at members_stamp */
    const em_dataset *members_data;
    uint64_t members_stamp, aside_stamp; /* the latter grows with every change */
    bool aside_asked;
    sweep *sweep; /* of the pane and spec it was started for */
    em_spec sweep_spec;
    const em_dataset *sweep_data; /* NULL: none yet */
    bool sweep_fits;              /* the active pane still has that spec but for K and seed */
    bool sweep_wanted;            /* start it when its lane is free */
    int sweep_curve;
    pointer pointer;
    long grip_component; /* under the mouse, held by it, or chosen by key; -1: none */
    int grip_part;
    size_t grip_pane;
    size_t
        nudge_rows; /* length of the run after the last nudge by key; 0: the next is a new edit */
    long nudged;    /* its component */
    prompt_kind prompt;
    char prompt_text[PROMPT_MAX];
    bool ask_here; /* no dialog of the desktop: paths are typed in the window */
    char toast[TOAST_MAX];
    bool toast_error;
    bool toast_of_work;   /* goes with the work it speaks of */
    double toast_seconds; /* left */
    char save_path[PROMPT_MAX];
    app_request request[REQUESTS_MAX];
    size_t n_requests;
    const text_metrics *metrics;
    draw_list draw;
    ui_list ui;
    bool dirty, built;
};

/* The picture must be built again. */
void app_touch(app *a);
void app_ask(app *a, app_request_kind kind, bool on, const char *path);
/* Shows the error and returns its status: `return app_refuse(a, &error);`. */
em_status app_refuse(app *a, const em_error *error);
em_status app_refuse_text(app *a, em_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A command came while the lane of the runs was busy: it is not obeyed, and that is said. */
em_status app_still_at_work(app *a);
size_t app_pane_of(const app *a, const command *c); /* the pane a command means */
double app_scale_at(const app *a, double height, double factor);
double app_scale(const app *a); /* pixels per style-sheet pixel */

/* After any change of runs or cursors: matching, colours, scores, inspector. mask: panes to glide.
 */
void app_refresh(app *a, unsigned glide_mask);
void app_recolour(app *a, unsigned glide_mask); /* only what the panes show */
void app_refresh_inspect(app *a);
void app_refresh_scores(app *a);
void app_keep_settings(app *a);      /* writes the file, if the app has one */
camera app_fit(app *a, size_t pane); /* the camera that shows all of a pane's points */
void app_finish_glides(app *a);
bool app_gliding(const app *a);
bool app_has_runs(const app *a); /* every pane has a run */
bool app_take_pause(app *a);     /* stops play; true if it was on */

/* Handlers of app_apply by topic. */
em_status apply_time(app *a, const command *c);
em_status apply_run(app *a, const command *c);
em_status apply_panes(app *a, const command *c);
em_status apply_look(app *a, const command *c);
em_status apply_camera(app *a, const command *c);
em_status apply_edit(app *a, const command *c);
em_status apply_nudge(app *a, const command *c);
em_status apply_file(app *a, const command *c);
em_status apply_focus(app *a, const command *c);

/* Commits changed parameters (not taken) to the pane's run, as one edit that can be undone. */
em_status app_commit_edit(app *a, size_t pane, const em_params *params, const char *what);

/* Input with its own state. */
em_status pointer_event(app *a, const app_input_event *e);
void pointer_tick(app *a, double seconds);
void pointer_cancel(app *a); /* a drag ends without effect */
/* The ellipse a held axis asks for: half-axes and degrees. */
void pointer_shape(const app *a, double *out_a, double *out_b, double *angle);
double pointer_wait(const app *a); /* seconds until a tooltip; INFINITY */
em_status prompt_event(app *a, const app_input_event *e);
void prompt_open(app *a, prompt_kind kind, const char *text);
void prompt_close(app *a);

/* Fills what the view needs; canvas boxes come from it too. */
void build_input(app *a, view_input *in, bool now); /* now: see aside_members */
void build_picture(app *a);

/* Shows another scene (taken); the old one is the caller's. */
void take_scene(app *a, scene *next, bool keep_view);

/* The one clock: how far every pane is. */
typedef enum transport_move { MOVE_NEXT, MOVE_ITERATION, MOVE_CONVERGE } transport_move;
em_status transport_on(app *a, transport_move move, bool quiet);
em_status transport_converge(app *a, unsigned mask); /* only these panes */
em_status transport_seek(app *a, size_t position, bool home);
bool transport_all_stopped(const app *a);

#endif
