/* Edits by hand, undo and redo: the rows an edit throws away are kept beside it. */
#include "session/session_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void forget(edit_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        trace_finish(&stack->record[i].tail);
    }
    stack->count = 0;
}

/* Takes record; the oldest one is forgotten when the stack is full. */
static void push(edit_stack *stack, const edit_record *record)
{
    if (stack->count == UNDO_MAX) {
        trace_finish(&stack->record[0].tail);
        memmove(&stack->record[0], &stack->record[1], (UNDO_MAX - 1) * sizeof *stack->record);
        stack->count--;
    }
    stack->record[stack->count++] = *record;
}

/* Rows at and after `at` have changed: nothing computed for them may be shared any more. */
static void forget_from(session *s, size_t at)
{
    if (s->front.e_row >= at) {
        s->front.e_row = 0;
    }
    if (s->front.e_before >= at) {
        s->front.e_before = 0;
    }
    s->scores_row = 0;
}

static em_status show(session *s, size_t row)
{
    em_status status = session_rebuild(s, row);

    if (status == EM_OK) {
        status = session_close_back(s);
    }
    if (status == EM_OK) {
        const snapshot shown = s->front;
        s->front = s->back;
        s->back = shown;
    }
    return status;
}

static em_status append_edit(session *s, const em_params *params, const char *what)
{
    em_params *state = NULL;
    trace_step row = {.phase = TRACE_EDIT,
                      .iteration = s->rows.row[s->rows.length - 1].iteration,
                      .objective = (double)NAN,
                      .log_likelihood = (double)NAN,
                      .adjusted_rand = (double)NAN};

    if (em_params_create(params->kind, params->cov_kind, params->k, params->d, &state, NULL) !=
        EM_OK) {
        return EM_ERR_MEMORY;
    }
    em_params_copy(params, state);
    row.edit = strdup(what);
    if (!row.edit) {
        em_params_destroy(state);
        return EM_ERR_MEMORY;
    }
    return trace_append(&s->rows, &row, state);
}

em_status session_edit(session *s, const em_params *params, const char *what, em_error *error)
{
    edit_record record = {.at = s->front.row + 1, .cursor = s->front.row};
    em_status status = em_params_check(params, error);

    if (status != EM_OK) {
        return status;
    }
    if (trace_cut(&s->rows, record.at, &record.tail) != EM_OK) {
        return em_fail_memory(error);
    }
    status = append_edit(s, params, what);
    if (status != EM_OK) {
        (void)trace_paste(&s->rows, &record.tail); /* its place is still reserved */
        return em_fail_memory(error);
    }
    s->rows.ended = false;
    em_convergence_start(&s->rows.convergence, &s->spec, s->data);
    forget(&s->redo);
    push(&s->undo, &record);
    s->scores_row = 0;
    em_params_copy(params, s->front.params);
    em_params_copy(params, s->front.before);
    s->front.row = record.at;
    s->front.closed = false;
    return EM_OK;
}

bool session_can_undo(const session *s)
{
    return s->undo.count > 0;
}

bool session_can_redo(const session *s)
{
    return s->redo.count > 0;
}

/* Exchanges the rows after the edit's place with the kept ones; the record goes to the other stack.
 */
static em_status exchange(session *s, edit_stack *from, edit_stack *to)
{
    if (from->count == 0) {
        return EM_OK;
    }
    edit_record record = from->record[from->count - 1];
    const edit_record back = {.at = record.at, .cursor = s->front.row};
    edit_record now = back;
    if (trace_reserve(&s->rows, record.tail.length) != EM_OK ||
        trace_cut(&s->rows, record.at, &now.tail) != EM_OK) {
        return EM_ERR_MEMORY;
    }
    from->count--;
    (void)trace_paste(&s->rows, &record.tail); /* its place is reserved */
    push(to, &now);
    forget_from(s, record.at);
    trace_thin(&s->rows, s->history_limit);
    return show(s, record.cursor);
}

em_status session_undo(session *s)
{
    return exchange(s, &s->undo, &s->redo);
}

em_status session_redo(session *s)
{
    return exchange(s, &s->redo, &s->undo);
}
