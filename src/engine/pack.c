#include "pack.h"

#include "vec.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = VEC_LANES, VALUES = 16 };

em_status em_pack(em_work *work)
{
    size_t d = work->d, bytes = work->bytes, blocks = (work->k + BLOCK - 1) / BLOCK;
    size_t rows = work->n + VEC_LANES; /* the last points are read eight at a time */
    work->bits = calloc(rows, bytes);
    work->table = calloc(blocks * bytes * 2 * VALUES * BLOCK, sizeof *work->table);
    if (!work->bits || !work->table)
        return EM_ERR_MEMORY;
    for (size_t i = 0; i < work->n; i++)
        for (size_t j = 0; j < d; j++)
            if (work->data->x[i * d + j] > 0.5)
                work->bits[i * bytes + j / 8] |= (uint8_t)(1u << j % 8);
    return EM_OK;
}

/* The 16 sums of four factors for one component: each value adds its highest bit to a smaller. */
static void fill_four(const double *factor, size_t count, double *at)
{
    at[0] = 0;
    for (size_t v = 1; v < VALUES; v++) {
        size_t bit = v >= 8 ? 3 : v >= 4 ? 2 : v >= 2 ? 1 : 0;
        double rest = at[(v - ((size_t)1 << bit)) * BLOCK];
        at[v * BLOCK] = bit < count ? rest + factor[bit] : rest;
    }
}

void em_pack_table(em_work *work)
{
    size_t d = work->d, quads = 2 * work->bytes;
    for (size_t c = 0; c < work->k; c++) {
        double *at = work->table + c / BLOCK * quads * VALUES * BLOCK + c % BLOCK;
        for (size_t q = 0; q < quads; q++, at += VALUES * BLOCK) {
            size_t j = 4 * q, count = j >= d ? 0 : d - j < 4 ? d - j : 4;
            fill_four(work->density->factor + c * d + (count ? j : 0), count, at);
        }
    }
}
