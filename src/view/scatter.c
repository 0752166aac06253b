#include "view/scatter.h"
#include "view/palette.h"
#include "view/shapes.h"

#include <math.h>

camera scatter_fit(const view_pane *pane, rect box)
{
    camera c = camera_fit(pane->xy, pane->frame.data->n, box);
    if (pane->frame.data->d == 1)
        c.centre_y += 0.22 * box.h / c.zoom;
    return c;
}

double scatter_point_radius(size_t n, rect box, double scale)
{
    double r = n <= 1000 ? 4.2 : n <= 10000 ? 2.6 : n <= 100000 ? 1.7 : 1.1;
    double room = sqrt(box.w * box.h) / (800 * scale);
    return r * scale * fmin(1, fmax(0.72, room));
}

long scatter_row_at(const view_pane *pane, rect box, double scale, double px, double py)
{
    size_t n = pane->frame.data->n;
    double x, y,
        best = pow((scatter_point_radius(n, box, scale) + 5 * scale) / pane->camera.zoom, 2);
    camera_to_data(&pane->camera, box, px, py, &x, &y);
    long row = -1;
    for (size_t i = 0; i < n; i++) {
        double dx = pane->xy[2 * i] - x, dy = pane->xy[2 * i + 1] - y, d = dx * dx + dy * dy;
        if (d < best) {
            best = d;
            row = (long)i;
        }
    }
    return row;
}

scatter_grip scatter_grip_at(const view_pane *pane, rect box, double scale, bool axes, double px,
                             double py)
{
    scatter_grip none = {GRIP_NONE, 0, 0};
    return none;
}

void scatter_draw(const view_pane *pane, rect box, const view_input *in, draw_list *list)
{
    double x0, y0;
    const camera *c = &pane->camera;
    camera_to_pixel(c, box, 0, 0, &x0, &y0);
    size_t n = pane->frame.data->n;
    draw_push_clip(list, box);
    draw_add_points(list, &(draw_points){.xy = pane->xy,
                                         .colour = pane->colour,
                                         .shape = pane->shape,
                                         .n = n,
                                         .scale_x = c->zoom,
                                         .scale_y = -c->zoom,
                                         .shift_x = x0,
                                         .shift_y = y0,
                                         .radius = scatter_point_radius(n, box, in->scale),
                                         .outline = 0.8 * in->scale,
                                         .outline_colour = theme_look(in->theme)->surface,
                                         .clip = box,
                                         .version = pane->version});
    draw_pop_clip(list);
}
