/* The settings file: whatever it holds, there are settings in range afterwards. */
#include "target.h"

#include "app/settings.h"
#include "io/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[4096];

static void remove_folder(void)
{
    char aside[4200];
    snprintf(aside, sizeof aside, "%s.bak", path);
    unlink(path);
    unlink(aside);
    *strrchr(path, '/') = '\0';
    rmdir(path);
    rmdir(folder);
}

static bool make_folder(void)
{
    settings s;
    em_error error;
    /* Each run renames a file, which waits for a disk but not for memory. */
    strcpy(folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/settings-XXXXXX" : "settings-XXXXXX");
    char *whole = mkdtemp(folder) ? realpath(folder, NULL) : NULL;
    bool good = whole && setenv("XDG_CONFIG_HOME", whole, 1) == 0;
    free(whole);
    settings_init(&s); /* saving makes the folders the file lies in */
    good = good && settings_save(&s, &error) == EM_OK && settings_path(path, sizeof path);
    settings_finish(&s);
    return good && atexit(remove_folder) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char warning[512];
    settings s;
    if (!*folder && !make_folder())
        abort();
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, size, f) != size || fclose(f) != 0)
        abort();
    settings_init(&s);
    settings_load(&s, warning, sizeof warning);
    if (s.theme >= THEME_COUNT || (s.scale != 0 && !(s.scale >= 0.75 && s.scale <= 3)) ||
        !io_utf8_valid(warning, strlen(warning)))
        abort();
    settings_finish(&s);
    return 0;
}
