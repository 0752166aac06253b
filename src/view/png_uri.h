/* A small picture as "data:image/png;base64,...", for SVG. */
#ifndef VIEW_PNG_URI_H
#define VIEW_PNG_URI_H

#include "view/draw.h"
#include "view/sink.h"

em_status png_uri_write(const rgba *pixels, size_t w, size_t h, const view_sink *sink);

#endif
