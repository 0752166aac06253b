#include "session/session_private.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static const size_t HISTORY_LIMIT = (size_t)64 << 20;
static const size_t RESP_BEFORE_MAX = (size_t)8 << 20; /* n k beyond which only one is affordable */

static em_status snapshot_create(snapshot *at, const em_params *like, em_error *error)
{
    em_status status =
        em_params_create(like->kind, like->cov_kind, like->k, like->d, &at->params, error);

    if (status == EM_OK) {
        status = em_params_create(like->kind, like->cov_kind, like->k, like->d, &at->before, error);
    }
    if (status == EM_OK) {
        em_params_copy(like, at->params);
        em_params_copy(like, at->before);
    }
    return status;
}

static em_status create_buffers(session *s, const em_params *start, em_error *error)
{
    const size_t n = s->data->n, k = start->k;
    em_status status = snapshot_create(&s->front, start, error);

    s->keep_before = k == 0 || n <= RESP_BEFORE_MAX / k;
    if (status == EM_OK) {
        status = snapshot_create(&s->back, start, error);
    }
    const size_t buffers = s->keep_before ? RESP_BUFFERS : RESP_BUFFERS - 1;
    for (size_t i = 0; i < buffers && status == EM_OK; i++) {
        status = em_resp_create(start->kind, n, k, &s->buffer[i], error);
    }
    return status;
}

/* Takes start. */
static em_status append_start(session *s, em_params *start, em_error *error)
{
    const trace_step row = {.phase = TRACE_INIT,
                            .objective = (double)NAN,
                            .log_likelihood = (double)NAN,
                            .adjusted_rand = (double)NAN};

    em_convergence_start(&s->rows.convergence, &s->spec, s->data);
    if (trace_append(&s->rows, &row, start) != EM_OK) {
        return em_fail_memory(error);
    }
    return EM_OK;
}

em_status session_create(const em_dataset *data, const em_spec *spec, em_pool *pool,
                         const em_control *control, session **out, em_error *error)
{
    em_params *start = NULL;

    *out = NULL;
    em_status status = em_spec_check(spec, data, error);
    if (status != EM_OK) {
        return status;
    }
    session *s = calloc(1, sizeof *s);
    if (!s) {
        return em_fail_memory(error);
    }
    s->data = data;
    s->history_limit = HISTORY_LIMIT;
    trace_init(&s->rows);
    trace_init(&s->pending);
    status = em_spec_copy(spec, &s->spec);
    if (status != EM_OK) {
        free(s);
        return em_fail_memory(error);
    }
    status = em_start(&s->spec, data, pool, control, &start, error);
    if (status == EM_OK) {
        status = em_work_create(&s->spec, data, pool, &s->work, error);
    }
    if (status == EM_OK) {
        status = create_buffers(s, start, error);
    }
    if (status == EM_OK) {
        status = append_start(s, start, error);
        start = NULL;
    }
    if (status != EM_OK) {
        em_params_destroy(start);
        session_destroy(s);
        return status;
    }
    *out = s;
    return EM_OK;
}

static void stack_finish(edit_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        trace_finish(&stack->record[i].tail);
    }
    stack->count = 0;
}

void session_destroy(session *s)
{
    if (!s) {
        return;
    }
    stack_finish(&s->undo);
    stack_finish(&s->redo);
    trace_finish(&s->rows);
    trace_finish(&s->pending);
    for (size_t i = 0; i < RESP_BUFFERS; i++) {
        em_resp_destroy(s->buffer[i]);
    }
    em_params_destroy(s->front.params);
    em_params_destroy(s->front.before);
    em_params_destroy(s->back.params);
    em_params_destroy(s->back.before);
    em_resp_destroy(s->front.closing);
    em_resp_destroy(s->back.closing);
    em_work_destroy(s->work);
    em_spec_finish(&s->spec);
    free(s->table);
    free(s);
}

void session_set_history_limit(session *s, size_t bytes)
{
    s->history_limit = bytes;
    trace_thin(&s->rows, bytes);
}

static const em_params *start_of(const session *s)
{
    size_t row = s->front.row;

    while (s->rows.row[row].phase != TRACE_INIT && s->rows.row[row].phase != TRACE_EDIT) {
        row--;
    }
    return s->rows.state[row];
}

