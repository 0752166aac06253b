/* NumPy's legacy random stream: RandomState(seed), MT19937.
 *
 * Integers and uniforms are equal bit for bit to NumPy's; normals (polar method, second value
 * cached) within 4 ulp. Reference: numpy/random/src/mt19937 and legacy-distributions (BSD-3). */
#ifndef EM_RNG_H
#define EM_RNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct em_rng {
    uint32_t key[624];
    int position;
    bool has_gauss;
    double gauss;
} em_rng;

void em_rng_seed(em_rng *rng, uint32_t seed);
uint32_t em_rng_uint32(em_rng *rng);
double em_rng_random(em_rng *rng);                               /* random_sample(): [0, 1) */
double em_rng_uniform(em_rng *rng, double low, double high);     /* uniform(low, high) */
double em_rng_normal(em_rng *rng);                               /* standard_normal() */
uint64_t em_rng_randint(em_rng *rng, uint64_t n);                /* randint(n), n >= 1 */
void em_rng_fill_randint(em_rng *rng, uint64_t n, size_t count, int32_t *out); /* randint(0,n,count) */
void em_rng_shuffle(em_rng *rng, size_t n, size_t *values);      /* shuffle(values) */
void em_rng_permutation(em_rng *rng, size_t n, size_t *out);     /* permutation(n) */

/* choice(n, k, replace=False): first k of permutation(n). scratch holds n values. k <= n. */
void em_rng_choice(em_rng *rng, size_t n, size_t k, size_t *scratch, size_t *out);

/* choice(n, p=p): one draw; cdf holds the n running sums of p, divided by the last. */
size_t em_rng_choice_cdf(em_rng *rng, size_t n, const double *cdf);

/* choice(n, k, replace=False, p=1/n), as scikit-learn 1.3 and later draw it.
 * scratch holds 2n doubles. */
void em_rng_choice_uniform_p(em_rng *rng, size_t n, size_t k, double *scratch, size_t *out);

#endif
