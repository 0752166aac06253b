/* Squared distances for the silhouette: features are added in order, lane by lane. */
#include "kernel.h"
#include "vec.h"

void EM_KERNEL(distances)(const double *at, const double *self, size_t d,
                          double squared[EM_DISTANCE_ROWS][VEC_LANES])
{
    vec sum[EM_DISTANCE_ROWS][VEC_H] = {{{0}}};

    for (size_t j = 0; j < d; j++)
        for (size_t r = 0; r < EM_DISTANCE_ROWS; r++) {
            vec x = vec_all(self[j * VEC_LANES + r]);
            for (size_t h = 0; h < VEC_H; h++) {
                vec diff = vec_load(at + j * VEC_LANES + h * VEC_W) - x;
                sum[r][h] = sum[r][h] + diff * diff;
            }
        }
    for (size_t r = 0; r < EM_DISTANCE_ROWS; r++)
        for (size_t h = 0; h < VEC_H; h++)
            vec_store(squared[r] + h * VEC_W, sum[r][h]);
}
