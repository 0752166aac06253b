#include "sdl/dialog.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void close_messages(dialog *d)
{
    if (d->messages >= 0) {
        close(d->messages);
        d->messages = -1;
    }
}

bool dialog_open(dialog *d, bool save, const char *title, const char *suggestion)
{
    char title_option[128], file_option[1200];
    const char *argv[8] = {"zenity", "--file-selection"};
    size_t n = 2;
    *d = (dialog){.messages = memfd_create("dialog", MFD_CLOEXEC)};
    snprintf(title_option, sizeof title_option, "--title=%s", title);
    argv[n++] = title_option;
    if (save) {
        argv[n++] = "--save";
        argv[n++] = "--confirm-overwrite";
    }
    if (*suggestion) {
        snprintf(file_option, sizeof file_option, "--filename=%s", suggestion);
        argv[n++] = file_option;
    }
    d->open = child_start(&d->child, argv, false, d->messages);
    if (!d->open) {
        close_messages(d);
    }
    return d->open;
}

/* zenity without a display ends with the status of "cancelled", but says why. */
static bool has_no_display(const dialog *d)
{
    static const char *const complaint[] = {"open display", "init server"};
    char text[2048];
    const ssize_t got = d->messages >= 0 ? pread(d->messages, text, sizeof text - 1, 0) : -1;
    text[got > 0 ? got : 0] = '\0';
    for (size_t i = 0; i < sizeof complaint / sizeof complaint[0]; i++) {
        if (strstr(text, complaint[i])) {
            return true;
        }
    }
    return false;
}

/* Takes what has been written; true at the end of it. */
static bool read_path(dialog *d)
{
    char junk[512];
    for (;;) {
        const size_t room = sizeof d->path - 1 - d->length;
        const ssize_t got = room > 0 ? read(d->child.pipe, d->path + d->length, room)
                                     : read(d->child.pipe, junk, sizeof junk);
        if (got <= 0) {
            return got == 0 || (errno != EAGAIN && errno != EINTR);
        }
        d->length += room > 0 ? (size_t)got : 0;
    }
}

dialog_result dialog_poll(dialog *d)
{
    int status = 0;
    if (d->child.pipe >= 0 && read_path(d)) {
        child_close(&d->child);
    }
    if (d->child.pipe >= 0 || !child_ended(&d->child, &status)) {
        return DIALOG_WAITS;
    }
    const bool blind = has_no_display(d);
    d->open = false;
    close_messages(d);
    d->path[d->length] = '\0';
    if (d->length > 0 && d->path[d->length - 1] == '\n') {
        d->path[d->length - 1] = '\0';
    }
    if (status == 0) {
        return d->path[0] == '/' ? DIALOG_CHOSEN : DIALOG_FAILED;
    }
    return (status == 1 && !blind) || status == 5 ? DIALOG_CANCELLED : DIALOG_FAILED;
}

void dialog_close(dialog *d)
{
    if (d->open) {
        child_kill(&d->child);
        close_messages(d);
        d->open = false;
    }
}
