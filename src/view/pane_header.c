/* Header of a pane: what runs (chips) and how it stands (readouts). The chips shorten in steps
 * until they fit; what still does not fit is left out and found in the options' menu. */
#include "view/layout.h"
#include "view/number.h"
#include "view/parts.h"
#include "view/words.h"

#include <math.h>

enum { HEADER_H = 44, CHIP_H = 28, CHIP_GAP = 7, STEPPER = 24, TIGHTEST = 3 };

enum { CHIP_MODEL, CHIP_COVARIANCE, CHIP_K, CHIP_INIT, CHIP_SEED, CHIP_OPTIONS, CHIPS };

typedef struct chips {
    const em_spec *spec;
    size_t pane;
    int tight; /* 0: all words .. TIGHTEST */
    double init_cap;
    unsigned hidden; /* bit i: chip i is left out */
    const char *start, *seed, *k;
} chips;

static const char *model_words(const chips *s)
{
    if (s->tight < 2)
        return words_model(s->spec->kind);
    return words_model_short(s->spec->kind);
}

static double chip_width(const pen *p, const chips *s, int chip)
{
    pen_style muted = pen_muted(p), strong = pen_with(muted, FACE_SEMIBOLD, 0);
    if (s->hidden >> chip & 1)
        return 0;
    switch (chip) {
    case CHIP_MODEL: return widget_chip_width(p, "", model_words(s));
    case CHIP_COVARIANCE:
        return s->spec->kind != EM_GMM ? 0
                                       : widget_chip_width(p, s->tight < 1 ? "covariance" : "",
                                                           em_cov_name(s->spec->cov_kind));
    case CHIP_K:
        return pen_width(p, muted, "K") +
               fmax(pen_width(p, strong, "00"), pen_width(p, strong, s->k)) +
               (2 * STEPPER + 12) * p->u;
    case CHIP_INIT:
        return fmin(widget_chip_width(p, s->tight < 2 ? "init" : "", s->start), s->init_cap);
    case CHIP_SEED:
        return (s->tight < 3 ? pen_width(p, muted, "seed") + 6 * p->u : 0) +
               pen_width(p, strong, s->seed) + (12 + STEPPER) * p->u;
    default: return CHIP_H * p->u;
    }
}

static double chips_width(const pen *p, const chips *s)
{
    double sum = 0;
    for (int i = 0; i < CHIPS; i++) {
        double w = chip_width(p, s, i);
        sum += w > 0 ? w + CHIP_GAP * p->u : 0;
    }
    return sum;
}

/* The loosest words that fit into width; where none do, chips are left out one by one, the options
 * never: their menu has what is not here. */
static void fit_chips(const pen *p, chips *s, double width)
{
    s->init_cap = 230 * p->u;
    for (s->tight = 0; s->tight < TIGHTEST; s->tight++)
        if (chips_width(p, s) <= width)
            return;
    double others = chips_width(p, s) - chip_width(p, s, CHIP_INIT);
    if (width - others >= 76 * p->u) {
        s->init_cap = width - others;
        return;
    }
    static const int drop[] = {CHIP_INIT, CHIP_SEED, CHIP_COVARIANCE, CHIP_K, CHIP_MODEL};
    for (size_t i = 0; i < sizeof drop / sizeof drop[0] && chips_width(p, s) > width; i++)
        s->hidden |= 1u << drop[i];
}

static void draw_menu_chip(pen *p, const chips *s, rect box, view_menu menu, const char *caption)
{
    static const char *const tip[MENU_COUNT] = {
        [MENU_MODEL] = "Model (M)",
        [MENU_COVARIANCE] = "Shape of the covariances (C)",
        [MENU_INIT] = "Where the run starts (I)",
    };
    const char *value = menu == MENU_MODEL        ? model_words(s)
                        : menu == MENU_COVARIANCE ? em_cov_name(s->spec->cov_kind)
                                                  : s->start;
    control c = {.id = menus_anchor(menu, s->pane),
                 .command = command_n(COMMAND_MENU, (int)s->pane, menu),
                 .tooltip = tip[menu]};
    widget_chip(p, box, &c, caption, value);
}

uint32_t header_k_id(size_t pane)
{
    return control_id(GROUP_HEADER, pane, 41);
}

