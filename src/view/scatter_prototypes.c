/* Means of image data as images at their places; pushed apart where they would hide each other,
 * then tied to the place by a line. */
#include "view/images.h"
#include "view/scatter_part.h"

#include <math.h>

enum { PUSHES = 60 };
static const double SIZE = 48, MAY_OVERLAP = 0.12;

typedef struct proto {
    double x, y;   /* pixels: of the mean */
    double cx, cy; /* middle of the image */
} proto;

/* Halves the overlap of every pair again and again, along the axis that needs less. */
static void push_apart(proto *p, size_t k, double size)
{
    double apart = size * (1 - MAY_OVERLAP);
    for (int n = 0; n < PUSHES; n++) {
        for (size_t a = 0; a < k; a++) {
            for (size_t b = a + 1; b < k; b++) {
                double dx = p[b].cx - p[a].cx, dy = p[b].cy - p[a].cy;
                double need_x = apart - fabs(dx), need_y = apart - fabs(dy);
                if (need_x <= 0 || need_y <= 0)
                    continue;
                double mx = need_x < need_y ? copysign(need_x / 4, dx) : 0;
                double my = need_x < need_y ? 0 : copysign(need_y / 4, dy);
                p[a].cx -= mx;
                p[a].cy -= my;
                p[b].cx += mx;
                p[b].cy += my;
            }
        }
    }
}

static void draw_tie(const scatter *s, size_t c, const proto *p)
{
    if (hypot(p->cx - p->x, p->cy - p->y) < 6 * s->u)
        return;
    draw_add_line(s->list, p->x, p->y, p->cx, p->cy, 4.5 * s->u, s->theme->surface);
    draw_add_line(s->list, p->x, p->y, p->cx, p->cy, 2 * s->u, scatter_line_colour(s, c));
    draw_add_circle(s->list, p->x, p->y, 4 * s->u, scatter_colour(s, c), s->theme->mark_ring,
                    1.5 * s->u);
}

/* Images have constant and collinear pixels at every step: those signs would say nothing. */
static bool is_news(const em_event *e)
{
    return e && e->kind != EM_EVENT_FLOORED && e->kind != EM_EVENT_COLLINEAR &&
           e->kind != EM_EVENT_CONSTANT_FEATURE;
}

static void draw_prototype(const scatter *s, size_t c, const proto *p, double w, double h)
{
    const em_params *params = s->pane->frame.params;
    rect box = {p->cx - w / 2, p->cy - h / 2, w, h};
    pen draw = pen_make(s->in, s->list, NULL);
    bool held = s->pane->grip_component == (long)c;
    draw_add_rect(s->list, rect_inset(box, (held ? -4 : -2.5) * s->u), 5.5 * s->u,
                  held ? s->theme->accent : s->theme->surface);
    draw_add_rect(s->list, rect_inset(box, -1.2 * s->u), 4.2 * s->u, scatter_colour(s, c));
    const double *mean = s->pane->image_mean ? s->pane->image_mean : params->mean;
    images_draw_row(&draw, box, s->pane->frame.data, mean + c * params->d, scatter_colour(s, c));
    if (is_news(scatter_event(s, c)))
        scatter_draw_sign(s, box.x + box.w, box.y);
}

void scatter_draw_prototypes(const scatter *s)
{
    const em_dataset *d = s->pane->frame.data;
    proto p[PROTOTYPES_MAX];
    double room = fmin(1, fmax(0.62, sqrt(s->box.w * s->box.h) / (640 * s->u)));
    double longest = (double)(d->image_w > d->image_h ? d->image_w : d->image_h);
    double unit = SIZE * room * s->u / longest;
    double w = unit * (double)d->image_w, h = unit * (double)d->image_h;
    for (size_t c = 0; c < s->k; c++) {
        scatter_place(s, s->pane->flat->mean + 2 * c, &p[c].x, &p[c].y);
        p[c].cx = p[c].x + 1e-3 * (double)c; /* equal means: apart to the right */
        p[c].cy = p[c].y;
    }
    push_apart(p, s->k, fmax(w, h));
    for (size_t c = 0; c < s->k; c++)
        draw_tie(s, c, &p[c]);
    for (size_t c = 0; c < s->k; c++)
        draw_prototype(s, c, &p[c], w, h);
}
