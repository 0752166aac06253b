/* Mean and covariance of the whole mixture in words, where the table has no columns for them: of
 * one or two features as they are, of more along the two axes on screen. */
#include "view/layout.h"
#include "view/number.h"
#include "view/panel.h"

#include <math.h>

enum { ID_NOTE = 721 };

typedef struct moments {
    double mean[2], cov[4];
    size_t d;          /* 1 or 2 */
    const char *where; /* rich text; "" for the features themselves */
} moments;

static const char *axes(pen *p, const view_pane *pane)
{
    const em_projection *plane = pane->projection;
    char one[EM_NAME_MAX], two[EM_NAME_MAX];
    if (plane->pca)
        return "along PC1, PC2";
    em_dataset_feature_name(pane->frame.data, plane->feature[0], one, sizeof one);
    em_dataset_feature_name(pane->frame.data, plane->feature[1], two, sizeof two);
    return pen_printf(p, "on %s and %s", pen_plain(p, one), pen_plain(p, two));
}

/* False: no mixture, or nothing in the plane yet. */
static bool find_moments(pen *p, const view_pane *pane, moments *out)
{
    const em_params *params = pane->frame.params;
    bool own = params->d <= 2;
    if (!params->weight || (!own && (!pane->flat || !pane->flat->weight || !pane->projection)))
        return false;
    *out = (moments){.d = own ? params->d : 2, .where = own ? "" : axes(p, pane)};
    em_mixture_moments(own ? params : pane->flat, out->mean, out->cov);
    return true;
}

static const char *pair(pen *p, double a, double b)
{
    int decimals = number_decimals(fmax(fabs(a), fabs(b)), 3);
    decimals = decimals > 3 ? 3 : decimals;
    return pen_printf(p, "%s, %s", number_text(p->draw, a, decimals),
                      number_text(p->draw, b, decimals));
}

static const char *one(pen *p, double value)
{
    int decimals = number_decimals(fabs(value), 3);
    return number_text(p->draw, value, decimals > 3 ? 3 : decimals);
}

/* Shorter if that takes fewer lines. */
static const char *words(pen *p, const view_pane *pane, double width)
{
    moments m;
    if (!find_moments(p, pane, &m))
        return "";
    if (m.d == 1)
        return pen_printf(p, "**all:** mean %s, variance %s", one(p, m.mean[0]), one(p, m.cov[0]));
    const char *who = pen_printf(p, *m.where ? "**all** %s: " : "**all:** %s", m.where);
    const char *mean = pair(p, m.mean[0], m.mean[1]), *own = pair(p, m.cov[0], m.cov[3]);
    const char *shared = number_text(p->draw, m.cov[1], fmax(m.cov[0], m.cov[3]) < 100 ? 3 : 1);
    const char *full =
        pen_printf(p, "%smean (%s), variances %s, covariance %s", who, mean, own, shared);
    const char *brief = pen_printf(p, "%smean (%s), var %s, cov %s", who, mean, own, shared);
    return pen_paragraph_height(p, width, pen_caption(p), brief) <
                   pen_paragraph_height(p, width, pen_caption(p), full)
               ? brief
               : full;
}

double run_whole_height(pen *p, const view_pane *pane, double width)
{
    const char *text = words(p, pane, width);
    return *text ? pen_paragraph_height(p, width, pen_caption(p), text) + 8 * p->u : 0;
}

void run_whole_draw(pen *p, rect row, const view_pane *pane)
{
    if (row.h < pen_line(p, TYPE_CAPTION))
        return;
    draw_add_line(p->draw, row.x, row.y, row.x + row.w, row.y, p->u, p->theme->hairline);
    layout_cut_top(&row, 4 * p->u);
    pen_paragraph(p, row, pen_caption(p), words(p, pane, row.w));
}

void run_whole_note(pen *p, rect box, const view_pane *pane)
{
    control note = {.id = control_id(GROUP_PANEL, 0, ID_NOTE), .tooltip = words(p, pane, HUGE_VAL)};
    if (*note.tooltip)
        control_add(p, box, HIT_NOTE, &note);
}
