#include "app/playback.h"

int pace_clamp(long pace)
{
    return pace < PACE_MIN ? PACE_MIN : pace > PACE_MAX ? PACE_MAX : (int)pace;
}

double pace_period(int pace)
{
    static const double seconds[] = {6.0, 4.0, 2.5, 1.5, 1.0, 0.7, 0.4, 0.2, 0.1};
    return seconds[pace_clamp(pace) - PACE_MIN];
}

double pace_glide(int pace, bool playing)
{
    const double period = pace_period(pace);
    return playing && period < GLIDE_SECONDS ? period : GLIDE_SECONDS;
}

double glide_ease(double t)
{
    if (t >= 1.0)
        return 1.0;
    const double rest = 1.0 - (t < 0.0 ? 0.0 : t);
    return 1.0 - rest * rest * rest;
}
