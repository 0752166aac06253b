/* The menus of a pane's run: model, covariance, start, options. */
#include "view/menus_part.h"
#include "view/parts.h"
#include "view/words.h"

static command ask(const menu *m, const char *what)
{
    return (command){.kind = COMMAND_ASK, .pane = m->pane, .text = what};
}

void menus_fill_model(menu *m)
{
    static const char *const note[] = {"hard assignment, distance", "soft, ellipses",
                                       "soft, 0/1 features"};
    const em_dataset *data = m->frame->data;
    for (int kind = EM_KMEANS; kind <= EM_BERNOULLI; kind++) {
        if (kind == EM_BERNOULLI && data && !data->binary && !data->image_w)
            continue;
        menu_add(m, words_model((em_kind)kind), note[kind], command_n(COMMAND_MODEL, m->pane, kind))
            ->checked = m->frame->spec->kind == (em_kind)kind;
    }
}

void menus_fill_covariance(menu *m)
{
    static const char *const note[] = {"any ellipse", "one shape for all", "along the axes",
                                       "circles"};
    for (int kind = EM_COV_FULL; kind <= EM_COV_SPHERICAL; kind++)
        menu_add(m, em_cov_name((em_cov)kind), note[kind],
                 command_n(COMMAND_COVARIANCE, m->pane, kind))
            ->checked = m->frame->spec->cov_kind == (em_cov)kind;
}

void menus_fill_init(pen *p, menu *m)
{
    const em_spec *spec = m->frame->spec;
    for (int init = 0; init < EM_INIT_COUNT; init++) {
        bool now = spec->init == (em_init)init;
        bool given = init == EM_INIT_POINTS || init == EM_INIT_FILE || init == EM_INIT_MANUAL;
        if (!em_init_suits((em_init)init, spec->kind) || (given && !now))
            continue;
        const char *label = now ? words_start(p->draw, spec) : words_init((em_init)init);
        menu_add(m, label, NULL, command_n(COMMAND_INIT, m->pane, init))->checked = now;
    }
    menu_add(m, "Points by number\xE2\x80\xA6", "Ctrl+I", ask(m, "points"));
}

static void add_option(menu *m, const char *label, const char *option, bool checked)
{
    command c = {.kind = COMMAND_OPTION, .pane = m->pane, .text = option};
    menu_add(m, label, NULL, c)->checked = checked;
}

typedef struct preset {
    const char *label, *option;
    double value;
} preset;

/* Values to choose from, and the one in use where it is none of them, to be typed anew. */
static void add_presets(pen *p, menu *m, const char *name, double now, const preset *list, size_t n)
{
    bool listed = false;
    for (size_t i = 0; i < n; i++) {
        bool same = !(now < list[i].value) && !(now > list[i].value);
        add_option(m, list[i].label, list[i].option, same);
        listed = listed || same;
    }
    const char *label =
        listed ? "Another\xE2\x80\xA6" : pen_printf(p, "%.9g \xC2\xB7 another\xE2\x80\xA6", now);
    menu_add(m, label, NULL, ask(m, name))->checked = !listed;
}

static void fill_limits(pen *p, menu *m, const em_spec *spec)
{
    const preset tol[] = {{spec->kind == EM_KMEANS ? "0" : "0 (never stops)", "--tol=0", 0},
                          {"0.0001", "--tol=1e-4", 1e-4},
                          {"0.001", "--tol=1e-3", 1e-3}};
    static const preset most[] = {{"100", "--max-iter=100", 100},
                                  {"300", "--max-iter=300", 300},
                                  {"1000", "--max-iter=1000", 1000}};
    menu_add_heading(m, "Tolerance");
    add_presets(p, m, "tol", em_spec_tol(spec), tol, 3);
    menu_add_heading(m, "Iterations at most");
    add_presets(p, m, "max-iter", (double)em_spec_max_iter(spec), most, 3);
}

