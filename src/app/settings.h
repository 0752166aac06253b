/* What the program remembers between two starts: $XDG_CONFIG_HOME/emstep/settings.json, written
 * whole or not at all, so that two windows never mix theirs; the last one wins. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "view/view.h"

enum { RECENT_MAX = 8 };

typedef struct settings {
    view_theme theme;
    double scale; /* 0: that of the display */
    bool presentation, animation;
    int pace;
    unsigned overlays;
    char *recent[RECENT_MAX]; /* names or paths, newest first; owned */
    size_t n_recent;
} settings;

void settings_init(settings *s); /* the program's own defaults */
void settings_finish(settings *s);

/* Reads the file if there is one. A broken file is renamed to settings.json.bak, s is as
 * settings_init left it, and warning says so in one line; else warning is "". */
void settings_load(settings *s, char *warning, size_t size);
em_status settings_save(const settings *s, em_error *error);

/* Makes the folder of the file; false if nothing can be written there, *error says why. */
bool settings_folder_make(em_error *error);

/* The command line and session files set looks for a while: what was lent and has not been changed
 * since is not remembered. Lists and pace do not count. */
typedef struct settings_loan {
    settings kept, lent;
} settings_loan;

/* From now on what s holds is lent; before: s as the user had it. */
void settings_lend(settings_loan *loan, const settings *before, const settings *s);
/* s as it is to be remembered; its lists stay those of s. */
settings settings_own(const settings_loan *loan, const settings *s);

/* Puts a name in front of the recent ones. Out of memory: it is not remembered. */
void settings_remember(settings *s, const char *name);

/* Remembers data that were opened: files by their full path; built-in ones are in the menu anyway.
 */
void settings_opened(settings *s, const char *name);

/* The path of the file; false if neither XDG_CONFIG_HOME nor HOME is set. */
bool settings_path(char *buffer, size_t size);

#endif
