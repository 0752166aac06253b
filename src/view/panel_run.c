/* Run: the objective per half-step, parameters, the inspected point; with several panes their
 * ranking. What there is no room for goes in the order: words, parameters, ranking. */
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

static void draw_rest(pen *p, rect box, const view_pane *pane)
{
    double gap = 12 * p->u;
    bool inspecting = p->in->inspect && p->in->inspect_row >= 0, compare = p->in->panes > 1;
    double keep = (inspecting || !compare ? 150 : 110) * p->u;
    double want = run_parameters_height(p, pane, true);
    if (want > box.h - gap - keep)
        want = run_parameters_height(p, pane, false);
    bool parameters = box.h - gap - keep > 96 * p->u || (!inspecting && !compare);
    if (parameters) {
        bool rest = box.h - gap - fmin(want, box.h) > 70 * p->u;
        double room = rest || inspecting ? box.h - gap - keep : box.h;
        run_parameters_draw(p, layout_cut_top(&box, fmin(want, fmax(room, 90 * p->u))), pane);
        layout_cut_top(&box, gap);
    }
    if (box.h < 64 * p->u)
        return;
    if (compare && !inspecting)
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
    double chart = fmin(fmax(box.h * 0.34, 140 * p.u), 290 * p.u);
    run_chart_draw(&p, layout_cut_top(&box, chart), in->pane);
    layout_cut_top(&box, gap);
    if (in->view->panes > 1 && box.h > run_ranking_height(&p)) {
        run_ranking_draw(&p, layout_cut_top(&box, run_ranking_height(&p)));
        layout_cut_top(&box, gap);
    }
    if (box.h > 64 * p.u)
        draw_rest(&p, box, in->pane);
}

const panel panel_run = {.name = "Run",
                         .tooltip =
                             "Objective, parameters, one point worked out ([ and ] change tabs)",
                         .accepts = accepts,
                         .draw = draw};
