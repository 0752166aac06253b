/* Work that may take longer than a frame. Three lanes: the runs (stepping, starting, loading), the
 * sweep, and what panels want to know aside, so that none keeps the runs waiting. Short work is
 * done at once, on the spot. */
#ifndef APP_JOBS_H
#define APP_JOBS_H

#include "app/scene.h"
#include "session/worker.h"

struct app;

/* Work more costly than this many multiplications goes to the worker. */
#define JOB_COST_MAX 3e6

typedef struct job job;
struct job {
    em_status (*work)(job *j, em_pool *pool, const em_control *control, em_error *error);
    /* On the app's thread, whatever the end was; frees the job. */
    em_status (*done)(struct app *a, job *j, em_status status, const em_error *error);
    const char *words; /* "E-step", "loading data": shown while it runs */
    unsigned panes;    /* mask of those it works for */
    em_pool *pool;
};

typedef struct job_lane {
    worker *worker;
    em_pool *pool; /* NULL: one thread; the sweep's is made for the first sweep */
    job *job;      /* running; NULL: free */
} job_lane;

typedef struct jobs {
    job_lane runs, sweep, aside;
    void (*wake)(void *);
    void *wake_context;
} jobs;

em_status jobs_init(jobs *all, void (*wake)(void *), void *wake_context, em_error *error);
/* Cancels, joins, drops what was running. */
void jobs_finish(struct app *a, jobs *all);
void jobs_free_pools(jobs *all); /* after the runs that use them are gone */

/* Takes the job. cost decides between now (returns its end's status) and the worker (EM_OK). The
 * lane must be free. */
em_status job_start(struct app *a, job_lane *lane, job *j, double cost);
bool job_busy(const job_lane *lane);
bool jobs_any(const jobs *all); /* is any lane busy? */
void job_cancel(job_lane *lane);
double job_progress(const job_lane *lane);
/* Ends finished jobs; true if one ended. */
bool jobs_poll(struct app *a, jobs *all);

#endif
