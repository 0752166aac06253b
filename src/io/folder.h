/* Where the files that come with the program lie. */
#ifndef IO_FOLDER_H
#define IO_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* Folder of the shipped files. sub is "datasets" or "assets": $EMSTEP_DATASETS or $EMSTEP_ASSETS,
 * else ../share/emstep/SUB beside the executable, else the source tree. False if none exists. */
bool io_find_folder(const char *sub, char *buffer, size_t size);

/* Path of one file in those folders, the first that has it. False if none has. */
bool io_find_file(const char *sub, const char *file, char *buffer, size_t size);

#endif
