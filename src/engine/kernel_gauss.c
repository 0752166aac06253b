/* Half-steps of Gaussian mixtures. Each point's numbers are those of a plain loop:
 *   y = W_c (x - mu_c), maha = sum_j y_j^2, t_c = base_c - maha / 2
 * The E-step also adds the moments of its responsibilities about the means it read, so that an
 * M-step seldom has to read data and responsibilities again:
 *   count_c = sum gamma, first_c = sum gamma (x - mu_c), second_c = sum gamma (x - mu_c)^2 */
#include "kernel.h"
#include "moments.h"
#include "softmax.h"
#include "tile.h"
#include "vec.h"

#include <string.h>

enum { ROWS = 8, TOGETHER = 4 };

VEC_INLINE void add_lane(double *at, vec value)
{
    vec_store(at, vec_load(at) + value);
}

/* Lanes without a point have no share in anything. */
VEC_INLINE void clear_missing(vec *gamma, size_t k, size_t live)
{
    for (size_t c = 0; live < VEC_W && c < k; c++)
        gamma[c] = gamma[c] * tile_live(live);
}

/* VEC_W points of two features: lane[c][3 + second][8] of count, x, y, xx, (xy,) yy. */
VEC_INLINE void add_pairs(const em_job *job, const vec *x, const vec *gamma, size_t second,
                          double *lane)
{
    for (size_t c = 0; c < job->density->k; c++, lane += (3 + second) * VEC_LANES) {
        vec g = gamma[c];
        vec tx = x[0] - job->mean[2 * c], ty = x[1] - job->mean[2 * c + 1];
        vec gx = g * tx, gy = g * ty;
        add_lane(lane, g);
        add_lane(lane + VEC_LANES, gx);
        add_lane(lane + 2 * VEC_LANES, gy);
        add_lane(lane + 3 * VEC_LANES, gx * tx);
        if (second == 3)
            add_lane(lane + 4 * VEC_LANES, gx * ty);
        add_lane(lane + (2 + second) * VEC_LANES, gy * ty);
    }
}

static void add_pair_lanes(const em_job *job, const double *lane, double *sum)
{
    size_t k = job->density->k, second = job->second;
    for (size_t c = 0; c < k; c++, lane += (3 + second) * VEC_LANES) {
        sum[c] += vec_lanes_sum(lane);
        for (size_t t = 0; t < 2; t++)
            sum[k + 2 * c + t] += vec_lanes_sum(lane + (1 + t) * VEC_LANES);
        for (size_t t = 0; t < second; t++)
            sum[3 * k + second * c + t] += vec_lanes_sum(lane + (3 + t) * VEC_LANES);
    }
}

VEC_INLINE vec full_pair(const vec *x, const double *mean, const double *w)
{
    vec tx = x[0] - mean[0], ty = x[1] - mean[1];
    vec y0 = w[0] * tx, y1 = w[2] * tx + w[3] * ty;
    return y0 * y0 + y1 * y1;
}

VEC_INLINE vec one_unscaled(const vec *y, const double *white, size_t d)
{
    vec sum = {0};
    for (size_t j = 0; j < d; j++) {
        vec t = y[j] - white[j];
        sum = sum + t * t;
    }
    return sum;
}

VEC_INLINE vec one_scaled(const vec *x, const double *mean, const double *w, size_t step, size_t d)
{
    vec sum = {0};
    for (size_t j = 0; j < d; j++) {
        vec y = (x[j] - mean[j]) * w[j * step];
        sum = sum + y * y;
    }
    return sum;
}

/* y = W t, ROWS rows at once; each y in index order. */
VEC_INLINE void white_rows(const double *w, const vec *t, size_t d, size_t row, vec *y)
{
    vec s[ROWS] = {{0}};
    w += row * d;
    for (size_t i = 0; i <= row; i++)
        for (size_t r = 0; r < ROWS; r++)
            s[r] = s[r] + w[r * d + i] * t[i];
    for (size_t i = 1; i < ROWS; i++)
        for (size_t r = i; r < ROWS; r++)
            s[r] = s[r] + w[r * d + row + i] * t[row + i];
    for (size_t r = 0; r < ROWS; r++)
        y[r] = s[r];
}

