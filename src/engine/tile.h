/* VEC_W points side by side: tile[j] holds feature j of all of them. */
#ifndef EM_ENGINE_TILE_H
#define EM_ENGINE_TILE_H

#include "vec_move.h"

/* 1 in the lanes of points that exist, 0 in the others. */
VEC_INLINE vec tile_live(size_t live)
{
    static const double ones[2 * VEC_LANES] = {1, 1, 1, 1, 1, 1, 1, 1};
    return vec_load(ones + VEC_LANES - live);
}

/* Asks for points to come, 2 KB ahead: with two features the processor's own guess is too short.
 * The address may lie beyond the data; nothing is read. */
VEC_INLINE void tile_ahead(const double *x, size_t d)
{
    if (d == 2) {
        __builtin_prefetch((const char *)x + 2048);
        __builtin_prefetch((const char *)x + 2048 + VEC_W * 8);
    }
}

/* Scalar: the last points of a run (missing lanes repeat the first), and the last features. */
VEC_INLINE void tile_rest(const double *x, size_t live, size_t d, size_t from, vec *tile)
{
    for (size_t j = from; j < d; j++)
        for (size_t p = 0; p < VEC_W; p++)
            ((double *)tile)[j * VEC_W + p] = x[(p < live ? p : 0) * d + j];
}

VEC_INLINE void tile_load(const double *x, size_t live, size_t d, vec *tile)
{
    size_t j = 0;
    if (live < VEC_W) {
        tile_rest(x, live, d, 0, tile);
    } else if (d == 2) {
        vec_load_pairs(x, &tile[0], &tile[1]);
    } else {
        for (; j + VEC_W <= d; j += VEC_W) {
            vec row[VEC_W];
            for (size_t p = 0; p < VEC_W; p++)
                row[p] = vec_load(x + p * d + j);
            vec_transpose(row);
            for (size_t p = 0; p < VEC_W; p++)
                tile[j + p] = row[p];
        }
        tile_rest(x, VEC_W, d, j, tile);
    }
}

/* tile[j] = feature j of row label[p] of means, for each point. */
VEC_INLINE void tile_gather(const double *mean, const int32_t *label, size_t live, size_t d,
                            vec *tile)
{
    for (size_t p = 0; p < VEC_W; p++) {
        const double *row = mean + (size_t)label[p < live ? p : 0] * d;
        for (size_t j = 0; j < d; j++)
            ((double *)tile)[j * VEC_W + p] = row[j];
    }
}

#endif
