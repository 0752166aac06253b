#include "events.h"

#include <math.h>

/* Thresholds. Variances are those before reg_covar, compared with the data's own variance. */
static const double equal_share = 1e-9;      /* of the deviation: means that are the same */
static const double collapsed_share = 1e-10; /* of the variance, in every feature */
static const double collinear_slack = 1e-9;  /* 1 - correlation^2 */
static const double reg_share = 1e-2;        /* reg_covar beside a feature's variance */

static const char *const names[EM_EVENT_KINDS] = {[EM_EVENT_EMPTY] = "empty",
                                                  [EM_EVENT_RELOCATED] = "relocated",
                                                  [EM_EVENT_FLOORED] = "floored",
                                                  [EM_EVENT_SINGULAR] = "singular",
                                                  [EM_EVENT_COLLAPSED] = "collapsed",
                                                  [EM_EVENT_CONSTANT_FEATURE] = "constant_feature",
                                                  [EM_EVENT_COLLINEAR] = "collinear",
                                                  [EM_EVENT_EQUAL_COMPONENTS] = "equal_components",
                                                  [EM_EVENT_REG_COVAR_LARGE] = "reg_covar_large",
                                                  [EM_EVENT_OBJECTIVE_MOVED_WRONG] =
                                                      "objective_moved_wrong"};

const char *em_event_name(em_event_kind kind)
{
    return names[kind];
}

void em_report_add(em_m_report *report, em_event event)
{
    if (report->n_events < EM_EVENTS_MAX)
        report->event[report->n_events++] = event;
    else
        report->n_lost++;
}

static bool same_mean(const em_work *work, size_t a, size_t b)
{
    const double *ma = work->next.mean + a * work->d, *mb = work->next.mean + b * work->d;
    for (size_t j = 0; j < work->d; j++) {
        double t = ma[j] - mb[j];
        if (t * t > equal_share * equal_share * work->data->variance[j])
            return false;
    }
    return true;
}

static bool close(double a, double b, double scale)
{
    return fabs(a - b) <= equal_share * scale;
}

static bool same_cov(const em_work *work, size_t a, size_t b)
{
    const double *cov = work->next.cov;
    size_t d = work->d, len = work->cov_kind == EM_COV_FULL ? d * d : d;
    if (work->kind != EM_GMM || work->cov_kind == EM_COV_TIED)
        return true;
    if (work->cov_kind == EM_COV_SPHERICAL)
        return close(cov[a], cov[b], cov[a]);
    double scale = 0;
    for (size_t t = 0; t < len; t++)
        scale = fabs(cov[a * len + t]) > scale ? fabs(cov[a * len + t]) : scale;
    for (size_t t = 0; t < len; t++)
        if (!close(cov[a * len + t], cov[b * len + t], scale))
            return false;
    return true;
}

void em_events_equal(const em_work *work, em_m_report *report)
{
    for (size_t c = 1; c < work->k; c++)
        for (size_t o = 0; o < c; o++)
            if (same_mean(work, c, o) && same_cov(work, c, o)) {
                em_report_add(report, (em_event){.kind = EM_EVENT_EQUAL_COMPONENTS,
                                                 .component = (int32_t)c,
                                                 .other = (int32_t)o,
                                                 .feature = -1,
                                                 .point = -1});
                break;
            }
}

/* Variance of feature j in component c before reg_covar. */
static double raw_variance(const em_work *work, size_t c, size_t j)
{
    size_t d = work->d;
    const double *cov = work->next.cov;
    double v = 0;
    switch (work->cov_kind) {
    case EM_COV_FULL: v = cov[(c * d + j) * d + j]; break;
    case EM_COV_TIED: v = cov[j * d + j]; break;
    case EM_COV_DIAG: v = cov[c * d + j]; break;
    case EM_COV_SPHERICAL: v = cov[c]; break;
    }
    return v - work->spec->reg_covar;
}

/* A tied covariance belongs to no single component. */
static int32_t owner(const em_work *work, size_t c)
{
    return work->cov_kind == EM_COV_TIED ? -1 : (int32_t)c;
}

