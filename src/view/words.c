#include "view/words.h"

#include "em/generate.h"
#include "view/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *words_model(em_kind kind)
{
    static const char *const name[] = {"K-means", "Gaussian mixture", "Bernoulli mixture"};
    return name[kind];
}

const char *words_model_short(em_kind kind)
{
    static const char *const name[] = {"K-means", "Gaussian", "Bernoulli"};
    return name[kind];
}

const char *words_init(em_init init)
{
    static const char *const name[EM_INIT_COUNT] = {
        "random points", "k-means++",   "random partition", "farthest first", "uniform in the box",
        "chosen points", "from a file", "k-means",          "random shares",  "by hand"};
    return name[init];
}

const char *words_start(draw_list *list, const em_spec *spec)
{
    if (spec->init == EM_INIT_RANDOM && spec->kind == EM_BERNOULLI)
        return "random";
    if (spec->init != EM_INIT_POINTS || !spec->points)
        return words_init(spec->init);
    char text[96] = "points";
    size_t used = strlen(text);
    for (size_t c = 0; c < spec->k; c++) {
        if (used > sizeof text - 32) {
            snprintf(text + used, sizeof text - used, ", \xE2\x80\xA6");
            break;
        }
        used += (size_t)snprintf(text + used, sizeof text - used, "%s %zu", c ? "," : "",
                                 spec->points[c]);
    }
    const char *copy = draw_printf(list, "%s", text);
    return copy ? copy : "";
}

const char *words_data(const em_dataset *data)
{
    const em_builtin *builtin = em_builtin_find(data->name);
    return builtin ? builtin->title : data->name;
}

const char *words_overlay(view_overlay which, const char **key)
{
    static const char *const name[OVERLAY_COUNT][2] = {{"Ellipses", "E"},
                                                       {"Regions", "V"},
                                                       {"Density contours", "D"},
                                                       {"Links to means", "L"},
                                                       {"Trails", "T"},
                                                       {"Ghosts of the step before", "G"},
                                                       {"Changed points", "H"},
                                                       {"Points on which panes disagree", "J"},
                                                       {"Pies", "W"}};
    *key = name[which][1];
    return name[which][0];
}

size_t words_iteration(const session_frame *frame)
{
    for (size_t i = frame->cursor + 1; i-- > 0;)
        if (frame->steps[i].iteration > 0)
            return frame->steps[i].iteration;
    return 0;
}

double words_value(const session_frame *frame, size_t row)
{
    const trace_step *step = &frame->steps[row];
    if (step->phase != TRACE_M || frame->params->kind == EM_KMEANS)
        return step->objective;
    if (row + 1 < frame->length && frame->steps[row + 1].phase == TRACE_E)
        return frame->steps[row + 1].objective;
    /* Before an edit it is known only if the row was visited: the curve would depend on that. */
    if (isfinite(step->log_likelihood) && (row == frame->cursor || row + 1 == frame->length))
        return step->log_likelihood;
    return step->objective;
}

double words_reported(const session_frame *frame)
{
    return frame->closing ? frame->closing->objective : words_value(frame, frame->cursor);
}

double words_adjusted_rand(const session_frame *frame)
{
    if (frame->closing)
        return frame->closing_rand;
    return frame->e_row ? frame->steps[frame->e_row].adjusted_rand : (double)NAN;
}

double words_change(const session_frame *frame)
{
    if (frame->step->phase != TRACE_E && frame->step->phase != TRACE_M)
        return (double)NAN;
    double now = words_reported(frame);
    bool each = frame->params->kind == EM_KMEANS;
    for (size_t i = frame->cursor; i-- > 0;) {
        const trace_step *step = &frame->steps[i];
        if (step->phase == TRACE_E || (each && step->phase == TRACE_M))
            return now - step->objective;
    }
    return (double)NAN;
}

int words_decimals(const session_frame *frame)
{
    double largest = 0;
    for (size_t i = 0; i < frame->length; i++)
        if (isfinite(frame->steps[i].objective))
            largest = fmax(largest, fabs(frame->steps[i].objective));
    int decimals = number_decimals(largest, 6);
    return decimals > 4 ? 4 : decimals;
}
