/* The inside of an app, shared by the files of this layer. One thread changes it; a worker only
 * sees the parts its job borrows. */
#ifndef APP_STATE_H
#define APP_STATE_H

#include "app/apply.h"
#include "app/aside.h"
#include "app/autosave.h"
#include "app/edits.h"
#include "app/export_wish.h"
#include "app/jobs.h"
#include "app/pane.h"
#include "app/playback.h"
#include "app/pointer.h"
#include "app/prompt.h"
#include "app/refresh.h"
#include "app/settings.h"
#include "app/sweep_job.h"
#include "app/transport.h"

enum { TOAST_MAX = EM_ERROR_TEXT + 64, REQUESTS_MAX = 16 };

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
    settings_loan loan;
    bool use_settings;
    double width, height, device_scale;
    view_tab tab;
    bool full_screen, blank, help;
    size_t help_page;
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
    bool sweep_wanted;            /* start it when its lane is free, */
    size_t sweep_most;            /* up to this K (0: as usual) */
    int sweep_curve;
    pointer pointer;
    long grip_component; /* under the mouse, held by it, or chosen by key; -1: none */
    int grip_part;
    size_t grip_pane;
    bool hinted; /* how to drag has been said */
    size_t
        nudge_rows; /* length of the run after the last nudge by key; 0: the next is a new edit */
    long nudged;    /* its component */
    prompt_kind prompt;
    char prompt_text[PROMPT_MAX];
    bool prompt_sure;                 /* Enter replaces the file of that name */
    bool prompt_selected;             /* the text is as it was found: typing replaces it */
    const prompt_value *prompt_value; /* of PROMPT_VALUE, and the pane it is for */
    size_t prompt_pane;
    size_t drops;  /* files dropped since the last one that is opened */
    bool filming;  /* the steps are being shown to a film */
    bool ask_here; /* no dialog of the desktop: paths are typed in the window */
    char toast[TOAST_MAX];
    bool toast_error;
    bool toast_of_work;   /* goes with the work it speaks of */
    double toast_seconds; /* left */
    char save_path[PROMPT_MAX];
    export_wish wish; /* the file that is asked for */
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
double app_scale(const app *a); /* pixels per style-sheet pixel */
double app_scale_at(const app *a, double height, double factor);

#endif
