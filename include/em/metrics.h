/* Scores of a clustering against true labels, and of a model against its size. */
#ifndef EM_METRICS_H
#define EM_METRICS_H

#include "em/fit.h"

/* table: classes x k, counts of points with true class t and component c, row-major. */
void em_contingency(const int32_t *label, size_t classes, const int32_t *component, size_t k, size_t n,
                    size_t *table);

typedef struct em_scores {
    double rand, adjusted_rand, nmi, homogeneity, completeness, v_measure, purity, accuracy;
} em_scores;

/* From a contingency table, as scikit-learn computes them; accuracy after optimal matching.
 * EM_ERR_MEMORY. */
em_status em_scores_fill(const size_t *table, size_t classes, size_t k, em_scores *out);

/* Adjusted Rand index alone, allocation only for small tables. Between any two labellings. */
em_status em_adjusted_rand(const int32_t *a, size_t ka, const int32_t *b, size_t kb, size_t n,
                           double *out);

/* Optimal matching (Hungarian): the assignment of rows to columns that makes the total largest.
 * match[r] = column of row r or -1; rows x cols row-major gain. EM_ERR_MEMORY. */
em_status em_match(const double *gain, size_t rows, size_t cols, int32_t *match);

/* Colours: to[c] is the component of a that component c of b overlaps best (a bijection where
 * possible, remaining ones numbered on). ka, kb components. EM_ERR_MEMORY. */
em_status em_match_components(const int32_t *a, size_t ka, const int32_t *b, size_t kb, size_t n,
                              int32_t *to);

double em_bic(double log_likelihood, size_t parameters, size_t n); /* -2 ln L + p ln n */
double em_aic(double log_likelihood, size_t parameters);           /* -2 ln L + 2 p */

/* Mean silhouette (Euclidean). NAN if fewer than two clusters are used. Exact to n = 10,000, above
 * that over RandomState(seed).permutation(n)[:10000]. EM_ERR_MEMORY, _INTERRUPTED. */
em_status em_silhouette(const em_dataset *data, const int32_t *label, size_t k, uint32_t seed,
                        em_pool *pool, const em_control *control, double *out);

/* The same for several labellings of one data set at once: the distances are computed only once. */
em_status em_silhouettes(const em_dataset *data, const int32_t *const *label, const size_t *k,
                         size_t count, uint32_t seed, em_pool *pool, const em_control *control,
                         double *out);

/* Index into ks of the knee of a falling curve: farthest below the chord with both axes scaled to
 * [0,1]; -1 "no clear elbow" if that distance is under 0.15 or there are fewer than 3 values. distance (NULL allowed): how far
 * below the chord the farthest lies; 0 if none does. */
int em_knee(const size_t *ks, const double *value, size_t count, double *distance);

#endif
