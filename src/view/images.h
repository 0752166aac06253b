/* Rows of image data as pictures: dark ink on the surface, framed in a component's colour. */
#ifndef VIEW_IMAGES_H
#define VIEW_IMAGES_H

#include "view/pen.h"

/* d values (a row, or a mean) of an image data set, fitted into box keeping its shape; frame alpha
 * 0: hairline. */
void images_draw_row(pen *p, rect box, const em_dataset *data, const double *values, rgba frame);

#endif
