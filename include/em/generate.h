/* Generated data sets, equal to scikit-learn's within 1e-12 relative and identical on every
 * machine (the engine's own log, sin and cos). Reference: sklearn/datasets/_samples_generator.py */
#ifndef EM_GENERATE_H
#define EM_GENERATE_H

#include "em/dataset.h"

typedef struct em_builtin {
    const char *name;   /* "aniso" */
    const char *title;  /* "Anisotropic blobs" */
    const char *file;   /* name in the data folder, NULL if generated */
    const char *origin; /* one line: who, where, licence */
    size_t n, d, classes;
} em_builtin;

/* All built-in data sets, generated or in a file, in the order they are listed; *count of them. */
const em_builtin *em_builtin_list(size_t *count);
const em_builtin *em_builtin_find(const char *name); /* NULL if none; "blobs:..." finds none */

/* True for aniso, blobs, varied, uneven, moons, circles, hand and "blobs:n=..,k=..,...". */
bool em_generate_knows(const char *name);

/* Makes the named data set. EM_ERR_USAGE: unknown name, or a value of blobs: outside its range. */
em_status em_generate(const char *name, em_dataset **out, em_error *error);

#endif
