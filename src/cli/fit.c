/* emstep fit: a run to its end. */
#include "cli/fit_result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static em_status step_exactly(fit_result *f, size_t steps, const em_control *control)
{
    em_status status = EM_OK;

    for (size_t i = 0; i < steps && status == EM_OK; i++) {
        if (em_control_cancelled(control)) {
            return EM_ERR_INTERRUPTED;
        }
        status = session_forward(f->session);
        if (control->progress) {
            control->progress(control->context, (double)i / (double)steps);
        }
    }
    return status == EM_ERR_COLLAPSE ? EM_OK : status;
}

static size_t last_m_row(const session_frame *frame)
{
    size_t row = frame->cursor;

    while (row > 0 && frame->steps[row].phase != TRACE_M) {
        row--;
    }
    return row;
}

static bool rule_held(em_stop stop)
{
    return stop == EM_STOP_UNCHANGED || stop == EM_STOP_TOLERANCE;
}

static void note_stop(fit_result *f, bool exactly)
{
    const session_frame frame = session_look(f->session);
    const trace_step *last = &frame.steps[last_m_row(&frame)];

    f->iterations = last->iteration;
    f->converged = rule_held(last->stop);
    f->stop = frame.stop == EM_STOP_COLLAPSE ? EM_STOP_COLLAPSE
              : exactly                      ? EM_STOP_STEPS
              : frame.stop == EM_STOP_NONE   ? EM_STOP_MAX_ITER
                                             : frame.stop;
}

static em_status run_fit(fit_result *f, const cli_args *a, em_error *error)
{
    const bool exactly = run_options_has(&a->run, RUN_STEPS);
    cli_watch watch;

    cli_watch_start(&watch, "fit");
    em_status status = session_create(f->run->data, &f->run->spec, f->run->pool, &watch.control,
                                      &f->session, error);
    if (status == EM_OK) {
        status = exactly ? step_exactly(f, a->run.steps, &watch.control)
                         : session_converge(f->session, &watch.control);
    }
    if (status == EM_OK) {
        status =
            em_resp_create(f->run->spec.kind, f->run->data->n, f->run->spec.k, &f->resp, error);
    }
    if (status == EM_OK) {
        status = session_close(f->session, f->resp);
    }
    f->seconds = cli_watch_seconds(&watch);
    cli_watch_stop(&watch);
    if (status == EM_ERR_MEMORY) {
        return em_fail_memory(error);
    }
    if (status == EM_ERR_COLLAPSE && (!error->text[0] || f->session)) {
        return em_fail(error, status, "a covariance of the start is singular");
    }
    if (status == EM_OK) {
        note_stop(f, exactly);
    }
    return status;
}

/* NULL: no memory. */
static char *write_init(const em_spec *spec)
{
    enum { NAME = 32, ROW = 21 }; /* a row has up to 20 digits, and a comma */
    const size_t size =
        NAME + (spec->points ? spec->k * ROW : 0) + (spec->path ? strlen(spec->path) : 0);
    char *words = malloc(size);

    if (words) {
        (void)em_spec_init_text(spec, words, size);
    }
    return words;
}

static em_status score(fit_result *f, em_error *error)
{
    const em_dataset *data = f->run->data;
    const em_spec *spec = &f->run->spec;

    f->count = calloc(spec->k, sizeof *f->count);
    f->init = write_init(spec);
    if (!f->count || !f->init) {
        return em_fail_memory(error);
    }
    em_resp_counts(f->resp, f->count);
    if (spec->kind != EM_KMEANS) {
        f->parameters = em_params_count(session_look(f->session).params, spec->fixed_epsilon > 0.0,
                                        !spec->equal_weights);
        f->bic = em_bic(f->resp->objective, f->parameters, data->n);
        f->aic = em_aic(f->resp->objective, f->parameters);
    }
    if (!data->label) {
        return EM_OK;
    }
    f->table = calloc(data->classes * spec->k, sizeof *f->table);
    if (!f->table) {
        return em_fail_memory(error);
    }
    em_contingency(data->label, data->classes, f->resp->label, spec->k, data->n, f->table);
    if (em_scores_fill(f->table, data->classes, spec->k, &f->scores) != EM_OK) {
        return em_fail_memory(error);
    }
    return EM_OK;
}

static void say_if_unfinished(const fit_result *f)
{
    const session_frame frame = session_look(f->session);
    char words[EM_ERROR_TEXT];

    if (f->stop == EM_STOP_MAX_ITER && frame.stop == EM_STOP_NONE) {
        cli_say("not converged after 0 iterations (max-iter)");
    } else if (f->stop == EM_STOP_MAX_ITER || f->stop == EM_STOP_COLLAPSE) {
        cli_say("%s", report_stop(&frame, words, sizeof words));
    }
}

static int write_result(const fit_result *f, const cli_args *a, em_error *error)
{
    json j;
    const em_status status = cli_output_open(&j, error);

    if (status != EM_OK) {
        return cli_fail(status, error);
    }
    if (a->json) {
        fit_write_json(f, a, &j);
    } else {
        fit_write_table(f, a, j.writer);
    }
    return cli_output_commit(&j, error);
}

int cli_fit(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    cli_run run;
    em_status status = cli_run_init(&run, a, false, &error);

    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    fit_result f = {.run = &run};
    int code = 0;
    status = run_fit(&f, a, &error);
    if (status == EM_OK) {
        status = score(&f, &error);
    }
    if (status == EM_OK) {
        say_if_unfinished(&f);
        code = write_result(&f, a, &error);
    } else {
        code = cli_fail(status, &error);
    }
    free(f.init);
    free(f.table);
    free(f.count);
    em_resp_destroy(f.resp);
    session_destroy(f.session);
    cli_run_finish(&run);
    return code;
}
