#include "app/autosave.h"

#include "app/session_file.h"
#include "app/state.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QUIET_SECONDS 10.0     /* after the last change */
enum { VALUES_MAX = 2000000 }; /* larger data are not copied again and again */

static const char own_name[] = "autosave-%ld.json", rescued_name[] = "/rescued.json";

static bool folder_of(char *buffer, size_t size)
{
    if (!settings_path(buffer, size))
        return false;
    *strrchr(buffer, '/') = '\0';
    return true;
}

static bool own_path(char *buffer, size_t size)
{
    char name[64];
    snprintf(name, sizeof name, own_name, (long)getpid());
    if (!folder_of(buffer, size) || strlen(buffer) + strlen(name) + 2 > size)
        return false;
    strcat(strcat(buffer, "/"), name);
    return true;
}

void autosave_changed(app *a)
{
    a->unsaved_seconds = a->use_settings ? 0.0 : (double)NAN;
}

/* Not while something moves: it would be written again at once. */
void autosave_tick(app *a, double seconds)
{
    char path[PROMPT_MAX];
    if (isnan(a->unsaved_seconds))
        return;
    a->unsaved_seconds += seconds;
    if (a->unsaved_seconds < QUIET_SECONDS || a->playing || jobs_any(&a->jobs))
        return;
    a->unsaved_seconds = (double)NAN;
    const em_dataset *data = a->scene->data;
    if (app_has_runs(a) && data->n <= VALUES_MAX / data->d && own_path(path, sizeof path))
        session_file_save(a, path, true);
}

double autosave_wait(const app *a)
{
    if (isnan(a->unsaved_seconds) || a->playing || jobs_any(&a->jobs))
        return HUGE_VAL;
    return fmax(0.0, QUIET_SECONDS - a->unsaved_seconds);
}

void autosave_remove(app *a)
{
    char path[PROMPT_MAX];
    if (a->use_settings && own_path(path, sizeof path))
        unlink(path);
}

/* "autosave-1234.json" of a program that is no more. */
static bool is_orphan(const char *name)
{
    long pid = 0;
    int length = 0;
    if (sscanf(name, "autosave-%ld.json%n", &pid, &length) != 1 || name[length] != '\0' ||
        length == 0 || pid <= 0 || pid == (long)getpid())
        return false;
    return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void autosave_rescue(app *a)
{
    char folder[PROMPT_MAX], path[2 * PROMPT_MAX];
    if (!a->use_settings || !folder_of(folder, sizeof folder))
        return;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return;
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (!is_orphan(entry->d_name))
            continue;
        char kept[2 * PROMPT_MAX];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        snprintf(kept, sizeof kept, "%s%s", folder, rescued_name);
        if (rename(path, kept) != 0)
            continue;
        settings_remember(&a->settings, kept);
        app_notice(a, false,
                   "The last session ended unexpectedly. It is kept as rescued.json (Ctrl+D).");
    }
    closedir(dir);
}

bool autosave_is_rescued(const char *path)
{
    const size_t length = strlen(path), tail = sizeof rescued_name - 1;
    return length >= tail && strcmp(path + length - tail, rescued_name) == 0;
}
