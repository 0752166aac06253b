/* Draw list to SVG 1.1: paths and text stay vectors, images become PNG in data URIs. */
#ifndef VIEW_SVG_H
#define VIEW_SVG_H

#include "view/draw.h"
#include "view/sink.h"
#include "view/text_metrics.h"

/* width, height: of the picture in pixels. metrics: for the exact places of glyphs. The sink's
 * first failure ends the writing and is returned. */
em_status svg_write(const draw_list *list, double width, double height, const text_metrics *metrics,
                    const view_sink *sink);

#endif
