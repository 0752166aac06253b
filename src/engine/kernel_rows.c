/* K-means with many features: one point at a time, its features across lanes. A distance is eight
 * sums, of the features j % 8 = 0 .. 7, added in a fixed order. Distances that cannot matter are
 * not computed: screen.h tells which. */
#include "kernel.h"
#include "row.h"
#include "screen.h"

#include <math.h>

VEC_INLINE void add_squares(vec *s, const double *x, const double *mean)
{
    for (size_t h = 0; h < VEC_H; h++) {
        vec t = vec_load(x + h * VEC_W) - vec_load(mean + h * VEC_W);
        s[h] = s[h] + t * t;
    }
}

/* The last d % 8 features; the other lanes add 0. */
static __attribute__((noinline)) void add_rest(vec *s, const double *x, const double *mean,
                                               size_t rest)
{
    double a[VEC_LANES] = {0}, b[VEC_LANES] = {0};
    for (size_t j = 0; j < rest; j++) {
        a[j] = x[j];
        b[j] = mean[j];
    }
    add_squares(s, a, b);
}

static double row_distance(const double *x, const double *mean, size_t d)
{
    vec s[VEC_H] = {{0}};
    size_t j = 0;
    for (; j + VEC_LANES <= d; j += VEC_LANES)
        add_squares(s, x + j, mean + j);
    if (j < d)
        add_rest(s, x + j, mean + j, d - j);
    return vec_fold(s);
}

static void four_distances(const double *x, const double *mean, size_t d, double *out)
{
    vec s[4][VEC_H] = {{{0}}};
    size_t j = 0;
    for (; j + VEC_LANES <= d; j += VEC_LANES)
        for (size_t t = 0; t < 4; t++)
            add_squares(s[t], x + j, mean + t * d + j);
    for (size_t t = 0; t < 4; t++) {
        if (j < d)
            add_rest(s[t], x + j, mean + t * d + j, d - j);
        out[t] = vec_fold(s[t]);
    }
}

static size_t nearest_of_all(const em_job *job, const double *x, double *square)
{
    size_t k = job->density->k, d = job->density->d, best = 0;
    double nearest = HUGE_VAL;
    for (size_t c = 0; c < k; c += 4) {
        double distance[4];
        size_t count = k - c < 4 ? k - c : 4;
        if (count == 4)
            four_distances(x, job->mean + c * d, d, distance);
        for (size_t t = 0; t < count; t++) {
            if (count < 4)
                distance[t] = row_distance(x, job->mean + (c + t) * d, d);
            if (distance[t] < nearest) {
                nearest = distance[t];
                best = c + t;
            }
        }
    }
    *square = nearest;
    return best;
}

/* scratch: the tile, and its scores. */
static void screen_tile(const em_job *job, size_t first, size_t live, float *scratch,
                        int32_t *nearest)
{
    size_t k = job->density->k, d = job->density->d;
    float *score = scratch + SCREEN_TILE * d;
    screen_fill(job->x + first * d, live, d, job->origin, scratch);
    for (size_t c = 0; c < k; c += EM_SCREEN_GROUP)
        screen_group(scratch, d, job->screen->mean + c * d, job->screen->half + c,
                     score + c * SCREEN_TILE);
    screen_choose(score, k, job->screen->margin, nearest);
}

static void take_point(const em_job *job, size_t i, int32_t only, double *lane, double *sum)
{
    size_t k = job->density->k, d = job->density->d, best = (size_t)only;
    const double *x = job->x + i * d;
    double square;
    if (only >= 0)
        square = row_distance(x, job->mean + best * d, d);
    else
        best = nearest_of_all(job, x, &square);
    if (job->log_p)
        job->log_p[i] = square;
    lane[i % VEC_LANES] += square < job->most ? square : job->most;
    if (job->moments) {
        sum[em_sum_changed(k, d)] += job->label[i] != (int32_t)best;
        row_add(sum + 1, k, d, best, x, job->origin);
    }
    if (job->label)
        job->label[i] = (int32_t)best;
}

void EM_KERNEL(rows_e)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    double lane[VEC_LANES] = {0};
    int32_t nearest[SCREEN_TILE];
    for (size_t p = 0; p < SCREEN_TILE; p++)
        nearest[p] = -1;
    for (size_t i = first; i < end; i += SCREEN_TILE) {
        size_t live = end - i < SCREEN_TILE ? end - i : SCREEN_TILE;
        if (job->screen->on)
            screen_tile(job, i, live, (float *)scratch, nearest);
        for (size_t p = 0; p < live; p++)
            take_point(job, i + p, nearest[p], lane, sum);
    }
    sum[0] += vec_lanes_sum(lane);
}

void EM_KERNEL(rows_j)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    (void)scratch;
    size_t d = job->density->d;
    double lane[VEC_LANES] = {0};
    for (size_t i = first; i < end; i++) {
        double square = row_distance(job->x + i * d, job->mean + (size_t)job->of_label[i] * d, d);
        lane[i % VEC_LANES] += square < job->most ? square : job->most;
    }
    sum[0] += vec_lanes_sum(lane);
}
