/* Runs a fuzz target over the files of its corpus: an ordinary test, with any compiler. */
#include "target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static bool replay(const char *folder, const char *name)
{
    static uint8_t bytes[1 << 20];
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    size_t size = fread(bytes, 1, sizeof bytes, f);
    bool good = !ferror(f);
    fclose(f);
    uint8_t *exact = malloc(size ? size : 1); /* a read behind the end is caught */
    if (!exact)
        return false;
    for (size_t i = 0; i < size; i++)
        exact[i] = bytes[i];
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return good;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    DIR *d = argc == 2 ? opendir(argv[1]) : NULL;
    if (!d)
        return 1;
    for (struct dirent *e; (e = readdir(d));)
        if (e->d_name[0] != '.') {
            if (!replay(argv[1], e->d_name))
                return 1;
            count++;
        }
    closedir(d);
    printf("%zu inputs\n", count);
    return count < 20; /* an empty corpus proves nothing */
}
