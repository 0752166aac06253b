/* Optimal matching of rows to columns by the Hungarian method with potentials, O(n^3).
 * Reference: Kuhn (1955); the shortest augmenting path form of Jonker and Volgenant (1987).
 * u, v: potentials of rows and columns; cost = -gain, so that the smallest cost is the largest
 * gain. */
#include "em/metrics.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

typedef struct hungarian {
    const double *gain;
    size_t rows, cols, size; /* size: of the padded square */
    double *u, *v, *slack;   /* size + 1 each; index 0 is the virtual column */
    size_t *row_of;          /* size + 1: row matched to a column, 1-based, 0 if none */
    size_t *previous;        /* size + 1: column before this one on the alternating path */
    bool *seen;              /* size + 1 */
} hungarian;

static double cost_at(const hungarian *h, size_t row, size_t col)
{
    return row < h->rows && col < h->cols ? -h->gain[row * h->cols + col] : 0.0;
}

/* One step of the search from column `col`: updates the slacks, returns the closest unseen column.
 */
static size_t nearest_column(hungarian *h, size_t col)
{
    const size_t row = h->row_of[col];
    double delta = DBL_MAX;
    size_t next = 0;

    h->seen[col] = true;
    for (size_t j = 1; j <= h->size; j++) {
        if (h->seen[j]) {
            continue;
        }
        const double reduced = cost_at(h, row - 1, j - 1) - h->u[row] - h->v[j];
        if (reduced < h->slack[j]) {
            h->slack[j] = reduced;
            h->previous[j] = col;
        }
        if (h->slack[j] < delta) {
            delta = h->slack[j];
            next = j;
        }
    }
    for (size_t j = 0; j <= h->size; j++) {
        if (h->seen[j]) {
            h->u[h->row_of[j]] += delta;
            h->v[j] -= delta;
        } else {
            h->slack[j] -= delta;
        }
    }
    return next;
}

static void augment(hungarian *h, size_t row)
{
    size_t col = 0;

    h->row_of[0] = row;
    for (size_t j = 0; j <= h->size; j++) {
        h->slack[j] = DBL_MAX;
        h->seen[j] = false;
    }
    do {
        col = nearest_column(h, col);
    } while (h->row_of[col] != 0);
    while (col != 0) {
        const size_t before = h->previous[col];
        h->row_of[col] = h->row_of[before];
        col = before;
    }
}

static void hungarian_finish(hungarian *h)
{
    free(h->u);
    free(h->row_of);
    free(h->seen);
}

static em_status hungarian_init(hungarian *h, const double *gain, size_t rows, size_t cols)
{
    memset(h, 0, sizeof *h);
    h->gain = gain;
    h->rows = rows;
    h->cols = cols;
    h->size = rows > cols ? rows : cols;
    const size_t width = h->size + 1;
    h->u = calloc(3 * width, sizeof *h->u);
    h->row_of = calloc(2 * width, sizeof *h->row_of);
    h->seen = calloc(width, sizeof *h->seen);
    if (!h->u || !h->row_of || !h->seen) {
        hungarian_finish(h);
        return EM_ERR_MEMORY;
    }
    h->v = h->u + width;
    h->slack = h->v + width;
    h->previous = h->row_of + width;
    return EM_OK;
}

em_status em_match(const double *gain, size_t rows, size_t cols, int32_t *match)
{
    hungarian h;

    if (hungarian_init(&h, gain, rows, cols) != EM_OK) {
        return EM_ERR_MEMORY;
    }
    for (size_t row = 1; row <= h.size; row++) {
        augment(&h, row);
    }
    for (size_t r = 0; r < rows; r++) {
        match[r] = -1;
    }
    for (size_t j = 1; j <= cols; j++) {
        if (h.row_of[j] <= rows) {
            match[h.row_of[j] - 1] = (int32_t)(j - 1);
        }
    }
    hungarian_finish(&h);
    return EM_OK;
}

em_status em_match_components(const int32_t *a, size_t ka, const int32_t *b, size_t kb, size_t n,
                              int32_t *to)
{
    double *gain = calloc(ka * kb + 1, sizeof *gain);

    if (!gain) {
        return EM_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        gain[(size_t)b[i] * ka + (size_t)a[i]] += 1.0;
    }
    const em_status status = em_match(gain, kb, ka, to);
    free(gain);
    if (status != EM_OK) {
        return status;
    }
    int32_t next = (int32_t)ka;
    for (size_t c = 0; c < kb; c++) {
        if (to[c] < 0) {
            to[c] = next++;
        }
    }
    return EM_OK;
}