static void chip_frame(pen *p, rect box)
{
    draw_add_frame(p->draw, box, 6 * p->u, p->theme->surface, p->theme->border, p->u);
}

/* A part of a chip that can be pressed; its words are drawn upon it. */
static void chip_value(pen *p, rect box, const control *c)
{
    rect spot = rect_inset(box, 3 * p->u);
    if (control_add(p, box, HIT_BUTTON, c))
        draw_add_rect(p->draw, spot, 4 * p->u,
                      rgba_fade(p->theme->text, p->in->mouse_down ? 0.2 : 0.1));
    control_focus_ring(p, spot, 4, c);
}

static void draw_k(pen *p, const chips *s, rect box)
{
    int pane = (int)s->pane;
    const em_dataset *data = p->in->pane[s->pane].frame.data;
    control less = {.id = control_id(GROUP_HEADER, s->pane, 40),
                    .command = command_n(COMMAND_K_STEP, pane, -1),
                    .tooltip = "One component fewer (Down)",
                    .disabled = s->spec->k <= 1};
    control more = {.id = header_k_id(s->pane),
                    .command = command_n(COMMAND_K_STEP, pane, 1),
                    .tooltip = "One component more (Up)",
                    .disabled = data && s->spec->k >= data->n};
    chip_frame(p, box);
    layout_cut_left(&box, 10 * p->u);
    rect name = layout_cut_left(&box, pen_width(p, pen_muted(p), "K") + p->u);
    pen_label(p, name, pen_muted(p), PEN_LEFT, "K");
    widget_chip_icon(p, layout_cut_left(&box, STEPPER * p->u), &less, ICON_MINUS);
    widget_chip_icon(p, layout_cut_right(&box, STEPPER * p->u), &more, ICON_PLUS);
    pen_label(p, box, pen_with(pen_caption(p), FACE_SEMIBOLD, p->theme->text), PEN_CENTRE, s->k);
}

static void draw_seed(pen *p, const chips *s, rect box)
{
    control c = {.id = control_id(GROUP_HEADER, s->pane, 42),
                 .command = command_n(COMMAND_NEW_SEED, (int)s->pane, 0),
                 .tooltip = pen_printf(p, "New seed (N%s). Random numbers of scikit-learn %s",
                                       p->in->panes > 1 ? "; Shift+N in all panes" : "",
                                       s->spec->stream == EM_STREAM_SKLEARN_1_2 ? "1.2" : "1.3")};
    control type = {
        .id = control_id(GROUP_HEADER, s->pane, 43),
        .command = {.kind = COMMAND_ASK, .pane = (int)s->pane, .text = "seed"},
        .tooltip = "Type a seed (Ctrl+N)",
    };
    chip_frame(p, box);
    chip_value(p, (rect){box.x, box.y, fmax(0, box.w - STEPPER * p->u), box.h}, &type);
    layout_cut_left(&box, 10 * p->u);
    if (s->tight < 3) {
        rect name = layout_cut_left(&box, pen_width(p, pen_muted(p), "seed") + 6 * p->u);
        pen_label(p, name, pen_muted(p), PEN_LEFT, "seed");
    }
    widget_chip_icon(p, layout_cut_right(&box, STEPPER * p->u), &c, ICON_RELOAD);
    pen_label(p, box, pen_with(pen_caption(p), FACE_MEDIUM, p->theme->text), PEN_LEFT, s->seed);
}

static void draw_options(pen *p, const chips *s, rect box)
{
    control c = {.id = menus_anchor(MENU_OPTIONS, s->pane),
                 .command = command_n(COMMAND_MENU, (int)s->pane, MENU_OPTIONS),
                 .tooltip = "Regularisation, tolerance, iterations, random stream (O)"};
    widget_surface(p, box, 6, &c);
    icon_draw(p->draw, ICON_MORE, box.x + box.w / 2, box.y + box.h / 2, 16 * p->u,
              p->theme->second);
}

static void draw_chip(pen *p, const chips *s, int chip, rect box)
{
    switch (chip) {
    case CHIP_MODEL: draw_menu_chip(p, s, box, MENU_MODEL, ""); break;
    case CHIP_COVARIANCE:
        draw_menu_chip(p, s, box, MENU_COVARIANCE, s->tight < 1 ? "covariance" : "");
        break;
    case CHIP_K: draw_k(p, s, box); break;
    case CHIP_INIT: draw_menu_chip(p, s, box, MENU_INIT, s->tight < 2 ? "init" : ""); break;
    case CHIP_SEED: draw_seed(p, s, box); break;
    default: draw_options(p, s, box); break;
    }
}

