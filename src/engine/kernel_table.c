#include "kernel.h"

#define TEXT_(name) #name
#define TEXT(name)  TEXT_(name)

const em_kernels EM_ISA_JOIN(em_kernels, EM_ISA) = {
    TEXT(EM_ISA),        EM_KERNEL(kmeans_e), EM_KERNEL(kmeans_m),    EM_KERNEL(kmeans_j),
    EM_KERNEL(rows_e),   EM_KERNEL(rows_j),   EM_KERNEL(gauss_e),     EM_KERNEL(diag_e),
    EM_KERNEL(gauss_m),  EM_KERNEL(scatter),  EM_KERNEL(bernoulli_e), EM_KERNEL(bernoulli_m),
    EM_KERNEL(distances)};
