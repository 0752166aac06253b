/* Names of the means, placed so that they cover neither each other nor a mean: each label takes the
 * cheapest of its places, in the order of the components. Where it stood in the steps before costs
 * less, and while means glide the place is that of their end: labels do not hop about. */
#include "view/scatter_part.h"

#include <math.h>
#include <string.h>

enum { PLACES = 24, LABELS_MAX = 64, WEIGHTS_MAX = 12, REMEMBERED = 6 };
/* Prices of a square pixel covered; of another place than before (square style-sheet pixels on a
 * label or mean that are worth a hop). */
static const double ON_LABEL = 40, ON_MEAN = 30, ON_RING = 3, OUTSIDE = 100;
static const double HOP = 12;

/* Narrower boxes have no room for weights (style-sheet pixels). */
static const double WEIGHTS_FROM = 340;

/* Of a mean's disc with its ring. */
static const double MEAN_REACH = 11.6;

typedef struct labels {
    const scatter *s;
    double size, height;
    const double *mean; /* k x 2: for these the places are chosen */
    const char *text[LABELS_MAX];
    double width[LABELS_MAX];
    rect placed[LABELS_MAX]; /* of the n components before; w 0: not shown */
    size_t n;
    int at[LABELS_MAX]; /* place; -1: none yet */
} labels;

