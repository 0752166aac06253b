/* Top bar: name, data set, compare, view, export, theme, help. */
#include "view/layout.h"
#include "view/number.h"
#include "view/parts.h"
#include "view/words.h"

#include <math.h>
#include <string.h>

enum { BUTTON_H = 34, GAP = 10, NAME_ROOM = 530 };

static rect middle_of(rect box, double h)
{
    h = fmin(h, box.h);
    return (rect){box.x, box.y + (box.h - h) / 2, box.w, h};
}

static void draw_name(pen *p, rect *bar)
{
    pen_style style = {FACE_BOLD, TYPE_TITLE, p->theme->text};
    double em = pen_width(p, style, "em"), step = pen_width(p, style, "step");
    rect box = layout_cut_left(bar, em + step + 24 * p->u);
    pen_label(p, box, style, PEN_LEFT, "em");
    box.x += em;
    box.w = fmax(0, box.w - em);
    style.colour = p->theme->accent;
    pen_label(p, box, style, PEN_LEFT, "step");
}

/* Right to left. */
static void draw_right(pen *p, rect *bar)
{
    control help = {.id = control_id(GROUP_TOP, 0, 9),
                    .command = command_n(COMMAND_HELP, -1, 0),
                    .tooltip = "Help with all keys (F1 or ?)"};
    widget_icon_button(p, layout_cut_right(bar, BUTTON_H * p->u), &help, ICON_HELP);
    layout_cut_right(bar, GAP * p->u);
    control next_theme = {.id = control_id(GROUP_TOP, 0, 8),
                          .command = command_n(COMMAND_THEME, -1, -1),
                          .tooltip = "Next theme: light, dark, high contrast (Ctrl+T)"};
    widget_icon_button(p, layout_cut_right(bar, BUTTON_H * p->u), &next_theme, ICON_THEME);
    layout_cut_right(bar, GAP * p->u);
    control export = {.id = menus_anchor(MENU_EXPORT, 0),
                      .command = command_n(COMMAND_MENU, -1, MENU_EXPORT),
                      .tooltip = "Export a picture, film, labels or parameters (Ctrl+E)"};
    double w = widget_button_width(p, "Export", true);
    widget_button(p, layout_cut_right(bar, w), &export, "Export", true);
    layout_cut_right(bar, GAP * p->u);
    control show = {.id = menus_anchor(MENU_VIEW, 0),
                    .command = command_n(COMMAND_MENU, -1, MENU_VIEW),
                    .tooltip = "What the panes show (Shift+V); every item names its key"};
    w = widget_button_width(p, "View", true);
    widget_button(p, layout_cut_right(bar, w), &show, "View", true);
    layout_cut_right(bar, GAP * p->u);
}

static void draw_compare(pen *p, rect *bar, bool caption)
{
    static const char *const label[VIEW_PANES] = {"1", "2", "3", "4"};
    static const char *const tip[VIEW_PANES] = {"One pane (1)", "Compare two panes (2)",
                                                "Compare three panes (3)",
                                                "Compare four panes (4)"};
    control c[VIEW_PANES];
    for (size_t i = 0; i < VIEW_PANES; i++)
        c[i] = (control){.id = control_id(GROUP_TOP, 0, 2 + i),
                         .command = command_n(COMMAND_PANES, -1, (long)i + 1),
                         .tooltip = tip[i],
                         .selected = p->in->panes == i + 1};
    widget_segments(p, layout_cut_right(bar, 144 * p->u), c, label, VIEW_PANES);
    layout_cut_right(bar, 2 * GAP * p->u);
    if (caption)
        pen_label(p, layout_cut_right(bar, pen_width(p, pen_muted(p), "Compare") + p->u),
                  pen_muted(p), PEN_LEFT, "Compare");
}

static void draw_data(pen *p, rect box, const em_dataset *data, const char *title, const char *size)
{
    control c = {.id = menus_anchor(MENU_DATA, 0),
                 .command = command_n(COMMAND_MENU, -1, MENU_DATA),
                 .tooltip = data ? pen_printf(p, "Choose a data set (Ctrl+D)%s%s",
                                              *data->note ? ". " : "", data->note)
                                 : "Choose a data set (Ctrl+D)"};
    widget_surface(p, box, 7, &c);
    rect in = {box.x + 12 * p->u, box.y, fmax(0, box.w - 24 * p->u), box.h};
    rect caret = layout_cut_right(&in, 18 * p->u);
    icon_draw(p->draw, ICON_CARET, caret.x + caret.w - 5 * p->u, caret.y + caret.h / 2, 9 * p->u,
              p->theme->second);
    double caption = pen_width(p, pen_muted(p), "Dataset") + 8 * p->u;
    double numbers = pen_width(p, pen_muted(p), size) + 8 * p->u;
    pen_style strong = pen_with(pen_body(p), FACE_MEDIUM, p->theme->text);
    double words = pen_width(p, strong, title) + p->u;
    if (caption + words + numbers <= in.w)
        pen_label(p, layout_cut_left(&in, caption), pen_muted(p), PEN_LEFT, "Dataset");
    if (words + numbers <= in.w + p->u)
        pen_label(p, layout_cut_right(&in, numbers), pen_muted(p), PEN_RIGHT, size);
    pen_label(p, in, strong, PEN_LEFT, title);
}

