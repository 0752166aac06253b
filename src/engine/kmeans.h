/* Parts of the K-means M-step. */
#ifndef EM_ENGINE_KMEANS_H
#define EM_ENGINE_KMEANS_H

#include "work.h"

/* Squared distance of two points; infinite if it overflows. */
double em_square_distance(const double *x, const double *mean, size_t d);

/* Empty components, in index order, take the points farthest from the centroid they were assigned
 * to (largest first, ties lowest row) as scikit-learn's _relocate_empty_clusters_dense does; the
 * point leaves its old component's count and sum (k x d, of x - origin). Nothing if all distances
 * are 0. */
void em_kmeans_relocate(em_work *work, const em_resp *resp, const em_params *params, double *sums,
                        em_m_report *report);

#endif
