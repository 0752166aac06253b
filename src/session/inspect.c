/* Questions about the place the run stands at. */
#include "session/session_private.h"

#include <math.h>
#include <stdlib.h>

em_status session_log_likelihood(session *s, double *out)
{
    trace_step *row = &s->rows.row[s->front.row];

    if (isnan(row->log_likelihood)) {
        const em_status status =
            em_log_likelihood(s->front.params, s->data, s->work, &row->log_likelihood);
        if (status != EM_OK) {
            row->log_likelihood = (double)NAN;
            return status;
        }
    }
    *out = row->log_likelihood;
    return EM_OK;
}

em_status session_close(session *s, em_resp *resp)
{
    return em_e_step(s->front.params, s->data, s->work, resp, NULL);
}

em_status session_look_scores(session *s, session_scores *out)
{
    const size_t classes = s->data->classes, k = s->spec.k;

    if (!s->data->label || !s->front.resp) {
        return EM_ERR_DATA;
    }
    if (!s->table) {
        s->table = calloc(classes * k + 1, sizeof *s->table);
        if (!s->table) {
            return EM_ERR_MEMORY;
        }
    }
    const bool closed = s->front.closed;
    const size_t row = closed ? s->front.row : s->front.e_row;
    if (s->scores_row == 0 || s->scores_row != row) {
        const em_resp *resp = closed ? s->front.closing : s->front.resp;
        em_contingency(s->data->label, classes, resp->label, k, s->data->n, s->table);
        if (em_scores_fill(s->table, classes, k, &s->scores) != EM_OK) {
            s->scores_row = 0;
            return EM_ERR_MEMORY;
        }
        s->scores_row = row;
    }
    *out = (session_scores){.scores = s->scores, .table = s->table, .classes = classes, .k = k};
    return EM_OK;
}

/* Share of the row in the next mean of each component, under the latest responsibilities. */
static void fill_pull(const em_resp *resp, size_t row, size_t k, double *pull)
{
    for (size_t c = 0; c < k; c++) {
        double total = 0.0, own = 0.0;
        for (size_t i = 0; resp && i < resp->n; i++) {
            total += resp->gamma ? resp->gamma[i * k + c] : resp->label[i] == (int32_t)c;
        }
        if (resp) {
            own = resp->gamma ? resp->gamma[row * k + c] : resp->label[row] == (int32_t)c;
        }
        pull[c] = !resp ? (double)NAN : total > 0.0 ? own / total : 0.0;
    }
}

/* weighted: pi_c p(x|c) relative to the largest; K-means: 1 for the nearest centroid, else 0. */
static void fill_weighted(const em_params *params, const double *log_density, double *weighted)
{
    double largest = -HUGE_VAL;
    size_t best = 0;

    for (size_t c = 0; c < params->k; c++) {
        weighted[c] = log_density[c] + (params->weight ? log(params->weight[c]) : 0.0);
        if (weighted[c] > largest) {
            largest = weighted[c];
            best = c;
        }
    }
    for (size_t c = 0; c < params->k; c++) {
        if (params->kind == EM_KMEANS) {
            weighted[c] = c == best ? 1.0 : 0.0;
        } else {
            weighted[c] = isinf(largest) ? 1.0 : exp(weighted[c] - largest);
        }
    }
}

em_status session_inspect(const session *s, size_t row, session_point *out)
{
    const em_params *params = s->front.params;
    const size_t k = params->k;
    double *scratch = malloc(2 * k * sizeof *scratch);

    if (!scratch) {
        return EM_ERR_MEMORY;
    }
    double *weighted = scratch + k, sum = 0.0;
    const em_status status = em_point_log_density(params, s->data->x + row * s->data->d, scratch);
    if (status == EM_OK) {
        fill_weighted(params, scratch, weighted);
        for (size_t c = 0; c < k; c++) {
            sum += weighted[c];
        }
        for (size_t c = 0; c < k; c++) {
            if (out->log_density) {
                out->log_density[c] = scratch[c];
            }
            if (out->weighted) {
                out->weighted[c] = weighted[c];
            }
            if (out->responsibility) {
                out->responsibility[c] = weighted[c] / sum;
            }
        }
        if (out->pull) {
            fill_pull(s->front.resp, row, k, out->pull);
        }
    }
    free(scratch);
    return status;
}
