/* From terms to responsibilities, for VEC_W points (mixture E-steps). Bishop, PRML, 9.23, 9.56:
 *   t_c = ln pi_c + ln p(x|c),  m = max_c t_c,  s = sum_c exp(t_c - m)
 *   ln p(x) = m + ln s,  gamma_c = exp(t_c - m) / s,
 *   H = -sum gamma_c ln gamma_c = ln s - (sum exp(t_c - m)(t_c - m)) / s */
#ifndef EM_ENGINE_SOFTMAX_H
#define EM_ENGINE_SOFTMAX_H

#include "density.h"
#include "kernel.h"
#include "tile.h"
#include "vec_math.h"

/* Eight lanes each of ln p(x), H and the count of points out of reach. */
typedef struct softmax_sums {
    double objective[VEC_LANES], entropy[VEC_LANES], lost[VEC_LANES];
} softmax_sums;

/* t[k] becomes gamma[k]; top is the largest of t; *best is the first largest gamma. Adds to the
 * lanes from `lane` on. Returns ln p(x). */
VEC_INLINE vec softmax_terms(vec *t, size_t k, vec top, vec live, softmax_sums *sums, size_t lane,
                             vec *best)
{
    vec s = {0}, weighted = {0};
    for (size_t c = 0; c < k; c++) {
        vec below = t[c] - top, e = vec_exp(below);
        s = s + e;
        weighted = weighted + e * below;
        t[c] = e;
    }
    vec log_s = vec_log(s), inverse = 1.0 / s, most = vec_all(-1.0), log_p = top + log_s;
    *best = (vec){0};
    for (size_t c = 0; c < k; c++) {
        vec gamma = t[c] * inverse;
        vec_mask more = vec_less(most, gamma);
        most = vec_select(more, gamma, most);
        *best = vec_select(more, vec_all((double)c), *best);
        t[c] = gamma;
    }
    double *objective = sums->objective + lane, *entropy = sums->entropy + lane;
    vec far = vec_select(vec_less(top, vec_all(EM_REACH)), live, (vec){0});
    vec_store(objective, vec_load(objective) + log_p * live);
    vec_store(entropy, vec_load(entropy) + (log_s - weighted * inverse) * live);
    vec_store(sums->lost + lane, vec_load(sums->lost + lane) + far);
    return log_p;
}

/* gamma (n x k, at the first of the points) = t, transposed. */
VEC_INLINE void softmax_store(const vec *t, size_t k, size_t live, double *gamma)
{
    size_t c = 0;
    for (; live == VEC_W && c + VEC_W <= k; c += VEC_W) {
        vec row[VEC_W];
        for (size_t p = 0; p < VEC_W; p++)
            row[p] = t[c + p];
        vec_transpose(row);
        for (size_t p = 0; p < VEC_W; p++)
            vec_store(gamma + p * k + c, row[p]);
    }
    for (; c < k; c++)
        for (size_t p = 0; p < live; p++)
            gamma[p * k + c] = ((const double *)t)[c * VEC_W + p];
}

VEC_INLINE void softmax_add(const softmax_sums *sums, double *sum)
{
    sum[EM_SUM_OBJECTIVE] += vec_lanes_sum(sums->objective);
    sum[EM_SUM_ENTROPY] += vec_lanes_sum(sums->entropy);
    sum[EM_SUM_LOST] += vec_lanes_sum(sums->lost);
}

/* What an E-step keeps of VEC_W points from i on. */
VEC_INLINE void softmax_keep(const em_job *job, const vec *t, size_t k, size_t i, size_t live,
                             vec best, vec log_p)
{
    if (job->label && live == VEC_W)
        vec_store_labels(job->label + i, best);
    else if (job->label)
        for (size_t p = 0; p < live; p++)
            job->label[i + p] = (int32_t)best[p];
    if (job->gamma)
        softmax_store(t, k, live, job->gamma + i * k);
    for (size_t p = 0; job->log_p && p < live; p++)
        job->log_p[i + p] = log_p[p];
}

#endif
