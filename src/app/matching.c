#include "app/matching.h"

#include <stdlib.h>
#include <string.h>

/* Work that looking ahead may take, as iteration_cost counts it: about three hundredths of a
 * second.
 */
#define AHEAD_COST 1.7e8

enum {
    AHEAD_LEAST = 12, /* iterations; where fewer can be paid for, the end is not looked for */
    AHEAD_MOST = 300,
    STILL = 5 /* iterations without a change of labels: mixtures creep on, their clusters do not */
};

void matching_finish(matching *m)
{
    free(m->end);
    free(m->to);
    *m = (matching){0};
}

/* FNV-1a. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* Step 0, or the latest edit: everything after it follows. */
static const em_params *origin(const session_frame *f)
{
    for (size_t row = f->length; row-- > 1;)
        if (f->steps[row].phase == TRACE_EDIT && f->history[row] != NULL)
            return f->history[row];
    return f->history[0] != NULL ? f->history[0] : f->start;
}

static uint64_t run_of(const session_frame *f)
{
    const em_params *from = origin(f);
    const em_dataset *data = f->data;
    const size_t shape[] = {
        (size_t)from->kind, (size_t)from->cov_kind, from->k, from->d, data->n, data->added,
        data->erased};
    uint64_t hash = mix(UINT64_C(0xcbf29ce484222325), shape, sizeof shape);
    hash = mix(hash, &data, sizeof data);
    hash = mix(hash, &f->spec->reg_covar, sizeof f->spec->reg_covar);
    return mix(hash, from->block, from->block_len * sizeof *from->block);
}

/* Of both half-steps, in multiplications of a distance. Blocks of covariances are multiplied
 * five times as fast, a tied one once for all components. */
static double iteration_cost(const em_spec *spec, const em_dataset *data)
{
    const double n = (double)data->n, d = (double)data->d, k = (double)spec->k;
    double cost = n * k * (d + 12.0);
    if (spec->kind == EM_GMM && spec->cov_kind == EM_COV_FULL)
        cost += n * k * d * d / 5.0;
    if (spec->kind == EM_GMM && spec->cov_kind == EM_COV_TIED)
        cost += n * d * d / 5.0;
    return 2.0 * cost;
}

/* Iterates until the labels rest; what they are then is in end. */
static em_status iterate(const session_frame *f, size_t most, em_params *params, em_work *work,
                         em_resp *resp, int32_t *end)
{
    em_m_report report;
    em_status status = EM_OK;
    for (size_t i = 0, still = 0; i < most && still < STILL && status == EM_OK; i++) {
        status = em_e_step(params, f->data, work, resp, NULL);
        if (status != EM_OK)
            break;
        const size_t bytes = f->data->n * sizeof *end;
        still = i > 0 && memcmp(end, resp->label, bytes) == 0 ? still + 1 : 0;
        memcpy(end, resp->label, bytes);
        status = em_m_step(resp, f->data, work, params, &report);
    }
    return status == EM_ERR_COLLAPSE ? EM_OK : status; /* the clusters before it are the end */
}

static em_status follow(const session_frame *f, size_t most, int32_t *end)
{
    const em_params *from = origin(f);
    em_params *params = NULL;
    em_resp *resp = NULL;
    em_work *work = NULL;
    em_status status =
        em_params_create(from->kind, from->cov_kind, from->k, from->d, &params, NULL);
    if (status == EM_OK)
        status = em_resp_create(from->kind, f->data->n, from->k, &resp, NULL);
    if (status == EM_OK)
        status = em_work_create(f->spec, f->data, NULL, &work, NULL);
    if (status == EM_OK) {
        em_params_copy(from, params);
        status = iterate(f, most, params, work, resp, end);
    }
    em_work_destroy(work);
    em_resp_destroy(resp);
    em_params_destroy(params);
    return status;
}

