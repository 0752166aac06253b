/* How it looks: overlays, tabs, size, theme, menus, help, the inspected point. */
#include "app/state.h"
#include "view/widgets.h"

#include <math.h>
#include <stdlib.h>

#define SCALE_MIN 0.75
#define SCALE_MAX 3.0

void app_keep_settings(app *a)
{
    em_error error = {0};
    const settings own = settings_own(&a->loan, &a->settings);
    if (a->use_settings && settings_save(&own, &error) != EM_OK)
        app_notice(a, true, "The settings were not saved: %s", error.text);
}

static em_status set_scale(app *a, const command *c)
{
    static const double stops[] = {0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0};
    const size_t last = sizeof stops / sizeof stops[0] - 1;
    double scale = a->settings.scale > 0.0 ? a->settings.scale : 1.0;
    if (c->x > 0.0) {
        scale = c->x;
    } else if (c->n == 0) {
        scale = 1.0;
    } else if (c->n > 0) {
        size_t i = 0;
        while (i < last && stops[i] <= scale + 1e-9)
            i++;
        scale = stops[i];
    } else {
        size_t i = last;
        while (i > 0 && stops[i] >= scale - 1e-9)
            i--;
        scale = stops[i];
    }
    a->settings.scale = fmin(fmax(scale, SCALE_MIN), SCALE_MAX);
    app_notice(a, false, "Size %.0f %%", 100.0 * a->settings.scale);
    return EM_OK;
}

static em_status set_theme(app *a, long n)
{
    const int count = THEME_COUNT;
    a->settings.theme =
        (view_theme)(n >= 0 && n < count ? (int)n : ((int)a->settings.theme + 1) % count);
    app_recolour(a, 0);
    return EM_OK;
}

/* Why what was switched on cannot be seen; NULL: it can. */
static const char *unseen(const app *a, view_overlay overlay)
{
    const session_frame f = scene_frame(a->scene, a->scene->active);
    if (f.params == NULL)
        return NULL;
    const bool hard = f.params->kind == EM_KMEANS;
    switch (overlay) {
    case OVERLAY_ELLIPSES: return hard ? "K-means has no ellipses. V shows its regions." : NULL;
    case OVERLAY_DENSITY: return hard ? "K-means has no density. V shows its regions." : NULL;
    case OVERLAY_LINKS: return f.resp == NULL ? "Links come with the first E-step." : NULL;
    case OVERLAY_CHANGED:
        return f.resp_before == NULL ? "Changed points come with the second E-step." : NULL;
    case OVERLAY_GHOSTS:
        return f.step->phase != TRACE_M ? "Ghosts of the step before come with an M-step." : NULL;
    case OVERLAY_DISAGREE:
        return a->scene->panes < 2 ? "Disagreements are those between panes: press 2." : NULL;
    case OVERLAY_PIES:
        return hard             ? "K-means gives each point to one cluster: there are no shares."
               : f.resp == NULL ? "Pies come with the first E-step."
                                : NULL;
    default: return NULL;
    }
}

static em_status toggle_overlay(app *a, long n)
{
    if (n < 0 || n >= OVERLAY_COUNT)
        return EM_ERR_USAGE;
    a->settings.overlays ^= 1U << n;
    const bool on = (a->settings.overlays >> n & 1U) != 0;
    const char *why = on ? unseen(a, (view_overlay)n) : NULL;
    if (why != NULL)
        app_notice(a, false, "%s", why);
    return EM_OK;
}

static em_status set_menu(app *a, const command *c)
{
    if (c->n < 0 || c->n >= MENU_COUNT)
        return EM_ERR_USAGE;
    const size_t pane = app_pane_of(a, c);
    const view_menu wanted = (view_menu)c->n;
    a->menu = a->menu == wanted && a->menu_pane == pane ? MENU_NONE : wanted;
    a->menu_pane = pane;
    a->focus = 0; /* the arrows begin at the first entry */
    a->help = false;
    return EM_OK;
}

/* F1 goes on where there is another page, as its button does. */
static void turn_help(app *a, bool close)
{
    if (a->help && a->dirty)
        build_picture(a);
    const ui_hit *next = a->help && !close ? ui_find(&a->ui, control_id(GROUP_HELP, 0, 1)) : NULL;
    const bool more = next != NULL && next->enabled;
    a->help_page = more ? (size_t)next->command.n : 0;
    a->help = more || (!a->help && !close);
    app_touch(a);
}

static em_status set_blank(app *a)
{
    a->blank = !a->blank;
    if (a->blank)
        app_take_pause(a);
    return EM_OK;
}

static em_status set_full_screen(app *a)
{
    a->full_screen = !a->full_screen;
    app_ask(a, a->full_screen ? REQUEST_FULL_SCREEN : REQUEST_WINDOW, a->full_screen, NULL);
    return EM_OK;
}

/* x = +1 or -1 goes on from the row inspected now; else n is the row. */
static em_status inspect(app *a, const command *c)
{
    const long n = (long)a->scene->data->n;
    long row = c->n;
    if (c->x > 0.0)
        row = (a->inspect_row + 1) % n;
    else if (c->x < 0.0)
        row = a->inspect_row <= 0 ? n - 1 : a->inspect_row - 1;
    if (row >= n)
        return app_refuse_text(a, EM_ERR_DATA, "There is no row %ld: the last one is %ld.", row,
                               n - 1);
    a->inspect_row = row < 0 ? -1 : row;
    app_refresh_inspect(a);
    return EM_OK;
}

static em_status set_tab(app *a, long tab)
{
    if (tab < 0 || tab >= TAB_COUNT)
        return EM_ERR_USAGE;
    a->tab = (view_tab)tab;
    return EM_OK;
}

/* K-means has no BIC and AIC. */
static em_status set_curve(app *a, long n)
{
    const int count = a->sweep != NULL && a->sweep->kind == EM_KMEANS ? 2 : 4;
    if (n < 0)
        a->tab = TAB_CHOOSE_K;
    a->sweep_curve = n < 0 ? (a->sweep_curve + 1) % count : n <= 3 ? (int)n : a->sweep_curve;
    return EM_OK;
}

static em_status set_animation(app *a)
{
    a->settings.animation = !a->settings.animation;
    app_finish_glides(a);
    app_notice(a, false, "Animation %s", a->settings.animation ? "on" : "off");
    return EM_OK;
}

em_status apply_look(app *a, const command *c)
{
    app_touch(a);
    switch (c->kind) {
    case COMMAND_OVERLAY: return toggle_overlay(a, c->n);
    case COMMAND_TAB: return set_tab(a, c->n);
    case COMMAND_TAB_STEP:
        return set_tab(a, ((long)a->tab + (c->n < 0 ? TAB_COUNT - 1 : 1)) % TAB_COUNT);
    case COMMAND_SCALE: return set_scale(a, c);
    case COMMAND_THEME: return set_theme(a, c->n);
    case COMMAND_PRESENTATION: a->settings.presentation = !a->settings.presentation; return EM_OK;
    case COMMAND_FULL_SCREEN: return set_full_screen(a);
    case COMMAND_BLANK: return set_blank(a);
    case COMMAND_ANIMATION: return set_animation(a);
    case COMMAND_HELP:
        turn_help(a, c->n < 0);
        a->menu = MENU_NONE;
        return EM_OK;
    case COMMAND_MENU: return set_menu(a, c);
    case COMMAND_SWEEP_VIEW: return set_curve(a, c->n);
    case COMMAND_INSPECT: return inspect(a, c);
    default: return EM_ERR_USAGE;
    }
}
