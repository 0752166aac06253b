/* K-means half-steps. Points lie across lanes; a distance is summed over features in order, so it
 * is the same number a plain loop gives. */
#include "kernel.h"
#include "row.h"
#include "tile.h"
#include "vec.h"

#include <math.h>
#include <string.h>

VEC_INLINE vec square_distance(const vec *x, const double *mean, size_t d)
{
    vec sum = {0};
    for (size_t j = 0; j < d; j++) {
        vec t = x[j] - mean[j];
        sum = sum + t * t;
    }
    return sum;
}

/* Four centroids at once: each feature of the points is loaded once for all. */
VEC_INLINE void four_distances(const vec *x, const double *mean, size_t d, vec *out)
{
    vec s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    for (size_t j = 0; j < d; j++) {
        vec t0 = x[j] - mean[j], t1 = x[j] - mean[d + j];
        vec t2 = x[j] - mean[2 * d + j], t3 = x[j] - mean[3 * d + j];
        s0 = s0 + t0 * t0;
        s1 = s1 + t1 * t1;
        s2 = s2 + t2 * t2;
        s3 = s3 + t3 * t3;
    }
    out[0] = s0;
    out[1] = s1;
    out[2] = s2;
    out[3] = s3;
}

/* *c is the index of this centroid, then of the next. */
VEC_INLINE void keep_nearest(vec distance, vec *c, vec *nearest, vec *best)
{
    vec_mask closer = vec_less(distance, *nearest);
    *nearest = vec_min(distance, *nearest);
    *best = vec_select(closer, *c, *best);
    *c = *c + 1.0;
}

VEC_INLINE void nearest_of(const vec *x, const double *mean, size_t k, size_t d, vec *nearest,
                           vec *best)
{
    *nearest = vec_all(HUGE_VAL);
    *best = (vec){0};
    size_t c = 0;
    vec index = {0};
    for (; d != 2 && c + 4 <= k; c += 4) {
        vec distance[4];
        four_distances(x, mean + c * d, d, distance);
        for (size_t t = 0; t < 4; t++)
            keep_nearest(distance[t], &index, nearest, best);
    }
    for (; c < k; c++)
        keep_nearest(square_distance(x, mean + c * d, d), &index, nearest, best);
}

/* Two features: eight lanes per sum. One vector holds x, y and the count of a lane. */
typedef double triple __attribute__((vector_size(32)));
typedef double pair_unaligned __attribute__((vector_size(16), aligned(8), may_alias));

/* lane[c][8] */
static void pairs_add(const em_job *job, const int32_t *label, size_t first, size_t end,
                      triple *lane)
{
    const double *x = job->x;
    pair_unaligned origin = {job->origin[0], job->origin[1]};
    for (size_t i = first; i < end; i++) {
        pair_unaligned at = *(const pair_unaligned *)(x + 2 * i) - origin;
        lane[(size_t)label[i] * VEC_LANES + i % VEC_LANES] += (triple){at[0], at[1], 1, 0};
    }
}

static void add_pair_lanes(const triple *lane, size_t k, double *sum)
{
    for (size_t c = 0; c < k; c++, lane += VEC_LANES) {
        triple all = ((lane[0] + lane[4]) + (lane[2] + lane[6])) +
                     ((lane[1] + lane[5]) + (lane[3] + lane[7]));
        sum[1 + c] += all[2];
        sum[1 + k + 2 * c] += all[0];
        sum[1 + k + 2 * c + 1] += all[1];
    }
}

/* scratch: a tile of d. */
VEC_INLINE void e_loop(const em_job *job, size_t first, size_t end, size_t d, double *sum,
                       double *scratch)
{
    int32_t *label = job->label;
    double lane[VEC_LANES] = {0};
    vec_label others = {0};
    size_t changed = 0;
    vec pair[2], *x = d == 2 ? pair : (vec *)scratch, most = vec_all(job->most);
    for (size_t i = first; i < end; i += VEC_W) {
        size_t live = end - i < VEC_W ? end - i : VEC_W;
        vec nearest, best;
        tile_ahead(job->x + i * d, d);
        tile_load(job->x + i * d, live, d, x);
        nearest_of(x, job->mean, job->density->k, d, &nearest, &best);
        double *at = lane + i % VEC_LANES;
        vec_store(at, vec_load(at) + vec_min(nearest, most) * tile_live(live));
        if (label && live == VEC_W) {
            vec_label before = *(const vec_label *)(label + i);
            others += before != vec_store_labels(label + i, best);
        } else if (label) {
            for (size_t p = 0; p < live; p++) {
                changed += label[i + p] != (int32_t)best[p];
                label[i + p] = (int32_t)best[p];
            }
        }
        for (size_t p = 0; job->log_p && p < live; p++)
            job->log_p[i + p] = nearest[p];
    }
    for (size_t p = 0; p < VEC_W; p++)
        changed += (size_t)-others[p];
    sum[0] += vec_lanes_sum(lane);
    if (job->moments)
        sum[em_sum_changed(job->density->k, d)] += (double)changed;
}

static void add_labelled(const em_job *job, const int32_t *label, size_t first, size_t end,
                         double *sum, double *scratch)
{
    size_t k = job->density->k, d = job->density->d;
    if (d != 2) {
        for (size_t i = first; i < end; i++)
            row_add(sum + 1, k, d, (size_t)label[i], job->x + i * d, job->origin);
        return;
    }
    memset(scratch, 0, k * VEC_LANES * sizeof(triple));
    pairs_add(job, label, first, end, (triple *)scratch);
    add_pair_lanes((const triple *)scratch, k, sum);
}

/* The sums come after the labels of the whole chunk, which is still in the cache: quicker than
 * turn by turn. */
void EM_KERNEL(kmeans_e)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    if (job->density->d == 2)
        e_loop(job, first, end, 2, sum, scratch);
    else
        e_loop(job, first, end, job->density->d, sum, scratch);
    if (job->moments)
        add_labelled(job, job->label, first, end, sum, scratch);
}

void EM_KERNEL(kmeans_m)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    add_labelled(job, job->of_label, first, end, sum, scratch);
}

/* Lane i % 8 of the distance to the point's own centroid, features in order. */
void EM_KERNEL(kmeans_j)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    size_t d = job->density->d;
    double lane[VEC_LANES] = {0};
    vec *mean = (vec *)scratch;
    vec pair[2], *x = d == 2 ? pair : mean + d;
    for (size_t i = first; i < end; i += VEC_W) {
        size_t live = end - i < VEC_W ? end - i : VEC_W;
        tile_load(job->x + i * d, live, d, x);
        tile_gather(job->mean, job->of_label + i, live, d, mean);
        vec distance = {0};
        for (size_t j = 0; j < d; j++) {
            vec t = x[j] - mean[j];
            distance = distance + t * t;
        }
        double *at = lane + i % VEC_LANES;
        vec_store(at, vec_load(at) + vec_min(distance, vec_all(job->most)) * tile_live(live));
    }
    sum[0] += vec_lanes_sum(lane);
}