VEC_INLINE vec white_row(const double *w, const vec *t, size_t d, size_t row)
{
    vec y = {0};
    for (size_t i = 0; i <= row; i++)
        y = y + w[row * d + i] * t[i];
    return y;
}

VEC_INLINE vec full(const vec *x, const double *mean, const double *w, size_t d, vec *t)
{
    vec sum = {0}, y[ROWS];
    size_t j = 0;
    for (size_t i = 0; i < d; i++)
        t[i] = x[i] - mean[i];
    for (; j + ROWS <= d; j += ROWS) {
        white_rows(w, t, d, j, y);
        for (size_t r = 0; r < ROWS; r++)
            sum = sum + y[r] * y[r];
    }
    for (; j < d; j++) {
        y[0] = white_row(w, t, d, j);
        sum = sum + y[0] * y[0];
    }
    return sum;
}

/* All components share W: whiten x once, then compare with the whitened means. */
VEC_INLINE void whiten(const em_density *density, const vec *x, vec *t, vec *y)
{
    size_t d = density->d, j = 0;
    for (size_t i = 0; i < d; i++)
        t[i] = x[i] - density->origin[i];
    for (; j + ROWS <= d; j += ROWS)
        white_rows(density->factor, t, d, j, y + j);
    for (; j < d; j++)
        y[j] = white_row(density->factor, t, d, j);
}

/* |y - white_c|^2 for TOGETHER components: y is loaded once, and the sums do not wait on another.
 */
VEC_INLINE void unscaled(const vec *y, const double *white, size_t d, vec *out)
{
    vec s[TOGETHER] = {{0}};
    for (size_t j = 0; j < d; j++)
        for (size_t c = 0; c < TOGETHER; c++) {
            vec t = y[j] - white[c * d + j];
            s[c] = s[c] + t * t;
        }
    for (size_t c = 0; c < TOGETHER; c++)
        out[c] = s[c];
}

/* The same with a scale for each feature (step 1) or for all of them (step 0). */
VEC_INLINE void scaled(const vec *x, const double *mean, const double *w, size_t step, size_t d,
                       vec *out)
{
    vec s[TOGETHER] = {{0}};
    size_t stride = step ? d : 1;
    for (size_t j = 0; j < d; j++)
        for (size_t c = 0; c < TOGETHER; c++) {
            vec y = (x[j] - mean[c * d + j]) * w[c * stride + j * step];
            s[c] = s[c] + y * y;
        }
    for (size_t c = 0; c < TOGETHER; c++)
        out[c] = s[c];
}

VEC_INLINE bool whitens(const em_density *p)
{
    return p->cov_kind == EM_COV_TIED && p->white && p->origin;
}

/* Squared distances to component c, and how many; where many features would make one sum wait on
 * itself, to TOGETHER components from c on if there are so many. t: scratch, after it the whitened
 * point. */
VEC_INLINE size_t distances_to(const em_density *p, size_t c, const vec *x, size_t d, em_cov cov,
                               vec *t, vec *out)
{
    const double *mean = p->mean + c * d, *w = p->factor;
    bool four = c + TOGETHER <= p->k;
    if (cov == EM_COV_FULL || (cov == EM_COV_TIED && !whitens(p))) {
        size_t stride = cov == EM_COV_FULL ? d * d : 0;
        out[0] = d == 2 ? full_pair(x, mean, w + stride * c) : full(x, mean, w + stride * c, d, t);
        return 1;
    }
    if (cov == EM_COV_TIED) {
        if (four)
            unscaled(t + d, p->white + c * d, d, out);
        else
            out[0] = one_unscaled(t + d, p->white + c * d, d);
        return four ? TOGETHER : 1;
    }
    size_t step = cov == EM_COV_DIAG;
    w += c * (step ? d : 1);
    if (four && d != 2)
        scaled(x, mean, w, step, d, out);
    else
        out[0] = one_scaled(x, mean, w, step, d);
    return four && d != 2 ? TOGETHER : 1;
}