session_frame session_look(const session *s)
{
    const size_t cursor = s->front.row, stop_row = s->rows.stop_row[cursor];
    const trace_step *step = &s->rows.row[cursor];
    const bool ended = s->rows.ended && cursor + 1 == s->rows.length;
    const em_stop stop = ended      ? EM_STOP_COLLAPSE
                         : stop_row ? s->rows.row[stop_row].stop
                                    : EM_STOP_NONE;

    return (session_frame){
        .data = s->data,
        .spec = &s->spec,
        .params = s->front.params,
        .before = step->phase == TRACE_M ? s->front.before : s->front.params,
        .start = start_of(s),
        .resp = s->front.resp,
        .resp_before = s->front.resp_before,
        .step = step,
        .steps = s->rows.row,
        .history = (const em_params *const *)s->rows.state,
        .cursor = cursor,
        .length = s->rows.length,
        .e_row = s->front.e_row,
        .next = step->phase == TRACE_E ? TRACE_M : TRACE_E,
        .converged = stop == EM_STOP_UNCHANGED || stop == EM_STOP_TOLERANCE,
        .stop = stop,
        .stop_row = ended ? cursor : stop_row,
        .closing = s->front.closed ? s->front.closing : NULL,
        .closing_rand = s->front.closed ? s->front.closing_rand : (double)NAN,
        .ended = ended,
    };
}

const em_resp *session_frame_reported(const session_frame *frame)
{
    return frame->closing ? frame->closing : frame->resp;
}

em_status session_begin(session *s, session_goal goal, size_t step)
{
    assert(!s->begun);
    assert(goal != SESSION_SEEK || step < s->rows.length);
    s->begun = true;
    s->goal = goal;
    s->target = step;
    s->computed = EM_ERR_INTERRUPTED;
    s->pending.stride = s->rows.stride;
    s->pending.convergence = s->rows.convergence;
    s->pending.ended = s->rows.ended;
    return EM_OK;
}

/* First row after the cursor where a rule holds or the run ends; the length if there is none yet.
 */
static size_t known_stop(const session *s)
{
    size_t row = s->front.row + 1;

    while (row < s->rows.length && s->rows.row[row].stop == EM_STOP_NONE) {
        row++;
    }
    return row;
}

static em_status go_to(session *s, size_t row)
{
    if (row == s->front.row) {
        session_load_front(s);
        return EM_OK;
    }
    return session_rebuild(s, row);
}

static em_status run_to_stop(session *s, const em_control *control)
{
    const size_t limit = em_spec_max_iter(&s->spec);
    const trace *made = &s->pending;
    em_status status = EM_OK;

    while (status == EM_OK &&
           (made->length == 0 || made->row[made->length - 1].stop == EM_STOP_NONE)) {
        if (em_control_cancelled(control)) {
            return EM_ERR_INTERRUPTED;
        }
        status = session_half_step(s);
        if (control && control->progress) {
            const size_t done = made->convergence.iteration % limit;
            control->progress(control->context, (double)done / (double)limit);
        }
    }
    return status == EM_ERR_COLLAPSE && made->length > 0 ? EM_OK : status;
}

static em_status converge(session *s, const em_control *control)
{
    const session_frame now = session_look(s);
    const size_t known = known_stop(s);

    if (now.converged || now.ended || em_spec_max_iter(&s->spec) == 0) {
        return go_to(s, now.cursor);
    }
    if (known < s->rows.length) {
        return go_to(s, known);
    }
    em_status status = go_to(s, s->rows.length - 1);
    if (status == EM_OK && !s->rows.ended) {
        status = run_to_stop(s, control);
    }
    return status;
}

em_status session_compute(session *s, const em_control *control)
{
    assert(s->begun);
    em_status status = EM_OK;

    if (s->goal == SESSION_SEEK) {
        status = go_to(s, s->target);
    } else if (s->goal == SESSION_CONVERGE) {
        status = converge(s, control);
    } else if (s->front.row + 1 < s->rows.length) {
        status = session_rebuild(s, s->front.row + 1);
    } else {
        session_load_front(s);
        status = session_half_step(s);
    }
    if (status == EM_OK) {
        status = session_close_back(s);
    }
    if (status == EM_OK && em_control_cancelled(control)) {
        status = EM_ERR_INTERRUPTED;
    }
    s->computed = status;
    return status;
}

em_status session_commit(session *s)
{
    assert(s->begun);
    em_status status = s->computed;

    s->begun = false;
    if (status == EM_ERR_COLLAPSE) {
        s->rows.ended = true;
    }
    if (status == EM_OK && s->pending.length > 0) {
        status = trace_paste(&s->rows, &s->pending);
    }
    if (status == EM_OK) {
        const snapshot shown = s->front;
        s->front = s->back;
        s->back = shown;
        trace_thin(&s->rows, s->history_limit);
    }
    trace_finish(&s->pending);
    return status;
}

static em_status run(session *s, session_goal goal, size_t step, const em_control *control)
{
    (void)session_begin(s, goal, step);
    (void)session_compute(s, control);
    return session_commit(s);
}

em_status session_forward(session *s)
{
    return run(s, SESSION_NEXT, 0, NULL);
}

em_status session_back(session *s)
{
    return s->front.row == 0 ? EM_OK : run(s, SESSION_SEEK, s->front.row - 1, NULL);
}

em_status session_seek(session *s, size_t step)
{
    return run(s, SESSION_SEEK, step, NULL);
}

em_status session_converge(session *s, const em_control *control)
{
    return run(s, SESSION_CONVERGE, 0, control);
}
