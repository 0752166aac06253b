/* One line of typing in the window: a path, where the desktop has no dialog to ask for
 * it, or run options. */
#ifndef APP_PROMPT_H
#define APP_PROMPT_H

#include "app/app.h"

enum { PROMPT_MAX = 1024 };

typedef enum prompt_kind {
    PROMPT_NONE,
    PROMPT_OPEN,
    PROMPT_SAVE,
    PROMPT_EXPORT,
    PROMPT_SPEC
} prompt_kind;

em_status prompt_event(app *a, const app_input_event *e);
void prompt_open(app *a, prompt_kind kind, const char *text);
void prompt_close(app *a);

#endif
