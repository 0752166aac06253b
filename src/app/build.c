/* From the app's state to the view's input, and from there to a picture. */
#include "app/keymap.h"
#include "app/state.h"
#include "view/layout.h"
#include "view/scatter.h"

#include <string.h>

/* Two features are their own plane: such points can be seen while the first run is made. */
static void build_points(const app_pane *p, const scene *s, view_pane *out)
{
    if (p->n != s->data->n || s->data->d != 2)
        return;
    out->xy = s->data->x;
    out->colour = p->colour;
    out->shape = p->shape;
    out->version = p->version;
    out->camera = p->camera;
}

static void build_pane(app *a, size_t i, view_pane *out)
{
    app_pane *p = &a->pane[i];
    const scene *s = a->scene;
    const job *work = a->jobs.runs.job;
    out->grip_component = -1;
    out->active = i == s->active;
    out->data = s->data;
    out->spec = &s->spec[i];
    if (work != NULL && (work->panes == 0 || (work->panes >> i & 1U) != 0)) {
        out->busy = work->words;
        out->progress = job_progress(&a->jobs.runs);
    }
    if (!p->ready || s->run[i] == NULL) {
        out->message = out->busy == NULL ? "There is no run here. R makes it anew; another K or "
                                           "start may suit the data better."
                                         : NULL;
        build_points(p, s, out);
        return;
    }
    const data_plane *plane = scene_plane(s, i);
    out->frame = scene_frame(s, i);
    out->animating = pane_gliding(p);
    out->xy = plane->xy;
    out->projection = plane->projection;
    out->flat = p->flat;
    out->flat_before = p->flat_before;
    out->image_mean = out->animating ? p->image : NULL;
    out->start_xy = p->start_xy;
    out->trail_xy = p->trail_xy;
    out->trail_n = p->trail_n;
    out->colour = p->colour;
    out->shape = p->shape;
    out->version = p->version;
    out->match = p->match;
    out->count = pane_counts(p, &out->frame);
    out->flag_changed = p->has_changed ? p->changed : NULL;
    out->flag_disagree = a->disagree;
    out->camera = p->camera;
    if (a->grip_component >= 0 && a->grip_pane == i && (size_t)a->grip_component < p->k) {
        out->grip_component = a->grip_component;
        out->grip_part = a->grip_part;
    }
}

static void build_side(app *a, view_input *in, bool now)
{
    const size_t active = a->scene->active;
    const bool same = a->pane[active].ready && a->pane[active].k == a->inspect_k;
    in->tab = a->tab;
    in->inspect_row = a->inspect_row;
    in->inspect_pane = active;
    in->inspect = a->inspect_ready && same ? &a->inspect_point : NULL;
    in->scores = a->scores_ready && a->pane[active].ready ? &a->scores : NULL;
    in->members = a->tab == TAB_PROTOTYPES ? aside_members(a, now) : NULL;
    in->sweep = a->sweep_fits ? a->sweep : NULL;
    in->sweep_busy = a->sweep_fits && job_busy(&a->jobs.sweep);
    in->sweep_progress = job_progress(&a->jobs.sweep);
    in->sweep_curve = a->sweep_curve;
}

void build_input(app *a, view_input *in, bool now)
{
    *in = (view_input){.width = a->width, .height = a->height, .scale = app_scale(a)};
    in->presentation = a->settings.presentation;
    in->theme = a->settings.theme;
    in->metrics = a->metrics;
    in->panes = a->scene->panes;
    in->active = a->scene->active;
    for (size_t i = 0; i < in->panes; i++)
        build_pane(a, i, &in->pane[i]);
    build_side(a, in, now);
    in->overlays = a->settings.overlays;
    in->playing = a->playing;
    in->pace = a->settings.pace;
    in->animation = a->settings.animation;
    in->full_screen = a->full_screen;
    in->menu = a->menu;
    in->menu_pane = a->menu_pane;
    in->tool = a->tool;
    in->help = a->help;
    in->help_page = a->help_page;
    in->blank = a->blank;
    in->keys = keymap_help(&in->n_keys);
    in->recent = (const char *const *)a->settings.recent;
    in->n_recent = a->settings.n_recent;
    in->can_undo = a->edits.undo.n > 0;
    in->can_redo = a->edits.redo.n > 0;
    in->prompt = prompt_title(a);
    in->prompt_text = a->prompt_text;
    in->prompt_selected = a->prompt_selected;
    in->mouse_x = a->pointer.x;
    in->mouse_y = a->pointer.y;
    in->mouse_down = a->pointer.down;
    in->focus = a->focus;
    in->hover = a->pointer.tip ? a->pointer.over : 0;
    in->toast = a->toast_seconds > 0.0 ? a->toast : NULL;
    in->toast_error = a->toast_error;
}

