#include "kmeans.h"

#include "events.h"

/* The next point in the order (distance falling, row rising) after `last`; n if there is none.
 * Scans all points: components seldom empty, and a step may not allocate. */
static size_t next_farthest(const em_work *work, const em_resp *resp, const em_params *params,
                            size_t last, double *distance)
{
    size_t best = work->n, d = work->d;
    double limit = *distance, found = -1;
    for (size_t i = 0; i < work->n; i++) {
        double r =
            em_square_distance(work->data->x + i * d, params->mean + (size_t)resp->label[i] * d, d);
        bool after = last == work->n || r < limit || (r <= limit && i > last);
        if (after && r > found) {
            found = r;
            best = i;
        }
    }
    *distance = found;
    return best;
}

static void move_point(em_work *work, const em_resp *resp, size_t i, size_t to, double *sums)
{
    size_t d = work->d, from = (size_t)resp->label[i];
    const double *x = work->data->x + i * d;
    for (size_t j = 0; j < d; j++) {
        double value = x[j] - work->origin[j];
        sums[from * d + j] -= value;
        sums[to * d + j] = value;
    }
    work->count[from] -= 1;
    work->count[to] = 1;
}

void em_kmeans_relocate(em_work *work, const em_resp *resp, const em_params *params, double *sums,
                        em_m_report *report)
{
    size_t last = work->n;
    double distance = 0;
    for (size_t c = 0; c < work->k; c++) {
        if (work->total[1 + c] > 0)
            continue;
        size_t i = next_farthest(work, resp, params, last, &distance);
        if (i == work->n || (last == work->n && distance <= 0))
            return;
        last = i;
        move_point(work, resp, i, c, sums);
        em_report_add(report, (em_event){.kind = EM_EVENT_RELOCATED,
                                         .component = (int32_t)c,
                                         .other = -1,
                                         .feature = -1,
                                         .point = (int64_t)i,
                                         .value = distance});
    }
}
