#include "app/state.h"
#include "io/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

void prompt_open(app *a, prompt_kind kind, const char *text)
{
    a->prompt = kind;
    snprintf(a->prompt_text, sizeof a->prompt_text, "%s", text);
    a->prompt_selected = text[0] != '\0';
    a->prompt_sure = false;
    a->menu = MENU_NONE;
    a->help = false;
    app_ask(a, REQUEST_TEXT_INPUT, true, NULL);
    app_touch(a);
}

void prompt_close(app *a)
{
    if (a->prompt == PROMPT_NONE)
        return;
    a->prompt = PROMPT_NONE;
    app_ask(a, REQUEST_TEXT_INPUT, false, NULL);
    app_touch(a);
}

void app_ask_here(app *a)
{
    a->ask_here = true;
}

const char *prompt_title(const app *a)
{
    static const char *const titles[] = {NULL,
                                         "Open (data or session)",
                                         "Save the session as",
                                         NULL,
                                         "Size of the picture in pixels, 64x64 to 16384x16384",
                                         "Run options, as on the command line: -k 5 --seed 7"};
    if (a->prompt == PROMPT_EXPORT)
        return a->wish.title;
    return a->prompt == PROMPT_VALUE ? prompt_value_title(a->prompt_value) : titles[a->prompt];
}

em_status apply_ask(app *a, const command *c)
{
    const prompt_value *value = prompt_value_find(c->text != NULL ? c->text : "");
    if (value == NULL)
        return app_refuse_text(a, EM_ERR_USAGE, "There is no value \"%s\" to type.",
                               c->text != NULL ? c->text : "");
    char text[PROMPT_MAX];
    a->prompt_value = value;
    a->prompt_pane = app_pane_of(a, c);
    prompt_value_print(value, &a->scene->spec[a->prompt_pane], text, sizeof text);
    prompt_open(a, PROMPT_VALUE, text);
    return EM_OK;
}

/* "~/data.csv" as in a shell; there is none here. */
static void expand_home(const char *typed, char *text, size_t size)
{
    const char *home = getenv("HOME");
    const bool tilde = strncmp(typed, "~/", 2) == 0 && home != NULL && home[0] == '/';
    snprintf(text, size, "%s%s", tilde ? home : "", tilde ? typed + 1 : typed);
}

/* A name typed for writing that would replace a file; the dialog of a desktop asks by itself. */
static bool would_replace(const app *a, const char *text)
{
    char path[PROMPT_MAX];
    if (a->prompt_sure || (a->prompt != PROMPT_SAVE && a->prompt != PROMPT_EXPORT))
        return false;
    if (a->prompt == PROMPT_SAVE)
        return access(text, F_OK) == 0;
    export_path(a, text, path, sizeof path);
    return access(path, F_OK) == 0;
}

static em_status ask_twice(app *a)
{
    char quoted[256];
    a->prompt_sure = true;
    a->prompt_selected = false;
    app_notice(a, false, "%s exists: Enter again replaces it.",
               io_quote(a->prompt_text, quoted, sizeof quoted));
    return EM_OK;
}

/* What is refused can be mended: the line stays, as it was typed. */
static em_status accept(app *a)
{
    static const command_kind kinds[] = {COMMAND_NONE,   COMMAND_OPEN, COMMAND_SAVE,
                                         COMMAND_EXPORT, COMMAND_NONE, COMMAND_SPEC};
    const prompt_kind kind = a->prompt;
    char text[PROMPT_MAX];
    const bool is_path = kind == PROMPT_OPEN || kind == PROMPT_SAVE || kind == PROMPT_EXPORT;
    if (is_path)
        expand_home(a->prompt_text, text, sizeof text);
    else
        snprintf(text, sizeof text, "%s", a->prompt_text);
    if (would_replace(a, text))
        return ask_twice(a);
    prompt_close(a);
    if (text[0] == '\0')
        return EM_OK;
    em_status status = EM_OK;
    if (kind == PROMPT_SIZE) {
        status = export_give_size(a, text);
    } else if (kind == PROMPT_VALUE) {
        const size_t pane = a->prompt_pane < a->scene->panes ? a->prompt_pane : a->scene->active;
        status = prompt_value_give(a, a->prompt_value, pane, text);
    } else {
        const command c = {
            .kind = kinds[kind], .pane = -1, .n = kind == PROMPT_EXPORT, .text = text};
        status = app_apply(a, &c);
    }
    if (status != EM_OK && kind >= PROMPT_EXPORT) {
        prompt_open(a, kind, text);
        a->prompt_selected = false;
    }
    return status;
}

/* Removes the last character, not the last byte. */
static void erase_last(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && ((unsigned char)text[length - 1] & 0xC0U) == 0x80U)
        length--;
    text[length > 0 ? length - 1 : 0] = '\0';
}

static void append(app *a, const char *text)
{
    if (a->prompt_selected)
        a->prompt_text[0] = '\0';
    a->prompt_selected = a->prompt_sure = false;
    const size_t used = strlen(a->prompt_text), more = strlen(text);
    if (used + more >= sizeof a->prompt_text)
        return;
    for (size_t i = 0; i < more; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
            return;
    memcpy(a->prompt_text + used, text, more + 1);
}

em_status prompt_event(app *a, const app_input_event *e)
{
    app_touch(a);
    if (e->kind == INPUT_TEXT) {
        if (e->text != NULL)
            append(a, e->text);
        return EM_OK;
    }
    char key[sizeof e->key + 1] = {0};
    memcpy(key, e->key, sizeof e->key);
    if (strcasecmp(key, "Escape") == 0)
        prompt_close(a);
    else if (strcasecmp(key, "Backspace") == 0 || strcasecmp(key, "Delete") == 0) {
        if (e->ctrl || a->prompt_selected)
            a->prompt_text[0] = '\0';
        else
            erase_last(a->prompt_text);
        a->prompt_selected = a->prompt_sure = false;
    } else if (strcasecmp(key, "Right") == 0 || strcasecmp(key, "End") == 0)
        a->prompt_selected = false;
    else if (strcasecmp(key, "Enter") == 0 || strcasecmp(key, "Return") == 0)
        return accept(a);
    else if (e->ctrl && strcasecmp(key, "q") == 0) {
        const command quit = {.kind = COMMAND_QUIT, .pane = -1};
        return app_apply(a, &quit);
    }
    return EM_OK;
}
