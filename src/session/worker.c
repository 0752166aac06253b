#include "session/worker.h"

#include <pthread.h>
#include <stdlib.h>

typedef enum worker_state { IDLE, WAITING, RUNNING, FINISHED } worker_state;

struct worker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    worker_state state; /* under lock */
    bool leave;         /* under lock */
    worker_job *job;
    void *context;
    em_status status;
    em_error error;
    atomic_bool cancel;
    _Atomic double progress;
    void (*wake)(void *);
    void *wake_context;
};

static void call_wake(const worker *w)
{
    if (w->wake) {
        w->wake(w->wake_context);
    }
}

static void note_progress(void *context, double fraction)
{
    worker *w = context;
    const double told = atomic_load(&w->progress);

    if (fraction >= told + 0.01 || fraction < told) {
        atomic_store(&w->progress, fraction);
        call_wake(w);
    }
}

static void run_job(worker *w)
{
    const em_control control = {.cancel = &w->cancel, .progress = note_progress, .context = w};
    em_error error = {.status = EM_OK};
    const em_status status = w->job(w->context, &control, &error);

    pthread_mutex_lock(&w->lock);
    w->status = status;
    w->error = error;
    w->state = FINISHED;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
    call_wake(w);
}

static void *thread_main(void *context)
{
    worker *w = context;

    for (;;) {
        pthread_mutex_lock(&w->lock);
        while (w->state != WAITING && !w->leave) {
            pthread_cond_wait(&w->changed, &w->lock);
        }
        const bool go = w->state == WAITING;
        if (go) {
            w->state = RUNNING;
        }
        pthread_mutex_unlock(&w->lock);
        if (!go) {
            return NULL;
        }
        run_job(w);
    }
}

em_status worker_create(void (*wake)(void *), void *wake_context, worker **out, em_error *error)
{
    worker *w = calloc(1, sizeof *w);

    *out = NULL;
    if (!w) {
        return em_fail_memory(error);
    }
    w->wake = wake;
    w->wake_context = wake_context;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->changed, NULL);
    if (pthread_create(&w->thread, NULL, thread_main, w) != 0) {
        pthread_cond_destroy(&w->changed);
        pthread_mutex_destroy(&w->lock);
        free(w);
        return em_fail(error, EM_ERR_MEMORY, "no thread could be started");
    }
    *out = w;
    return EM_OK;
}

void worker_destroy(worker *w)
{
    if (!w) {
        return;
    }
    atomic_store(&w->cancel, true);
    pthread_mutex_lock(&w->lock);
    w->leave = true;
    if (w->state == WAITING) {
        w->state = IDLE;
    }
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->changed);
    pthread_mutex_destroy(&w->lock);
    free(w);
}

bool worker_start(worker *w, worker_job *job, void *context)
{
    pthread_mutex_lock(&w->lock);
    const bool free_now = w->state == IDLE;
    if (free_now) {
        w->job = job;
        w->context = context;
        atomic_store(&w->cancel, false);
        atomic_store(&w->progress, 0.0);
        w->state = WAITING;
        pthread_cond_broadcast(&w->changed);
    }
    pthread_mutex_unlock(&w->lock);
    return free_now;
}

void worker_cancel(worker *w)
{
    atomic_store(&w->cancel, true);
}

/* The lock is no part of what a const worker promises. */
static worker_state state_of(const worker *w)
{
    worker *open = (worker *)w;

    pthread_mutex_lock(&open->lock);
    const worker_state state = open->state;
    pthread_mutex_unlock(&open->lock);
    return state;
}

bool worker_busy(const worker *w)
{
    return state_of(w) != IDLE;
}

double worker_progress(const worker *w)
{
    return atomic_load(&w->progress);
}

bool worker_take(worker *w, em_status *status, em_error *error)
{
    pthread_mutex_lock(&w->lock);
    const bool done = w->state == FINISHED;
    if (done) {
        *status = w->status;
        if (error) {
            *error = w->error;
        }
        w->state = IDLE;
    }
    pthread_mutex_unlock(&w->lock);
    return done;
}

void worker_wait(worker *w)
{
    pthread_mutex_lock(&w->lock);
    while (w->state == WAITING || w->state == RUNNING) {
        pthread_cond_wait(&w->changed, &w->lock);
    }
    pthread_mutex_unlock(&w->lock);
}