static bool same_box(rect a, rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

camera app_fit(app *a, size_t pane)
{
    app_pane *p = &a->pane[pane];
    if (p->fit_version != p->version || !same_box(p->fit_box, p->box)) {
        view_pane out = {0};
        build_pane(a, pane, &out);
        p->fit = scatter_fit(&out, p->box);
        p->fit_box = p->box;
        p->fit_version = p->version;
    }
    return p->fit;
}

/* Points that are added or erased do not move the camera either. */
bool app_view_is_own(app *a, size_t pane)
{
    const app_pane *p = &a->pane[pane];
    if (p->by_hand || !p->ready || p->box.w < 1.0 || p->box.h < 1.0 || !(p->camera.zoom > 0.0))
        return p->by_hand;
    const camera fit = app_fit(a, pane);
    return fit.centre_x != p->camera.centre_x || fit.centre_y != p->camera.centre_y ||
           fit.zoom != p->camera.zoom;
}

/* Gives every pane the box the layout has for it, and the camera that follows from it. */
static void place_panes(app *a, view_input *in)
{
    layout where;
    layout_fill(in, &where);
    for (size_t i = 0; i < in->panes; i++) {
        app_pane *p = &a->pane[i];
        if (!same_box(p->box, where.canvas[i]) && in->pane[i].frame.data == NULL &&
            in->pane[i].colour != NULL)
            pane_place(p, where.canvas[i],
                       camera_fit(in->pane[i].xy, in->pane[i].data->n, where.canvas[i]));
        if (p->ready && in->pane[i].frame.data != NULL && !same_box(p->box, where.canvas[i])) {
            p->by_hand = app_view_is_own(a, i);
            pane_place(p, where.canvas[i], scatter_fit(&in->pane[i], where.canvas[i]));
        }
        in->pane[i].camera = p->camera;
    }
}

void build_picture(app *a)
{
    view_input in;
    build_input(a, &in, false);
    place_panes(a, &in);
    view_window(&in, &a->draw, &a->ui);
    a->dirty = false;
    a->built = true;
}

const draw_list *app_picture(app *a)
{
    if (a->dirty || !a->built)
        build_picture(a);
    return &a->draw;
}

const ui_list *app_controls(const app *a)
{
    return &a->ui;
}

/* Panes keep what they look at: a camera that fits all is fitted again, another keeps its middle.
 */
static void place_elsewhere(app *a, view_input *in)
{
    layout where;
    layout_fill(in, &where);
    for (size_t i = 0; i < in->panes; i++) {
        if (in->pane[i].frame.data == NULL)
            continue;
        app_pane copy = a->pane[i];
        copy.by_hand = app_view_is_own(a, i);
        pane_place(&copy, where.canvas[i], scatter_fit(&in->pane[i], where.canvas[i]));
        in->pane[i].camera = copy.camera;
    }
}

em_status app_draw(app *a, double width, double height, double scale, draw_list *out)
{
    view_input in;
    ui_list ui;
    build_input(a, &in, true);
    in.width = width;
    in.height = height;
    in.scale = app_scale_at(a, height, scale);
    in.mouse_x = in.mouse_y = -1.0;
    in.hover = in.focus = 0;
    in.toast = NULL;
    in.menu = MENU_NONE;
    in.help = in.blank = false;
    in.prompt = NULL;
    place_elsewhere(a, &in);
    ui_init(&ui);
    view_window(&in, out, &ui);
    const bool failed = out->failed || ui.failed;
    ui_finish(&ui);
    return failed ? EM_ERR_MEMORY : EM_OK;
}
