/* Preloaded into commands that must not start SDL: ends the program if one does. */
#include <stdlib.h>
#include <unistd.h>

int SDL_Init(unsigned flags);
int SDL_InitSubSystem(unsigned flags);
int SDL_VideoInit(const char *driver);
int TTF_Init(void);

static int refuse(void)
{
    static const char words[] = "SDL was initialised\n";

    (void)!write(STDERR_FILENO, words, sizeof words - 1);
    _exit(99);
}

int SDL_Init(unsigned flags)
{
    return refuse();
}

int SDL_InitSubSystem(unsigned flags)
{
    return refuse();
}

int SDL_VideoInit(const char *driver)
{
    return refuse();
}

int TTF_Init(void)
{
    return refuse();
}