/* scratch: terms k, then for d != 2 tiles x, t, y of d each, else the lanes of the moments. */
VEC_INLINE void e_loop(const em_job *job, size_t first, size_t end, double *sum, double *scratch,
                       size_t d, em_cov cov)
{
    const em_density *p = job->density;
    size_t k = p->k;
    vec *term = (vec *)scratch, *rest = term + k, pair[2];
    vec *x = d == 2 ? pair : rest, *t = rest + d;
    double *lane = (double *)rest;
    softmax_sums sums = {0};
    bool pairs = d == 2 && job->moments;
    if (pairs)
        memset(lane, 0, k * (3 + job->second) * VEC_LANES * sizeof *lane);
    for (size_t i = first; i < end; i += VEC_W) {
        size_t live = end - i < VEC_W ? end - i : VEC_W;
        vec top = vec_all(2 * EM_LOG_OF_ZERO), best, ones = tile_live(live);
        tile_ahead(job->x + i * d, d);
        tile_load(job->x + i * d, live, d, x);
        if (cov == EM_COV_TIED && d != 2 && whitens(p))
            whiten(p, x, t, t + d);
        for (size_t c = 0, count; c < k; c += count) {
            count = distances_to(p, c, x, d, cov, t, term + c);
            for (size_t r = 0; r < count; r++) {
                vec distance = vec_min(term[c + r], vec_all(EM_DISTANCE_CAP));
                term[c + r] = p->base[c + r] - 0.5 * distance;
                top = vec_max(term[c + r], top);
            }
        }
        vec log_p = softmax_terms(term, k, top, ones, &sums, i % VEC_LANES, &best);
        softmax_keep(job, term, k, i, live, best, log_p);
        if (pairs) {
            clear_missing(term, k, live);
            add_pairs(job, x, term, cov == EM_COV_FULL || cov == EM_COV_TIED ? 3 : 2,
                      lane + i % VEC_LANES);
        }
        for (size_t r = 0; d != 2 && job->moments && r < live; r++)
            moments_add(job, job->x + (i + r) * d, job->gamma + (i + r) * k, sum + EM_SUM_MOMENTS);
    }
    softmax_add(&sums, sum);
    if (pairs)
        add_pair_lanes(job, lane, sum + EM_SUM_MOMENTS);
}

void EM_KERNEL(gauss_e)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    size_t d = job->density->d;
    if (d == 2)
        switch (job->density->cov_kind) {
        case EM_COV_FULL: e_loop(job, first, end, sum, scratch, 2, EM_COV_FULL); return;
        case EM_COV_TIED: e_loop(job, first, end, sum, scratch, 2, EM_COV_TIED); return;
        case EM_COV_DIAG: e_loop(job, first, end, sum, scratch, 2, EM_COV_DIAG); return;
        default: e_loop(job, first, end, sum, scratch, 2, EM_COV_SPHERICAL); return;
        }
    switch (job->density->cov_kind) {
    case EM_COV_FULL: e_loop(job, first, end, sum, scratch, d, EM_COV_FULL); return;
    case EM_COV_TIED: e_loop(job, first, end, sum, scratch, d, EM_COV_TIED); return;
    case EM_COV_DIAG: e_loop(job, first, end, sum, scratch, d, EM_COV_DIAG); return;
    default: e_loop(job, first, end, sum, scratch, d, EM_COV_SPHERICAL); return;
    }
}

/* The same additions in the same order as the E-step's, from stored responsibilities. */
void EM_KERNEL(gauss_m)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    size_t k = job->density->k, d = job->density->d;
    vec *gamma = (vec *)scratch, x[2];
    double *lane = (double *)(gamma + k);
    if (d != 2) {
        for (size_t i = first; i < end; i++)
            moments_add(job, job->x + i * d, job->of_gamma + i * k, sum + EM_SUM_MOMENTS);
        return;
    }
    memset(lane, 0, k * (3 + job->second) * VEC_LANES * sizeof *lane);
    for (size_t i = first; i < end; i += VEC_W) {
        size_t live = end - i < VEC_W ? end - i : VEC_W;
        tile_load(job->x + i * 2, live, 2, x);
        tile_rest(job->of_gamma + i * k, live, k, 0, gamma);
        clear_missing(gamma, k, live);
        add_pairs(job, x, gamma, job->second, lane + i % VEC_LANES);
    }
    add_pair_lanes(job, lane, sum + EM_SUM_MOMENTS);
}
