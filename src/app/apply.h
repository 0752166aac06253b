/* Who obeys which commands: the handlers of app_apply by topic, and what they share. */
#ifndef APP_APPLY_H
#define APP_APPLY_H

#include "app/app.h"

em_status apply_time(app *a, const command *c);
em_status apply_run(app *a, const command *c);
em_status apply_ask(app *a, const command *c);
em_status apply_panes(app *a, const command *c);
em_status apply_look(app *a, const command *c);
em_status apply_camera(app *a, const command *c);
em_status apply_edit(app *a, const command *c);
em_status apply_nudge(app *a, const command *c);
em_status apply_file(app *a, const command *c);
em_status apply_export(app *a, const command *c);
em_status apply_focus(app *a, const command *c);

size_t app_pane_of(const app *a, const command *c); /* the pane a command means */
bool app_has_runs(const app *a);                    /* every pane has a run */
bool app_take_pause(app *a);                        /* stops play; true if it was on */
void app_keep_settings(app *a);                     /* writes the file, if the app has one */

/* Commits changed parameters (not taken) to the pane's run, as one edit that can be undone. */
em_status app_commit_edit(app *a, size_t pane, const em_params *params, const char *what);

/* Shows the error and returns its status: `return app_refuse(a, &error);`. */
em_status app_refuse(app *a, const em_error *error);
em_status app_refuse_text(app *a, em_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A command came while the lane of the runs was busy: it is not obeyed, and that is said. */
em_status app_still_at_work(app *a);

#endif
