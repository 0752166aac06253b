#include "session/report.h"

#include "session/standing.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const double HARDLY = 1e-6; /* of the data's deviation: a move that no eye can see */

/* Adds to the text in buffer, as far as it goes. */
static void __attribute__((format(printf, 3, 4)))
add(char *buffer, size_t size, const char *format, ...)
{
    const size_t used = strlen(buffer);
    va_list args;

    va_start(args, format);
    (void)vsnprintf(buffer + used, size - used, format, args);
    va_end(args);
}

static const char *cause_words(int32_t cause)
{
    switch ((trace_cause)cause) {
    case TRACE_CAUSE_REGULARISATION:
        return "reg_covar is added to the covariances, so the M-step is not quite the maximum";
    case TRACE_CAUSE_RELOCATION: return "an empty cluster was moved to a far point";
    case TRACE_CAUSE_EDIT: return "the parameters were changed by hand";
    case TRACE_CAUSE_NONE: break;
    }
    return "no cause is known";
}

static void add_component(const em_event *event, char *buffer, size_t size)
{
    if (event->component >= 0) {
        add(buffer, size, "component %d", (int)event->component + 1);
    } else {
        add(buffer, size, "the common covariance");
    }
}

static void add_feature_event(const em_event *event, const em_dataset *data, char *buffer,
                              size_t size)
{
    char one[EM_NAME_MAX] = "", two[EM_NAME_MAX] = "";

    if (event->feature >= 0) {
        (void)em_dataset_feature_name(data, (size_t)event->feature, one, sizeof one);
    }
    if (event->kind == EM_EVENT_CONSTANT_FEATURE) {
        add(buffer, size, "feature %s is constant: only reg_covar gives it a variance", one);
    } else if (event->kind == EM_EVENT_REG_COVAR_LARGE) {
        add(buffer, size, "reg_covar is not small beside the variance of feature %s (%.3g)", one,
            event->value);
    } else {
        if (event->other >= 0) {
            (void)em_dataset_feature_name(data, (size_t)event->other, two, sizeof two);
        }
        add(buffer, size, "features %s and %s are collinear in ", one, two);
        add_component(event, buffer, size);
    }
}

static void add_place_event(const em_event *event, char *buffer, size_t size)
{
    add_component(event, buffer, size);
    switch (event->kind) {
    case EM_EVENT_EMPTY: add(buffer, size, " is empty: it stays where it was"); break;
    case EM_EVENT_RELOCATED:
        add(buffer, size, " was empty: it is moved to point #%lld, far from its own centroid",
            (long long)event->point);
        break;
    case EM_EVENT_SINGULAR:
        add(buffer, size,
            " has a singular covariance and reg_covar is 0: the likelihood grows without limit, "
            "the run ends here");
        break;
    case EM_EVENT_COLLAPSED:
        add(buffer, size, " has collapsed");
        if (event->point >= 0) {
            add(buffer, size, " onto point #%lld", (long long)event->point);
        }
        break;
    default: add(buffer, size, " is at the variance floor: reg_covar holds it open"); break;
    }
}

const char *report_event(const em_event *event, const em_dataset *data, char *buffer, size_t size)
{
    buffer[0] = '\0';
    switch (event->kind) {
    case EM_EVENT_CONSTANT_FEATURE:
    case EM_EVENT_COLLINEAR:
    case EM_EVENT_REG_COVAR_LARGE: add_feature_event(event, data, buffer, size); break;
    case EM_EVENT_EQUAL_COMPONENTS:
        add(buffer, size, "components %d and %d are equal and cannot separate",
            (int)event->other + 1, (int)event->component + 1);
        break;
    case EM_EVENT_OBJECTIVE_MOVED_WRONG:
        add(buffer, size, "the objective moved the wrong way by %.3g: %s", event->value,
            cause_words(event->other));
        break;
    default: add_place_event(event, buffer, size); break;
    }
    return buffer;
}

