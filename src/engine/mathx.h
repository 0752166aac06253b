/* Scalar exp, log, sin and cos in plain IEEE arithmetic: the same bits on every machine and with
 * every C library. Within about 1 ulp; sqrt needs none of this, it is exact by the standard. */
#ifndef ENGINE_MATHX_H
#define ENGINE_MATHX_H

double em_log(double x); /* x < 0: NaN, 0: -infinity */
double em_exp(double x);
double em_sin(double x); /* |x| <= 1e5: the reduction is by three parts of pi/2 */
double em_cos(double x); /* likewise */

#endif
