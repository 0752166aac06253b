#include "cli/stage.h"

#include <math.h>
#include <time.h>

em_status stage_wait(const stage *s, em_error *error)
{
    const struct timespec pause = {.tv_nsec = 1000000};

    while (!app_idle(s->app)) {
        if (em_control_cancelled(s->control)) {
            return em_fail(error, EM_ERR_INTERRUPTED, "interrupted");
        }
        (void)app_tick(s->app, 0.1);
        (void)nanosleep(&pause, NULL);
    }
    return EM_OK;
}

em_status stage_obey(const stage *s, command_kind kind, long n, em_error *error)
{
    const command c = {.kind = kind, .pane = -1, .n = n};

    (void)app_apply(s->app, &c);
    return stage_wait(s, error);
}

em_status stage_draw(stage *s, em_error *error)
{
    draw_reset(&s->list);
    const em_status status = app_draw(s->app, s->width, s->height, s->scale, &s->list);

    return status == EM_OK && !s->list.failed ? EM_OK : em_fail_memory(error);
}

em_status stage_init(stage *s, picture_start *start, double scale, em_error *error)
{
    em_status status = glyphs_create(&s->glyphs, error);

    draw_init(&s->list);
    if (status == EM_OK) {
        status = em_pool_create(0, &s->pool, error);
    }
    if (status == EM_OK) {
        status = raster_create(s->glyphs, s->pool, &s->raster, error);
    }
    if (status != EM_OK) {
        em_dataset_destroy(start->data);
        return status;
    }
    s->scale = scale;
    s->width = floor(start->app.width * s->scale);
    s->height = floor(start->app.height * s->scale);
    return app_create(&start->app, glyphs_metrics(s->glyphs), &s->app, error);
}

void stage_finish(stage *s)
{
    draw_finish(&s->list);
    app_destroy(s->app);
    raster_destroy(s->raster);
    em_pool_destroy(s->pool);
    glyphs_destroy(s->glyphs);
}