static void add_assigned(const session_frame *frame, char *buffer, size_t size)
{
    const size_t changed = frame->step->changed;
    bool first = true;

    for (size_t row = 1; row < frame->cursor && first; row++) {
        first = frame->steps[row].phase != TRACE_E;
    }
    if (first) {
        add(buffer, size, "%zu %s assigned", changed, changed == 1 ? "point" : "points");
    } else if (changed == 0) {
        add(buffer, size, "no point changed");
    } else {
        add(buffer, size, "%zu %s changed", changed, changed == 1 ? "point" : "points");
    }
    if (frame->resp && frame->resp->lost > 0) {
        add(buffer, size, "; %zu out of reach of every component: shared evenly",
            frame->resp->lost);
    }
}

static double mean_variance(const em_dataset *data)
{
    double sum = 0.0;

    for (size_t j = 0; j < data->d; j++) {
        sum += data->variance[j];
    }
    return sum / (double)data->d;
}

static void add_moved(const session_frame *frame, char *buffer, size_t size)
{
    const em_params *now = frame->params, *before = frame->before;
    const char *name = now->kind == EM_KMEANS ? "centroid" : "mean";
    double farthest = 0.0;
    size_t which = 0;

    for (size_t c = 0; c < now->k; c++) {
        double sum = 0.0;
        for (size_t j = 0; j < now->d; j++) {
            const double diff = now->mean[c * now->d + j] - before->mean[c * now->d + j];
            sum += diff * diff;
        }
        if (sum > farthest) {
            farthest = sum;
            which = c;
        }
    }
    if (farthest == 0.0) {
        add(buffer, size, "no %s moved", name);
    } else if (farthest < HARDLY * HARDLY * mean_variance(frame->data)) {
        add(buffer, size, "the %ss hardly moved", name);
    } else {
        add(buffer, size, "%s %zu moved %.2g", name, which + 1, sqrt(farthest));
    }
}

/* The first kind of event that is new at the cursor; what went on from the M-step before is told
 * elsewhere. */
static void add_news(const session_frame *frame, char *buffer, size_t size)
{
    standing_group group[EM_EVENT_KINDS];
    char words[EM_ERROR_TEXT];
    const size_t n = standing_groups(frame, frame->cursor, group);
    size_t news = 0;

    while (news < n && group[news].news > 0) {
        news++;
    }
    if (news > 0) {
        add(buffer, size, "%s%s", buffer[0] ? "; " : "",
            standing_words(frame, frame->cursor, &group[0], words, sizeof words));
    }
    if (news > 1) {
        add(buffer, size, " (and %zu more)", news - 1);
    }
}

const char *report_last(const session_frame *frame, char *buffer, size_t size)
{
    const trace_step *step = frame->step;
    char words[EM_ERROR_TEXT];

    buffer[0] = '\0';
    switch (step->phase) {
    case TRACE_INIT:
        add(buffer, size, "start: %s", em_spec_init_text(frame->spec, words, sizeof words));
        break;
    case TRACE_E: add_assigned(frame, buffer, size); break;
    case TRACE_M:
        if (step->stop != EM_STOP_COLLAPSE) {
            add_moved(frame, buffer, size);
        }
        break;
    case TRACE_EDIT: add(buffer, size, "%s", step->edit); break;
    }
    add_news(frame, buffer, size);
    return buffer;
}

const char *report_next(const session_frame *frame)
{
    static const char *const words[3][2] = {
        [EM_KMEANS] =
            {"Next: E-step. Keep the centroids fixed and give every point to the centroid "
             "nearest to it.",
             "Next: M-step. Keep the assignment fixed and move every centroid to the mean of "
             "its points."},
        [EM_GMM] =
            {"Next: E-step. Keep the parameters fixed and ask, for every point, how much each "
             "Gaussian is responsible for it.",
             "Next: M-step. Keep the responsibilities fixed and fit every Gaussian to the "
             "points, each weighted by its responsibility."},
        [EM_BERNOULLI] =
            {"Next: E-step. Keep the parameters fixed and ask, for every point, how much "
             "each prototype is responsible for it.",
             "Next: M-step. Keep the responsibilities fixed and make every prototype the "
             "weighted mean of the points."},
    };

    if (frame->ended) {
        return "The run ends here: a covariance is singular, and no further step exists.";
    }
    return words[frame->params->kind][frame->next == TRACE_M];
}

