/* The inner loops, compiled once per instruction set (x86-64 v1, v3, v4) and chosen at run time.
 * A kernel works on the points first..end of a chunk (first is a multiple of eight) and adds into
 * that chunk's partial sum; all sets give the same bits (vec.h). */
#ifndef EM_ENGINE_KERNEL_H
#define EM_ENGINE_KERNEL_H

#include "density.h"
#include "em/model.h"

#ifdef EM_ISA
#define EM_ISA_JOIN_(name, isa) name##_##isa
#define EM_ISA_JOIN(name, isa)  EM_ISA_JOIN_(name, isa)
#define EM_KERNEL(name)         EM_ISA_JOIN(em_kernel_##name, EM_ISA)
#else
#define EM_KERNEL(name) em_kernel_##name
#endif

/* The centroids in single precision, see screen.h. They lie in groups of EM_SCREEN_GROUP, each
 * group feature by feature; the last is filled up. */
enum { EM_SCREEN_GROUP = 4, EM_SCREEN_SCRATCH = 16 };
typedef struct em_screen {
    float *mean;  /* k rounded up x d, less the origin */
    float *half;  /* k rounded up: |mean|^2 / 2 */
    float margin; /* scores nearer than this may be out of order */
    bool on;      /* false: numbers out of the floats' range, every distance is computed */
    double reach; /* the largest possible |x - origin| */
} em_screen;

static inline size_t em_screen_groups(size_t k) /* k rounded up to whole groups */
{
    return (k + EM_SCREEN_GROUP - 1) / EM_SCREEN_GROUP * EM_SCREEN_GROUP;
}

/* What a kernel reads and writes; k and d are the density's. */
typedef struct em_job {
    const em_density *density;
    const double *x;         /* n x d */
    const double *mean;      /* k x d: centroids read, or centres the moments are taken about */
    const double *origin;    /* d: K-means sums are of x - origin */
    double most;             /* largest squared distance a point adds to J */
    int32_t *label;          /* E: n, or NULL */
    double *gamma;           /* E: n x k, or NULL */
    double *log_p;           /* E: n, or NULL: ln p(x); K-means: the squared distance */
    bool moments;            /* E adds the moments, too; needs gamma */
    size_t second;           /* second moments kept of a component: 0, d, or 3 (xx, xy, yy) */
    const int32_t *of_label; /* M */
    const double *of_gamma;  /* M */
    size_t n;                /* scatter: points */
    size_t c;                /* scatter: component */
    const em_screen *screen; /* K-means by rows */
    const uint8_t *bits;     /* Bernoulli: (n + 8) x bytes, feature j in bit j % 8 of byte j / 8 */
    size_t bytes;
    const double *table; /* see kernel_bernoulli.c */
} em_job;

typedef void em_kernel_fn(const em_job *job, size_t first, size_t end, double *sum,
                          double *scratch);

/* A share that counts for N_c alone: beside the N_c of a component that is not empty, what it would
 * add to any mean or covariance is far below rounding. */
#define EM_NEGLIGIBLE 1e-40

/* K-means, diag and spherical: from so many features on, features lie across lanes. */
enum { EM_ROWS_FROM = 16 };

/* Squared distances of EM_DISTANCE_ROWS points to eight others. Both lie in groups of eight,
 * feature-major: [feature][lane]. at: a group; self: the first of neighbouring lanes of one. */
enum { EM_DISTANCE_ROWS = 4, EM_GROUP = 8 };
typedef void em_distances_fn(const double *at, const double *self, size_t d,
                             double squared[EM_DISTANCE_ROWS][EM_GROUP]);

/* The scatter kernel's scratch: this many times (d + rows). */
enum { EM_SCATTER_PANEL = 32, EM_SCATTER_ROWS = 32 };

/* K-means: behind J, the counts and the sums lies the count of labels that changed. */
static inline size_t em_sum_changed(size_t k, size_t d)
{
    return 1 + k + k * d;
}

/* Where things lie in the partial sum of a mixture's E-step and moments. */
enum { EM_SUM_OBJECTIVE, EM_SUM_ENTROPY, EM_SUM_LOST, EM_SUM_MOMENTS };

#ifdef EM_ISA
em_kernel_fn EM_KERNEL(kmeans_e), EM_KERNEL(kmeans_m), EM_KERNEL(kmeans_j), EM_KERNEL(rows_e),
    EM_KERNEL(rows_j), EM_KERNEL(gauss_e), EM_KERNEL(diag_e), EM_KERNEL(gauss_m),
    EM_KERNEL(scatter), EM_KERNEL(bernoulli_e), EM_KERNEL(bernoulli_m);
em_distances_fn EM_KERNEL(distances);
#endif

typedef struct em_kernels {
    const char *name;
    em_kernel_fn *kmeans_e;        /* labels, J; with moments changed and what kmeans_m adds */
    em_kernel_fn *kmeans_m;        /* sum[1 + c] += count, sum[1 + k + c d + j] += x - origin */
    em_kernel_fn *kmeans_j;        /* sum[0] += J of given labels */
    em_kernel_fn *rows_e, *rows_j; /* the same for EM_ROWS_FROM features and more */
    em_kernel_fn *gauss_e;         /* objective, entropy, lost points; moments if asked */
    em_kernel_fn *diag_e;  /* the same for diag and spherical, EM_ROWS_FROM features and more */
    em_kernel_fn *gauss_m; /* moments: k sums of gamma; k x d of gamma (x - mean); second ones */
    em_kernel_fn *scatter; /* rows first..end of one component's scatter matrix (d x d) */
    em_kernel_fn *bernoulli_e, *bernoulli_m;
    em_distances_fn *distances;
} em_kernels;

extern const em_kernels em_kernels_v1, em_kernels_v3, em_kernels_v4;

/* The best set this processor has, at most level 1, 3 or 4 (0: no limit). */
const em_kernels *em_kernels_pick(int level);

#endif
