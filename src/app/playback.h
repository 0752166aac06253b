/* How fast time runs. */
#ifndef APP_PLAYBACK_H
#define APP_PLAYBACK_H

#include <stdbool.h>

enum { PACE_MIN = 1, PACE_NORMAL = 5, PACE_MAX = 9 };

#define GLIDE_SECONDS 0.6 /* of an animated half-step, unless play is faster */
#define TICK_MAX                                                                                   \
    0.1 /* longest step of an animation: a jump of the clock or a suspend is no more               \
         */

int pace_clamp(long pace);
double pace_period(int pace);              /* seconds from one half-step of play to the next */
double pace_glide(int pace, bool playing); /* seconds a half-step moves */

/* Place of a glide at time t of 1: quick at first, so that the first frame already shows a change.
 */
double glide_ease(double t);

#endif
