/* How many components: information criteria and the knee of a curve. */
#include "em/metrics.h"

#include <math.h>

static const double KNEE_MIN = 0.15; /* smallest distance below the chord that is called an elbow */

double em_bic(double log_likelihood, size_t parameters, size_t n)
{
    return -2.0 * log_likelihood + (double)parameters * log((double)n);
}

double em_aic(double log_likelihood, size_t parameters)
{
    return -2.0 * log_likelihood + 2.0 * (double)parameters;
}

int em_knee(const size_t *ks, const double *value, size_t count, double *distance)
{
    int best = -1;
    double farthest = 0.0, low = HUGE_VAL, high = -HUGE_VAL;

    for (size_t i = 0; i < count; i++) {
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
    }
    for (size_t i = 1; i + 1 < count && high > low; i++) {
        const double x = (double)(ks[i] - ks[0]) / (double)(ks[count - 1] - ks[0]);
        const double chord = value[0] + (value[count - 1] - value[0]) * x;
        const double below = (chord - value[i]) / (high - low);
        if (below > farthest) {
            farthest = below;
            best = (int)i;
        }
    }
    if (distance) {
        *distance = farthest;
    }
    return farthest < KNEE_MIN ? -1 : best;
}
