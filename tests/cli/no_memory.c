/* Preloaded: allocation FAIL_AT (from 1) of the program fails, with FAIL_STICKY all later ones too.
 * The number of allocations is written to the file FAIL_COUNT. */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_long calls;
static long fail_at = -1; /* below 0: not counting yet */
static bool sticky;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT");

    sticky = getenv("FAIL_STICKY") != NULL;
    fail_at = at ? atol(at) : 0;
}

__attribute__((destructor)) static void finish(void)
{
    const char *path = getenv("FAIL_COUNT");
    const long counted = atomic_load(&calls);

    fail_at = -1;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        (void)fprintf(file, "%ld\n", counted);
        (void)fclose(file);
    }
}

static bool fails(void)
{
    if (fail_at < 0) {
        return false;
    }
    const long number = atomic_fetch_add(&calls, 1) + 1;
    const bool now = fail_at > 0 && (number == fail_at || (sticky && number > fail_at));
    if (now) {
        errno = ENOMEM;
    }
    return now;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return fails() ? NULL : __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}
