/* One background thread that does one job at a time and answers through a mailbox. */
#ifndef SESSION_WORKER_H
#define SESSION_WORKER_H

#include "em/fit.h"

typedef struct worker worker;

/* A job: runs on the worker's thread with a control that carries cancel and progress. */
typedef em_status worker_job(void *context, const em_control *control, em_error *error);

/* wake (NULL allowed) is called on the worker's thread when a job ends or progress moved by 1 %. */
em_status worker_create(void (*wake)(void *), void *wake_context, worker **out, em_error *error);
void worker_destroy(worker *w); /* cancels and joins; NULL allowed */

/* False if a job is still there (running, or finished and not taken). context stays the caller's. */
bool worker_start(worker *w, worker_job *job, void *context);
void worker_cancel(worker *w);
bool worker_busy(const worker *w);        /* running, or finished and not taken */
double worker_progress(const worker *w);  /* 0..1 */

/* If a job has finished: true, its status and error, and the worker is free again. Never waits. */
bool worker_take(worker *w, em_status *status, em_error *error);
void worker_wait(worker *w); /* until the job has finished (tests, leaving) */

#endif
