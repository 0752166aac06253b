/* The menus: what each offers, from the data and the run it belongs to. */
#include "view/menus_part.h"
#include "view/number.h"
#include "view/parts.h"
#include "view/words.h"

#include "em/generate.h"

#include <math.h>
#include <string.h>

menu_item *menu_add(menu *m, const char *label, const char *note, command c)
{
    if (m->n == MENU_ITEMS_MAX)
        m->n--;
    menu_item *item = &m->item[m->n];
    *item = (menu_item){.control = {.id = control_id(GROUP_MENU, 0, m->n), .command = c},
                        .label = label,
                        .note = note};
    m->n++;
    return item;
}

void menu_add_heading(menu *m, const char *label)
{
    menu_add(m, label, NULL, (command){0})->control.id = 0;
}

static void fill_data(pen *p, menu *m)
{
    size_t count;
    const em_builtin *list = em_builtin_list(&count);
    for (size_t i = 0; i < count; i++) {
        command c = {.kind = COMMAND_DATA, .pane = -1, .text = list[i].name};
        const char *size =
            pen_printf(p, "%s \xC3\x97 %zu", number_count(p->draw, list[i].n), list[i].d);
        menu_add(m, list[i].title, size, c)->checked =
            m->frame->data && strcmp(m->frame->data->name, list[i].name) == 0;
    }
    if (p->in->n_recent > 0)
        menu_add_heading(m, "Opened lately");
    for (size_t i = 0; i < p->in->n_recent && i < 5; i++) {
        command c = {.kind = COMMAND_DATA, .pane = -1, .text = p->in->recent[i]};
        const char *slash = strrchr(p->in->recent[i], '/');
        menu_add(m, slash ? slash + 1 : p->in->recent[i], NULL, c);
    }
    menu_add(m, "Open a file\xE2\x80\xA6", "Ctrl+O", (command){.kind = COMMAND_OPEN, .pane = -1});
    menu_add_heading(m, "The data now");
    menu_add(m, "Standardise the features", "U", command_n(COMMAND_STANDARDIZE, -1, 0))->checked =
        m->frame->data && strstr(m->frame->data->note, "standardised") != NULL;
}

static void add_export(menu *m, const char *label, const char *note, const char *wish)
{
    menu_add(m, label, note, (command){.kind = COMMAND_EXPORT, .pane = -1, .text = wish});
}

static void fill_export(pen *p, menu *m)
{
    menu_add_heading(m, "Picture");
    add_export(m, "PNG as the window\xE2\x80\xA6",
               pen_printf(p, "%.0f \xC3\x97 %.0f", p->in->width, p->in->height), ".png");
    add_export(m, "PNG for a slide\xE2\x80\xA6", "1920 \xC3\x97 1080", ".png 1920x1080");
    add_export(m, "PNG for print\xE2\x80\xA6", "3840 \xC3\x97 2160", ".png 3840x2160");
    add_export(m, "PNG of another size\xE2\x80\xA6", "width \xC3\x97 height", ".png ?");
    add_export(m, "SVG\xE2\x80\xA6", "any size", ".svg");
    menu_add_heading(m, "The run up to here");
    add_export(m, "Film, MP4\xE2\x80\xA6", NULL, ".mp4");
    add_export(m, "Film, GIF\xE2\x80\xA6", NULL, ".gif");
    add_export(m, "Numbered pictures\xE2\x80\xA6", "PNG", "-%03d.png");
    menu_add_heading(m, "Numbers");
    add_export(m, "Points and parameters\xE2\x80\xA6", "CSV", ".csv");
    menu_add_heading(m, "Files");
    add_export(m, "Any of these, by name\xE2\x80\xA6", "Ctrl+E", "");
    menu_add(m, "Save the session\xE2\x80\xA6", "Ctrl+S",
             (command){.kind = COMMAND_SAVE, .pane = -1});
}

static const char *feature(pen *p, const em_dataset *data, size_t j)
{
    char name[EM_NAME_MAX];
    return pen_printf(p, "%s", em_dataset_feature_name(data, j, name, sizeof name));
}

static void add_axes(pen *p, menu *m, const char *label, const char *note, const size_t axis[2])
{
    const em_projection *now = p->in->pane[m->pane].projection;
    command c = {.kind = COMMAND_AXES, .pane = m->pane, .n = (long)axis[0], .x = (double)axis[1]};
    menu_add(m, label, note, c)->checked =
        now && !now->pca && now->feature[0] == axis[0] && now->feature[1] == axis[1];
}

/* Too many features for a list of pairs: steps from the present one. */
static void add_steps(pen *p, menu *m, size_t which, const size_t now[2])
{
    static const long step[] = {-10, -1, 1, 10};
    static const char *const note[] = {"10 back", "1 back", "1 on", "10 on"};
    const em_dataset *data = m->frame->data;
    menu_add_heading(
        m, pen_printf(p, which == 0 ? "Across: %s" : "Up: %s", feature(p, data, now[which])));
    for (size_t i = 0; i < 4; i++) {
        long to = (long)now[which] + step[i];
        size_t axis[2] = {now[0], now[1]};
        axis[which] = (size_t)to;
        if (to >= 0 && to < (long)data->d && axis[0] != axis[1])
            add_axes(p, m, feature(p, data, axis[which]), note[i], axis);
    }
}

