/* Parameters changed by hand in the plane they are looked at. */
#ifndef APP_SHAPE_H
#define APP_SHAPE_H

#include "em/project.h"

/* The mean of component c goes to x, y in the plane, as far as probabilities allow (Bernoulli); its
 * other directions stay. EM_ERR_USAGE: not finite. */
em_status shape_move_mean(const em_projection *p, em_params *params, size_t c, double x, double y,
                          em_error *error);

/* Where shape_move_mean would bring it: x, y themselves but for probabilities that end at 0 or 1.
 */
em_status shape_try_mean(const em_projection *p, const em_params *params, size_t c, double x,
                         double y, double place[2]);

/* A 1-sigma ellipse in the plane: half-axes in data units, degrees counter-clockwise from the
 * first axis of the plane to a. */
typedef struct half_axes {
    double a, b, angle;
} half_axes;

/* "a b angle". EM_ERR_USAGE: not three numbers, or a, b not above 0. */
em_status shape_read(const char *text, half_axes *out, em_error *error);

/* Component c (tied: all of them) gets this ellipse. What the covariance type cannot express is
 * left out: spherical takes the mean of the two variances, diagonal no tilt between features.
 * EM_ERR_DATA: no covariance, or one too thin to be stretched. */
em_status shape_set(const em_projection *p, em_params *params, size_t c, const half_axes *wanted,
                    em_error *error);

/* The covariance in the plane that shape_set would lead to; params stay as they are. */
em_status shape_try(const em_projection *p, const em_params *params, size_t c,
                    const half_axes *wanted, double plane[4]);

/* Between a 2 x 2 covariance and its ellipse. */
half_axes shape_of(const double cov[4]);
void shape_cov(const half_axes *e, double cov[4]);

/* Can a covariance of this type be tilted at will? */
bool shape_turns(const em_params *params);

#endif