static int64_t owned_point(const em_work *work, const em_resp *resp, size_t c)
{
    size_t best = 0;
    if (work->cov_kind == EM_COV_TIED)
        return -1;
    for (size_t i = 1; i < resp->n; i++)
        if (resp->gamma[i * resp->k + c] > resp->gamma[best * resp->k + c])
            best = i;
    return (int64_t)best;
}

static void add_collapsed(const em_work *work, const em_resp *resp, size_t c, em_m_report *report)
{
    double largest = 0;
    for (size_t j = 0; j < work->d; j++) {
        double share = raw_variance(work, c, j) / work->data->variance[j];
        if (work->data->variance[j] > 0 && !(share < largest))
            largest = share;
    }
    if (largest < collapsed_share)
        em_report_add(report, (em_event){.kind = EM_EVENT_COLLAPSED,
                                         .component = owner(work, c),
                                         .other = -1,
                                         .feature = -1,
                                         .point = owned_point(work, resp, c),
                                         .value = largest});
}

/* reg_covar is more than half of a variance: the component is as thin as the floor there. */
static void add_floored(const em_work *work, size_t c, em_m_report *report)
{
    double reg = work->spec->reg_covar, smallest = HUGE_VAL;
    size_t feature = 0;
    for (size_t j = 0; j < work->d; j++) {
        double v = raw_variance(work, c, j);
        if (work->data->variance[j] > 0 && v < smallest) {
            smallest = v;
            feature = j;
        }
    }
    if (smallest < reg)
        em_report_add(report, (em_event){.kind = EM_EVENT_FLOORED,
                                         .component = owner(work, c),
                                         .other = -1,
                                         .feature = (int32_t)feature,
                                         .point = -1,
                                         .value = smallest > 0 ? smallest : 0});
}

static void add_collinear(const em_work *work, size_t c, em_m_report *report)
{
    size_t d = work->d;
    const double *cov = work->next.cov + (work->cov_kind == EM_COV_FULL ? c * d * d : 0);
    for (size_t i = 0; i < d; i++) {
        double vi = raw_variance(work, c, i);
        for (size_t j = 0; j < i; j++) {
            double v = vi * raw_variance(work, c, j), s = cov[i * d + j];
            if (vi > 0 && v > 0 && s * s >= (1 - collinear_slack) * v) {
                em_report_add(report, (em_event){.kind = EM_EVENT_COLLINEAR,
                                                 .component = owner(work, c),
                                                 .other = (int32_t)i,
                                                 .feature = (int32_t)j,
                                                 .point = -1,
                                                 .value = s});
                return;
            }
        }
    }
}

static void add_features(const em_work *work, em_m_report *report)
{
    for (size_t j = 0; j < work->d; j++) {
        double v = work->data->variance[j];
        em_event event = {
            .component = -1, .other = -1, .feature = (int32_t)j, .point = -1, .value = v};
        event.kind = EM_EVENT_CONSTANT_FEATURE;
        if (!(v > 0)) {
            em_report_add(report, event);
        } else if (work->spec->reg_covar > reg_share * v) {
            event.kind = EM_EVENT_REG_COVAR_LARGE;
            em_report_add(report, event);
        }
    }
}

void em_events_gmm(const em_work *work, const em_resp *resp, em_m_report *report)
{
    bool square = work->cov_kind == EM_COV_FULL || work->cov_kind == EM_COV_TIED;
    size_t covs = work->cov_kind == EM_COV_TIED ? 1 : work->k;
    em_events_equal(work, report);
    if (work->spec->fixed_epsilon > 0)
        return;
    for (size_t c = 0; c < covs; c++) {
        if (work->cov_kind != EM_COV_TIED && work->count[c] < EM_EMPTY_COUNT)
            continue;
        add_collapsed(work, resp, c, report);
        add_floored(work, c, report);
        if (square)
            add_collinear(work, c, report);
    }
    add_features(work, report);
}