static void draw_chips(pen *p, const chips *s, rect row)
{
    for (int i = 0; i < CHIPS; i++) {
        double w = chip_width(p, s, i);
        if (w <= 0)
            continue;
        if (w > row.w + 1)
            return;
        draw_chip(p, s, i, layout_cut_left(&row, w));
        layout_cut_left(&row, CHIP_GAP * p->u);
    }
}

/* Readouts flow from the left (own row) or from the right (beside the chips). */
typedef struct flow {
    rect row;
    bool left;
} flow;

static rect take(flow *f, double w)
{
    return f->left ? layout_cut_left(&f->row, w) : layout_cut_right(&f->row, w);
}

/* Muted word, strong number in a slot that does not move. */
static void readout(pen *p, flow *f, const char *word, const char *number, const char *widest)
{
    pen_style strong = pen_with(pen_body(p), FACE_SEMIBOLD, p->theme->text);
    double slot = fmax(pen_width(p, strong, widest), pen_width(p, strong, number)) + p->u;
    double caption = pen_width(p, pen_muted(p), word) + 6 * p->u;
    if (slot + caption > f->row.w)
        return;
    rect box = take(f, slot + caption);
    pen_label(p, layout_cut_left(&box, caption), pen_muted(p), PEN_LEFT, word);
    pen_label(p, box, strong, f->left ? PEN_LEFT : PEN_RIGHT, number);
    take(f, 14 * p->u);
}

static void draw_change(pen *p, flow *f, const session_frame *frame, int decimals, double slot)
{
    double change = words_change(frame);
    rect box = take(f, fmin(slot + 16 * p->u, f->row.w));
    take(f, 10 * p->u);
    if (!isfinite(change) || box.w < 16 * p->u)
        return;
    bool still = fabs(change) <= 1e-12 * fabs(words_reported(frame)); /* rounding */
    bool hidden = fabs(change) < 0.5 * pow(10, -decimals);
    bool better = frame->params->kind == EM_KMEANS ? change < 0 : change > 0;
    rgba colour = still ? p->theme->muted : better ? p->theme->good : p->theme->warning;
    pen_style style = {FACE_MEDIUM, TYPE_BODY, colour};
    if (still) {
        if (pen_width(p, style, "no change") <= box.w + 1)
            pen_label(p, box, style, PEN_LEFT, "no change");
        return;
    }
    rect mark = layout_cut_left(&box, 16 * p->u);
    icon_draw(p->draw, change > 0 ? ICON_UP : ICON_DOWN, mark.x + 6 * p->u, box.y + box.h / 2,
              10 * p->u, colour);
    const char *number =
        hidden ? number_short(p->draw, fabs(change)) : number_text(p->draw, fabs(change), decimals);
    if (pen_width(p, style, number) <= box.w + 1)
        pen_label(p, box, style, PEN_LEFT, number);
}

static void draw_stop(pen *p, flow *f, const session_frame *frame)
{
    if (!frame->converged && frame->stop != EM_STOP_COLLAPSE)
        return;
    bool bad = frame->stop == EM_STOP_COLLAPSE;
    const char *name = em_stop_name(frame->stop);
    const char *text = bad     ? "collapsed"
                       : *name ? pen_printf(p, "converged: %s", name)
                               : "converged";
    pen_style style = {FACE_MEDIUM, TYPE_CAPTION, bad ? p->theme->error : p->theme->good};
    double w = pen_width(p, style, text) + 20 * p->u;
    if (w > f->row.w) {
        text = bad ? "collapsed" : "converged";
        w = pen_width(p, style, text) + 20 * p->u;
    }
    if (w > f->row.w) {
        text = "";
        w = 14 * p->u;
    }
    if (w > f->row.w)
        return;
    rect box = take(f, w);
    take(f, 14 * p->u);
    icon_draw(p->draw, bad ? ICON_CLOSE : ICON_CHECK, box.x + 7 * p->u, box.y + box.h / 2,
              12 * p->u, style.colour);
    pen_label(p, box, style, PEN_RIGHT, text);
}

