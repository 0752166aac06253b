/* The timeline: one tick per half-step (E short, M taller), edits, notices, the cursor's ring; what
 * the half-step at the cursor did above it, where we are below it. Scrubs anywhere. */
#include "view/layout.h"
#include "view/parts.h"
#include "view/words.h"

#include "session/report.h"
#include "session/standing.h"

#include <math.h>

enum { SLOTS_MIN = 25, SPACING_MAX = 24, TICK_W = 6 };

/* Where ticks stand: slot i at left + i * step. */
typedef struct rail {
    double left, step, y;
    size_t slots, stride; /* stride: only every so many-th iteration is drawn on long runs */
} rail;

static rail make_rail(const pen *p, rect box, size_t length)
{
    rail r = {.y = box.y + box.h / 2};
    r.slots = length + 2 > SLOTS_MIN ? length + 2 : SLOTS_MIN;
    double room = fmax(1, box.w - 20 * p->u);
    r.step = fmin(SPACING_MAX * p->u, room / (double)(r.slots - 1));
    r.left = box.x + 10 * p->u;
    if (r.step * (double)(r.slots - 1) < room && length < SLOTS_MIN)
        r.slots = (size_t)(room / r.step) + 1;
    double least = 4 * p->u;
    r.stride = r.step >= least ? 1 : (size_t)ceil(least / r.step);
    return r;
}

static void draw_tick(pen *p, const rail *r, size_t i, bool tall, rgba colour)
{
    double w = fmin(TICK_W * p->u, fmax(1, 0.5 * r->step * (double)r->stride));
    double h = (tall ? 18 : 10) * p->u;
    rect box = {r->left + (double)i * r->step - w / 2, r->y - h / 2, w, h};
    draw_add_rect(p->draw, box, fmin(2 * p->u, w / 2), colour);
}

static void draw_mark(pen *p, double x, double y, double half, rgba colour)
{
    double xy[] = {x, y - half, x + half, y, x, y + half, x - half, y};
    draw_add_polygon(p->draw, xy, 4, colour);
}

static void draw_ticks(pen *p, const rail *r, const session_frame *f)
{
    const theme *t = p->theme;
    for (size_t i = 0; i < r->slots; i += r->stride) {
        bool known = i < f->length;
        const trace_step *step = known ? &f->steps[i] : NULL;
        bool tall = known
                        ? step->phase != TRACE_E
                        : ((i - f->length) % 2 == 0) == (f->steps[f->length - 1].phase == TRACE_E);
        rgba colour = known ? t->accent : rgba_mix(t->surface, t->muted, 0.35);
        if (known && i > f->cursor)
            colour = rgba_mix(t->surface, t->accent, 0.45);
        if (known && !tall)
            colour = rgba_mix(t->surface, colour, 0.65);
        draw_tick(p, r, i, tall, colour);
    }
    for (size_t i = 0; i < f->length; i++) {
        double x = r->left + (double)i * r->step;
        if (f->steps[i].phase == TRACE_EDIT)
            draw_mark(p, x, r->y - 16 * p->u, 4.5 * p->u, t->warning);
        else if (standing_news(f, i) > 0)
            draw_add_circle(p->draw, x, r->y - 15 * p->u, 2.5 * p->u, t->warning, 0, 0);
        if (f->converged && i == f->stop_row)
            draw_mark(p, x, r->y + 15 * p->u, 3.5 * p->u,
                      f->stop == EM_STOP_COLLAPSE ? t->error : t->good);
    }
}

static void draw_scrub(pen *p, const rail *r, rect box, const session_frame *f)
{
    control c = {.id = control_id(GROUP_TIMELINE, 0, 0),
                 .command = {.kind = COMMAND_SEEK, .pane = -1},
                 .tooltip = "Click or drag to any half-step (Left, Right, Home)"};
    rect hit = {r->left - r->step / 2, box.y, r->step * (double)f->length, box.h};
    ui_hit slider = {.kind = HIT_SLIDER,
                     .box = hit,
                     .command = c.command,
                     .low = 0,
                     .high = (long)f->length - 1,
                     .tooltip = c.tooltip,
                     .id = c.id,
                     .enabled = true};
    ui_add(p->ui, &slider);
    double x = r->left + (double)f->cursor * r->step;
    draw_add_circle(p->draw, x, r->y, 8.5 * p->u, p->theme->surface, p->theme->accent, 2.5 * p->u);
}

