/* emstep sweep: many runs for each K. */
#include "session/sweep.h"
#include "cli/common.h"

#include <math.h>

enum { K_MAX_DEFAULT = 8 };

static void write_k_json(const sweep_k *k, size_t restarts, json *j)
{
    json_open(j, '{');
    json_add_count(j, "k", k->k);
    json_add_number(j, "best", k->best);
    json_add_number(j, "median", k->median);
    json_add_number(j, "worst", k->worst);
    json_key(j, "values");
    json_numbers(j, k->values, restarts);
    json_add_count(j, "seed", k->seed);
    json_add_count(j, "found_best", k->found_best);
    json_add_number(j, "silhouette", k->silhouette);
    json_add_number(j, "bic", k->bic);
    json_add_number(j, "aic", k->aic);
    json_close(j, '}');
}

static void write_json(const void *found, const cli_run *run, json *j)
{
    const sweep *s = found;

    json_open(j, '{');
    cli_json_data(j, run->data);
    json_line(j);
    json_add_text(j, "model", em_kind_name(s->kind));
    json_line(j);
    json_key(j, "ks");
    json_open(j, '[');
    for (size_t i = 0; i < s->n_ks; i++) {
        json_line(j);
        write_k_json(&s->ks[i], s->restarts, j);
    }
    json_close(j, ']');
    json_line(j);
    json_add_index(j, "suggested_k", s->suggested < 0 ? -1 : (long)s->ks[s->suggested].k);
    json_close(j, '}');
    (void)io_writer_printf(j->writer, "\n");
}

static void write_cell(double value, int width, int digits, io_writer *w)
{
    if (isfinite(value)) {
        (void)io_writer_printf(w, "  %*.*f", width, digits, value);
    } else {
        (void)io_writer_printf(w, "  %*s", width, "-");
    }
}

static void write_table(const void *found, const cli_run *run, json *j)
{
    const sweep *s = found;
    io_writer *w = j->writer;
    (void)run;
    const bool mixture = s->kind != EM_KMEANS;

    (void)io_writer_printf(w,
                           "%s of %zu run%s for each K\n\n  K  %16s  %16s  %16s  found  silhouette",
                           mixture ? "log-likelihood" : "distortion J", s->restarts,
                           s->restarts == 1 ? "" : "s", "best", "median", "worst");
    if (mixture) {
        (void)io_writer_printf(w, "  %16s  %16s", "BIC", "AIC");
    }
    (void)io_writer_printf(w, "\n");
    for (size_t i = 0; i < s->n_ks; i++) {
        const sweep_k *k = &s->ks[i];
        (void)io_writer_printf(w, "%3zu", k->k);
        write_cell(k->best, 16, 4, w);
        write_cell(k->median, 16, 4, w);
        write_cell(k->worst, 16, 4, w);
        (void)io_writer_printf(w, "  %5zu", k->found_best);
        write_cell(k->silhouette, 10, 4, w);
        if (mixture) {
            write_cell(k->bic, 16, 4, w);
            write_cell(k->aic, 16, 4, w);
        }
        (void)io_writer_printf(w, "\n");
    }
    if (s->suggested < 0) {
        (void)io_writer_printf(w, "\nno clear elbow\n");
    } else {
        (void)io_writer_printf(w, "\nsuggested K = %zu (%s)\n", s->ks[s->suggested].k,
                               mixture ? "lowest BIC" : "elbow");
    }
}

/* The range of K: as asked for, else 1..8 or as far as there are points. */
static void find_range(const cli_args *a, const em_dataset *data, size_t *low, size_t *high)
{
    *low = 1;
    *high = data->n < K_MAX_DEFAULT ? data->n : K_MAX_DEFAULT;
    if (run_options_has(&a->run, RUN_K)) {
        *low = a->run.k_low;
        *high = a->run.k_high;
    }
}

static em_status check_sweep(const cli_args *a, em_error *error)
{
    const em_init init = a->run.spec.init;

    if (run_options_has(&a->run, RUN_INIT) && (init == EM_INIT_POINTS || init == EM_INIT_FILE)) {
        return em_fail(error, EM_ERR_USAGE,
                       "--init %s fits one K only: a sweep needs a start for every K",
                       em_init_name(init));
    }
    return cli_check_seeds(a->run.spec.seed, a->restarts, "--restarts", error);
}

static em_status run_sweep(const cli_run *run, const cli_args *a, sweep **out, em_error *error)
{
    size_t low = 0, high = 0;
    cli_watch watch;

    find_range(a, run->data, &low, &high);
    cli_watch_start(&watch, "sweep");
    const em_status status = sweep_run(&run->spec, run->data, low, high, a->restarts, run->pool,
                                       &watch.control, NULL, NULL, out, error);
    cli_watch_stop(&watch);
    return status;
}

int cli_sweep(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    cli_run run;
    sweep *found = NULL;
    em_status status = check_sweep(a, &error);

    if (status == EM_OK) {
        status = cli_run_init(&run, a, true, &error);
    }
    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    status = run_sweep(&run, a, &found, &error);
    const int code = status != EM_OK
                         ? cli_fail(status, &error)
                         : cli_output_show(found, &run, a->json ? write_json : write_table);
    sweep_destroy(found);
    cli_run_finish(&run);
    return code;
}
