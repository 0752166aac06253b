/* Pictures kept as text beside the tests. */
#ifndef GOLDEN_FILE_H
#define GOLDEN_FILE_H

#include "view/draw.h"

/* Compares the list's dump with NAME.txt in EMSTEP_GOLDEN_FOLDER and fails the test at the first
 * line that differs; with EMSTEP_GOLDEN=update writes the file anew. */
void golden_check(const draw_list *list, const char *name);

#endif
