#include "session/standing.h"

#include "session/report.h"

#include <stdio.h>
#include <string.h>

static bool always_news(em_event_kind kind)
{
    return kind == EM_EVENT_RELOCATED || kind == EM_EVENT_SINGULAR ||
           kind == EM_EVENT_OBJECTIVE_MOVED_WRONG;
}

/* Which feature shows a floored or collinear covariance best may change from step to step. */
static bool same_condition(const em_event *a, const em_event *b)
{
    const bool shape = a->kind == EM_EVENT_FLOORED || a->kind == EM_EVENT_COLLINEAR;

    return a->kind == b->kind && a->component == b->component &&
           (shape || (a->feature == b->feature && a->other == b->other));
}

static const trace_step *m_step_before(const session_frame *frame, size_t row)
{
    while (row-- > 0) {
        if (frame->steps[row].phase == TRACE_M) {
            return &frame->steps[row];
        }
    }
    return NULL;
}

static bool is_news(const em_event *event, const trace_step *before)
{
    if (always_news(event->kind) || !before) {
        return true;
    }
    for (size_t i = 0; i < before->n_events; i++) {
        if (same_condition(event, &before->events[i])) {
            return false;
        }
    }
    return true;
}

size_t standing_news(const session_frame *frame, size_t row)
{
    const trace_step *step = &frame->steps[row];
    size_t news = 0;

    if (step->n_events == 0) {
        return 0;
    }
    const trace_step *before = m_step_before(frame, row);
    for (size_t i = 0; i < step->n_events; i++) {
        news += is_news(&step->events[i], before);
    }
    return news;
}

size_t standing_groups(const session_frame *frame, size_t row, standing_group out[EM_EVENT_KINDS])
{
    const trace_step *step = &frame->steps[row], *before = m_step_before(frame, row);
    size_t n = 0, sorted = 0;

    for (size_t i = 0; i < step->n_events; i++) {
        const em_event *event = &step->events[i];
        const bool news = is_news(event, before);
        size_t g = 0;
        while (g < n && out[g].kind != event->kind) {
            g++;
        }
        if (g == n) {
            out[n++] = (standing_group){.kind = event->kind, .first = i};
        }
        out[g].n++;
        if (news && out[g].news++ == 0) {
            out[g].first = i;
        }
    }
    for (size_t g = 0; g < n; g++) {
        if (out[g].news > 0) {
            const standing_group moved = out[g];
            memmove(&out[sorted + 1], &out[sorted], (g - sorted) * sizeof *out);
            out[sorted++] = moved;
        }
    }
    return n;
}

/* Several events of one kind: the number stands between before and after. */
typedef struct many {
    const char *before, *after;
} many;

static const many words_of_many[EM_EVENT_KINDS] = {
    [EM_EVENT_EMPTY] = {"", " components are empty: they stay where they were"},
    [EM_EVENT_RELOCATED] = {"", " components were empty: they are moved to far points"},
    [EM_EVENT_FLOORED] = {"", " components are at the variance floor: reg_covar holds them open"},
    [EM_EVENT_SINGULAR] = {"", " components have a singular covariance and reg_covar is 0"},
    [EM_EVENT_COLLAPSED] = {"", " components have collapsed"},
    [EM_EVENT_CONSTANT_FEATURE] = {"",
                                   " features are constant: only reg_covar gives them a variance"},
    [EM_EVENT_COLLINEAR] = {"features are collinear in ", " components"},
    [EM_EVENT_EQUAL_COMPONENTS] = {"", " components are equal to others and cannot separate"},
    [EM_EVENT_REG_COVAR_LARGE] = {"reg_covar is not small beside the variance of ", " features"},
    [EM_EVENT_OBJECTIVE_MOVED_WRONG] = {"the objective moved the wrong way, ", " times"},
};

const char *standing_words(const session_frame *frame, size_t row, const standing_group *group,
                           char *buffer, size_t size)
{
    const many *words = &words_of_many[group->kind];

    if (group->n == 1) {
        return report_event(&frame->steps[row].events[group->first], frame->data, buffer, size);
    }
    (void)snprintf(buffer, size, "%s%zu%s", words->before, group->n, words->after);
    return buffer;
}

size_t standing_row(const session_frame *frame)
{
    for (size_t row = frame->steps ? frame->cursor : 0;
         row > 0 && frame->steps[row].phase != TRACE_EDIT; row--) {
        if (frame->steps[row].phase == TRACE_M) {
            return row;
        }
    }
    return 0;
}

const char *standing_summary(const session_frame *frame, bool components, char *buffer, size_t size)
{
    const size_t row = standing_row(frame);
    standing_group group[EM_EVENT_KINDS];
    char words[EM_ERROR_TEXT];
    size_t used = 0;

    buffer[0] = '\0';
    if (frame->resp && frame->resp->lost > 0) {
        const size_t lost = frame->resp->lost;
        const int count = snprintf(buffer, size, "%zu %s out of reach of every component", lost,
                                   lost == 1 ? "point is" : "points are");
        used = count > 0 && (size_t)count < size ? (size_t)count : size - 1;
    }
    const size_t n = row > 0 ? standing_groups(frame, row, group) : 0;
    for (size_t g = 0; g < n; g++) {
        const bool feature =
            group[g].kind == EM_EVENT_CONSTANT_FEATURE || group[g].kind == EM_EVENT_REG_COVAR_LARGE;
        if (always_news(group[g].kind) || (!feature && !components)) {
            continue;
        }
        standing_words(frame, row, &group[g], words, sizeof words);
        words[strcspn(words, ":")] = '\0';
        const int count =
            snprintf(buffer + used, size - used, "%s%s", used > 0 ? " \xC2\xB7 " : "", words);
        if (count < 0 || (size_t)count >= size - used) {
            break;
        }
        used += (size_t)count;
    }
    return buffer;
}
