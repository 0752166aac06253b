/* Half-steps and replays on the back snapshot. */
#include "session/session_private.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void session_load_front(session *s)
{
    em_params_copy(s->front.params, s->back.params);
    em_params_copy(s->front.before, s->back.before);
    s->back.resp = s->front.resp;
    s->back.resp_before = s->front.resp_before;
    s->back.row = s->front.row;
    s->back.e_row = s->front.e_row;
    s->back.e_before = s->front.e_before;
}

/* A buffer no snapshot needs, once the back one has given up its older responsibilities. */
static em_resp *free_buffer(session *s)
{
    s->back.resp_before = NULL;
    s->back.e_before = 0;
    for (size_t i = 0; i < RESP_BUFFERS; i++) {
        em_resp *r = s->buffer[i];
        if (r && r != s->front.resp && r != s->front.resp_before && r != s->back.resp) {
            return r;
        }
    }
    assert(false); /* RESP_BUFFERS are enough */
    return NULL;
}

static void push_resp(session *s, em_resp *resp, size_t row)
{
    s->back.resp_before = s->keep_before ? s->back.resp : NULL;
    s->back.e_before = s->keep_before ? s->back.e_row : 0;
    s->back.resp = resp;
    s->back.e_row = row;
}

static const trace_step *row_at(const session *s, size_t row)
{
    return row < s->rows.length ? &s->rows.row[row] : &s->pending.row[row - s->rows.length];
}

/* Responsibilities of an E row: shared with the front if it has them, else computed. */
static em_status replay_e(session *s, size_t row)
{
    em_resp *resp = row == s->front.e_row      ? s->front.resp
                    : row == s->front.e_before ? s->front.resp_before
                                               : NULL;
    if (!resp) {
        resp = free_buffer(s);
        const em_status status = em_e_step(s->back.params, s->data, s->work, resp, NULL);
        if (status != EM_OK) {
            return status;
        }
    }
    push_resp(s, resp, row);
    return EM_OK;
}

static em_status replay_m(session *s, size_t row)
{
    em_m_report report;

    em_params_copy(s->back.params, s->back.before);
    if (s->rows.state[row]) {
        em_params_copy(s->rows.state[row], s->back.params);
        return EM_OK;
    }
    const em_status status = em_m_step(s->back.resp, s->data, s->work, s->back.params, &report);
    return status == EM_ERR_COLLAPSE ? EM_OK : status;
}

static size_t e_row_at_or_before(const trace *t, size_t row)
{
    while (row > 0 && t->row[row].phase != TRACE_E) {
        row--;
    }
    return row;
}

/* Last row at or before `row` whose own parameters are kept. */
static size_t kept_row(const trace *t, size_t row)
{
    while (t->row[row].phase == TRACE_E || !t->state[row]) {
        row--;
    }
    return row;
}

em_status session_rebuild(session *s, size_t target)
{
    const trace *t = &s->rows;
    const size_t latest = e_row_at_or_before(t, target);
    const size_t earlier = latest && s->keep_before ? e_row_at_or_before(t, latest - 1) : latest;
    const size_t first = earlier ? earlier : latest;
    const size_t base = kept_row(t, first ? first - 1 : target);
    em_status status = EM_OK;

    s->back.resp = s->back.resp_before = NULL;
    s->back.e_row = s->back.e_before = 0;
    em_params_copy(t->state[base], s->back.params);
    em_params_copy(t->state[base], s->back.before);
    for (size_t row = base + 1; row <= target && status == EM_OK; row++) {
        const bool feeds_replay = row < target && !t->state[row + 1];
        if (t->row[row].phase == TRACE_M) {
            status = replay_m(s, row);
        } else if (t->row[row].phase == TRACE_EDIT) {
            em_params_copy(t->state[row], s->back.params);
        } else if (row == latest || row == earlier || feeds_replay) {
            status = replay_e(s, row);
        }
    }
    s->back.row = target;
    return status;
}

/* Why the objective may move the wrong way at this row. */
static trace_cause cause_of(const session *s, const trace_step *row, bool edited)
{
    if (edited) {
        return TRACE_CAUSE_EDIT;
    }
    for (size_t i = 0; i < row->n_events; i++) {
        if (row->events[i].kind == EM_EVENT_RELOCATED) {
            return TRACE_CAUSE_RELOCATION;
        }
    }
    const bool regularised =
        s->spec.kind == EM_GMM && s->spec.reg_covar > 0.0 && s->spec.fixed_epsilon <= 0.0;
    return regularised ? TRACE_CAUSE_REGULARISATION : TRACE_CAUSE_NONE;
}

/* Adds the event if the objective of a new row is worse than the one before it. */
static em_status check_objective(const session *s, trace_step *row, size_t index)
{
    size_t last = index - 1;
    bool edited = false;

    while (last > 0 && isnan(row_at(s, last)->objective)) {
        edited = edited || row_at(s, last)->phase == TRACE_EDIT;
        last--;
    }
    const double before = row_at(s, last)->objective;
    if (isnan(before) || isnan(row->objective) ||
        !em_objective_wrong(s->spec.kind, before, row->objective)) {
        return EM_OK;
    }
    em_event *events = realloc((void *)row->events, (row->n_events + 1) * sizeof *events);
    if (!events) {
        return EM_ERR_MEMORY;
    }
    row->events = events;
    events[row->n_events++] = (em_event){.kind = EM_EVENT_OBJECTIVE_MOVED_WRONG,
                                         .component = -1,
                                         .other = (int32_t)cause_of(s, row, edited),
                                         .feature = -1,
                                         .point = -1,
                                         .value = fabs(row->objective - before)};
    return EM_OK;
}