static const char *widest_value(pen *p, const session_frame *frame, int decimals)
{
    double largest = 0;
    for (size_t i = 0; i < frame->length; i++)
        if (isfinite(frame->steps[i].objective))
            largest = fmax(largest, fabs(frame->steps[i].objective));
    return number_text(p->draw, frame->params->kind == EM_KMEANS ? largest : -largest, decimals);
}

/* The objective in words where its change still fits beside it, else by its sign. */
static const char *objective_word(const pen *p, rect row, em_kind kind, double slot)
{
    const char *word = kind == EM_KMEANS ? "distortion J" : "log-likelihood";
    if (pen_width(p, pen_muted(p), word) + 2 * slot + 54 * p->u <= row.w)
        return word;
    return kind == EM_KMEANS ? "J" : "ln p(X)";
}

static void draw_readouts(pen *p, rect row, const session_frame *frame, bool left)
{
    flow f = {row, left};
    int decimals = words_decimals(frame);
    pen_style medium = {FACE_MEDIUM, TYPE_BODY, 0};
    const char *widest = widest_value(p, frame, decimals);
    const char *value = number_text(p->draw, words_reported(frame), decimals);
    const char *iteration = pen_printf(p, "%zu", words_iteration(frame));
    double slot = fmax(pen_width(p, medium, widest), pen_width(p, medium, "no change") - 16 * p->u);
    const char *word = objective_word(p, row, frame->params->kind, slot);
    if (left) {
        readout(p, &f, word, value, widest);
        draw_change(p, &f, frame, decimals, slot);
        readout(p, &f, "iteration", iteration, "00");
    } else {
        draw_change(p, &f, frame, decimals, slot);
        readout(p, &f, word, value, widest);
        readout(p, &f, "iteration", iteration, "00");
    }
    draw_stop(p, &f, frame);
    double rand = words_adjusted_rand(frame);
    if (left && isfinite(rand))
        readout(p, &f, "adj. Rand", number_text(p->draw, rand, 3), "0.000");
}

static double readouts_width(pen *p, const session_frame *frame)
{
    pen_style strong = {FACE_SEMIBOLD, TYPE_BODY, 0};
    const char *widest = widest_value(p, frame, words_decimals(frame));
    bool stopped = frame->converged || frame->stop == EM_STOP_COLLAPSE;
    return 2 * pen_width(p, strong, widest) + pen_width(p, pen_muted(p), "log-likelihood") +
           pen_width(p, pen_muted(p), "iteration") + pen_width(p, strong, "00") +
           (stopped ? pen_width(p, pen_muted(p), "converged: tolerance") + 40 * p->u : 0) +
           90 * p->u;
}

void pane_header_draw(pen *p, size_t pane, rect box, bool two_rows)
{
    const session_frame *frame = &p->in->pane[pane].frame;
    if (box.h < 14 * p->u || box.w < 40 * p->u)
        return;
    double edge = box.y + box.h - p->u / 2;
    draw_add_line(p->draw, box.x, edge, box.x + box.w, edge, p->u, p->theme->hairline);
    if (!frame->data || !frame->spec)
        return;
    rect row = rect_inset(box, 0);
    layout_cut_left(&row, 12 * p->u);
    layout_cut_right(&row, 12 * p->u);
    rect first = two_rows ? layout_cut_top(&row, HEADER_H * p->u) : row;
    double chip = fmin(CHIP_H * p->u, first.h);
    first.y += (first.h - chip) / 2;
    first.h = chip;
    if (p->in->panes > 1) {
        pen_style strong = pen_strong(p);
        pen_label(p, layout_cut_left(&first, 20 * p->u), strong, PEN_LEFT,
                  pen_printf(p, "%zu", pane + 1));
    }
    chips s = {.spec = frame->spec, .pane = pane, .start = words_start(p->draw, frame->spec)};
    s.seed = pen_printf(p, "%u", frame->spec->seed);
    s.k = pen_printf(p, "%zu", frame->spec->k);
    rect left = first;
    if (!two_rows)
        left.w = fmax(0, left.w - readouts_width(p, frame));
    fit_chips(p, &s, left.w + CHIP_GAP * p->u);
    draw_chips(p, &s, left);
    if (two_rows)
        row.y -= 6 * p->u;
    else
        layout_cut_left(&first, chips_width(p, &s));
    draw_readouts(p, two_rows ? row : first, frame, two_rows);
}
