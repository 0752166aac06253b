/* The text form of commands: a name, then its arguments in the order of a small shape string.
 * n: integer, x y: numbers, t: the rest of the line, ?: what follows may be missing. */
#include "session/command.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct form {
    const char *name, *shape;
} form;

static const form forms[COMMAND_KINDS] = {
    [COMMAND_NONE] = {"none", ""},
    [COMMAND_FORWARD] = {"forward", ""},
    [COMMAND_BACK] = {"back", ""},
    [COMMAND_FORWARD_ITERATION] = {"forward-iteration", ""},
    [COMMAND_BACK_ITERATION] = {"back-iteration", ""},
    [COMMAND_PLAY] = {"play", ""},
    [COMMAND_CONVERGE] = {"converge", ""},
    [COMMAND_HOME] = {"home", ""},
    [COMMAND_SEEK] = {"seek", "n"},
    [COMMAND_RESTART] = {"restart", ""},
    [COMMAND_PACE] = {"pace", "n"},
    [COMMAND_CANCEL] = {"cancel", ""},
    [COMMAND_NEW_SEED] = {"new-seed", ""},
    [COMMAND_SEED] = {"seed", "n"},
    [COMMAND_K] = {"k", "n"},
    [COMMAND_K_STEP] = {"k-step", "n"},
    [COMMAND_MODEL] = {"model", "n"},
    [COMMAND_COVARIANCE] = {"covariance", "n"},
    [COMMAND_INIT] = {"init", "n?t"},
    [COMMAND_OPTION] = {"option", "?t"},
    [COMMAND_SPEC] = {"spec", "?t"},
    [COMMAND_ASK] = {"ask", "t"},
    [COMMAND_LOAD_K] = {"load-k", "n"},
    [COMMAND_PANES] = {"panes", "n"},
    [COMMAND_PANE] = {"pane", "n"},
    [COMMAND_DATA] = {"data", "t"},
    [COMMAND_OVERLAY] = {"overlay", "n"},
    [COMMAND_TAB] = {"tab", "n"},
    [COMMAND_TAB_STEP] = {"tab-step", "n"},
    [COMMAND_SCALE] = {"scale", "n?x"},
    [COMMAND_THEME] = {"theme", "n"},
    [COMMAND_PRESENTATION] = {"presentation", ""},
    [COMMAND_FULL_SCREEN] = {"full-screen", ""},
    [COMMAND_BLANK] = {"blank", ""},
    [COMMAND_ANIMATION] = {"animation", ""},
    [COMMAND_HELP] = {"help", ""},
    [COMMAND_MENU] = {"menu", "n"},
    [COMMAND_AXES] = {"axes", "n?x"},
    [COMMAND_SWEEP_VIEW] = {"sweep-view", "n"},
    [COMMAND_SWEEP] = {"sweep", "?n"},
    [COMMAND_INSPECT] = {"inspect", "n"},
    [COMMAND_ZOOM] = {"zoom", "xyn"},
    [COMMAND_PAN] = {"pan", "xy"},
    [COMMAND_FIT] = {"fit", ""},
    [COMMAND_MOVE_MEAN] = {"move-mean", "nxy"},
    [COMMAND_SHAPE] = {"shape", "nt"},
    [COMMAND_GRIP] = {"grip", "n"},
    [COMMAND_NUDGE] = {"nudge", "nxy"},
    [COMMAND_TOOL] = {"tool", "n"},
    [COMMAND_ADD_POINT] = {"add-point", "xy"},
    [COMMAND_ERASE] = {"erase", "xyn"},
    [COMMAND_STANDARDIZE] = {"standardize", ""},
    [COMMAND_UNDO] = {"undo", ""},
    [COMMAND_REDO] = {"redo", ""},
    [COMMAND_OPEN] = {"open", "?t"},
    [COMMAND_SAVE] = {"save", "?t"},
    [COMMAND_EXPORT] = {"export", "?t"},
    [COMMAND_FOCUS] = {"focus", "n"},
    [COMMAND_PRESS] = {"press", ""},
    [COMMAND_ESCAPE] = {"escape", ""},
    [COMMAND_QUIT] = {"quit", ""},
};

const char *command_name(command_kind kind)
{
    return forms[kind].name;
}

typedef struct printer {
    char *buffer;
    size_t size, used;
} printer;

static void __attribute__((format(printf, 2, 3))) put(printer *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const bool room = p->used < p->size;
    const int count =
        vsnprintf(room ? p->buffer + p->used : NULL, room ? p->size - p->used : 0, format, args);
    va_end(args);
    p->used += count > 0 ? (size_t)count : 0;
}

size_t command_print(const command *c, char *buffer, size_t size)
{
    printer p = {buffer, size, 0};
    const char *shape = forms[c->kind].shape;

    put(&p, "%s", forms[c->kind].name);
    if (c->pane != -1) {
        put(&p, " pane=%d", c->pane);
    }
    for (; *shape; shape++) {
        if (*shape == 'n') {
            put(&p, " %ld", c->n);
        } else if (*shape == 't' && c->text && *c->text) {
            put(&p, " %s", c->text);
        } else if (*shape == 'x' || *shape == 'y') {
            put(&p, " %.17g", *shape == 'x' ? c->x : c->y);
        }
    }
    return p.used;
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

static bool read_long(const char **at, long *out)
{
    char *end = NULL;

    errno = 0;
    *out = strtol(*at, &end, 10);
    if (end == *at || errno != 0 || (*end && !strchr(" \t", *end))) {
        return false;
    }
    *at = skip_blanks(end);
    return true;
}

static bool read_double(const char **at, double *out)
{
    char *end = NULL;

    *out = strtod(*at, &end);
    if (end == *at || !(*out - *out == 0.0) || (*end && !strchr(" \t", *end))) {
        return false;
    }
    *at = skip_blanks(end);
    return true;
}

/* "pane=N" if it stands here. False: it does, with something that is no number. */
static bool read_pane(const char **at, int *pane)
{
    long value = 0;

    if (strncmp(*at, "pane=", 5) != 0) {
        return true;
    }
    *at += 5;
    if (!read_long(at, &value) || value < -2 || value > INT_MAX) {
        return false;
    }
    *pane = (int)value;
    return true;
}

static bool read_arguments(const char *at, const char *shape, command *out)
{
    bool optional = false, good = read_pane(&at, &out->pane);

    for (; *shape && good; shape++) {
        if (*shape == '?') {
            optional = true;
            good = read_pane(&at, &out->pane);
        } else if (!*at || strncmp(at, "pane=", 5) == 0) {
            good = optional;
        } else if (*shape == 'n') {
            good = read_long(&at, &out->n);
        } else if (*shape == 't') {
            out->text = at;
            return true;
        } else {
            good = read_double(&at, *shape == 'x' ? &out->x : &out->y);
        }
    }
    return good && read_pane(&at, &out->pane) && !*at;
}

bool command_parse(const char *line, command *out)
{
    *out = (command){.pane = -1};
    line = skip_blanks(line);
    const size_t length = strcspn(line, " \t");
    for (int kind = COMMAND_NONE + 1; kind < COMMAND_KINDS; kind++) {
        const form *f = &forms[kind];
        if (strlen(f->name) == length && strncmp(f->name, line, length) == 0) {
            out->kind = (command_kind)kind;
            return read_arguments(skip_blanks(line + length), f->shape, out);
        }
    }
    return false;
}
