/* Half-steps of Bernoulli mixtures on packed bits. With factor_cj = ln mu_cj - ln(1 - mu_cj),
 *   t_c = base_c + sum of factor_cj over the j with x_j = 1.
 * Four bits at a time: table[block][q][v][8] holds, for eight components, the sum of the factors of
 * the bits set in v at features 4q .. 4q + 3. */
#include "kernel.h"
#include "softmax.h"
#include "tile.h"
#include "vec.h"

enum { BLOCK = VEC_LANES, TOGETHER = VEC_W < 4 ? VEC_W : 4 };

/* value where the bit is set, else 0: the lowest VEC_W bits. */
VEC_INLINE vec where(unsigned bits, vec value)
{
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    return _mm512_maskz_mov_pd((__mmask8)bits, value);
#elif defined(__AVX2__)
    ivec each = {1, 2, 4, 8}, all = (ivec)_mm256_set1_epi64x((int64_t)bits);
    return (vec)((ivec)value & ((all & each) == each));
#else
    ivec set = {-(int64_t)(bits & 1), -(int64_t)(bits >> 1 & 1)};
    return (vec)((ivec)value & set);
#endif
}

/* Adds one block's eight sums of TOGETHER points into term[8][VEC_W] from point p on. */
VEC_INLINE void add_block(const uint8_t *bits, size_t bytes, const double *table, double *term)
{
    vec s[TOGETHER][VEC_H] = {{{0}}};
    for (size_t b = 0; b < bytes; b++, table += 2 * 16 * BLOCK)
        for (size_t p = 0; p < TOGETHER; p++) {
            unsigned v = bits[p * bytes + b];
            const double *low = table + (v & 15) * BLOCK, *high = table + (16 + (v >> 4)) * BLOCK;
            for (size_t h = 0; h < VEC_H; h++) {
                s[p][h] = s[p][h] + vec_load(low + h * VEC_W);
                s[p][h] = s[p][h] + vec_load(high + h * VEC_W);
            }
        }
    for (size_t p = 0; p < TOGETHER; p++)
        for (size_t c = 0; c < BLOCK; c++)
            term[c * VEC_W + p] = s[p][c / VEC_W][c % VEC_W];
}

VEC_INLINE void fill_terms(const em_job *job, const uint8_t *bits, vec *term)
{
    size_t bytes = job->bytes, k = job->density->k;
    const double *table = job->table;
    for (size_t c = 0; c < k; c += BLOCK, table += bytes * 2 * 16 * BLOCK)
        for (size_t p = 0; p < VEC_W; p += TOGETHER)
            add_block(bits + p * bytes, bytes, table, (double *)(term + c) + p);
}

VEC_INLINE void add_point(const em_job *job, const uint8_t *bits, const double *gamma, double *sum)
{
    size_t k = job->density->k, bytes = job->bytes;
    double *at = sum + k;
    for (size_t c = 0; c < k; c++, at += bytes * 8) {
        if (!(gamma[c] > 0))
            continue;
        vec g = vec_all(gamma[c]);
        sum[c] += gamma[c];
        if (gamma[c] < EM_NEGLIGIBLE)
            continue;
        for (size_t b = 0; b < bytes; b++)
            for (size_t h = 0; h < VEC_H; h++) {
                double *to = at + b * 8 + h * VEC_W;
                vec_store(to, vec_load(to) + where((unsigned)bits[b] >> (h * VEC_W), g));
            }
    }
}

/* bits has VEC_LANES rows of zeros after the last point. scratch: terms, k rounded up to BLOCK. */
void EM_KERNEL(bernoulli_e)(const em_job *job, size_t first, size_t end, double *sum,
                            double *scratch)
{
    const em_density *p = job->density;
    size_t k = p->k;
    vec *term = (vec *)scratch;
    softmax_sums sums = {0};
    for (size_t i = first; i < end; i += VEC_W) {
        size_t live = end - i < VEC_W ? end - i : VEC_W;
        vec top = vec_all(2 * EM_LOG_OF_ZERO), best;
        fill_terms(job, job->bits + i * job->bytes, term);
        for (size_t c = 0; c < k; c++) {
            term[c] = p->base[c] + term[c];
            top = vec_max(term[c], top);
        }
        vec log_p = softmax_terms(term, k, top, tile_live(live), &sums, i % VEC_LANES, &best);
        softmax_keep(job, term, k, i, live, best, log_p);
        for (size_t r = 0; job->moments && r < live; r++)
            add_point(job, job->bits + (i + r) * job->bytes, job->gamma + (i + r) * k,
                      sum + EM_SUM_MOMENTS);
    }
    softmax_add(&sums, sum);
}

void EM_KERNEL(bernoulli_m)(const em_job *job, size_t first, size_t end, double *sum,
                            double *scratch)
{
    (void)scratch;
    size_t k = job->density->k;
    for (size_t i = first; i < end; i++)
        add_point(job, job->bits + i * job->bytes, job->of_gamma + i * k, sum + EM_SUM_MOMENTS);
}
