#include "sdl/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* The child's standard files: its end of the pipe, a file for its messages, and nothing else. */
static bool wire(posix_spawn_file_actions_t *files, int its_end, bool to_its_input, int messages)
{
    bool good = true;
    for (int fd = 0; fd < 3; fd++) {
        if (fd == STDERR_FILENO && messages >= 0) {
            good = good && posix_spawn_file_actions_adddup2(files, messages, fd) == 0;
        } else if (fd == (to_its_input ? STDIN_FILENO : STDOUT_FILENO)) {
            good = good && posix_spawn_file_actions_adddup2(files, its_end, fd) == 0;
        } else {
            good = good && posix_spawn_file_actions_addopen(files, fd, "/dev/null",
                                                            fd == 0 ? O_RDONLY : O_WRONLY, 0) == 0;
        }
    }
    return good;
}

static bool spawn(child *c, const char *const argv[], int its_end, bool to_its_input, int messages)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    if (posix_spawn_file_actions_init(&files) != 0) {
        return false;
    }
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return false;
    }
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE); /* ignored here, not there */
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes,
                              0); /* Ctrl-C is for us; we end the child in our own way */
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    const bool good = wire(&files, its_end, to_its_input, messages) &&
                      posix_spawnp(&c->pid, argv[0], &files, &attributes,
                                   (char *const *)(const void *)argv, environ) == 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return good;
}

bool child_start(child *c, const char *const argv[], bool to_its_input, int messages)
{
    int ends[2];
    *c = (child){.pid = 0, .pipe = -1};
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return false;
    }
    const int ours = ends[to_its_input ? 1 : 0], its = ends[to_its_input ? 0 : 1];
    const bool good =
        fcntl(ours, F_SETFL, O_NONBLOCK) == 0 && spawn(c, argv, its, to_its_input, messages);
    close(its);
    if (!good) {
        close(ours);
        c->pid = 0;
        return false;
    }
    c->pipe = ours;
    return true;
}

bool child_ended(child *c, int *status)
{
    int raw = 0;
    if (c->pid == 0) {
        return true;
    }
    const pid_t got = waitpid(c->pid, &raw, WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR)) {
        return false;
    }
    *status = got < 0 ? 127 : WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    c->pid = 0;
    return true;
}

bool child_wait(child *c, double seconds, int *status)
{
    const struct timespec nap = {.tv_nsec = 5000000};
    for (double waited = 0.0; !child_ended(c, status); waited += 0.005) {
        if (waited >= seconds) {
            return false;
        }
        nanosleep(&nap, NULL);
    }
    return true;
}

void child_close(child *c)
{
    if (c->pipe >= 0) {
        close(c->pipe);
        c->pipe = -1;
    }
}

void child_kill(child *c)
{
    int status;
    if (c->pid != 0) {
        kill(c->pid, SIGTERM);
        if (!child_wait(c, 0.3, &status)) {
            kill(c->pid, SIGKILL);
            child_wait(c, 1.0, &status);
        }
    }
    child_close(c);
}
