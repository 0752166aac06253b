#include "io/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PLACES = 3 };

static bool beside_executable(const char *sub, char *buffer, size_t size)
{
    char exe[4096];
    ssize_t length = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (length <= 0)
        return false;
    exe[length] = '\0';
    char *slash = strrchr(exe, '/');
    if (!slash)
        return false;
    *slash = '\0';
    int need = snprintf(buffer, size, "%s/../share/emstep/%s", exe, sub);
    return need > 0 && (size_t)need < size;
}

/* The place-th folder to look in; false if there is none of that kind. */
static bool candidate(int place, const char *sub, char *buffer, size_t size)
{
    bool datasets = strcmp(sub, "datasets") == 0, assets = strcmp(sub, "assets") == 0;
    const char *given = datasets ? getenv("EMSTEP_DATASETS")
                        : assets ? getenv("EMSTEP_ASSETS")
                                 : NULL;
    int need = -1;
    if (place == 0 && given && *given)
        need = snprintf(buffer, size, "%s", given);
    else if (place == 1)
        return beside_executable(sub, buffer, size);
    else if (place == 2)
        need = snprintf(buffer, size, "%s/%s", EMSTEP_SOURCE_ROOT, sub);
    return need > 0 && (size_t)need < size;
}

bool io_find_folder(const char *sub, char *buffer, size_t size)
{
    struct stat st;
    for (int place = 0; place < PLACES; place++)
        if (candidate(place, sub, buffer, size) && stat(buffer, &st) == 0 && S_ISDIR(st.st_mode))
            return true;
    return false;
}

bool io_find_file(const char *sub, const char *file, char *buffer, size_t size)
{
    char folder[4096];
    for (int place = 0; place < PLACES; place++) {
        if (!candidate(place, sub, folder, sizeof folder))
            continue;
        int need = snprintf(buffer, size, "%s/%s", folder, file);
        if (need > 0 && (size_t)need < size && access(buffer, F_OK) == 0)
            return true;
    }
    return false;
}
