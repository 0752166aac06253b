/* A plane to look at data of any dimension: two features, or PCA's first two components. */
#ifndef EM_PROJECT_H
#define EM_PROJECT_H

#include "em/dataset.h"
#include "em/params.h"

typedef struct em_projection {
    bool pca;         /* else two features (or the one of D = 1, second axis 0) */
    size_t d;
    size_t feature[2];
    double *basis;    /* 2 x d, rows of unit length (the second is 0 if d = 1) */
    double *origin;   /* d: subtracted first; 0 for features */
    double explained[2]; /* share of the total variance, PCA only */
} em_projection;

/* PCA: each axis with its largest loading positive, lowest index at ties (LAPACKE dsyev). */
em_status em_projection_pca(const em_dataset *data, em_projection **out, em_error *error);
em_status em_projection_features(const em_dataset *data, size_t j0, size_t j1, em_projection **out,
                                 em_error *error);
void em_projection_destroy(em_projection *projection);

void em_project_points(const em_projection *p, const double *x, size_t n, double *xy); /* n x 2 */

/* A two-dimensional model of the same kind and K: projected means, full 2 x 2 covariances
 * (Bernoulli: diag(mu (1-mu)) projected, kind EM_GMM). flat: created with d 2, EM_COV_FULL. */
em_status em_project_params(const em_projection *p, const em_params *params, em_params **flat);

/* Moves a full-dimensional mean so that its projection becomes xy (the rest is unchanged). */
void em_project_back(const em_projection *p, const double xy[2], double *mean);

#endif
