/* One line of typing in the window: a path, where the desktop has no dialog to ask for it. */
#include "app/state.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

void prompt_open(app *a, prompt_kind kind, const char *text)
{
    a->prompt = kind;
    snprintf(a->prompt_text, sizeof a->prompt_text, "%s", text);
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

static em_status accept(app *a)
{
    static const command_kind kinds[] = {COMMAND_NONE, COMMAND_OPEN, COMMAND_SAVE, COMMAND_EXPORT,
                                         COMMAND_SPEC};
    char text[PROMPT_MAX];
    const command c = {.kind = kinds[a->prompt], .pane = -1, .text = text};
    snprintf(text, sizeof text, "%s", a->prompt_text);
    prompt_close(a);
    return text[0] != '\0' ? app_apply(a, &c) : EM_OK;
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
    else if (strcasecmp(key, "Backspace") == 0 && e->ctrl)
        a->prompt_text[0] = '\0';
    else if (strcasecmp(key, "Backspace") == 0)
        erase_last(a->prompt_text);
    else if (strcasecmp(key, "Enter") == 0 || strcasecmp(key, "Return") == 0)
        return accept(a);
    else if (e->ctrl && strcasecmp(key, "q") == 0) {
        const command quit = {.kind = COMMAND_QUIT, .pane = -1};
        return app_apply(a, &quit);
    }
    return EM_OK;
}
