#include "cli/fit_result.h"

#include <math.h>

static void write_spec(const fit_result *f, json *j)
{
    const em_spec *spec = &f->run->spec;

    json_add_text(j, "model", em_kind_name(spec->kind));
    json_add_text(j, "covariance", spec->kind == EM_GMM ? em_cov_name(spec->cov_kind) : NULL);
    json_add_count(j, "k", spec->k);
    json_add_text(j, "init", f->init);
    json_add_count(j, "seed", spec->seed);
    json_add_count(j, "n_init", spec->n_init);
}

static void write_outcome(const fit_result *f, json *j)
{
    const bool mixture = f->run->spec.kind != EM_KMEANS;

    json_add_count(j, "iterations", f->iterations);
    json_key(j, "converged");
    json_bool(j, f->converged);
    json_add_text(j, "stop", em_stop_name(f->stop));
    json_line(j);
    json_key(j, "objective");
    json_open(j, '{');
    json_add_text(j, "name", mixture ? "log_likelihood" : "distortion");
    json_add_number(j, "value", f->resp->objective);
    json_add_number(j, "per_point", f->resp->objective / (double)f->run->data->n);
    json_close(j, '}');
}

static void write_covariances(const em_params *p, json *j)
{
    if (!p->cov) {
        json_null(j);
    } else if (p->cov_kind == EM_COV_FULL) {
        json_open(j, '[');
        for (size_t c = 0; c < p->k; c++) {
            json_matrix(j, p->cov + c * p->d * p->d, p->d, p->d);
        }
        json_close(j, ']');
    } else if (p->cov_kind == EM_COV_SPHERICAL) {
        json_numbers(j, p->cov, p->k);
    } else {
        json_matrix(j, p->cov, p->cov_kind == EM_COV_TIED ? p->d : p->k, p->d);
    }
}

static void write_params(const fit_result *f, json *j)
{
    const em_params *p = session_look(f->session).params;

    json_key(j, "weights");
    if (p->weight) {
        json_numbers(j, p->weight, p->k);
    } else {
        json_null(j);
    }
    json_line(j);
    json_add_matrix(j, "means", p->mean, p->k, p->d);
    json_line(j);
    json_key(j, "covariances");
    write_covariances(p, j);
    json_line(j);
    json_key(j, "counts");
    json_open(j, '[');
    for (size_t c = 0; c < p->k; c++) {
        json_count(j, f->count[c]);
    }
    json_close(j, ']');
}

static void write_criteria(const fit_result *f, json *j)
{
    const bool mixture = f->run->spec.kind != EM_KMEANS;

    json_add_number(j, "bic", mixture ? f->bic : (double)NAN);
    json_add_number(j, "aic", mixture ? f->aic : (double)NAN);
    json_add_index(j, "n_parameters", mixture ? (long)f->parameters : -1);
}

static void write_table(const size_t *table, size_t rows, size_t cols, json *j)
{
    json_open(j, '[');
    for (size_t t = 0; t < rows; t++) {
        json_open(j, '[');
        for (size_t c = 0; c < cols; c++) {
            json_count(j, table[t * cols + c]);
        }
        json_close(j, ']');
    }
    json_close(j, ']');
}

static void write_metrics(const fit_result *f, json *j)
{
    const em_scores *s = &f->scores;
    const struct {
        const char *name;
        double value;
    } rows[] = {{"rand", s->rand},
                {"adjusted_rand", s->adjusted_rand},
                {"nmi", s->nmi},
                {"homogeneity", s->homogeneity},
                {"completeness", s->completeness},
                {"v_measure", s->v_measure},
                {"purity", s->purity},
                {"accuracy", s->accuracy}};

    json_key(j, "metrics");
    if (!f->table) {
        json_null(j);
        return;
    }
    json_open(j, '{');
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_add_number(j, rows[i].name, rows[i].value);
    }
    json_key(j, "contingency");
    write_table(f->table, f->run->data->classes, f->run->spec.k, j);
    json_close(j, '}');
}

