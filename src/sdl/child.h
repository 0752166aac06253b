/* A helper program (zenity, ffmpeg): found on the path, started with an argument list and never
 * through a shell. Only its one pipe is shared with it, and a file for its messages. */
#ifndef SDL_CHILD_H
#define SDL_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct child {
    pid_t pid; /* 0: none */
    int pipe;  /* our end, non-blocking: from its output or to its input; -1 when closed */
} child;

/* argv ends with NULL. messages: an open file for what it says on standard error, or -1: that goes
 * nowhere. False: the program is not there or cannot be started. */
bool child_start(child *c, const char *const argv[], bool to_its_input, int messages);

/* True once it has ended; *status is its exit status, 128 + signal if it was killed. Never waits.
 */
bool child_ended(child *c, int *status);
bool child_wait(child *c, double seconds, int *status); /* at most that long */
void child_close(child *c);                             /* our end of the pipe */
void child_kill(child *c); /* if it still runs; closes the pipe; leaves nothing behind */

#endif
