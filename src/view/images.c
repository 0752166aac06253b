#include "view/images.h"

#include <math.h>

static void value_range(const em_dataset *data, double *low, double *high)
{
    *low = HUGE_VAL;
    *high = -HUGE_VAL;
    for (size_t j = 0; j < data->d; j++) {
        *low = fmin(*low, data->minimum[j]);
        *high = fmax(*high, data->maximum[j]);
    }
    if (!(*high > *low))
        *high = *low + 1;
}

void images_draw_row(pen *p, rect box, const em_dataset *data, const double *values, rgba frame)
{
    size_t w = data->image_w, h = data->image_h;
    if (!w || !h || w * h != data->d || box.w < 4 || box.h < 4)
        return;
    rgba *pixel = draw_alloc(p->draw, data->d * sizeof *pixel);
    if (!pixel)
        return;
    double low, high;
    value_range(data, &low, &high);
    bool dark = p->in->theme != THEME_LIGHT;
    for (size_t j = 0; j < data->d; j++) {
        double t = fmin(1, fmax(0, (values[j] - low) / (high - low)));
        pixel[j] = dark ? rgba_mix(0xFF101214, 0xFFFFFFFF, t) : rgba_mix(0xFFFFFFFF, 0xFF15181C, t);
    }
    double scale = fmin(box.w / (double)w, box.h / (double)h);
    rect picture = {box.x + (box.w - scale * (double)w) / 2,
                    box.y + (box.h - scale * (double)h) / 2, scale * (double)w, scale * (double)h};
    double edge = frame ? 2 * p->u : p->u;
    draw_add_image(p->draw, rect_inset(picture, edge), w, h, pixel, false);
    draw_add_frame(p->draw, picture, 3 * p->u, 0, frame ? frame : p->theme->border, edge);
}
