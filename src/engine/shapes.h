/* The generators behind the named data sets, with scikit-learn's parameters and draw order.
 * Each makes a finished, labelled data set without a name; EM_ERR_MEMORY. */
#ifndef ENGINE_SHAPES_H
#define ENGINE_SHAPES_H

#include "em/dataset.h"

typedef struct em_blobs {
    size_t k, d;
    const size_t *count;  /* k points per blob */
    const double *centre; /* k x d, or NULL: drawn uniformly from [-10, 10) */
    const double *std;    /* k */
    const double *matrix; /* d x d: rows are multiplied by it at the end, or NULL */
    const size_t *keep;   /* k: only so many of each blob, blob by blob, or NULL: all, shuffled */
    uint32_t seed;
} em_blobs;

em_status em_make_blobs(const em_blobs *how, em_dataset **out, em_error *error);

/* n/2 points on each of two half circles, noise N(0, noise^2) on both features. */
em_status em_make_moons(size_t n, double noise, uint32_t seed, em_dataset **out, em_error *error);

/* n/2 points on the unit circle and n/2 on one of radius factor. */
em_status em_make_circles(size_t n, double factor, double noise, uint32_t seed, em_dataset **out,
                          em_error *error);

#endif