/* Makes own ready for the run f is of. */
static em_status look_ahead(matching *own, const session_frame *f)
{
    const uint64_t run = run_of(f);
    if (own->run == run)
        return EM_OK;
    matching_finish(own);
    own->run = run;
    own->n = f->data->n;
    const double most = AHEAD_COST / iteration_cost(f->spec, f->data);
    if (most < AHEAD_LEAST)
        return EM_OK;
    own->end = calloc(own->n, sizeof *own->end);
    const em_status status =
        own->end != NULL ? follow(f, most < AHEAD_MOST ? (size_t)most : AHEAD_MOST, own->end)
                         : EM_ERR_MEMORY;
    if (status != EM_OK)
        matching_finish(own);
    return status;
}

static em_status match_means(const em_params *a, const em_params *b, int32_t *to)
{
    double *gain = malloc(a->k * b->k * sizeof *gain);
    if (gain == NULL)
        return EM_ERR_MEMORY;
    for (size_t r = 0; r < b->k; r++)
        for (size_t c = 0; c < a->k; c++) {
            double sum = 0.0;
            for (size_t j = 0; j < a->d; j++) {
                const double delta = a->mean[c * a->d + j] - b->mean[r * b->d + j];
                sum += delta * delta;
            }
            gain[r * a->k + c] = -sum;
        }
    const em_status status = em_match(gain, b->k, a->k, to);
    free(gain);
    int32_t next = (int32_t)a->k;
    for (size_t r = 0; status == EM_OK && r < b->k; r++)
        if (to[r] < 0)
            to[r] = next++;
    return status;
}

static size_t agreement(const em_resp *a, const em_resp *b, const int32_t *to)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        n += a->label[i] == to[b->label[i]];
    return n;
}

/* By the frames as they stand: partitions, else means. */
static em_status match_now(const session_frame *first, const session_frame *f, int32_t *to)
{
    if (first->resp != NULL && f->resp != NULL)
        return em_match_components(first->resp->label, first->params->k, f->resp->label,
                                   f->params->k, f->data->n, to);
    if (first->data == f->data)
        return match_means(first->params, f->params, to);
    for (size_t c = 0; c < f->params->k; c++)
        to[c] = (int32_t)c;
    return EM_OK;
}

static bool at_end(const session_frame *f)
{
    return f->cursor + 1 == f->length;
}

/* The traces have grown: is another match clearly better than the one that stands? */
static em_status judge(matching *own, const session_frame *first, const session_frame *f)
{
    const size_t length = first->length + f->length;
    if (own->length == length || !at_end(first) || !at_end(f) || !first->resp || !f->resp)
        return EM_OK;
    int32_t *to = malloc(own->k * sizeof *to);
    const em_status status = to != NULL ? match_now(first, f, to) : EM_ERR_MEMORY;
    own->length = length;
    if (status == EM_OK &&
        (double)agreement(first->resp, f->resp, to) >
            (double)agreement(first->resp, f->resp, own->to) + CLEAR_GAIN * (double)own->n)
        memcpy(own->to, to, own->k * sizeof *to);
    free(to);
    return status;
}

static em_status decide(matching *first, const session_frame *of_first, matching *own,
                        const session_frame *f)
{
    em_status status = look_ahead(first, of_first);
    if (status == EM_OK)
        status = look_ahead(own, f);
    if (status != EM_OK)
        return status;
    const bool ends = first->end != NULL && own->end != NULL;
    const uint64_t pair = mix(first->run, &own->run, sizeof own->run);
    if (own->to != NULL && own->pair == pair)
        return ends ? EM_OK : judge(own, of_first, f);
    free(own->to);
    own->pair = pair;
    own->k = f->params->k;
    own->length = of_first->length + f->length;
    own->to = malloc(own->k * sizeof *own->to);
    if (own->to == NULL)
        return EM_ERR_MEMORY;
    status = ends ? em_match_components(first->end, of_first->params->k, own->end, own->k, own->n,
                                        own->to)
                  : match_now(of_first, f, own->to);
    if (status != EM_OK) {
        free(own->to);
        own->to = NULL;
    }
    return status;
}

em_status matching_fill(matching *first, const session_frame *of_first, matching *own,
                        const session_frame *f, int32_t *to)
{
    const em_status status = decide(first, of_first, own, f);
    for (size_t c = 0; c < f->params->k; c++)
        to[c] = status == EM_OK ? own->to[c] : (int32_t)c;
    return status;
}
