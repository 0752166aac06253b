#include "view/camera.h"

#include <math.h>

/* The points fill this share of the box. */
static const double FILL = 0.86;

camera camera_fit(const double *xy, size_t n, rect box)
{
    double low[2] = {HUGE_VAL, HUGE_VAL}, high[2] = {-HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < n; i++) {
        for (int a = 0; a < 2; a++) {
            const double v = xy[2 * i + (size_t)a];
            low[a] = v < low[a] ? v : low[a];
            high[a] = v > high[a] ? v : high[a];
        }
    }
    camera c = {0, 0, fmax(fmin(box.w, box.h), 1)};
    if (n == 0)
        return c;
    c.centre_x = low[0] + (high[0] - low[0]) / 2;
    c.centre_y = low[1] + (high[1] - low[1]) / 2;
    double zoom = fmin(FILL * box.w / (high[0] - low[0]), FILL * box.h / (high[1] - low[1]));
    if (isfinite(zoom) && zoom > 0)
        c.zoom = zoom;
    return c;
}

void camera_to_pixel(const camera *c, rect box, double x, double y, double *px, double *py)
{
    *px = box.x + box.w / 2 + (x - c->centre_x) * c->zoom;
    *py = box.y + box.h / 2 - (y - c->centre_y) * c->zoom;
}

void camera_to_data(const camera *c, rect box, double px, double py, double *x, double *y)
{
    *x = c->centre_x + (px - box.x - box.w / 2) / c->zoom;
    *y = c->centre_y - (py - box.y - box.h / 2) / c->zoom;
}

void camera_zoom_at(camera *c, rect box, double px, double py, double factor)
{
    double zoom = c->zoom * factor;
    if (!(zoom > 1e-300 && zoom < 1e300))
        return;
    double x, y;
    camera_to_data(c, box, px, py, &x, &y);
    c->zoom = zoom;
    c->centre_x = x - (px - box.x - box.w / 2) / zoom;
    c->centre_y = y + (py - box.y - box.h / 2) / zoom;
}

void camera_pan(camera *c, double dx, double dy)
{
    c->centre_x -= dx / c->zoom;
    c->centre_y += dy / c->zoom;
}

void camera_ticks(double low, double high, int count, double *first, double *step)
{
    double raw = (high - low) / (count > 0 ? count : 1);
    if (!(raw > 0) || !isfinite(raw)) {
        *first = low;
        *step = 1;
        return;
    }
    double power = pow(10, floor(log10(raw))), lead = raw / power;
    *step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    *first = ceil(low / *step) * *step;
}
