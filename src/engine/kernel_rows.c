/* K-means with many features: one point at a time, its features across lanes. A distance is eight
 * sums, of the features j % 8 = 0 .. 7, added in a fixed order.
 *
 * Distances that cannot matter are not computed (Elkan, Using the triangle inequality to accelerate
 * k-means, 2003): bound[i][c] stays below the distance of point i to centroid c, since it is
 * lowered by what the centroid has moved; a centroid whose bound lies above the distance to the
 * point's last centroid is not the nearest. Bounds are lowered a little more than rounding could
 * raise them, and equal distances are always computed: the labels and J are those without bounds.
 */
#include "kernel.h"
#include "row.h"
#include "vec.h"

#include <math.h>

static const double slack = 1 - 1e-9;

VEC_INLINE double lanes_of(const vec *s, const double *x, const double *mean, size_t rest)
{
    double lane[VEC_LANES];
    for (size_t h = 0; h < VEC_H; h++)
        vec_store(lane + h * VEC_W, s[h]);
    for (size_t j = 0; j < rest; j++) {
        double t = x[j] - mean[j];
        lane[j] += t * t;
    }
    return vec_lanes_sum(lane);
}

VEC_INLINE void add_squares(vec *s, const double *x, const double *mean)
{
    for (size_t h = 0; h < VEC_H; h++) {
        vec t = vec_load(x + h * VEC_W) - vec_load(mean + h * VEC_W);
        s[h] = s[h] + t * t;
    }
}

static double row_distance(const double *x, const double *mean, size_t d)
{
    vec s[VEC_H] = {{0}};
    size_t j = 0;
    for (; j + VEC_LANES <= d; j += VEC_LANES)
        add_squares(s, x + j, mean + j);
    return lanes_of(s, x + j, mean + j, d - j);
}

static void four_distances(const double *x, const double *mean, size_t d, double *out)
{
    vec s0[VEC_H] = {{0}}, s1[VEC_H] = {{0}}, s2[VEC_H] = {{0}}, s3[VEC_H] = {{0}};
    size_t j = 0;
    for (; j + VEC_LANES <= d; j += VEC_LANES) {
        add_squares(s0, x + j, mean + j);
        add_squares(s1, x + j, mean + d + j);
        add_squares(s2, x + j, mean + 2 * d + j);
        add_squares(s3, x + j, mean + 3 * d + j);
    }
    out[0] = lanes_of(s0, x + j, mean + j, d - j);
    out[1] = lanes_of(s1, x + j, mean + d + j, d - j);
    out[2] = lanes_of(s2, x + j, mean + 2 * d + j, d - j);
    out[3] = lanes_of(s3, x + j, mean + 3 * d + j, d - j);
}

/* A lower bound of the root; 0, which bounds everything, where squares lose their digits. */
static double low_root(double square)
{
    return square > 1e-290 && square < 1e290 ? sqrt(square) * slack : 0;
}

static size_t nearest_of_all(const em_job *job, const double *x, double *bound, double *square)
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
            if (bound)
                bound[c + t] = low_root(distance[t]);
            if (distance[t] < nearest) {
                nearest = distance[t];
                best = c + t;
            }
        }
    }
    *square = nearest;
    return best;
}

static size_t nearest_by_bounds(const em_job *job, const double *x, double *bound, size_t last,
                                double *square)
{
    size_t d = job->density->d, best = last;
    double nearest = row_distance(x, job->mean + last * d, d), root = sqrt(nearest);
    for (size_t c = 0; c < job->bound_len; c += VEC_W) {
        vec lowered = (vec_load(bound + c) - vec_load(job->move + c)) * slack;
        vec_store(bound + c, lowered);
    }
    bound[last] = low_root(nearest);
    for (size_t c = 0; c < job->density->k; c++) {
        if (bound[c] > root || c == last)
            continue;
        double distance = row_distance(x, job->mean + c * d, d);
        bound[c] = low_root(distance);
        if (distance < nearest || (distance <= nearest && c < best)) {
            nearest = distance;
            best = c;
        }
    }
    *square = nearest;
    return best;
}

void EM_KERNEL(rows_e)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    (void)scratch;
    size_t k = job->density->k, d = job->density->d;
    double lane[VEC_LANES] = {0};
    for (size_t i = first; i < end; i++) {
        const double *x = job->x + i * d;
        double *bound = job->bound ? job->bound + i * job->bound_len : NULL, square;
        size_t best = bound && job->bounded
                          ? nearest_by_bounds(job, x, bound, (size_t)job->last[i], &square)
                          : nearest_of_all(job, x, bound, &square);
        if (bound)
            job->last[i] = (int32_t)best;
        if (job->label)
            job->label[i] = (int32_t)best;
        if (job->log_p)
            job->log_p[i] = square;
        lane[i % VEC_LANES] += square < job->most ? square : job->most;
        if (job->moments)
            row_add(sum + 1, k, d, best, x, job->origin);
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
