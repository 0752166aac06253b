/* The app and everything that turns it into pixels, without a window. */
#ifndef CLI_STAGE_H
#define CLI_STAGE_H

#include "cli/picture.h"
#include "sdl/raster.h"
#include "sdl/text.h"

typedef struct stage {
    app *app;
    glyphs *glyphs;
    em_pool *pool;
    raster *raster;
    draw_list list;
    double width, height, scale; /* of the picture: pixels, and the interface's scale times this */
    const em_control *control;   /* set before stage_init */
} stage;

/* Takes the data of start, also on failure; stage_finish is called in any case. scale: pictures are
 * that many times the size start asks for. */
em_status stage_init(stage *s, picture_start *start, double scale, em_error *error);
void stage_finish(stage *s);

/* Obeys one command and waits until nothing moves. EM_ERR_INTERRUPTED. A refusal is no error. */
em_status stage_obey(const stage *s, command_kind kind, long n, em_error *error);
em_status stage_wait(const stage *s, em_error *error);

/* Fills s->list with the present picture. */
em_status stage_draw(stage *s, em_error *error);

#endif
