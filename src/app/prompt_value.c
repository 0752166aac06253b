/* The values of a run that can be typed: what the line asks, what stands there, what is done. */
#include "app/state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum typed_kind {
    TYPED_SEED,
    TYPED_POINTS,
    TYPED_REG_COVAR,
    TYPED_TOL,
    TYPED_MAX_ITER,
    TYPED_INIT_COV,
    TYPED_N_INIT
} typed_kind;

struct prompt_value {
    const char *name, *title;
    typed_kind kind;
};

static const prompt_value values[] = {
    {"seed", "Seed, 0 to 4294967295", TYPED_SEED},
    {"points", "Start at these points (rows from 0): 10,100,300", TYPED_POINTS},
    {"reg-covar", "Added to each variance (reg_covar), 0 or more", TYPED_REG_COVAR},
    {"tol", "Tolerance (tol), 0 or more", TYPED_TOL},
    {"max-iter", "Iterations at most (max_iter)", TYPED_MAX_ITER},
    {"init-cov", "Variance of the start (init_cov): a number, or data", TYPED_INIT_COV},
    {"n-init", "Starts, of which the best is kept (n_init)", TYPED_N_INIT},
};

const prompt_value *prompt_value_find(const char *name)
{
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (strcmp(values[i].name, name) == 0)
            return &values[i];
    return NULL;
}

const char *prompt_value_title(const prompt_value *v)
{
    return v->title;
}

/* The fewest digits that read as the same number. */
static void print_number(double value, char *buffer, size_t size)
{
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(buffer, size, "%.*g", digits, value);
        if (!(strtod(buffer, NULL) < value) && !(strtod(buffer, NULL) > value))
            return;
    }
}

static void print_points(const em_spec *spec, char *buffer, size_t size)
{
    size_t used = 0;
    if (spec->init != EM_INIT_POINTS || spec->points == NULL)
        return;
    for (size_t c = 0; c < spec->k && used < size; c++)
        used +=
            (size_t)snprintf(buffer + used, size - used, c > 0 ? ",%zu" : "%zu", spec->points[c]);
    if (used >= size) /* half a list would be another start */
        buffer[0] = '\0';
}

void prompt_value_print(const prompt_value *v, const em_spec *spec, char *buffer, size_t size)
{
    buffer[0] = '\0';
    switch (v->kind) {
    case TYPED_SEED: snprintf(buffer, size, "%u", (unsigned)spec->seed); break;
    case TYPED_POINTS: print_points(spec, buffer, size); break;
    case TYPED_REG_COVAR: print_number(spec->reg_covar, buffer, size); break;
    case TYPED_TOL: print_number(em_spec_tol(spec), buffer, size); break;
    case TYPED_MAX_ITER: snprintf(buffer, size, "%zu", em_spec_max_iter(spec)); break;
    case TYPED_INIT_COV:
        if (spec->init_cov > 0)
            print_number(spec->init_cov, buffer, size);
        else
            snprintf(buffer, size, "data");
        break;
    case TYPED_N_INIT: snprintf(buffer, size, "%zu", spec->n_init); break;
    }
}

static em_status give_seed(app *a, size_t pane, const char *text)
{
    char *end = NULL;
    errno = 0;
    const unsigned long long seed = strtoull(text, &end, 10);
    const bool whole = text[strspn(text, "0123456789 ")] == '\0' && end != text;
    if (!whole || end[strspn(end, " ")] != '\0' || errno != 0 || seed > UINT32_MAX)
        return app_refuse_text(a, EM_ERR_USAGE, "A seed is a whole number, 0 to 4294967295.");
    const command c = {.kind = COMMAND_SEED, .pane = (int)pane, .n = (long)seed};
    return app_apply(a, &c);
}

/* "10, 100 300" becomes "init points:10,100,300". */
static em_status give_points(app *a, size_t pane, const char *text)
{
    char start[PROMPT_MAX + 16] = "points:";
    size_t used = strlen(start);
    text += strncmp(text, start, used) == 0 ? used : 0;
    while (used + 2 < sizeof start && *(text += strspn(text, ", ")) != '\0') {
        if (start[used - 1] != ':')
            start[used++] = ',';
        while (used + 2 < sizeof start && *text != '\0' && strchr(", ", *text) == NULL)
            start[used++] = *text++;
    }
    start[used] = '\0';
    const command c = {.kind = COMMAND_INIT, .pane = (int)pane, .text = start};
    return app_apply(a, &c);
}

em_status prompt_value_give(app *a, const prompt_value *v, size_t pane, const char *text)
{
    if (v->kind == TYPED_SEED)
        return give_seed(a, pane, text);
    if (v->kind == TYPED_POINTS)
        return give_points(a, pane, text);
    char option[PROMPT_MAX + 16];
    snprintf(option, sizeof option, "--%s=%s", v->name, text);
    const command c = {.kind = COMMAND_OPTION, .pane = (int)pane, .text = option};
    return app_apply(a, &c);
}