/* Takes the row's events and state, also on failure. */
static em_status append(session *s, trace_step *row, em_params *state, size_t index)
{
    if (check_objective(s, row, index) != EM_OK) {
        free((void *)row->events);
        em_params_destroy(state);
        return EM_ERR_MEMORY;
    }
    const em_status status = trace_append(&s->pending, row, state);
    trace_thin(&s->pending, s->history_limit);
    if (status == EM_OK) {
        s->back.row = index;
    }
    return status;
}

static size_t iterations_done(const session *s)
{
    size_t row = s->back.row;

    while (row > 0 && row_at(s, row)->phase != TRACE_M) {
        row--;
    }
    return row_at(s, row)->iteration;
}

static em_status step_e(session *s)
{
    const size_t index = s->back.row + 1;
    em_resp *fresh = free_buffer(s);
    trace_step row = {.phase = TRACE_E,
                      .iteration = iterations_done(s) + 1,
                      .log_likelihood = (double)NAN,
                      .adjusted_rand = (double)NAN};

    em_status status = em_e_step(s->back.params, s->data, s->work, fresh, &row.objective);
    if (status == EM_OK && s->data->label) {
        status = em_adjusted_rand(s->data->label, s->data->classes, fresh->label, s->spec.k,
                                  s->data->n, &row.adjusted_rand);
    }
    if (status != EM_OK) {
        return status;
    }
    row.changed = s->back.resp ? em_resp_changed(s->back.resp, fresh) : s->data->n;
    em_params_copy(s->back.params, s->back.before);
    push_resp(s, fresh, index);
    return append(s, &row, NULL, index);
}

em_status session_close_back(session *s)
{
    snapshot *at = &s->back;
    const trace_step *row = row_at(s, at->row);
    em_status status = EM_OK;

    at->closed = false;
    if (row->stop == EM_STOP_NONE || row->stop == EM_STOP_COLLAPSE) {
        return EM_OK;
    }
    if (!at->closing) {
        status = em_resp_create(s->spec.kind, s->data->n, s->spec.k, &at->closing, NULL);
    }
    if (status == EM_OK) {
        status = em_e_step(at->params, s->data, s->work, at->closing, NULL);
    }
    at->closing_rand = (double)NAN;
    if (status == EM_OK && s->data->label) {
        status = em_adjusted_rand(s->data->label, s->data->classes, at->closing->label, s->spec.k,
                                  s->data->n, &at->closing_rand);
    }
    at->closed = status == EM_OK;
    return status == EM_ERR_COLLAPSE ? EM_OK : status;
}

static em_stop stop_after(session *s, const trace_step *row, const trace_step *e_row)
{
    const size_t limit = em_spec_max_iter(&s->spec);
    em_convergence *state = &s->pending.convergence;
    const em_stop stop =
        em_convergence_test(state, &s->spec, s->data, e_row->objective, e_row->changed, row->shift);

    if (stop == EM_STOP_NONE && limit > 0 && state->iteration % limit == 0) {
        return EM_STOP_MAX_ITER;
    }
    return stop;
}

static em_status copy_report(const em_m_report *report, trace_step *row)
{
    row->n_events = report->n_events;
    if (report->n_events == 0) {
        return EM_OK;
    }
    em_event *events = malloc(report->n_events * sizeof *events);
    if (!events) {
        return EM_ERR_MEMORY;
    }
    memcpy(events, report->event, report->n_events * sizeof *events);
    row->events = events;
    return EM_OK;
}

static em_status step_m(session *s)
{
    const size_t index = s->back.row + 1;
    em_m_report report;
    em_params *state = NULL;
    trace_step row = {.phase = TRACE_M,
                      .iteration = row_at(s, s->back.row)->iteration,
                      .objective = (double)NAN,
                      .log_likelihood = (double)NAN,
                      .adjusted_rand = (double)NAN};

    em_params_copy(s->back.params, s->back.before);
    em_status status = em_m_step(s->back.resp, s->data, s->work, s->back.params, &report);
    if (status != EM_OK && status != EM_ERR_COLLAPSE) {
        return status;
    }
    if (status == EM_ERR_COLLAPSE) {
        row.stop = EM_STOP_COLLAPSE;
        s->pending.ended = true;
    } else {
        row.objective = report.objective;
        row.shift = report.shift;
        row.stop = stop_after(s, &row, row_at(s, s->back.row));
    }
    status = em_params_create(s->back.params->kind, s->back.params->cov_kind, s->back.params->k,
                              s->back.params->d, &state, NULL);
    if (status == EM_OK) {
        em_params_copy(s->back.params, state);
        status = copy_report(&report, &row);
    }
    if (status != EM_OK) {
        em_params_destroy(state);
        return status;
    }
    return append(s, &row, state, index);
}

em_status session_half_step(session *s)
{
    if (s->pending.ended) {
        return EM_ERR_COLLAPSE;
    }
    if (row_at(s, s->back.row)->phase == TRACE_E) {
        return step_m(s);
    }
    const em_status status = step_e(s);
    if (status == EM_ERR_COLLAPSE) {
        s->pending.ended = true;
    }
    return status;
}
