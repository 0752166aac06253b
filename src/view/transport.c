/* The transport: buttons, the big step button, timeline, and the words about the next half-step. */
#include "view/formula.h"
#include "view/layout.h"
#include "view/number.h"
#include "view/parts.h"
#include "view/words.h"

#include "session/report.h"

#include <math.h>
#include <string.h>

enum { BUTTON = 40, STEP_W = 148, STEP_H = 52, GAP = 8 };

static rect centred(rect box, double h)
{
    h = fmin(h, box.h);
    return (rect){box.x, box.y + (box.h - h) / 2, box.w, h};
}

static void media_button(pen *p, rect *bar, size_t i, control c, icon which)
{
    c.id = control_id(GROUP_TRANSPORT, 0, i);
    rect box = centred(layout_cut_left(bar, BUTTON * p->u), BUTTON * p->u);
    layout_cut_left(bar, GAP * p->u);
    if (box.w >= BUTTON * p->u - 1)
        widget_icon_button(p, box, &c, which);
}

static void step_button(pen *p, rect box, const view_pane *pane)
{
    const session_frame *f = &pane->frame;
    bool e = !f->data || f->next != TRACE_M;
    control c = {.id = control_id(GROUP_TRANSPORT, 0, 2),
                 .command = {.kind = COMMAND_FORWARD, .pane = -1},
                 .tooltip = "Next half-step (Right, PageDown or Enter). "
                            "A whole iteration: Shift+Right",
                 .disabled = !f->data || f->ended,
                 .selected = true};
    const theme *t = p->theme;
    bool over = control_add(p, box, HIT_BUTTON, &c);
    rgba fill = c.disabled ? rgba_mix(t->surface, t->muted, 0.5) : t->accent;
    if (over)
        fill = rgba_mix(fill, t->text, p->in->mouse_down ? 0.25 : 0.12);
    draw_add_rect(p->draw, box, 9 * p->u, fill);
    control_focus_ring(p, box, 9, &c);
    rect in = rect_inset(box, 7 * p->u);
    layout_cut_left(&in, 9 * p->u);
    rect top = layout_cut_top(&in, in.h * 0.56);
    pen_style title = {FACE_SEMIBOLD, TYPE_STEP, t->on_accent};
    const char *name = e ? "E-step" : "M-step";
    pen_label(p, top, title, PEN_LEFT, name);
    icon_draw(p->draw, ICON_ARROW, top.x + pen_width(p, title, "M-step") + 14 * p->u,
              top.y + top.h / 2, 15 * p->u, t->on_accent);
    size_t iteration = f->data ? words_iteration(f) + (e ? 1 : 0) : 1;
    const char *who = p->in->panes > 1 ? "all panes" : "key \xE2\x86\x92";
    pen_style small = {FACE_REGULAR, TYPE_AXIS, t->on_accent};
    pen_label(p, in, small, PEN_LEFT, pen_printf(p, "iteration %zu \xC2\xB7 %s", iteration, who));
}

static void draw_buttons(pen *p, rect *bar, const view_pane *pane)
{
    const session_frame *f = &pane->frame;
    bool none = !f->data, at_start = none || f->cursor == 0;
    control home = {.command = {.kind = COMMAND_HOME, .pane = -1},
                    .tooltip = "Back to step 0 (Home)",
                    .disabled = at_start};
    media_button(p, bar, 0, home, ICON_FIRST);
    control back = {.command = {.kind = COMMAND_BACK, .pane = -1},
                    .tooltip = "Back one half-step (Left or PageUp)",
                    .disabled = at_start};
    media_button(p, bar, 1, back, ICON_BACK);
    layout_cut_left(bar, GAP * p->u);
    double w = fmax(STEP_W * p->u,
                    pen_width(p, pen_axis(p), "iteration 00 \xC2\xB7 all panes") + 32 * p->u);
    rect step = centred(layout_cut_left(bar, w), STEP_H * p->u);
    layout_cut_left(bar, 2 * GAP * p->u);
    step_button(p, step, pane);
    control play = {.command = {.kind = COMMAND_PLAY, .pane = -1},
                    .tooltip = p->in->playing ? "Pause (Space). Pace: + and -"
                                              : "Play (Space). Pace: + and -",
                    .disabled = none || (f->ended && !p->in->playing)};
    media_button(p, bar, 3, play, p->in->playing ? ICON_PAUSE : ICON_PLAY);
    control last = {.command = {.kind = COMMAND_CONVERGE, .pane = -1},
                    .tooltip = "Run to convergence (End)",
                    .disabled = none || f->ended};
    media_button(p, bar, 4, last, ICON_LAST);
}

