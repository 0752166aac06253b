#include "io/bytes.h"
#include "io/load.h"
#include "io/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_ROOM = 1 << 16, SNIFF = 512 };

void io_bytes_init(io_bytes *bytes, const char *name, size_t limit)
{
    *bytes = (io_bytes){.name = name, .limit = limit};
}

void io_bytes_finish(io_bytes *bytes)
{
    free(bytes->data);
    bytes->data = NULL;
    bytes->size = bytes->room = 0;
}

em_status io_bytes_reserve(io_bytes *bytes, size_t *room, em_error *error)
{
    if (bytes->size == bytes->room) {
        size_t grown = bytes->room ? 2 * bytes->room : FIRST_ROOM;
        unsigned char *data = realloc(bytes->data, grown + 1);
        if (!data)
            return em_fail_memory(error);
        bytes->data = data;
        bytes->room = grown;
    }
    *room = bytes->room - bytes->size;
    return EM_OK;
}

static em_status find_format(io_bytes *bytes, em_error *error)
{
    const char *words = "";
    bytes->format = io_sniff(bytes->data, bytes->size, &words);
    if (bytes->format == IO_REFUSED)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0, "%s", words);
    return EM_OK;
}

static em_status refuse_nul(const io_bytes *bytes, const unsigned char *nul, em_error *error)
{
    size_t line = 1;
    for (const unsigned char *p = bytes->data; p < nul; p++)
        line += *p == '\n';
    return io_fail_at(error, EM_ERR_FORMAT, bytes->name, line, 0,
                      "found a NUL byte (byte %zu of the file), expected text",
                      (size_t)(nul - bytes->data) + 1);
}

static em_status check_text(const io_bytes *bytes, size_t from, em_error *error)
{
    const unsigned char *nul = NULL;
    if (bytes->format == IO_TEXT)
        nul = memchr(bytes->data + from, 0, bytes->size - from);
    return nul ? refuse_nul(bytes, nul, error) : EM_OK;
}

em_status io_bytes_advance(io_bytes *bytes, size_t count, em_error *error)
{
    size_t before = bytes->size;
    em_status status = EM_OK;
    bytes->size += count;
    bytes->data[bytes->size] = '\0';
    if (bytes->format == IO_UNKNOWN && bytes->size >= SNIFF) {
        status = find_format(bytes, error);
        before = 0;
    }
    if (!status)
        status = check_text(bytes, before, error);
    if (!status && bytes->size > bytes->limit)
        status = io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0,
                            "holds more than %zu bytes, the most that is read here", bytes->limit);
    return status;
}

em_status io_bytes_end(io_bytes *bytes, em_error *error)
{
    if (bytes->size == 0)
        return io_fail_at(error, EM_ERR_FORMAT, bytes->name, 0, 0, "is empty, expected a table");
    if (bytes->format != IO_UNKNOWN)
        return EM_OK;
    em_status status = find_format(bytes, error);
    return status ? status : check_text(bytes, 0, error);
}

static em_status refuse_file(const char *name, const char *words, em_error *error)
{
    return io_fail_at(error, EM_ERR_FILE, name, 0, 0, "%s", words);
}

static em_status check_kind(int fd, const char *name, em_error *error)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return refuse_file(name, strerror(errno), error);
    if (S_ISDIR(st.st_mode))
        return refuse_file(name, "is a folder, expected a file", error);
    if (S_ISFIFO(st.st_mode))
        return refuse_file(name, "is a pipe, expected a file (use - for standard input)", error);
    if (S_ISSOCK(st.st_mode))
        return refuse_file(name, "is a socket, expected a file", error);
    if (!S_ISREG(st.st_mode))
        return refuse_file(name, "is a device, expected a file", error);
    size_t size = (size_t)st.st_size, held = (size_t)st.st_blocks * 512;
    if (size > IO_BYTES_MAX)
        return io_fail_at(error, EM_ERR_FILE, name, 0, 0,
                          "has %zu bytes, more than the %zu that are read", size, IO_BYTES_MAX);
    if (size > IO_RATIO_FREE && size / IO_RATIO_MAX > held)
        return refuse_file(name, "is almost all holes (a sparse file), expected data", error);
    return EM_OK;
}

static em_status read_all(int fd, io_bytes *bytes, em_error *error)
{
    for (;;) {
        size_t room;
        em_status status = io_bytes_reserve(bytes, &room, error);
        if (status)
            return status;
        ssize_t got = read(fd, bytes->data + bytes->size, room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return refuse_file(bytes->name, strerror(errno), error);
        if (got == 0)
            return io_bytes_end(bytes, error);
        status = io_bytes_advance(bytes, (size_t)got, error);
        if (status)
            return status;
    }
}

em_status io_bytes_read(io_bytes *bytes, const char *path, em_error *error)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    io_bytes_init(bytes, name, IO_BYTES_MAX);
    if (standard)
        return read_all(STDIN_FILENO, bytes, error);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return refuse_file(name, errno == ENOENT ? "no such file" : strerror(errno), error);
    em_status status = check_kind(fd, name, error);
    if (!status)
        status = read_all(fd, bytes, error);
    close(fd);
    return status;
}

const char *io_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}
