/* A drag source: drops a list of URIs on an X window by the XDND protocol, as file managers do.
 * Usage: drop_source WINDOW URI...; exits 0 when the window has finished with them. */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { VERSION = 5, SECONDS = 5, PLACE = 200 };

typedef struct source {
    Display *display;
    Window self, target;
    char data[8192];
} source;

static long name(const source *s, const char *text)
{
    return (long)XInternAtom(s->display, text, False);
}

static void tell(const source *s, const char *what, long second, long third, long fifth)
{
    XEvent e = {.xclient = {.type = ClientMessage,
                            .window = s->target,
                            .message_type = (Atom)name(s, what),
                            .format = 32}};
    e.xclient.data.l[0] = (long)s->self;
    e.xclient.data.l[1] = second;
    e.xclient.data.l[2] = third;
    e.xclient.data.l[4] = fifth;
    XSendEvent(s->display, s->target, False, NoEventMask, &e);
    XFlush(s->display);
}

static void hand_over(const source *s, const XSelectionRequestEvent *asked)
{
    XChangeProperty(s->display, asked->requestor, asked->property, (Atom)name(s, "text/uri-list"),
                    8, PropModeReplace, (const unsigned char *)s->data, (int)strlen(s->data));
    XEvent e = {.xselection = {.type = SelectionNotify,
                               .requestor = asked->requestor,
                               .selection = asked->selection,
                               .target = asked->target,
                               .property = asked->property,
                               .time = asked->time}};
    XSendEvent(s->display, asked->requestor, False, NoEventMask, &e);
    XFlush(s->display);
}

/* True when the target has finished. */
static bool answer(const source *s, const XEvent *e)
{
    if (e->type == SelectionRequest)
        hand_over(s, &e->xselectionrequest);
    if (e->type != ClientMessage)
        return false;
    if ((long)e->xclient.message_type == name(s, "XdndStatus") && (e->xclient.data.l[1] & 1) != 0)
        tell(s, "XdndDrop", 0, CurrentTime, 0);
    return (long)e->xclient.message_type == name(s, "XdndFinished");
}

int main(int argc, char **argv)
{
    source s = {.display = XOpenDisplay(NULL)};
    if (argc < 3 || s.display == NULL)
        return 2;
    s.target = (Window)strtoul(argv[1], NULL, 0);
    for (int i = 2; i < argc; i++) {
        const size_t used = strlen(s.data);
        snprintf(s.data + used, sizeof s.data - used, "%s\r\n", argv[i]);
    }
    s.self = XCreateSimpleWindow(s.display, DefaultRootWindow(s.display), 0, 0, 1, 1, 0, 0, 0);
    XSetSelectionOwner(s.display, (Atom)name(&s, "XdndSelection"), s.self, CurrentTime);
    tell(&s, "XdndEnter", (long)VERSION << 24, name(&s, "text/uri-list"), 0);
    tell(&s, "XdndPosition", 0, (long)PLACE << 16 | PLACE, name(&s, "XdndActionCopy"));
    bool finished = false;
    const time_t end = time(NULL) + SECONDS;
    while (!finished && time(NULL) < end) {
        XEvent e;
        while (!finished && XPending(s.display) > 0) {
            XNextEvent(s.display, &e);
            finished = answer(&s, &e);
        }
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    }
    XCloseDisplay(s.display);
    return finished ? 0 : 1;
}