/* "2 points added, 1 erased": the edit that a run on edited data starts from. */
static const char *edit_words(pen *p, const em_dataset *data)
{
    const char *added = "", *erased = "";
    if (data->added > 0)
        added = pen_printf(p, "%zu %s added", data->added, data->added == 1 ? "point" : "points");
    if (data->erased > 0)
        erased = pen_printf(p, "%s%zu erased", data->added > 0 ? ", " : "", data->erased);
    return pen_printf(p, "**Edit:** %s%s; the run starts anew", added, erased);
}

/* "M-step 9: mean 2 moved 0.83" */
static const char *last_words(pen *p, const session_frame *f)
{
    if (f->step->phase == TRACE_INIT && f->data->added + f->data->erased > 0)
        return edit_words(p, f->data);
    if (f->step->phase == TRACE_INIT)
        return pen_printf(p, "**Start:** %s, seed %u, random numbers of scikit-learn %s",
                          pen_plain(p, words_start(p->draw, f->spec)), f->spec->seed,
                          f->spec->stream == EM_STREAM_SKLEARN_1_2 ? "1.2" : "1.3");
    char buffer[256];
    report_last(f, buffer, sizeof buffer);
    if (f->step->phase == TRACE_EDIT)
        return pen_printf(p, "**Edit:** %s", pen_plain(p, f->step->edit ? f->step->edit : buffer));
    return pen_printf(p, "**%s-step %zu:** %s", trace_phase_name(f->step->phase),
                      f->step->iteration, pen_plain(p, buffer));
}

static void draw_below(pen *p, rect row, const session_frame *f)
{
    pen_style style = pen_muted(p);
    size_t last = f->steps[f->length - 1].iteration;
    const char *where = pen_printf(p, "half-step %zu of %zu \xC2\xB7 iteration %zu of %zu",
                                   f->cursor, f->length - 1, words_iteration(f), last);
    const char *keys = "Space play \xC2\xB7 \xE2\x86\x92 step \xC2\xB7 \xE2\x86\x90 back \xC2\xB7 "
                       "R restart";
    if (p->in->playing)
        where = pen_printf(p, "playing, pace %d of 9 (+ and \xE2\x88\x92) \xC2\xB7 half-step %zu",
                           p->in->pace, f->cursor);
    double w = pen_width(p, style, where), k = pen_width(p, style, keys);
    if (!p->in->playing && w + k + 30 * p->u > row.w)
        where = pen_printf(p, "half-step %zu of %zu", f->cursor, f->length - 1);
    w = pen_width(p, style, where);
    pen_label(p, row, style, PEN_LEFT, where);
    if (w + k + 24 * p->u <= row.w)
        pen_label(p, row, style, PEN_RIGHT, keys);
}

/* One line above the ticks: what was done, and where that is if there is room for both. */
static void draw_line(pen *p, rect row, const session_frame *f)
{
    const char *words = last_words(p, f);
    const char *where = p->in->playing
                            ? pen_printf(p, "pace %d of 9", p->in->pace)
                            : pen_printf(p, "half-step %zu of %zu", f->cursor, f->length - 1);
    double w = pen_width(p, pen_muted(p), where);
    if (pen_rich_width(p, pen_caption(p), words) + w + 16 * p->u <= row.w)
        pen_label(p, row, pen_muted(p), PEN_RIGHT, where);
    pen_paragraph(p, row, pen_caption(p), words);
}

void timeline_draw(pen *p, rect box, const view_pane *pane)
{
    const session_frame *f = &pane->frame;
    double line = pen_line(p, TYPE_CAPTION), middle = 34 * p->u, inset = 4 * p->u;
    bool low = box.h < middle + 2 * line;
    double spare = fmax(0, box.h - middle - (low ? 1 : 2) * line);
    layout_cut_top(&box, spare * (low ? 0.6 : 0.4));
    rect above = layout_cut_top(&box, line);
    rect track = layout_cut_top(&box, middle + spare * 0.2);
    rect below = layout_cut_top(&box, line);
    rail r = make_rail(p, track, f->length);
    layout_cut_left(&above, inset);
    layout_cut_left(&below, inset);
    if (low)
        draw_line(p, above, f);
    else
        pen_paragraph(p, above, pen_caption(p), last_words(p, f));
    draw_ticks(p, &r, f);
    draw_scrub(p, &r, track, f);
    if (!low)
        draw_below(p, below, f);
}
