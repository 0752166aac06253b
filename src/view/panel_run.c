/* Run: the objective per half-step, parameters, the inspected point; with several panes their
 * ranking. Where there is no room for all, the inspected point takes the place of the parameters.
 */
#include "view/layout.h"
#include "view/panel.h"

#include <math.h>

static bool accepts(const session_frame *frame)
{
    return frame->data != NULL;
}

static void draw_compare_words(pen *p, rect box)
{
    rect inside = widget_titled_card(p, box, "Same data, different runs", NULL);
    pen_paragraph(p, inside, pen_caption(p),
                  "Each run only walks uphill (K-means: downhill) from where it starts, so it "
                  "settles in the nearest optimum. Hollow rings mark the starts, dashed lines the "
                  "paths taken. Press **Shift+N** for new seeds in all panes, **J** to ring the "
                  "points on which panes disagree.");
}

/* Heights of the cards; 0: left out. The plan does not ask whether a point is inspected: resting
 * the mouse on one must not move the cards. */
typedef struct plan {
    double chart, ranking, parameters, last;
} plan;

static plan make_plan(pen *p, rect box, const view_pane *pane)
{
    double gap = 12 * p->u, few = p->in->panes > 1 ? 144 : 112;
    double least = fmax(few * p->u, box.h * 0.2);
    double ranking = run_ranking_height(p), point = run_inspector_height(p, pane);
    plan s = {.chart = fmin(fmax(box.h * 0.34, least), 290 * p->u)};
    double room = box.h - s.chart - gap;
    if (p->in->panes > 1 && room > ranking + gap + fmin(point, 120 * p->u)) {
        s.ranking = ranking;
        room -= ranking + gap;
    }
    s.parameters = run_parameters_height(p, pane, box.w, RUN_TALL);
    if (s.parameters + gap + point > room)
        s.parameters = run_parameters_height(p, pane, box.w, RUN_LOW);
    double most = room + s.chart - least; /* the whole mixture is a tooltip rather than all this */
    if (s.parameters + gap + point > most)
        s.parameters = run_parameters_height(p, pane, box.w, RUN_BARE);
    double give = fmin(s.parameters + gap + point - room, s.chart - least);
    if (give > 0) {
        s.chart -= give;
        room += give;
    }
    s.last = room - s.parameters - gap;
    if (s.last < point - 1) {
        bool ranked = p->in->panes > 1 && s.ranking <= 0; /* for this the chart gives up more */
        double all = ranked ? fmax(room, room + s.chart - 96 * p->u) : room;
        double need = ranked && ranking <= all ? ranking : fmin(s.parameters, room);
        double want = fmin(fmax(need, fmin(point, 0.6 * box.h)), fmax(need, room));
        s.parameters = 0;
        s.chart += room - want;
        s.last = want;
    }
    return s;
}

/* The card that changes its content: the inspected point while there is one; else what has no card
 * of its own, the ranking of several panes before the parameters, or words. */
static void draw_last(pen *p, rect box, const view_pane *pane, const plan *s)
{
    bool inspecting = p->in->inspect && p->in->inspect_row >= 0;
    if (box.h < 64 * p->u)
        return;
    if (!inspecting && p->in->panes > 1 && s->ranking <= 0 && box.h + 1 > run_ranking_height(p))
        run_ranking_draw(p, box);
    else if (!inspecting && s->parameters <= 0)
        run_parameters_draw(p, box, pane);
    else if (!inspecting && p->in->panes > 1)
        draw_compare_words(p, box);
    else
        run_inspector_draw(p, box, pane);
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    rect box = in->box;
    double gap = 12 * p.u;
    if (box.h < 60 * p.u || box.w < 80 * p.u)
        return;
    plan s = make_plan(&p, box, in->pane);
    run_chart_draw(&p, layout_cut_top(&box, s.chart), in->pane);
    layout_cut_top(&box, gap);
    if (s.ranking > 0) {
        run_ranking_draw(&p, layout_cut_top(&box, s.ranking));
        layout_cut_top(&box, gap);
    }
    if (s.parameters > 0) {
        run_parameters_draw(&p, layout_cut_top(&box, s.parameters), in->pane);
        layout_cut_top(&box, gap);
    }
    draw_last(&p, box, in->pane, &s);
}

const panel panel_run = {.name = "Run",
                         .tooltip =
                             "Objective, parameters, one point worked out ([ and ] change tabs)",
                         .accepts = accepts,
                         .draw = draw};
