/* One machine shared: two threads against one, and the own time beside somebody else's work. */
#include "cli/bench_case.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { ROUNDS = 7, SPIN_SECONDS = 120 };

static bool equal(const double *a, const double *b, size_t count)
{
    return !a || memcmp(a, b, count * sizeof *a) == 0;
}

static bool same_resp(const em_resp *a, const em_resp *b)
{
    return !a || (memcmp(a->label, b->label, a->n * sizeof *a->label) == 0 &&
                  equal(a->gamma, b->gamma, a->n * a->k) && equal(&a->objective, &b->objective, 1));
}

static bool same_bits(const bench_state *a, const bench_state *b)
{
    const em_params *p = a->params, *q = b->params;
    return equal(p->mean, q->mean, p->k * p->d) && equal(p->weight, q->weight, p->k) &&
           equal(p->cov, q->cov, p->cov ? em_cov_len(p->cov_kind, p->k, p->d) : 0) &&
           same_resp(a->resp, b->resp);
}

static double median(double *seconds, size_t count)
{
    bench_sort(seconds, count);
    return seconds[count / 2];
}

bool bench_threads(const bench_case *of, const em_dataset *data, bench_report *report,
                   void *context)
{
    double seconds[BENCH_STEPS_MAX], faster[ROUNDS], differ[ROUNDS];
    bench_state one, two = {0};
    char name[80];
    bool good = bench_open(&one, of, data, 1) && bench_open(&two, of, data, 2);
    for (size_t r = 0; r < ROUNDS && good; r++) {
        good = bench_steps(&one, of->iterations, seconds);
        faster[r] = median(seconds, of->iterations);
        good = good && bench_steps(&two, of->iterations, seconds);
        faster[r] /= median(seconds, of->iterations);
        differ[r] = same_bits(&one, &two) ? 0 : 1;
    }
    bench_close(&one);
    bench_close(&two);
    if (!good)
        return false;
    bench_line line = bench_value_line(of->name, faster, ROUNDS, "x", BENCH_MEDIAN_AT_LEAST, 1.8);
    report(context, &line);
    snprintf(name, sizeof name, "%s-differ", of->name);
    line = bench_value_line(name, differ, ROUNDS, "bits", BENCH_WORST_AT_MOST, 0);
    report(context, &line);
    return true;
}

static _Noreturn void spin(void)
{
    alarm(SPIN_SECONDS); /* the last of three ways to end it */
    for (;;)
        __asm__ volatile("" ::: "memory");
}

/* A process that keeps the last processor we may use busy. It ends with us, whatever ends us. */
static pid_t start_spinning(void)
{
    const pid_t parent = getpid(), child = fork();
    if (child != 0)
        return child;
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGALRM, SIG_DFL);
#ifdef __linux__
    cpu_set_t all, last;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    if (sched_getaffinity(0, sizeof all, &all) == 0) {
        size_t cpu = CPU_SETSIZE - 1;
        while (cpu > 0 && !CPU_ISSET(cpu, &all))
            cpu--;
        CPU_ZERO(&last);
        CPU_SET(cpu, &last);
        sched_setaffinity(0, sizeof last, &last);
    }
#endif
    (void)parent;
    spin();
}

static void end_spinning(pid_t child)
{
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

bool bench_busy(const bench_case *of, const em_dataset *data, bench_report *report, void *context)
{
    double seconds[BENCH_STEPS_MAX], half[ROUNDS], nine[ROUNDS];
    const size_t count = of->iterations;
    bench_state one, all = {0};
    char name[80];
    bool good = bench_open(&one, of, data, 1) && bench_open(&all, of, data, 0);
    for (size_t r = 0; r < ROUNDS && good; r++) {
        good = bench_steps(&one, count, seconds);
        const double quiet = median(seconds, count);
        const pid_t other = start_spinning();
        good = good && other > 0 && bench_steps(&all, count, seconds);
        if (other > 0)
            end_spinning(other);
        half[r] = median(seconds, count) / quiet;
        nine[r] = seconds[count * 9 / 10] / quiet;
    }
    bench_close(&one);
    bench_close(&all);
    if (!good)
        return false;
    bench_line line = bench_value_line(of->name, half, ROUNDS, "x", BENCH_MEDIAN_AT_MOST, 1.3);
    report(context, &line);
    snprintf(name, sizeof name, "%s-p90", of->name);
    line = bench_value_line(name, nine, ROUNDS, "x", BENCH_MEDIAN_AT_MOST, 2);
    report(context, &line);
    return true;
}