static double data_width(const pen *p, const char *title, const char *size)
{
    pen_style strong = pen_with(pen_body(p), FACE_MEDIUM, 0);
    return pen_width(p, pen_muted(p), "Dataset") + pen_width(p, strong, title) +
           pen_width(p, pen_muted(p), size) + (24 + 18 + 16 + 4) * p->u;
}

/* What was read and done to the data; what was done last is said first where room is short. */
static void draw_said(pen *p, rect box, const char *note)
{
    for (const char *part; pen_width(p, pen_muted(p), note) > box.w; note = part + 2)
        if (!(part = strstr(note, "; ")))
            break;
    pen_label(p, box, pen_muted(p), PEN_LEFT, note);
}

/* What was done to the data. With equal axes, two features of very different spread leave a thin
 * strip to look at. */
static const char *what_to_say(pen *p, const em_dataset *data)
{
    enum { MUCH = 6 };
    if (data->d != 2 || data->n < 2)
        return data->note;
    double w = data->maximum[0] - data->minimum[0], h = data->maximum[1] - data->minimum[1];
    size_t wide = h > w;
    double ratio = fmax(w, h) / fmin(w, h);
    char a[EM_NAME_MAX], b[EM_NAME_MAX];
    if (!(ratio >= MUCH) || !isfinite(ratio))
        return data->note;
    return pen_printf(p, "%s%s%s spans %.0f times %s; key U standardises", data->note,
                      *data->note ? "; " : "", em_dataset_feature_name(data, wide, a, sizeof a),
                      ratio, em_dataset_feature_name(data, 1 - wide, b, sizeof b));
}

void topbar_draw(pen *p, rect box)
{
    draw_add_rect(p->draw, box, 0, p->theme->surface);
    draw_add_line(p->draw, box.x, box.y + box.h - p->u / 2, box.x + box.w, box.y + box.h - p->u / 2,
                  p->u, p->theme->border);
    const em_dataset *data = p->in->pane[p->in->active].data;
    const char *title = data ? words_data(data) : "none";
    const char *size = data ? pen_printf(p, "%s \xC3\x97 %s", number_count(p->draw, data->n),
                                         number_count(p->draw, data->d))
                            : "";
    rect bar = middle_of(box, BUTTON_H * p->u);
    layout_cut_left(&bar, 16 * p->u);
    layout_cut_right(&bar, 12 * p->u);
    double want = data_width(p, title, size);
    double least = pen_width(p, pen_strong(p), title) + (24 + 18 + 4) * p->u;
    if (bar.w - least > NAME_ROOM * p->u) /* the data's name says more than the program's */
        draw_name(p, &bar);
    draw_right(p, &bar);
    double open = widget_button_width(p, "Open\xE2\x80\xA6", false);
    double rest = bar.w - 164 * p->u - want - open - 2 * GAP * p->u;
    draw_compare(p, &bar, rest > 90 * p->u);
    double room = bar.w - open - 2 * GAP * p->u;
    if (room < 110 * p->u)
        room = bar.w;
    if (bar.w < 60 * p->u)
        return;
    draw_data(p, layout_cut_left(&bar, fmin(want, room)), data, title, size);
    layout_cut_left(&bar, GAP * p->u);
    control c = {.id = control_id(GROUP_TOP, 0, 1),
                 .command = {.kind = COMMAND_OPEN, .pane = -1},
                 .tooltip = "Open data or a session (Ctrl+O), or drop a file on the window"};
    if (bar.w < open)
        return;
    widget_button(p, layout_cut_left(&bar, open), &c, "Open\xE2\x80\xA6", false);
    layout_cut_left(&bar, 2 * GAP * p->u);
    layout_cut_right(&bar, 2 * GAP * p->u);
    if (data && bar.w > 140 * p->u)
        draw_said(p, bar, what_to_say(p, data));
}
