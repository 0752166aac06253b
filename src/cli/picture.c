#include "cli/picture.h"

#include "app/session_file.h"
#include "cli/common.h"

#include <string.h>

static em_status add_pane(picture_start *p, const run_options *run, em_error *error)
{
    const em_status status = run_options_resolve(run, p->data, false, &p->spec[p->panes], error);

    if (status == EM_OK) {
        p->app.spec[p->panes] = &p->spec[p->panes];
        p->panes++;
    }
    return status;
}

/* The panes' own texts are read before the data, so that what is wrong in them counts as usage. */
static em_status read_panes(const cli_args *a, run_options *run, em_error *error)
{
    em_status status = EM_OK;

    for (size_t i = 0; i < a->panes && status == EM_OK; i++) {
        run_options_init(&run[i]);
        status = run_options_read(&run[i], a->pane[i], error);
        if (status == EM_OK) {
            status = run_options_check(&run[i], false, error);
        }
    }
    return status;
}

static void fill_looks(picture_start *p, const cli_args *a)
{
    app_options *o = &p->app;

    o->data = p->data;
    o->origin = o->session ? NULL : a->data;
    o->panes = p->panes;
    if (a->width > 0) {
        o->width = (double)a->width;
        o->height = (double)a->height;
    }
    o->scale = a->scale;
    if (a->theme >= 0) {
        o->theme = (view_theme)a->theme;
    }
    o->tab = (view_tab)a->tab;
    if (a->overlays_given) {
        o->overlays = a->overlays;
    }
    o->presentation = a->presentation;
    o->animation = !a->no_animation;
}

/* A session brings its own data and runs; until it is open the default run stands for them. */
static em_status read_session(picture_start *p, const cli_args *a, em_error *error)
{
    char quoted[200];

    if (!a->data || em_builtin_find(a->data) || !session_file_is(a->data)) {
        return EM_OK;
    }
    if (a->run.given || a->panes > 0) {
        return em_fail(
            error, EM_ERR_USAGE,
            "%s is a session, which has its own data and runs: no run option goes with it",
            io_quote(a->data, quoted, sizeof quoted));
    }
    p->app.session = a->data;
    return EM_OK;
}

em_status picture_start_init(picture_start *p, const cli_args *a, em_error *error)
{
    run_options pane[CLI_PANES];

    memset(p, 0, sizeof *p);
    app_options_init(&p->app);
    em_status status = read_panes(a, pane, error);
    if (status == EM_OK) {
        status = read_session(p, a, error);
    }
    if (status == EM_OK) {
        const char *data = a->data && !p->app.session ? a->data : "aniso";
        status = run_options_open(&a->run, data, &p->data, error);
    }
    if (status != EM_OK) {
        return status;
    }
    if (p->data->note[0]) {
        cli_say("%s", p->data->note);
    }
    status = add_pane(p, &a->run, error);
    for (size_t i = 0; i < a->panes && status == EM_OK; i++) {
        status = add_pane(p, &pane[i], error);
    }
    if (status != EM_OK) {
        picture_start_finish(p);
        em_dataset_destroy(p->data);
        return status;
    }
    fill_looks(p, a);
    return EM_OK;
}

void picture_start_finish(picture_start *p)
{
    for (size_t i = 0; i < p->panes; i++) {
        em_spec_finish(&p->spec[i]);
    }
    p->panes = 0;
}
