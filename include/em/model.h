/* The two half-steps. E reads parameters and writes responsibilities; M reads responsibilities and
 * writes parameters; neither allocates. Bishop, Pattern Recognition and Machine Learning, 9.2-9.3. */
#ifndef EM_MODEL_H
#define EM_MODEL_H

#include "em/dataset.h"
#include "em/parallel.h"
#include "em/params.h"
#include "em/spec.h"

/* Who is responsible for which point. */
typedef struct em_resp {
    size_t n, k;
    double *gamma;    /* n x k, rows sum to 1; NULL for K-means */
    int32_t *label;   /* n: argmax of gamma, or the nearest centroid; ties to the lowest index */
    double objective; /* of the parameters E read: J, or sum ln p(x) */
    double entropy;   /* H(q) = -sum gamma ln gamma, nats; 0 for K-means */
    uint64_t made;    /* which E-step filled it; set to 0 after writing gamma or label by hand */
    size_t changed;   /* K-means: labels of this resp that its last E-step replaced by others */
    size_t lost;      /* points too far from every component to tell: uniform responsibilities */
} em_resp;

em_status em_resp_create(em_kind kind, size_t n, size_t k, em_resp **out, em_error *error);
void em_resp_destroy(em_resp *resp);
void em_resp_copy(const em_resp *from, em_resp *to); /* same shape */
size_t em_resp_changed(const em_resp *a, const em_resp *b); /* points whose label differs */
void em_resp_counts(const em_resp *resp, size_t *count);    /* k: points per label */

typedef enum em_event_kind {
    EM_EVENT_EMPTY, EM_EVENT_RELOCATED, EM_EVENT_FLOORED, EM_EVENT_SINGULAR, EM_EVENT_COLLAPSED,
    EM_EVENT_CONSTANT_FEATURE, EM_EVENT_COLLINEAR, EM_EVENT_EQUAL_COMPONENTS,
    EM_EVENT_REG_COVAR_LARGE, EM_EVENT_OBJECTIVE_MOVED_WRONG, EM_EVENT_KINDS
} em_event_kind;

/* Something numeric happened that the learner should see. Indices are -1 where they say nothing. */
typedef struct em_event {
    em_event_kind kind;
    int32_t component;
    int32_t other;   /* second component (equal_components) or second feature (collinear) */
    int32_t feature;
    int64_t point;   /* row a centroid was relocated to, or a component collapsed on */
    double value;    /* kind's own number: N_c, variance, size of the wrong move; 0 if none */
} em_event;

const char *em_event_name(em_event_kind kind); /* "empty", "relocated", ... as in the JSON */

enum { EM_EVENTS_MAX = 64 };

typedef struct em_m_report {
    double objective;  /* after the step: J with the same labels, or the bound L(q, theta new) */
    double shift;      /* sum over components of the squared mean shift */
    bool collapsed;    /* a Cholesky failed with reg_covar 0: params are unchanged, objective is not set */
    size_t n_events;   /* entries of event in use */
    size_t n_lost;     /* events beyond EM_EVENTS_MAX */
    em_event event[EM_EVENTS_MAX];
} em_m_report;

/* Scratch of a run, allocated once: a pool to share (borrowed, NULL: one thread), Cholesky factors,
 * block sums. Belongs to one spec and one data set; reads both while it lives. */
typedef struct em_work em_work;
em_status em_work_create(const em_spec *spec, const em_dataset *data, em_pool *pool, em_work **out,
                         em_error *error);
void em_work_destroy(em_work *work);

/* objective (NULL allowed) = resp->objective. EM_ERR_COLLAPSE if a covariance cannot be factored. */
em_status em_e_step(const em_params *params, const em_dataset *data, em_work *work, em_resp *resp,
                    double *objective);

/* EM_ERR_COLLAPSE when report->collapsed. params holds the old parameters on entry. */
em_status em_m_step(const em_resp *resp, const em_dataset *data, em_work *work, em_params *params,
                    em_m_report *report);

/* The same number the next E-step will report, bit for bit, without touching responsibilities. */
em_status em_log_likelihood(const em_params *params, const em_dataset *data, em_work *work,
                            double *out);

/* True if the objective moved the wrong way (J rose, a likelihood fell) by more than 1e-9 relative. */
bool em_objective_wrong(em_kind kind, double before, double after);

/* For one point x (d): log p(x|c) for each component (k values; K-means: minus the squared distance).
 * Factors the covariances on each call: for the inspector, not for loops. EM_ERR_MEMORY, _COLLAPSE. */
em_status em_point_log_density(const em_params *params, const double *x, double *out);

/* Given the largest of a point's ln p(x|c): is it out of reach of every component (em_resp.lost)? */
bool em_out_of_reach(double largest);

/* Prepared evaluation of a model at many places: regions and density contours. */
typedef struct em_field em_field;
em_status em_field_create(const em_params *params, em_field **out);
void em_field_destroy(em_field *field);
/* xy: m x d places; best (m, NULL allowed): component with the largest responsibility;
 * log_density (m, NULL allowed): ln p(x), or minus the distance to the nearest centroid. */
void em_field_fill(const em_field *field, const double *xy, size_t m, int32_t *best,
                   double *log_density);

/* Convergence, tested after the M-step of each iteration (spec 2). */
typedef struct em_convergence {
    size_t iteration;         /* iterations seen so far */
    double last_mean_ll;      /* mixtures: previous E-step's mean log-likelihood */
    double last_change;       /* what was compared with the limit in the last test */
    double limit;             /* tol, or tol * mean variance */
} em_convergence;

void em_convergence_start(em_convergence *state, const em_spec *spec, const em_dataset *data);

/* One iteration is over: objective of its E-step, points changed by it, shift of its M-step.
 * EM_STOP_NONE, EM_STOP_UNCHANGED or EM_STOP_TOLERANCE; max-iter is the caller's loop. */
em_stop em_convergence_test(em_convergence *state, const em_spec *spec, const em_dataset *data,
                            double e_objective, size_t changed, double shift);

#endif
