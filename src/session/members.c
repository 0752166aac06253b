#include "session/members.h"

#include <math.h>
#include <stdlib.h>

static double squared_distance(const double *a, const double *b, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum += (a[j] - b[j]) * (a[j] - b[j]);
    return sum;
}

/* How firmly point i belongs to c; smaller is more torn. */
static double claim(const session_frame *f, size_t i, size_t c, double own)
{
    const em_params *p = f->params;
    const em_resp *r = session_frame_reported(f);
    if (r->gamma)
        return r->gamma[i * r->k + c];
    double second = HUGE_VAL;
    for (size_t o = 0; o < p->k; o++)
        if (o != c)
            second =
                fmin(second, squared_distance(f->data->x + i * p->d, p->mean + o * p->d, p->d));
    return sqrt(second) - sqrt(own);
}

/* best: k x {nearest, farthest, torn}, already at the worst values. */
static void visit_points(const session_frame *f, members *m, double *best)
{
    const em_params *p = f->params;
    const em_resp *r = session_frame_reported(f);
    for (size_t i = 0; i < f->data->n; i++) {
        size_t c = (size_t)r->label[i];
        double *record = best + 3 * c;
        double own = squared_distance(f->data->x + i * p->d, p->mean + c * p->d, p->d);
        double firm = claim(f, i, c, own);
        if (own < record[0]) {
            record[0] = own;
            m->nearest[c] = (long)i;
        }
        if (own > record[1]) {
            record[1] = own;
            m->farthest[c] = (long)i;
        }
        if (firm < record[2]) {
            record[2] = firm;
            m->torn[c] = (long)i;
        }
    }
}

em_status members_create(const session_frame *frame, members **out)
{
    if (!frame->resp)
        return EM_ERR_DATA;
    size_t k = frame->params->k;
    members *m = malloc(sizeof *m);
    long *rows = malloc(3 * k * sizeof *rows);
    double *best = malloc(3 * k * sizeof *best);
    if (!m || !rows || !best) {
        free(m);
        free(rows);
        free(best);
        return EM_ERR_MEMORY;
    }
    *m = (members){k, rows, rows + k, rows + 2 * k};
    for (size_t c = 0; c < k; c++) {
        rows[c] = rows[k + c] = rows[2 * k + c] = -1;
        best[3 * c] = best[3 * c + 2] = HUGE_VAL;
        best[3 * c + 1] = -1;
    }
    visit_points(frame, m, best);
    free(best);
    *out = m;
    return EM_OK;
}

void members_destroy(members *m)
{
    if (!m)
        return;
    free(m->nearest);
    free(m);
}