static const char *stop_formula(const session_frame *f)
{
    if (f->stop == EM_STOP_UNCHANGED)
        return "r^{(t)} = r^{(t-1)}";
    if (f->stop != EM_STOP_TOLERANCE)
        return NULL;
    if (f->params->kind == EM_KMEANS)
        return "\\sum_{k} \\|\\mu_{k}^{(t)} - \\mu_{k}^{(t-1)}\\|^{2} \\leq \\epsilon";
    return "\\frac{1}{N} | \\ln p^{(t)} - \\ln p^{(t-1)} | < \\epsilon";
}

/* The name of the half-step in bold, then the rest of the sentence. */
static const char *next_sentence(pen *p, const session_frame *f, const char *words)
{
    const char *name = f->next == TRACE_M ? "M-step" : "E-step";
    size_t lead = strcspn(words, ".") + 1;
    if (strncmp(words, "Next", 4) == 0 && lead < strlen(words))
        return pen_printf(p, "**%.*s**%s", (int)lead, words, words + lead);
    return pen_printf(p, "**Next: %s.** %s", name, words);
}

/* As many of the formulas in a list ("a = b,  c = d") as fit into width; *out is their box. */
static const char *shorten_formula(pen *p, const char *formula, double size, double width,
                                   formula_box *out)
{
    size_t bytes = strlen(formula);
    while (bytes > 0) {
        const char *part = pen_printf(p, "%.*s", (int)bytes, formula);
        *out = formula_measure(p->in->metrics, size, part);
        if (out->width <= width)
            return part;
        do
            bytes--;
        while (bytes > 0 && strncmp(formula + bytes, ",  ", 3) != 0);
    }
    *out = (formula_box){0};
    return "";
}

/* The formula as large as the room allows, up to *size; nothing where it would be too small to
 * read. */
static const char *fit_formula(pen *p, const char *formula, rect room, double *size,
                               formula_box *out)
{
    const double smallest = pen_size(p, TYPE_AXIS);
    for (; *size >= smallest; *size -= 0.5 * p->u) {
        const char *part = shorten_formula(p, formula, *size, room.w, out);
        if (*part && out->ascent + out->descent <= room.h)
            return part;
    }
    *out = (formula_box){0};
    return "";
}

/* What the rings of the overlay mean; NULL if it is off or there is nothing to compare. */
static const char *disagreement(pen *p, rect room)
{
    const view_pane *pane = &p->in->pane[p->in->active];
    size_t n = 0;
    if (p->in->panes < 2 || !(p->in->overlays >> OVERLAY_DISAGREE & 1) || !pane->flag_disagree)
        return NULL;
    for (size_t i = 0; i < pane->frame.data->n; i++)
        n += pane->flag_disagree[i];
    bool kmeans = false, mixture = false;
    for (size_t i = 0; i < p->in->panes; i++)
        if (p->in->pane[i].frame.params) {
            kmeans = kmeans || p->in->pane[i].frame.params->kind == EM_KMEANS;
            mixture = mixture || p->in->pane[i].frame.params->kind == EM_GMM;
        }
    const char *text =
        pen_printf(p,
                   "**%s** of %s points get different components in different "
                   "panes (ringed).",
                   number_count(p->draw, n), number_count(p->draw, pane->frame.data->n));
    const char *why = pen_printf(
        p, "%s K-means cuts by distance alone; the mixture learns the clusters' shapes.", text);
    bool fits = pen_paragraph_height(p, room.w, pen_body(p), why) <= room.h;
    return kmeans && mixture && fits ? why : text;
}