static void fill_axes(pen *p, menu *m)
{
    enum { PAIRS_D = 6 };
    const em_dataset *data = m->frame->data;
    const em_projection *now = p->in->pane[m->pane].projection;
    if (!data || data->d < 2)
        return;
    if (data->d > 2)
        menu_add(m, "First two principal components", NULL, command_n(COMMAND_AXES, m->pane, -1))
            ->checked = now && now->pca;
    bool features = now && !now->pca;
    size_t shown[2] = {features ? now->feature[0] : 0, features ? now->feature[1] : 1};
    if (data->d > PAIRS_D) {
        add_axes(p, m, "Two features", NULL, shown);
        add_steps(p, m, 0, shown);
        add_steps(p, m, 1, shown);
        return;
    }
    for (size_t i = 0; i + 1 < data->d; i++)
        for (size_t j = i + 1; j < data->d; j++)
            add_axes(p, m,
                     pen_printf(p, "%s \xC3\x97 %s", feature(p, data, i), feature(p, data, j)),
                     NULL, (size_t[2]){i, j});
}

static void fill_view(pen *p, menu *m)
{
    for (int i = 0; i < OVERLAY_COUNT; i++) {
        const char *key, *name = words_overlay((view_overlay)i, &key);
        if (i == OVERLAY_DISAGREE && p->in->panes < 2)
            continue;
        menu_add(m, name, key, command_n(COMMAND_OVERLAY, -1, i))->checked =
            (p->in->overlays >> i & 1) != 0;
    }
    menu_add_heading(m, "Mouse");
    menu_add(m, "Add points", "A", command_n(COMMAND_TOOL, -1, TOOL_ADD))->checked =
        p->in->tool == TOOL_ADD;
    menu_add(m, "Erase points", "X", command_n(COMMAND_TOOL, -1, TOOL_ERASE))->checked =
        p->in->tool == TOOL_ERASE;
    menu_add_heading(m, "Edits");
    menu_add(m, "Undo", "Ctrl+Z", command_n(COMMAND_UNDO, -1, 0))->control.disabled =
        !p->in->can_undo;
    menu_add(m, "Redo", "Ctrl+Y, Ctrl+Shift+Z", command_n(COMMAND_REDO, -1, 0))->control.disabled =
        !p->in->can_redo;
    menu_add_heading(m, "Window");
    if (m->frame->data && m->frame->data->d > 1)
        menu_add(m, "Axes\xE2\x80\xA6", "Y", command_n(COMMAND_MENU, -1, MENU_AXES));
    menu_add(m, "Fit the picture", "F", command_n(COMMAND_FIT, -1, 0));
    menu_add(m, "Animated half-steps", "Ctrl+Shift+A", command_n(COMMAND_ANIMATION, -1, 0))
        ->checked = p->in->animation;
    menu_add(m, "Presentation size", "Ctrl+Shift+P", command_n(COMMAND_PRESENTATION, -1, 0))
        ->checked = p->in->presentation;
    menu_add(m, "Full screen", "F11", command_n(COMMAND_FULL_SCREEN, -1, 0))->checked =
        p->in->full_screen;
}

uint32_t menus_anchor(view_menu which, size_t pane)
{
    if (which == MENU_DATA)
        return control_id(GROUP_TOP, 0, 0);
    if (which == MENU_EXPORT || which == MENU_VIEW || which == MENU_AXES)
        return control_id(GROUP_TOP, 0, which == MENU_EXPORT ? 7 : 6);
    return control_id(GROUP_HEADER, pane, (size_t)which);
}

static bool fill(pen *p, menu *m)
{
    view_menu which = p->in->menu;
    bool needs_run = which == MENU_MODEL || which == MENU_COVARIANCE || which == MENU_INIT ||
                     which == MENU_OPTIONS;
    if (needs_run && !m->frame->spec)
        return false;
    switch (which) {
    case MENU_DATA: fill_data(p, m); break;
    case MENU_MODEL: menus_fill_model(m); break;
    case MENU_COVARIANCE: menus_fill_covariance(m); break;
    case MENU_INIT: menus_fill_init(p, m); break;
    case MENU_OPTIONS: menus_fill_options(p, m); break;
    case MENU_EXPORT: fill_export(p, m); break;
    case MENU_AXES: fill_axes(p, m); break;
    case MENU_VIEW: fill_view(p, m); break;
    default: return false;
    }
    return m->n > 0;
}

void menus_draw(pen *p)
{
    const view_input *in = p->in;
    size_t pane = in->menu_pane < in->panes ? in->menu_pane : in->active;
    bool of_pane = in->menu != MENU_DATA && in->menu != MENU_EXPORT && in->menu != MENU_VIEW;
    menu m = {.frame = &in->pane[of_pane ? pane : in->active].frame, .pane = (int)pane};
    if (in->menu == MENU_NONE || !fill(p, &m))
        return;
    const ui_hit *from = ui_find(p->ui, menus_anchor(in->menu, pane));
    if (!from && of_pane)
        from = ui_find(p->ui, menus_anchor(MENU_OPTIONS, pane));
    rect anchor = from ? from->box : (rect){in->width / 3, in->height / 4, 0, 0};
    command close = command_n(COMMAND_MENU, -1, MENU_NONE);
    widget_menu(p, anchor, m.item, m.n, &close);
}
