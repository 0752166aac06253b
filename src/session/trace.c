#include "session/trace.h"

#include "session/trace_store.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

const char *trace_phase_name(trace_phase phase)
{
    static const char *const name[] = {"init", "E", "M", "edit"};

    return name[phase];
}

void trace_init(trace *t)
{
    *t = (trace){.stride = 1};
}

static void free_row(trace_step *row)
{
    free((void *)row->events);
    free((void *)row->edit);
}

void trace_finish(trace *t)
{
    for (size_t i = 0; i < t->length; i++) {
        free_row(&t->row[i]);
        if (t->row[i].phase != TRACE_E) {
            em_params_destroy(t->state[i]);
        }
    }
    free(t->row);
    free(t->state);
    free(t->stop_row);
    trace_init(t);
}

static bool resize(void **array, size_t count, size_t size)
{
    void *grown = realloc(*array, count * size);

    if (grown) {
        *array = grown;
    }
    return grown != NULL;
}

em_status trace_reserve(trace *t, size_t extra)
{
    size_t capacity = t->capacity ? t->capacity : FIRST_CAPACITY;

    while (capacity < t->length + extra) {
        capacity *= 2;
    }
    if (capacity == t->capacity) {
        return EM_OK;
    }
    if (!resize((void **)&t->row, capacity, sizeof *t->row) ||
        !resize((void **)&t->state, capacity, sizeof *t->state) ||
        !resize((void **)&t->stop_row, capacity, sizeof *t->stop_row)) {
        return EM_ERR_MEMORY;
    }
    t->capacity = capacity;
    return EM_OK;
}

static size_t state_bytes(const em_params *state)
{
    return state ? state->block_len * sizeof(double) : 0;
}

/* The rule that holds at a new row: the first one since the last edit; a rule replaces max_iter. */
static size_t stop_row_of(const trace *t, const trace_step *row)
{
    const size_t last = t->length ? t->stop_row[t->length - 1] : 0;

    if (row->phase == TRACE_EDIT || row->phase == TRACE_INIT) {
        return 0;
    }
    if (row->stop != EM_STOP_NONE && (last == 0 || t->row[last].stop == EM_STOP_MAX_ITER)) {
        return t->length;
    }
    return last;
}

em_status trace_append(trace *t, const trace_step *row, em_params *state)
{
    trace_step own = *row;

    if (trace_reserve(t, 1) != EM_OK) {
        free_row(&own);
        em_params_destroy(state);
        return EM_ERR_MEMORY;
    }
    if (own.phase == TRACE_M && own.iteration % t->stride != 0) {
        em_params_destroy(state);
        state = NULL;
    }
    t->bytes += state_bytes(state);
    if (own.phase == TRACE_E) {
        state = t->length ? t->state[t->length - 1] : NULL;
    }
    t->stop_row[t->length] = stop_row_of(t, &own);
    t->row[t->length] = own;
    t->state[t->length++] = state;
    return EM_OK;
}

/* Moves rows [from, from + count) of source; room has been reserved. */
static void move_rows(trace *t, trace *source, size_t from)
{
    for (size_t i = from; i < source->length; i++) {
        em_params *state = source->row[i].phase == TRACE_E ? NULL : source->state[i];
        source->bytes -= state_bytes(state);
        /* Cannot fail: the row's place is reserved. */
        (void)trace_append(t, &source->row[i], state);
    }
    source->length = from;
    t->convergence = source->convergence;
    t->ended = source->ended;
}

em_status trace_cut(trace *t, size_t at, trace *tail)
{
    trace_init(tail);
    tail->stride = t->stride;
    if (trace_reserve(tail, t->length - at) != EM_OK) {
        trace_finish(tail);
        return EM_ERR_MEMORY;
    }
    move_rows(tail, t, at);
    return EM_OK;
}

em_status trace_paste(trace *t, trace *tail)
{
    if (trace_reserve(t, tail->length) != EM_OK) {
        return EM_ERR_MEMORY;
    }
    move_rows(t, tail, 0);
    trace_finish(tail);
    return EM_OK;
}

static void drop_states(trace *t)
{
    for (size_t i = 0; i < t->length; i++) {
        if (t->row[i].phase == TRACE_M && t->row[i].iteration % t->stride != 0) {
            t->bytes -= state_bytes(t->state[i]);
            em_params_destroy(t->state[i]);
            t->state[i] = NULL;
        } else if (t->row[i].phase == TRACE_E) {
            t->state[i] = i ? t->state[i - 1] : NULL;
        }
    }
}

void trace_thin(trace *t, size_t limit)
{
    while (t->bytes > limit && t->stride <= t->length) {
        t->stride *= 2;
        drop_states(t);
    }
}
