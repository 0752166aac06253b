/* Run: the objective per half-step, parameters, the inspected point; with several panes their
 * ranking. What there is no room for goes in the order: words, parameters, ranking. */
#include "view/layout.h"
#include "view/panel.h"
#include "view/table.h"

#include <math.h>

enum { LAST_MIN = 64 }; /* a lower card would show nothing but its title */

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

/* Heights of the cards; 0: left out. */
typedef struct plan {
    double chart, ranking, parameters, last;
} plan;

static plan make_plan(const pen *p, rect box, const view_pane *pane, bool inspecting)
{
    double gap = 12 * p->u, least = fmax(112 * p->u, box.h * 0.24);
    bool compare = p->in->panes > 1;
    plan s = {.chart = fmin(fmax(box.h * 0.34, least), 290 * p->u)};
    double room = box.h - s.chart - gap;
    double last = compare && !inspecting ? 90 * p->u : run_inspector_height(p, pane);
    if (compare && room > run_ranking_height(p) + gap + (inspecting ? last : 0))
        s.ranking = run_ranking_height(p);
    room -= s.ranking > 0 ? s.ranking + gap : 0;
    s.parameters = run_parameters_height(p, pane, true);
    if (s.parameters + gap + last > room)
        s.parameters = run_parameters_height(p, pane, false);
    double missing = s.parameters + gap + last - room;
    if (missing > 0) {
        double give = fmin(missing, s.chart - least);
        s.chart -= give;
        room += give;
        missing -= give;
    }
    if (missing > 0.5 && inspecting)
        s.parameters = room - gap - last > 110 * p->u ? room - gap - last : 0;
    else if (missing > 0.5)
        s.parameters = fmin(s.parameters, room);
    double rows = run_parameters_height(p, pane, false) -
                  ((double)pane->frame.params->k - 2) * table_row_height(p);
    if (s.parameters > 0 && s.parameters < fmin(rows, run_parameters_height(p, pane, false))) {
        s.chart += compare && !inspecting ? fmin(s.parameters + gap, room) : 0;
        room = box.h - s.chart - gap - (s.ranking > 0 ? s.ranking + gap : 0);
        s.parameters = 0;
    }
    s.last = room - (s.parameters > 0 ? s.parameters + gap : 0);
    if (s.last < LAST_MIN * p->u)
        s.chart += fmax(0, s.last + gap);
    return s;
}

static void draw(const panel_input *in, draw_list *list)
{
    pen p = panel_pen(in, list);
    rect box = in->box;
    double gap = 12 * p.u;
    if (box.h < 60 * p.u || box.w < 80 * p.u)
        return;
    bool inspecting = in->view->inspect && in->view->inspect_row >= 0;
    plan s = make_plan(&p, box, in->pane, inspecting);
    run_chart_draw(&p, layout_cut_top(&box, s.chart), in->pane);
    layout_cut_top(&box, gap);
    if (s.ranking > 0) {
        run_ranking_draw(&p, layout_cut_top(&box, s.ranking));
        layout_cut_top(&box, gap);
    }
    if (s.parameters > 60 * p.u) {
        run_parameters_draw(&p, layout_cut_top(&box, s.parameters), in->pane);
        layout_cut_top(&box, gap);
    }
    if (box.h < LAST_MIN * p.u)
        return;
    if (in->view->panes > 1 && !inspecting)
        draw_compare_words(&p, box);
    else
        run_inspector_draw(&p, box, in->pane);
}

const panel panel_run = {.name = "Run",
                         .tooltip =
                             "Objective, parameters, one point worked out ([ and ] change tabs)",
                         .accepts = accepts,
                         .draw = draw};