static double overlap(rect a, rect b)
{
    double w = fmin(a.x + a.w, b.x + b.w) - fmax(a.x, b.x);
    double h = fmin(a.y + a.h, b.y + b.h) - fmax(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
}

static rect disc(double x, double y, double r)
{
    return (rect){x - r, y - r, 2 * r, 2 * r};
}

/* Place i: eight directions on three rings; right above first, as in a textbook. */
static rect place(double x, double y, double w, double h, double gap, int i)
{
    static const double direction[8][2] = {{1, -0.75}, {1, 0.75}, {-1, -0.75}, {-1, 0.75},
                                           {0, -1.6},  {0, 1.6},  {1, 0},      {-1, 0}};
    const double *d = direction[i % 8];
    double reach = gap * (1 + 0.9 * (i / 8));
    double cx = x + d[0] * (reach + (d[0] == 0 ? 0 : w / 2)), cy = y + d[1] * reach;
    cy += (i / 8) * d[1] * h / 2;
    return (rect){cx - w / 2, cy - h / 2, w, h};
}

static double price(const labels *l, rect r, int i)
{
    const scatter *s = l->s;
    double cost = (i / 8) * 60 + i % 8 * 4;
    rect inner = rect_inset(s->box, 4 * s->u);
    cost += OUTSIDE * (r.w * r.h - overlap(r, inner));
    for (size_t j = 0; j < l->n; j++)
        cost += ON_LABEL * overlap(r, l->placed[j]);
    for (size_t c = 0; c < s->k; c++) {
        double x, y;
        scatter_place(s, l->mean + 2 * c, &x, &y);
        cost += ON_MEAN * overlap(r, disc(x, y, MEAN_REACH * s->mark));
        if (scatter_shows(s, OVERLAY_TRAILS) && s->pane->start_xy) {
            scatter_place(s, s->pane->start_xy + 2 * c, &x, &y);
            cost += ON_RING * overlap(r, disc(x, y, 8 * s->mark));
        }
    }
    return cost;
}

static const char *const event_word[EM_EVENT_KINDS] = {
    [EM_EVENT_EMPTY] = "empty",
    [EM_EVENT_RELOCATED] = "relocated",
    [EM_EVENT_FLOORED] = "at the floor",
    [EM_EVENT_SINGULAR] = "singular",
    [EM_EVENT_COLLAPSED] = "collapsed",
    [EM_EVENT_CONSTANT_FEATURE] = "flat",
    [EM_EVENT_COLLINEAR] = "collinear",
    [EM_EVENT_EQUAL_COMPONENTS] = "equal",
    [EM_EVENT_REG_COVAR_LARGE] = "widened",
    [EM_EVENT_OBJECTIVE_MOVED_WRONG] = "worse",
};

/* "μ₂", for mixtures "μ₂ π=0.36"; an event of the last M-step in a word. */
static const char *label_text(const scatter *s, size_t c)
{
    static const char *const digit[10] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    char index[64] = "";
    size_t number = c + 1, power = 1;
    while (number / power >= 10)
        power *= 10;
    for (; power > 0; power /= 10)
        strcat(index, digit[number / power % 10]);
    const em_params *p = s->pane->flat;
    const em_event *event = scatter_event(s, c);
    const char *word = event ? event_word[event->kind] : "";
    if (!p->weight || s->k > WEIGHTS_MAX || s->box.w < WEIGHTS_FROM * s->u)
        return draw_printf(s->list, "μ%s%s%s", index, event ? " " : "", word);
    return draw_printf(s->list, "μ%s π=%.2f%s%s", index, p->weight[c], event ? " " : "", word);
}

static double distance(rect r, double x, double y)
{
    double cx = fmin(fmax(x, r.x), r.x + r.w), cy = fmin(fmax(y, r.y), r.y + r.h);
    return hypot(cx - x, cy - y);
}

/* A line to the mean where the label is far from it or nearer to another one. */
static void draw_leader(const labels *l, size_t c, double x, double y, rect r)
{
    const scatter *s = l->s;
    double own = distance(r, x, y), start = MEAN_REACH * s->mark;
    bool unclear = own > start + 9 * s->u;
    for (size_t o = 0; o < s->k && !unclear; o++) {
        double ox, oy;
        scatter_place(s, s->pane->flat->mean + 2 * o, &ox, &oy);
        unclear = o != c && distance(r, ox, oy) < own;
    }
    double cx = fmin(fmax(x, r.x), r.x + r.w), cy = fmin(fmax(y, r.y), r.y + r.h);
    double t = start / own;
    if (!unclear || t >= 1)
        return;
    double x1 = x + t * (cx - x), y1 = y + t * (cy - y);
    draw_add_line(s->list, x1, y1, cx, cy, 3.5 * s->u, rgba_fade(s->theme->surface, 0.9));
    draw_add_line(s->list, x1, y1, cx, cy, 1.2 * s->u, s->theme->text);
}

static rect place_of(const labels *l, size_t c, double x, double y, int i)
{
    return place(x, y, l->width[c], l->height, (MEAN_REACH + 3) * l->s->mark, i);
}

static void choose(labels *l, size_t c)
{
    const scatter *s = l->s;
    double x, y, least = HUGE_VAL;
    int before = l->at[c];
    l->placed[c] = (rect){0, 0, 0, 0};
    scatter_place(s, l->mean + 2 * c, &x, &y);
    if (!scatter_near(s, x, y, 0))
        return;
    for (int i = 0; i < PLACES; i++) {
        rect r = place_of(l, c, x, y, i);
        double cost = price(l, r, i);
        if (before >= 0 && i != before)
            cost += HOP * ON_LABEL * s->u * s->u;
        if (cost < least) {
            least = cost;
            l->at[c] = i;
            l->placed[c] = r;
        }
    }
}

static void choose_all(labels *l, const double *mean)
{
    l->mean = mean;
    for (l->n = 0; l->n < l->s->k; l->n++)
        choose(l, l->n);
}

static void choose_places(labels *l)
{
    const scatter *s = l->s;
    const view_pane *pane = s->pane;
    size_t rows = pane->trail_xy ? pane->trail_n : 0;
    size_t first = s->k > WEIGHTS_MAX ? rows : rows - (rows < REMEMBERED ? rows : REMEMBERED);
    if (pane->animating && first == rows && rows > 0)
        first = rows - 1;
    for (size_t row = first; row < rows; row++)
        choose_all(l, pane->trail_xy + 2 * row * s->k);
    if (!pane->animating || rows == 0)
        choose_all(l, pane->flat->mean);
}

static void draw_label(const labels *l, size_t c)
{
    const scatter *s = l->s;
    double x, y;
    scatter_place(s, s->pane->flat->mean + 2 * c, &x, &y);
    if (!scatter_near(s, x, y, 0) || l->at[c] < 0 || !*l->text[c])
        return;
    const text_style style = {s->in->metrics, FACE_SEMIBOLD, l->size, s->theme->text};
    rect r = place_of(l, c, x, y, l->at[c]);
    draw_leader(l, c, x, y, r);
    draw_add_item_text(s->list, &(draw_text){.x = r.x,
                                             .y = text_middle(&style, r.y + r.h / 2),
                                             .face = style.face,
                                             .size = style.size,
                                             .colour = style.colour,
                                             .halo = rgba_fade(s->theme->surface, 0.92),
                                             .halo_width = 3 * s->u,
                                             .text = l->text[c]});
}

void scatter_draw_labels(const scatter *s)
{
    labels l = {.s = s, .size = scatter_text_size(s, TYPE_CAPTION)};
    l.height = 1.15 * l.size;
    if (s->k > LABELS_MAX)
        return;
    for (size_t c = 0; c < s->k; c++) {
        const char *text = label_text(s, c);
        l.text[c] = text ? text : "";
        l.width[c] = text_width(s->in->metrics, FACE_SEMIBOLD, l.size, l.text[c]);
        l.at[c] = -1;
    }
    choose_places(&l);
    for (size_t c = 0; c < s->k; c++)
        draw_label(&l, c);
}