static void fill_variances(pen *p, menu *m, const em_spec *spec)
{
    static const preset added[] = {{"0 (textbook)", "--reg-covar=0", 0},
                                   {"0.000001 (scikit-learn)", "--reg-covar=1e-6", 1e-6},
                                   {"0.001", "--reg-covar=1e-3", 1e-3}};
    menu_add_heading(m, "Added to each variance (reg_covar)");
    add_presets(p, m, "reg-covar", spec->reg_covar, added, 3);
    menu_add_heading(m, "Variance of the start (init_cov)");
    static const preset start[] = {{"that of the data", "--init-cov=data", 0}};
    add_presets(p, m, "init-cov", spec->init_cov, start, 1);
}

static bool in_header(pen *p, const menu *m, view_menu chip)
{
    return ui_find(p->ui, menus_anchor(chip, (size_t)m->pane)) != NULL;
}

/* The chips that the header had no room for. */
static void fill_dropped(pen *p, menu *m, const em_spec *spec)
{
    static const struct {
        view_menu menu;
        const char *label, *key;
    } chip[] = {{MENU_MODEL, "Model\xE2\x80\xA6", "M"},
                {MENU_COVARIANCE, "Covariance\xE2\x80\xA6", "C"},
                {MENU_INIT, "Start\xE2\x80\xA6", "I"}};
    for (size_t i = 0; i < sizeof chip / sizeof chip[0]; i++)
        if (!in_header(p, m, chip[i].menu) &&
            (spec->kind == EM_GMM || chip[i].menu != MENU_COVARIANCE))
            menu_add(m, chip[i].label, chip[i].key, command_n(COMMAND_MENU, m->pane, chip[i].menu));
    if (ui_find(p->ui, header_k_id((size_t)m->pane)))
        return;
    menu_add_heading(m, pen_printf(p, "K = %zu", spec->k));
    menu_add(m, "One component more", "Up", command_n(COMMAND_K_STEP, m->pane, 1));
    menu_add(m, "One component fewer", "Down", command_n(COMMAND_K_STEP, m->pane, -1))
        ->control.disabled = spec->k <= 1;
}

static void fill_seed(pen *p, menu *m, const em_spec *spec)
{
    menu_add_heading(m, pen_printf(p, "Seed %u", (unsigned)spec->seed));
    menu_add(m, "Type a seed\xE2\x80\xA6", "Ctrl+N", ask(m, "seed"));
    menu_add(m, "New seed", "N", command_n(COMMAND_NEW_SEED, m->pane, 0));
    if (spec->seed > 0)
        menu_add(m, pen_printf(p, "%u", (unsigned)spec->seed - 1), "one less",
                 command_n(COMMAND_SEED, m->pane, (long)spec->seed - 1));
}

void menus_fill_options(pen *p, menu *m)
{
    const em_spec *spec = m->frame->spec;
    static const preset starts[] = {{"1", "--n-init=1", 1}, {"10", "--n-init=10", 10}};
    fill_dropped(p, m, spec);
    fill_seed(p, m, spec);
    menu_add_heading(m, "Starts, of which the best is kept (n_init)");
    add_presets(p, m, "n-init", (double)spec->n_init, starts, 2);
    if (spec->kind == EM_GMM)
        fill_variances(p, m, spec);
    fill_limits(p, m, spec);
    if (spec->kind == EM_KMEANS) {
        menu_add_heading(m, "Empty cluster");
        add_option(m, "takes the farthest point", "--empty=farthest",
                   spec->empty == EM_EMPTY_FARTHEST);
        add_option(m, "stays where it was", "--empty=keep", spec->empty == EM_EMPTY_KEEP);
    }
    menu_add_heading(m, "Random numbers as in scikit-learn");
    add_option(m, "1.2", "--stream=sklearn-1.2", spec->stream == EM_STREAM_SKLEARN_1_2);
    add_option(m, "1.3 and later", "--stream=sklearn-1.3", spec->stream == EM_STREAM_SKLEARN_1_3);
}