const char *report_next_short(const session_frame *frame)
{
    static const char *const words[3][2] = {
        [EM_KMEANS] = {"Next: E-step. Points go to the nearest centroid.",
                       "Next: M-step. Centroids go to the mean of their points."},
        [EM_GMM] = {"Next: E-step. Share out every point.", "Next: M-step. Refit every Gaussian."},
        [EM_BERNOULLI] = {"Next: E-step. Share out every point.",
                          "Next: M-step. Refit every prototype."},
    };

    return frame->ended ? report_next(frame) : words[frame->params->kind][frame->next == TRACE_M];
}

const char *report_next_formula(const session_frame *frame)
{
    static const char *const formula[3][2] = {
        [EM_KMEANS] = {"r_{n} = \\mathrm{argmin}_{k} \\|x_{n} - μ_{k}\\|^{2}",
                       "μ_{k} = \\frac{1}{N_{k}} \\sum_{n: r_{n} = k} x_{n}"},
        [EM_GMM] = {"γ_{nk} = \\frac{π_{k} N(x_{n} | μ_{k}, Σ_{k})}"
                    "{\\sum_{j} π_{j} N(x_{n} | μ_{j}, Σ_{j})}",
                    "N_{k} = \\sum_{n} γ_{nk},  π_{k} = \\frac{N_{k}}{N},  "
                    "μ_{k} = \\frac{1}{N_{k}} \\sum_{n} γ_{nk} x_{n},  "
                    "Σ_{k} = \\frac{1}{N_{k}} \\sum_{n} γ_{nk} (x_{n} - μ_{k})(x_{n} - μ_{k})^{T}"},
        [EM_BERNOULLI] = {"γ_{nk} ∝ π_{k} \\prod_{j} μ_{kj}^{x_{nj}} (1 - μ_{kj})^{1 - x_{nj}}",
                          "N_{k} = \\sum_{n} γ_{nk},  π_{k} = \\frac{N_{k}}{N},  "
                          "μ_{k} = \\frac{1}{N_{k}} \\sum_{n} γ_{nk} x_{n}"},
    };

    return frame->ended ? "" : formula[frame->params->kind][frame->next == TRACE_M];
}

const char *report_stop(const session_frame *frame, char *buffer, size_t size)
{
    const size_t iterations =
        frame->stop == EM_STOP_NONE ? 0 : frame->steps[frame->stop_row].iteration;
    const char *plural = iterations == 1 ? "" : "s";

    buffer[0] = '\0';
    switch (frame->stop) {
    case EM_STOP_UNCHANGED:
        add(buffer, size, "converged after %zu iteration%s: no point changed its cluster",
            iterations, plural);
        break;
    case EM_STOP_TOLERANCE:
        if (frame->spec->kind == EM_KMEANS) {
            add(buffer, size,
                "converged after %zu iteration%s: the centroids moved less than the tolerance",
                iterations, plural);
        } else {
            add(buffer, size,
                "converged after %zu iteration%s: the mean log-likelihood moved less than %g",
                iterations, plural, em_spec_tol(frame->spec));
        }
        break;
    case EM_STOP_MAX_ITER:
        add(buffer, size, "not converged after %zu iteration%s (max-iter)", iterations, plural);
        break;
    case EM_STOP_COLLAPSE:
        add(buffer, size, "ended in iteration %zu: a covariance became singular and reg_covar is 0",
            iterations);
        break;
    default: break;
    }
    return buffer;
}
