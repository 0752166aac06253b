/* Making runs and whole scenes, on the spot or on the worker. Until a build has ended well, the
 * window shows what it showed before. */
#ifndef APP_START_H
#define APP_START_H

#include "app/jobs.h"

typedef struct build_job build_job;
struct build_job {
    job job;
    scene *next;       /* what is being made */
    const scene *from; /* the app's scene, whose data next shares; NULL: next shares nothing */
    unsigned mask;     /* panes that get a new run */
    bool whole;        /* next replaces the scene; else its runs and planes are put into it */
    bool keep;         /* whole: the scene before can be had back by undo */
    bool join;         /* whole: part of the latest edit of the data, undone with it */
    bool keep_view;    /* whole: cameras and the inspected row stay */
    /* On the worker, before the build: fills next->data and specs. NULL: they are there. */
    em_status (*prepare)(build_job *j, const em_control *control, em_error *error);
    /* On the app's thread, when all went well; NULL: nothing to add. */
    void (*after)(struct app *a, build_job *j);
    void (*drop)(build_job *j); /* frees extra; NULL: nothing */
    char *text;                 /* owned: path or name */
    void *extra;
};

/* A job for a scene like the app's own (shared = true), or for an empty one. NULL: out of memory.
 */
build_job *build_create(struct app *a, bool shared, const char *words);
void build_drop(build_job *j);
/* Takes the job. */
em_status build_start(struct app *a, build_job *j, double cost);

/* The app's own first runs. A cheap start that fails is returned in error. */
em_status start_first(struct app *a, em_error *error);
/* New runs for the panes in mask from specs[pane] (taken, also on failure); the data stay. */
em_status start_runs(struct app *a, unsigned mask, em_spec *specs, const char *words);

/* Shows another scene (taken); the old one is the caller's. */
void take_scene(struct app *a, scene *next, bool keep_view);

#endif
