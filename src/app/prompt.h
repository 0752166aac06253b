/* One line of typing in the window: a path, where the desktop has no dialog to ask for it, run
 * options, or one value of a run. */
#ifndef APP_PROMPT_H
#define APP_PROMPT_H

#include "app/app.h"

enum { PROMPT_MAX = 1024 };

typedef enum prompt_kind {
    PROMPT_NONE,
    PROMPT_OPEN,
    PROMPT_SAVE,
    PROMPT_EXPORT,
    PROMPT_SIZE,
    PROMPT_SPEC,
    PROMPT_VALUE
} prompt_kind;

em_status prompt_event(app *a, const app_input_event *e);
/* text stands there selected: typing replaces it. */
void prompt_open(app *a, prompt_kind kind, const char *text);
void prompt_close(app *a);
const char *prompt_title(const app *a); /* NULL: no line is open */

/* The value that COMMAND_ASK is for; NULL: nothing has this name. */
typedef struct prompt_value prompt_value;
const prompt_value *prompt_value_find(const char *name);
const char *prompt_value_title(const prompt_value *v);
/* As it is in spec; "" if it cannot be told. */
void prompt_value_print(const prompt_value *v, const em_spec *spec, char *buffer, size_t size);
/* Gives the typed value to the pane's run. */
em_status prompt_value_give(app *a, const prompt_value *v, size_t pane, const char *text);

#endif
