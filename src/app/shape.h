/* Parameters changed by hand in the plane they are looked at. */
#ifndef APP_SHAPE_H
#define APP_SHAPE_H

#include "em/project.h"

/* The mean of component c goes to x, y in the plane. EM_ERR_DATA: not a probability (Bernoulli). */
em_status shape_move_mean(const em_projection *p, em_params *params, size_t c, double x, double y,
                          em_error *error);

/* The 1-sigma ellipse of component c in the plane becomes text = "a b angle": half-axes in data
 * units, degrees counter-clockwise from the first axis of the plane to a. What the covariance type
 * cannot express is left out. EM_ERR_USAGE: not three numbers; EM_ERR_DATA: no covariance. */
em_status shape_set(const em_projection *p, em_params *params, size_t c, const char *text,
                    em_error *error);

/* The ellipse of a 2 x 2 covariance, as shape_set takes it. */
void shape_of(const double cov[4], double *a, double *b, double *angle);

#endif
