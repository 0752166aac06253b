/* emstep atlas: which solutions many seeds find. */
#include "cli/common.h"
#include "session/sweep.h"

#include <math.h>

static void write_json(const void *found, const cli_run *run, json *j)
{
    const atlas *s = found;

    (void)run;
    json_open(j, '{');
    json_add_count(j, "seeds", s->seeds);
    json_key(j, "solutions");
    json_open(j, '[');
    for (size_t i = 0; i < s->n_solutions; i++) {
        json_line(j);
        json_open(j, '{');
        json_add_number(j, "objective", s->solution[i].objective);
        json_add_count(j, "count", s->solution[i].count);
        json_add_count(j, "seed", s->solution[i].seed);
        json_add_number(j, "adjusted_rand", s->solution[i].adjusted_rand);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
    (void)io_writer_printf(j->writer, "\n");
}

static void write_table(const void *found, const cli_run *run, json *j)
{
    const atlas *s = found;
    io_writer *w = j->writer;

    (void)io_writer_printf(
        w, "%zu solution%s from %zu seed%s\n\n%16s  count       seed  adjusted Rand\n",
        s->n_solutions, s->n_solutions == 1 ? "" : "s", s->seeds, s->seeds == 1 ? "" : "s",
        run->spec.kind == EM_KMEANS ? "distortion J" : "log-likelihood");
    for (size_t i = 0; i < s->n_solutions; i++) {
        const atlas_solution *one = &s->solution[i];
        (void)io_writer_printf(w, "%16.6f  %5zu  %9u", one->objective, one->count,
                               (unsigned)one->seed);
        if (isfinite(one->adjusted_rand)) {
            (void)io_writer_printf(w, "  %13.6f\n", one->adjusted_rand);
        } else {
            (void)io_writer_printf(w, "  %13s\n", "-");
        }
    }
}

static bool needs_no_seed(em_init init)
{
    return init == EM_INIT_POINTS || init == EM_INIT_FILE;
}

static em_status run_atlas(const cli_run *run, const cli_args *a, atlas **out, em_error *error)
{
    cli_watch watch;
    char words[EM_ERROR_TEXT];

    if (needs_no_seed(run->spec.init)) {
        cli_say("the start %.200s does not depend on the seed: every run is the same",
                em_spec_init_text(&run->spec, words, sizeof words));
    }
    cli_watch_start(&watch, "atlas");
    const em_status status =
        atlas_run(&run->spec, run->data, a->seeds, run->pool, &watch.control, out, error);
    cli_watch_stop(&watch);
    return status;
}

int cli_atlas(const cli_args *a)
{
    em_error error = {.status = EM_OK};
    cli_run run;
    atlas *found = NULL;
    em_status status = cli_check_seeds(a->run.spec.seed, a->seeds, "--seeds", &error);

    if (status == EM_OK) {
        status = cli_run_init(&run, a, false, &error);
    }
    if (status != EM_OK) {
        return cli_fail(status, &error);
    }
    status = run_atlas(&run, a, &found, &error);
    const int code = status != EM_OK
                         ? cli_fail(status, &error)
                         : cli_output_show(found, &run, a->json ? write_json : write_table);
    atlas_destroy(found);
    cli_run_finish(&run);
    return code;
}
