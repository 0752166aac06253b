/* Ctrl-C and progress. */
#include "cli/common.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static const double FIRST_SHOWN = 0.5, SHOWN_EVERY = 0.1; /* seconds */

static atomic_bool cancelled;
static atomic_bool watched; /* somebody looks at the flag and stops cleanly */

static void raise_flag(int signal_number)
{
    static const char words[] = "emstep: interrupted\n";

    if (!atomic_load(&watched)) {
        (void)!write(STDERR_FILENO, words, sizeof words - 1);
        _exit(130);
    }
    atomic_store(&cancelled, true);
}

void cli_catch_signals(void)
{
    const struct sigaction action = {.sa_handler = raise_flag, .sa_flags = (int)SA_RESETHAND};

    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGHUP, &action, NULL);
}

const atomic_bool *cli_cancel_flag(void)
{
    return &cancelled;
}

double cli_watch_seconds(const cli_watch *w)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - w->start.tv_sec) + 1e-9 * (double)(now.tv_nsec - w->start.tv_nsec);
}

static void show(void *context, double fraction)
{
    cli_watch *w = context;
    const double now = cli_watch_seconds(w);

    if (now < (w->shown > 0.0 ? w->shown + SHOWN_EVERY : FIRST_SHOWN)) {
        return;
    }
    w->shown = now;
    (void)fprintf(stderr, "\r%s %3.0f %% ", w->what, 100.0 * fraction);
    (void)fflush(stderr);
}

void cli_watch_start(cli_watch *w, const char *what)
{
    *w = (cli_watch){.what = what, .control = {.cancel = &cancelled}};
    (void)clock_gettime(CLOCK_MONOTONIC, &w->start);
    if (isatty(STDERR_FILENO)) {
        w->control.progress = show;
        w->control.context = w;
    }
    atomic_store(&watched, true);
}

void cli_watch_stop(cli_watch *w)
{
    if (w->shown > 0.0) {
        (void)fprintf(stderr, "\r%*s\r", 40, "");
        (void)fflush(stderr);
    }
    w->shown = 0.0;
    atomic_store(&watched, false);
}
