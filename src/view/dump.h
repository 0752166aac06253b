/* Draw list to text, one item a line, coordinates rounded to half a pixel: for golden tests and
 * --script. */
#ifndef VIEW_DUMP_H
#define VIEW_DUMP_H

#include "view/draw.h"
#include "view/sink.h"

em_status dump_write(const draw_list *list, const view_sink *sink);

#endif
