#include "io/writer.h"
#include "io/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

struct io_writer {
    FILE *file;
    char *path;      /* where it goes; NULL: standard output */
    char *temporary; /* where it is written; NULL: directly */
    int failed;      /* errno of the first write that failed, 0 */
};

static em_status fail(const char *path, int reason, em_error *error)
{
    char quoted[200];
    return em_fail(error, EM_ERR_FILE, "cannot write %s: %s",
                   path ? io_quote(path, quoted, sizeof quoted) : "standard output",
                   strerror(reason));
}

static void destroy(io_writer *w)
{
    free(w->path);
    free(w->temporary);
    free(w);
}

/* Creates an empty file beside w->path under a name of its own. Not mkstemp, which makes files
 * that only their owner can read: here the kernel applies the umask. */
static int open_temporary(io_writer *w)
{
    const char *slash = strrchr(w->path, '/');
    int folder = slash ? (int)(slash - w->path) + 1 : 0;
    size_t size = (size_t)folder + 40;
    w->temporary = malloc(size);
    if (!w->temporary)
        return -1;
    for (int attempt = 0; attempt < 100; attempt++) {
        unsigned long long random = 0;
        if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
            random = (unsigned long long)getpid() << 16 | (unsigned)attempt;
        snprintf(w->temporary, size, "%.*s.emstep-%016llx.tmp", folder, w->path, random);
        int fd = open(w->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* Opens w->path or its stand-in; errno tells why not. */
static int open_target(io_writer *w)
{
    struct stat st;
    bool exists = stat(w->path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (exists && !S_ISREG(st.st_mode)) /* a device or pipe must not be replaced by a file */
        return open(w->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (exists && access(w->path, W_OK) != 0)
        return -1;
    int fd = open_temporary(w);
    if (fd >= 0 && exists && fchmod(fd, st.st_mode & 0777) != 0)
        errno = 0; /* the mode is a courtesy: some file systems have none */
    return fd;
}

static em_status open_path(const char *path, io_writer *w, em_error *error)
{
    if (!*path)
        return em_fail(error, EM_ERR_FILE, "cannot write: the file's name is empty");
    w->path = realpath(path, NULL); /* through links, so that the link stays */
    if (!w->path)
        w->path = strdup(path);
    if (!w->path)
        return em_fail_memory(error);
    int fd = open_target(w);
    if (fd < 0)
        return w->temporary || errno != ENOMEM ? fail(path, errno, error) : em_fail_memory(error);
    w->file = fdopen(fd, "wb");
    if (!w->file) {
        close(fd);
        if (w->temporary)
            unlink(w->temporary);
        return em_fail_memory(error);
    }
    return EM_OK;
}

em_status io_writer_open(const char *path, io_writer **out, em_error *error)
{
    io_writer *w = calloc(1, sizeof *w);
    *out = NULL;
    if (!w)
        return em_fail_memory(error);
    if (!path || strcmp(path, "-") == 0) {
        w->file = stdout;
    } else {
        em_status status = open_path(path, w, error);
        if (status) {
            destroy(w);
            return status;
        }
    }
    *out = w;
    return EM_OK;
}

static em_status note_failure(io_writer *w)
{
    if (!w->failed)
        w->failed = errno ? errno : EIO;
    return EM_ERR_FILE;
}

em_status io_writer_write(io_writer *w, const void *bytes, size_t count)
{
    errno = 0;
    if (count && fwrite(bytes, 1, count, w->file) != count)
        return note_failure(w);
    return w->failed ? EM_ERR_FILE : EM_OK;
}

em_status io_writer_printf(io_writer *w, const char *format, ...)
{
    va_list args;
    errno = 0;
    va_start(args, format);
    int count = vfprintf(w->file, format, args);
    va_end(args);
    if (count < 0)
        return note_failure(w);
    return w->failed ? EM_ERR_FILE : EM_OK;
}

/* The folder's entry is made durable too; where that cannot be asked for, the file still stands. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX] = ".";
    if (slash)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path) + 1, path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

/* Everything that can fail late, in order; each failure is remembered, the first one counts. */
static void finish_file(io_writer *w)
{
    errno = 0;
    if (fflush(w->file) != 0 || ferror(w->file))
        note_failure(w);
    if (w->temporary && !w->failed && fsync(fileno(w->file)) != 0 && errno != EINVAL)
        note_failure(w); /* EINVAL: a file system that cannot sync */
    if (w->path && fclose(w->file) != 0)
        note_failure(w);
    if (w->temporary && !w->failed && rename(w->temporary, w->path) != 0)
        note_failure(w);
    if (w->temporary && w->failed)
        unlink(w->temporary);
    else if (w->temporary)
        sync_folder(w->path);
}

em_status io_writer_commit(io_writer *w, em_error *error)
{
    finish_file(w);
    em_status status = w->failed ? fail(w->path, w->failed, error) : EM_OK;
    destroy(w);
    return status;
}

void io_writer_abandon(io_writer *w)
{
    if (!w)
        return;
    if (w->path)
        fclose(w->file);
    if (w->temporary)
        unlink(w->temporary);
    destroy(w);
}