static void write_event(const em_event *event, const em_dataset *data, json *j)
{
    char words[EM_ERROR_TEXT];

    json_open(j, '{');
    json_add_text(j, "kind", em_event_name(event->kind));
    json_add_index(j, "component", event->component);
    json_add_index(j, "feature", event->feature);
    json_add_text(j, "text", report_event(event, data, words, sizeof words));
    json_close(j, '}');
}

static void write_events(const trace_step *row, const em_dataset *data, json *j)
{
    json_key(j, "events");
    json_open(j, '[');
    for (size_t i = 0; i < row->n_events; i++) {
        write_event(&row->events[i], data, j);
    }
    json_close(j, ']');
}

/* ln p(X|theta new) of an M row: what the next E-step reports, or the closing one. */
static double log_likelihood_after(const fit_result *f, const session_frame *frame, size_t row)
{
    if (frame->steps[row].stop == EM_STOP_COLLAPSE) {
        return (double)NAN;
    }
    return row + 1 <= frame->cursor ? frame->steps[row + 1].objective : f->resp->objective;
}

static void write_row(const fit_result *f, const session_frame *frame, size_t index, json *j)
{
    const trace_step *row = &frame->steps[index];
    const bool mixture = frame->spec->kind != EM_KMEANS;

    json_add_count(j, "iteration", row->iteration);
    json_add_number(j, "objective", row->objective);
    if (mixture) {
        json_add_number(j, "bound", row->objective);
    }
    if (row->phase == TRACE_E) {
        json_add_count(j, "changed", row->changed);
        json_add_number(j, "adjusted_rand", row->adjusted_rand);
    } else {
        const double after = log_likelihood_after(f, frame, index);
        if (mixture) {
            json_add_number(j, "log_likelihood", after);
            json_add_number(j, "kl", after - row->objective);
        }
        json_add_number(j, "shift", row->stop == EM_STOP_COLLAPSE ? (double)NAN : row->shift);
    }
    if (row->phase == TRACE_M || row->n_events > 0) {
        write_events(row, frame->data, j);
    }
}

static void write_trace(const fit_result *f, json *j)
{
    const session_frame frame = session_look(f->session);

    json_key(j, "trace");
    json_open(j, '[');
    for (size_t i = 0; i <= frame.cursor; i++) {
        if (i > 0) {
            json_line(j);
        }
        json_open(j, '{');
        json_add_count(j, "step", i);
        json_add_text(j, "phase", trace_phase_name(frame.steps[i].phase));
        if (i > 0) {
            write_row(f, &frame, i, j);
        }
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* K-means: 1 for the nearest centroid, 0 for the others. */
static void write_responsibilities(const em_resp *r, json *j)
{
    json_key(j, "responsibilities");
    json_open(j, '[');
    for (size_t i = 0; i < r->n; i++) {
        json_open(j, '[');
        for (size_t c = 0; c < r->k; c++) {
            json_number(j, r->gamma ? r->gamma[i * r->k + c] : r->label[i] == (int32_t)c);
        }
        json_close(j, ']');
    }
    json_close(j, ']');
}

void fit_write_json(const fit_result *f, const cli_args *a, json *j)
{
    json_open(j, '{');
    json_add_text(j, "emstep", EMSTEP_VERSION);
    json_line(j);
    cli_json_data(j, f->run->data);
    json_line(j);
    write_spec(f, j);
    json_line(j);
    write_outcome(f, j);
    json_line(j);
    write_params(f, j);
    json_line(j);
    write_criteria(f, j);
    json_line(j);
    write_metrics(f, j);
    json_line(j);
    write_trace(f, j);
    json_line(j);
    if (a->labels) {
        json_key(j, "labels");
        json_labels(j, f->resp->label, f->resp->n);
        json_line(j);
    }
    if (a->responsibilities) {
        write_responsibilities(f->resp, j);
        json_line(j);
    }
    json_add_number(j, "seconds", f->seconds);
    json_add_number(j, "seconds_per_iteration",
                    f->iterations ? f->seconds / (double)f->iterations : (double)NAN);
    json_close(j, '}');
    (void)io_writer_printf(j->writer, "\n");
}
