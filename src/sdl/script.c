#include "sdl/script.h"

#include "io/io.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a command takes after its name. */
typedef enum takes {
    TAKES_NOTHING,
    TAKES_TEXT,
    TAKES_KEY,
    TAKES_NUMBERS,
    TAKES_CLICK,
    TAKES_WAIT
} takes;

static const struct {
    const char *name;
    script_kind kind;
    takes takes;
    size_t numbers;
} table[] = {
    {"key", SCRIPT_KEY, TAKES_KEY, 0},           {"text", SCRIPT_TEXT, TAKES_TEXT, 0},
    {"click", SCRIPT_CLICK, TAKES_CLICK, 2},     {"drag", SCRIPT_DRAG, TAKES_NUMBERS, 4},
    {"wheel", SCRIPT_WHEEL, TAKES_NUMBERS, 3},   {"hover", SCRIPT_HOVER, TAKES_NUMBERS, 2},
    {"resize", SCRIPT_RESIZE, TAKES_NUMBERS, 2}, {"wait", SCRIPT_WAIT, TAKES_WAIT, 1},
    {"shot", SCRIPT_SHOT, TAKES_TEXT, 0},        {"dump", SCRIPT_DUMP, TAKES_TEXT, 0},
    {"reset", SCRIPT_RESET, TAKES_TEXT, 0},      {"quit", SCRIPT_QUIT, TAKES_NOTHING, 0},
};

static const char *skip_space(const char *text)
{
    return text + strspn(text, " \t");
}

/* count finite numbers; returns what follows them, NULL if they are not there. */
static const char *read_numbers(const char *text, double *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *end;
        errno = 0;
        out[i] = strtod(text, &end);
        if (end == text || errno != 0 || !(fabs(out[i]) < 1e6)) {
            return NULL;
        }
        text = skip_space(end);
    }
    return text;
}

/* "ctrl+shift+p", "ctrl++", "Right". */
static const char *read_modifiers(const char *text, script_step *step)
{
    static const char *const name[] = {"ctrl+", "shift+", "alt+"};
    bool *const flag[] = {&step->ctrl, &step->shift, &step->alt};
    for (size_t i = 0; i < 3;) {
        const size_t length = strlen(name[i]);
        if (strncasecmp(text, name[i], length) == 0 && text[length]) {
            *flag[i] = true;
            text += length;
            i = 0;
        } else {
            i++;
        }
    }
    return text;
}

/* Fills the step's numbers and finds its text; false: not a command. */
static bool read_line(const char *line, script_step *step, const char **text)
{
    const size_t length = strcspn(line, " \t");
    const char *rest = skip_space(line + length);
    *text = NULL;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (strlen(table[i].name) != length || strncmp(line, table[i].name, length) != 0) {
            continue;
        }
        step->kind = table[i].kind;
        step->button = 1;
        switch (table[i].takes) {
        case TAKES_NOTHING: return !*rest;
        case TAKES_TEXT: *text = rest; return *rest != '\0';
        case TAKES_KEY:
            *text = read_modifiers(rest, step);
            return **text && strlen(*text) < 16 && !strpbrk(*text, " \t");
        case TAKES_WAIT:
            if (strcmp(rest, "idle") == 0) {
                step->kind = SCRIPT_IDLE;
                return true;
            } /* fall through */
        case TAKES_NUMBERS:
            rest = read_numbers(rest, step->number, table[i].numbers);
            return rest && !*rest;
        case TAKES_CLICK:
            rest = read_numbers(rest, step->number, table[i].numbers);
            step->button = rest && strcmp(rest, "right") == 0 ? 3 : 1;
            return rest && (!*rest || step->button == 3 || strcmp(rest, "left") == 0);
        }
    }
    return false;
}

static bool add(script *s, const script_step *step, const char *text)
{
    if (s->n == s->capacity) {
        const size_t capacity = s->capacity ? 2 * s->capacity : 32;
        script_step *grown = realloc(s->step, capacity * sizeof *grown);
        if (!grown) {
            return false;
        }
        s->step = grown;
        s->capacity = capacity;
    }
    s->step[s->n] = *step;
    s->step[s->n].text = text ? strdup(text) : NULL;
    if (text && !s->step[s->n].text) {
        return false;
    }
    s->n++;
    return true;
}

/* Checks and keeps one line without its end; line is changed. */
static em_status take_line(script *s, char *line, em_error *error)
{
    size_t length = strlen(line);
    while (length > 0 && isspace((unsigned char)line[length - 1])) {
        line[--length] = '\0';
    }
    const char *text, *start = skip_space(line);
    script_step step = {.line = ++s->lines};
    if (!*start || *start == '#') {
        return EM_OK;
    }
    if (read_line(start, &step, &text)) {
        return add(s, &step, text) ? EM_OK : em_fail_memory(error);
    }
    char quoted[100];
    const em_status status =
        em_fail(error, EM_ERR_USAGE, "%.200s: line %zu: %s is not a script command", s->name,
                s->lines, io_quote(start, quoted, sizeof quoted));
    if (error) {
        error->line = s->lines;
    }
    return status;
}

static bool keep_part(script *s, const char *bytes, size_t count)
{
    char *grown = realloc(s->part, s->part_length + count + 1);
    if (!grown) {
        return false;
    }
    memcpy(grown + s->part_length, bytes, count);
    s->part = grown;
    s->part_length += count;
    s->part[s->part_length] = '\0';
    return true;
}

static em_status take_part(script *s, em_error *error)
{
    s->part_length = 0;
    return s->part ? take_line(s, s->part, error) : EM_OK;
}

em_status script_feed(script *s, em_error *error)
{
    char bytes[1024];
    while (s->pipe >= 0) {
        const ssize_t got = read(s->pipe, bytes, sizeof bytes);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
            return EM_OK;
        }
        if (got <= 0) {
            s->pipe = -1;
            return s->part_length > 0 ? take_part(s, error) : EM_OK;
        }
        for (const char *from = bytes, *end = bytes + got; from < end;) {
            const char *stop = memchr(from, '\n', (size_t)(end - from));
            if (!keep_part(s, from, (size_t)((stop ? stop : end) - from))) {
                return em_fail_memory(error);
            }
            if (!stop) {
                break;
            }
            const em_status status = take_part(s, error);
            if (status != EM_OK) {
                return status;
            }
            from = stop + 1;
        }
    }
    return EM_OK;
}

em_status script_open(FILE *file, const char *name, script *out, em_error *error)
{
    struct stat info;
    *out = (script){.name = name, .pipe = -1};
    const int fd = fileno(file);
    if (fstat(fd, &info) == 0 && !S_ISREG(info.st_mode)) {
        const int flags = fcntl(fd, F_GETFL);
        if (flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0) {
            out->pipe = fd;
            return script_feed(out, error);
        }
    }
    char *line = NULL;
    size_t room = 0;
    em_status status = EM_OK;
    while (status == EM_OK && getline(&line, &room, file) >= 0) {
        status = take_line(out, line, error);
    }
    free(line);
    return status;
}

void script_finish(script *s)
{
    for (size_t i = 0; i < s->n; i++) {
        free(s->step[i].text);
    }
    free(s->step);
    free(s->part);
    *s = (script){.pipe = -1};
}
