/* E-step of diag and spherical mixtures with many features: one point at a time, its features
 * across lanes, so that a component can be given up for a point alone. A responsibility below
 * e^-708 is 0 (vec_exp); once a part of the squared distance shows that, the rest cannot change
 * anything. The component that had the point last is taken first: what is then left to compute
 * changes with it, the result does not. */
#include "kernel.h"
#include "moments.h"
#include "softmax.h"
#include "tile.h"
#include "vec.h"

enum { STRETCH = 64 }; /* features between two looks at the sum */

static const double hopeless = 720; /* nats below the best so far */

VEC_INLINE void add_stretch(vec *s, const double *x, const double *mean, const double *w,
                            size_t step, size_t count)
{
    for (size_t j = 0; j < count; j += VEC_LANES)
        for (size_t h = 0; h < VEC_H; h++) {
            size_t at = j + h * VEC_W;
            vec scale = step ? vec_load(w + at) : vec_all(*w);
            vec y = (vec_load(x + at) - vec_load(mean + at)) * scale;
            s[h] = s[h] + y * y;
        }
}

/* The term of component c, or a number too far below `top` to matter. */
VEC_INLINE double term_of(const em_density *p, size_t c, const double *x, double top)
{
    size_t d = p->d, step = p->cov_kind == EM_COV_DIAG, j = 0;
    const double *mean = p->mean + c * d, *w = p->factor + c * (step ? d : 1);
    double limit = 2 * (p->base[c] - top + hopeless), square = 0;
    vec s[VEC_H] = {{0}};
    for (; j + STRETCH <= d; j += STRETCH) {
        add_stretch(s, x + j, mean + j, w + j * step, step, STRETCH);
        square = vec_fold(s);
        if (square > limit)
            break;
    }
    if (j + STRETCH > d && j < d) {
        size_t whole = (d - j) / VEC_LANES * VEC_LANES;
        add_stretch(s, x + j, mean + j, w + j * step, step, whole);
        square = vec_fold(s);
        for (j += whole; j < d; j++) {
            double y = (x[j] - mean[j]) * w[j * step];
            square += y * y;
        }
    }
    return p->base[c] - 0.5 * (square < EM_DISTANCE_CAP ? square : EM_DISTANCE_CAP);
}

/* Asks for a part of the row after x: one burst for it would be waited for. The address may lie
 * beyond the data; nothing is read. */
VEC_INLINE void ask_ahead(const double *x, size_t d, size_t part, size_t parts)
{
    const char *next = (const char *)(x + d);
    size_t lines = (d * sizeof *x + 63) / 64, end = (part + 1) * lines / parts;
    for (size_t t = part * lines / parts; t < end; t++)
        __builtin_prefetch(next + 64 * t);
}

/* term[c] of one point, every VEC_W-th place from term on. */
VEC_INLINE double fill_point(const em_density *p, const double *x, size_t first, double *term)
{
    double top = term_of(p, first, x, 4 * EM_LOG_OF_ZERO);
    term[first * VEC_W] = top;
    for (size_t c = 0; c < p->k; c++) {
        ask_ahead(x, p->d, c, p->k);
        if (c == first)
            continue;
        double t = term_of(p, c, x, top);
        term[c * VEC_W] = t;
        top = t > top ? t : top;
    }
    return top;
}

static size_t last_label(const em_job *job, size_t i)
{
    size_t label = job->label ? (size_t)job->label[i] : 0;
    return label < job->density->k ? label : 0;
}

/* scratch: k terms. */
void EM_KERNEL(diag_e)(const em_job *job, size_t first, size_t end, double *sum, double *scratch)
{
    const em_density *p = job->density;
    size_t k = p->k, d = p->d;
    vec *term = (vec *)scratch;
    softmax_sums sums = {0};
    for (size_t i = first; i < end; i += VEC_W) {
        size_t live = end - i < VEC_W ? end - i : VEC_W;
        vec top = {0}, best;
        for (size_t r = 0; r < VEC_W; r++) {
            size_t row = r < live ? i + r : i;
            top[r] = fill_point(p, job->x + row * d, last_label(job, row), scratch + r);
        }
        vec log_p = softmax_terms(term, k, top, tile_live(live), &sums, i % VEC_LANES, &best);
        softmax_keep(job, term, k, i, live, best, log_p);
        for (size_t r = 0; job->moments && r < live; r++)
            moments_add(job, job->x + (i + r) * d, job->gamma + (i + r) * k, sum + EM_SUM_MOMENTS);
    }
    softmax_add(&sums, sum);
}
