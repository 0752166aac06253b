/* The short form of a fit, for people: components are numbered from 1 as in the window. */
#include "cli/fit_result.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MEANS_SHOWN = 8, START_SHOWN = 60 };

/* Six decimals; numbers that would be long like that, eight digits. */
static const char *plain(double value, char *buffer, size_t size)
{
    if (fabs(value) < 1e12) {
        (void)snprintf(buffer, size, "%.6f", value);
    } else {
        (void)snprintf(buffer, size, "%.8g", value);
    }
    return buffer;
}

static const char *model_words(const em_spec *spec)
{
    static const char *const gmm[] = {
        [EM_COV_FULL] = "Gaussian mixture, full covariance",
        [EM_COV_TIED] = "Gaussian mixture, tied covariance",
        [EM_COV_DIAG] = "Gaussian mixture, diagonal covariance",
        [EM_COV_SPHERICAL] = "Gaussian mixture, spherical covariance",
    };

    if (spec->kind == EM_GMM) {
        return gmm[spec->cov_kind];
    }
    return spec->kind == EM_KMEANS ? "K-means" : "Bernoulli mixture";
}

/* Many rows are cut short behind one of them. */
static int shown_length(const char *init)
{
    const size_t length = strlen(init);
    size_t cut = START_SHOWN;

    if (length <= START_SHOWN || strncmp(init, "points:", 7) != 0) {
        return (int)length;
    }
    while (init[cut] != ',') {
        cut--;
    }
    return (int)cut;
}

static void write_head(const fit_result *f, io_writer *w)
{
    const em_dataset *data = f->run->data;
    const em_spec *spec = &f->run->spec;
    const int length = shown_length(f->init);

    (void)io_writer_printf(w, "%s: %zu point%s, %zu feature%s", data->name, data->n,
                           data->n == 1 ? "" : "s", data->d, data->d == 1 ? "" : "s");
    if (data->label) {
        (void)io_writer_printf(w, ", %zu class%s", data->classes, data->classes == 1 ? "" : "es");
    }
    (void)io_writer_printf(w, "\n%s, K = %zu, start %.*s%s, seed %u (stream of scikit-learn %s)\n",
                           model_words(spec), spec->k, length, f->init,
                           f->init[length] ? ",..." : "", (unsigned)spec->seed,
                           spec->stream == EM_STREAM_SKLEARN_1_3 ? "1.3 and later" : "1.2");
}

static void write_outcome(const fit_result *f, io_writer *w)
{
    const session_frame frame = session_look(f->session);
    const double value = f->resp->objective;
    char words[EM_ERROR_TEXT], one[32], two[32];

    (void)report_stop(&frame, words, sizeof words);
    if (f->stop == EM_STOP_STEPS) {
        (void)io_writer_printf(w, "%zu half-steps%s%s\n", frame.cursor, words[0] ? "; " : "",
                               words);
    } else {
        (void)io_writer_printf(w, "%s\n", words[0] ? words : "no iteration was made");
    }
    (void)io_writer_printf(
        w, "%s %s (%s per point)\n\n",
        f->run->spec.kind == EM_KMEANS ? "distortion J" : "log-likelihood ln p(X)",
        plain(value, one, sizeof one), plain(value / (double)f->run->data->n, two, sizeof two));
}

static void write_components(const fit_result *f, io_writer *w)
{
    const em_params *p = session_look(f->session).params;
    const size_t shown = p->d < MEANS_SHOWN ? p->d : MEANS_SHOWN;
    char number[32];

    (void)io_writer_printf(w, "component  points%s  mean\n", p->weight ? "    weight" : "");
    for (size_t c = 0; c < p->k; c++) {
        (void)io_writer_printf(w, "%9zu  %6zu", c + 1, f->count[c]);
        if (p->weight) {
            (void)io_writer_printf(w, "  %8.6f", p->weight[c]);
        }
        for (size_t j = 0; j < shown; j++) {
            (void)io_writer_printf(w, "%s%s", j ? " " : "  ",
                                   plain(p->mean[c * p->d + j], number, sizeof number));
        }
        (void)io_writer_printf(w, "%s\n", shown < p->d ? " ..." : "");
    }
}

static void write_scores(const fit_result *f, io_writer *w)
{
    const em_scores *s = &f->scores;

    if (f->run->spec.kind != EM_KMEANS) {
        (void)io_writer_printf(w, "\nBIC %.6f   AIC %.6f   (%zu free parameters)\n", f->bic, f->aic,
                               f->parameters);
    }
    if (f->table) {
        (void)io_writer_printf(w, "\nRand %.6f   adjusted Rand %.6f   NMI %.6f\n", s->rand,
                               s->adjusted_rand, s->nmi);
        (void)io_writer_printf(w, "homogeneity %.6f   completeness %.6f   V %.6f\n", s->homogeneity,
                               s->completeness, s->v_measure);
        (void)io_writer_printf(w, "purity %.6f   accuracy after matching %.6f\n", s->purity,
                               s->accuracy);
    }
}

static void write_notes(const fit_result *f, io_writer *w)
{
    const session_frame frame = session_look(f->session);
    size_t row = frame.cursor;
    char words[EM_ERROR_TEXT];

    while (row > 0 && frame.steps[row].phase != TRACE_M) {
        row--;
    }
    for (size_t i = 0; i < frame.steps[row].n_events; i++) {
        (void)io_writer_printf(
            w, "%snote: %s\n", i ? "" : "\n",
            report_event(&frame.steps[row].events[i], frame.data, words, sizeof words));
    }
}

static void write_points(const fit_result *f, const cli_args *a, io_writer *w)
{
    const em_resp *r = f->resp;

    if (!a->labels && !a->responsibilities) {
        return;
    }
    (void)io_writer_printf(w, "\n  point  component%s\n",
                           a->responsibilities ? "  responsibilities" : "");
    for (size_t i = 0; i < r->n; i++) {
        (void)io_writer_printf(w, "%7zu  %9d", i, (int)r->label[i] + 1);
        for (size_t c = 0; a->responsibilities && c < r->k; c++) {
            const double own = r->label[i] == (int32_t)c ? 1.0 : 0.0;
            (void)io_writer_printf(w, "  %.6f", r->gamma ? r->gamma[i * r->k + c] : own);
        }
        (void)io_writer_printf(w, "\n");
    }
}

void fit_write_table(const fit_result *f, const cli_args *a, io_writer *w)
{
    write_head(f, w);
    write_outcome(f, w);
    write_components(f, w);
    write_scores(f, w);
    write_notes(f, w);
    write_points(f, a, w);
    (void)io_writer_printf(w, "\n%.4f s\n", f->seconds);
}
