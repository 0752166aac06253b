#include "session/batch.h"

#include <math.h>

void batch_init(batch *b, const em_spec *spec, const em_dataset *data, const em_control *control,
                em_error *error)
{
    *b = (batch){.spec = spec, .data = data, .control = control, .error = error, .share = 1.0};
    pthread_mutex_init(&b->lock, NULL);
}

void batch_finish(batch *b)
{
    pthread_mutex_destroy(&b->lock);
}

void batch_fail(batch *b, em_status status, const em_error *error)
{
    if (b->status == EM_OK) {
        b->status = status;
        if (b->error && error) {
            *b->error = *error;
        }
    }
    atomic_store(&b->stop, true);
}

static em_status fit_once(const batch *b, size_t k, uint32_t seed, em_fit **out, em_error *error)
{
    const em_control quiet = {.cancel = b->control ? b->control->cancel : NULL};
    em_spec spec;

    if (em_spec_copy(b->spec, &spec) != EM_OK) {
        return em_fail_memory(error);
    }
    spec.k = k;
    spec.seed = seed;
    spec.n_init = 1;
    const em_status status = em_fit_run(&spec, b->data, NULL, &quiet, out, error);
    em_spec_finish(&spec);
    return status;
}

bool batch_fit(batch *b, size_t k, uint32_t seed, em_fit **out)
{
    em_error error = {.status = EM_OK};

    *out = NULL;
    if (atomic_load(&b->stop)) {
        return false;
    }
    const em_status status = fit_once(b, k, seed, out, &error);
    if (status == EM_OK || status == EM_ERR_COLLAPSE) {
        return true;
    }
    pthread_mutex_lock(&b->lock);
    batch_fail(b, status, &error);
    pthread_mutex_unlock(&b->lock);
    return false;
}

void batch_count(batch *b)
{
    b->done++;
    if (b->control && b->control->progress) {
        b->control->progress(b->control->context, b->share * (double)b->done / (double)b->total);
    }
}

bool batch_near(double a, double b)
{
    return fabs(a - b) <= 1e-4 * fabs(b);
}

bool batch_better(em_kind kind, double a, double b)
{
    return isnan(b) ? !isnan(a) : kind == EM_KMEANS ? a < b : a > b;
}