static const char *stop_sentence(pen *p, const session_frame *f)
{
    char buffer[256];
    report_stop(f, buffer, sizeof buffer);
    size_t lead = strcspn(buffer, " ");
    const char *mark = lead < strlen(buffer) ? "**" : "";
    return pen_printf(p, "%s%.*s%s%s", mark, (int)lead, pen_sentence(p, buffer), mark,
                      pen_plain(p, buffer + lead));
}

/* A sentence with the formula below it, measured. */
typedef struct said {
    const char *text, *formula;
    double words_h, size;
    formula_box box; /* 0: no room for the formula */
} said;

static said say(pen *p, rect room, const char *text, const char *formula)
{
    said s = {.text = text,
              .formula = "",
              .words_h = pen_paragraph_height(p, room.w, pen_body(p), text),
              .size = pen_size(p, TYPE_STEP)};
    rect rest = {0, 0, room.w, room.h - s.words_h - 5 * p->u};
    if (formula && *formula)
        s.formula = fit_formula(p, formula, rest, &s.size, &s.box);
    return s;
}

/* What the next half-step does; in few words where its formula would not fit below many. */
static said say_next(pen *p, rect room, const session_frame *f)
{
    const char *formula = report_next_formula(f);
    said full = say(p, room, next_sentence(p, f, report_next(f)), formula);
    if (*full.formula || !*formula)
        return full;
    said brief = say(p, room, next_sentence(p, f, report_next_short(f)), formula);
    return *brief.formula || full.words_h > room.h ? brief : full;
}

static void draw_words(pen *p, rect box, const session_frame *f)
{
    bool stopped = (f->stop_row == f->cursor && f->stop != EM_STOP_NONE) || f->ended;
    const char *text = disagreement(p, box);
    said s = text      ? say(p, box, text, NULL)
             : stopped ? say(p, box, stop_sentence(p, f), stop_formula(f))
                       : say_next(p, box, f);
    double gap = 5 * p->u, formula_h = s.box.ascent + s.box.descent;
    double total = s.words_h + (formula_h > 0 ? gap + formula_h : 0);
    layout_cut_top(&box, fmax(0, (box.h - total) / 2));
    layout_cut_top(&box, pen_paragraph(p, box, pen_body(p), s.text) + gap);
    if (formula_h > 0)
        formula_draw(p->draw, p->in->metrics, box.x, box.y + s.box.ascent, s.size, p->theme->text,
                     s.formula);
}

void transport_draw(pen *p, rect box)
{
    if (box.h < 8 || box.w < 8)
        return;
    draw_add_rect(p->draw, box, 0, p->theme->surface);
    draw_add_line(p->draw, box.x, box.y + p->u / 2, box.x + box.w, box.y + p->u / 2, p->u,
                  p->theme->border);
    const view_pane *pane = &p->in->pane[p->in->active];
    rect bar = box;
    layout_cut_left(&bar, 16 * p->u);
    layout_cut_right(&bar, 16 * p->u);
    draw_buttons(p, &bar, pane);
    if (!pane->frame.data)
        return;
    layout_cut_left(&bar, 8 * p->u);
    double words = bar.w > 320 * p->u ? fmin(560 * p->u, bar.w * 0.52) : 0;
    if (words > 0) {
        rect side = layout_cut_right(&bar, words);
        layout_cut_right(&bar, 16 * p->u);
        draw_add_line(p->draw, side.x, side.y + 22 * p->u, side.x, side.y + side.h - 22 * p->u,
                      p->u, p->theme->hairline);
        layout_cut_left(&side, 16 * p->u);
        layout_cut_top(&side, 6 * p->u);
        layout_cut_bottom(&side, 6 * p->u);
        draw_words(p, side, &pane->frame);
    }
    if (bar.w > 120 * p->u)
        timeline_draw(p, bar, pane);
}
