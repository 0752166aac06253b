/* Allocation and input/output that fail on demand. The allocator's names are taken over for the
 * whole process, libc and zlib included; the calls of the linker's --wrap list for our own code. */
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static long fail_at, seen;
static bool armed, sticky;
static long io_fail_at_call, io_seen;
static int io_errno;
static bool io_armed;
long faults_live;

void faults_arm_memory(long n, bool all_later)
{
    fail_at = n;
    seen = 0;
    sticky = all_later;
    armed = true;
}

bool faults_disarm_memory(void)
{
    armed = false;
    return seen >= fail_at;
}

void faults_arm_io(long n, int error)
{
    io_fail_at_call = n;
    io_seen = 0;
    io_errno = error;
    io_armed = true;
}

bool faults_disarm_io(void)
{
    io_armed = false;
    return io_seen >= io_fail_at_call;
}

#if FAULTS_IN_MEMORY
static bool refuse(void)
{
    if (!armed)
        return false;
    seen++;
    bool now = sticky ? seen >= fail_at : seen == fail_at;
    if (now)
        errno = ENOMEM;
    return now;
}

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void __libc_free(void *old);

static void *count_block(void *block)
{
    faults_live += block != NULL;
    return block;
}

void *malloc(size_t size)
{
    return refuse() ? NULL : count_block(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return refuse() ? NULL : count_block(__libc_calloc(count, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return refuse() ? NULL : count_block(__libc_memalign(alignment, size));
}

void *realloc(void *old, size_t size)
{
    if (refuse())
        return NULL;
    void *block = __libc_realloc(old, size);
    faults_live += !old && block;
    return block;
}

void free(void *old)
{
    faults_live -= old != NULL;
    __libc_free(old);
}
#endif

static bool refuse_io(void)
{
    if (!io_armed)
        return false;
    bool now = ++io_seen == io_fail_at_call;
    if (now)
        errno = io_errno;
    return now;
}

/* One line for each wrapped call: its real self, and what it answers when it fails. */
#define WRAP(result, name, parameters, arguments, bad)                                             \
    extern result __real_##name parameters;                                                        \
    result __wrap_##name parameters;                                                               \
    result __wrap_##name parameters                                                                \
    {                                                                                              \
        return refuse_io() ? (bad) : __real_##name arguments;                                      \
    }

WRAP(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), -1)
WRAP(int, fsync, (int fd), (fd), -1)
WRAP(int, rename, (const char *from, const char *to), (from, to), -1)
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode), -1)
WRAP(int, fstat64, (int fd, struct stat *st), (fd, st), -1)
WRAP(int, fflush, (FILE * f), (f), -1)
WRAP(FILE *, fdopen, (int fd, const char *mode), (fd, mode), NULL)
WRAP(char *, realpath, (const char *path, char *to), (path, to), NULL)
WRAP(size_t, fwrite, (const void *from, size_t size, size_t n, FILE *f), (from, size, n, f), 0)

extern int __real_open64(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...)
{
    return refuse_io() ? -1 : __real_open64(path, flags, 0666);
}

/* A close that fails has closed all the same. */
extern int __real_fclose(FILE *f);
int __wrap_fclose(FILE *f);
int __wrap_fclose(FILE *f)
{
    bool bad = refuse_io();
    int error = errno, result = __real_fclose(f);
    errno = error;
    return bad ? EOF : result;
}
