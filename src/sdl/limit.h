/* The smaller and the larger of two numbers as one instruction each; a NaN first argument loses. */
#ifndef SDL_LIMIT_H
#define SDL_LIMIT_H

static inline double lesser(double a, double b)
{
    return a < b ? a : b;
}

static inline double greater(double a, double b)
{
    return a > b ? a : b;
}

static inline double limited(double v, double low, double high)
{
    return lesser(greater(v, low), high);
}

static inline float lesser_f(float a, float b)
{
    return a < b ? a : b;
}

static inline float greater_f(float a, float b)
{
    return a > b ? a : b;
}

static inline float limited_f(float v, float low, float high)
{
    return lesser_f(greater_f(v, low), high);
}

#endif
