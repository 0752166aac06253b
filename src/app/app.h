/* The running program without pixels: time and all mutable interface state. It changes in three
 * calls only: app_apply (a command), app_tick (seconds) and app_input, which turns input into
 * commands. */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/input.h"
#include "session/command.h"
#include "view/view.h"

#include <limits.h>

typedef struct app app;

#define APP_OVERLAYS_SETTINGS UINT_MAX

/* How the window is to begin. Everything is copied. */
typedef struct app_options {
    em_dataset *data;    /* taken: the app destroys it */
    const char *origin;  /* path or name it was opened by, for the recent ones; NULL */
    const char *session; /* file of a session to open over the above at once; NULL */
    const em_spec *spec[VIEW_PANES];
    size_t panes;
    double width, height; /* pixels */
    double scale;         /* interface scale, 0: from the settings, else 1; times device_scale */
    double device_scale;  /* of the display: 1, 1.5, 2 */
    view_theme theme;     /* THEME_COUNT: from the settings, else light */
    view_tab tab;
    unsigned overlays; /* bits of view_overlay; APP_OVERLAYS_SETTINGS: from the settings */
    bool presentation;
    bool animation;       /* false: off, whatever the settings say */
    bool settings;        /* read and write the settings file */
    void (*wake)(void *); /* called on a worker's thread: the loop should tick; NULL */
    void *wake_context;
} app_options;

void app_options_init(app_options *options);
unsigned app_default_overlays(void);

em_status app_create(const app_options *options, const text_metrics *metrics, app **out,
                     em_error *error);
void app_destroy(app *a);

em_status app_input(app *a, const app_input_event *event);

/* Obeys one command. A refusal (unknown file, K > N) is shown in the window and returned; the state
 * is as before. */
em_status app_apply(app *a, const command *c);

/* Time passes: animations (by 0.1 seconds at most, however the clock jumped), play, finished work.
 */
em_status app_tick(app *a, double seconds);

/* True if the picture differs from the last one built. Building never changes a run. */
bool app_dirty(const app *a);
const draw_list *app_picture(app *a);      /* valid until the next call of app_* */
const ui_list *app_controls(const app *a); /* of the last picture */
/* The same state at another size, for exports; the window's own picture is untouched. scale is a
 * factor on the window's interface scale. */
em_status app_draw(app *a, double width, double height, double scale, draw_list *out);

/* Seconds until app_tick is needed: 0 while something moves, INFINITY when idle. */
double app_wait(const app *a);
bool app_idle(const app *a); /* no animation, no play, no work in progress */

/* What only the platform can do; taken one by one by the loop. REQUEST_FULL_SCREEN and
 * REQUEST_WINDOW go to and leave full screen; REQUEST_EXPORT writes path, or asks for
 * one, suggesting path, and gives it back in COMMAND_EXPORT with n = 1. */
typedef enum app_request_kind {
    REQUEST_NONE,
    REQUEST_QUIT,
    REQUEST_FULL_SCREEN,
    REQUEST_WINDOW,
    REQUEST_ASK_OPEN,
    REQUEST_ASK_SAVE,
    REQUEST_EXPORT,
    REQUEST_STOP_FILM,
    REQUEST_TEXT_INPUT /* on = a field has the focus */
} app_request_kind;
typedef struct app_request {
    app_request_kind kind;
    bool on; /* REQUEST_EXPORT: ask */
    char path[1024];
    size_t width, height; /* REQUEST_EXPORT: pixels; 0: as the window */
    char title[160];      /* REQUEST_EXPORT: of the dialog */
} app_request;
bool app_take_request(app *a, app_request *out);
/* There is no dialog to ask for paths with: they are typed in the window from now on. */
void app_ask_here(app *a);
void app_ask_again(app *a); /* for the name of the export that was asked for last */
void app_notice(app *a, bool is_error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The refusal the window shows; NULL: none. */
const char *app_complaint(const app *a);

/* A film is made of the steps: until it is done input waits, and Esc asks for its end. */
void app_film(app *a, bool on);

/* For tests, scripts and the status line. */
size_t app_active(const app *a);   /* the pane that keys act on */
size_t app_position(const app *a); /* half-steps the panes have gone together */
session_frame app_frame(const app *a, size_t pane);
const em_dataset *app_data(const app *a);

#endif
