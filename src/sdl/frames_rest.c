#include "sdl/frames.h"

#include "em/generate.h"
#include "sdl/loop.h"

#include <SDL.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A second thread looks twice at the counters of a program that should have nothing to do. */
typedef struct witness {
    pthread_t thread;
    atomic_size_t pictures;
    double seconds, drawn; /* of processor and pictures, from look to look */
    char driver[32];
} witness;

enum { SETTLE = 2, BETWEEN = 2 };

static double processor_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *look_twice(void *context)
{
    witness *w = context;
    nanosleep(&(struct timespec){.tv_sec = SETTLE}, NULL);
    const char *driver = SDL_GetCurrentVideoDriver();
    snprintf(w->driver, sizeof w->driver, "%s", driver ? driver : "none");
    const double seconds = processor_seconds();
    const size_t pictures = atomic_load(&w->pictures);
    nanosleep(&(struct timespec){.tv_sec = BETWEEN}, NULL);
    w->seconds = processor_seconds() - seconds;
    w->drawn = (double)(atomic_load(&w->pictures) - pictures);
    return NULL;
}

static em_status run_loop(witness *w, em_error *error)
{
    app_options options;
    em_spec spec;
    app_options_init(&options);
    em_spec_init(&spec, EM_GMM);
    spec.k = 3;
    options.spec[0] = &spec;
    options.panes = 1;
    options.overlays = app_default_overlays();
    options.animation = true;
    options.settings = false;
    FILE *script = tmpfile();
    em_status status =
        script && fputs("wait idle\nkey Right\nwait idle\nwait 4.5\nquit\n", script) >= 0
            ? em_generate("aniso", &options.data, error)
            : em_fail(error, EM_ERR_FILE, "a script cannot be written");
    if (status == EM_OK) {
        rewind(script);
        const loop_options loop = {script, "script", 1600, 1000, &w->pictures};
        status = loop_run(&options, &loop, error);
    }
    if (script) {
        fclose(script);
    }
    em_spec_finish(&spec);
    return status;
}

em_status frames_at_rest(double *pictures, double *percent, char driver[32], em_error *error)
{
    witness w = {.drawn = 0};
    if (pthread_create(&w.thread, NULL, look_twice, &w) != 0) {
        return em_fail(error, EM_ERR_MEMORY, "a thread cannot be started");
    }
    em_status status = run_loop(&w, error);
    if (status != EM_OK) {
        pthread_cancel(w.thread); /* it would look for seconds at nothing */
    }
    pthread_join(w.thread, NULL);
    *pictures = w.drawn;
    *percent = 100.0 * w.seconds / BETWEEN;
    snprintf(driver, sizeof w.driver, "%s", w.driver);
    return status;
}
