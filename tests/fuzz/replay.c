/* Runs a fuzz target over the files of its corpus and over mutations of each, the same ones every
 * time: an ordinary test, with any compiler. Usage: replay FOLDER */
#include "target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 16, MUTATIONS = 400 };

static uint32_t seed = 1;

static size_t below(size_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (size_t)(seed >> 8) % n;
}

/* An exact copy on the heap, so that a read behind its end is caught. */
static bool run(const uint8_t *bytes, size_t size)
{
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact)
        return false;
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return true;
}

/* One to four changes: a bit, a byte, a number at its limits, a cut, a piece doubled. */
static size_t mutate(uint8_t *bytes, size_t size)
{
    static const uint8_t favourites[] = {0,   1,   0x7f, 0x80, 0xff, '\n',
                                         ',', '"', '-',  '9',  'e',  '.'};
    for (size_t changes = 1 + below(4); changes > 0 && size > 0; changes--) {
        size_t at = below(size), length = 1 + below(size - at);
        switch (below(5)) {
        case 0: bytes[at] ^= (uint8_t)(1u << below(8)); break;
        case 1: bytes[at] = favourites[below(sizeof favourites)]; break;
        case 2: memset(bytes + at, favourites[below(5)], length < 4 ? length : 4); break;
        case 3: size = at; break;
        default:
            if (size + length <= ROOM) {
                memmove(bytes + at + length, bytes + at, size - at);
                size += length;
            }
        }
    }
    return size;
}

static bool replay(const char *folder, const char *name)
{
    static uint8_t bytes[ROOM], changed[ROOM];
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    size_t size = fread(bytes, 1, sizeof bytes, f);
    bool good = !ferror(f);
    fclose(f);
    good = good && run(bytes, size);
    for (int i = 0; good && i < MUTATIONS; i++) {
        memcpy(changed, bytes, size);
        good = run(changed, mutate(changed, size));
    }
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
